"""What is asked: a park in a year, with the measures that may be used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from collectief.measure import MEASURES, Measure
from collectief.park import Park
from collectief.plan.caps import Caps
from collectief.profile.year import Year

ASKED = "counts only where it was asked"
"""What a field says that is no part of the question while it has its default: the fingerprint passes over it."""


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """A park, a year and the measures to choose from.

    ``gap`` is the relative gap at which the search for a design may stop, ``seconds`` its time, and
    ``samples`` the number of pairs of orders of joining from which Shapley shares are estimated when
    there are too many companies to take every order. ``caps`` are what all together may emit and invest; a euro
    of investment weighs ``capital_weight`` EUR a year more in choices than it costs (`caps.Prices`), in no bill, and
    ``rations`` are what each company may invest beyond what the law asks, EUR.
    """

    park: Park
    year: Year
    measures: tuple[Measure, ...] = MEASURES
    gap: float = 5e-4
    seconds: float = 60.0
    samples: int = 500
    seed: int = 1
    caps: Caps | None = field(default=None, metadata={ASKED: True})
    capital_weight: float = field(default=0.0, metadata={ASKED: True})
    rations: Mapping[str, float] | None = field(default=None, metadata={ASKED: True})

    def __post_init__(self) -> None:
        """Put what stands on the park in the order of its ids: who answers first, and how sums round, hangs on it."""
        park = self.park
        found = replace(
            park,
            companies=_in_order(park.companies),
            buildings=_in_order(park.buildings),
            streets=_in_order(park.streets),
            areas=_in_order(park.areas),
            parcels=_in_order(park.parcels),
            background=_in_order(park.background),
        )
        object.__setattr__(self, "park", found)

    def without(self, key: str) -> "Scenario":
        """The same without one measure."""
        return replace(self, measures=tuple(m for m in self.measures if m.key != key))

    def only(self, members: Iterable[str]) -> "Scenario":
        """The same with some of the companies."""
        return replace(self, park=self.park.only(members))


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


def _in_order(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return tuple(sorted(things, key=lambda thing: thing.id)) if len(things) > 1 else things
