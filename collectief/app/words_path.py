"""The words of ``collectief path``: the ways that are gone through, and what was typed wrongly."""

from collections.abc import Mapping

from collectief.app.words_compare import SHOWN
from collectief.text import Text

PHASE_WAY: Mapping[str, Text] = {
    "forward": Text(nl="Jaar na jaar", en="Year after year"),
    "end": Text(nl="Het beste einde", en="The best end"),
    "guided": Text(nl="Zonder spijt", en="Without regret"),
    "at_once": Text(nl="Alles meteen", en="All at once"),
    "waiting": Text(nl="Wachten op het net", en="Waiting for the grid"),
    "bound": Text(nl="Ondergrens", en="Lower bound"),
}
"""What is busy, by the first word of a phase."""
CUT = Text(
    nl="Gestopt voordat alles was bekeken. Wat klaar was, staat in de bestanden.",
    en="Stopped before all was looked at. What was done is in the files.",
)
NO_YEARS = Text(
    nl="Bij --years staat niets. Schrijf 2027,2030,2035.", en="Nothing stands at --years. Write 2027,2030,2035."
)


def no_year(typed: str) -> Text:
    """A word at --years that is no year."""
    found = repr(typed[:SHOWN])
    return Text(nl=f"{found} bij --years is geen jaar.", en=f"{found} at --years is no year.")


def no_figure(typed: str) -> Text:
    """Something at --with that is no key with a number, with or without a year."""
    found = repr(typed[:SHOWN])
    return Text(
        nl=f"{found} bij --with is geen kengetal met een getal. Schrijf gas.ttf_eur_per_mwh=60.5, of met een jaar: "
        "2030:gas.ttf_eur_per_mwh=60.5.",
        en=f"{found} at --with is no figure with a number. Write gas.ttf_eur_per_mwh=60.5, or with a year: "
        "2030:gas.ttf_eur_per_mwh=60.5.",
    )
