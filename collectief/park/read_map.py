"""Reads the layers of a GeoPackage in RD New: the one door to geopandas for what comes in."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from collectief.park.check_words import Spot, shown
from collectief.park.read_cell import Column, plain, tell_columns
from collectief.park.read_settings import is_file, is_folder
from collectief.text import Text

RD_NEW = CRS.from_epsg(28992)
SQLITE_MARK = b"SQLite format 3\0"
"""First bytes of every GeoPackage; whatever starts differently is not handed to a reader that could follow links."""
NO_GEOPACKAGE = Text(nl="het is geen GeoPackage", en="it is not a GeoPackage")
NAMED_LAYERS = 20
"""Most layers that are named in a sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A layer of the map in RD New: cells by column and one shape (or None) per row."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    shapes: NDArray[np.object_]
    spot: Spot


def read_map(
    path: Path, layers: Mapping[str, Sequence[Column]], *, spot: Spot, needed: Sequence[str] = ()
) -> dict[str, Layer]:
    """The layers that the map has of these, in RD New; findings say what is missing, unknown or wrong."""
    names = _names(path, spot)
    if names is None:
        return {}
    for name in names:
        if name not in layers:
            spot.at(f"{spot.where}/{shown(name)[1:-1]}").say("layer_unknown", what=shown(name))
    found = {}
    for name, columns in layers.items():
        at = spot.at(f"{spot.where}/{name}")
        frame = _frame(path, name, spot=at) if name in names else None
        if frame is not None:
            found[name] = _layer(frame, columns, spot=at)
        if name in needed and name not in names:
            at.say("layer_missing", what=name, choices=", ".join(shown(n)[1:-1] for n in names[:NAMED_LAYERS]) or "-")
        elif name in needed and name in found and not found[name].rows:
            at.say("layer_empty", what=name)
    return found


def _names(path: Path, spot: Spot) -> list[str] | None:
    """Names of the layers in the file, or None with a finding."""
    if not is_file(path) and not is_folder(path):
        spot.say("file_missing", what=shown(path.name))
        return None
    try:
        with path.open("rb") as file:
            mark = file.read(len(SQLITE_MARK))
    except OSError as error:
        spot.say("file_unreadable", what=shown(path.name), reason=shown(error))
        return None
    if mark != SQLITE_MARK:
        code = "file_unreadable" if mark else "file_empty"
        spot.say(code, what=shown(path.name), reason=NO_GEOPACKAGE)
        return None
    try:
        with warnings.catch_warnings(action="ignore"):
            return [str(name) for name, _ in pyogrio.list_layers(path)]
    except Exception as error:  # noqa: BLE001 - a damaged file can fail in any way inside the reader
        spot.say("file_unreadable", what=shown(path.name), reason=shown(error))
        return None


def _frame(path: Path, name: str, *, spot: Spot) -> Any:
    """One layer in RD New, or None with a finding."""
    try:
        with warnings.catch_warnings(action="ignore"):
            frame = pyogrio.read_dataframe(path, layer=name, on_invalid="ignore", datetime_as_string=True)
    except Exception as error:  # noqa: BLE001 - a damaged file can fail in any way inside the reader
        spot.say("file_unreadable", what=shown(f"{path.name}/{name}"), reason=shown(error))
        return None
    if not isinstance(frame, gpd.GeoDataFrame):
        spot.say("geometry_wrong_type", value="tabel", wanted="Polygon, LineString")
        return None
    return frame if frame.empty else _in_rd_new(frame, spot)


def _in_rd_new(frame: Any, spot: Spot) -> Any:
    """The layer in RD New, or None with a finding."""
    if frame.crs is None:
        spot.say("crs_missing")
        return None
    if frame.crs.equals(RD_NEW, ignore_axis_order=True):
        return frame
    name = shown(frame.crs.name)[1:-1]
    try:
        with warnings.catch_warnings(action="ignore"):
            converted = frame.to_crs(RD_NEW)
    except Exception:  # noqa: BLE001 - the projection library has many ways to refuse
        spot.say("crs_unknown", value=name)
        return None
    spot.say("crs_converted", before=name, after=RD_NEW.name)
    return converted


def _layer(frame: Any, columns: Sequence[Column], *, spot: Spot) -> Layer:
    """Rows and shapes of a layer, with a finding for columns that are missing or unknown."""
    shapes = shapely.force_2d(np.asarray(frame.geometry.array, dtype=object))
    table = frame.drop(columns=frame.geometry.name)
    table.columns = [str(c).strip().lower() for c in table.columns]
    table = table.loc[:, ~table.columns.duplicated()]
    if not frame.empty:
        tell_columns(table.columns, columns, spot=spot)
    rows = tuple({k: plain(v) for k, v in row.items()} for row in table.to_dict("records"))
    return Layer(tuple(table.columns), rows, shapes, spot)
