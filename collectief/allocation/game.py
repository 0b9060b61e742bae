"""A cooperative game: players and the value of each coalition, which knows nothing of energy."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Coalition = frozenset[str]
Kind = Literal["cost", "profit"]


@dataclass(frozen=True, slots=True)
class Allocation:
    """What each player pays (cost game) or gets (profit game) by one rule.

    ``interval`` gives the half width of a 95 % interval per player where the rule is sampled;
    ``exact`` is False then.
    """

    rule: str
    shares: Mapping[str, float]
    exact: bool = True
    interval: Mapping[str, float] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoreReport:
    """Whether some coalition is better off on its own under given shares.

    ``surplus`` is what the ``worst`` coalition found gains by leaving (cost game: its share minus its
    own cost; positive means tempted to leave). ``lower`` and ``upper`` enclose that gain for the worst of
    **all** coalitions, from the bounds on the values; ``upper`` is ``inf`` where not all were looked at.
    ``stable`` is True or False where proven, None where unknown. ``looked_at`` of ``total`` coalitions.
    """

    worst: tuple[str, ...]
    surplus: float
    lower: float
    upper: float
    stable: bool | None
    looked_at: int
    total: int


class Game:
    """Players and a value per coalition, remembered once computed.

    ``value`` is a function of a frozenset or a mapping that holds every coalition. The empty coalition
    is worth 0. ``tolerance`` (EUR) is how far a value may be above the true one (the solver's gap).
    """

    def __init__(
        self,
        players: Iterable[str],
        value: Callable[[Coalition], float] | Mapping[Coalition, float],
        kind: Kind = "cost",
        *,
        tolerance: float = 0.0,
    ) -> None:
        self.players = tuple(players)
        self.kind = kind
        self.tolerance = tolerance
        self._value = value if callable(value) else value.__getitem__
        self.known: dict[Coalition, float] = {frozenset(): 0.0}

    def __call__(self, coalition: Iterable[str]) -> float:
        """Value of a coalition."""
        key = frozenset(coalition)
        if key not in self.known:
            self.known[key] = float(self._value(key))
        return self.known[key]

    @property
    def grand(self) -> Coalition:
        """All players."""
        return frozenset(self.players)
