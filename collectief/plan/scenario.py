"""What is asked: a park in a year, with the measures that may be used."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from collectief.measure import MEASURES, Measure
from collectief.park import Park
from collectief.profile.year import Year


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """A park, a year and the measures to choose from.

    ``gap`` is the relative gap at which the search for a design may stop, ``seconds`` its time, and
    ``samples`` the number of pairs of orders of joining from which Shapley shares are estimated when
    there are too many companies to take every order.
    """

    park: Park
    year: Year
    measures: tuple[Measure, ...] = MEASURES
    gap: float = 5e-4
    seconds: float = 60.0
    samples: int = 500
    seed: int = 1

    def without(self, key: str) -> "Scenario":
        """The same without one measure."""
        return replace(self, measures=tuple(m for m in self.measures if m.key != key))

    def only(self, members: Iterable[str]) -> "Scenario":
        """The same with some of the companies."""
        return replace(self, park=self.park.only(members))
