"""One run of a calculation: who hears of it, what was finished before, and when it must stop."""

import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from math import inf
from threading import Event

from collectief.errors import Stopped
from collectief.plan.store import Store

Progress = Callable[[str, float], None]
"""Called with the key of a phase and the fraction of it that is done."""
INTERRUPTED = "Interrupted by user"
"""How HiGHS says that it was asked to stop: what is cut short here says the same."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The best plan so far, EUR a year, and the least that any could cost where that is known.

    ``whole`` is False while it holds only some of the companies. ``upper_eur`` is what the plan costs on the hours that
    ``lower_eur`` looks at: typical days, or with ``all_hours`` those of the year.

    >>> Standing(210.0, 100.0, 99.0).gap
    0.01
    """

    eur: float
    upper_eur: float | None = None
    lower_eur: float | None = None
    whole: bool = True
    all_hours: bool = False

    @property
    def gap(self) -> float | None:
        """How much cheaper any plan can be at most, as a fraction; None where no bound is known."""
        if self.upper_eur is None or self.lower_eur is None:
            return None
        return (self.upper_eur - self.lower_eur) / max(abs(self.upper_eur), 1.0)


class Stop:
    """Whether to stop: because it was asked, or because so many seconds have passed."""

    def __init__(self, seconds: float = inf, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._until, self._asked = clock, clock() + seconds, Event()
        self.plan_stands = False
        """Whether stopping leaves a plan."""
        self.cut = False
        """Whether anything was left undone for it."""

    @property
    def asked(self) -> bool:
        """Whether a person asked to stop."""
        return self._asked.is_set()

    @property
    def due(self) -> bool:
        """Whether it is time to stop."""
        return self.asked or self._clock() >= self._until

    def ask(self) -> None:
        """Stop as soon as that leaves something sound."""
        self._asked.set()

    def now(self) -> bool:
        """Whether to stop here; who asks and hears yes leaves something undone."""
        self.cut = self.cut or self.due
        return self.due

    def within(self) -> "Stop":
        """The same question and the same clock, for a plan on the way to another: that it stands is nothing yet."""
        inner = copy(self)
        inner.plan_stands = False
        return inner

    def check(self) -> None:
        """Raise Stopped where it is time to stop."""
        if self.now():
            raise Stopped


@dataclass(frozen=True, slots=True)
class Run:
    """How a calculation goes: it may be given wherever only progress is asked."""

    tell: Progress = lambda _phase, _done: None
    store: Store | None = None
    stop: Stop = field(default_factory=Stop)
    stands: Callable[[Standing], None] = lambda _: None

    def __call__(self, phase: str, done: float) -> None:
        """Tell how far a phase is, 0 to 1."""
        self.tell(phase, done)

    def counted(self, phase: str) -> Callable[[int, int], None]:
        """The same for who counts what is done."""
        return lambda done, of: self.tell(phase, done / of)


def run_of(progress: Progress | None) -> Run:
    """The run itself where it was given as progress, else one that keeps nothing and ends when it is done."""
    if isinstance(progress, Run):
        return progress
    return Run() if progress is None else Run(progress)


__all__ = ["INTERRUPTED", "Progress", "Run", "Standing", "Stop", "Stopped", "run_of"]
