"""The reference problem in the five parts of the grammar."""

from collections.abc import Iterator

import numpy as np

from bench.peers.problem import (
    BATTERY_FIXED_EUR,
    GROUP_STEP_KW,
    MODULE_KWH,
    PV_FIXED_EUR,
    YEAR,
    Array,
    Problem,
)
from collectief.model import Bus, Flow, Limit, Load, Part, Size, Store

PARK = "park"
SQUARE: Bus = (PARK, "electricity")
CELLS: Bus = ("battery", "electricity")
HOURS_TO_FILL = 0.01
"""The battery has an inverter of its own, which bounds its power and loses energy; its kWh are never in the way."""


def parts_of(problem: Problem) -> tuple[Part, ...]:
    """All parts: of each company, then of the park."""
    own = [part for number in range(problem.companies) for part in _company(problem, number)]
    return (*own, *_park(problem))


def _company(problem: Problem, number: int) -> Iterator[Part]:
    me = f"c{number}"
    bus: Bus = (me, "electricity")
    fixed, least = (PV_FIXED_EUR, float(problem.roof_least_kw[number])) if problem.integer else (0.0, 0.0)
    roof_kw = float(problem.roof_kw[number])
    yield Size(f"pv/{me}", me, roof_kw, eur_per_unit=problem.pv_eur, eur_fixed=fixed, least=least)
    yield Size(f"contract/{me}", me, float(problem.contract_kw[number]), eur_per_unit=problem.contract_eur)
    yield Load(f"load/{me}", me, bus, _year(problem, problem.load_kw[number]))
    yield Flow(f"pv/{me}:kw", me, {bus: 1.0}, _year(problem, problem.pv[number]), f"pv/{me}")
    tax, contract = float(problem.tax_eur[number]), f"contract/{me}"
    yield Flow(f"import/{me}", me, {bus: 1.0, SQUARE: -1.0}, 1.0, contract, eur_per_kwh=tax)
    yield Flow(f"export/{me}", me, {bus: -1.0, SQUARE: 1.0}, 1.0, contract, eur_per_kwh=problem.fee_eur)


def _park(problem: Problem) -> Iterator[Part]:
    price, step = _year(problem, problem.price), GROUP_STEP_KW if problem.integer else 0.0
    yield Size("group", PARK, problem.group_kw, eur_per_unit=problem.group_eur, module=step)
    yield Flow("buy", PARK, {SQUARE: 1.0}, 1.0, "group", eur_per_kwh=price)
    yield Flow("sell", PARK, {SQUARE: -1.0}, 1.0, "group", eur_per_kwh=-price)
    yield Limit("peak", PARK, {"buy": 1.0, "sell": -1.0}, per="month", eur_per_kw=problem.peak_eur)
    module, fixed = (MODULE_KWH, BATTERY_FIXED_EUR) if problem.integer else (0.0, 0.0)
    kwh, kw = problem.battery_kwh, problem.battery_kw
    yield Size("battery", PARK, kwh, eur_per_unit=problem.battery_eur_kwh, module=module, eur_fixed=fixed)
    yield Size("inverter", PARK, kw, eur_per_unit=problem.battery_eur_kw)
    yield Flow("charge", PARK, {SQUARE: -1.0, CELLS: problem.efficiency}, 1.0, "inverter")
    yield Flow("discharge", PARK, {SQUARE: 1.0, CELLS: -1.0 / problem.efficiency}, 1.0, "inverter")
    yield Store("cells", PARK, CELLS, "battery", HOURS_TO_FILL, efficiency=1.0)


def _year(problem: Problem, values: Array) -> Array:
    """A series of the whole year that has these values in the hours that are modelled."""
    series = np.zeros(YEAR)
    series[problem.hour] = values
    return series
