"""What is said of a value at which something stops paying, or starts to."""

from collections.abc import Mapping

from collectief.facts import Fact
from collectief.facts.names import fact_name
from collectief.money import gas_price_eur_per_m3, marginal_rate
from collectief.text import Text

GAS = "gas.ttf_eur_per_mwh"
TOGETHER = Text(nl="samen doen", en="acting together")
GROUP = Text(nl="het groepscontract", en="the group contract")
NETWORK = Text(nl="het warmtenet", en="the heat network")
SITE = Text(nl="het gedeelde laadplein of de gedeelde batterij", en="the shared charging hub or battery")
POOLS = Text(nl="auto's delen", en="sharing cars")
LINE = Text(nl="een directe lijn", en="a direct line")
ROOFS = Text(nl="een project met panelen op verhuurde daken", en="a project with panels on roofs to let")
SHARED = Text(nl="wat gedeeld wordt", en="what is shared")
OF_MEASURE: Mapping[str, Text] = {
    "solar": Text(nl="zon op het dak", en="solar power on the roof"),
    "carport": Text(nl="zon boven het parkeerterrein", en="solar power above the parking"),
    "battery": Text(nl="een eigen batterij", en="a battery of one's own"),
    "cold_shift": Text(nl="koeling verschuiven", en="shifting cooling"),
    "heat_pump": Text(nl="een eigen warmtepomp", en="a heat pump of one's own"),
    "ground_heat_pump": Text(nl="een eigen bodemwarmtepomp", en="a ground heat pump of one's own"),
    "aquifer_store": Text(nl="eigen warmte-koudeopslag", en="an aquifer store of one's own"),
    "heat_tank": Text(nl="een eigen warmtebuffer", en="a heat tank of one's own"),
    "heat_recovery": Text(nl="eigen restwarmte gebruiken", en="using one's own residual heat"),
    "process_heat": Text(nl="elektrische proceswarmte", en="electric process heat"),
    "charging_hub": Text(nl="laden op eigen terrein", en="charging on one's own site"),
    "efficiency": Text(nl="extra besparen", en="saving extra energy"),
}
FRACTION, PERCENT = "fraction", 100.0
SHORT_UNITS = (" excl VAT", " HHV", " thermal")
"""What a sentence leaves out of a unit."""
UNITS: Mapping[str, Text] = {
    "yr": Text(nl="jaar", en="years"),
    "h": Text(nl="uur", en="hours"),
    "EUR/yr": Text(nl="EUR per jaar", en="EUR a year"),
    "EUR/yr per vehicle": Text(nl="EUR per auto en jaar", en="EUR per car and year"),
    "EUR/trip": Text(nl="EUR per rit", en="EUR per trip"),
    "EUR/yr per member": Text(nl="EUR per lid en jaar", en="EUR per member and year"),
    "EUR per m3 saved a year": Text(nl="EUR per bespaarde m3 per jaar", en="EUR per m3 saved a year"),
    "EUR per kWh saved a year": Text(nl="EUR per bespaarde kWh per jaar", en="EUR per kWh saved a year"),
    "EUR per battery": Text(nl="EUR per batterij", en="EUR per battery"),
    "EUR per field": Text(nl="EUR per veld", en="EUR per field"),
    "EUR per line": Text(nl="EUR per lijn", en="EUR per line"),
    "EUR per site": Text(nl="EUR per locatie", en="EUR per site"),
}


def stops(thing: Text, one: Fact, value: float, *, tax_year: int) -> Text:
    """That something costs more than it brings beyond a value."""
    nl, en = _condition(one, value, tax_year=tax_year)
    return Text(
        nl=f"Als {nl}, kost {thing.nl} meer dan het oplevert.", en=f"If {en}, {thing.en} costs more than it brings."
    )


def starts(thing: Text, one: Fact, value: float, *, tax_year: int) -> Text:
    """That something which is not in the plan starts to pay beyond a value."""
    nl, en = _condition(one, value, tax_year=tax_year)
    return Text(
        nl=f"Als {nl}, gaat {thing.nl} lonen, ook voor een bedrijf dat alleen blijft. Nu zit dat niet in het plan.",
        en=f"If {en}, {thing.en} starts to pay, also for a company that stays alone. It is not in the plan now.",
    )


def opens(thing: Text, one: Fact, value: float, *, tax_year: int) -> Text:
    """That a shared project which was left out starts to pay beyond a value."""
    nl, en = _condition(one, value, tax_year=tax_year)
    return Text(
        nl=f"Als {nl}, gaat {thing.nl} lonen. Nu kost dat meer dan het bespaart.",
        en=f"If {en}, {thing.en} starts to pay. Now that costs more than it saves.",
    )


def _condition(one: Fact, value: float, *, tax_year: int) -> tuple[str, str]:
    """The figure with its value there and today's."""
    below = value < one.value
    name, there, now = fact_name(one.key), said(one, value, tax_year=tax_year), said(one, one.value, tax_year=tax_year)
    if one.key == GAS:
        name = Text(nl=f"{name.nl} met belasting", en=f"{name.en} with tax")
    return (
        f"{name.nl} {'onder' if below else 'boven'} {there.nl} komt (nu {now.nl.split(' ')[0]})",
        f"{name.en} goes {'below' if below else 'above'} {there.en} (now {now.en.split(' ')[0]})",
    )


def said(one: Fact, value: float, *, tax_year: int) -> Text:
    """A value with its unit; the price of gas as a company knows it, per m3 with tax, and fractions in percent.

    >>> from collectief.facts import fact
    >>> said(fact("interest.real"), 0.0525, tax_year=2026).nl
    '5,25 %'
    >>> said(fact("gas.ttf_eur_per_mwh"), 40.7, tax_year=2026).en
    '1.03 EUR/m3'
    """
    if one.key == GAS:
        number = f"{gas_price_eur_per_m3(value) + marginal_rate(0.0, 'gas', tax_year):.2f}"
        return Text(nl=f"{number.replace('.', ',')} EUR/m3", en=f"{number} EUR/m3")
    if one.unit.startswith(FRACTION):
        number, unit = _three(value * PERCENT), Text(nl="%", en="%")
    else:
        number, unit = _three(value), _unit(one.unit)
    return Text(nl=f"{_dutch(number)} {unit.nl}", en=f"{number} {unit.en}")


def _unit(unit: str) -> Text:
    if unit in UNITS:
        return UNITS[unit]
    for part in SHORT_UNITS:
        unit = unit.replace(part, "")
    return Text(nl=unit.replace("/yr", "/jaar"), en=unit)


def _three(value: float) -> str:
    """Three digits that count, without an exponent.

    >>> _three(1149.6), _three(0.08512), _three(12_345.0)
    ('1,150', '0.0851', '12,300')
    """
    return f"{float(f'{value:.3g}'):,.10f}".rstrip("0").rstrip(".")


def _dutch(number: str) -> str:
    return number.translate(str.maketrans(",.", ".,"))
