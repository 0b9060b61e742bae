"""``collectief path``: what to build in which year, as a page and as values."""

from datetime import date
from functools import partial
from math import inf
from pathlib import Path

from collectief import StagedPath, staged_path, write_staged_path
from collectief.app.beside import Heard
from collectief.app.checked import tell_kept
from collectief.app.compare_command import MAKING
from collectief.app.ending import Ending, Mistyped, end
from collectief.app.kept_folder import opened
from collectief.app.options_path import PathForm
from collectief.app.path_typed import stated_of, years_of
from collectief.app.place import writable
from collectief.app.plan_command import asked
from collectief.app.progress import Report, Watch, followed
from collectief.app.terminal import answer, answer_whole, say
from collectief.app.words import GOES_ON, GOES_ON_UNLESS_FRESH, STOPPED_EARLY, WRITTEN
from collectief.app.words_path import CUT, PHASE_WAY
from collectief.plan.compare import NO_SENSE
from collectief.plan.run import Run, Stop
from collectief.presentation.path_page import VALUES
from collectief.presentation.path_words import headline
from collectief.presentation.speech import Speech
from collectief.text import Language, joined


def plan_path(form: PathForm) -> None:
    """Do what the form asks; where it was stopped, with the years and the ways that were done."""
    writable(form.out)
    scenario, _ = asked(form)
    years = years_of(form.years, scenario.park.year.year, date.today().year)  # noqa: DTZ011 - the year where the user is
    stated = stated_of(form.figures or (), scenario.park)
    folder = opened(fresh=form.fresh)
    with followed(Watch(), form.lang, quiet=form.quiet) as shown:
        run = Run(_within(shown, form.lang), folder, Stop(inf if form.seconds is None else form.seconds), shown.stands)
        seek = partial(staged_path, scenario, years, stated=stated, progress=run)
        try:
            found, files = Heard(run.stop, form.lang).beside(lambda: _written(form, seek()))
        except (
            ArithmeticError,
            ValueError,
        ):  # of figures that nothing can be calculated with
            if not form.figures:
                raise
            raise Mistyped(NO_SENSE) from None
    _tell(form, found)
    say(WRITTEN[form.lang].format(folder=form.out, names=", ".join(file.name for file in files)))
    tell_kept(folder, form.lang)
    if run.stop.cut:
        raise end(joined((CUT, GOES_ON_UNLESS_FRESH if form.fresh else GOES_ON)), Ending.STOPPED_EARLY, form.lang)
    if any(stage.ended_early for path in found.paths for stage in path.stages):
        raise end(STOPPED_EARLY, Ending.STOPPED_EARLY, form.lang)


def _written(form: PathForm, found: StagedPath) -> tuple[StagedPath, tuple[Path, ...]]:
    return found, write_staged_path(found, form.out, form.lang)


def _within(report: Report, language: Language) -> Report:
    """Reports the phases of one year as how far the plan of that year is."""

    def told(phase: str, done: float) -> None:
        way, year, inner = phase.split("/", 2)
        before = MAKING.index(inner) if inner in MAKING else 0
        report(f"{PHASE_WAY[way][language]}, {year}", (before + done) / len(MAKING))

    return told


def _tell(form: PathForm, found: StagedPath) -> None:
    """What to build first on stdout, or all as values."""
    if form.json:
        answer_whole((form.out / VALUES).read_text(encoding="utf-8"))
        return
    answer(headline(found, Speech(form.lang)))
