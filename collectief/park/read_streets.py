"""Reads street lines (GeoJSON or GeoPackage) for a park that is made from buildings."""

from pathlib import Path

import shapely
from shapely.geometry import LineString

from collectief.facts import pipes
from collectief.park.bag_row import Row, text, whole
from collectief.park.bag_words import bag_issue
from collectief.park.ground import STREET_KINDS, SURFACES, HeatPipe, Street, Surface
from collectief.park.issue import Issue
from collectief.park.read_frame import read_frame


def read_streets(path: Path | str) -> tuple[tuple[Street, ...], tuple[Issue, ...]]:
    """The streets of a file in RD New, with the columns of the layer straten as far as it has them.

    Without usable lines an error. A word on pipes that nobody knows counts as a ban, and is told.
    """
    frame, issues = read_frame(path, ("LineString",), ("straten", "street", "weg"))
    if frame is None:
        return (), tuple(issues)
    streets: dict[str, Street] = {}
    odd: list[str] = []
    for place, (shape, (_, row)) in enumerate(zip(frame.geometry, frame.iterrows(), strict=True), start=1):
        kind, (surface, pipe, dn, known) = text(row, "kind"), _lies(row)
        for line in shapely.get_parts(shapely.force_2d(shape)):
            if isinstance(line, LineString) and line.length > 0:
                key = text(row, "id") or f"street-{place}"
                key = key if key not in streets else f"{key}_{len(streets) + 1}"
                streets[key] = Street(key, line, kind if kind in STREET_KINDS else "street", surface, pipe, dn)
                odd += [] if known else [key]
    if not streets:
        issues.append(bag_issue("bag_empty", Path(path).name))
    if odd:
        issues.append(bag_issue("bag_street_words", Path(path).name, odd))
    return tuple(streets.values()), tuple(issues)


def _lies(row: Row) -> tuple[Surface, HeatPipe, int | None, bool]:
    """Surface, pipe and its DN of a row, and whether all of it made sense."""
    word, pipe, dn = text(row, "surface").lower(), text(row, "heat_pipe").lower(), whole(row, "heat_dn")
    surface: Surface = next((s for s in SURFACES if s == word), "unknown")
    known = word in {"", *SURFACES}
    if pipe == "existing":
        sized = dn in {one.dn for one in pipes()}
        return (surface, "existing", dn, known) if sized else (surface, "", None, False)
    banned: HeatPipe = "forbidden" if pipe else ""
    return surface, banned, None, known and pipe in {"", "forbidden"} and dn is None
