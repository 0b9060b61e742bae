"""What schemes are for, in the middle of a sentence: the measures of a plan, advice and vehicles."""

from collections.abc import Mapping, Sequence

from collectief.text import Text

THINGS: Mapping[str, Text] = {
    "efficiency": Text(nl="energiebesparing", en="energy saving"),
    "solar": Text(nl="zonnepanelen", en="solar panels"),
    "carport": Text(nl="een zonnecarport", en="a solar carport"),
    "battery": Text(nl="een batterij", en="a battery"),
    "cold_shift": Text(nl="een regeling die koeling verschuift", en="controls that shift cooling"),
    "heat_pump": Text(nl="een warmtepomp", en="a heat pump"),
    "ground_heat_pump": Text(nl="een bodemwarmtepomp", en="a ground heat pump"),
    "aquifer_store": Text(nl="warmte-koudeopslag", en="heat and cold storage in an aquifer"),
    "heat_tank": Text(nl="een warmtebuffer", en="a heat tank"),
    "heat_recovery": Text(nl="eigen restwarmte", en="own residual heat"),
    "process_heat": Text(nl="elektrische proceswarmte", en="electric process heat"),
    "heat_network": Text(nl="een warmtenet", en="a heat network"),
    "wind": Text(nl="een windturbine", en="a wind turbine"),
    "direct_line": Text(nl="een directe lijn", en="a direct line"),
    "let_roof": Text(nl="panelen op een verhuurd dak", en="panels on a roof to let"),
    "transport_right": Text(nl="een recht naast het contract", en="a right beside the contract"),
    "charging_hub": Text(nl="laders", en="chargers"),
    "shared_mobility": Text(nl="deelauto's", en="shared cars"),
    "group_contract": Text(nl="een groepscontract", en="a group contract"),
    "capacity_limitation": Text(nl="een capaciteitsbeperkingscontract", en="a capacity limitation contract"),
    "advice": Text(nl="advies of onderzoek", en="advice or a study"),
    "vehicles": Text(nl="elektrische voertuigen", en="electric vehicles"),
}


def listed(measures: Sequence[str]) -> Text:
    """These things, joined.

    >>> listed(("solar", "battery", "heat_pump"))["nl"]
    'zonnepanelen, een batterij of een warmtepomp'
    """
    words = [THINGS.get(m, Text(nl=m.replace("_", " "), en=m.replace("_", " "))) for m in measures]
    return Text(nl=_or([w.nl for w in words], "of"), en=_or([w.en for w in words], "or"))


def _or(words: Sequence[str], word: str) -> str:
    return f"{', '.join(words[:-1])} {word} {words[-1]}" if len(words) > 1 else "".join(words)
