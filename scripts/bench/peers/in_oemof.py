"""The reference problem as an energy system of oemof.solph; what it has no word for is written by hand in Pyomo.

By hand: the peak of each month, one contract for both directions, one power for charging and discharging, and one
group contract for buying and selling.
"""

import logging
import warnings

import pandas as pd
import pyomo.environ as po
from oemof import solph

from bench.peers.answer import Answer
from bench.peers.problem import Problem


def solve(problem: Problem, *, gap: float, seconds: float) -> Answer:
    """Build and solve."""
    if problem.integer:
        return Answer(None, None, "whole numbers were not written for this tool", None)
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    system, nodes = _system(problem)
    model = solph.Model(system)
    _by_hand(model, problem, nodes)
    for name in ("dual", "rc"):  # None here, where HiGHS in Pyomo expects a suffix or nothing
        delattr(model, name)
    solver = po.SolverFactory("appsi_highs")
    solver.options.update({"time_limit": seconds, "mip_rel_gap": gap})
    found = solver.solve(model, load_solutions=False)
    status = str(found.solver.termination_condition)
    if status != "optimal":
        return Answer(None, None, f"{status}, no solution")
    objective = float(found.problem.upper_bound)
    return Answer(objective, float(found.problem.lower_bound), status)


def _system(problem: Problem) -> tuple[solph.EnergySystem, dict[str, object]]:
    count, weight = len(problem.price), problem.weight
    index = pd.date_range("2025-01-01", periods=count + 1, freq="h")
    system = solph.EnergySystem(timeindex=index, infer_last_interval=False)
    nodes: dict[str, object] = {"park": solph.Bus(label="park")}
    park = nodes["park"]
    price = weight * problem.price
    group = solph.Investment(ep_costs=problem.group_eur, maximum=problem.group_kw)
    free = solph.Investment(ep_costs=0.0, maximum=problem.group_kw)
    bought = solph.Flow(nominal_capacity=group, variable_costs=price)
    sold = solph.Flow(nominal_capacity=free, variable_costs=-price)
    nodes["buy"] = solph.components.Source(label="buy", outputs={park: bought})
    nodes["sell"] = solph.components.Sink(label="sell", inputs={park: sold})
    for number in range(problem.companies):
        nodes |= _company(problem, number, park)
    kw = problem.battery_kw
    nodes["battery"] = solph.components.GenericStorage(
        label="battery",
        inputs={park: solph.Flow(nominal_capacity=solph.Investment(ep_costs=problem.battery_eur_kw, maximum=kw))},
        outputs={park: solph.Flow(nominal_capacity=solph.Investment(ep_costs=0.0, maximum=kw))},
        nominal_capacity=solph.Investment(ep_costs=problem.battery_eur_kwh, maximum=problem.battery_kwh),
        inflow_conversion_factor=problem.efficiency,
        outflow_conversion_factor=problem.efficiency,
        balanced=True,
        initial_storage_level=None,
    )
    system.add(*nodes.values())
    return system, nodes


def _company(problem: Problem, number: int, park: solph.Bus) -> dict[str, object]:
    me, weight = f"c{number}", problem.weight
    bus = solph.Bus(label=me)
    most = float(problem.contract_kw[number])
    contract = solph.Investment(ep_costs=problem.contract_eur, maximum=most)
    same = solph.Investment(ep_costs=0.0, maximum=most)
    roof = solph.Investment(ep_costs=problem.pv_eur, maximum=float(problem.roof_kw[number]))
    tax, fee = weight * float(problem.tax_eur[number]), weight * problem.fee_eur
    into = solph.Flow(nominal_capacity=contract, variable_costs=tax)
    out = solph.Flow(nominal_capacity=same, variable_costs=fee)
    load = solph.Flow(nominal_capacity=1.0, fix=problem.load_kw[number])
    sun = solph.Flow(nominal_capacity=roof, max=problem.pv[number])
    return {
        me: bus,
        f"import {me}": solph.components.Converter(
            label=f"import {me}", inputs={park: solph.Flow()}, outputs={bus: into}
        ),
        f"export {me}": solph.components.Converter(
            label=f"export {me}", inputs={bus: solph.Flow()}, outputs={park: out}
        ),
        f"load {me}": solph.components.Sink(label=f"load {me}", inputs={bus: load}),
        f"pv {me}": solph.components.Source(label=f"pv {me}", outputs={bus: sun}),
    }


def _by_hand(model: solph.Model, problem: Problem, nodes: dict[str, object]) -> None:
    park, power = nodes["park"], model.InvestmentFlowBlock.invest
    buy, sell, battery = nodes["buy"], nodes["sell"], nodes["battery"]
    model.peak = po.Var(range(problem.months), within=po.NonNegativeReals)
    model.same = po.ConstraintList()
    model.same.add(power[buy, park, 0] == power[park, sell, 0])
    model.same.add(power[park, battery, 0] == power[battery, park, 0])
    for number in range(problem.companies):
        me = f"c{number}"
        into, out = power[nodes[f"import {me}"], nodes[me], 0], power[nodes[f"export {me}"], park, 0]
        model.same.add(into == out)
    model.peaks = po.ConstraintList()
    for t, month in enumerate(problem.month.tolist()):
        model.peaks.add(model.flow[buy, park, t] - model.flow[park, sell, t] <= model.peak[month])
    charge = problem.month_eur * sum(model.peak[month] for month in range(problem.months))
    model.objective.expr += charge
