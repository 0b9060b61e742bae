"""When to decide what, and which question to ask at which counter."""

from datetime import date

from collectief.facts import Counter
from collectief.plan.decision_calendar import Decision, decisions, questions, wish_day
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Cell, Column, Folded, Paragraph, Section, Table, cells
from collectief.presentation.escape import clean
from collectief.presentation.speech import Speech
from collectief.text import Text

LEVEL = {
    "national": Text(nl="Rijk", en="National"),
    "provincial": Text(nl="Provincie", en="Province"),
    "municipal": Text(nl="Gemeente", en="Municipality"),
    "grid operator": Text(nl="Netbeheerder", en="Grid operator"),
}


def calendar(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter with the calendar of decisions and the counters, or None where nothing is to be decided."""
    found = decisions(outcome, start=outcome.start)
    if not found:
        return None
    blocks: list[Block] = [Paragraph(_intro(outcome, speech)), _steps(found, speech)]
    asked = questions(outcome)
    if asked:
        caption = speech(nl="Welke vraag aan welk loket", en="Which question at which counter")
        blocks.append(Folded(f"{caption} ({len(asked)})", (_counters(asked, caption, speech),)))
    title = speech(nl="Wanneer beslist u wat", en="When to decide what")
    return Section("kalender", title, tuple(blocks))


def _intro(outcome: Outcome, speech: Speech) -> str:
    begun = speech(nl="Weken tellen vanaf het besluit om te beginnen.", en="Weeks count from the decision to begin.")
    wish = wish_day(outcome)
    if wish is None:
        return begun
    backwards = speech(
        nl=f" De eerste wens om te groeien is van {wish.year}. In de laatste kolom staat wanneer u daarvoor "
        "uiterlijk moet beginnen.",
        en=f" The first wish to grow is of {wish.year}. The last column says when you must begin at the latest for it.",
    )
    return begun + backwards


def _steps(found: tuple[Decision, ...], speech: Speech) -> Table:
    titles = (
        speech(nl="Stap", en="Step"),
        speech(nl="Weken nodig", en="Weeks needed"),
        speech(nl="Begin", en="Begin"),
        speech(nl="Klaar", en="Ready"),
        speech(nl="Uiterlijk beginnen", en="Begin at the latest"),
    )
    rows = tuple(
        (
            Cell(clean(d.text[speech.language]), "low" if d.weeks.confidence == "low" else ""),
            *cells(
                _weeks(d, speech),
                _week(d.from_week, d.begin, speech),
                _week(d.to_week, None, speech),
                _latest(d, speech),
            ),
        )
        for d in found
    )
    note = speech(
        nl="Tussen haakjes: van en tot. De meeste doorlooptijden zijn schattingen; vraag ze na.",
        en="In brackets: from and to. Most lead times are estimates; ask for them.",
    )
    caption = speech(nl="Besluiten en doorlooptijden", en="Decisions and lead times")
    return Table(caption, tuple(Column(t) for t in titles), rows, note=note)


def _latest(one: Decision, speech: Speech) -> str:
    if one.latest is None:
        return "–"
    return one.latest.isoformat() + (speech(nl=" (te laat)", en=" (too late)") if one.late else "")


def _weeks(one: Decision, speech: Speech) -> str:
    low, high = one.weeks.low, one.weeks.high
    spread = f" ({speech.number(low)}–{speech.number(high)})" if low is not None and high is not None else ""
    return speech.number(one.weeks.value) + spread


def _week(week: float, day: date | None, speech: Speech) -> str:
    if day is not None:
        return day.isoformat()
    return speech(nl=f"week {speech.number(week)}", en=f"week {speech.number(week)}")


def _counters(asked: tuple[Counter, ...], caption: str, speech: Speech) -> Table:
    heads = tuple(
        Column(t)
        for t in (
            speech(nl="Loket", en="Counter"),
            speech(nl="Vraag", en="Question"),
            speech(nl="Bij wie", en="Where"),
            speech(nl="Bron", en="Source"),
        )
    )
    rows = tuple(
        (
            *cells(LEVEL[c.level][speech.language], c.question[speech.language], c.counter[speech.language]),
            Cell(f"{c.source} ({c.year})", "low" if c.confidence == "low" else ""),
        )
        for c in asked
    )
    return Table(caption, heads, rows)
