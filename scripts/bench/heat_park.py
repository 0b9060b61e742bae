"""Reads a park of heat consumers (JSON) as a problem of trees, with linear cost or with the pipes of a catalogue."""

import csv
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from collectief.facts import pipes
from collectief.heat.pipe import capacity_kw
from collectief.tree import Edge, Problem, Root, Step, Terminal

Pipes = Sequence[tuple[float, float]]
"""For each pipe the most it carries, kW, and what a metre costs, EUR."""
OWN, HOUSE = "own", "facts"
"""The pipes of the park's own file, or those of `collectief/facts/pipes.csv`."""


class ParkError(Exception):
    """What is wrong in a file, and where."""


def pipes_of(asked: str, park: Mapping[str, Any]) -> Pipes:
    """The catalogue that is asked for; raises ParkError where it makes no sense."""
    if asked == HOUSE:
        return [(capacity_kw(pipe), pipe.eur_per_m) for pipe in pipes()]
    try:
        rows = park["pipes"] if asked == OWN else _rows(Path(asked))
        found = [(float(row["most_kw"]), float(row["eur_per_m"])) for row in rows]
    except (OSError, KeyError, TypeError, ValueError) as wrong:
        where = "the park's own pipes" if asked == OWN else asked
        raise ParkError(f"{where}: pipes with most_kw and eur_per_m are needed.") from wrong
    if not found or any(not (kw > 0 and 0 <= eur < math.inf) for kw, eur in found):
        raise ParkError(f"{asked}: each pipe carries more than 0 kW and costs 0 EUR or more.")
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_park(path: Path) -> Mapping[str, Any]:
    """The park in a file; raises ParkError where it is none."""
    try:
        park = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise ParkError(f"{path.name}: cannot be read as JSON.") from wrong
    if not isinstance(park, dict):
        raise ParkError(f"{path.name}: is no park.")
    return park


def problem_of(name: str, park: Mapping[str, Any], catalogue: Pipes | None) -> Problem:
    """The tree that is asked for; raises ParkError with what is missing or odd."""
    try:
        steps = _linear(park) if catalogue is None else [Step(eur, 0.0, kw) for kw, eur in catalogue]
        nodes = len(park["nodes"])
        edges = [_edge(name, i, edge, steps, nodes) for i, edge in enumerate(_canonical(park["edges"]))]
        consumers = park["consumers"]
        terminals = [_terminal(name, one, nodes) for one in consumers]
        root = Root(_node(name, "the source", park["source"], nodes))
    except KeyError as missing:
        raise ParkError(f"{name}: {missing} is missing.") from missing
    except (TypeError, ValueError) as wrong:
        raise ParkError(f"{name}: {wrong}.") from wrong
    return Problem(tuple(edges), tuple(terminals), (root,))


def _linear(park: Mapping[str, Any]) -> list[Step]:
    return [Step(*(float(park[key]) for key in ("pipe_fixed_eur_m", "pipe_var_eur_m_kw", "pipe_max_kw")))]


def _canonical(edges: Any) -> list[list[float]]:
    """Edges in an order that does not depend on that of the file: their ids are numbers."""
    return sorted([*sorted(edge[:2]), *edge[2:]] for edge in edges)


def _edge(name: str, number: int, edge: Sequence[float], steps: Sequence[Step], nodes: int) -> Edge:
    if len(edge) != 3 or not 0 <= edge[2] < math.inf:
        raise ParkError(f"{name}, edge {edge}: two nodes and a length of 0 m or more are needed.")
    start, end = (_node(name, f"edge {edge}", node, nodes) for node in edge[:2])
    made = tuple(Step(step.fixed * edge[2], step.per * edge[2], step.most) for step in steps)
    return Edge(f"{number:06}", start, end, made)


def _terminal(name: str, one: Mapping[str, Any], nodes: int) -> Terminal:
    node = _node(name, "a consumer", one["node"], nodes)
    forced = bool(one.get("forced", False))
    return Terminal(node, node, float(one["peak_kw"]), float(one["prize_eur"]), forced)


def _node(name: str, what: str, node: object, nodes: int) -> str:
    if not isinstance(node, int) or not 0 <= node < nodes:
        raise ParkError(f"{name}, {what}: {node} is not one of the nodes 0 to {nodes - 1}.")
    return f"{node:06}"
