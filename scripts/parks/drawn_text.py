"""HERKOMST.md of the parks that are drawn: what is invented, what it was made by, and what is in it."""

from shapely import union_all

from collectief.facts import fact, pipes, sector_row
from collectief.money.annuity import annuity
from collectief.money.gas import gas_bill
from collectief.park import Company, Dwellings, Park
from collectief.park.read_heat import dwelling_heat_kwh
from parks import koelpoort, smidse_zuid
from parks.drawn import HOURS
from parks.hand import number, table, words

GAP_M = 34.0
"""Plots closer than this are one park: the streets between them belong to it."""
KWH = 1_000.0
LARGEST = "vrieshuis"
"""Who has most heat to spare in Koelpoort."""


def koelpoort_text(park: Park) -> str:
    """The text on Koelpoort, with its numbers."""
    spare = [c for c in park.companies if c.residual_heat is not None]
    mean_kw = {c.id: _mean_kw(park, c) for c in spare}
    homes_kwh = sum(d.heat_kwh for d in park.dwellings)
    store = park.buildings_of(LARGEST)[0].footprint
    return words(koelpoort.KEY).format(
        grade=number(fact("heat_pump.grade_water").value, 1),
        evaporator=number(fact("condenser.evaporator_degc").value),
        home=number(dwelling_heat_kwh()),
        totals=_totals(park),
        residual=table(
            ["bedrijf", "sector", "kW", "graden", "wanneer"],
            [[c.id, sector_row(c.sector, 0.0).name.nl, *_heat_cells(c)] for c in spare],
        ),
        homes=table(["rij", "woningen", "MWh per jaar", "graden", "wat"], [_home_cells(d) for d in park.dwellings]),
        spare=number(sum(c.residual_heat.kw for c in spare if c.residual_heat)),
        laundry=number(100 * _share_of_gas(park, park.company("wasserij"))),
        hot=number(sum(c.residual_heat.kw for c in spare if c.residual_heat and not c.residual_heat.always)),
        offices=number(sum(_space_kwh(park, c) for c in park.companies if c.sector == "office") / KWH),
        good=number(fact("heat_network.density_good_mwh_per_m").value, 1),
        largest=park.company(LARGEST).name,
        far=number(max(float(d.shape.distance(store)) for d in park.dwellings)),
        year=number(sum(mean_kw.values()) * HOURS / KWH),
        asked=number((sum(_space_kwh(park, c) for c in park.companies) + homes_kwh) / KWH),
    )


def smidse_text(park: Park) -> str:
    """The text on Smidse-Zuid, with its numbers."""
    lines = union_all([s.line for s in park.streets])
    street_m, door_m = float(lines.length), [float(b.footprint.distance(lines)) for b in park.buildings]
    length_m = street_m + sum(door_m)
    asked_kwh = sum(_space_kwh(park, c) for c in park.companies)
    cheapest = min(pipe.eur_per_m_low for pipe in pipes())
    years, upkeep = fact("heat_network.life_years").value, fact("heat_network.upkeep_outdoor").value
    yearly = annuity(fact("interest.real").value, years) + upkeep
    bills = [gas_bill(c.gas_m3, year=park.tax_year) for c in park.companies]
    return words(smidse_zuid.TABLE).format(
        units=number(len(park.companies)),
        spare=number(sum(c.residual_heat.kw for c in park.companies if c.residual_heat)),
        wide=number(smidse_zuid.WIDE_M),
        deep=number(smidse_zuid.DEEP_M),
        road=number(smidse_zuid.ROAD_M),
        totals=_totals(park),
        asked=number(asked_kwh / KWH),
        street=number(street_m),
        door=number(sum(door_m) / len(door_m)),
        length=number(length_m),
        density=number(asked_kwh / KWH / length_m, 2),
        poor=number(fact("heat_network.density_poor_mwh_per_m").value, 1),
        pipe=number(cheapest),
        trench=number(cheapest * length_m),
        yearly=number(cheapest * length_m * yearly),
        years=number(years),
        bill=number(sum(eur for bill in bills for line, eur in bill.items() if line != "gas_transport")),
    )


ORIGINS = {"given": "opgegeven", "estimated": "kengetal", "measured": "gemeten"}


def _totals(park: Park) -> str:
    """What the park has, in one table."""
    area_m2 = float(union_all([p.polygon for p in park.parcels]).buffer(GAP_M / 2).buffer(-GAP_M / 2).area)
    built = sum(float(b.footprint.area) for b in park.buildings) / area_m2
    large_kw = [c.connection.offtake_kw for c in park.companies if c.connection.kind == "large"]
    homes = sum(d.dwellings for d in park.dwellings)
    rows = [
        ("oppervlakte", f"{number(area_m2 / 1e4, 1)} ha, bebouwd {number(100 * built)} %"),
        ("bedrijven", f"{len(park.companies)} in {len({c.sector for c in park.companies})} sectoren"),
        ("contract afname", f"{number(sum(large_kw))} kW bij {len(large_kw)} grootverbruikers" if large_kw else ""),
        ("stroom", f"{number(sum(c.electricity_kwh for c in park.companies) / 1e6, 2)} GWh"),
        ("gas", f"{number(sum(c.gas_m3 for c in park.companies))} m3"),
        ("ruimteverwarming", f"{number(sum(_space_kwh(park, c) for c in park.companies) / KWH)} MWh"),
        ("zon vandaag", f"{number(sum(c.solar_kwp for c in park.companies))} kWp"),
        ("woningen", number(homes) if homes else ""),
    ]
    return table(["wat", "hoeveel"], [row for row in rows if row[1]])


def _space_kwh(park: Park, company: Company) -> float:
    """Heat of a year for the building: gas through a boiler, the part of its sector that is no process."""
    floor_m2 = sum(b.floor_m2 for b in park.buildings_of(company.id))
    share = sector_row(company.sector, floor_m2).space_heat_share
    return company.gas_m3 * fact("gas.kwh_per_m3").value * fact("boiler.efficiency").value * share


def _share_of_gas(park: Park, company: Company) -> float:
    """Residual heat as a part of the gas that is burnt in the hours of work."""
    return _mean_kw(park, company) * HOURS / (company.gas_m3 * fact("gas.kwh_per_m3").value)


def _mean_kw(park: Park, company: Company) -> float:
    """Residual heat averaged over the year: always there, or as much as the company works."""
    heat = company.residual_heat
    if heat is None:
        return 0.0
    floor_m2 = sum(b.floor_m2 for b in park.buildings_of(company.id))
    return heat.kw * (1.0 if heat.always else sector_row(company.sector, floor_m2).full_load_hours / HOURS)


def _home_cells(one: Dwellings) -> list[str]:
    told = f"{one.label} ({ORIGINS[one.origin]})"
    return [one.id, number(one.dwellings), number(one.heat_kwh / KWH), number(one.degc), told]


def _heat_cells(company: Company) -> list[str]:
    heat = company.residual_heat
    if heat is None:
        return ["", "", ""]
    when = "altijd" if heat.always else "in de uren dat er gewerkt wordt"
    end = "" if heat.until is None else f", tot {heat.until}"
    return [number(heat.kw), number(heat.degc), when + end]
