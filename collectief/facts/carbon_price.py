"""What a kilogram of CO2 weighs while a plan chooses: an internal price, that is in no bill."""

from collectief.facts.tables import fact

PRICE_OF_CO2 = "co2.internal_eur_per_tonne"


def weight_eur_per_kg() -> float:
    """The internal price, EUR per kg CO2; 0 unless who compares plans asks for one.

    >>> from collectief.facts import swung
    >>> with swung({PRICE_OF_CO2: 100.0}):
    ...     weight_eur_per_kg()
    0.1
    """
    return fact(PRICE_OF_CO2).value / 1000.0
