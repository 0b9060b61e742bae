"""The plan of De Vlasakker: streets and plots on drawing paper, bent and turned to where the park lies in RD.

On paper u runs east and v north, in m; the paper is bent a little, so that no street is perfectly straight::

       0     120          330     440   500   570
  335  +------+------------+--------+----------+
       |      |  was  gar leeg laser  kunststof |
  262  | koel H-- Roterijweg --------------B    |
       | logis|  metB  bak  druk| galv metA |agf|
  165 ===========  Vlasweg  ================+---+
       | bouwm|  metC gar  kant Z kant kan |L| tech
   72  |      H-- Spinnerij ----+ boerd gar|L| truck
       | bouw |  timm verz  doos|       Lijnzaadhof
    0  +------+-----------------+---------------+
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sin

import numpy as np
from shapely.geometry import LineString, Polygon

ORIGIN_X_M, ORIGIN_Y_M = 156_300.0, 466_800.0
"""South-west corner of the paper in RD: open polder, where no such park lies."""
TURN_DEGREES = 13.0
STEP_M = 15.0
"""Distance between points of a bent line."""
BORDER = ((330.0, -60.0), (330.0, 262.0), (342.0, 268.0), (342.0, 400.0))
"""Where the feeding areas of the two stations meet."""

Point = tuple[float, float]
Line = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot on paper: its sides and which side lies at the street (N, E, S or W)."""

    west: float
    east: float
    south: float
    north: float
    front: str

    @property
    def middle(self) -> Point:
        """The middle on paper."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def size(self) -> tuple[float, float]:
        """Width along the street and depth away from it, m."""
        wide, high = self.east - self.west, self.north - self.south
        return (wide, high) if self.front in "NS" else (high, wide)


STREETS: dict[str, tuple[str, Line]] = {
    "vlasweg-1": ("street", ((-85, 150), (-30, 163), (0, 165), (120, 165))),
    "vlasweg-2": ("street", ((120, 165), (330, 165))),
    "vlasweg-3": ("street", ((330, 165), (450, 165))),
    "vlasweg-4": ("street", ((450, 165), (500, 165))),
    "vlasweg-5": ("street", ((500, 165), (576, 165), (640, 152))),
    "hekelstraat-1": ("street", ((120, 34), (120, 72))),
    "hekelstraat-2": ("street", ((120, 72), (120, 165))),
    "hekelstraat-3": ("street", ((120, 165), (120, 262))),
    "hekelstraat-4": ("street", ((120, 262), (120, 306))),
    "zwingelstraat-1": ("street", ((330, 72), (330, 165))),
    "zwingelstraat-2": ("street", ((330, 165), (330, 262))),
    "roterijweg-1": ("street", ((120, 262), (330, 262))),
    "roterijweg-2": ("street", ((330, 262), (500, 262))),
    "braakweg": ("street", ((500, 262), (500, 165))),
    "spinnerij": ("street", ((120, 72), (330, 72))),
    "lijnzaadhof": ("street", ((450, 165), (450, 44))),
    "fietspad": ("route", ((330, 72), (336, 18), (400, 14), (450, 44))),
    "vlasvaart": ("water", ((-85, 352), (200, 347), (420, 351), (640, 344))),
}
"""Street: kind and line on paper. Streets meet in points that they share."""

PLOTS: dict[str, Plot] = {
    "logistiek": Plot(4, 112, 174, 254, "S"),
    "koelhuis": Plot(4, 112, 254, 335, "E"),
    "bouwmarkt": Plot(4, 112, 84, 156, "N"),
    "bouwbedrijf": Plot(4, 112, 4, 84, "E"),
    "constructie": Plot(128, 196, 174, 254, "S"),
    "bakkerij": Plot(196, 258, 174, 254, "N"),
    "drukkerij": Plot(258, 322, 174, 254, "S"),
    "wasserij": Plot(128, 204, 270, 335, "S"),
    "schade": Plot(204, 262, 270, 335, "S"),
    "leegstand": Plot(262, 342, 270, 335, "S"),
    "laser": Plot(342, 425, 270, 335, "S"),
    "kunststof": Plot(425, 570, 270, 335, "S"),
    "galvano": Plot(338, 410, 174, 254, "N"),
    "machinebouw": Plot(410, 492, 174, 254, "S"),
    "agf": Plot(508, 570, 174, 262, "W"),
    "verspaning": Plot(128, 190, 80, 156, "N"),
    "banden": Plot(190, 248, 80, 156, "S"),
    "accountants": Plot(248, 322, 80, 156, "N"),
    "timmerfabriek": Plot(128, 184, 4, 64, "N"),
    "verzamelgebouw": Plot(184, 242, 4, 64, "N"),
    "verpakkingen": Plot(242, 322, 4, 64, "N"),
    "ingenieurs": Plot(338, 392, 92, 156, "N"),
    "software": Plot(392, 442, 92, 156, "N"),
    "boerderij": Plot(345, 392, 30, 92, "W"),
    "garage": Plot(392, 442, 30, 92, "E"),
    "techniek": Plot(458, 570, 92, 156, "N"),
    "truckservice": Plot(458, 570, 20, 92, "W"),
}


def place(u: float, v: float) -> Point:
    """From paper to RD, m rounded to 0.01."""
    east = u + 5.0 * sin(v / 80.0)
    north = v + 10.0 * sin((u - 60.0) / 190.0)
    turn = radians(TURN_DEGREES)
    x = ORIGIN_X_M + east * cos(turn) - north * sin(turn)
    y = ORIGIN_Y_M + east * sin(turn) + north * cos(turn)
    return round(x, 2), round(y, 2)


def direction(u: float, v: float) -> tuple[Point, Point]:
    """Unit vectors of east and north on paper, as they lie in RD around a point."""
    (x0, y0), (x1, y1) = place(u - 5, v), place(u + 5, v)
    length = hypot(x1 - x0, y1 - y0)
    ex, ey = (x1 - x0) / length, (y1 - y0) / length
    return (ex, ey), (-ey, ex)


def bent(line: Iterable[Point]) -> list[Point]:
    """A line on paper as points in RD, with extra points so that it follows the bend."""
    corners = list(line)
    found: list[Point] = []
    for (u0, v0), (u1, v1) in pairwise(corners):
        pieces = max(1, round(hypot(u1 - u0, v1 - v0) / STEP_M))
        found += [place(u0 + (u1 - u0) * k / pieces, v0 + (v1 - v0) * k / pieces) for k in range(pieces)]
    return [*found, place(*corners[-1])]


def street_lines() -> dict[str, tuple[str, LineString]]:
    """Kind and line in RD of every street."""
    return {key: (kind, LineString(bent(line))) for key, (kind, line) in STREETS.items()}


def plot_polygon(plot: Plot) -> Polygon:
    """A plot as a polygon in RD."""
    corners = [(plot.west, plot.south), (plot.east, plot.south), (plot.east, plot.north), (plot.west, plot.north)]
    return Polygon(bent([*corners, corners[0]]))


def in_front_of(plot: Plot, along: float, back: float) -> Point:
    """From m along the street (0 in the middle) and m behind the front, to RD, with right angles kept."""
    _, depth = plot.size
    away = back - depth / 2
    step = {"S": (along, away), "N": (-along, -away), "W": (away, -along), "E": (-away, along)}[plot.front]
    (ex, ey), (nx, ny) = direction(*plot.middle)
    x, y = place(*plot.middle)
    return tuple(np.round((x + step[0] * ex + step[1] * nx, y + step[0] * ey + step[1] * ny), 2).tolist())
