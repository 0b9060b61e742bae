"""What each key for dividing the cost is, in words for people without mathematics."""

from collections.abc import Iterable, Mapping

from collectief.presentation.blocks import Bullets
from collectief.presentation.speech import Speech
from collectief.presentation.words import RULE
from collectief.text import Text

MEANING: Mapping[str, Text] = {
    "own_key": Text(
        nl="de sleutel van de vereniging: ieder de eigen rekening, en van de gezamenlijke kosten, en van wat een "
        "gedeeld project bespaart, een deel naar het gewicht dat zij opgaf (key_weight).",
        en="the association's own: each its own bill, and of the common cost, and of what a shared project saves, a "
        "part by the weight that it gave (key_weight).",
    ),
    "own_key_stable": Text(
        nl="de eigen sleutel, zo weinig veranderd dat geen groep goedkoper uit is zonder de rest; is dat er niet, dan "
        "de verdeling waarbij weggaan het minst oplevert.",
        en="the own key, changed as little as it takes for no group to be better off without the rest; if there is "
        "none, the division by which leaving gains least.",
    ),
    "contract_kw": Text(
        nl="ieder de eigen rekening, en van de gezamenlijke kosten een deel naar de kW van het eigen contract; wat "
        "een gedeeld project bespaart, naar wat ieder eraan toevoegt.",
        en="each its own bill, and of the common cost a part by the kW of its own contract; what a shared project "
        "saves, by what each adds to it.",
    ),
    "kwh": Text(
        nl="ieder de eigen rekening, en van de gezamenlijke kosten een deel naar de kWh die het afneemt; wat een "
        "gedeeld project bespaart, naar wat ieder eraan toevoegt.",
        en="each its own bill, and of the common cost a part by the kWh that it takes; what a shared project saves, by "
        "what each adds to it.",
    ),
    "use": Text(
        nl="zoals energiehubs nu achteraf verrekenen: ieder de eigen rekening, van het net van de groep een deel naar "
        "wat het afneemt in de 35 drukste kwartieren, van de rest naar kWh; wat een gedeeld project bespaart, naar wat "
        "ieder eraan toevoegt.",
        en="as energy hubs settle afterwards now: each its own bill, of the group's grid a part by what it takes in "
        "the 35 busiest quarters, of the rest by kWh; what a shared project saves, by what each adds to it.",
    ),
    "stand_alone": Text(
        nl="wie apart meer kwijt zou zijn, betaalt samen evenredig meer.",
        en="who would pay more alone pays more together, in the same proportion.",
    ),
    "equal_saving": Text(
        nl="wat samen bespaart, wordt in gelijke delen verdeeld.", en="what together saves is divided in equal parts."
    ),
    "shapley": Text(
        nl="ieder krijgt wat het toevoegt, gemiddeld over alle volgordes van instappen.",
        en="each gets what it adds, on average over all orders in which all could have joined.",
    ),
    "nucleolus": Text(
        nl="de minst tevreden groep bedrijven is zo tevreden als het kan.",
        en="the least satisfied group of companies is as satisfied as can be.",
    ),
    "closest_in_core": Text(
        nl="de verdeling naar contract, zo weinig veranderd dat geen groep goedkoper uit is zonder de rest; is dat er "
        "niet, dan die waarbij weggaan het minst oplevert.",
        en="the division by contract, changed as little as it takes for no group to be better off without the rest; if "
        "there is none, the one by which leaving gains least.",
    ),
}


def meaning(keys: Iterable[str], speech: Speech) -> Bullets:
    """One line for each of these keys."""
    told = ((key, MEANING[key]) for key in keys if key in MEANING)
    return Bullets(tuple((f"{speech.word(RULE, key)}:", text[speech.language]) for key, text in told))
