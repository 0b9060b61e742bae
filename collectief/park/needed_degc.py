"""How hot the heating of a company must be: as it says, else by the year in which its building was made."""

from collectief.facts import fact
from collectief.park.things import Company, Park


def heat_degc(park: Park, company: Company) -> float:
    """The supply temperature that the heating of a company needs, degC; an estimate where it does not say so itself.

    Of the largest building whose year is known; without a year the key figure of existing buildings.
    """
    if company.heat_degc is not None:
        return company.heat_degc
    dated = [b for b in park.buildings_of(company.id) if b.year is not None]
    largest = max(dated, key=lambda b: (b.floor_m2, b.id), default=None)
    return built_degc(None if largest is None else largest.year)


def built_degc(year: int | None) -> float:
    """The supply temperature for which buildings of a year were made, degC.

    >>> [built_degc(year) for year in (None, 1970, 1995, 2020)]
    [70.0, 70.0, 55.0, 40.0]
    """
    if year is None or year < fact("heat.insulated_from_year").value:
        return fact("heat.space_supply_degc").value
    low = year >= fact("heat.low_from_year").value
    return fact("heat.low_supply_degc" if low else "heat.insulated_supply_degc").value
