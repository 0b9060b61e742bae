"""How far the work is: a bar per phase on a terminal, and how long each phase took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from collectief.app.terminal import console
from collectief.app.words import PHASES
from collectief.presentation.escape import clean
from collectief.text import Language

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
    """A bar for every phase that has begun; a phase that another one follows is done."""

    progress: Progress
    language: Language
    tasks: dict[str, TaskID] = field(default_factory=dict)

    def __call__(self, phase: str, fraction: float) -> None:
        """Show how far this phase is."""
        if phase not in self.tasks:
            self.finish()
            self.tasks[phase] = self.progress.add_task(phase_name(phase, self.language), total=1.0)
        self.progress.update(self.tasks[phase], completed=min(1.0, max(0.0, fraction)))

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


@contextmanager
def followed(watch: Watch, language: Language, *, quiet: bool) -> Iterator[Report]:
    """What to report progress to: the watch and, on a terminal and unless quiet, bars on stderr."""
    screen = console()
    if quiet or not screen.is_terminal:
        yield watch
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen) as progress:
        bars = Bars(progress, language)

        def report(phase: str, fraction: float) -> None:
            watch(phase, fraction)
            bars(phase, fraction)

        yield report
        bars.finish()
