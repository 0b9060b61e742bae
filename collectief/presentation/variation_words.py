"""What an answer of a comparison is called, and how each kind of answer came about."""

from collections.abc import Callable, Mapping

from collectief.facts import all_facts
from collectief.facts.names import fact_label
from collectief.plan.variation import Kind, Variation
from collectief.presentation.escape import clean
from collectief.presentation.fact_words import unit_words
from collectief.presentation.rule_words import rule_words
from collectief.presentation.speech import Speech
from collectief.presentation.sure_words import figure
from collectief.presentation.words import MEASURE
from collectief.text import Text

Names = Mapping[str, str]
"""Names of companies by id."""
HOW: Mapping[Kind, Text] = {
    "without": Text(
        nl="Zonder een maatregel: het hele park is opnieuw gepland, dus alles wat overblijft mag antwoorden. Wat de "
        "wet aan energiebesparing vraagt, blijft.",
        en="Without a measure: the whole park was planned anew, so all that is left may answer. The energy saving "
        "that the law asks for stays.",
    ),
    "with": Text(
        nl="Met andere kengetallen of regels voor contracten: alles is opnieuw gepland, ook ieder apart. De kosten nu "
        "kunnen dan ook anders zijn. Ze liggen in een andere wereld dan het plan en verslaan het daarom nooit.",
        en="With other key figures or rules on contracts: all was planned anew, each alone too. The cost of now may "
        "be another one, too. They lie in another world than the plan, so they never beat it.",
    ),
    "apart": Text(
        nl="Wie apart blijft, doet niet mee aan een groepscontract, een warmtenet of een gedeeld laadplein. Wat dat "
        "bedrijf zelf kan doen, doet het nog steeds, en zijn kosten tellen mee.",
        en="Who stays apart takes no part in a group contract, a heat network or a shared charging hub. It still does "
        "what it can do by itself, and its costs are counted.",
    ),
    "co2": Text(
        nl="Met een rekenprijs weegt elke ton CO₂ mee bij elke keuze. Niemand betaalt die prijs: in geen enkel bedrag "
        "hier zit hij. Zo komt wie minder wil uitstoten bij het goedkoopste plan dat daarvoor is gevonden. Een plan "
        "dat tussen twee andere in een deuk van de lijn ligt, vindt geen enkele prijs.",
        en="With an internal price every tonne of CO₂ weighs in every choice. Nobody pays that price: it is in no "
        "amount here. So who wants to emit less gets the cheapest plan found for that. A plan that lies in a dent of "
        "the line between two others is found by no price.",
    ),
    "cap": Text(
        nl="Met een grens op CO₂: het goedkoopste plan dat is gevonden en eronder blijft. De grenzen liggen op gelijke "
        "afstand, van het plan tot het laagste dat is gevonden. Om er te komen weegt een ton mee bij elke keuze, en "
        "krijgt soms elk bedrijf een bedrag dat het hooguit mag investeren. Het laagste mag alles kosten.",
        en="With a cap on CO₂: the cheapest plan that was found and stays below it. The caps lie at equal steps, from "
        "the plan to the lowest that was found. To get there a tonne weighs in every choice, and sometimes each "
        "company gets an amount that it may invest at most. The lowest may cost anything.",
    ),
    "robust": Text(
        nl="Met hoge pieken: elk bedrijf zonder meter krijgt de piek die het in een van de tien jaren haalt, bij "
        "hetzelfde jaarverbruik; bedrijven met een meter of een bekende piek blijven zoals ze zijn. Alle pieken zijn "
        "in hetzelfde jaar hoog: dat is strenger dan een van de tien jaren.",
        en="With high peaks: each company without a meter gets the peak that it reaches in one year of ten, with the "
        "same use in the year; companies with a meter or a known peak stay as they are. All peaks are high in the "
        "same year: that is stricter than one year of ten.",
    ),
}
"""How each kind of answer is to be read; the plan itself needs no words."""


def variation_name(one: Variation, names: Names, speech: Speech) -> str:
    """What an answer is called, with names from outside made harmless."""
    return NAMED[one.kind](one, names, speech)


def _plan(_: Variation, __: Names, speech: Speech) -> str:
    return speech(nl="Het plan", en="The plan")


def _without(one: Variation, _: Names, speech: Speech) -> str:
    names = speech.listing([clean(speech.word(MEASURE, key)) for key in one.what])
    return speech(nl=f"Zonder: {names}", en=f"Without: {names}")


def _with(one: Variation, _: Names, speech: Speech) -> str:
    figures = (_figure(key, value, speech) for key, value in one.figures)
    named = speech.listing([*figures, *(rule_words(line, speech) for line in one.rules)])
    return named[:1].upper() + named[1:]


def _figure(key: str, value: float, speech: Speech) -> str:
    unit = next((f.unit for f in all_facts() if f.key == key), "")
    name = fact_label(key)[speech.language]
    return clean(f"{name}: {figure(value, speech)} {unit_words(unit, speech)}").strip()


def _apart(one: Variation, names: Names, speech: Speech) -> str:
    named = speech.listing([clean(names.get(company, company)) for company in one.what])
    return speech(nl=f"Apart: {named}", en=f"Apart: {named}")


def _co2(one: Variation, _: Names, speech: Speech) -> str:
    eur = figure(one.figures[0][1], speech)
    return speech(nl=f"CO₂ weegt EUR {eur} per ton", en=f"CO₂ weighs EUR {eur} per tonne")


def _cap(one: Variation, _: Names, speech: Speech) -> str:
    tonnes = speech.number(float(one.what[0]), 1)
    return speech(nl=f"CO₂ hooguit {tonnes} ton", en=f"CO₂ at most {tonnes} tonnes")


def _robust(_: Variation, __: Names, speech: Speech) -> str:
    return speech(nl="Met hoge pieken", en="With high peaks")


NAMED: Mapping[Kind, Callable[[Variation, Names, Speech], str]] = {
    "plan": _plan,
    "without": _without,
    "with": _with,
    "apart": _apart,
    "co2": _co2,
    "cap": _cap,
    "robust": _robust,
}
