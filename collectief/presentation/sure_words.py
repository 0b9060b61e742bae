"""What the chapter on what changes the outcome says of figures: their names and values, and why some have no swing."""

from collections.abc import Mapping

from collectief.facts.names import fact_label
from collectief.plan.sureness import Skipped, Sureness, Swing
from collectief.presentation.escape import clean
from collectief.presentation.fact_words import unit_words
from collectief.presentation.speech import Speech
from collectief.text import Text

SKIPPED: Mapping[Skipped, Text] = {
    "law": Text(
        nl="vast: een wet, een regeling of een gepubliceerde grens; verandert die, dan is het een ander jaar",
        en="fixed: a law, a scheme or a published bound; where that changes it is another year",
    ),
    "constant": Text(nl="vast: een constante of een afspraak", en="fixed: a constant or a definition"),
    "measured": Text(nl="vast: gemeten in een jaar dat voorbij is", en="fixed: measured in a year that is over"),
    "curve": Text(
        nl="niet los te bewegen: een van de getallen van één gemeten of gepubliceerde kromme; geef bestanden van een "
        "ander jaar om een ander jaar te zien",
        en="not to be moved alone: one of the numbers of one measured or published curve; give files of another year "
        "to see another year",
    ),
    "does_not_fit": Text(
        nl="niet gemeten: bij een van de uitersten passen dezelfde maatregelen niet binnen de grenzen",
        en="not measured: at one of its ends the same measures do not keep the limits",
    ),
    "as_planned": Text(
        nl="gemeten, geen effect op dit plan; opnieuw plannen kan anders zijn",
        en="measured, no effect on this plan; planning anew may differ",
    ),
    "not_in_plan": Text(
        nl="niet gebruikt: niets in dit plan hangt ervan af", en="not used: nothing in this plan needs it"
    ),
}
ESTIMATE = "*"


def intro(found: Sureness, speech: Speech) -> str:
    """What was done, and what the input rests on."""
    fixed = speech(
        nl="Elk kengetal van dit plan is op zijn laagste en zijn hoogste waarde gezet, met dezelfde maatregelen. Een "
        "prijs is opnieuw afgerekend over het hele jaar. Een kengetal dat iets anders laat draaien, zoals een "
        "rendement of een werktijd, is opnieuw doorgerekend op typische dagen: een schatting, met "
        f"{ESTIMATE}.",
        en="Each key figure of this plan was put at its lowest and its highest, with the same measures. A price was "
        "billed again over the whole year. A key figure that makes things run otherwise, such as an efficiency or "
        f"working hours, was run again on typical days: an estimate, marked {ESTIMATE}.",
    )
    shares = {k: speech.percent(v) for k, v in found.input_shares.items()}
    rests = speech(
        nl=f" Van de energie in dit plan is {shares.get('measured', '–')} gemeten, {shares.get('derived', '–')} "
        f"opgegeven en {shares.get('key_figure', '–')} geschat met kengetallen.",
        en=f" Of the energy in this plan {shares.get('measured', '–')} is measured, {shares.get('derived', '–')} "
        f"stated and {shares.get('key_figure', '–')} estimated with key figures.",
    )
    return fixed + rests


def figure_row(swing: Swing, speech: Speech) -> str:
    """A figure with its low, its value and its high."""
    values = (swing.low.value, swing.fact.value, swing.high.value)
    shown = " – ".join(figure(v, speech) for v in values)
    mark = speech(nl=" (niet bevestigd)", en=" (not confirmed)") if swing.fact.confidence == "low" else ""
    run = f" {ESTIMATE}" if swing.how == "run" else ""
    return f"{figure_name(swing, speech)}{run}: {shown} {unit_words(swing.fact.unit, speech)}{mark}"


def figure_name(swing: Swing, speech: Speech) -> str:
    """What a figure is called, with a capital."""
    name = clean(fact_label(swing.fact.key)[speech.language])
    return name[:1].upper() + name[1:]


def figure(value: float, speech: Speech) -> str:
    """A value with the decimals that it has, at most six."""
    digits = next((d for d in range(6) if round(value, d) == round(value, 6)), 6)
    return speech.number(value, digits)
