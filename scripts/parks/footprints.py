"""Buildings on a plot: a hall set back from the street, straight, with a corner left out or an office in front."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from shapely.geometry import Polygon

from parks.layout import Plot, in_front_of, plot_polygon

Shape = Literal["hall", "corner", "office_front", "docks"]
Point = tuple[float, float]
FRONT_M, BACK_M, SIDE_M = 12.0, 4.5, 5.0
"""Free space at the street (parking), behind and beside a building."""
BETWEEN_M = 5.0
"""Free space between two buildings on a plot."""
TRIES = 400
OUTLINES: dict[Shape, list[Point]] = {
    "hall": [(0, 0), (1, 0), (1, 1), (0, 1)],
    "corner": [(0, 0), (1, 0), (1, 0.6), (0.6, 0.6), (0.6, 1), (0, 1)],
    "office_front": [(0.05, 0), (0.5, 0), (0.5, 0.2), (1, 0.2), (1, 1), (0, 1), (0, 0.2), (0.05, 0.2)],
    "docks": [(0, 0), (0.3, 0), (0.3, 0.12), (0.42, 0.12), (0.42, 0.08), (0.9, 0.08), (0.9, 0.12), (1, 0.12),
              (1, 1), (0, 1)],
}  # fmt: skip
"""Corners in a box of 1 by 1; the first side lies at the street."""


@dataclass(frozen=True, slots=True)
class Hall:
    """What is asked of a building: m2, shape, and width along the street over depth."""

    footprint_m2: float
    shape: Shape
    aspect: float


def hall(plot: Plot, asked: Hall, rng: np.random.Generator, *, aside: bool) -> Polygon:
    """The main building in RD, somewhat left or right of the middle; ``aside`` leaves room for sheds beside it."""
    room_wide, room_deep = plot.size[0] - 2 * SIDE_M, plot.size[1] - FRONT_M - BACK_M
    outline = OUTLINES[asked.shape]
    share = Polygon(outline).area
    box_m2 = asked.footprint_m2 / share
    wide = min(max(sqrt(box_m2 * asked.aspect), box_m2 / room_deep), room_wide)
    deep = box_m2 / wide
    slack = (room_wide - wide) / 2
    mirror = -1.0 if rng.random() < 0.5 else 1.0
    shift = mirror * slack * (1.0 if aside else float(rng.uniform(-0.6, 0.6)))
    back = FRONT_M + (0.0 if aside else float(rng.uniform(0.0, 0.35)) * max(room_deep - deep, 0.0))
    return Polygon([in_front_of(plot, shift + mirror * (a - 0.5) * wide, back + b * deep) for a, b in outline])


def shed(plot: Plot, footprint_m2: float, taken: list[Polygon], *, rng: np.random.Generator) -> Polygon:
    """A small building in a free place on the plot; raises ValueError where there is none."""
    inside = plot_polygon(plot).buffer(-2.0)
    aspect = float(rng.uniform(1.2, 2.2))
    wide, deep = sqrt(footprint_m2 * aspect), sqrt(footprint_m2 / aspect)
    for turned in range(TRIES):
        w, d = (wide, deep) if turned % 2 else (deep, wide)
        along = float(rng.uniform(-0.5, 0.5)) * (plot.size[0] - w)
        back = plot.size[1] - d - float(rng.uniform(2.0, 0.5 * plot.size[1]))
        box = [(along - w / 2, back), (along + w / 2, back), (along + w / 2, back + d), (along - w / 2, back + d)]
        found = Polygon([in_front_of(plot, a, b) for a, b in box])
        if inside.contains(found) and all(found.distance(t) >= BETWEEN_M for t in taken):
            return found
    raise ValueError(f"no room for a shed of {footprint_m2} m2 on {plot}")
