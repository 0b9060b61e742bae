"""Heat of sources of the map once more: what it costs, and that no source gives more than it has, when it has it."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact, heat_level
from collectief.park import HeatSource
from collectief.plan.outcome import Case, Outcome
from collectief.text import Text
from collectief.verification.verdict import WATTS_KW, Check, at_most

Array = NDArray[np.float64]
MORE = Text(
    nl="Een bron op de kaart geeft meer warmte dan zij heeft (kW)", en="A source of the map gives too much (kW)"
)
KELVIN = 273.15


def check_outside(outcome: Outcome) -> Iterator[Check]:
    """That no source gives more than the map says, and nothing out of its months."""
    for source, kw in _flows(outcome).items():
        one = next(s for s in outcome.park.heat_sources if s.id == source)
        over = kw * _own_part(one, _hot(outcome)) - one.kw * _in_months(one, outcome)
        yield at_most(MORE, float(np.max(over)), f"together/{source}", within=WATTS_KW)


def heat_bought_eur(outcome: Outcome, case: Case) -> float:
    """What the park pays for heat of the map, EUR a year without VAT: nothing but in the plan together."""
    return sum(kwh * one.eur_per_kwh for one, kwh in _own_kwh(outcome, case))


def heat_bought_kg(outcome: Outcome, case: Case) -> float:
    """The CO2 of that heat, kg a year, by what the map says of a kWh."""
    return sum(kwh * one.co2_kg_per_kwh for one, kwh in _own_kwh(outcome, case))


def _own_kwh(outcome: Outcome, case: Case) -> Iterator[tuple[HeatSource, float]]:
    """Each source that gives, and its own heat in what it gives, kWh a year; nothing but in the plan together."""
    by_id = {s.id: s for s in outcome.park.heat_sources}
    for key, kw in _flows(outcome).items() if case.key == "together" else ():
        yield by_id[key], float(kw.sum()) * _own_part(by_id[key], _hot(outcome))


def _flows(outcome: Outcome) -> dict[str, Array]:
    """What each source of the map gives to the network, lifted, kW by its id, shape (8760,)."""
    life = outcome.lives.get("together")
    flows = {} if life is None else life.flows
    named = {s.id: flows.get(f"outside/source/{s.id}:kw") for s in outcome.park.heat_sources}
    return {key: kw for key, kw in named.items() if kw is not None and kw.any()}


def _hot(outcome: Outcome) -> float:
    """How hot the network of the plan is, degC."""
    return heat_level(outcome.park.rules.heat_level).supply_degc


def _own_part(one: HeatSource, hot: float) -> float:
    """The part of what reaches the network that is heat of the source; the rest is electricity that lifted it."""
    if one.degc is None or one.degc >= hot:
        return 1.0
    cop = fact("heat_pump.grade_water").value * (hot + KELVIN) / max(hot - one.degc, 1.0)
    return 1.0 - 1.0 / min(max(cop, 1.0), fact("heat_pump.cop_max").value)


def _in_months(one: HeatSource, outcome: Outcome) -> Array:
    """1 in the hours of its months, 0 in others: its last month may lie in the next year."""
    (first, last), month = one.months, np.asarray(outcome.year.start.month)
    inside = (month >= first) & (month <= last) if first <= last else (month >= first) | (month <= last)
    return np.asarray(inside, dtype=np.float64)
