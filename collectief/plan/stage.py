"""What comes out of a staged path: its stages with their costs, and the ways in which the path could be walked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Literal

from collectief.facts import HeatLevel, usual_level
from collectief.plan.answer import Sums
from collectief.plan.outcome import Breach, CaseKey, Growth
from collectief.plan.pinch import Pinch
from collectief.plan.stage_world import Stated, World
from collectief.plan.standing import Lot, standing
from collectief.text import Text

Way = Literal["forward", "guided", "at_once", "waiting"]
WAYS: tuple[Way, ...] = ("forward", "guided", "at_once", "waiting")
"""Each stage as is best then; only what also stands in the best end; the end built at once; only the law's until the
queue ends, then as is best."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One planning year. EUR are those of a year, and hold for every year until the next stage.

    ``eur`` is all bills and ``idle_eur``, which is what is paid for what stands and is in no bill. ``added`` was built
    in this stage, ``stood`` before. ``law`` is all that the energy-saving duty asks for in this year; ``sizes`` is
    empty where nothing was planned.
    """

    world: World
    eur: float
    idle_eur: float
    co2_kg: float
    cases: Mapping[CaseKey, Sums]
    added: tuple[Lot, ...]
    stood: tuple[Lot, ...]
    law: tuple[Lot, ...]
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pinches: tuple[Pinch, ...] = ()
    growth: tuple[Growth, ...] = ()
    breaches: tuple[Breach, ...] = ()
    decision: Text | None = None
    sizes: Mapping[str, float] = field(default_factory=dict)
    adopted: tuple[str, ...] = ()
    ended_early: bool = False
    input_hash: str = ""
    over_kw: float = 0.0
    """How far a limit is broken at most, beyond what it is in this year without any measure (`certificate.Proof`)."""

    @property
    def year(self) -> int:
        """The planning year."""
        return self.world.year

    @property
    def stands(self) -> tuple[Lot, ...]:
        """All that stands at the end of this stage."""
        return (*(lot for lot in self.stood if lot.stands(self.year)), *self.added)

    @property
    def nothing_more(self) -> Sums:
        """This year without any measure but those that the law asks for."""
        return self.cases["required"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A stage on typical days: what it costs there, and below which no plan of its year costs, EUR a year."""

    upper_eur: float
    lower_eur: float
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """One way through the years; fewer ``stages`` than years where it was not gone to its end, and then ``why``.

    ``weights`` are the discounted years that each stage stands for.
    """

    way: Way
    stages: tuple[Stage, ...]
    weights: tuple[float, ...]
    why: Text | None = None

    @property
    def complete(self) -> bool:
        """Whether every stage was planned."""
        return len(self.stages) == len(self.weights)

    @property
    def total_eur(self) -> float | None:
        """Discounted costs of all years, EUR; None for a path that is not complete."""
        return self._weighted([s.eur for s in self.stages])

    @property
    def nothing_more_eur(self) -> float | None:
        """The same of doing no more than the law asks for."""
        return self._weighted([s.nothing_more.eur for s in self.stages])

    def _weighted(self, eur: list[float]) -> float | None:
        return sum(w * x for w, x in zip(self.weights, eur, strict=True)) if self.complete else None


@dataclass(frozen=True, slots=True)
class StagedPath:
    """The answer: the cheapest path, every way that was looked at, and the least that any path costs.

    ``names`` are those of companies and areas by id; ``reliefs`` the year in which the queue of an area ends, None
    where it is not known. ``counted`` says for how many years each stage stands.
    """

    park: str
    park_year: int
    version: str
    years: tuple[int, ...]
    counted: tuple[int, ...]
    interest: float
    stated: tuple[Stated, ...]
    paths: tuple[Path, ...]
    best: Path
    names: Mapping[str, str]
    reliefs: Mapping[str, int | None]
    bounds: tuple[Bound, ...] = ()
    no_bound: Text | None = None
    water: HeatLevel = field(default_factory=usual_level)
    """The temperatures of a heat network in all its years."""
    wishes: Mapping[str, tuple[float, int, str]] = field(default_factory=dict)
    """Companies that wait: kW, from which year, and their area."""

    def path(self, way: Way) -> Path | None:
        """The path of a way, if it was looked at."""
        return next((p for p in self.paths if p.way == way), None)

    @property
    def broken_deeper(self) -> bool:
        """Whether in some year a limit is broken deeper than without any measure: of such a path nothing is known."""
        return any(stage.over_kw > 0 for stage in self.best.stages)

    @property
    def gap(self) -> float | None:
        """How much cheaper any path can be at most, as a fraction of the costs on typical days.

        None where no bound was found, and where a limit is broken deeper in some year, as of any plan.
        """
        if self.broken_deeper or not self.bounds or len(self.bounds) != len(self.best.weights):
            return None
        if not all(isfinite(b.upper_eur - b.lower_eur) for b in self.bounds):
            return None
        upper = sum(w * b.upper_eur for w, b in zip(self.best.weights, self.bounds, strict=True))
        lower = sum(w * b.lower_eur for w, b in zip(self.best.weights, self.bounds, strict=True))
        return (upper - lower) / max(abs(upper), 1.0)

    @property
    def gap_eur(self) -> float | None:
        """The same in discounted euros."""
        if self.gap is None:
            return None
        pairs = zip(self.best.weights, self.bounds, strict=True)
        return sum(w * (b.upper_eur - b.lower_eur) for w, b in pairs)


def end_sizes(stage: Stage) -> dict[str, float]:
    """What stands at the end of a stage, by size."""
    return standing(stage.stands, stage.year)
