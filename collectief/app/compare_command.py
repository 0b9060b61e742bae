"""``collectief compare``: the plan beside others, each planned anew, as a page and as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import inf

import typer

from collectief import Answer, Answered, Outcome, Scenario, Variation, answer, compared, frontier, write_comparison
from collectief.app.beside import Heard
from collectief.app.checked import checked, tell_kept
from collectief.app.ending import Ending, end
from collectief.app.kept_folder import Folder, opened
from collectief.app.options_compare import CompareForm
from collectief.app.place import writable
from collectief.app.plan_command import asked as asked_park
from collectief.app.progress import Report, Watch, followed
from collectief.app.run_record import installed
from collectief.app.terminal import answer as say_answer
from collectief.app.terminal import answer_whole, say
from collectief.app.variations import asked, in_turn
from collectief.app.words import GOES_ON, GOES_ON_UNLESS_FRESH, STOPPED_EARLY, WRITTEN
from collectief.app.words_compare import FRONTIER, STOPPED, TIME_UP, UNCHECKED
from collectief.plan.answer import Comparison
from collectief.plan.caps import Prices
from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.compare import STOPPED as NOT_DONE
from collectief.plan.compare import Seek
from collectief.plan.run import Run, Stop
from collectief.presentation.comparison import VALUES
from collectief.presentation.section_answers import line, numbered
from collectief.presentation.speech import Speech
from collectief.presentation.variation_words import variation_name
from collectief.text import joined

MAKING = ("prepare", "alone", "replay_alone", "together", "group", "replay_together", "allocate", "report")
"""Phases of one plan, in order."""


def compare_park(form: CompareForm) -> None:
    """Do what the form asks; what was done before Ctrl-C, or before time was up, is written all the same."""
    writable(form.out)
    scenario, _ = asked_park(form)
    variations, folder = asked(form, scenario.park), opened(fresh=form.fresh)
    stop = Stop(inf if form.seconds is None else form.seconds)
    with followed(Watch(), form.lang, quiet=form.quiet) as report:
        answers = _Asked(form, scenario, folder, report, stop).all(variations)
    found = compared(scenario, installed("collectief"), answers)
    files = write_comparison(found, form.out, form.lang)
    _tell(form, found)
    say(WRITTEN[form.lang].format(folder=form.out, names=", ".join(file.name for file in files)))
    tell_kept(folder, form.lang)
    _judge(form, found, stop)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Plans a park anew for each answer; finished steps of one plan serve the next, and the next time."""

    form: CompareForm
    scenario: Scenario
    folder: Folder | None
    report: Report
    stop: Stop

    def all(self, variations: Sequence[Variation]) -> tuple[Answer, ...]:
        """The plan, and each variation beside it; those for which there was no time say so.

        Ctrl-C asks for the best so far of the answer in progress; once more, and that one is given up too.
        """
        names, speech = {c.id: c.name for c in self.scenario.park.companies}, Speech(self.form.lang)
        first = self._one(Variation(), variation_name(Variation(), names, speech))
        self.stop.plan_stands = True
        wanted = in_turn(self.form, variations, first.plan) if first.plan is not None else ()
        named = (f"{number}/{len(wanted)} {variation_name(one, names, speech)}" for number, one in enumerate(wanted, 1))
        others = tuple(self._in_time(one, name) for one, name in zip(wanted, named, strict=True))
        return (first, *others, *self._frontier(first.plan))

    def _in_time(self, variation: Variation, name: str) -> Answer:
        """The answer, or that there was no time for it."""
        if self.stop.now():
            return Answer(variation, None, NOT_DONE)
        try:
            return self._one(variation, name)
        except KeyboardInterrupt:
            self.stop.ask()
            return Answer(variation, None, NOT_DONE)

    def _one(self, variation: Variation, name: str) -> Answer:
        seek = partial(answer, self.scenario, variation, self._run(name), look=self._look)
        return Heard(self.stop, self.form.lang).beside(seek)

    def _frontier(self, plan: Answered | None) -> tuple[Answer, ...]:
        """Plans with less and less CO2 where these were asked; those that were done where it was time to stop."""
        if self.form.frontier is None or plan is None:
            return ()
        run = self._run(FRONTIER[self.form.lang])
        seek = partial(frontier, self.scenario, self.form.frontier, plan, run, look=self._look)
        left = Answer(Variation.cap(plan.together.co2_kg / KG_PER_TONNE, Prices()), None, NOT_DONE)
        if self.stop.now():
            return (left,)
        try:
            found = Heard(self.stop, self.form.lang).beside(seek)
        except KeyboardInterrupt:
            return (left,)
        return (*found, left) if self.stop.cut else found

    def _run(self, name: str) -> Run:
        return Run(_within(self.report, name), self.folder, self.stop)

    def _look(self, seek: Seek, run: Run) -> tuple[Outcome, bool]:
        outcome, verdict = checked(seek, run, self.form.lang)
        return outcome, verdict.ok


def _within(report: Report, name: str) -> Report:
    """Reports the phases of one plan as how far that plan is."""

    def told(phase: str, done: float) -> None:
        before = MAKING.index(phase) if phase in MAKING else 0
        report(name, (before + done) / len(MAKING))

    return told


def _tell(form: CompareForm, found: Comparison) -> None:
    """The answers on stdout, a line each or all as values."""
    if form.json:
        answer_whole((form.out / VALUES).read_text(encoding="utf-8"))
        return
    for number in range(len(found.answers)):
        say_answer(line(found, number, Speech(form.lang)))


def _judge(form: CompareForm, found: Comparison, stop: Stop) -> None:
    """Say what does not add up, and end in the number that fits: that first, whatever else ended early."""
    wrong = [number for number, one in enumerate(found.answers) if one.plan is not None and one.plan.checked is False]
    if wrong:
        named = ", ".join(numbered(found, number, Speech(form.lang)) for number in wrong)
        say(UNCHECKED[form.lang].format(names=named), style="bold red")
        raise typer.Exit(Ending.ERROR)
    if stop.cut or any(one.why is NOT_DONE for one in found.answers):
        words = STOPPED if stop.asked else TIME_UP
        raise end(joined((words, GOES_ON_UNLESS_FRESH if form.fresh else GOES_ON)), Ending.STOPPED_EARLY, form.lang)
    if any(one.plan is not None and one.plan.ended_early for one in found.answers):
        raise end(STOPPED_EARLY, Ending.STOPPED_EARLY, form.lang)
