"""The command line: ``collectief plan | sure | compare | path | check | import``. Nothing here computes."""

import os
import sys
from typing import Annotated

import typer

from collectief.app import commands
from collectief.app.ending import Ending, kindly
from collectief.app.options import BagForm, CheckForm, PlanForm, SureForm, answers
from collectief.app.options_compare import CompareForm
from collectief.app.options_meter import MeterForm
from collectief.app.options_path import PathForm
from collectief.app.run_record import installed
from collectief.app.terminal import answer
from collectief.app.usage import SpokenGroup
from collectief.app.waiting import opened

HELP = """Wat bedrijven op een bedrijventerrein samen kunnen doen, wat het kost en wie wat betaalt. \
/ What companies on a business park can do together, what it costs and who pays what."""
ENDINGS_HELP = """Codes: 0 klaar/done, 1 fout/error, 2 opdracht onbekend/usage, 3 gegevens onbruikbaar/invalid input, \
4 onmogelijk/infeasible, 5 tijd op, wel een plan/stopped with a plan, 6 niet bewezen stabiel/not proven stable, \
130 onderbroken/interrupted."""

app = typer.Typer(
    cls=SpokenGroup,
    help=HELP,
    epilog=ENDINGS_HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
imports = typer.Typer(
    cls=SpokenGroup,
    help="Maak een park van andere gegevens. / Make a park of other data.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(imports, name="import")


def _version(wanted: bool) -> None:
    if wanted:
        answer(f"collectief {installed('collectief')}")
        raise typer.Exit


@app.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie. / Show the version.")
    ] = False,
) -> None:
    """Take what comes before the command."""


@app.command("plan", help="Zoek een plan voor een park. / Find a plan for a park.")
@answers(PlanForm)
def _plan(form: PlanForm) -> None:
    with kindly(form.lang, debug=form.debug, fresh=form.fresh):
        opened(lambda: commands.plan_park, form.lang, quiet=form.quiet)(form)


@app.command("sure", help="Plan, en plan opnieuw met andere kengetallen. / Plan, and plan anew with other figures.")
@answers(SureForm)
def _sure(form: SureForm) -> None:
    with kindly(form.lang, debug=form.debug, fresh=form.fresh):
        opened(lambda: commands.plan_surely, form.lang, quiet=form.quiet)(form)


@app.command("compare", help="Leg andere plannen naast het plan. / Put other plans beside the plan.")
@answers(CompareForm)
def _compare(form: CompareForm) -> None:
    with kindly(form.lang, debug=form.debug, fresh=form.fresh):
        opened(lambda: commands.compare_park, form.lang, quiet=form.quiet)(form)


@app.command("path", help="Groeipad: wat bouwt u in welk jaar? / What to build in which year.")
@answers(PathForm)
def _path(form: PathForm) -> None:
    with kindly(form.lang, debug=form.debug, fresh=form.fresh):
        opened(lambda: commands.plan_path, form.lang, quiet=form.quiet)(form)


@app.command("check", help="Controleer de gegevens van een park. / Check the data of a park.")
@answers(CheckForm)
def _check(form: CheckForm) -> None:
    with kindly(form.lang, debug=form.debug):
        opened(lambda: commands.check_park, form.lang)(form)


@imports.command("bag", help="Maak een park van BAG-panden. / Make a park of BAG buildings.")
@answers(BagForm)
def _import_bag(form: BagForm) -> None:
    with kindly(form.lang, debug=form.debug):
        opened(lambda: commands.import_bag, form.lang)(form)


@imports.command("meter", help="Lees de meter van een bedrijf in. / Read the meter of a company.")
@answers(MeterForm)
def _import_meter(form: MeterForm) -> None:
    with kindly(form.lang, debug=form.debug):
        opened(lambda: commands.import_meter, form.lang)(form)


def main() -> None:
    """Run the command that was typed and leave with its code.

    After Ctrl-C the process is left at once, with or without an answer: what calculates beside the main thread cannot
    be asked to stop, and all files are whole by then. Where it comes before a command has begun KeyboardInterrupt is
    raised: typer ends without a word then.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except SystemExit as ended:
        if ended.code not in {Ending.INTERRUPTED, Ending.STOPPED_EARLY}:
            raise
        if isinstance(getattr(ended.__context__, "__cause__", None), KeyboardInterrupt):
            raise KeyboardInterrupt from None
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code)
