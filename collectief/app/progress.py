"""How far the work is: a bar per phase on a terminal, and how long each phase took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import isfinite

from rich.progress import BarColumn, Progress, ProgressColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column

from collectief.app.terminal import console
from collectief.app.words import BEST_SO_FAR, FOUND_SO_FAR, LEAST, LEAST_ALL_HOURS, PHASES
from collectief.clean import clean
from collectief.plan.run import Standing
from collectief.presentation.speech import NBSP, Speech
from collectief.text import Language

PHASE, STANDING = "{task.description}", "{task.fields[standing]}"
BAR = 12
"""Signs of a bar: of the 80 that a terminal has at least, words need the most."""
SEEN = 10
"""Bars that are seen: what does not fit on the 24 lines of a terminal falls away below, where the work is."""
Report = Callable[[str, float], None]
"""Called with the key of a phase and the fraction of it that is done."""


@dataclass(slots=True)
class Watch:
    """Adds up the seconds of each phase: the time up to a report belongs to the phase reported before it."""

    clock: Callable[[], float] = time.perf_counter
    seconds: dict[str, float] = field(default_factory=dict)
    _phase: str = ""
    _since: float = 0.0

    def __call__(self, phase: str, _fraction: float = 0.0) -> None:
        """Note that this phase is busy now."""
        now = self.clock()
        if self._phase:
            self.seconds[self._phase] = self.seconds.get(self._phase, 0.0) + now - self._since
        self._phase, self._since = phase, now

    def stop(self) -> None:
        """Note that all work is done."""
        self("")


@dataclass(slots=True)
class Bars:
    """A bar for every phase that has begun; a phase that another one follows is done, and leaves it room.

    What the best whole plan costs goes along with the phase that is busy.
    """

    progress: Progress
    language: Language
    tasks: dict[str, TaskID] = field(default_factory=dict)
    best: str = ""

    def __call__(self, phase: str, fraction: float) -> None:
        """Show how far this phase is."""
        if phase not in self.tasks:
            self.finish()
            for place, task in enumerate(reversed(self.tasks.values()), 2):
                self.progress.update(task, standing="", visible=place <= SEEN)
            self.tasks[phase] = self.progress.add_task(phase_name(phase, self.language), total=1.0, standing=self.best)
        self.progress.update(self.tasks[phase], completed=min(1.0, max(0.0, fraction)), visible=True)

    def stands(self, standing: Standing) -> None:
        """Show beside the phase that is busy what the best plan costs, and how far that is from the best possible."""
        said = standing_in_words(standing, self.language)
        self.best = said if standing.whole else self.best
        if self.tasks:
            self.progress.update(list(self.tasks.values())[-1], standing=said)

    def finish(self) -> None:
        """Show every phase so far as done."""
        for task in self.tasks.values():
            self.progress.update(task, completed=1.0)


def phase_name(phase: str, language: Language) -> str:
    """The name of a phase in words; its key where it has no words.

    >>> phase_name("prepare", "nl"), phase_name("later", "nl")
    ('Gegevens klaarzetten', 'later')
    """
    return PHASES[phase][language] if phase in PHASES else clean(phase)


def standing_in_words(standing: Standing, language: Language) -> str:
    """What the best plan so far costs and, where a bound is known, the least that any can cost, and the gap.

    >>> standing_in_words(Standing(200_000.0, 100_000.0, 99_000.0), "en").replace(NBSP, " ")
    'Best plan so far: EUR 200,000 a year; at least EUR 99,000 on the days looked at (gap 1.00%)'
    """
    speech = Speech(language)
    words = BEST_SO_FAR if standing.whole else FOUND_SO_FAR
    said = words[language].format(eur=euros(standing.eur, speech))
    if standing.gap is None or standing.lower_eur is None or not isfinite(standing.lower_eur):
        return said
    gap = speech.percent(standing.gap, 2)
    least = LEAST_ALL_HOURS if standing.all_hours else LEAST
    return f"{said}; {least[language].format(eur=euros(standing.lower_eur, speech), gap=gap)}"


def euros(value: float, speech: Speech) -> str:
    """Euros to the euro: a bound and a cost often differ only there."""
    return f"EUR{NBSP}{speech.number(value)}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What to report progress to: the watch and, where they are seen, bars."""

    watch: Watch
    bars: Bars | None = None

    def __call__(self, phase: str, fraction: float) -> None:
        """Note that this phase is busy, and show how far it is."""
        self.watch(phase, fraction)
        if self.bars is not None:
            self.bars(phase, fraction)

    def stands(self, standing: Standing) -> None:
        """Show what the best plan so far costs."""
        if self.bars is not None:
            self.bars.stands(standing)


@contextmanager
def followed(watch: Watch, language: Language, *, quiet: bool) -> Iterator[Shown]:
    """What to report progress to: the watch and, on a terminal and unless quiet, bars on stderr."""
    screen = console()
    if quiet or not screen.is_terminal:
        yield Shown(watch)
        return
    with Progress(*_columns(), console=screen) as progress:
        bars = Bars(progress, language)
        yield Shown(watch, bars)
        bars.finish()


def _columns() -> tuple[ProgressColumn, ...]:
    """Phase, bar, time, and what stands: on a narrow terminal words go on below, and nothing falls away."""
    phase, standing = (
        TextColumn(said, markup=False, table_column=Column(overflow="fold")) for said in (PHASE, STANDING)
    )
    return (phase, BarColumn(BAR), TimeElapsedColumn(), standing)
