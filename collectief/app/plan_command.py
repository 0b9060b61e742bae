"""``collectief plan``: check, find the best plan, write it, and say the decision in one sentence."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import typer

from collectief import Scenario, optimise, write_all
from collectief.app.beside import beside
from collectief.app.ending import Ending, end
from collectief.app.findings import tell
from collectief.app.looked_at import look_at
from collectief.app.options import PlanForm
from collectief.app.place import writable
from collectief.app.progress import Watch, followed
from collectief.app.run_record import write_record
from collectief.app.terminal import answer, answer_whole, say
from collectief.app.words import NOT_STABLE, REFUSED, STOPPED_EARLY, WRITTEN
from collectief.plan.outcome import Outcome

PLAN = "plan.json"
ROUNDING = 1e-6
"""The gap is computed from rounded euros: this much of it is no difference."""


def plan_park(form: PlanForm) -> None:
    """Do what the form asks; the files are complete before anything is said about them."""
    start, watch = datetime.now(UTC), Watch()
    writable(form.out)
    scenario = _scenario(form)
    with followed(watch, form.lang, quiet=form.quiet) as report:
        outcome = beside(partial(optimise, scenario, report))
        report("write", 0.0)
        files = write_all(outcome, form.out, form.lang)
    watch.stop()
    record = write_record(form.out, start, watch.seconds, own_version=outcome.version)
    _tell(form, outcome, files=(*files, record))
    _judge(form, outcome, gap=scenario.gap)


def _scenario(form: PlanForm) -> Scenario:
    """The park and its year, after telling what was found; ends in 3 where no plan is possible."""
    found = look_at(form.park)
    tell(found.issues, form.lang)
    if found.park is None or found.year is None or found.blocking(strict=form.strict):
        raise end(REFUSED, Ending.INVALID, form.lang)
    return Scenario(found.park, found.year)


def _tell(form: PlanForm, outcome: Outcome, *, files: tuple[Path, ...]) -> None:
    """The answer on stdout and where the rest is on stderr."""
    if form.json:
        answer_whole((form.out / PLAN).read_text(encoding="utf-8"))
    else:
        answer(outcome.decision[form.lang])
    names = ", ".join(file.name for file in files)
    say(WRITTEN[form.lang].format(folder=form.out, names=names))


def _judge(form: PlanForm, outcome: Outcome, *, gap: float) -> None:
    """End in 6 or 5 where the plan is less sure than was asked; both are said, the demand of the user counts first."""
    early = stopped_early(outcome, gap)
    if early:
        say(STOPPED_EARLY[form.lang], style="bold")
    if form.require_stable and outcome.core[outcome.chosen_rule].stable is not True:
        raise end(NOT_STABLE, Ending.NOT_STABLE, form.lang)
    if early:
        raise typer.Exit(Ending.STOPPED_EARLY)


def stopped_early(outcome: Outcome, gap: float) -> bool:
    """Whether the search ended before the gap asked for was reached; the gap counts, not the solver's word."""
    proof = outcome.cases["together"].proof
    return proof is not None and not proof.design_gap <= gap * (1 + ROUNDING)
