"""Reads street lines (GeoJSON or GeoPackage) for a park that is made from buildings."""

from pathlib import Path

import shapely
from shapely.geometry import LineString

from collectief.park.bag_row import text
from collectief.park.bag_words import bag_issue
from collectief.park.ground import STREET_KINDS, Street
from collectief.park.issue import Issue
from collectief.park.read_frame import read_frame


def read_streets(path: Path | str) -> tuple[tuple[Street, ...], tuple[Issue, ...]]:
    """The streets of a file in RD New; columns id and kind are optional. Without usable lines an error."""
    frame, issues = read_frame(path, ("LineString",), ("straten", "street", "weg"))
    if frame is None:
        return (), tuple(issues)
    streets: dict[str, Street] = {}
    for place, (shape, (_, row)) in enumerate(zip(frame.geometry, frame.iterrows(), strict=True), start=1):
        kind = text(row, "kind")
        for line in shapely.get_parts(shapely.force_2d(shape)):
            if isinstance(line, LineString) and line.length > 0:
                key = text(row, "id") or f"street-{place}"
                key = key if key not in streets else f"{key}_{len(streets) + 1}"
                streets[key] = Street(key, line, kind if kind in STREET_KINDS else "street")
    if not streets:
        issues.append(bag_issue("bag_empty", Path(path).name))
    return tuple(streets.values()), tuple(issues)
