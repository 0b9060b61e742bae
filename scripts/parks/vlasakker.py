"""De Vlasakker: an invented park of 18 ha with 24 companies, in two full feeding areas."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import geopandas as gpd
import numpy as np
from shapely import union_all
from shapely.geometry import Polygon

from parks.calendar_nl import calendar
from parks.files import Array, layer, write_companies, write_map, write_series
from parks.footprints import Hall, Shape, hall, shed
from parks.layout import BORDER, PLOTS, plot_polygon, street_lines
from parks.meters import METERS, meters
from parks.stations import STATIONS, area_rows, others

Row = dict[str, str]
YEAR = 2025
SEED = 20250
GAP_M = 20.0
"""Plots closer than this are one park: the streets between them belong to it."""
SPREAD = 0.1
"""Standard deviation of a company's use around the key figure of its sector, as a logarithm."""
GAS_SPREAD = 0.12
OLD, OLD_ROOF, NEW_ROOF, OFFICE_ROOF = 1990, 0.38, 0.6, 0.75
"""Share of a roof that carries panels before and from a year, and the part of it that is free on an office."""
ESTIMATED = ("banden", "garage", "software", "bouwbedrijf")
"""Companies that stated nothing themselves."""
BACKGROUND_KWH = 68_000
TOML = """format = 1
id = "vlasakker"
name = "De Vlasakker"

[year]
year = 2025
seed = 1
tax_year = 2026

[rules]
lower_contracts = false

[background]
electricity_kwh = {background}
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be built on a plot: the main building, sheds (m2), storeys, year and use."""

    main: Hall
    sheds: tuple[float, ...]
    storeys: float
    built: int
    use: str


@dataclass(frozen=True, slots=True)
class Built:
    """The buildings of one plot, the main one first, and the share of each roof that can carry panels."""

    plot: str
    asked: Asked
    outlines: tuple[Polygon, ...]
    roof_shares: tuple[float, ...]

    @property
    def floors_m2(self) -> tuple[float, ...]:
        """Floor per building; only the main one has more than one storey."""
        main, *sheds = (o.area for o in self.outlines)
        return float(round(main * self.asked.storeys)), *(float(round(x)) for x in sheds)

    def rows(self, *, company: str, origin: str) -> list[dict[str, object]]:
        """Rows of the layer ``gebouwen``."""
        parts = zip(self.outlines, self.floors_m2, self.roof_shares, strict=True)
        return [
            {
                "id": f"pand-{self.plot}-{n}",
                "company": company,
                "floor_m2": floor,
                "roof_m2": float(round(outline.area * share)),
                "year": self.asked.built,
                "use": self.asked.use,
                "origin": origin,
                "geometry": outline,
            }
            for n, (outline, floor, share) in enumerate(parts, start=1)
        ]


BACKGROUND: dict[str, Asked] = {
    "leegstand": Asked(Hall(1400, "hall", 1.3), (), 1.0, 1992, "industriefunctie"),
    "verzamelgebouw": Asked(Hall(820, "hall", 1.5), (62,), 1.0, 2004, "industriefunctie"),
    "boerderij": Asked(Hall(230, "corner", 1.3), (170, 45), 1.0, 1934, "woonfunctie"),
}
"""Buildings of nobody on the list."""


