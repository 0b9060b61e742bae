"""The connection of a company to a heat network: substation and indoor pipes, and a booster where it needs one."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from collectief.facts import HeatLevel, fact, usual_level
from collectief.measure.booster import boosted, booster_price, heat_per_taken
from collectief.measure.build import BOOSTER, CONNECTED, Build, Price, bought
from collectief.measure.heating import level_of
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.network_names import CONNECT
from collectief.measure.setting import Setting
from collectief.model import Bus, Flow, Part, Size
from collectief.park import Company


def connection_price() -> Price:
    """The fixed part of a connection indoors."""
    eur = fact("heat_network.indoor_eur_per_connection").value
    return Price(eur, fact("heat_network.substation_life_years").value, eur * fact("heat_network.upkeep_indoor").value)


def substation_price(level: HeatLevel) -> Price:
    """The part of a connection that grows with its kW: substation, dearer where water is cold, and indoor pipes."""
    cold = level.supply_degc < usual_level().supply_degc
    station = fact(f"heat_network.substation_{'lt_' if cold else ''}eur_per_kw").value
    eur = station + fact("heat_network.indoor_eur_per_kw").value
    return Price(eur, fact("heat_network.substation_life_years").value, eur * fact("heat_network.upkeep_indoor").value)


def connection_parts(setting: Setting, company: Company, heat: Bus) -> Iterator[Part]:
    """Its kW are those of the water; with a booster the company has more heat of them, and pays electricity."""
    level = level_of(setting.park)
    size, me, gives = f"{CONNECT}{company.id}", company.id, heat_per_taken(company, level)
    most_kw, eur = float(setting.uses[me].space_kw.max()) / gives, substation_price(level).yearly(setting.interest)
    into: dict[Bus, float] = {heat: -1.0, (me, "heat"): gives}
    if boosted(company, level):
        eur += gives * booster_price(company).yearly(setting.interest)
        into[me, "electricity"] = 1.0 - gives
    fixed = connection_price().yearly(setting.interest)
    yield Size(size, me, most_kw, eur_per_unit=eur, eur_fixed=fixed, into={(me, "pipe"): -1.0})
    yield Flow(f"{size}:kw", me, into, np.sign(setting.uses[me].space_kw), size)


def connection_builds(setting: Setting, company: Company, key: str, amounts: Amounts) -> Iterator[Build]:
    """What a company has at its connection, kW."""
    interest, level = setting.interest, level_of(setting.park)
    connected = amounts.get(f"{CONNECT}{company.id}", 0.0)
    if connected > BUILT:
        each = substation_price(level)
        fixed = connection_price()
        whole = Price(
            each.investment_eur + fixed.investment_eur / connected, each.life_years,
            each.upkeep_eur + fixed.upkeep_eur / connected,
        )  # fmt: skip
        one = bought(key, company.id, company.id, connected, "kW", price=whole, interest=interest)
        yield replace(one, part=CONNECTED)
        if boosted(company, level):
            kw, price = connected * heat_per_taken(company, level), booster_price(company)
            yield replace(bought(key, company.id, company.id, kw, "kW", price=price, interest=interest), part=BOOSTER)
