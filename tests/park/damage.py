"""Ways to change one thing in the folder of a park."""

import csv
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from good_park import quarters

MAP, TABLE, SETTINGS = "kaart.gpkg", "bedrijven.csv", "park.toml"


def cells(folder: Path, values: dict[str, str | None], row: int = 0) -> None:
    """Set cells of one company; None drops the column for all."""
    path = folder / TABLE
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    dropped = {name for name, value in values.items() if value is None}
    rows[row] |= {name: value for name, value in values.items() if value is not None}
    names = [name for name in dict.fromkeys((*rows[0], *values)) if name not in dropped]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def text(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a piece of text in a file; it must be there."""
    path = folder / name
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


def rows(folder: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Change the lines of the table of companies."""
    path = folder / TABLE
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")


def layer(folder: Path, name: str, change: Callable[[gpd.GeoDataFrame], Any]) -> None:
    """Change one layer of the map; what ``change`` returns takes its place, None drops the layer."""
    path = folder / MAP
    layers = {key: pyogrio.read_dataframe(path, layer=key) for key, _ in pyogrio.list_layers(path)}
    changed = change(layers.get(name, gpd.GeoDataFrame()))
    layers |= {name: changed}
    path.unlink()
    for key, frame in layers.items():
        if frame is not None:
            with warnings.catch_warnings(action="ignore"):  # some damage is a map without coordinate system
                pyogrio.write_dataframe(frame, path, layer=key, driver="GPKG", append=path.exists())


def shape(folder: Path, name: str, geometry: Any, row: int = 0) -> None:
    """Put another shape in one row of a layer."""

    def change(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        shapes = list(frame.geometry)
        shapes[row] = geometry
        return frame.set_geometry(gpd.GeoSeries(shapes, crs=frame.crs))

    layer(folder, name, change)


def attribute(folder: Path, name: str, column: str, value: Any, row: int = 0) -> None:
    """Set a cell of a layer; None as ``value`` with row -1 drops the column."""

    def change(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        if row < 0:
            return frame.drop(columns=column)
        values = list(frame[column]) if column in frame else [None] * len(frame)
        values[row] = value
        return frame.assign(**{column: values})

    layer(folder, name, change)


def profile(folder: Path, change: Callable[[pd.DataFrame], pd.DataFrame | None], name: str = "bakker") -> None:
    """Change a profile; it becomes a CSV with the times as ``change`` leaves them."""
    path = folder / "profielen" / f"{name}.parquet"
    frame = change(pd.read_parquet(path))
    path.unlink()
    if frame is not None:
        frame.assign(time=_written(frame["time"])).to_csv(path.with_suffix(".csv"), sep=";", decimal=",", index=False)


def _written(time: "pd.Series[Any]") -> "pd.Series[Any]":
    """Times as pandas writes them, without asking the zone for each: these lie all in UTC+1."""
    if not isinstance(time.dtype, pd.DatetimeTZDtype):
        return time
    zone = {f"{moment:%z}" for moment in (time.iloc[0], time.iloc[len(time) // 2])}
    assert zone == {"+0100"}
    return pd.Series(time.dt.tz_localize(None).dt.strftime("%Y-%m-%d %H:%M:%S") + "+01:00")


def without(first: int, count: int) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """A profile that misses quarter-hours."""
    return lambda frame: frame.drop(index=range(first, first + count))


def on_dutch_clock(frame: pd.DataFrame) -> pd.DataFrame:
    """The profile with times as the clock on the wall showed them, without a zone."""
    local = pd.DatetimeIndex(frame["time"]).tz_convert("Europe/Amsterdam").tz_localize(None)
    return frame.assign(time=local)


def constant(kw: float) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """A profile of one value."""
    return lambda frame: frame.assign(kw=np.full(len(frame), kw))


def hourly(frame: pd.DataFrame) -> pd.DataFrame:
    """The profile in hours."""
    return frame.iloc[::4]


def minutes_5(frame: pd.DataFrame) -> pd.DataFrame:
    """The profile in steps of five minutes."""
    times = pd.date_range(quarters()[0], periods=3 * len(frame), freq="5min")
    return pd.DataFrame({"time": times, "kw": np.repeat(frame["kw"].to_numpy(), 3)})
