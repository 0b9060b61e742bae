"""What stands out about a wish to grow: it waits although it fits, or which limit keeps the rest of it out."""

from collectief.facts import fact
from collectief.park import Company
from collectief.plan.outcome import Growth, Outcome
from collectief.presentation.figures import measure_name, owner_name
from collectief.presentation.speech import Speech, in_sentence

USERS = ("charging_hub", "heat_pump", "ground_heat_pump", "aquifer_store", "process_heat")
"""Measures that take power behind the own connection."""
WHOLE_KW = 1.0
"""Wishes are in whole kW."""


def growth_words(outcome: Outcome, grown: Growth, speech: Speech) -> tuple[str, str] | None:
    """A name and a sentence, or None where nothing stands out."""
    company = outcome.park.company(grown.company)
    name = f"{owner_name(outcome, grown.company, speech)}:"
    if grown.alone_kw >= grown.asked_kw:
        if company.wish is None or not company.wish.in_queue:
            return None
        return name, speech(
            nl="wacht op capaciteit, maar de wens past al onder het eigen contract en op de eigen aansluiting, voor "
            "zover berekend. Vraag na of de aanvraag nog nodig is.",
            en="waits for capacity, but the wish already fits the own contract and connection, as far as calculated. "
            "Ask whether the request is still needed.",
        )
    if grown.limit is None:
        return None
    return name, " ".join((_full(company, grown, speech), *_raised(outcome, company, speech)))


def _full(company: Company, grown: Growth, speech: Speech) -> str:
    """Which limit is reached."""
    fits, asked = speech.number(grown.together_kw), speech.quantity(grown.asked_kw, "kW")
    connection = company.connection
    own, kva = speech.quantity(connection.offtake_kw, "kW"), speech.quantity(connection.physical_kva, "kVA")
    carries = speech.quantity(connection.physical_kva * fact("grid.power_factor").value, "kW")
    reached = {
        "contract": speech(nl=f"is het eigen contract vol ({own})", en=f"the own contract is full ({own})"),
        "connection": speech(
            nl=f"is de aansluiting zelf vol ({kva}, ongeveer {carries}). Een contract, ook dat van een groep, maakt "
            f"de kabel niet dikker",
            en=f"the connection itself is full ({kva}, about {carries}). A contract, also that of a group, makes no "
            f"cable thicker",
        ),
    }
    full = reached.get(
        grown.limit or "", speech(nl="is het contract van de groep vol", en="the group contract is full")
    )
    return speech(
        nl=f"in dit plan past {fits} van de {asked}. Daarna {full}.",
        en=f"{fits} of the {asked} fits in this plan. After that {full}.",
    )


def _raised(outcome: Outcome, company: Company, speech: Speech) -> tuple[str, ...]:
    """That the plan itself takes part of the room, where its peak is above that of today."""
    now_kw, then_kw = (outcome.cases[key].energy[company.id].offtake_peak_kw for key in ("now", "together"))
    if then_kw < now_kw + WHOLE_KW:
        return ()
    built = [b for b in outcome.cases["together"].builds if b.owner == company.id and b.measure in USERS]
    now, then = speech.quantity(now_kw, "kW"), speech.quantity(then_kw, "kW")
    names = speech.listing(list(dict.fromkeys(in_sentence(measure_name(b, speech)) for b in built)))
    with_nl = f"; daarin vraagt ook stroom wat hier nieuw is: {names}" if built else ""
    with_en = f"; that includes power for what is new here: {names}" if built else ""
    return (
        speech(
            nl=f"Het plan zelf neemt ook ruimte: de piek van dit bedrijf gaat van {now} nu naar {then}{with_nl}.",
            en=f"The plan itself takes room as well: the peak of this company goes from {now} now to {then}{with_en}.",
        ),
    )
