"""Opens a GeoJSON or GeoPackage file as a table in EPSG:28992 (RD New); what is wrong becomes findings."""

import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
from pyproj import CRS
from pyproj.exceptions import CRSError

from collectief.park.bag_words import bag_issue
from collectief.park.check_words import shown
from collectief.park.issue import Issue

RD = CRS.from_epsg(28992)
WGS84 = CRS.from_epsg(4326)
RD_BOX_M = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)
"""Where RD New holds: west, south, east, north, by its definition."""
DEGREES = 360.0
"""A coordinate larger than this is not an angle."""
STARTS = (b"SQLite format 3\0", b"{")
"""How a GeoPackage and a GeoJSON begin; other files are not handed to a reader that could follow links in them."""
HEAD_BYTES = 64
UNREADABLE = (RuntimeError, ValueError, TypeError, OSError, CRSError)
"""What the readers raise on files that are no map; their own errors are RuntimeErrors and ValueErrors."""


def read_frame(
    path: Path | str, shapes: tuple[str, ...], names: tuple[str, ...] = ()
) -> tuple[gpd.GeoDataFrame | None, list[Issue]]:
    """The layer with these shapes (such as ``Polygon``) in RD New, preferring a layer whose name has one of ``names``.

    Takes GeoJSON and GeoPackage, in WGS84, RD New or another known system. None with an error where the file is
    missing, damaged, empty or outside the Netherlands. Never raises on bad data.
    """
    file = Path(path)
    where = file.name
    if not file.is_file():
        return None, [bag_issue("bag_file_missing", where)]
    try:
        with warnings.catch_warnings(action="ignore"):
            frame = _frame(file, shapes, names)
            return (None, [bag_issue("bag_empty", where)]) if frame is None else _in_rd(frame, where)
    except UNREADABLE as error:
        return None, [bag_issue("bag_file_unreadable", where, before=shown(str(error).replace(str(file), where)))]


def _frame(file: Path, shapes: tuple[str, ...], names: tuple[str, ...]) -> gpd.GeoDataFrame | None:
    """The best layer of a file as it is; None where no layer has such shapes."""
    with file.open("rb") as stream:
        head = stream.read(HEAD_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(STARTS):
        raise ValueError("no GeoPackage, no GeoJSON")
    layer = _layer(file, shapes, names)
    frame = None if layer is None else pyogrio.read_dataframe(file, layer=layer, on_invalid="ignore")
    return frame if isinstance(frame, gpd.GeoDataFrame) else None


def _layer(file: Path, shapes: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    """The best layer of a file: by name, then by shape; layers of other shapes do not count."""
    layers = [(str(name), str(kind)) for name, kind in pyogrio.list_layers(file)]
    fit = [(name, kind) for name, kind in layers if any(s in kind for s in (*shapes, "Unknown", "Geometry"))]
    named = [name for name, _ in fit if any(n in name.lower() for n in names)]
    return next(iter([*named, *(name for name, _ in fit)]), None)


def _in_rd(frame: gpd.GeoDataFrame, where: str) -> tuple[gpd.GeoDataFrame | None, list[Issue]]:
    """The table in RD New; a system that cannot be right is replaced, with a finding."""
    box = frame.total_bounds
    if len(frame) == 0 or not np.isfinite(box).all():
        return None, [bag_issue("bag_empty", where)]
    issues = []
    angles = bool(np.abs(box).max() <= DEGREES)
    if frame.crs is None or frame.crs.is_geographic != angles:
        assumed = WGS84 if angles else RD
        before = "-" if frame.crs is None else frame.crs.name
        issues.append(bag_issue("bag_crs_assumed", where, before=before, after=assumed.name))
        frame = frame.set_crs(assumed, allow_override=True)
    moved = frame.to_crs(RD)
    west, south, east, north = moved.total_bounds
    if not (RD_BOX_M[0] <= west and RD_BOX_M[1] <= south and east <= RD_BOX_M[2] and north <= RD_BOX_M[3]):
        corners = ", ".join(f"{value:.6g}" for value in box)
        return None, [*issues, bag_issue("bag_outside_netherlands", where, before=corners)]
    return moved, issues
