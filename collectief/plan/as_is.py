"""The park without any measure: what must be served, what limits today, and what that costs."""

from collections.abc import Iterator

import numpy as np

from collectief.measure import Setting
from collectief.measure.efficiency import ELECTRIC, electric_share, package_build, saved_kw, saving_share
from collectief.measure.heating import BOILERS
from collectief.measure.rights import right_offtakes
from collectief.measure.setting import Array
from collectief.model import Flow, Limit, Load, Part, Series, Size
from collectief.money.charges import contract_eur
from collectief.park import Company, Way
from collectief.plan.carbon import charging_eur_per_kwh
from collectief.plan.rates import WAYS


def as_is(setting: Setting, company: Company) -> Iterator[Part]:
    """Loads, connection, boiler and public charging of one company."""
    yield from _loads(setting, company)
    yield Size(f"fixed/{company.id}", company.id, 1.0, lower=1.0, eur_per_unit=fixed_eur(setting, company))
    if company.connection.kind == "large":
        yield from _contract(setting, company)
    yield from _grid(setting, company)


def fixed_eur(setting: Setting, company: Company) -> float:
    """EUR a year that is paid whatever is decided: standing charges, fixed part of the tax, duty, and its pool cars.

    What a plan saves on cars stands with the pools (`measure.shared_mobility`).
    """
    duty = sum(package_build(setting, company, p, 1.0).eur_per_year for c, p in sorted(setting.duty) if c == company.id)
    cars = sum(pool.eur_per_year for c, pool in setting.pools.kept.items() if c == company.id)
    return setting.rates[company.id].fixed_eur + duty + cars


def served_kw(setting: Setting, company: Company) -> tuple[Array, Array]:
    """Electricity and space heat to serve once the law's saving is done, kW, each shape (8760,)."""
    use = setting.uses[company.id]
    electricity, heat = use.electricity_kw, use.space_kw
    for owner, package in sorted(setting.duty):
        if owner == company.id:
            saved = saved_kw(setting, company, package)
            electricity, heat = (electricity - saved, heat) if package in ELECTRIC else (electricity, heat - saved)
    return np.maximum(electricity, 0.0), np.maximum(heat, 0.0)


def _loads(setting: Setting, company: Company) -> Iterator[Part]:
    use, rates, me = setting.uses[company.id], setting.rates[company.id], company.id
    electricity, heat = served_kw(setting, company)
    yield Load(f"electricity/{me}", me, (me, "electricity"), electricity)
    if use.solar_now_kw.any():
        yield Flow(f"solar_now/{me}", me, {(me, "electricity"): 1.0}, use.solar_now_kw)
    for carrier, kw in (("heat", heat), ("process", use.process_kw)):
        if kw.any():
            bus, top_kw = (me, carrier), float(kw.max())
            yield Load(f"{carrier}/{me}", me, bus, kw)
            yield Flow(f"{BOILERS[carrier]}/{me}", me, {bus: 1.0}, top_kw, eur_per_kwh=rates.heat_eur_per_kwh)
    public = charging_eur_per_kwh(setting)
    for fleet in use.fleets:
        bus = (me, fleet.kind)
        yield Load(f"{fleet.kind}/{me}", me, bus, fleet.due_kw)
        yield Flow(f"public/{me}/{fleet.kind}", me, {bus: 1.0}, fleet.due_kw, eur_per_kwh=public)


def _contract(setting: Setting, company: Company) -> Iterator[Part]:
    """Each large connection has exactly one contract: its own, unless a group offers another."""
    rates, me = setting.rates[company.id], company.id
    contract, kw = f"contract/{me}", f"contract/{me}:kw"
    yield Load(f"{contract}:one", me, (me, "contract"), 1.0, design=True)
    eur = rates.rights_eur + (0.0 if rates.free_contract else contract_eur(rates.tariff, rates.contract_kw))
    yield Size(contract, me, 1.0, eur_per_unit=eur, module=1.0, into={(me, "contract"): 1.0})
    if rates.free_contract:
        rise_kw = setting.uses[me].rise_kw
        most_kw = float((rates.offtake_limit_kw + rise_kw - rates.extra_offtake_kw).max())
        yield Size(kw, me, max(most_kw, 0.0), eur_per_unit=rates.tariff.contract_eur_kw_year)
        beside = rise_kw - rates.extra_offtake_kw
        terms: dict[str, Series] = {f"grid/{me}:offtake": 1.0, f"grid/{me}:feed_in": -1.0, contract: beside, kw: -1.0}
        yield Limit(f"{contract}:limit", me, terms)


def _grid(setting: Setting, company: Company) -> Iterator[Part]:
    """Power from and to the grid under the own contract, and the charge on the highest quarter of each month."""
    use, rates, me = setting.uses[company.id], setting.rates[company.id], company.id
    bus, large = (me, "electricity"), company.connection.kind == "large"
    contract = f"contract/{me}" if large else None
    take, give = (_least_kw(*limits_kw(setting, company, side)) for side in WAYS)
    yield Flow(f"grid/{me}:offtake", me, {bus: 1.0}, take, contract, eur_per_kwh=rates.offtake_eur_per_kwh)
    yield Flow(f"grid/{me}:feed_in", me, {bus: -1.0}, give, contract, eur_per_kwh=-rates.feed_in_eur_per_kwh)
    yield _feed_in(setting, company)
    for number, (where, eur) in enumerate(rates.peak_prices if large else ()):
        terms: dict[str, Series] = {f"grid/{me}:offtake": where, f"contract/{me}": where * use.rise_kw}
        terms |= dict.fromkeys(right_offtakes(setting, company), where)
        terms[f"grid/{me}:feed_in"] = -1.0 * where  # in an hour that gives, the highest quarter lies above that
        yield Limit(f"peak/{me}{number or ''}", me, terms, per="month", eur_per_kw=eur)


def limits_kw(setting: Setting, company: Company, side: Way) -> tuple[Array, Array | None]:
    """What a company may take or give in each hour, kW: by its connection, and by its area where that is known."""
    rates = setting.rates[company.id]
    if side == "feed_in":
        own_kw = np.full(len(setting.uses[company.id].fall_kw), rates.feed_in_limit_kw) + rates.extra_feed_in_kw
        return own_kw, rates.feed_in_headroom_kw
    area_kw = rates.offtake_headroom_kw
    return rates.offtake_limit_kw, None if area_kw is None else np.maximum(area_kw, 0.0)


def _least_kw(own_kw: Array, area_kw: Array | None) -> Array:
    return own_kw if area_kw is None else np.minimum(own_kw, area_kw)


def _feed_in(setting: Setting, company: Company) -> Limit:
    """The lowest quarter of each hour may not feed in more than the right to: a cap on the net of the hour."""
    use, rates, me = setting.uses[company.id], setting.rates[company.id], company.id
    terms: dict[str, Series] = {f"grid/{me}:feed_in": 1.0, f"grid/{me}:offtake": -1.0}
    left = 1.0 - electric_share(setting, company, {})
    for package in ELECTRIC:  # less use, less spread within the hour
        terms[f"efficiency/{me}/{package}"] = -saving_share(setting, company, package) / left * use.fall_kw
    right_kw = rates.feed_in_limit_kw + rates.extra_feed_in_kw
    if company.connection.kind == "large":
        return Limit(f"feed_in/{me}", me, {**terms, f"contract/{me}": use.fall_kw - right_kw})
    return Limit(f"feed_in/{me}", me, terms, upper={me: right_kw - use.fall_kw})
