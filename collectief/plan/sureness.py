"""How sure a plan is: what its euros do when figures are other than in the tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from collectief.facts import Fact
from collectief.text import Text

How = Literal["billed", "run"]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a swing: the value of the figure, and what alone and together cost a year with it, EUR.

    ``decision`` is the sentence of a plan made anew where it is another one: other members, or another shared project.
    """

    value: float
    alone_eur: float
    together_eur: float
    decision: Text | None = None

    @property
    def saving_eur(self) -> float:
        """Together against alone, EUR a year.

        >>> End(0.8, 120.0, 100.0).saving_eur
        20.0
        """
        return self.alone_eur - self.together_eur


@dataclass(frozen=True, slots=True)
class Swing:
    """A figure at its low and at its high with the same plan, and for the widest planned anew.

    ``how`` the costs with the same plan were found: ``billed`` again over the full year, where the figure only moves
    prices, or ``run`` again on typical days with the sizes as they are (an estimate), where it moves flows.
    """

    fact: Fact
    low: End
    high: End
    low_replanned: End | None = None
    high_replanned: End | None = None
    how: How = "billed"

    @property
    def saving_width_eur(self) -> float:
        """How far the saving moves between the ends, EUR a year."""
        return abs(self.high.saving_eur - self.low.saving_eur)

    @property
    def cost_width_eur(self) -> float:
        """How far the cost together moves between the ends, EUR a year."""
        return abs(self.high.together_eur - self.low.together_eur)


@dataclass(frozen=True, slots=True)
class Tipping:
    """Where something stops paying, or starts to: the figure, its value there, and whether that is in its range.

    ``about`` is the key of a measure or project, or ``together``. ``text`` says it in a sentence.
    """

    key: str
    about: str
    value: float
    below: bool
    inside: bool
    text: Text


@dataclass(frozen=True, slots=True)
class PeakRange:
    """The simultaneous peak of the park's offtake in a case, kW: as planned, and P50 and P90 over made profiles."""

    case: str
    planned_kw: float
    p50_kw: float
    p90_kw: float
    profiles: int
    made: int
    """Companies whose profile was made; all others have a meter and do not vary."""


Skipped = Literal["not_in_plan", "as_planned", "does_not_fit", "law", "constant", "measured", "curve"]
"""Why a figure has no swing: nothing in the plan reads it; no low and high; it makes the profile or the year (the range
of the peak says what that does); the plan as it stands costs the same (it may move what would be built); or the same
sizes do not keep the limits at one of its ends."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """The tornado (widest saving first), tipping points, what was not swung, the quality of the input, the peaks.

    ``entries`` are values at which something that is not in the plan starts to pay, and ``firm`` names what no figure
    makes stop paying. ``input_shares`` are fractions of the yearly energy that is measured, derived (stated by the
    company) or a key figure; ``replanned`` says whether the widest figures were planned anew.
    """

    swings: tuple[Swing, ...]
    tipping: tuple[Tipping, ...]
    skipped: Mapping[str, Skipped] = field(default_factory=dict)
    input_shares: Mapping[str, float] = field(default_factory=dict)
    peaks: tuple[PeakRange, ...] = ()
    replanned: bool = False
    entries: tuple[Tipping, ...] = ()
    firm: tuple[Text, ...] = ()
