"""How sure a case of a plan is: what bounds it from below, and how its search ended."""

from dataclasses import dataclass
from math import isfinite
from typing import Literal

from collectief.model import early


@dataclass(frozen=True, slots=True)
class Proof:
    """How sure we are of a plan. Euros are yearly.

    ``design_lower`` and ``design_upper`` bound the design problem on typical days; ``replayed`` is the
    cost of the same sizes on the full year in quarter-hours, and the cost that is reported. Where sizes that the year
    was lived with do not fit the typical days, ``design_upper`` and the gap are infinite. ``level`` is
    ``proven`` (with a lower bound on the full year) or ``checked`` (replayed on the full year, without one): every plan
    is replayed.
    """

    level: Literal["checked", "proven"]
    status: str
    design_lower: float
    design_upper: float
    design_gap: float
    replayed: float
    steps: int
    repaired_kw: float = 0.0
    over_kw: float = 0.0
    """How far a limit is broken at most, beyond what it is today: then nothing is certified. Zero where none is broken
    deeper; in how many quarter-hours an area is over-full is for `verification` to say."""
    left_out: tuple[str, ...] = ()
    """Keys of measures that the bound does not look at."""
    year_lower: float | None = None
    """Below this no plan costs on all hours of the year, where that was looked at (`prove_year`)."""
    grouped_lower: float | None = None
    """The same for plans that share group contracts and nothing else, where this is one."""
    passes: int = 0
    """How often at most a search for this bound asked the months again."""

    @property
    def slack_zero(self) -> bool:
        """Whether no limit is broken deeper than today; without it no bound is a certificate."""
        return self.over_kw == 0.0

    @property
    def year_gap(self) -> float | None:
        """How much cheaper any plan can be over the whole year at most, as a fraction; None where not looked at."""
        lower = self.year_lower
        return None if lower is None else (self.replayed - lower) / max(abs(self.replayed), 1.0)

    @property
    def days_gap_eur(self) -> float | None:
        """How much cheaper a plan can be at most on typical days, EUR a year.

        None where a limit is broken deeper than today: of such a plan nothing is known. Nor where nothing bounds it.

        >>> Proof("checked", "Optimal", 98.0, 99.0, 0.01, 100.0, 288).days_gap_eur
        1.0
        """
        eur = self.design_upper - self.design_lower
        return eur if self.slack_zero and isfinite(eur) else None

    @property
    def gap(self) -> float | None:
        """How much cheaper any plan can be at most, as a fraction: over the year where proven, else on typical days."""
        if self.gap_eur is None:
            return None
        return self.design_gap if self.year_gap is None else self.year_gap

    @property
    def gap_of(self) -> Literal["year", "typical_days"] | None:
        """Of what `gap` is known: of the whole year, or of typical days only; None where there is no gap.

        >>> Proof("checked", "bounded", 98.0, 99.0, 0.01, 100.0, 288).gap_of
        'typical_days'
        """
        if self.gap is None:
            return None
        return "typical_days" if self.year_gap is None else "year"

    @property
    def gap_eur(self) -> float | None:
        """The same in EUR a year."""
        if self.year_lower is None or not self.slack_zero:
            return self.days_gap_eur
        return self.replayed - self.year_lower

    @property
    def moved(self) -> float:
        """How much more the full year costs than the typical days said of the same sizes, as a fraction of that cost.

        Where a plan earns more than it costs, earning less is costing more. Zero where it does not fit those days.

        >>> Proof("checked", "Optimal", -110.0, -100.0, 0.1, -102.0, 288).moved
        -0.02
        """
        on_days = self.design_upper
        return (self.replayed - on_days) / abs(on_days) if on_days and isfinite(on_days) else 0.0

    @property
    def ended_early(self) -> bool:
        """Whether a search ended before it was done: with more time the plan may be another."""
        return bool(early(self.status))
