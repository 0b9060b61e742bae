"""Whether a year's kWh, peaks and CO2 follow from its quarter-hours, and no energy comes from nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure.network_names import RESERVE
from collectief.park import Company
from collectief.park.roofs import LAYOUTS
from collectief.plan.outcome import PARK, Case, Energy, Outcome
from collectief.profile.sun import layout_profile, roof_profile
from collectief.profile.wind import turbine_profile
from collectief.profile.year import product_sum
from collectief.text import Text
from collectief.verification.lines import line_kwh
from collectief.verification.outside import heat_bought_kg
from collectief.verification.verdict import Check, at_most, near

Array = NDArray[np.float64]
HOURS_A_YEAR = 8760
ROUNDING = 1e-6
"""Sums of 35,040 numbers in another order differ by less than this part."""
PANELS = ("solar", "carport", "let_roof")
HEATERS = ("heat_pump", "ground_heat_pump", "aquifer_store", "heat_recovery", "heat_network", "process_heat")
"""What makes or brings heat without gas."""
ELECTRIC, THERMAL = ("lighting", "process"), ("heating_controls", "envelope")
"""What efficiency can save of electricity, and of heat."""
TOTALS = Text(
    nl="Jaartotaal volgt uit de kwartieren (kWh, kW of kg)",
    en="Year's total follows from its quarter-hours (kWh, kW or kg)",
)
NOW = Text(nl="Stroom nu is verbruik min eigen zon (kWh)", en="Electricity now is use less own solar (kWh)")
NOTHING = Text(
    nl="Minder van het net dan besparing en zon verklaren (kWh)",
    en="Less from the grid than saving and solar explain (kWh)",
)
WASTE = Text(
    nl="Meer van het net dan laden, warmte en opslag verklaren (kWh)",
    en="More from the grid than charging, heat and storage explain (kWh)",
)
HEAT = Text(nl="Gas dat door niets is vervangen (kWh warmte)", en="Gas that nothing has replaced (kWh of heat)")
MORE = Text(nl="Meer gas dan nu (m3)", en="More gas than now (m3)")
DRIVEN = Text(nl="Meer publiek geladen dan gereden (kWh)", en="More charged in public than driven (kWh)")


def check_energy(outcome: Outcome) -> Iterator[Check]:
    """Totals of every owner and the balance of who shares energy, in each case."""
    sun_kwh = _yields_kwh(outcome)
    for company in outcome.park.companies:
        yield _today(outcome, company, sun_kwh[""])
    for case in outcome.cases.values():
        yield from (_totals(outcome, case, owner) for owner in case.energy)
        for owners in _who_shares(outcome, case):
            yield from _balance(outcome, case, owners, sun_kwh=sun_kwh)
        for company in outcome.park.companies:
            over = case.energy[company.id].gas_m3 - company.gas_m3 - _reserve_m3(outcome, case, company.id)
            yield at_most(MORE, over, f"{case.key}/{company.id}", within=ROUNDING * (1 + company.gas_m3))
            driven = company.mobility.driven_kwh
            over = case.energy[company.id].public_charging_kwh - driven
            yield at_most(DRIVEN, over, f"{case.key}/{company.id}", within=ROUNDING * (1 + driven))


def _yields_kwh(outcome: Outcome) -> dict[str, float]:
    """What 1 kWp gives in the year, kWh: usually (an empty word), and in each way that roofs of the park allow."""
    kinds = {b.roof for b in outcome.park.buildings if b.roof is not None}
    ways = (way for kind in LAYOUTS if kind in kinds for way in LAYOUTS[kind])
    usual = {"": float(roof_profile(outcome.year).sum())}
    return {**usual, **{way: float(layout_profile(outcome.year, way).sum()) for way in ways}}


def _totals(outcome: Outcome, case: Case, owner: str) -> Check:
    """The figure that is furthest off."""
    said = case.energy[owner]
    made = totals(outcome, case.net_kw[owner], gas_m3=said.gas_m3, public_kwh=said.public_charging_kwh)
    made = replace(made, line_kwh=line_kwh(outcome, case, owner))
    made = made.plus_heat(heat_bought_kg(outcome, case) if owner == PARK else 0.0)
    off = {key: getattr(said, key) - value for key, value in asdict(made).items()}
    wrong = [key for key, value in asdict(made).items() if not abs(off[key]) <= ROUNDING * (1 + abs(value))]
    worst = wrong[0] if wrong else max(off, key=lambda key: abs(off[key]))
    return near(TOTALS, off[worst], f"{case.key}/{owner}/{worst}", within=ROUNDING * (1 + abs(getattr(made, worst))))


def totals(outcome: Outcome, net_kw: Array, *, gas_m3: float, public_kwh: float) -> Energy:
    """A year's totals from quarter-hours; CO2 of electricity by the hour, of public charging by the mean hour."""
    taken, given = np.maximum(net_kw, 0.0), np.maximum(-net_kw, 0.0)
    factor = outcome.year.co2_kg_per_kwh
    electric_kg = product_sum(taken, np.repeat(factor, 4)) / 4
    return Energy(
        offtake_kwh=float(taken.sum()) / 4,
        feed_in_kwh=float(given.sum()) / 4,
        gas_m3=gas_m3,
        public_charging_kwh=public_kwh,
        co2_kg=electric_kg + gas_m3 * fact("co2.gas_kg_per_m3").value + public_kwh * float(factor.mean()),
        offtake_peak_kw=float(taken.max()),
        feed_in_peak_kw=float(given.max()),
    )


