"""The energy areas on the map, cut to the surroundings of the park, by loading where that is known."""

import geopandas as gpd
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from collectief.measure.outside_heat import source_node
from collectief.plan.outcome import AreaReport, Outcome
from collectief.presentation.figures import place_name
from collectief.presentation.map_colour import NEUTRAL, loading_shade
from collectief.presentation.map_layers import DEGREE_DIGITS, RD, WGS84, Item, Layer, Style, features, park_shapes
from collectief.presentation.map_sources import used_sources
from collectief.presentation.speech import Speech
from collectief.presentation.words import DIRECTION

MARGIN_M = 60.0
"""So much around the park is in view."""
INSET_M = 14.0
"""So far from the edge of the view stands the label of an area."""


def surroundings(outcome: Outcome) -> BaseGeometry:
    """The box around everything on the park and the sources of its heat network, with a margin."""
    used = used_sources(outcome)
    shapes = [*park_shapes(outcome.park), *(s.place for s in outcome.park.heat_sources if source_node(s) in used)]
    if not shapes:
        return unary_union([a.polygon for a in outcome.park.areas]).envelope
    return box(*unary_union([s.envelope for s in shapes]).bounds).buffer(MARGIN_M, join_style="mitre")


def in_degrees(shape: BaseGeometry) -> tuple[float, float, float, float]:
    """West, south, east and north of a shape, in degrees."""
    west, south, east, north = gpd.GeoSeries([shape], crs=RD).to_crs(WGS84).total_bounds
    return (
        round(west, DEGREE_DIGITS),
        round(south, DEGREE_DIGITS),
        round(east, DEGREE_DIGITS),
        round(north, DEGREE_DIGITS),
    )


def energy_areas(outcome: Outcome, speech: Speech) -> Layer:
    """Areas with what the park does on their station, before and after."""
    view = surroundings(outcome)
    # an area is far larger than the park: cut it off out of sight
    drawn = view.buffer(max(view.bounds[2] - view.bounds[0], view.bounds[3] - view.bounds[1]), join_style="mitre")
    items, labels = [], []
    for place, area in enumerate(outcome.park.areas):
        near = area.polygon.intersection(drawn)
        reports = [r for r in outcome.areas if r.area == area.id]
        if isinstance(near, Polygon) or near.geom_type == "MultiPolygon":
            words = {"name": place_name(outcome, area.id, speech), **_words(reports, speech)}
            items.append(Item(near, words, _style(reports)))
            labels.append(
                Item(_label_spot(area.polygon, view, upper=place % 2 == 0), words, {"opacity": 0, "fillOpacity": 0})
            )
    fields = (
        ("name", speech(nl="Voedingsgebied", en="Energy area")),
        ("offtake", speech(nl="Afname", en="Offtake")),
        ("feed_in", speech(nl="Teruglevering", en="Feed-in")),
    )
    name = speech(nl="Voedingsgebieden", en="Energy areas")
    return Layer(name, features([*items, *labels]), (), fields, printed=True)


def _label_spot(area: BaseGeometry, view: BaseGeometry, *, upper: bool) -> Point:
    """Where the label of an area stands: at the top or bottom of the view, away from what is built.

    Neighbours take turns, so that their labels do not meet.
    """
    seen = area.intersection(view)
    if seen.is_empty:
        return Point(area.representative_point())
    west, south, east, north = seen.bounds
    top, bottom = Point((west + east) / 2, north - INSET_M), Point((west + east) / 2, south + INSET_M)
    first, second = (top, bottom) if upper else (bottom, top)
    return next((spot for spot in (first, second) if seen.contains(spot)), Point(seen.representative_point()))


def area_label(reports: list[AreaReport], speech: Speech) -> tuple[str, str]:
    """The colour of an area and the words on it."""
    return str(_style(reports)["color"]), _words(reports, speech)["printed"] or "–"


def _words(reports: list[AreaReport], speech: Speech) -> dict[str, str]:
    words = {"offtake": "–", "feed_in": "–"}
    for report in reports:
        words[report.direction] = _line(report, speech)
    worst = _heaviest(reports)
    if worst is None:
        own = [r for r in reports if r.direction == "offtake"]
        words["printed"] = words["offtake"] if own else ""
    else:
        words["printed"] = f"{DIRECTION[worst.direction][speech.language]} {_line(worst, speech)}"
    return words


def _line(report: AreaReport, speech: Speech) -> str:
    if report.loading:
        before, after = report.loading.get("now", 0.0), report.loading.get("together", 0.0)
        return f"{speech.percent(before)} → {speech.percent(after)}"
    before, after = report.peak_kw.get("now", 0.0), report.peak_kw.get("together", 0.0)
    own = speech(nl="park", en="park")
    return f"{own} {speech.short(before)} → {speech.short(after)} kW"


def _heaviest(reports: list[AreaReport]) -> AreaReport | None:
    known = [r for r in reports if "together" in r.loading]
    return max(known, key=lambda r: r.loading["together"], default=None)


def _style(reports: list[AreaReport]) -> Style:
    worst = _heaviest(reports)
    if worst is None:
        return {"color": NEUTRAL, "weight": 2, "dashArray": "8 6", "fillColor": NEUTRAL, "fillOpacity": 0.12}
    full = worst.loading["together"] >= 1
    shade = loading_shade(worst.loading["together"])
    return {
        "color": shade,
        "weight": 4 if full else 2,
        "dashArray": "2 6" if full else "8 6",
        "fillColor": shade,
        "fillOpacity": 0.3,
    }
