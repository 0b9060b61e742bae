"""How many railways, waters and main roads a pipe passes under."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, Point

from collectief.facts import fact
from collectief.park import Street
from collectief.park.ground import BARRIERS, Barrier

ON_M = 0.02
"""A node is on a line within this: twice the grid on which streets are cut."""
ASIDE_M = 1.0
"""How far from a node is looked on which side a stretch leaves it."""


@dataclass(frozen=True, slots=True)
class Crossings:
    """How often a stretch passes under a railway, water and a main road."""

    rail: int = 0
    water: int = 0
    main_road: int = 0

    @property
    def count(self) -> int:
        """All together."""
        return self.rail + self.water + self.main_road


NONE = Crossings()
"""Passing under nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Barriers:
    """The lines on a map that have to be crossed, each kind joined end to end, with their index."""

    kinds: tuple[Barrier, ...]
    lines: tuple[LineString, ...]
    tree: STRtree
    together_m: float

    def under(self, line: LineString) -> Crossings:
        """What a line passes under between its ends; what lies near together is one crossing."""
        places: dict[Barrier, list[float]] = {}
        for i in self.tree.query(line, predicate="intersects").tolist():
            for part in shapely.get_parts(shapely.intersection(line, self.lines[i])):
                shared = part.interpolate(0.5, normalized=True) if part.length else part
                along_m, barrier = line.project(shared), _about(self.lines[i], shared)
                if barrier is not None and ON_M < along_m < line.length - ON_M and _passes(line, along_m, barrier):
                    places.setdefault(self.kinds[i], []).append(along_m)
        return Crossings(**{k: 1 + int(np.sum(np.diff(sorted(at)) > self.together_m)) for k, at in places.items()})

    def through(self, node: Point) -> Iterator[tuple[Barrier, LineString]]:
        """The lines that pass through a node, as the short piece of each about that node."""
        for i in sorted(self.tree.query(node, predicate="dwithin", distance=ON_M).tolist()):
            barrier = _about(self.lines[i], node)
            if barrier is not None:
                yield self.kinds[i], barrier


def barriers_of(streets: Sequence[Street]) -> Barriers:
    """What has to be crossed on this map, in an order that does not depend on that of the streets."""
    kinds: list[Barrier] = []
    lines: list[LineString] = []
    for kind in BARRIERS:
        whole = shapely.line_merge(shapely.union_all([s.line for s in streets if s.kind == kind]))
        parts = sorted((part for part in shapely.get_parts(whole) if part.length > 0), key=lambda part: part.wkb)
        kinds += [kind] * len(parts)
        lines += parts
    together_m = fact("heat_network.crossing_together_m").value if lines else 0.0
    return Barriers(tuple(kinds), tuple(lines), STRtree(lines), together_m)


def crossings_of(
    lines: Mapping[str, LineString], nodes: Mapping[str, Point], at: Mapping[str, Sequence[str]], *, barriers: Barriers
) -> dict[str, Crossings]:
    """The crossings of each line by id; ``at`` names the lines that meet in each of ``nodes``.

    A node may lie on a railway itself: then the lines on the side where fewest are each cross it there.
    """
    found = {key: barriers.under(line) for key, line in lines.items()}
    for name in sorted(nodes):
        for kind, barrier in barriers.through(nodes[name]):
            for key in _fewest({key: _side(lines[key], nodes[name], barrier) for key in at.get(name, ())}):
                found[key] = replace(found[key], **{kind: getattr(found[key], kind) + 1})
    return found


def _fewest(sides: Mapping[str, int]) -> Sequence[str]:
    """The lines on the side with fewest, or with the first name; nobody where all lie on one side."""
    left, right = (sorted(key for key, side in sides.items() if side == which) for which in (1, -1))
    return min((left, right), key=lambda keys: (len(keys), keys)) if left and right else ()


def _about(barrier: LineString, place: Point) -> LineString | None:
    """The barrier about a place on it, drawn straight; None where it ends there, so that one can pass round it."""
    along_m = barrier.project(place)
    if not ON_M < along_m < barrier.length - ON_M:
        return None
    ends = (barrier.interpolate(max(0.0, along_m - ASIDE_M)), barrier.interpolate(along_m + ASIDE_M))
    return LineString(list(ends))


def _passes(line: LineString, along_m: float, barrier: LineString) -> bool:
    """Whether a line goes on, on the other side of a barrier that it meets; running along it counts as passing."""
    before, after = line.interpolate(max(0.0, along_m - ASIDE_M)), line.interpolate(along_m + ASIDE_M)
    return _turn(before, barrier) * _turn(after, barrier) <= 0


def _side(line: LineString, node: Point, barrier: LineString) -> int:
    """On which side of a short straight barrier a line leaves a node: 1, -1, or 0 along it."""
    away = line if node.distance(Point(line.coords[0])) <= node.distance(Point(line.coords[-1])) else line.reverse()
    return _turn(away.interpolate(min(ASIDE_M, line.length / 2)), barrier)


def _turn(seen: Point, barrier: LineString) -> int:
    """Left (1) or right (-1) of a short straight barrier, or on it (0)."""
    (x1, y1), (x2, y2) = (xy[:2] for xy in barrier.coords)
    turn = (x2 - x1) * (seen.y - y1) - (y2 - y1) * (seen.x - x1)
    return int(np.sign(turn)) if abs(turn) > ON_M * barrier.length else 0
