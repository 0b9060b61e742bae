"""Whether pandapipes finds the same pressures, speeds, temperatures and losses in the same networks of pipes.

Networks are drawn by chance from fixed seeds, sized by our own pipes, and looked at in hours in which some take
nothing. pandapipes asks for an older pandas: it is installed in an environment of its own.
"""

import json
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact, pipes
from collectief.heat.diversity import designed
from collectief.heat.friction import TURBULENT
from collectief.heat.hydraulics import flowing
from collectief.heat.laid import Laid, Network
from collectief.heat.sized import sized
from validate.beside import python_beside
from validate.page import Section

Array = NDArray[np.float64]
Found = Sequence[tuple[Mapping[str, float], Mapping[str, Any] | None]]
Hour = tuple[dict[str, float], dict[str, Any] | None]
FOLDER = ".venv-physics-validate"
INSTALLED = ("pandapipes==0.16.0", "pandas>=2.2,<3")
PIPES = (10, 15, 20, 30, 40, 50, 60, 80, 100, 125, 150, 200, 250, 300, 350, 400, 500, 600, 700, 800)
SHARE_IDLE, SUMMER = 0.1, 0.25
"""Of the consumers, who take nothing in the hours that are looked at; and of winter, what is taken in summer."""
ASKED = 0.05
"""How far apart the two may be."""


def physics(root: Path) -> Section:
    """Twenty networks in both, in an hour of winter and one of summer."""
    python = python_beside(root / FOLDER, INSTALLED)
    networks = [_network(count, seed) for seed, count in enumerate(PIPES)]
    rows, found = [], []
    for network, (winter, summer) in zip(networks, _hours(python, networks), strict=True):
        (kw, other), off, later = winter, _off(network, winter), _off(network, summer)
        if other is None:
            raise SystemExit(f"pandapipes does not settle for {len(network.pipes)} pipes in winter.")
        began = time.perf_counter()
        flowing(network, kw)
        seconds = time.perf_counter() - began
        taken = np.array(list(kw.values()))
        size = [str(len(network.pipes)), str(int((taken > 0).sum())), str(int((taken == 0).sum()))]
        shown = [*off.values(), *((later["loss"], later["cooling"]) if later else (None, None))]
        differ = ["-" if one is None else f"{100 * one:.2f}" for one in shown]
        rows.append([*size, f"{taken.sum() / 1000:.1f}", *differ, f"{seconds:.3f}", f"{other['seconds']:.3f}"])
        found.append(((off, other), (later, summer[1])))
    return Section(
        "Physics",
        "Trees of supply and return pipes drawn by chance (seeds 0 to 19) and sized by our own pipes: our hydraulics "
        "against pandapipes 0.16 (two pipes, Colebrook, heat consumers with a fixed return temperature, no numba). "
        "In an hour of winter consumers take 40 to 100 % of their peak, in summer 25 % of that; one in ten takes "
        "nothing. The largest difference of any pipe (pressure drop, speed, loss) or consumer (pressure of the whole "
        "way, cooling on the way), in %. Seconds are of the hour of winter.",
        (
            *("pipes", "consumers", "idle", "MW", "drop", "speed", "loss", "whole way", "cooling"),
            *("loss, summer", "cooling, summer", "s", "s pandapipes"),
        ),
        rows,
        _remarks([winter for winter, _ in found], [summer for _, summer in found]),
    )


def _remarks(winters: Found, summers: Found) -> list[str]:
    worst = max(max(off.values()) for off, _ in winters)
    settled = [off for off, _ in summers if off]
    heat = max(max(off["loss"], off["cooling"], off["speed"], off["drop"]) for off in settled)
    way = max(off["whole way"] for off in settled)
    (slow, moving), (slow_later, moving_later) = (_slow(found) for found in (winters, summers))
    layers = (
        f"In {slow:,} of {moving:,} pipes with flow water moves in layers or nearly so (Re below 4,000), in summer in "
        f"{slow_later:,} of {moving_later:,}. There pandapipes goes on with Colebrook and we do not: their own drop is "
        "left out, the whole way holds them."
    )
    later = (
        f"In summer drop, speed, loss and cooling differ by {100 * heat:.2f} % at most, and the whole way by up to "
        f"{100 * way:.0f} %, for those layers. Nothing is sized on such an hour."
    )
    first = f"Largest of all in winter: {100 * worst:.2f} %; asked is {100 * ASKED:.0f} %."
    rest = f"In summer pandapipes does not settle for {len(summers) - len(settled)} of {len(summers)} networks."
    return [first, layers, later, *([rest] if len(settled) < len(summers) else [])]


def _slow(found: Found) -> tuple[int, int]:
    """How many pipes have little flow, and how many have any."""
    whirls = [np.array(other["reynolds"]) for _, other in found if other]
    return (
        sum(int(((re > 0) & (re < TURBULENT)).sum()) for re in whirls),
        sum(int((re > 0).sum()) for re in whirls),
    )


