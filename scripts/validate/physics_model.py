"""The networks of ``physics.py`` in pandapipes: a supply and a return pipe each; runs in an environment of its own.

Prints one line of JSON. A consumer that takes nothing is given no heat consumer: what leads to it stands still.
"""

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandapipes as pp  # only in the environment of the physics
from pandapipes.pf.pipeflow_setup import PipeflowNotConverged

KELVIN, BAR_PA = 273.15, 1e5
ROUNDS = 4
"""How often pipes are told how warm the other pipe of their trench is: the last changes nothing any more."""
PUMP_BAR, LIFT_BAR = 60.0, 50.0
"""Pressures that no network here uses up: friction does not depend on them."""
CASING_M = 0.1
"""Any outer diameter: the loss of a metre is given per m2 of it."""


def network_of(p: Mapping[str, Any]) -> Any:
    """Two junctions for each node, two pipes for each trench, a pump that holds the supply at its temperature."""
    net = pp.create_empty_network(fluid="water")
    count = len(p["nodes"])
    hot, cold = p["supply_degc"] + KELVIN, p["return_degc"] + KELVIN
    for kelvin in (hot, cold):
        pp.create_junctions(net, count, pn_bar=PUMP_BAR, tfluid_k=kelvin)
    start, end = np.array(p["start"]), np.array(p["end"])
    u1 = np.array(p["u1_w_m_k"])
    same = {
        "length_km": np.array(p["length_m"]) / 1000,
        "inner_diameter_mm": np.array(p["inner_d_m"]) * 1000,
        "outer_diameter_mm": CASING_M * 1000,
        "k_mm": p["roughness_m"] * 1000,
        "u_w_per_m2k": u1 / (np.pi * CASING_M),
        "text_k": p["ground_degc"] + KELVIN,
    }
    pp.create_pipes_from_parameters(net, start, end, **same)
    pp.create_pipes_from_parameters(net, end + count, start + count, **same)
    source = p["nodes"].index(p["source"])
    pp.create_circ_pump_const_pressure(net, source + count, source, PUMP_BAR, LIFT_BAR, hot)
    takes = [(node, kw) for node, kw in zip(p["at"], p["kw"], strict=True) if kw > 0]
    at = np.array([node for node, _ in takes])
    watts = np.array([kw * 1000 for _, kw in takes])
    pp.create_heat_consumers(net, at, at + count, qext_w=watts, treturn_k=cold)
    return net


def solved(net: Any, p: Mapping[str, Any]) -> float:
    """Run, tell each pipe of its neighbour, run again; the seconds of the last run."""
    pipes = len(p["start"])
    coupling = np.tile(np.array(p["u2_w_m_k"]) / np.array(p["u1_w_m_k"]), 2)
    ground = p["ground_degc"] + KELVIN
    other = np.repeat([p["return_degc"] + KELVIN, p["supply_degc"] + KELVIN], pipes)
    seconds = 0.0
    for _ in range(ROUNDS):
        net.pipe["text_k"] = ground + coupling * (other - ground)
        began = time.perf_counter()
        pp.pipeflow(
            net,
            mode="bidirectional",
            friction_model="colebrook",
            iter=100,
            ambient_temperature=ground,
            max_iter_colebrook=100,
            use_numba=False,
        )
        seconds = time.perf_counter() - began
        mean = (net.res_pipe.t_from_k.to_numpy() + net.res_pipe.t_outlet_k.to_numpy()) / 2
        other = np.concatenate([mean[pipes:], mean[:pipes]])
    return seconds


def answer(p: Mapping[str, Any]) -> dict[str, Any] | None:
    """What pandapipes says of each trench and of each consumer that takes heat; None where it does not settle."""
    net = network_of(p)
    try:
        seconds = solved(net, p)
    except PipeflowNotConverged:
        return None
    pipes, found = len(p["start"]), net.res_pipe
    flow = np.abs(found.mdot_from_kg_per_s.to_numpy())
    drop = np.abs(found.p_from_bar.to_numpy() - found.p_to_bar.to_numpy()) * BAR_PA
    begin, outlet = found.t_from_k.to_numpy(), found.t_outlet_k.to_numpy()
    heat = net.fluid.get_heat_capacity((begin + outlet) / 2)
    lost = flow * heat * (begin - outlet)
    takers = net.res_heat_consumer
    return {
        "seconds": seconds,
        "flow_kg_s": flow[:pipes].tolist(),
        "reynolds": np.minimum(found.reynolds.to_numpy()[:pipes], found.reynolds.to_numpy()[pipes:]).tolist(),
        "velocity_m_s": np.maximum(*np.abs(found.v_mean_m_per_s.to_numpy()).reshape(2, pipes)).tolist(),
        "drop_pa": np.maximum(*drop.reshape(2, pipes)).tolist(),
        "loss_w": lost.reshape(2, pipes).sum(axis=0).tolist(),
        "arrival_degc": (takers.t_from_k.to_numpy() - KELVIN).tolist(),
        "path_pa": ((LIFT_BAR - takers.p_from_bar.to_numpy() + takers.p_to_bar.to_numpy()) * BAR_PA).tolist(),
    }


def main(file: str) -> None:
    """Solve every network of a file."""
    problems = json.loads(Path(file).read_text(encoding="utf-8"))
    print(json.dumps([answer(p) for p in problems]))


if __name__ == "__main__":
    main(sys.argv[1])
