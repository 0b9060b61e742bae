"""The problem of ``peers.py`` in PyPSA and in plain PuLP with CBC and HiGHS; runs in the environment of the peers."""

import json
import logging
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pulp
import pypsa  # only in the environment of the peers

CBC = ("PULP_CBC_CMD", "COIN_CMD")
"""Names of CBC in PuLP 3 and PuLP 4."""


def pypsa_eur(p: Mapping[str, Any]) -> float:
    """A network of one bus; the peak is a generator that must be bought."""
    network = pypsa.Network(snapshots=range(len(p["load_kw"])))
    network.add("Bus", "us")
    network.add("Load", "load", bus="us", p_set=p["load_kw"])
    free = {"bus": "us", "p_nom_extendable": True}
    sun = {"p_nom_max": p["roof_kwp"], "capital_cost": p["solar_eur"], "p_max_pu": p["sun"]}
    network.add("Generator", "solar", **free, **sun)
    network.add("Generator", "buy", **free, capital_cost=p["peak_eur"], marginal_cost=p["buy"])
    most_kw = p["roof_kwp"] + p["most_kwh"]
    network.add("Generator", "sell", bus="us", p_nom=most_kw, sign=-1.0, marginal_cost=[-x for x in p["sell"]])
    filled = {"max_hours": p["hours_to_fill"], "efficiency_store": p["efficiency"], "cyclic_state_of_charge": True}
    price = p["battery_eur"] * p["hours_to_fill"]
    network.add(
        "StorageUnit", "battery", **free, p_nom_max=p["most_kwh"] / p["hours_to_fill"], capital_cost=price, **filled
    )
    network.optimize(solver_name="highs", output_flag=False)
    return float(network.objective)


def pulp_eur(p: Mapping[str, Any], solver: Any) -> float:
    """The equations as anybody would write them."""
    problem, steps = pulp.LpProblem("peer", pulp.LpMinimize), range(len(p["load_kw"]))
    solar = problem.add_variable("solar", 0, p["roof_kwp"])
    battery, peak = problem.add_variable("battery", 0, p["most_kwh"]), problem.add_variable("peak", 0)
    kw = {
        n: [problem.add_variable(f"{n}{t}", 0) for t in steps] for n in ("sun", "buy", "sell", "into", "out", "stock")
    }
    yearly = p["solar_eur"] * solar + p["battery_eur"] * battery + p["peak_eur"] * peak
    problem += yearly + pulp.lpSum(p["buy"][t] * kw["buy"][t] - p["sell"][t] * kw["sell"][t] for t in steps)
    for t in steps:
        problem += kw["sun"][t] <= p["sun"][t] * solar
        problem += kw["buy"][t] <= peak
        problem += kw["into"][t] + kw["out"][t] <= battery * (1.0 / p["hours_to_fill"])
        problem += kw["stock"][t] <= battery
        problem += kw["stock"][t] - kw["stock"][t - 1] - p["efficiency"] * kw["into"][t] + kw["out"][t] == 0
        problem += kw["sun"][t] + kw["buy"][t] + kw["out"][t] - kw["sell"][t] - kw["into"][t] == p["load_kw"][t]
    problem.solve(solver)
    return float(pulp.value(problem.objective))


def main(file: str) -> None:
    """Print cost and seconds of every tool as one JSON object."""
    logging.disable(logging.WARNING)
    problem = json.loads(Path(file).read_text(encoding="utf-8"))
    cbc = next(name for name in pulp.listSolvers(onlyAvailable=True) if name in CBC)
    tools: Mapping[str, Callable[[], float]] = {
        "plain PuLP, HiGHS": lambda: pulp_eur(problem, pulp.HiGHS(msg=False)),
        "plain PuLP, CBC": lambda: pulp_eur(problem, pulp.getSolver(cbc, msg=False)),
        "PyPSA, HiGHS": lambda: pypsa_eur(problem),
    }
    found = {}
    for tool, answer in tools.items():
        began = time.perf_counter()
        eur = answer()
        found[tool] = (eur, time.perf_counter() - began)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