def _hours(python: Path, networks: Sequence[Network]) -> list[tuple[Hour, Hour]]:
    """For each network what is taken and what pandapipes says of it, in winter and in summer."""
    winters = [_hour(network, seed) for seed, network in enumerate(networks)]
    summers = [{node: SUMMER * kw for node, kw in hour.items()} for hour in winters]
    hours = [*winters, *summers]
    found = _theirs(python, [_plain(n, kw) for n, kw in zip([*networks, *networks], hours, strict=True)])
    both = list(zip(hours, found, strict=True))
    return list(zip(both[: len(networks)], both[len(networks) :], strict=True))


def _theirs(python: Path, problems: Sequence[Mapping[str, Any]]) -> list[dict[str, Any] | None]:
    with tempfile.TemporaryDirectory(prefix="physics-") as folder:
        file = Path(folder) / "networks.json"
        file.write_text(json.dumps(problems), encoding="utf-8")
        command = [str(python), str(Path(__file__).with_name("physics_model.py")), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1200)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    found: list[dict[str, Any] | None] = json.loads(done.stdout.splitlines()[-1])
    return found


def _network(count: int, seed: int) -> Network:
    """Streets that branch, with services to consumers of 10 to 300 kW: half of the pipes each."""
    chance = np.random.default_rng(seed)
    laid, streets = [], ["source"]
    for i in range(count // 2):
        start = streets[int(chance.integers(max(0, len(streets) - 8), len(streets)))]
        laid.append(Laid(f"street{i}", start, f"corner{i}", float(chance.uniform(20, 80)), 500, 0.0))
        streets.append(f"corner{i}")
    ends = [one.end for one in laid if one.end not in {other.start for other in laid}]
    consumers = {}
    for i in range(count - count // 2):
        corner = ends[i] if i < len(ends) else streets[int(chance.integers(1, len(streets)))]
        laid.append(Laid(f"service{i}", corner, f"consumer{i}", float(chance.uniform(5, 30)), 500, 0.0))
        consumers[f"consumer{i}"] = float(np.exp(chance.uniform(np.log(10), np.log(300))))
    return sized(designed(Network(tuple(laid), ("source",), consumers)))


def _hour(network: Network, seed: int) -> dict[str, float]:
    """What consumers take in an hour; some take nothing."""
    chance = np.random.default_rng(1000 + seed)
    return {
        node: 0.0 if chance.random() < SHARE_IDLE else kw * float(chance.uniform(0.4, 1.0))
        for node, kw in network.consumers.items()
    }


def _plain(network: Network, kw: Mapping[str, float]) -> dict[str, Any]:
    """A network as plain numbers."""
    nodes = [*network.sources, *(one.end for one in network.pipes)]
    known = {pipe.dn: pipe for pipe in pipes()}
    return {
        "nodes": nodes,
        "source": network.sources[0],
        "start": [nodes.index(one.start) for one in network.pipes],
        "end": [nodes.index(one.end) for one in network.pipes],
        "length_m": [one.length_m for one in network.pipes],
        "inner_d_m": [known[one.dn].inner_d_m for one in network.pipes],
        "u1_w_m_k": [known[one.dn].u1_w_m_k for one in network.pipes],
        "u2_w_m_k": [known[one.dn].u2_w_m_k for one in network.pipes],
        "roughness_m": fact("heat_network.roughness_m").value,
        "at": [nodes.index(node) for node in kw],
        "kw": list(kw.values()),
        "supply_degc": network.supply_degc,
        "return_degc": network.return_degc,
        "ground_degc": network.ground_degc,
    }


def _off(network: Network, hour: Hour) -> dict[str, float]:
    """The largest difference of each quantity, as a part of what pandapipes finds; nothing where it did not settle."""
    kw, theirs = hour
    if theirs is None:
        return {}
    ours = flowing(network, kw)
    length = np.array([one.length_m for one in ours.network.pipes])
    moving = np.array(theirs["flow_kg_s"]) > 0
    whirling = np.array(theirs["reynolds"]) >= TURBULENT
    takes = ours.kw[:, 0] > 0
    straight = ours.path_pa[takes, 0] / (1 + fact("heat_network.fittings_share").value)
    return {
        "drop": _largest(ours.gradient_pa_per_m[:, 0] * length, theirs["drop_pa"], whirling),
        "speed": _largest(ours.velocity_m_s[:, 0], theirs["velocity_m_s"], moving),
        "loss": _largest(ours.loss_w_per_m[:, 0] * length, theirs["loss_w"], moving),
        "whole way": _largest(straight, theirs["path_pa"]),
        "cooling": _largest(
            ours.network.supply_degc - ours.arrival_degc[takes, 0],
            ours.network.supply_degc - np.array(theirs["arrival_degc"]),
        ),
    }


def _largest(ours: Array, theirs: Sequence[float] | Array, looked: NDArray[np.bool_] | None = None) -> float:
    other = np.asarray(theirs)
    at = np.ones(len(other), dtype=np.bool_) if looked is None else looked
    return float(np.abs(ours[at] / other[at] - 1).max(initial=0.0))
