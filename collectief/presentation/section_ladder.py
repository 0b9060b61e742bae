"""What each company can do now while the grid is full: a ladder with weeks, kW and EUR a year."""

from collectief.plan.ladder import ladder
from collectief.plan.outcome import Outcome
from collectief.plan.rung import Step
from collectief.presentation.blocks import Block, Cell, Column, Folded, Paragraph, Section, Table
from collectief.presentation.escape import clean
from collectief.presentation.section_calendar import weeks
from collectief.presentation.speech import Speech


def steps(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter with a ladder per company in a congested area, or None where no area is."""
    ladders = [(c, ladder(outcome, c)) for c in outcome.park.companies]
    shown = [(c, rungs) for c, rungs in ladders if rungs]
    if not shown:
        return None
    intro = speech(
        nl="Op volgorde van hoe snel het kan. Wat met (schatting) is gemerkt, komt uit kengetallen en niet uit dit "
        "plan; weken met ± zijn ook een schatting. Wat vrijkomt onder uw eigen contract, blijft van u; wat daarboven "
        "vrijkomt, gaat naar de wachtrij.",
        en="In order of how soon it can be. What is marked (estimate) comes from key figures and not from this plan; "
        "weeks with ± are an estimate too. What is freed under your own contract stays yours; what is freed above it "
        "goes to the queue.",
    )
    tables: list[Block] = [Folded(clean(c.name), (ladder_table(clean(c.name), rungs, speech),)) for c, rungs in shown]
    number = speech.number(len(shown))
    each = speech(nl=f"De stappen van elk bedrijf ({number})", en=f"The steps of each company ({number})")
    folder = speech(nl="Niet afgedrukt: zie de map overdracht.", en="Not printed: see the folder overdracht.")
    title = speech(nl="Wat kan ik nu doen", en="What can I do now")
    return Section("nu", title, (Paragraph(intro), Folded(each, tuple(tables), folder)))


def ladder_table(name: str, rungs: tuple[Step, ...], speech: Speech) -> Table:
    """The ladder of one company."""
    heads = (
        Column(speech(nl="Stap", en="Step")),
        Column(speech(nl="Weken (van\N{NO-BREAK SPACE}tot)", en="Weeks (from\N{NO-BREAK SPACE}to)"), numeric=True),
        Column(speech(nl="kW piek minder of ruimte meer", en="kW less peak or more room"), numeric=True),
        Column(speech(nl="EUR per jaar minder", en="EUR a year less"), numeric=True),
        Column(speech(nl="Hoe bepaald, of wat te vragen", en="How found, or what to ask")),
    )
    unknown = speech(nl="onbekend", en="unknown")
    guess = speech(nl=" (schatting)", en=" (estimate)")
    rows = tuple(
        (
            Cell(clean(s.text[speech.language]) + (guess if s.estimate else ""), "low" if s.estimate else ""),
            Cell(_lead(s, unknown, speech)),
            Cell(unknown if s.kw is None else speech.short(s.kw)),
            Cell(unknown if s.eur_per_year is None else speech.number(s.eur_per_year)),
            Cell(clean(s.note[speech.language]) or speech(nl="uit dit plan", en="from this plan")),
        )
        for s in rungs
    )
    return Table(speech(nl=f"Stappen voor {name}", en=f"Steps for {name}"), heads, rows)


def _lead(step: Step, unknown: str, speech: Speech) -> str:
    if step.lead is None:
        return unknown
    return ("±\N{NO-BREAK SPACE}" if step.lead.confidence == "low" else "") + weeks(step.lead, speech)
