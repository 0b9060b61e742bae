"""Dwellings as customers of a heat network: outside the game, at most at the regulated tariff, all of a row or none.

What they pay is the only price of heat there is: the park receives it, and pays for their connections. They take all
their heat from the network. Between the network and each dwelling of a row lie pipes that are in the price and in the
loss of the connection, at the smallest diameter of the catalogue.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from collectief.facts import fact
from collectief.heat.diversity import coincidence
from collectief.heat.pipe import trenches
from collectief.heat.tariff import MaximumTariff, known_tariff_years, maximum_tariff
from collectief.measure.build import CONNECTED, PARK, Build, Price, bought
from collectief.measure.heating import level_of, network_degc
from collectief.measure.measure import BUILT
from collectief.measure.network_names import CONNECT
from collectief.measure.setting import Setting
from collectief.model import Bus, Flow, Part, Size
from collectief.park import Dwellings, Park

HOME = "dwellings/"
"""How the node and the connection of dwellings begin, after what comes before: no id of a company does."""
KWH_PER_MWH = 1000.0


def home_node(one: Dwellings) -> str:
    """The name of a row of dwellings as an end of pipes."""
    return f"{HOME}{one.id}"


def homes(setting: Setting) -> tuple[Dwellings, ...]:
    """Dwellings that could be customers: they use heat, and the water of the network is warm enough."""
    return tuple(one for one in setting.park.dwellings if one.degc <= network_degc(setting.park) and one.heat_kwh > 0)


def tariff_of(park: Park) -> MaximumTariff:
    """The most that dwellings may be charged, of the year of the tax; before the first that is known, that one."""
    return maximum_tariff(max(park.tax_year, known_tariff_years()[0]))


def received_eur(park: Park, one: Dwellings) -> float:
    """What the park receives at most of a row of dwellings, EUR a year without VAT."""
    return tariff_of(park).received_eur(one.heat_kwh / KWH_PER_MWH, one.dwellings)


def connected_homes(park: Park, sizes: Mapping[str, float]) -> tuple[Dwellings, ...]:
    """The rows of dwellings with a connection among these sizes."""
    return tuple(one for one in park.dwellings if sizes.get(_connection(one), 0.0) > BUILT)


def _connection(one: Dwellings) -> str:
    return f"{CONNECT}{home_node(one)}"


def home_kw(setting: Setting, one: Dwellings) -> float:
    """What a row of dwellings takes at once at most, kW.

    Their heat is the mean of very many times their number; of a few more comes at once (`heat/diversity`).
    """
    few = float(coincidence(one.dwellings)) / fact("heat_network.diversity_floor").value
    return float(np.max(setting.dwelling_kw[one.id])) * few + _loss_kw(setting, one)


def home_price(setting: Setting, one: Dwellings) -> Price:
    """What it costs to connect a row of dwellings, EUR: indoors, and the pipes between them and the network."""
    kind = "flat" if _stacked(one) else "house"
    indoors = one.dwellings * fact(f"dwelling.{kind}_indoor_eur").value
    outside = _pipe_m(one) * trenches(level_of(setting.park))[0].eur_per_m
    inside = Price(
        indoors, fact("heat_network.substation_life_years").value, indoors * fact("heat_network.upkeep_indoor").value
    )
    pipes = Price(outside, fact("heat_network.life_years").value, outside * fact("heat_network.upkeep_outdoor").value)
    return inside.plus(pipes, setting.interest)


def _stacked(one: Dwellings) -> bool:
    """Whether they are flats, as far as their footprint tells; a point tells nothing, and counts as houses."""
    return 0.0 < float(one.shape.area) < one.dwellings * fact("dwelling.stacked_m2").value


def _pipe_m(one: Dwellings) -> float:
    """Metres of trench between dwellings and the network: none where they are stacked."""
    return 0.0 if _stacked(one) else one.dwellings * fact("dwelling.pipe_m").value


def _loss_kw(setting: Setting, one: Dwellings) -> float:
    return _pipe_m(one) * trenches(level_of(setting.park))[0].loss_kw_per_m


def home_parts(setting: Setting, heat: Bus) -> Iterator[Part]:
    """For each row of dwellings its connection, the heat that it takes and pays in every hour, and what pipes lose."""
    for one in homes(setting):
        node, kw, need = home_node(one), home_kw(setting, one), setting.dwelling_kw[one.id]
        size, paid = _connection(one), received_eur(setting.park, one) / one.heat_kwh
        eur = home_price(setting, one).yearly(setting.interest)
        yield Size(size, PARK, kw, eur_fixed=eur, into={(node, "pipe"): -1.0}, least=kw)
        yield Flow(f"{size}:kw", PARK, {heat: -1.0}, need, size, lower=need, per_built=True, eur_per_kwh=-paid)
        if (loss_kw := _loss_kw(setting, one)) > 0:
            yield Flow(f"{size}:loss", PARK, {heat: -1.0}, loss_kw, size, lower=loss_kw, per_built=True)


def home_builds(setting: Setting, key: str, sizes: Mapping[str, float]) -> Iterator[Build]:
    """The connections of dwellings that are built; what they pay is no build (`sold_eur`)."""
    for one in connected_homes(setting.park, sizes):
        made = bought(key, PARK, home_node(one), 1.0, "kW", price=home_price(setting, one), interest=setting.interest)
        yield replace(made, amount=sizes[_connection(one)], part=CONNECTED)


def sold_eur(setting: Setting, sizes: Mapping[str, float]) -> float:
    """What dwellings that are connected pay the park, EUR a year without VAT."""
    return sum(received_eur(setting.park, one) for one in connected_homes(setting.park, sizes))
