"""Writes the map of a park as a GeoPackage: the one door to geopandas for what goes out."""

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
from shapely.geometry.base import BaseGeometry

from collectief.facts.window import MONTHS
from collectief.park.heat_source import HeatSource
from collectief.park.read_heat import DWELLINGS, HEAT_LAYERS, SOURCES
from collectief.park.read_layer import AREAS, BUILDINGS, LAYERS, PARCELS, STREETS
from collectief.park.things import Park

RD_NEW = "EPSG:28992"
STAMP = {"OGR_CURRENT_DATE": "2025-01-01T00:00:00.000Z"}
"""The moment that the file says it was made: fixed, so that the same park gives the same bytes."""
SPARE: Mapping[str, Mapping[str, Any]] = {
    STREETS: {"surface": "unknown", "heat_pipe": "", "heat_dn": None},
    SOURCES: {"co2_kg_per_kwh": 0.0},
}
"""Columns that are left out where every row holds this: what stands in no park makes no file larger."""
ALL_LAYERS = {**LAYERS, **HEAT_LAYERS}

Rows = Sequence[tuple[Mapping[str, Any], BaseGeometry]]


def write_map(park: Park, path: Path) -> None:
    """Write the layers of the park; a file that is there is replaced."""
    layers: dict[str, Rows] = {
        BUILDINGS: [(_cells(b, BUILDINGS), b.footprint) for b in (*park.buildings, *park.background)],
        PARCELS: [(_cells(p, PARCELS), p.polygon) for p in park.parcels],
        STREETS: [(_cells(s, STREETS), s.line) for s in park.streets],
        AREAS: [(_cells(a, AREAS), a.polygon) for a in park.areas],
        DWELLINGS: [(_cells(d, DWELLINGS), d.shape) for d in park.dwellings],
        SOURCES: [(_source_cells(s), s.place) for s in park.heat_sources],
    }
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options(STAMP)
    try:
        for name, rows in layers.items():
            if rows:
                _write(rows, path, layer=name)
    finally:
        pyogrio.set_gdal_config_options(dict.fromkeys(STAMP))


def _cells(thing: object, layer: str) -> dict[str, Any]:
    """The columns of a layer, from the fields of the same name."""
    return {column.name: getattr(thing, column.name) for column in ALL_LAYERS[layer]}


def _source_cells(source: HeatSource) -> dict[str, Any]:
    """The columns of a source, with its months as they are written in a cell."""
    months = "" if source.months == MONTHS else "{}-{}".format(*source.months)
    return {**_cells(source, SOURCES), "months": months}


def _write(rows: Rows, path: Path, *, layer: str) -> None:
    """One layer of the file."""
    spare = SPARE.get(layer, {})
    cells = {name: [row[name] for row, _ in rows] for name in rows[0][0]}
    cells = {name: held for name, held in cells.items() if name not in spare or set(held) != {spare[name]}}
    frame = gpd.GeoDataFrame(cells, geometry=[shape for _, shape in rows], crs=RD_NEW)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*column names longer than 10.*")
        pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG", append=path.exists())
