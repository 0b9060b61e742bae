"""From a park and a year to the setting in which measures are weighed: uses and rates of every company."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import Rates, Setting, Use
from collectief.measure.efficiency import PACKAGES, electric_share, required
from collectief.measure.pool_cars import PoolOffer
from collectief.measure.pool_offer import pool_offer
from collectief.measure.setting import Fleet
from collectief.park import Company, Park
from collectief.park.roofs import LAYOUTS, RoofKind
from collectief.plan.carbon import weighed
from collectief.plan.rates import company_rates
from collectief.profile.dwelling_heat import dwelling_heat
from collectief.profile.electricity import electricity_kw
from collectief.profile.heat import Heat, heat_kw
from collectief.profile.mobility import Windows, driving
from collectief.profile.sun import layout_profile, roof_profile
from collectief.profile.year import Year, to_hours, to_quarters

Array = NDArray[np.float64]
Needs = tuple[Heat, tuple[Fleet, ...]]
"""What one company needs beside its electricity: heat and driving."""
Duty = frozenset[tuple[str, str]]
"""Pairs (company, package) that the law asks for."""


def quarters(park: Park, year: Year) -> dict[str, Array]:
    """Electricity use of each company before own solar, kW, shape (35040,)."""
    return {c.id: load_of(park, c, year) for c in park.companies}


def load_of(park: Park, company: Company, year: Year) -> Array:
    """Electricity use of one company before own solar, kW, shape (35040,)."""
    return electricity_kw(company, floor_m2(park, company), year=year, metered=park.profiles.get(company.id))


def floor_m2(park: Park, company: Company) -> float:
    """Floor of all buildings of a company."""
    return sum(b.floor_m2 for b in park.buildings_of(company.id))


def prepare(
    park: Park,
    year: Year,
    load_kw: Mapping[str, Array],
    *,
    needs: Mapping[str, Needs] | None = None,
    sun_kw_per_kwp: Array | None = None,
    duty: Duty | None = None,
    pools: PoolOffer | None = None,
) -> Setting:
    """The setting of a park: all that measures need to know. ``load_kw`` comes from `quarters`.

    ``needs`` (from `needs_of`), the yield of a roof (`roof_profile`), ``duty``, what the law asks for, and ``pools`` of
    cars (`pool_offer`) may be known already: where a plan is looked at with another figure than that in the tables,
    these stay.
    """
    sun = roof_profile(year) if sun_kw_per_kwp is None else sun_kw_per_kwp
    known = needs_of(park, year) if needs is None else needs
    uses = {c.id: _use(park, c, known[c.id], load_kw=load_kw, sun=sun) for c in park.companies}
    rates: dict[str, Rates] = {c.id: company_rates(park, c, year, uses=uses, load_kw=load_kw) for c in park.companies}
    rules = park.rules
    setting = Setting(
        park=park,
        year=year,
        uses=uses,
        rates=rates,
        interest=fact("interest.real").value if rules.interest is None else rules.interest,
        sun_kw_per_kwp=sun,
        air_degc=year.degc,
        group_fixed_eur=_or(rules.group_fixed_eur, "group.fixed_eur_per_year"),
        group_member_eur=_or(rules.group_member_eur, "group.member_eur_per_year"),
        sun_by_layout={
            layout: sun if layout == "flat_east_west" else layout_profile(year, layout)
            for layout in dict.fromkeys(way for use in uses.values() for kind, _ in use.roofs for way in LAYOUTS[kind])
        },
        dwelling_kw={one.id: dwelling_heat(one, year).total_kw for one in park.dwellings},
        pools=pool_offer(park, year) if pools is None else pools,
    )
    if duty is None:
        duty = frozenset((c.id, p) for c in park.companies for p in PACKAGES if required(setting, c, p))
    return weighed(_calmer(replace(setting, duty=duty)))


def _calmer(setting: Setting) -> Setting:
    """What the law saves is saved in every quarter: the spread within the hour shrinks with it.

    A calmer hour has higher lows: where the area is full even these may not rise above today's, so what a
    company may take there shrinks by as much.
    """
    uses, rates = {}, {}
    for company in setting.park.companies:
        use, kept = setting.uses[company.id], 1.0 - electric_share(setting, company, {})
        mine = setting.rates[company.id]
        room = mine.offtake_headroom_kw
        less = None if room is None else room - (1.0 - kept) * use.fall_kw
        rates[company.id] = replace(mine, offtake_headroom_kw=less)
        uses[company.id] = replace(
            use,
            rise_kw=use.rise_kw * kept,
            fall_kw=use.fall_kw * kept,
            area_rise_kw=use.area_rise_kw * kept,
            area_fall_kw=use.area_fall_kw * kept,
        )
    return replace(setting, uses=uses, rates=rates)


def _or(value: float | None, key: str) -> float:
    return fact(key).value if value is None else value


def needs_of(park: Park, year: Year) -> dict[str, Needs]:
    """Heat and driving of each company."""
    return {c.id: need_of(park, c, year) for c in park.companies}


def need_of(park: Park, company: Company, year: Year) -> Needs:
    """Heat and driving of one company."""
    return heat_kw(company, floor_m2(park, company), year=year), _fleets(company, year)


def _use(park: Park, company: Company, needs: Needs, *, load_kw: Mapping[str, Array], sun: Array) -> Use:
    mine = load_kw[company.id]
    mean = to_hours(mine)
    rise, fall = spread(mine)
    heat, fleets = needs
    roof_kwp, roofs = _roofs_left(park, company)
    highest, lowest = _with_the_area(park, company, load_kw)
    return Use(
        electricity_kw=mean,
        rise_kw=rise,
        fall_kw=fall,
        area_rise_kw=highest,
        area_fall_kw=lowest,
        space_kw=heat.space_kw,
        process_kw=heat.process_kw,
        space_degc=heat.supply_degc,
        process_degc=heat.process_degc,
        solar_now_kw=company.solar_kwp * sun,
        roof_kwp=roof_kwp,
        fleets=fleets,
        roofs=roofs,
    )


def _roofs_left(park: Park, company: Company) -> tuple[float, tuple[tuple[RoofKind, float], ...]]:
    """kWp that still fit on roofs of which is not known how they lie, and the m2 left of each kind that is stated.

    Where the panels of today lie nobody says: they take the same part of every roof.
    """
    m2: dict[RoofKind | None, float] = {}
    for building in park.buildings_of(company.id):
        m2[building.roof] = m2.get(building.roof, 0.0) + building.roof_m2
    total_m2, dense = sum(m2.values()), fact("solar.kwp_per_m2").value
    if total_m2 <= 0:
        return 0.0, ()
    left_kwp = max(0.0, total_m2 * dense - company.solar_kwp)
    left = left_kwp / (total_m2 * dense)
    stated = tuple((kind, m2[kind] * left) for kind in LAYOUTS if m2.get(kind, 0.0) * left > 0)
    return left_kwp * (m2.get(None, 0.0) / total_m2), stated


def _fleets(company: Company, year: Year) -> tuple[Fleet, ...]:
    drives = driving(company, year)
    kinds = (("van", drives.vans), ("lorry", drives.lorries), ("car", drives.cars))
    return tuple(_fleet(kind, windows) for kind, windows in kinds if windows.kwh.sum() > 0)


def _fleet(kind: str, windows: Windows) -> Fleet:
    """What must be in the vehicles falls due in the last hour of each window."""
    due = np.zeros(len(windows.window))
    last = np.flatnonzero((windows.window >= 0) & (np.append(windows.window[1:], -1) != windows.window))
    due[last] = windows.kwh[windows.window[last]]
    return Fleet(kind, due, windows.plugged, float(windows.kwh.max()))


def spread(load_kw: Array) -> tuple[Array, Array]:
    """How far the highest quarter of each hour lies above its mean, and the lowest below, kW, shape (8760,).

    >>> rise, fall = spread(np.tile([1.0, 2.0, 3.0, 6.0], 8760))
    >>> float(rise[0]), float(fall[0])
    (3.0, 2.0)
    """
    four = load_kw.reshape(-1, 4)
    mean = four.mean(axis=1)
    return four.max(axis=1) - mean, mean - four.min(axis=1)


def _with_the_area(park: Park, company: Company, load_kw: Mapping[str, Array]) -> tuple[Array, Array]:
    """The company's own distance from its mean at the quarter in which its area is highest, and lowest."""
    together = sum(
        (load_kw[c.id] for c in park.companies if c.area == company.area and _may_join(park, c)),
        np.zeros(len(load_kw[company.id])),
    ).reshape(-1, 4)
    mine = load_kw[company.id].reshape(-1, 4)
    hour = np.arange(len(mine))
    mean = mine.mean(axis=1)
    top, bottom = together.argmax(axis=1), together.argmin(axis=1)
    return mine[hour, top] - mean, mean - mine[hour, bottom]


def _may_join(park: Park, company: Company) -> bool:
    """Large users with a monthly peak charge: those who could be in a group."""
    return company.connection.kind == "large" and park.tariff(company.connection.tariff).charges_peaks


def quarter_net(hourly_net: Array, load: Array) -> Array:
    """Net load in quarters when all but the company's own use keeps its hourly mean, shape (35040,)."""
    return to_quarters(hourly_net) + load - to_quarters(to_hours(load))
