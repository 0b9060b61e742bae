"""The chapter on the independent check: how much was looked at, and what is not right."""

from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Cell, Column, Folded, Notice, Section, Table, cells
from collectief.presentation.escape import clean
from collectief.presentation.speech import Speech
from collectief.presentation.verdict_words import Kind, alarm, kinds, spoken_place
from collectief.verification import Check, Verdict

KEY = "nagerekend"
"""The anchor of this chapter, to which the alarm points."""


def checked(outcome: Outcome, verdict: Verdict | None, speech: Speech) -> Section:
    """The chapter; a failed check stands in the open, what is right may be unfolded."""
    title = speech(nl="Is het nagerekend", en="Was it checked")
    blocks: list[Block] = [_conclusion(verdict, speech)]
    if verdict is not None and verdict.failed:
        blocks.append(_failures(outcome, verdict, speech))
    if verdict is not None and verdict.checks:
        table = _everything(verdict, speech)
        sheet = speech(
            nl="Niet afgedrukt: zie bedrijven.xlsx, blad Nagerekend.",
            en="Not printed: see bedrijven.xlsx, sheet Recalculated.",
        )
        blocks.append(Folded(table.caption, (table,), sheet))
    return Section(KEY, title, tuple(blocks))


def _conclusion(verdict: Verdict | None, speech: Speech) -> Notice:
    if verdict is None:
        lead = speech(nl="Niet nagerekend.", en="Not checked.")
        text = speech(
            nl="Dit rapport is gemaakt zonder de controle die het plan met andere middelen narekent.",
            en="This report was made without the check that calculates the plan again by other means.",
        )
        return Notice("care", lead, text)
    if not verdict.ok:
        text = speech(
            nl="U deed niets fout: dit is waarschijnlijk een fout in het programma. "
            "Geef dit rapport aan wie het programma beheert.",
            en="You did nothing wrong: this is probably a mistake in the program. "
            "Give this report to whoever maintains it.",
        )
        return Notice("care", alarm(verdict, speech), text)
    number = speech.number(len(verdict.checks))
    return Notice(
        "good",
        speech(nl=f"Alles klopt: {number} van {number} controles.", en=f"All is right: {number} of {number} checks."),
        speech(
            nl="Rekeningen, sommen, grenzen en energie zijn nog eens uitgerekend, uit de kwartieren en de tarieven. "
            "Wat het plan heeft gemaakt, is daarbij niet gebruikt.",
            en="Bills, sums, limits and energy were calculated once more, from the quarter-hours and the tariffs. "
            "Nothing that made the plan was used for this.",
        ),
    )


def _failures(outcome: Outcome, verdict: Verdict, speech: Speech) -> Table:
    heads = (
        Column(speech(nl="Wat niet klopt", en="What is not right")),
        Column(speech(nl="Waar", en="Where")),
        Column(speech(nl="Verschil", en="Off by"), numeric=True),
    )
    rows = tuple(_failure(outcome, check, speech) for check in verdict.failed)
    return Table(speech(nl="Controles die niet kloppen", en="Checks that failed"), heads, rows)


def _failure(outcome: Outcome, check: Check, speech: Speech) -> tuple[Cell, ...]:
    name, where = check.name[speech.language], spoken_place(outcome, check.where, speech)
    return (*cells(name, clean(where)), Cell(speech.number(check.amount, 2), "worse"))


def _everything(verdict: Verdict, speech: Speech) -> Table:
    heads = (
        Column(speech(nl="Wat is nagerekend", en="What was checked")),
        Column(speech(nl="Aantal", en="Number"), numeric=True),
        Column(speech(nl="Niet goed", en="Failed"), numeric=True),
        Column(speech(nl="Grootste verschil", en="Largest difference"), numeric=True),
    )
    rows = tuple(_row(kind, speech) for kind in kinds(verdict))
    total = cells(
        speech(nl="Alles", en="All"), speech.number(len(verdict.checks)), speech.number(len(verdict.failed)), ""
    )
    return Table(speech(nl="Alles wat is nagerekend", en="All that was checked"), heads, rows, (total,))


def _row(kind: Kind, speech: Speech) -> tuple[Cell, ...]:
    return (
        *cells(kind.name[speech.language], speech.number(len(kind.checks))),
        Cell(speech.number(kind.failed), "worse" if kind.failed else ""),
        Cell(speech.number(kind.furthest, 2)),
    )
