"""The report: one html file that needs nothing from elsewhere, in Dutch or English."""

from collections.abc import Callable

from markupsafe import Markup

from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Drawing, Paragraph, Part, Section
from collectief.presentation.escape import clean
from collectief.presentation.map_page import drawn_map, policy, scripts
from collectief.presentation.pages import environment, style
from collectief.presentation.reading_order import in_reading_order
from collectief.presentation.section_areas import areas
from collectief.presentation.section_business import business
from collectief.presentation.section_calendar import calendar
from collectief.presentation.section_caps import caps
from collectief.presentation.section_commitments import commitments
from collectief.presentation.section_companies import companies
from collectief.presentation.section_contracts import contracts
from collectief.presentation.section_costs import costs
from collectief.presentation.section_data import assumptions, findings
from collectief.presentation.section_first import first_screen
from collectief.presentation.section_goals import goals
from collectief.presentation.section_growth import growth
from collectief.presentation.section_ladder import steps
from collectief.presentation.section_mobility import mobility
from collectief.presentation.section_network import network
from collectief.presentation.section_proof import proof
from collectief.presentation.section_reasons import reasons
from collectief.presentation.section_rules import rules
from collectief.presentation.section_schemes import schemes
from collectief.presentation.section_sure import sure
from collectief.presentation.section_together import together
from collectief.presentation.section_verdict import checked
from collectief.presentation.speech import Speech
from collectief.presentation.verdict_words import alarm
from collectief.text import Language
from collectief.verification import Verdict

Write = Callable[[Outcome, Speech], Section | None]


def report(outcome: Outcome, language: Language = "nl", *, verdict: Verdict | None = None) -> str:
    """The whole report as html: first what is decided and what it brings each, last what it rests on.

    A failed check of ``verdict`` stands above the decision.
    """
    speech, outcome = Speech(language), in_reading_order(outcome)
    drawn = drawn_map(outcome, language)
    code = scripts(drawn.script)
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
            parts=chapters(outcome, verdict, drawn.markup, speech=speech),
            style=style(),
            map_style=Markup(drawn.style),  # noqa: S704 - vendored
            scripts=code,
            policy=policy(code),
        )
    )


def chapters(outcome: Outcome, verdict: Verdict | None, drawn: Markup, *, speech: Speech) -> tuple[Part, ...]:
    """The chapters in the order of a reader with little time."""

    def shown_map(_: Outcome, speech: Speech) -> Section:
        return _map_section(drawn, speech)

    def verified(outcome: Outcome, speech: Speech) -> Section:
        return checked(outcome, verdict, speech)

    order: tuple[tuple[str, tuple[Write, ...]], ...] = (
        (speech(nl="Het plan", en="The plan"), (companies, together, shown_map, network, mobility, reasons)),
        (speech(nl="Hoe zeker", en="How sure"), (rules, sure)),
        (speech(nl="Groei en het net", en="Growth and the grid"), (growth, areas, contracts)),
        (speech(nl="Wat doet u wanneer", en="What to do when"), (calendar, steps, commitments)),
        (speech(nl="Geld en CO₂", en="Money and CO₂"), (costs, business, schemes, goals, caps)),
        (speech(nl="Bijlagen", en="Appendices"), (findings, assumptions, proof, verified)),
    )
    return tuple(
        Part(title, tuple(made for write in writes if (made := write(outcome, speech)) is not None))
        for title, writes in order
    )


def _map_section(markup: Markup, speech: Speech) -> Section:
    text = speech(
        nl="Klik op een gebouw, leiding of stip voor de getallen. Rechtsboven zet u lagen aan en uit. "
        "Alles wat op de kaart staat, staat ook in de tabellen.",
        en="Click a building, pipe or dot for its figures. Layers are switched at the top right. "
        "Everything on the map is in the tables as well.",
    )
    return Section("kaart", speech(nl="Kaart", en="Map"), (Paragraph(text), Drawing(markup)))