def _today(outcome: Outcome, company: Company, sun_kwh: float) -> Check:
    """Nothing is chosen yet: a year's net load is a year's use less a year's sun."""
    net_kwh = float(outcome.cases["now"].net_kw[company.id].sum()) / 4
    use_kwh = _use_kwh(outcome, company)
    off = net_kwh - (use_kwh - company.solar_kwp * sun_kwh)
    return near(NOW, off, f"now/{company.id}", within=ROUNDING * (1 + use_kwh))


def _use_kwh(outcome: Outcome, company: Company) -> float:
    """Measured where it is, else as stated."""
    metered = outcome.park.profiles.get(company.id)
    return company.electricity_kwh if metered is None else float(metered.sum()) / 4


def _balance(outcome: Outcome, case: Case, owners: frozenset[str], *, sun_kwh: Mapping[str, float]) -> Iterator[Check]:
    """Grid, sun and saving on one side; use, driving, heat and losses on the other."""
    companies = [c for c in outcome.park.companies if c.id in owners]
    where = f"{case.key}/{companies[0].id if len(companies) == 1 else 'park'}"
    use_kwh = sum(_use_kwh(outcome, c) for c in companies)
    net_kwh = sum(e.offtake_kwh - e.feed_in_kwh for o, e in case.energy.items() if o in owners)
    panels = [b for b in case.builds if b.measure in PANELS and b.unit == "kWp" and b.owner in owners]
    panels_kwh = sum(b.amount * sun_kwh.get(b.part, 0.0) for b in panels)
    panels_kwh += sum(c.solar_kwp for c in companies) * sun_kwh[""]
    turbine_kwh = _built(case, owners, "wind", unit="kW") * float(turbine_profile(outcome.year).sum())
    saved_kwh = _saved_kwh(case, owners, ELECTRIC, of_kwh=use_kwh)
    least_kwh = use_kwh - saved_kwh - panels_kwh - turbine_kwh
    within = ROUNDING * (1 + use_kwh)
    yield at_most(NOTHING, least_kwh - net_kwh, where, within=within)
    yield at_most(WASTE, net_kwh - use_kwh - _more_kwh(outcome, case, owners), where, within=within)
    now, then = (_heat_kwh(of, owners) for of in (outcome.cases["now"], case))
    explained = _saved_kwh(case, owners, THERMAL, of_kwh=now) + _heat_kw(case, owners) * HOURS_A_YEAR
    yield at_most(HEAT, now - then - explained, where, within=ROUNDING * (1 + now))


def _who_shares(outcome: Outcome, case: Case) -> list[frozenset[str]]:
    """Each company by itself, or all together where they share more than a contract."""
    ids = [c.id for c in outcome.park.companies]
    shared = any(b.owner == PARK and b.measure != "group_contract" for b in case.builds)
    return [frozenset([*ids, PARK])] if shared else [frozenset([one]) for one in ids]


def _saved_kwh(case: Case, owners: frozenset[str], packages: Sequence[str], *, of_kwh: float) -> float:
    """What efficiency can have saved of one carrier: what was built, and no more than its packages can."""
    share = sum(fact(f"efficiency.{package}.saving_share").value for package in packages)
    unit = "kWh stroom/jaar" if packages == ELECTRIC else "kWh warmte/jaar"
    return min(_built(case, owners, "efficiency", unit=unit), share * of_kwh)


def _more_kwh(outcome: Outcome, case: Case, owners: frozenset[str]) -> float:
    """The most electricity that driving, heat pumps and losses of batteries can take beside the use of today."""
    moves = [c.mobility for c in outcome.park.companies if c.id in owners]
    public = sum(e.public_charging_kwh for o, e in case.energy.items() if o in owners)
    charged = (sum(m.driven_kwh for m in moves) - public) / fact("charging.efficiency").value
    lost = 1 - fact("battery.round_trip").value
    shifts = {b.owner for b in case.builds if b.measure == "cold_shift"} & owners
    cooled_kwh = sum(_use_kwh(outcome, c) for c in outcome.park.companies if c.id in shifts)
    colder = cooled_kwh * (1.0 / fact("cold_shift.efficiency").value - 1.0)
    battery_kw = _built(case, owners, "battery", unit="kWh") / fact("battery.hours").value
    return charged + colder + (_heat_kw(case, owners) + lost * battery_kw) * HOURS_A_YEAR


def _reserve_m3(outcome: Outcome, case: Case, company: str) -> float:
    """Gas that a boiler burns for the heat network, in the plan together."""
    life = outcome.lives.get("together") if case.key == "together" else None
    given = None if life is None else life.flows.get(f"{RESERVE}{company}:kw")
    return 0.0 if given is None else float(given.sum()) / _heat_per_m3()


def _heat_per_m3() -> float:
    """kWh of heat that a boiler makes of a m3."""
    return fact("gas.kwh_per_m3").value * fact("boiler.efficiency").value


def _heat_kwh(case: Case, owners: frozenset[str]) -> float:
    """Heat from boilers in a year."""
    gas_m3 = sum(e.gas_m3 for o, e in case.energy.items() if o in owners)
    return gas_m3 * _heat_per_m3()


def _heat_kw(case: Case, owners: frozenset[str]) -> float:
    """kW of everything that makes or brings heat without gas: it takes no more electricity than it gives heat."""
    return sum(_built(case, owners, key, unit="kW") for key in HEATERS)


def _built(case: Case, owners: frozenset[str], measure: str, *, unit: str) -> float:
    return sum(b.amount for b in case.builds if b.measure == measure and b.unit == unit and b.owner in owners)
