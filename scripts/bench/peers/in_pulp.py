"""The reference problem in PuLP, variable by variable, with HiGHS or CBC."""

import cbcbox
import pulp

from bench.peers.answer import Answer
from bench.peers.problem import (
    BATTERY_FIXED_EUR,
    GROUP_STEP_KW,
    MODULE_KWH,
    PV_FIXED_EUR,
    Problem,
)


def with_highs(problem: Problem, *, gap: float, seconds: float) -> Answer:
    """Solved by HiGHS."""
    return _solve(problem, pulp.HiGHS(msg=False, gapRel=gap, timeLimit=seconds))


def with_cbc(problem: Problem, *, gap: float, seconds: float) -> Answer:
    """Solved by CBC."""
    return _solve(problem, pulp.COIN_CMD(path=cbcbox.cbc_bin_path(), msg=False, gapRel=gap, timeLimit=seconds))


def _solve(problem: Problem, solver: pulp.LpSolver) -> Answer:
    model = pulp.LpProblem("reference", pulp.LpMinimize)
    costs: list[pulp.LpAffineExpression] = []
    steps, weight = range(len(problem.price)), problem.weight
    group = _group(model, problem, costs)
    buy = pulp.LpVariable.dicts("buy", steps, 0)
    sell = pulp.LpVariable.dicts("sell", steps, 0)
    peaks = pulp.LpVariable.dicts("peak", range(problem.months), 0)
    costs += [pulp.lpSum(problem.month_eur * peak for peak in peaks.values())]
    given = [_company(model, problem, number, costs) for number in range(problem.companies)]
    stored = _battery(model, problem, costs)
    for t in steps:
        model += buy[t] - sell[t] == pulp.lpSum(net[t] for net in given) + stored[t]
        model += buy[t] <= group
        model += sell[t] <= group
        model += buy[t] - sell[t] <= peaks[int(problem.month[t])]
    costs += [pulp.lpSum(weight * float(problem.price[t]) * (buy[t] - sell[t]) for t in steps)]
    model += pulp.lpSum(costs)
    model.solve(solver)
    return _answer(model, problem)


def _answer(model: pulp.LpProblem, problem: Problem) -> Answer:
    status = pulp.constants.LpSolution[model.sol_status]
    if model.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
        return Answer(None, None, f"{status}, no solution")
    objective = float(pulp.value(model.objective))
    highs = getattr(model, "solverModel", None)
    if highs is not None:
        status = str(highs.modelStatusToString(highs.getModelStatus()))
    done = status == "Optimal" if highs is not None else model.sol_status == pulp.LpSolutionOptimal
    if not done and not problem.integer:  # its word after a stop is no certificate
        return Answer(None, None, f"{status}, no solution")
    if highs is not None:
        return Answer(objective, float(highs.getInfo().mip_dual_bound) if problem.integer else objective, status)
    return Answer(objective, None if problem.integer else objective, status)


def _group(model: pulp.LpProblem, problem: Problem, costs: list[pulp.LpAffineExpression]) -> pulp.LpVariable:
    group: pulp.LpVariable = pulp.LpVariable("group", 0, problem.group_kw)
    if problem.integer:
        model += group == GROUP_STEP_KW * pulp.LpVariable("group_steps", 0, None, "Integer")
    costs.append(problem.group_eur * group)
    return group


def _company(
    model: pulp.LpProblem, problem: Problem, number: int, costs: list[pulp.LpAffineExpression]
) -> list[pulp.LpAffineExpression]:
    """What one company takes from the park in each step."""
    roof_kw, steps = float(problem.roof_kw[number]), range(len(problem.price))
    pv = pulp.LpVariable(f"roof_{number}", 0, roof_kw)
    contract = pulp.LpVariable(f"contract_{number}", 0, float(problem.contract_kw[number]))
    costs.append(problem.pv_eur * pv + problem.contract_eur * contract)
    if problem.integer:
        built = pulp.LpVariable(f"built_{number}", cat="Binary")
        model += pv <= roof_kw * built
        model += pv >= float(problem.roof_least_kw[number]) * built
        costs.append(PV_FIXED_EUR * built)
    taken = pulp.LpVariable.dicts(f"import_{number}", steps, 0)
    given = pulp.LpVariable.dicts(f"export_{number}", steps, 0)
    sun = pulp.LpVariable.dicts(f"pv_{number}", steps, 0)
    for t in steps:
        model += taken[t] - given[t] + sun[t] == float(problem.load_kw[number, t])
        model += sun[t] <= float(problem.pv[number, t]) * pv
        model += taken[t] <= contract
        model += given[t] <= contract
    tax, fee = problem.weight * float(problem.tax_eur[number]), problem.weight * problem.fee_eur
    costs.append(pulp.lpSum(tax * taken[t] + fee * given[t] for t in steps))
    return [taken[t] - given[t] for t in steps]


def _battery(
    model: pulp.LpProblem, problem: Problem, costs: list[pulp.LpAffineExpression]
) -> list[pulp.LpAffineExpression]:
    """What the battery takes from the park in each step."""
    steps = range(len(problem.price))
    kwh = pulp.LpVariable("battery", 0, problem.battery_kwh)
    kw = pulp.LpVariable("inverter", 0, problem.battery_kw)
    costs.append(problem.battery_eur_kwh * kwh + problem.battery_eur_kw * kw)
    if problem.integer:
        built = pulp.LpVariable("battery_built", cat="Binary")
        model += kwh == MODULE_KWH * pulp.LpVariable("modules", 0, None, "Integer")
        model += kwh <= problem.battery_kwh * built
        costs.append(BATTERY_FIXED_EUR * built)
    charge = pulp.LpVariable.dicts("charge", steps, 0)
    discharge = pulp.LpVariable.dicts("discharge", steps, 0)
    stock = pulp.LpVariable.dicts("stock", steps, 0)
    for t in steps:
        before = stock[t - 1 if t else len(steps) - 1]
        model += stock[t] == before + problem.efficiency * charge[t] - (1 / problem.efficiency) * discharge[t]
        model += charge[t] <= kw
        model += discharge[t] <= kw
        model += stock[t] <= kwh
    return [charge[t] - discharge[t] for t in steps]
