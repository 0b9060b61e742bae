"""Hot water beside a source of a heat network: heat that nobody asks at one hour, for when the source is short.

A tank takes the heat of its own source only, so that no pipe is asked to fill it; what it gives goes through the pipes
like heat of the source. It is bought as a tank of a building is, and loses as that does (`measure/heat_tank`); a large
one costs less per kWh than that. Water with less between supply and return holds less, so a kWh costs more there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from collectief.facts import fact
from collectief.measure.build import PARK, STORED, Build, Price, bought, priced
from collectief.measure.digging import enters
from collectief.measure.heating import level_of
from collectief.measure.hot_water import TIE_EUR_PER_KWH, coldest_day_kwh, kept
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.network_names import FILLS, GIVES, TANK
from collectief.measure.setting import Array, Setting
from collectief.model import Bus, Flow, Limit, Part, Series, Size, Store

Fed = tuple[str, tuple[str, ...]]
"""Whose a source is, and the names of the flows by which its heat enters the network."""


def tank_kw(kwh: float) -> float:
    """What a tank of so many kWh gives at most, kW."""
    return kwh / fact("heat_tank.hours_to_fill").value


def tank_price(setting: Setting) -> Price:
    """Per kWh, at the temperatures of the network."""
    level, price = level_of(setting.park), priced("heat_tank", "kwh")
    more = fact("heat_tank.spread_k").value / (level.supply_degc - level.return_degc)
    return replace(price, investment_eur=price.investment_eur * more, upkeep_eur=price.upkeep_eur * more)


def tank_parts(setting: Setting, heat: Bus, sources: Mapping[str, Fed], asked_kw: Array) -> Iterator[Part]:
    """A tank beside each source; ``sources`` have by node an owner and the names of their flows.

    ``asked_kw`` is all that customers could ask, shape (8760,): no tank is larger than the coldest day of that.
    """
    most_kwh, least_kwh = coldest_day_kwh(asked_kw), fact("heat_tank.least_kwh").value
    if most_kwh < least_kwh:
        return
    hours, eur = fact("heat_tank.hours_to_fill").value, tank_price(setting).yearly(setting.interest)
    for node, (owner, flows) in sources.items():
        size = f"{TANK}{node}"
        feeds: dict[Bus, float] = {enters(node): 1.0 / hours}
        yield Size(size, owner, most_kwh, eur_per_unit=eur, into=feeds, least=least_kwh)
        water: Bus = (node, "tank")  # of its own, so that what is shared is flows only
        yield Store(f"{size}:store", owner, water, size, hours, 1.0, TIE_EUR_PER_KWH)
        yield Flow(f"{size}{FILLS}", owner, {heat: -1.0, water: kept()}, 1.0 / hours, size)
        yield Flow(f"{size}{GIVES}", owner, {heat: 1.0, water: -1.0}, 1.0 / hours, size)
        taken: dict[str, Series] = {f"{size}{FILLS}": 1.0, **dict.fromkeys(flows, -1.0)}
        yield Limit(f"{size}:own", owner, taken, upper={owner: 0.0})


def tank_builds(setting: Setting, key: str, amounts: Amounts) -> Iterator[Build]:
    """The tanks that are built, kWh: beside the source of a company its own, all others of the park."""
    mine = {c.id for c in setting.park.companies}
    for name, kwh in sorted(amounts.items()):
        if name.startswith(TANK) and kwh > BUILT:
            node = name.removeprefix(TANK)
            owner, price = node if node in mine else PARK, tank_price(setting)
            yield replace(bought(key, owner, node, kwh, "kWh", price=price, interest=setting.interest), part=STORED)
