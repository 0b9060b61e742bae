"""When to decide what, and which question to ask at which counter."""

from datetime import date

from collectief.facts import Counter, Fact
from collectief.plan.decision_calendar import GRANT, Decision, decisions, questions, wish_day
from collectief.plan.grant_windows import GrantWindow, grant_windows
from collectief.plan.milestones import Milestone, milestones
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import fitting_schemes
from collectief.presentation.blocks import Block, Cell, Column, Folded, Paragraph, Section, Table, cells
from collectief.presentation.escape import clean
from collectief.presentation.fact_words import source_words
from collectief.presentation.scheme_words import thing
from collectief.presentation.speech import Speech
from collectief.text import Text

LEVEL = {
    "national": Text(nl="Rijk", en="National"),
    "provincial": Text(nl="Provincie", en="Province"),
    "municipal": Text(nl="Gemeente", en="Municipality"),
    "grid operator": Text(nl="Netbeheerder", en="Grid operator"),
}
ORDER = {
    "first": Text(nl="eerst toekenning", en="first the grant"),
    "report": Text(nl="melden na opdracht", en="report after order"),
    "": Text(nl="vraag na", en="ask"),
}
"""What comes first, the application or the order."""


def calendar(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter with the calendar of decisions and the counters, or None where nothing is to be decided."""
    fitting = fitting_schemes(outcome)
    found = decisions(outcome, start=outcome.start, found=fitting)
    if not found:
        return None
    fixed = milestones(outcome, start=outcome.start, found=fitting)
    blocks: list[Block] = [Paragraph(_intro(outcome, speech)), decision_table(found, speech, fixed)]
    windows = grant_windows(outcome, fitting)
    if windows:
        blocks.append(window_table(windows, speech))
    asked = questions(outcome)
    if asked:
        caption = speech(nl="Welke vraag aan welk loket", en="Which question at which counter")
        blocks.append(Folded(f"{caption} ({len(asked)})", (counter_table(asked, caption, speech),)))
    title = speech(nl="Wanneer beslist u wat", en="When to decide what")
    return Section("kalender", title, tuple(blocks))


def _intro(outcome: Outcome, speech: Speech) -> str:
    begun = speech(nl="Weken tellen vanaf het besluit om te beginnen.", en="Weeks count from the decision to begin.")
    wish = wish_day(outcome)
    if wish is None:
        return begun
    backwards = speech(
        nl=f" De eerste wens om te groeien is van {wish.year}. In de kolom Uiterlijk beginnen staat "
        "wanneer u moet beginnen met wat daar ruimte voor maakt.",
        en=f" The first wish to grow is of {wish.year}. The column Begin at the latest says when to "
        "begin with what makes room for it.",
    )
    return begun + backwards


def decision_table(found: tuple[Decision, ...], speech: Speech, fixed: tuple[Milestone, ...] = ()) -> Table:
    """Each step with its weeks, where those come from, and when it begins and is ready; and days that are fixed.

    Those stand between the steps where the steps have days, else below them.
    """
    heads = (
        Column(speech(nl="Stap", en="Step")),
        Column(speech(nl="Weken nodig", en="Weeks needed"), numeric=True),
        Column(speech(nl="Begin", en="Begin"), numeric=True),
        Column(speech(nl="Klaar", en="Ready"), numeric=True),
        Column(speech(nl="Uiterlijk beginnen", en="Begin at the latest"), numeric=True),
        Column(speech(nl="Weken volgens", en="Weeks according to")),
    )
    dated: list[tuple[date, tuple[Cell, ...]]] = [(d.begin or date.min, _step(d, speech)) for d in found]
    dated += [(m.day, _fixed(m, speech)) for m in fixed]
    rows = tuple(row for _, row in sorted(dated, key=lambda pair: pair[0]))
    note = speech(
        nl="Tussen haakjes: van en tot. Een schatting is niet bevestigd: vraag haar na. Wie bestelt vóór de beslissing "
        "over een subsidie, krijgt die niet: een stap wacht daarom op elke regeling die misschien past. Vraagt u haar "
        "niet aan, dan kunt u eerder beginnen.",
        en="In brackets: from and to. An estimate is not confirmed: ask for it. Who orders before the decision on a "
        "grant does not get it: so a step waits for every scheme that may fit. Without applying you can begin earlier.",
    )
    caption = speech(nl="Besluiten en doorlooptijden", en="Decisions and lead times")
    return Table(caption, heads, rows, note=note)


def _step(d: Decision, speech: Speech) -> tuple[Cell, ...]:
    return (
        *cells(
            _said(d, speech),
            weeks(d.weeks, speech),
            _week(d.from_week, d.begin, speech),
            _week(d.to_week, d.ready, speech),
            _latest(d, speech),
        ),
        origin(d.weeks, speech),
    )


def _said(d: Decision, speech: Speech) -> str:
    """A step, with the schemes that it is about or waits for."""
    text = clean(d.text[speech.language])
    if not d.awaited:
        return text
    names = speech.listing([s.name[speech.language] for s in d.awaited])
    if d.key == GRANT:
        return f"{text}: {names}"
    return f"{text} ({speech(nl='na de beslissing over', en='after the decision on')} {names})"


def _fixed(one: Milestone, speech: Speech) -> tuple[Cell, ...]:
    """A day that nobody can move."""
    unsure = one.confidence == "low"
    mark = speech(nl="niet bevestigd", en="not confirmed")
    source = Cell(f"{mark} ({one.year})", "low") if unsure else Cell(f"{source_words(one.source, speech)} ({one.year})")
    return (*cells(clean(one.text[speech.language]), "–", one.day.isoformat(), "–", "–"), source)


def origin(figure: Fact, speech: Speech) -> Cell:
    """Where a figure comes from, or that it is an estimate; with its year."""
    if figure.confidence == "low":
        return Cell(speech(nl=f"schatting ({figure.year})", en=f"estimate ({figure.year})"), "low")
    return Cell(f"{source_words(figure.source, speech)} ({figure.year})")


def _latest(one: Decision, speech: Speech) -> str:
    if one.latest is None:
        return "–"
    return one.latest.isoformat() + (speech(nl=" (te laat)", en=" (too late)") if one.late else "")


def weeks(figure: Fact, speech: Speech) -> str:
    """Weeks, with the least and the most where these are known."""
    spread = f" ({speech.number(figure.low)}–{speech.number(figure.high)})" if figure.low < figure.high else ""
    return speech.number(figure.value) + spread


def _week(week: float, day: date | None, speech: Speech) -> str:
    if day is not None:
        return day.isoformat()
    return speech(nl=f"week\N{NO-BREAK SPACE}{speech.number(week)}", en=f"week\N{NO-BREAK SPACE}{speech.number(week)}")


def window_table(found: tuple[GrantWindow, ...], speech: Speech) -> Table:
    """When the counter of each scheme that fits or may fit is open, the first to close first."""
    heads = (
        Column(speech(nl="Regeling", en="Scheme")),
        Column(speech(nl="Waarvoor", en="What for")),
        Column(speech(nl="Loket", en="Counter")),
        Column(speech(nl="Open van", en="Open from"), numeric=True),
        Column(speech(nl="Tot en met", en="Up to"), numeric=True),
        Column(speech(nl="Volgorde", en="Order")),
    )
    rows = tuple(_window(one, speech) for one in found)
    caption = speech(nl="Wanneer staat een subsidieloket open", en="When the counter of a scheme is open")
    note = speech(
        nl="Alleen regelingen die passen of misschien passen; wat eerst sluit, staat bovenaan. Dicht: wacht op een "
        "nieuwe ronde. Niet bevestigd: zoek na of dit nog klopt.",
        en="Only schemes that fit or may fit; what closes first stands first. Closed: wait for a new round. Not "
        "confirmed: look up whether this still holds.",
    )
    return Table(caption, heads, rows, note=note)


def _window(one: GrantWindow, speech: Speech) -> tuple[Cell, ...]:
    scheme = one.scheme
    unsure = scheme.confidence == "low"
    name = scheme.name[speech.language] + (speech(nl=" (niet bevestigd)", en=" (not confirmed)") if unsure else "")
    shut = speech(nl=" (dicht)", en=" (closed)") if one.is_open is False else ""
    first, last = (day.isoformat() if day else "–" for day in (scheme.from_date, scheme.to_date))
    return (
        Cell(clean(name), "low" if unsure else ""),
        *cells(speech.listing([thing(m, speech) for m in one.measures]), scheme.counter[speech.language]),
        Cell(first),
        Cell(last + shut, "low" if shut else ""),
        Cell(ORDER[scheme.order][speech.language]),
    )


def counter_table(asked: tuple[Counter, ...], caption: str, speech: Speech) -> Table:
    """Each question with who to ask, and where that comes from."""
    heads = tuple(
        Column(t)
        for t in (
            speech(nl="Vraag", en="Question"),
            speech(nl="Loket", en="Counter"),
            speech(nl="Bij wie", en="Where"),
            speech(nl="Bron", en="Source"),
        )
    )
    rows = tuple(
        (
            *cells(c.question[speech.language], LEVEL[c.level][speech.language], c.counter[speech.language]),
            _source(c, speech),
        )
        for c in asked
    )
    return Table(caption, heads, rows)


def _source(one: Counter, speech: Speech) -> Cell:
    if one.confidence == "low":
        return Cell(speech(nl=f"niet bevestigd ({one.year})", en=f"not confirmed ({one.year})"), "low")
    return Cell(f"{source_words(one.source, speech)} ({one.year})")
