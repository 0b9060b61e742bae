"""The files of a park folder, written so that the same park gives the same bytes."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
from numpy.typing import NDArray

Array = NDArray[np.float64]
RD = "EPSG:28992"
WRITTEN = "2025-01-01T00:00:00.000Z"
"""Date in every GeoPackage: the clock would change the bytes of the file."""
COMPANY_COLUMNS = (
    "id", "name", "sector", "area", "x", "y", "connection", "tariff", "offtake_kw", "feed_in_kw", "physical_kva",
    "electricity_kwh", "gas_m3", "solar_kwp", "fte", "van_kwh", "lorry_kwh", "residual_kw", "residual_degc",
    "residual_always", "wish_kw", "wish_year", "wish_eur_per_year", "wish_in_queue", "owner_kind", "origin",
)  # fmt: skip
"""Columns of bedrijven.csv, see docs/park-format.md."""
CAR_COLUMNS = ("pool_cars", "pool_trips", "pool_km")
"""Columns that only a park has in which anybody has pool cars."""


def starts(year: int, *, minutes: int) -> pd.DatetimeIndex:
    """Starts of the steps of a year of 365 days in Dutch winter time (UTC+1)."""
    return pd.date_range(f"{year}-01-01", periods=365 * 24 * 60 // minutes, freq=f"{minutes}min", tz="+01:00")


def write_series(path: Path, kw: Array, *, year: int, minutes: int, decimals: int = 1) -> None:
    """Write ``time`` and ``kw`` (float32, rounded) to a small Parquet file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.table(
        {
            "time": pa.array(starts(year, minutes=minutes).as_unit("ms"), type=pa.timestamp("ms", tz="+01:00")),
            "kw": pa.array(np.round(kw, decimals).astype(np.float32)),
        }
    )
    coding = {"time": "DELTA_BINARY_PACKED"}
    pq.write_table(table, path, compression="zstd", use_dictionary=["kw"], column_encoding=coding)


def write_companies(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write bedrijven.csv: separator ; and decimal comma, as a Dutch spreadsheet expects."""
    every = tuple(rows)
    columns = (*COMPANY_COLUMNS, *(CAR_COLUMNS if any(name in row for row in every for name in CAR_COLUMNS) else ()))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(columns)
        for row in every:
            writer.writerow([_cell(row.get(name)) for name in columns])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value)


def layer(rows: Sequence[Mapping[str, object]]) -> gpd.GeoDataFrame:
    """Rows with a ``geometry`` in RD as one layer."""
    return gpd.GeoDataFrame(list(rows), geometry="geometry", crs=RD)


def write_map(path: Path, layers: Mapping[str, gpd.GeoDataFrame]) -> None:
    """Write every layer to one GeoPackage, with a fixed date."""
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": WRITTEN})
    try:
        for name, frame in layers.items():
            frame.to_file(path, layer=name, driver="GPKG")
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
