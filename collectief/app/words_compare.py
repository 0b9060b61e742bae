"""The words of ``collectief compare``: what was typed wrongly, and how it ended."""

from collections.abc import Iterable
from difflib import get_close_matches

from collectief.text import Text, joined

SHOWN = 60
"""Longest piece of a word that is said back."""
MOST_NAMED = 24
"""Longest list of known words that is named where none is near: all measures, not all figures."""
_KEPT = Text(
    nl="De antwoorden die klaar waren, staan in de bestanden. Waar het zoeken niet af was, staat het beste tot nu toe.",
    en="The answers that were done are in the files. Where the search was not done, the best so far is there.",
)
STOPPED = joined((Text(nl="Gestopt op uw verzoek.", en="Stopped at your request."), _KEPT))
TIME_UP = joined((Text(nl="De rekentijd was om.", en="Time was up."), _KEPT))
UNCHECKED = Text(
    nl="Niet alles klopt bij de controle van: {names}. Gebruik deze antwoorden niet.",
    en="Not all adds up in the check of: {names}. Do not use these answers.",
)
FRONTIER = Text(nl="Plannen met steeds minder CO2", en="Plans with less and less CO2")
NO_CO2 = Text(
    nl="Wat bij --co2 staat, is geen prijs. Schrijf een getal van 0 of meer, of meer met komma's: 50,100.",
    en="What stands at --co2 is no price. Write a number of 0 or more, or several with commas: 50,100.",
)


def no_figure(typed: str) -> Text:
    """Something at --with that is no key with a number."""
    found = repr(typed[:SHOWN])
    return Text(
        nl=f"{found} bij --with is geen kengetal met een getal. Schrijf gas.ttf_eur_per_mwh=60.5, met een punt.",
        en=f"{found} at --with is no figure with a number. Write gas.ttf_eur_per_mwh=60.5, with a point.",
    )


def unknown(option: str, typed: str, known: Iterable[str]) -> Text:
    """A word behind an option that is not among those known; names those near it."""
    names = sorted(known)
    near = get_close_matches(typed, names, n=4, cutoff=0.5) or (names if len(names) <= MOST_NAMED else [])
    found = repr(typed[:SHOWN])
    nl, en = (f" {said}: {', '.join(near)}?" if near else "" for said in ("Bedoelt u", "Did you mean"))
    return Text(nl=f"{found} bij {option} is niet bekend.{nl}", en=f"{found} at {option} is not known.{en}")
