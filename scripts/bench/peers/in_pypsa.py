"""The reference problem as a network of PyPSA; what it has no word for is written by hand on its model.

By hand: the peak of each month, one contract for both directions, one power for charging and discharging, and, with
whole numbers, a roof that is built or not.
"""

import logging

import linopy
import numpy as np
import pandas as pd
import pypsa
import xarray as xr

from bench.peers.answer import Answer
from bench.peers.in_linopy import answer_of
from bench.peers.problem import (
    BATTERY_FIXED_EUR,
    GROUP_STEP_KW,
    MODULE_KWH,
    PV_FIXED_EUR,
    Problem,
)


def solve(problem: Problem, *, gap: float, seconds: float) -> Answer:
    """Build and solve."""
    logging.disable(logging.WARNING)
    network = _network(problem)
    options = {"mip_rel_gap": gap, "time_limit": seconds, "output_flag": False}
    network.optimize(
        solver_name="highs",
        io_api="direct",
        solver_options=options,
        extra_functionality=lambda n, _: _by_hand(n.model, problem),
        include_objective_constant=False,
    )
    return answer_of(network.model, problem)


def _network(problem: Problem) -> pypsa.Network:
    network = pypsa.Network(snapshots=pd.RangeIndex(len(problem.price), name="snapshot"))
    network.snapshot_weightings["objective"] = problem.weight
    companies = [f"c{i}" for i in range(problem.companies)]
    network.add("Bus", ["park", "cells", *companies])
    step, module = (GROUP_STEP_KW, MODULE_KWH) if problem.integer else (0.0, 0.0)
    network.add(
        "Generator", "grid", bus="park", p_nom_extendable=True, p_nom_max=problem.group_kw, p_nom_mod=step,
        p_min_pu=-1.0, capital_cost=problem.group_eur, marginal_cost=pd.Series(problem.price, network.snapshots),
    )  # fmt: skip
    loads = pd.DataFrame(problem.load_kw.T, network.snapshots, companies)
    network.add("Load", companies, bus=companies, p_set=loads)
    roofs = [f"pv {c}" for c in companies]
    network.add(
        "Generator", roofs, bus=companies, p_nom_extendable=True, p_nom_max=problem.roof_kw,
        capital_cost=problem.pv_eur, p_max_pu=pd.DataFrame(problem.pv.T, network.snapshots, roofs),
    )  # fmt: skip
    network.add(
        "Link", [f"import {c}" for c in companies], bus0="park", bus1=companies, p_nom_extendable=True,
        p_nom_max=problem.contract_kw, capital_cost=problem.contract_eur, marginal_cost=problem.tax_eur,
    )  # fmt: skip
    network.add(
        "Link", [f"export {c}" for c in companies], bus0=companies, bus1="park", p_nom_extendable=True,
        p_nom_max=problem.contract_kw, marginal_cost=problem.fee_eur,
    )  # fmt: skip
    lost = problem.efficiency
    network.add(
        "Link", "charge", bus0="park", bus1="cells", efficiency=lost, p_nom_extendable=True,
        p_nom_max=problem.battery_kw, capital_cost=problem.battery_eur_kw,
    )  # fmt: skip
    network.add("Link", "discharge", bus0="cells", bus1="park", efficiency=lost, p_nom_extendable=True)
    network.add(
        "Store", "battery", bus="cells", e_nom_extendable=True, e_nom_max=problem.battery_kwh, e_nom_mod=module,
        e_cyclic=True, capital_cost=problem.battery_eur_kwh,
    )  # fmt: skip
    return network


def _by_hand(model: linopy.Model, problem: Problem) -> None:
    names = [f"c{i}" for i in range(problem.companies)]
    link, power = model.variables["Link-p_nom"], model.variables["Generator-p"]
    for name in names:
        same = link.sel(name=f"import {name}") - link.sel(name=f"export {name}")
        model.add_constraints(same == 0, name=f"contract-{name}")
    model.add_constraints(
        problem.efficiency * link.sel(name="discharge") - link.sel(name="charge") == 0, name="inverter"
    )
    peak = model.add_variables(lower=0, coords=[pd.RangeIndex(problem.months, name="month")], name="peak")
    snapshots = power.indexes["snapshot"]
    month = xr.DataArray(problem.month, {"snapshot": snapshots}, name="month")
    model.add_constraints(power.sel(name="grid") - peak.sel(month=month) <= 0, name="peaks")
    model.objective += problem.month_eur * peak.sum()
    if problem.integer:
        _whole(model, problem)


def _whole(model: linopy.Model, problem: Problem) -> None:
    roofs = pd.Index([f"pv c{i}" for i in range(problem.companies)], name="name")
    built = model.add_variables(binary=True, coords=[roofs], name="built")
    battery = model.add_variables(binary=True, name="battery_built")
    kw = model.variables["Generator-p_nom"].sel(name=roofs)
    model.add_constraints(kw - xr.DataArray(np.asarray(problem.roof_kw), [roofs]) * built <= 0, name="roof_built")
    model.add_constraints(kw - xr.DataArray(problem.roof_least_kw, [roofs]) * built >= 0, name="roof_least")
    held = model.variables["Store-e_nom"].sel(name="battery")
    model.add_constraints(held - problem.battery_kwh * battery <= 0, name="battery_is_built")
    model.objective += PV_FIXED_EUR * built.sum() + BATTERY_FIXED_EUR * battery