def make(folder: Path) -> None:
    """Write the whole park into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    given = _given()
    built = buildings(given)
    year = calendar(YEAR, SEED)
    metered = meters(year, SEED)
    (folder / "park.toml").write_text(TOML.format(background=BACKGROUND_KWH), encoding="utf-8")
    write_map(folder / "kaart.gpkg", _layers(built, given))
    write_companies(folder / "bedrijven.csv", company_rows(given, built, metered))
    (folder / "afspraken.csv").write_bytes(Path(__file__).with_name("vlasakker_afspraken.csv").read_bytes())
    for key, kw in metered.items():
        write_series(folder / "profielen" / f"{key}.parquet", kw, year=YEAR, minutes=15)
    for station in STATIONS:
        path = folder / "profielen" / f"gebied_{station.id}.parquet"
        write_series(path, others(station, year), year=YEAR, minutes=60, decimals=0)


def _given() -> dict[str, Row]:
    """The table of companies that was drawn up by hand, by id."""
    with Path(__file__).with_name("vlasakker.csv").open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file, delimiter=";")}


def buildings(given: Mapping[str, Row]) -> dict[str, Built]:
    """All buildings by plot; no two overlap."""
    rngs = np.random.default_rng(SEED).spawn(len(PLOTS))
    asked = {key: BACKGROUND.get(key) or _asked(given[key]) for key in PLOTS}
    return {key: _on_plot(key, asked[key], rng) for key, rng in zip(PLOTS, rngs, strict=True)}


def _asked(row: Row) -> Asked:
    main = Hall(float(row["footprint_m2"]), cast(Shape, row["shape"]), float(row["aspect"]))
    sheds = tuple(float(m2) for m2 in row["sheds"].split(",") if m2)
    return Asked(main, sheds, float(row["storeys"]), int(row["built"]), row["use"])


def _on_plot(key: str, asked: Asked, rng: np.random.Generator) -> Built:
    """Old roofs carry less, offices have machines on top, sheds carry nothing."""
    outlines = [hall(PLOTS[key], asked.main, rng, aside=bool(asked.sheds))]
    for m2 in asked.sheds:
        outlines.append(shed(PLOTS[key], m2, outlines, rng=rng))
    strong = OLD_ROOF if asked.built < OLD else NEW_ROOF
    office = OFFICE_ROOF if asked.use == "kantoorfunctie" else 1.0
    share = round(strong * office * float(rng.uniform(0.9, 1.1)), 2)
    return Built(key, asked, tuple(outlines), (share, *(0.0 for _ in asked.sheds)))


def company_rows(
    given: Mapping[str, Row], built: Mapping[str, Built], metered: Mapping[str, Array]
) -> list[dict[str, object]]:
    """Rows of bedrijven.csv: what was given, with place, floor and use filled in."""
    rngs = np.random.default_rng(SEED + 1).spawn(len(given))
    rows = zip(given.items(), rngs, strict=True)
    return [_company(row, built[key], metered.get(key), rng=rng) for (key, row), rng in rows]


def _company(row: Row, built: Built, meter: Array | None, *, rng: np.random.Generator) -> dict[str, object]:
    """One row: key figure times floor times a spread, or what the meter says."""
    spread, gas_spread = np.exp(rng.normal(0.0, (SPREAD, GAS_SPREAD)))
    middle = built.outlines[0].representative_point()
    floor_m2 = sum(built.floors_m2)
    if meter is None:
        kwh = round(float(row["kwh_m2"]) * floor_m2 * float(spread) / 100) * 100
    else:
        kwh = round(float(meter.sum()) / 4)
    return {
        **{name: text.replace(".", ",") for name, text in row.items()},
        "tariff": row["tariff"],
        "area": "vlasveld" if PLOTS[row["id"]].middle[0] < BORDER[0][0] else "akkermolen",
        "x": round(middle.x, 1),
        "y": round(middle.y, 1),
        "connection": "small" if ".KV_" in row["tariff"] else "large",
        "electricity_kwh": kwh,
        "gas_m3": round(float(row["m3_m2"]) * floor_m2 * float(gas_spread) / 10) * 10,
        "wish_in_queue": "1" if row["wish_kw"] else "",
        "origin": _origin(row["id"]),
    }


def _origin(company: str) -> str:
    if company in METERS:
        return "measured"
    return "estimated" if company in ESTIMATED or company in BACKGROUND else "given"


def _layers(built: Mapping[str, Built], given: Mapping[str, Row]) -> dict[str, gpd.GeoDataFrame]:
    owner = {key: key if key in given else "" for key in PLOTS}
    panden = [row for key, b in built.items() for row in b.rows(company=owner[key], origin=_origin(key))]
    plots = [
        {"id": f"perceel-{key}", "company": owner[key], "geometry": plot_polygon(plot)} for key, plot in PLOTS.items()
    ]
    streets = [{"id": key, "kind": kind, "geometry": line} for key, (kind, line) in street_lines().items()]
    tables = {"gebouwen": panden, "percelen": plots, "straten": streets, "gebieden": area_rows()}
    return {name: layer(table) for name, table in tables.items()}


def park_m2() -> float:
    """Gross area of the park: the plots and the streets between them."""
    return float(union_all([plot_polygon(p) for p in PLOTS.values()]).buffer(GAP_M / 2).buffer(-GAP_M / 2).area)
