"""Real outcomes of Proeftuin Mini, each made once."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectief import MEASURES, Outcome, Scenario, optimise, read_park, read_year
from collectief.facts import Window, swung
from collectief.measure import (
    ChargingHub,
    ColdShift,
    DirectLine,
    GroupContract,
    LetRoof,
    ProcessHeat,
    SharedMobility,
    Solar,
    TransportRightBeside,
    Wind,
)
from collectief.park import Mobility, TransportRight, WindSite

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
QUICK = ("efficiency", "solar", "heat_pump", "group_contract")


def made(*, lower_contracts: bool, keys: tuple[str, ...]) -> Outcome:
    """The answer for Proeftuin Mini with these measures."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    park = replace(park, rules=replace(park.rules, lower_contracts=lower_contracts))
    return optimise(Scenario(park, year, tuple(m for m in MEASURES if m.key in keys)))


@pytest.fixture(scope="session")
def outcome() -> Outcome:
    """Savings, sun, heat pumps and a group contract; contracts stay as they are."""
    return made(lower_contracts=False, keys=QUICK)


@pytest.fixture(scope="session")
def lowered() -> Outcome:
    """Only a group contract, in a park that may lower its contracts."""
    return made(lower_contracts=True, keys=("group_contract",))


@pytest.fixture(scope="session")
def baths() -> Outcome:
    """The night company plates metal in baths of 90 degrees, with gas enough for a heat pump that can do that."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    companies = tuple(
        replace(c, sector="electroplating", gas_m3=80_000.0) if c.id == "nacht" else c for c in park.companies
    )
    return optimise(Scenario(replace(park, companies=companies), year, (ProcessHeat(),)))


@pytest.fixture(scope="session")
def cold() -> Outcome:
    """The day company is a cold store that may shift its cooling, with controls of 100 EUR."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    companies = tuple(replace(c, sector="cold_store", gas_m3=0.0) if c.id == "dag" else c for c in park.companies)
    with swung({"cold_shift.eur_fixed": 100.0}):
        return optimise(Scenario(replace(park, companies=companies), year, (ColdShift(),)))


@pytest.fixture(scope="session")
def windy() -> Outcome:
    """Three that may feed in 150 kW each, and a place for a turbine of 600 kW behind their group."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    companies = tuple(
        replace(c, connection=replace(c.connection, feed_in_kw=150.0)) if c.connection.kind == "large" else c
        for c in park.companies
    )
    rules = replace(park.rules, wind=WindSite(park.areas[0].id, 600.0))
    return optimise(Scenario(replace(park, companies=companies, rules=rules), year, (Wind(), GroupContract())))


@pytest.fixture(scope="session")
def lined() -> Outcome:
    """The small office has a roof of 2,000 m2 and no right to feed in; to the day company is a cheap cable."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    park = park.only(["klein", "dag"])
    roofs = tuple(replace(b, roof_m2=2_000.0) if b.company == "klein" else b for b in park.buildings)
    companies = tuple(
        replace(c, connection=replace(c.connection, feed_in_kw=0.0)) if c.id == "klein" else c for c in park.companies
    )
    rules = replace(park.rules, direct_line_m=60.0)
    park = replace(park, buildings=roofs, companies=companies, rules=rules)
    with swung({"direct_line.eur_per_m": 10.0, "direct_line.eur_fixed": 100.0, "solar.eur_per_kwp": 300.0}):
        return optimise(Scenario(park, year, (Solar(), DirectLine())))


@pytest.fixture(scope="session")
def let_out() -> Outcome:
    """The day company has no money beyond the law, lets 2,000 m2 and may feed in 60 kW; panels are cheap."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    park = park.only(["klein", "dag"])
    roofs = tuple(replace(b, roof_m2=2_000.0) if b.company == "dag" else b for b in park.buildings)
    companies = tuple(
        replace(c, let_roof=c.id == "dag", budget_eur=0.0, connection=replace(c.connection, feed_in_kw=60.0))
        for c in park.companies
    )
    park = replace(park, buildings=roofs, companies=companies)
    with swung({"solar.eur_per_kwp": 300.0, "let_roof.eur_fixed": 1_000.0}):
        return optimise(Scenario(park, year, (Solar(), LetRoof())))


@pytest.fixture(scope="session")
def at_night() -> Outcome:
    """The day company has lorries of which the charging does not fit its contract, and a block of 80 kW on offer."""
    park = read_park(MINI).only(["dag"])
    year = read_year(park, MINI)
    (day,) = park.companies
    lorries = Mobility(lorry_kwh=240_000.0, lorry_arrive_h=18.0, lorry_depart_h=6.0)
    connection = replace(day.connection, offtake_kw=100.0, physical_kva=400.0)
    half = {"dag": 0.5 * park.profiles["dag"]}
    night = TransportRight("block", "offtake", 80.0, Window(hours=(22, 6)), 0.5)
    park = replace(
        park,
        companies=(replace(day, mobility=lorries, connection=connection),),
        profiles=half,
        offers=((day.area, night),),
    )
    return optimise(Scenario(park, year, (ChargingHub(), TransportRightBeside())))


@pytest.fixture(scope="session")
def sharing() -> Outcome:
    """Two companies with two pool cars each that make 300 trips a year together; they may share or keep fewer."""
    park = read_park(MINI).only(("dag", "klein"))
    cars = Mobility(pool_cars=2, pool_trips=300.0, pool_km=12_000.0)
    park = replace(park, companies=tuple(replace(c, mobility=cars) for c in park.companies))
    return optimise(Scenario(park, read_year(park, MINI), (SharedMobility(),)))
