"""The map as a still drawing of the same layers, for print and for a reader without scripts."""

import html
import math
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from collectief.plan.outcome import Outcome
from collectief.presentation.chart import draw
from collectief.presentation.map_areas import in_degrees, surroundings
from collectief.presentation.map_layers import Layer
from collectief.presentation.speech import Speech

POINTS_PER_PIXEL = 0.6
"""Line widths of the screen map, smaller on paper."""
WIDTH_INCH, LOWEST, HIGHEST = 8.2, 0.45, 1.1
"""Width of the drawing, and the range of its height over its width."""


def still_map(outcome: Outcome, layers: tuple[Layer, ...], speech: Speech) -> Markup:
    """All layers drawn within the surroundings of the park."""
    west, south, east, north = in_degrees(surroundings(outcome))
    stretch = 1 / math.cos(math.radians((south + north) / 2))
    ratio = min(max(stretch * (north - south) / (east - west), LOWEST), HIGHEST)

    def paint(axes: Axes) -> None:
        for layer in layers:
            _paint_layer(axes, layer)
        axes.set_aspect(stretch)
        axes.set_xlim(west, east)
        axes.set_ylim(south, north)
        axes.set_axis_off()

    return draw(
        paint,
        size=(WIDTH_INCH, WIDTH_INCH * ratio),
        key="still",
        title=speech(nl="Kaart van het park", en="Map of the park"),
        description=speech(nl="Dezelfde lagen als op het scherm.", en="The same layers as on the screen."),
    )


def _paint_layer(axes: Axes, layer: Layer) -> None:
    for feature in layer.features:
        drawn, style = shape(feature["geometry"]), feature["properties"]["style"]
        if drawn.geom_type == "Point" and layer.printed:
            name, words = (html.unescape(feature["properties"][key]) for key in ("name", "printed"))
            axes.text(
                drawn.x, drawn.y, f"{name}: {words}", fontsize=8, ha="center", va="center", zorder=9, clip_on=True
            )
        elif drawn.geom_type == "Point":
            _dot(axes, drawn, style)
        elif "Line" in drawn.geom_type:
            for part in getattr(drawn, "geoms", [drawn]):
                width = POINTS_PER_PIXEL * style["weight"]
                axes.plot(*part.xy, color=style["color"], linewidth=width, solid_capstyle="round")
        else:
            for part in getattr(drawn, "geoms", [drawn]):
                axes.add_patch(_plane(part, style))


def _dot(axes: Axes, drawn: BaseGeometry, style: dict[str, Any]) -> None:
    edge, size = style["color"], (2 * POINTS_PER_PIXEL * style["radius"]) ** 2
    axes.scatter(drawn.x, drawn.y, s=size, color=style["fillColor"], edgecolors=edge, linewidths=0.8, zorder=8)


def _plane(part: BaseGeometry, style: dict[str, Any]) -> PathPatch:
    rings = [part.exterior, *part.interiors]
    outline = Path.make_compound_path(*(Path(ring.coords, closed=True) for ring in rings))
    filled = (style["fillColor"], style["fillOpacity"])
    return PathPatch(outline, facecolor=filled, edgecolor=style["color"], linewidth=POINTS_PER_PIXEL * style["weight"])
