"""What another rule on contracts is called, and what it is instead, in words."""

from collections.abc import Mapping

from collectief.park.other_rules import Line, value
from collectief.park.read_contracts import GROUP_KW
from collectief.presentation.escape import clean
from collectief.presentation.section_contracts import DIVIDED, RULES
from collectief.presentation.speech import Speech
from collectief.presentation.sure_words import figure
from collectief.text import Text

CALLED: Mapping[str, Text] = {
    "rules.lower_contracts": Text(nl="contracten verlagen mag", en="contracts may be lowered"),
    "rules.group_fixed_eur": Text(
        nl="vaste kosten van een groep (EUR per jaar)", en="fixed cost of a group (EUR/year)"
    ),
    "rules.group_member_eur": Text(nl="kosten per lid van een groep (EUR per jaar)", en="cost per member (EUR/year)"),
    "rules.group_capacity": Text(nl="een groep krijgt", en="a group gets"),
    "rules.group_entitlement": Text(nl="leden brengen in", en="members bring"),
    "limitation.hours": Text(nl="afroep om te verlagen (uren per jaar)", en="calls to lower (hours a year)"),
    "limitation.eur_per_mw_h": Text(
        nl="vergoeding bij afroep (EUR per MW en uur)", en="paid when called (EUR/MW/hour)"
    ),
    "limitation.share": Text(nl="deel van het contract dat omlaag gaat", en="part of the contract that is lowered"),
    "limitation.months": Text(nl="maanden van afroep", en="months of calls"),
    "limitation.days": Text(nl="dagen van afroep", en="days of calls"),
    "limitation.between": Text(nl="uren van de dag van afroep", en="hours of the day of calls"),
}
"""Each rule by its key; the operator's kW of an area is named after the area."""
SAID: Mapping[str, Mapping[str, Text]] = {"rules.group_capacity": RULES, "rules.group_entitlement": DIVIDED}
"""What a choice is in words."""


def rule_words(line: Line, speech: Speech) -> str:
    """One rule with what it is, made harmless: it was typed.

    >>> rule_words(("rules.lower_contracts", "true"), Speech("nl"))
    'contracten verlagen mag: ja'
    >>> rule_words(("group_kw.noord", "900"), Speech("en"))
    "operator's kW for a group in noord: 900"
    """
    key, written = line
    table, _, area = key.partition(".")
    of_area = Text(nl=f"kW van de netbeheerder voor een groep in {area}", en=f"operator's kW for a group in {area}")
    name = of_area if table == GROUP_KW else CALLED[key]
    return clean(f"{name[speech.language]}: {_value(key, written, speech)}")


def _value(key: str, written: str, speech: Speech) -> str:
    found = value(written)
    if isinstance(found, bool):
        return speech(nl="ja", en="yes") if found else speech(nl="nee", en="no")
    if isinstance(found, int | float):
        return figure(float(found), speech)
    words = SAID.get(key, {}).get(str(found))
    return str(found) if words is None else words[speech.language]
