"""A cooperative game: players and the value of each coalition, which knows nothing of energy."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from math import fsum, isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from collectief.errors import CollectiefError, ModelError
from collectief.text import Text

Coalition = frozenset[str]
Kind = Literal["cost", "profit"]
Way = Literal["all", "parts", "search", "bound", "cuts"]


@dataclass(frozen=True, slots=True)
class Allocation:
    """What each player pays (cost game) or gets (profit game) by one rule.

    ``interval`` gives the half width of a 95 % interval per player where the rule is sampled; ``exact`` is False then.
    ``worst`` encloses what the coalition that gains most by leaving gains under these shares, where the rule proves
    that. Of a nucleolus of values that may be off, ``levels`` says how many of its levels are certain, of how many;
    where all are, ``interval`` is how far each share may be off, proven. ``seconds`` is how long the rule took.
    """

    rule: str
    shares: Mapping[str, float]
    exact: bool = True
    interval: Mapping[str, float] = field(default_factory=dict)
    note: str = ""
    worst: tuple[float, float] | None = None
    levels: tuple[int, int] | None = None
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class CoreReport:
    """Whether some coalition is better off on its own under given shares.

    ``surplus`` is what the ``worst`` coalition found gains by leaving (cost game: its share minus its
    own cost; positive means tempted to leave). ``lower`` and ``upper`` enclose that gain for the worst of
    **all** coalitions, from the bounds on the values; ``upper`` is ``inf`` where not all were looked at.
    ``stable`` is True or False where proven, None where unknown. ``looked_at`` of ``total`` coalitions;
    in a game of several parts these are the coalitions inside one part, which decide all the others. ``way``
    says how: by looking at ``all`` of them, at all inside its ``parts``, by a ``search`` that proves no worst, by
    such a search with a ``bound`` on all of them, or by ``cuts`` that prices of plans prove.
    """

    worst: tuple[str, ...]
    surplus: float
    lower: float
    upper: float
    stable: bool | None
    looked_at: int
    total: int
    way: Way = "search"


class Game:
    """Players and a value per coalition, remembered once computed.

    ``value`` is a function of a frozenset or a mapping that holds every coalition. The empty coalition
    is worth 0. ``tolerance`` (EUR) is how far a computed value may be worse than the true one (the
    solver's gap): above it in a cost game, below it in a profit game. ``parts`` are groups of players
    whose values add up, v(S) = sum of v(S with part); only coalitions inside one part are computed then.
    ``known`` are values of an earlier run, and keeps those that are computed now (`Kept` does so on disk). ``tables``
    keep the values of all coalitions of some players, shape (2^n,), once a rule asked them; what is put in ``known``
    after that is not in them.

    >>> game = Game("abc", lambda group: float(len(group) ** 2), parts=[frozenset("ab"), frozenset("c")])
    >>> game("abc")
    5.0
    """

    def __init__(
        self,
        players: Iterable[str],
        value: Callable[[Coalition], float] | Mapping[Coalition, float],
        kind: Kind = "cost",
        *,
        tolerance: float = 0.0,
        parts: Sequence[Coalition] | None = None,
        known: MutableMapping[Coalition, float] | None = None,
    ) -> None:
        """Raises ModelError on double players or parts that do not hold every player once.

        And so does every use of it where a value is missing, no number, or could not be calculated.
        """
        self.players = tuple(players)
        self.grand: Coalition = frozenset(self.players)
        self.kind = kind
        self.tolerance = tolerance
        self.parts = _partition(self.players, parts)
        self.given = None if callable(value) else value
        self._value = value if callable(value) else value.__getitem__
        self.known: MutableMapping[Coalition, float] = {} if known is None else known
        self.known[frozenset()] = 0.0
        self._passing: dict[Coalition, float] = {}
        self.tables: dict[tuple[str, ...], NDArray[np.float64]] = {}
        wrong = next((key for key, value in self.known.items() if not isfinite(value)), None)
        if wrong is not None:
            raise _no_value(wrong, str(self.known[wrong]))

    def __call__(self, coalition: Iterable[str]) -> float:
        """Value of a coalition."""
        key = frozenset(coalition)
        if len(self.parts) == 1 or key in self.known:
            return self._of(key)
        if not key <= self.grand:
            raise _strangers(key - self.grand)
        return fsum(self._of(key & part) for part in self.parts)

    def _of(self, key: Coalition) -> float:
        if key not in self.known and key not in self._passing:
            if not key <= self.grand:
                raise _strangers(key - self.grand)
            value = self._calculated(key)
            (self.known if self.keeps(key) else self._passing)[key] = value
        return self._passing[key] if key in self._passing else self.known[key]

    @property
    def all_known(self) -> bool:
        """Whether the values were given, all of them, and none has to be calculated."""
        return self.given is not None

    @property
    def doubt(self) -> float:
        """How far any value that was computed may be from the true one, EUR."""
        return self.tolerance

    def keeps(self, _coalition: Coalition) -> bool:
        """Whether the value of a coalition that was just computed may be kept for other runs."""
        return True

    def _calculated(self, key: Coalition) -> float:
        try:
            value = float(self._value(key))
        except CollectiefError:
            raise
        except Exception as error:
            raise _no_value(key, f"{type(error).__name__}: {error}") from error
        if not isfinite(value):
            raise _no_value(key, str(value))
        return value

    @property
    def side(self) -> float:
        """1 in a cost game, -1 in a profit game: times this, more is worse for who has it."""
        return 1.0 if self.kind == "cost" else -1.0

    def gain(self, coalition: Iterable[str], shares: Mapping[str, float]) -> float:
        """What a coalition gains by leaving under these shares; positive means tempted.

        >>> Game("ab", lambda group: 3.0).gain("a", {"a": 2.0, "b": 1.0})
        -1.0
        """
        key = frozenset(coalition)
        return self.side * (fsum(shares[player] for player in key) - self(key))


def _partition(players: tuple[str, ...], parts: Sequence[Coalition] | None) -> tuple[Coalition, ...]:
    if not players or len(set(players)) < len(players):
        raise ModelError(
            Text(
                nl=f"Een spel heeft minstens één speler nodig en elke naam één keer; gevonden: {players}.",
                en=f"A game needs at least one player and every name once; found: {players}.",
            )
        )
    if parts is None:
        return (frozenset(players),)
    groups = tuple(frozenset(part) for part in parts)
    if not all(groups) or sorted(player for group in groups for player in group) != sorted(players):
        raise ModelError(
            Text(
                nl="De delen van een spel moeten elke speler precies één keer bevatten, en geen deel mag leeg zijn.",
                en="The parts of a game must hold every player exactly once, and no part may be empty.",
            )
        )
    return groups


def _no_value(coalition: Coalition, found: str) -> ModelError:
    names = ", ".join(sorted(coalition))
    return ModelError(
        Text(
            nl=f"De waarde van de groep {names} is geen getal: {found}. Geef elke groep van deze spelers een eindig "
            "bedrag.",
            en=f"The value of the coalition {names} is no number: {found}. Give every coalition of these players a "
            "finite amount.",
        )
    )


def _strangers(names: Coalition) -> ModelError:
    listed = ", ".join(sorted(names))
    return ModelError(
        Text(
            nl=f"Niet in dit spel: {listed}. Geef alleen namen van spelers.",
            en=f"Not in this game: {listed}. Give names of players only.",
        )
    )
