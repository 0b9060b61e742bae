"""What stands out about a wish to grow: it waits although it fits, or the plan itself takes the room for it."""

from collectief.plan.outcome import Growth, Outcome
from collectief.presentation.figures import measure_name, owner_name
from collectief.presentation.speech import Speech

USERS = ("charging_hub", "heat_pump", "booster")
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
    room_kw = company.connection.offtake_kw - outcome.cases["now"].energy[company.id].offtake_peak_kw
    built = [b for b in outcome.cases["alone"].builds if b.owner == company.id and b.measure in USERS]
    if room_kw + WHOLE_KW <= grown.alone_kw or room_kw < WHOLE_KW or not built:
        return None
    names = speech.listing(list(dict.fromkeys(measure_name(b, speech).lower() for b in built)))
    kw = speech.quantity(min(room_kw, grown.asked_kw), "kW")
    return name, speech(
        nl=f"naast de piek van nu is er {kw} vrij in het contract, maar die ruimte gaat in dit plan ook naar {names}. "
        "De wens past pas als daarvan minder komt, of als die op andere uren werken.",
        en=f"beside today's peak {kw} of the contract is free, but in this plan that room goes to {names} as well. "
        "The wish fits only if there is less of those, or if they run at other hours.",
    )
