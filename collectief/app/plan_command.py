"""``collectief plan``: check, find a plan, write it, and say the decision in one sentence."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from functools import partial
from math import inf
from pathlib import Path

import typer

from collectief import Issue, Outcome, Scenario, optimise, prove, replan, rolling, sensitivity, write_all
from collectief.app.beside import Heard
from collectief.app.caps_typed import capped
from collectief.app.checked import checked, tell_kept
from collectief.app.ending import Ending, Mistyped, end
from collectief.app.findings import tell
from collectief.app.kept_folder import opened
from collectief.app.looked_at import look_at
from collectief.app.options import PlanForm, SureForm
from collectief.app.options_compare import CompareForm
from collectief.app.options_path import PathForm
from collectief.app.place import writable
from collectief.app.progress import Watch, followed
from collectief.app.run_record import write_record
from collectief.app.terminal import answer, answer_whole, say
from collectief.app.waiting import READING, waiting
from collectief.app.words import (
    CHECK_FAILED,
    GAP_LEFT,
    NO_DATE,
    NOT_PROVEN,
    NOT_STABLE,
    REFUSED,
    STOPPED_ASKED,
    STOPPED_EARLY,
    WRITTEN,
    YEAR_GAP_LEFT,
)
from collectief.park.read_cell import YEARS
from collectief.plan.run import Run, Stop, Stopped
from collectief.presentation.level_words import cheaper_in_words, not_looked_at
from collectief.presentation.speech import Speech
from collectief.text import Language
from collectief.verification.verdict import Verdict

PLAN = "plan.json"


def plan_surely(form: SureForm) -> None:
    """A plan of which the widest figures are planned anew as well."""
    plan_park(PlanForm(**asdict(form), sure=True), anew=True)


def plan_park(form: PlanForm, *, anew: bool = False) -> None:
    """Do what the form asks; the files are complete before anything is said about them."""
    first_day, caps = _day(form.start), capped(form)
    start, watch = datetime.now(UTC), Watch()
    writable(form.out)
    scenario, issues = asked(form)
    scenario = replace(scenario, caps=caps, every_hour=form.every_hour)
    folder = opened(fresh=form.fresh)
    with followed(watch, form.lang, quiet=form.quiet) as shown:
        run = Run(shown, folder, Stop(inf if form.seconds is None else form.seconds), shown.stands)
        seek = partial(_sought, form, scenario, anew=anew)
        found = partial(_with, issues=issues, start=first_day)
        outcome, verdict, files = Heard(run.stop, form.lang).beside(lambda: _written(form, seek, found, run))
    watch.stop()
    steps = {} if folder is None else asdict(folder.counts)
    record = write_record(form.out, start, watch.seconds, own_version=outcome.version, steps=steps)
    _tell(form, outcome, files=(*files, record))
    tell_kept(folder, form.lang)
    _warn(form, outcome, verdict, run.stop)
    _judge(form, outcome, run.stop, sound=verdict.ok)


def _written(
    form: PlanForm, seek: Callable[[Run], Outcome], found: Callable[[Outcome], Outcome], run: Run
) -> tuple[Outcome, Verdict, tuple[Path, ...]]:
    """The plan, checked and in files."""
    outcome, verdict = checked(seek, run, form.lang)
    outcome = found(outcome)
    run("write", 0.0)
    return outcome, verdict, tuple(write_all(outcome, form.out, form.lang, verdict=verdict))


def _sought(form: PlanForm, scenario: Scenario, run: Run, *, anew: bool) -> Outcome:
    """The plan with all that was asked beside it; where it is time to stop, with what there is."""
    outcome = optimise(scenario, run)
    run.stop.plan_stands = True
    if form.prove:
        outcome = prove(scenario, outcome, run)
    if form.rolling or form.prove:  # a proof knows all of the year: beside it, what is left without that
        outcome = rolling(scenario, outcome, run)
    return _surely(scenario, outcome, run, anew=anew) if form.sure else outcome


def _warn(form: PlanForm, outcome: Outcome, verdict: Verdict, stop: Stop) -> None:
    """Say what was asked and not found, and what does not add up."""
    proven = any(c.proof is not None and c.proof.year_lower is not None for c in outcome.cases.values())
    if form.prove and not proven and not stop.cut:
        say(NOT_PROVEN[form.lang], style="bold")
    if not verdict.ok:
        failed = CHECK_FAILED[form.lang].format(failed=len(verdict.failed), checks=len(verdict.checks))
        say(failed, style="bold red")


def _day(typed: str) -> date | None:
    """The day that was typed; raises Mistyped for what is no day, or one from which no calendar can be counted."""
    if not typed:
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        raise Mistyped(NO_DATE) from None
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise Mistyped(NO_DATE)
    return found


def _surely(scenario: Scenario, outcome: Outcome, run: Run, *, anew: bool) -> Outcome:
    """The outcome with what changes it, where there is time; where asked with the widest figures planned anew."""
    try:
        found = sensitivity(outcome, measures=scenario.measures, progress=run)
    except Stopped:
        return outcome
    return replace(outcome, sureness=replan(scenario, outcome, found, progress=run) if anew else found)


def asked(form: PlanForm | CompareForm | PathForm) -> tuple[Scenario, tuple[Issue, ...]]:
    """The park and its year with the findings, which are told; ends in 3 where no plan is possible."""
    with waiting(READING, form.lang, quiet=form.quiet):
        found = look_at(form.park)
    tell(found.issues, form.lang)
    if found.park is None or found.year is None or found.blocking(strict=form.strict):
        raise end(REFUSED, Ending.INVALID, form.lang)
    return Scenario(found.park, found.year), found.issues


def _with(outcome: Outcome, issues: tuple[Issue, ...], start: date | None) -> Outcome:
    """The outcome with what was found in the data first, so that the report shows it, and its first day."""
    rest = (issue for issue in outcome.issues if issue not in issues)
    return replace(outcome, issues=(*issues, *rest), start=start)


def _tell(form: PlanForm, outcome: Outcome, *, files: tuple[Path, ...]) -> None:
    """The answer on stdout and where the rest is on stderr."""
    if form.json:
        answer_whole((form.out / PLAN).read_text(encoding="utf-8"))
    else:
        answer(outcome.decision[form.lang])
    names = ", ".join(file.name for file in files)
    say(WRITTEN[form.lang].format(folder=form.out, names=names))


def _judge(form: PlanForm, outcome: Outcome, stop: Stop, *, sound: bool) -> None:
    """End in 1 where a check failed, in 6 or 5 where the plan is less sure than was asked: in that order."""
    early = stop.cut or stopped_early(outcome)
    if early:
        say((STOPPED_ASKED if stop.asked else STOPPED_EARLY)[form.lang], style="bold")
        _tell_gap(outcome, form.lang)
    if not sound:
        raise typer.Exit(Ending.ERROR)
    if form.require_stable and not proven_stable(outcome):
        raise end(NOT_STABLE, Ending.NOT_STABLE, form.lang)
    if early:
        raise typer.Exit(Ending.STOPPED_EARLY)


def _tell_gap(outcome: Outcome, language: Language) -> None:
    """Say how much cheaper another plan can be, as far as that is known."""
    proof, speech = outcome.cases["together"].proof, Speech(language)
    if proof is None or proof.gap is None or proof.gap_eur is None:
        return
    gap = cheaper_in_words(max(proof.gap, 0.0), max(proof.gap_eur, 0.0), outcome.saving_eur, speech)
    told = GAP_LEFT if proof.year_gap is None else YEAR_GAP_LEFT
    say(told[language].format(gap=gap, without=not_looked_at(outcome, proof, speech)))


def proven_stable(outcome: Outcome) -> bool:
    """Whether no group is better off without the rest; so too where nobody shares and nobody could leave together."""
    found = outcome.core.get(outcome.chosen_rule)
    if found is None:
        return not outcome.core and not any(outcome.members.values())
    return found.stable is True


def stopped_early(outcome: Outcome) -> bool:
    """Whether a search for a design, alone or together, ended before it was done."""
    return any(case.proof is not None and case.proof.ended_early for case in outcome.cases.values())
