"""The report: one html file that needs nothing from elsewhere, in Dutch or English."""

from markupsafe import Markup

from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Drawing, Paragraph, Section
from collectief.presentation.escape import clean
from collectief.presentation.map_page import drawn_map, policy, scripts
from collectief.presentation.pages import environment, style
from collectief.presentation.section_areas import areas
from collectief.presentation.section_business import business
from collectief.presentation.section_calendar import calendar
from collectief.presentation.section_commitments import commitments
from collectief.presentation.section_companies import companies
from collectief.presentation.section_contracts import contracts
from collectief.presentation.section_costs import costs
from collectief.presentation.section_data import assumptions, findings
from collectief.presentation.section_first import first_screen
from collectief.presentation.section_goals import goals
from collectief.presentation.section_ladder import steps
from collectief.presentation.section_proof import proof
from collectief.presentation.section_reasons import growth, reasons
from collectief.presentation.section_schemes import schemes
from collectief.presentation.section_sure import sure
from collectief.presentation.section_together import together
from collectief.presentation.section_verdict import checked
from collectief.presentation.speech import Speech
from collectief.presentation.verdict_words import alarm
from collectief.text import Language
from collectief.verification import Verdict


def report(outcome: Outcome, language: Language = "nl", *, verdict: Verdict | None = None) -> str:
    """The whole report as html: decision, figures, map, measures, companies, grid, reasons, costs, data, proof, check.

    A failed check of ``verdict`` stands above the decision.
    """
    speech = Speech(language)
    drawn = drawn_map(outcome, language)
    code = scripts(drawn.script)
    sections = (_map_section(drawn.markup, speech), *_sections(outcome, speech), checked(outcome, verdict, speech))
    return (
        environment()
        .get_template("report.html")
        .render(
            speech=speech,
            park=clean(outcome.park.name),
            outcome=outcome,
            headline=outcome.decision[language],
            alarm=alarm(verdict, speech),
            first=first_screen(outcome, speech),
            sections=sections,
            style=style(),
            map_style=Markup(drawn.style),  # noqa: S704 - vendored
            scripts=code,
            policy=policy(code),
        )
    )


def _sections(outcome: Outcome, speech: Speech) -> tuple[Section, ...]:
    parts = (together, companies, business, schemes, growth, areas, reasons, costs, findings, assumptions, proof)
    told = (contracts, sure, goals, calendar, steps, commitments)
    more = (section for part in told if (section := part(outcome, speech)) is not None)
    first = tuple(part(outcome, speech) for part in parts)
    return (*first[:-3], *more, *first[-3:])


def _map_section(markup: Markup, speech: Speech) -> Section:
    text = speech(
        nl="Klik op een gebouw, leiding of stip voor de getallen. Rechtsboven zet u lagen aan en uit. "
        "Alles wat op de kaart staat, staat ook in de tabellen hieronder.",
        en="Click a building, pipe or dot for its figures. Layers are switched at the top right. "
        "Everything on the map is in the tables below as well.",
    )
    return Section("kaart", speech(nl="Kaart", en="Map"), (Paragraph(text), Drawing(markup)))
