"""The reference problem in linopy: whole arrays at once, with HiGHS."""

import linopy
import numpy as np
import pandas as pd
import xarray as xr

from bench.peers.answer import Answer
from bench.peers.problem import (
    BATTERY_FIXED_EUR,
    GROUP_STEP_KW,
    MODULE_KWH,
    PV_FIXED_EUR,
    Array,
    Problem,
)


def solve(problem: Problem, *, gap: float, seconds: float) -> Answer:
    """Build and solve."""
    model = linopy.Model()
    company = pd.RangeIndex(problem.companies, name="company")
    time = pd.RangeIndex(len(problem.price), name="time")
    month = pd.RangeIndex(problem.months, name="month")

    def of_time(values: Array) -> xr.DataArray:
        return xr.DataArray(values, [time])

    def each(values: Array) -> xr.DataArray:
        return xr.DataArray(values, [company])

    both, weight = [company, time], problem.weight
    roof = model.add_variables(lower=0, upper=each(problem.roof_kw), name="roof")
    contract = model.add_variables(lower=0, upper=each(problem.contract_kw), name="contract")
    group = model.add_variables(lower=0, upper=problem.group_kw, name="group")
    kwh = model.add_variables(lower=0, upper=problem.battery_kwh, name="battery")
    kw = model.add_variables(lower=0, upper=problem.battery_kw, name="inverter")
    taken, given, sun = (model.add_variables(lower=0, coords=both, name=n) for n in ("import", "export", "pv"))
    net = model.add_variables(coords=[time], name="net")
    charge, discharge, stock = (
        model.add_variables(lower=0, coords=[time], name=n) for n in ("charge", "discharge", "stock")
    )
    peak = model.add_variables(lower=0, coords=[month], name="peak")

    model.add_constraints(taken - given + sun == xr.DataArray(problem.load_kw, both), name="balance")
    model.add_constraints(sun - xr.DataArray(problem.pv, both) * roof <= 0, name="sun")
    model.add_constraints(taken - contract <= 0, name="import_contract")
    model.add_constraints(given - contract <= 0, name="export_contract")
    model.add_constraints(net - (taken - given).sum("company") - charge + discharge == 0, name="park")
    model.add_constraints(net - group <= 0, name="group_import")
    model.add_constraints(net + group >= 0, name="group_export")
    month_of = xr.DataArray(problem.month, [time], name="month")
    model.add_constraints(net - peak.sel(month=month_of) <= 0, name="peaks")
    before = stock.roll(time=1)
    moved = problem.efficiency * charge - (1 / problem.efficiency) * discharge
    model.add_constraints(stock - before - moved == 0, name="stock")
    model.add_constraints(charge - kw <= 0, name="charging")
    model.add_constraints(discharge - kw <= 0, name="discharging")
    model.add_constraints(stock - kwh <= 0, name="held")

    cost = problem.pv_eur * roof.sum() + problem.contract_eur * contract.sum() + problem.group_eur * group
    cost += problem.battery_eur_kwh * kwh + problem.battery_eur_kw * kw + problem.month_eur * peak.sum()
    cost += (weight * of_time(problem.price) * net).sum() + (weight * each(problem.tax_eur) * taken).sum()
    cost += weight * problem.fee_eur * given.sum()
    if problem.integer:
        built = model.add_variables(binary=True, coords=[company], name="built")
        battery = model.add_variables(binary=True, name="battery_built")
        modules = model.add_variables(lower=0, integer=True, name="modules")
        group_steps = model.add_variables(lower=0, integer=True, name="group_steps")
        model.add_constraints(roof - each(problem.roof_kw) * built <= 0, name="roof_built")
        model.add_constraints(roof - each(problem.roof_least_kw) * built >= 0, name="roof_least")
        model.add_constraints(kwh - problem.battery_kwh * battery <= 0, name="battery_is_built")
        model.add_constraints(kwh - MODULE_KWH * modules == 0, name="in_modules")
        model.add_constraints(group - GROUP_STEP_KW * group_steps == 0, name="in_steps")
        cost += PV_FIXED_EUR * built.sum() + BATTERY_FIXED_EUR * battery
    model.add_objective(cost)
    model.solve("highs", io_api="direct", mip_rel_gap=gap, time_limit=seconds, output_flag=False)
    return answer_of(model, problem)


def answer_of(model: linopy.Model, problem: Problem) -> Answer:
    """What HiGHS said of a model of linopy; where it stopped a linear programme, the point on the way is no answer."""
    status = str(model.termination_condition)
    value = model.objective.value
    stopped = not problem.integer and status != "optimal"
    if value is None or not np.isfinite(value) or stopped:
        return Answer(None, None, f"{status}, no solution")
    highs = getattr(model, "solver_model", None)
    if highs is None or not hasattr(highs, "getInfo"):
        return Answer(float(value), None if problem.integer else float(value), status)
    return Answer(float(value), float(highs.getInfo().mip_dual_bound if problem.integer else value), status)
