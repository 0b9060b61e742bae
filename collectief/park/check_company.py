"""Rules on companies that are read: contracts, use, profiles and buildings that do not fit each other."""

from collections.abc import Mapping
from datetime import date, timedelta

from collectief.facts import fact, sector_row
from collectief.park.check_driving import check_driving
from collectief.park.check_pool_cars import check_pool_cars
from collectief.park.check_words import Spot, shown
from collectief.park.read_gaps import runs
from collectief.park.things import Array, Company, Park
from collectief.text import Text

MWH_FACTOR = 200.0
"""So far below the key figure that no company does it; a slip of the unit is a factor 1000."""
UNIT_FACTOR = 300.0
"""So far apart that it is a unit and not a measurement."""
MOST_DIFFERENCE = 0.10
"""Part that a profile and a yearly figure may differ before it is told: years differ by less."""
ZERO_QUARTERS = 3 * 24 * 4
"""Longer than a weekend at exactly nothing: even a closed building uses something."""
ROUNDING_KW = 0.05
"""Contracts are whole kW and meters round; what is above by less is not above."""
QUARTERS_PER_HOUR, QUARTERS_PER_DAY = 4, 24 * 4
HOURS, LEAST_HOURS = 365 * 24, 300
"""Hours of a year, and the fewest in which a company would use its year at full load: less is a slip of the unit."""
REGULAR_YEAR = date(2001, 1, 1)
"""First day of a year without a leap day, as profiles are."""


def check_companies(park: Park, rows: Mapping[str, Spot], *, profiles: Mapping[str, Spot]) -> None:
    """Say what does not fit; the spots gather it: of the row and of the profile of each company."""
    areas = {area.id for area in park.areas}
    for company in park.companies:
        spot = rows[company.id]
        if company.id in areas:
            spot.say("id_of_area", "id", value=shown(company.id))
        _tell_connection(company, spot)
        if park.buildings and not park.buildings_of(company.id):
            spot.say("company_without_building")
        _tell_use(company, sum(b.floor_m2 for b in park.buildings_of(company.id)), spot=spot)
        _tell_mean(company, spot)
        _tell_peak(company, spot)
        check_driving(company.mobility, spot)
        check_pool_cars(company.mobility, spot)
        if company.id in park.profiles:
            _tell_profile(company, park.profiles[company.id], spot=profiles[company.id])


def check_estimates(park: Park, spot: Spot) -> None:
    """Say once how many figures are estimated."""
    companies = sum(c.origin == "estimated" for c in park.companies)
    connections = sum(c.connection.origin == "estimated" for c in park.companies)
    buildings = sum(b.origin == "estimated" for b in park.buildings)
    dwellings = sum(d.origin == "estimated" for d in park.dwellings)
    value = companies + connections + buildings + dwellings
    if value:
        total = 2 * len(park.companies) + len(park.buildings) + len(park.dwellings)
        homes = Text(nl=f", rijen woningen: {dwellings}", en=f", rows of dwellings: {dwellings}")
        spot.say(
            "estimated_data",
            value=value,
            total=total,
            companies=companies,
            connections=connections,
            buildings=buildings,
            homes=homes if park.dwellings else "",
        )


def _tell_connection(company: Company, spot: Spot) -> None:
    """A contract cannot be more than what the cable carries."""
    connection = company.connection
    for field, kw in (("offtake_kw", connection.offtake_kw), ("feed_in_kw", connection.feed_in_kw)):
        if kw > connection.physical_kva + ROUNDING_KW:
            spot.say("contract_above_physical", field, value=kw, physical_kva=connection.physical_kva)


def _tell_use(company: Company, floor_m2: float, *, spot: Spot) -> None:
    """Use per m2 that is about a factor 1000 too low is probably in MWh; so far too high is a slip as well."""
    if floor_m2 <= 0:
        return
    kwh_m2 = company.electricity_kwh / floor_m2
    usual = sector_row(company.sector, floor_m2)
    key_figure = usual.electricity_kwh_m2
    if 0 < kwh_m2 * MWH_FACTOR < key_figure:
        factor = float(f"{key_figure / kwh_m2:.2g}")
        spot.say("use_looks_like_mwh", "electricity_kwh", value=kwh_m2, key_figure=key_figure, factor=factor)
    gas = ("gas_m3", company.gas_m3 / floor_m2, usual.gas_m3_m2)
    for field, value, figure in (("electricity_kwh", kwh_m2, key_figure), gas):
        if value > figure * UNIT_FACTOR > 0:
            spot.say(
                "use_far_above_sector", field, value=value, key_figure=figure, factor=float(f"{value / figure:.2g}")
            )


def _tell_mean(company: Company, spot: Spot) -> None:
    """A year's use cannot be more than its connection and contract let through in all hours, whatever sun there is."""
    connection = company.connection
    limit_kw = connection.physical_kva * fact("grid.power_factor").value
    if connection.kind == "large":
        beside_kw = sum(right.kw for right in connection.rights if right.direction == "offtake")
        limit_kw = min(limit_kw, connection.offtake_kw + beside_kw)
    mean_kw = company.electricity_kwh / HOURS
    if mean_kw > limit_kw + company.solar_kwp + ROUNDING_KW:
        spot.say("use_above_connection", "electricity_kwh", value=mean_kw, limit_kw=limit_kw)


def _tell_peak(company: Company, spot: Spot) -> None:
    """A known peak should fit the yearly use."""
    if company.peak_kw and company.electricity_kwh > 0:
        hours = company.electricity_kwh / company.peak_kw
        if not LEAST_HOURS <= hours <= HOURS:
            spot.say("peak_contradicts", "peak_kw", value=company.peak_kw, kwh=company.electricity_kwh, hours=hours)


def _tell_profile(company: Company, kw: Array, *, spot: Spot) -> None:
    """A profile should sum to the yearly figure, stay below the contract and not be zero for days."""
    _tell_sum(company, float(kw.sum()) / QUARTERS_PER_HOUR, spot=spot)
    limit_kw, peak_kw = company.connection.offtake_kw, float(kw.max())
    if peak_kw > limit_kw + ROUNDING_KW:
        quarters = int((kw > limit_kw + ROUNDING_KW).sum())
        spot.say("peak_above_contract", "kw", value=peak_kw, contract_kw=limit_kw, quarters=quarters)
    zero = [run for run in runs(kw == 0) if run.quarters > ZERO_QUARTERS]
    if zero:
        longest = max(zero, key=lambda run: run.quarters)
        first = REGULAR_YEAR + timedelta(days=longest.start // QUARTERS_PER_DAY)
        days = longest.quarters / QUARTERS_PER_DAY
        spot.say("profile_zero_run", "kw", value=days, time=f"{first:%d-%m}", times=len(zero))


def _tell_sum(company: Company, profile_kwh: float, *, spot: Spot) -> None:
    """How far the profile and the yearly figure are apart."""
    given_kwh = company.electricity_kwh
    low, high = sorted((given_kwh, profile_kwh))
    if high <= 0 or high - low <= MOST_DIFFERENCE * high:
        return
    words = {"profile_kwh": profile_kwh, "value": given_kwh}
    if high > UNIT_FACTOR * low > 0:
        spot.say("profile_sum_factor", "electricity_kwh", **words, factor=float(f"{high / low:.2g}"))
    else:
        spot.say("profile_sum_differs", "electricity_kwh", **words, percent=float(round(100 * (high - low) / high)))
