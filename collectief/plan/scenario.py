"""What is asked: a park in a year, with the measures that may be used."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter
from typing import Any

from collectief.measure import MEASURES, Measure
from collectief.park import Park
from collectief.plan.caps import Caps
from collectief.profile.year import Year

ASKED = "counts only where it was asked"
"""What a field says that is no part of the question while it has its default: the fingerprint passes over it."""

ID = attrgetter("id")
STAND: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        ("companies", "buildings", "streets", "areas", "parcels", "background", "dwellings", "heat_sources"), ID
    ),
    "offers": lambda offer: (offer[0], offer[1].direction, offer[1].kind),
}
"""What stands on a park or is on offer there, and by what each is known: its id, or where it is and of which kind."""


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """A park, a year and the measures to choose from.

    ``gap`` is the relative gap at which the search for a design may stop, ``seconds`` its time, and
    ``samples`` the number of pairs of orders of joining from which Shapley shares are estimated when
    there are too many companies to take every order. ``caps`` are what all together may emit and invest; a euro
    of investment weighs ``capital_weight`` EUR a year more in choices than it costs (`caps.Prices`), in no bill, and
    ``rations`` are what each company may invest beyond what the law asks, EUR. With ``every_hour`` sizes of companies
    are sought on all hours of the year as well, and not on typical days only.
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
    every_hour: bool = field(default=False, metadata={ASKED: True})

    def __post_init__(self) -> None:
        """Put what stands on the park in the order of its ids: who answers first, and how sums round, hangs on it."""
        stand = [(name, getattr(self.park, name), known_by) for name, known_by in STAND.items()]
        moved: dict[str, Any] = {
            name: tuple(sorted(things, key=known_by))
            for name, things, known_by in stand
            if not _in_order(things, known_by)
        }
        if moved:
            object.__setattr__(self, "park", replace(self.park, **moved))

    def without(self, key: str) -> "Scenario":
        """The same without one measure."""
        return replace(self, measures=tuple(m for m in self.measures if m.key != key))

    def only(self, members: Iterable[str]) -> "Scenario":
        """The same with some of the companies."""
        return replace(self, park=self.park.only(members))


def _in_order(things: tuple[Any, ...], known_by: Callable[[Any], Any]) -> bool:
    return all(known_by(one) <= known_by(other) for one, other in pairwise(things))
