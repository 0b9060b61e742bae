"""At which temperatures of its water a heat network was looked at, and what was found at each."""

from collections.abc import Iterator

from collectief.facts import HeatLevel
from collectief.plan.network_said import NetworkReport
from collectief.presentation.speech import Speech


def water(level: HeatLevel, speech: Speech) -> str:
    """The temperatures of supply and return, as they are written in the trade."""
    return f"{speech.number(level.supply_degc)}/{speech.number(level.return_degc)} °C"


def looks(found: NetworkReport, speech: Speech) -> Iterator[tuple[str, str]]:
    """What was found at each level, the one of the plan first; nothing where there was one only."""
    if len(found.looks) < 2:
        return
    other = [(at, eur) for at, eur in found.looks if at.key != found.level.key]
    tried = speech.listing([f"{water(at, speech)} ({at.key.upper()}) {speech.euro(eur)}" for at, eur in other])
    here, eur = f"{water(found.level, speech)} ({found.level.key.upper()})", speech.euro(found.found_eur)
    yield (
        speech(nl="Temperatuur:", en="Temperature:"),
        speech(
            nl=f"alles hier is van water van {here}. Zo'n net bespaart op typische dagen {eur} per jaar. Het beste "
            f"dat wij bij andere temperaturen vonden: {tried}. Daarvan is niet bewezen dat er geen beter is.",
            en=f"all this is of water of {here}. Such a network saves {eur} a year on typical days. The best that we "
            f"found at other temperatures: {tried}. Of these it is not proven that none is better.",
        ),
    )
