"""Rules on contracts with the grid operator: tariffs, rights and groups that do not fit each other."""

from collections.abc import Mapping

from collectief.park.check_words import Spot
from collectief.park.things import Company, EnergyArea, Park

SETTINGS = "park.toml"


def check_contracts(park: Park, rows: Mapping[str, Spot], spot: Spot) -> None:
    """Say what does not fit; ``rows`` gather it per company."""
    for company in park.companies:
        _tell_company(park, company, rows[company.id])
    tell_groups(park, spot)


def tell_groups(park: Park, spot: Spot) -> None:
    """Say what rules for groups and a turbine lack or do not fit."""
    for area in park.areas:
        _tell_area(park, area, spot.at(SETTINGS, area.id))
    wind = park.rules.wind
    if wind is not None and park.areas and wind.area not in {a.id for a in park.areas}:
        spot.at(SETTINGS).say("group_kw_unknown", "[wind]", value=wind.area)
    unknown = sorted({area for area, _ in park.rules.group_kw} - {a.id for a in park.areas})
    if unknown and park.areas:
        spot.at(SETTINGS).say("group_kw_unknown", "[group_kw]", value=", ".join(unknown))


def _tell_company(park: Park, company: Company, spot: Spot) -> None:
    """Rights that the cable cannot carry, and a tariff that a search for a plan only approximates."""
    connection = company.connection
    for way in ("offtake", "feed_in"):
        more_kw = sum(r.kw for r in connection.rights if r.direction == way)
        total_kw = more_kw + (connection.offtake_kw if way == "offtake" else connection.feed_in_kw)
        if more_kw and total_kw > connection.physical_kva:
            spot.say("right_above_physical", f"{way}_kw", value=total_kw, physical_kva=connection.physical_kva)
    terms = park.tariff(connection.tariff).approximate
    if terms:
        spot.say("tariff_approximated", "tariff", value=connection.tariff, terms=", ".join(terms))


def _tell_area(park: Park, area: EnergyArea, spot: Spot) -> None:
    """An area has one grid operator and one year of tariffs; a rule for groups needs its figures."""
    large = [c for c in park.companies if c.area == area.id and c.connection.kind == "large"]
    sheets = sorted({c.connection.tariff.partition(".")[0] for c in large})
    if len(sheets) > 1:
        spot.say("tariff_sheets_mixed", "tariff", value=", ".join(sheets))
    rules = park.rules
    if rules.group_capacity == "operator" and large and area.id not in dict(rules.group_kw):
        spot.say("group_kw_missing", "[group_kw]")
    if rules.group_entitlement == "given" and any(c.connection.group_kw is None for c in large):
        spot.say("group_share_missing", "group_kw")
