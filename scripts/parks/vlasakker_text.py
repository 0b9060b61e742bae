"""HERKOMST.md of De Vlasakker: what is invented, what it was tuned on, and what is in it."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from parks.files import Array
from parks.hand import number, table, words
from parks.meters import METERS
from parks.stations import STATIONS
from parks.vlasakker import park_m2

QUANTILES = (0.10, 0.25, 0.50, 0.75, 0.90)
APELDOORN_M2 = (73, 140, 531, 1288, 2232)
"""The same percentiles of the 231 business buildings of Apeldoorn-Noord."""


def vlasakker_text(folder: Path) -> str:
    """The text, with its numbers read back from the files in the folder."""
    companies = pd.read_csv(folder / "bedrijven.csv", sep=";", decimal=",")
    buildings = gpd.read_file(folder / "kaart.gpkg", layer="gebouwen")
    kw = {key: _kw(folder, key) for key in METERS}
    return words("vlasakker").format(
        metered=", ".join(f"`{key}`" for key in METERS),
        totals=_totals(companies, buildings),
        sizes=_sizes(buildings),
        meters=_meters(kw, companies),
        stations=_stations(folder),
        galvano=number(kw["galvano"].max()),
        laser=number(kw["laser"].max()),
    )


def _kw(folder: Path, key: str) -> Array:
    return np.asarray(pd.read_parquet(folder / "profielen" / f"{key}.parquet")["kw"], dtype=np.float64)


def _totals(companies: pd.DataFrame, buildings: gpd.GeoDataFrame) -> str:
    area = park_m2()
    driving = companies["van_kwh"].sum() + companies["lorry_kwh"].sum()
    rows = [
        ("oppervlakte", f"{number(area / 1e4, 1)} ha, bebouwd {number(100 * buildings.area.sum() / area)} %"),
        ("bedrijven", f"{len(companies)} in {companies['sector'].nunique()} sectoren, {len(buildings)} panden"),
        ("contract afname", f"{number(companies['offtake_kw'].sum())} kW"),
        ("stroom", f"{number(companies['electricity_kwh'].sum() / 1e6, 2)} GWh"),
        ("gas", f"{number(companies['gas_m3'].sum())} m3"),
        ("zon vandaag", f"{number(companies['solar_kwp'].sum())} kWp"),
        ("bestel- en vrachtauto's", f"{number(driving / 1e3)} MWh"),
        ("wensen", f"{number(companies['wish_kw'].sum())} kW bij {companies['wish_kw'].notna().sum()} bedrijven"),
    ]
    return table(["wat", "hoeveel"], rows)


def _sizes(buildings: gpd.GeoDataFrame) -> str:
    here = np.quantile(buildings.area, QUANTILES)
    names = ["", *(f"p{100 * q:.0f}" for q in QUANTILES)]
    rows = [["Vlasakker", *(number(x) for x in here)], ["Apeldoorn-Noord", *(number(x) for x in APELDOORN_M2)]]
    return table(names, rows)


def _meters(kw: dict[str, Array], companies: pd.DataFrame) -> str:
    contract = companies.set_index("id")["offtake_kw"]
    rows = [
        [key, number(x.sum() / 4), number(x.max(), 1), number(contract[key]), number(x.sum() / 4 / x.max())]
        for key, x in kw.items()
    ]
    return table(["bedrijf", "kWh", "piek kW", "contract kW", "vollasturen"], rows)


def _stations(folder: Path) -> str:
    rows = []
    for s in STATIONS:
        kw = _kw(folder, f"gebied_{s.id}")
        over = int((kw > s.capacity_kw).sum())
        amounts = (s.capacity_kw, kw.max(), over, kw.min(), s.queue_kw, s.requests)
        rows.append([s.name, *(number(x) for x in amounts)])
    names = ["station", "capaciteit kW", "hoogste kW", "uren erboven", "laagste kW", "wachtrij kW", "verzoeken"]
    return table(names, rows)
