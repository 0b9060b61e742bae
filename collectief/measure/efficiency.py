"""Using less: lighting, processes, heating controls and insulation, as packages per company."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build, Price, bought
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.setting import Array, Setting
from collectief.model import Flow, Limit, Part, Size
from collectief.park import Company
from collectief.text import Text

ELECTRIC = ("lighting", "process")
THERMAL = ("heating_controls", "envelope")
PACKAGES = (*ELECTRIC, *THERMAL)
ELECTRICITY_SAVED, HEAT_SAVED = "kWh stroom/jaar", "kWh warmte/jaar"
"""Units of what a package saves: a kWh of heat is not one of electricity, so they do not add up."""
TITLES: Mapping[str, Text] = {
    "lighting": Text(nl="Zuinige verlichting", en="Efficient lighting"),
    "process": Text(nl="Zuinige motoren, perslucht en koeling", en="Efficient motors, compressed air and cooling"),
    "heating_controls": Text(nl="Verwarming beter regelen", en="Better control of heating"),
    "envelope": Text(nl="Isolatie van dak en gevel", en="Insulation of roof and walls"),
}
"""What a reader calls each package."""


def saving_share(setting: Setting, company: Company, package: str) -> float:
    """Part of the electricity, or of the heat for its buildings, that a whole package saves at a company.

    Lighting is bounded by the floor that it lights: a plastics works uses most of its power for something else.
    Where no floor is known the bound is left out.
    """
    share = fact(f"efficiency.{package}.saving_share").value
    floor_m2 = sum(building.floor_m2 for building in setting.park.buildings_of(company.id))
    use_kwh = float(setting.uses[company.id].electricity_kw.sum())
    if package != "lighting" or floor_m2 <= 0 or use_kwh <= 0:
        return share
    return min(share, fact("efficiency.lighting.most_kwh_m2").value * floor_m2 / use_kwh)


def saved_kw(setting: Setting, company: Company, package: str) -> Array:
    """What a whole package saves in each hour, kW electricity or heat, shape (8760,)."""
    use = setting.uses[company.id]
    load = use.electricity_kw if package in ELECTRIC else use.space_kw
    return saving_share(setting, company, package) * load


def price(setting: Setting, company: Company, package: str) -> Price:
    """Cost of a whole package at one company, from its price per kWh or m3 saved a year."""
    saved_kwh = float(saved_kw(setting, company, package).sum())
    if package in ELECTRIC:
        eur = saved_kwh * fact(f"efficiency.{package}.eur_per_kWh_saved").value
    else:
        saved_m3 = saved_kwh / fact("boiler.efficiency").value / fact("gas.kwh_per_m3").value
        eur = saved_m3 * fact(f"efficiency.{package}.eur_per_m3_saved").value
    return Price(eur, fact(f"efficiency.{package}.life_years").value)


def electric_share(setting: Setting, company: Company, amounts: Amounts) -> float:
    """Part of the electricity that is saved: what the law asks for, and packages by their amounts."""
    saved = 0.0
    for package in ELECTRIC:
        done = 1.0 if (company.id, package) in setting.duty else amounts.get(f"efficiency/{company.id}/{package}", 0.0)
        saved += done * saving_share(setting, company, package)
    return saved


def rate_eur_per_kwh(setting: Setting, company: Company, package: str) -> Array | float:
    """What a kWh less of electricity, or of heat from the boiler, is worth to a company: per hour or all year."""
    rates = setting.rates[company.id]
    return rates.offtake_eur_per_kwh if package in ELECTRIC else rates.heat_eur_per_kwh


def under_duty(company: Company) -> bool:
    """Whether a company uses enough for the energy-saving duty: it holds from these amounts on, of either."""
    return company.electricity_kwh >= fact("duty.electricity_kwh").value or company.gas_m3 >= fact("duty.gas_m3").value


def required(setting: Setting, company: Company, package: str) -> bool:
    """Whether the energy-saving duty asks for a package: a large enough user and a payback of five years or less."""
    eur_a_year = float((saved_kw(setting, company, package) * rate_eur_per_kwh(setting, company, package)).sum())
    cost = price(setting, company, package).investment_eur
    return under_duty(company) and eur_a_year > 0 and cost / eur_a_year <= fact("duty.payback_years").value


@dataclass(frozen=True)
class Efficiency:
    """Packages that lower the use of electricity or heat; a package may be done in part."""

    key: str = "efficiency"
    title: Text = Text(nl="Besparing", en="Efficiency")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Nothing of a package, or a share of it up to all; what the law asks for (`duty`) is already done."""
        least = fact("efficiency.least_share").value
        for package in PACKAGES:
            saved = saved_kw(setting, company, package)
            if (company.id, package) in setting.duty or saved.sum() <= 0:
                continue
            size = f"efficiency/{company.id}/{package}"
            eur = price(setting, company, package).yearly(setting.interest)
            yield Size(size, company.id, 1.0, eur_per_unit=eur, least=least)
            carrier = "electricity" if package in ELECTRIC else "heat"
            yield Flow(f"{size}:kw", company.id, {(company.id, carrier): 1.0}, saved, size, lower=saved)
        if setting.rates[company.id].offtake_headroom_kw is not None:
            yield from _calmer(setting, company)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: a company saves energy by itself."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """Each package with the kWh it saves in a year."""
        for company in setting.park.companies:
            for package in PACKAGES:
                share = amounts.get(f"efficiency/{company.id}/{package}", 0.0)
                if share > BUILT:
                    yield package_build(setting, company, package, share)


def _calmer(setting: Setting, company: Company) -> Iterator[Part]:
    """Less use, less spread within the hour, so higher lows: where the area is full there is as much less to take.

    Where the company is in a group, the group's room shrinks instead (`group_contract`).
    """
    me, fall_kw, room_kw = company.id, setting.uses[company.id].fall_kw, setting.rates[company.id].offtake_headroom_kw
    packages = [p for p in ELECTRIC if (me, p) not in setting.duty]
    if not packages or room_kw is None or not fall_kw.any():
        return
    left = 1.0 - electric_share(setting, company, {})
    for package in packages:
        less_kw, size = saving_share(setting, company, package) / left * fall_kw, f"efficiency/{me}/{package}"
        yield Flow(f"{size}:calm", me, {(me, "calm"): 1.0}, less_kw, size, lower=less_kw)
    contract = f"contract/{me}" if company.connection.kind == "large" else None
    yield Flow(f"grid/{me}:calm", me, {(me, "calm"): -1.0}, fall_kw, contract)
    terms = {f"grid/{me}:offtake": 1.0, f"grid/{me}:feed_in": -1.0, f"grid/{me}:calm": 1.0}
    yield Limit(f"grid/{me}:calm_area", me, terms, {me: np.maximum(room_kw, 0.0)})


def package_build(setting: Setting, company: Company, package: str, share: float) -> Build:
    """A share of a package as a build, in kWh of electricity or of heat saved a year."""
    saved_kwh = float(saved_kw(setting, company, package).sum())
    whole = price(setting, company, package)
    each = Price(whole.investment_eur / saved_kwh, whole.life_years)
    me, unit = company.id, ELECTRICITY_SAVED if package in ELECTRIC else HEAT_SAVED
    built = bought("efficiency", me, me, share * saved_kwh, unit, price=each, interest=setting.interest)
    return replace(built, part=package)
