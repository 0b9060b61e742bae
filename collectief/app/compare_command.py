"""``collectief compare``: the plan beside others, each planned anew, as a page and as values."""

from collections.abc import Callable, Sequence
from functools import partial

from collectief import Answer, Answered, Scenario, Variation, answer, compared, frontier, write_comparison
from collectief.app.beside import beside
from collectief.app.ending import Ending, end
from collectief.app.options_compare import CompareForm
from collectief.app.place import writable
from collectief.app.plan_command import asked as asked_park
from collectief.app.progress import Report, Watch, followed
from collectief.app.run_record import installed
from collectief.app.terminal import answer as say_answer
from collectief.app.terminal import answer_whole, say
from collectief.app.variations import asked, in_turn
from collectief.app.words import STOPPED_EARLY, WRITTEN
from collectief.app.words_compare import FRONTIER, STOPPED
from collectief.plan.answer import Comparison
from collectief.plan.caps import Prices
from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.compare import STOPPED as NOT_DONE
from collectief.presentation.comparison import VALUES
from collectief.presentation.section_answers import line
from collectief.presentation.speech import Speech
from collectief.presentation.variation_words import variation_name

Plan = Callable[[Variation, Report], Answer]
MAKING = ("prepare", "alone", "replay_alone", "together", "group", "replay_together", "allocate", "report")
"""Phases of one plan, in order."""


def compare_park(form: CompareForm) -> None:
    """Do what the form asks; what was done before Ctrl-C is written all the same."""
    writable(form.out)
    scenario, _ = asked_park(form)
    variations = asked(form, scenario.park)
    with followed(Watch(), form.lang, quiet=form.quiet) as report:
        answers = _answers(form, scenario, variations, report=report)
    found = compared(scenario, installed("collectief"), answers)
    files = write_comparison(found, form.out, form.lang)
    _tell(form, found)
    say(WRITTEN[form.lang].format(folder=form.out, names=", ".join(file.name for file in files)))
    if any(one.why is NOT_DONE for one in answers):
        raise end(STOPPED, Ending.INTERRUPTED, form.lang)
    if any(one.plan is not None and one.plan.ended_early for one in answers):
        raise end(STOPPED_EARLY, Ending.STOPPED_EARLY, form.lang)


def _answers(
    form: CompareForm, scenario: Scenario, variations: Sequence[Variation], *, report: Report
) -> tuple[Answer, ...]:
    """The plan, and each variation beside it; after Ctrl-C those that were not done say so."""
    names, speech = {c.id: c.name for c in scenario.park.companies}, Speech(form.lang)
    first = beside(partial(answer, scenario, Variation(), _within(report, variation_name(Variation(), names, speech))))
    done = [first]
    wanted = in_turn(form, variations, first.plan) if first.plan is not None else ()
    for number, one in enumerate(wanted, 1):
        name = f"{number}/{len(wanted)} {variation_name(one, names, speech)}"
        try:
            done.append(beside(partial(answer, scenario, one, _within(report, name))))
        except KeyboardInterrupt:
            return (*done, *(Answer(left, None, NOT_DONE) for left in wanted[number - 1 :]))
    return (*done, *_frontier(form, scenario, first.plan, report=report))


def _frontier(form: CompareForm, scenario: Scenario, plan: Answered | None, *, report: Report) -> tuple[Answer, ...]:
    """Plans with less and less CO2 where these were asked; after Ctrl-C none of them."""
    if form.frontier is None or plan is None:
        return ()
    name = FRONTIER[form.lang]
    try:
        return beside(partial(frontier, scenario, form.frontier, plan, _within(report, name)))
    except KeyboardInterrupt:
        return (Answer(Variation.cap(plan.together.co2_kg / KG_PER_TONNE, Prices()), None, NOT_DONE),)


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
