"""The plan as a GeoPackage: buildings, pipes, areas and companies with what changes there (EPSG:28992)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from collectief.plan.outcome import CASES, Outcome
from collectief.presentation.escape import clean
from collectief.presentation.figures import paid, pipes, pools_of, saving_of, solar_kwp, solar_of
from collectief.presentation.map_layers import RD

Row = dict[str, Any]
_SAME_EACH_TIME = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}
"""The date that GDAL writes into the file: fixed, so that the same plan gives the same bytes."""


def write_layers(outcome: Outcome, file: Path) -> None:
    """Write the layers ``plan_*`` to a new GeoPackage: four, and direct lines and shared cars where there are any."""
    pyogrio.set_gdal_config_options(_SAME_EACH_TIME)
    try:
        for name, kind, rows, columns in (
            ("plan_gebouwen", "MultiPolygon", _buildings(outcome), ("id", "company", "solar_kwp", "saving_eur")),
            (
                "plan_leidingen",
                "LineString",
                _pipes(outcome),
                ("id", "amount", "unit", "kw", "investment_eur", "eur_per_year"),
            ),
            *_lines(outcome),
            *_pools(outcome),
            ("plan_gebieden", "MultiPolygon", _areas(outcome), ("id", "name", *_area_columns())),
            ("plan_bedrijven", "Point", _companies(outcome), ("id", "name", *_company_columns())),
        ):
            frame = _frame(rows, columns)
            frame.to_file(file, layer=name, driver="GPKG", engine="pyogrio", geometry_type=kind)
    finally:
        pyogrio.set_gdal_config_options(dict.fromkeys(_SAME_EACH_TIME))


def _frame(rows: Sequence[Row], columns: Sequence[str]) -> gpd.GeoDataFrame:
    named = {column: [row[column] for row in rows] for column in columns}
    return gpd.GeoDataFrame(named, geometry=[row["geometry"] for row in rows], crs=RD)


def _many(shape: BaseGeometry) -> MultiPolygon:
    """A polygon as a collection of one, as a layer holds one kind."""
    if isinstance(shape, Polygon):
        return MultiPolygon([shape])
    return MultiPolygon([part for part in getattr(shape, "geoms", ()) if isinstance(part, Polygon)])


def _buildings(outcome: Outcome) -> list[Row]:
    built, companies = solar_kwp(outcome), {c.id for c in outcome.park.companies}
    return [
        {
            "id": clean(b.id),
            "company": clean(b.company),
            "solar_kwp": round(solar_of(b, outcome, built), 3),
            "saving_eur": round(saving_of(outcome, b.company), 2) if b.company in companies else 0.0,
            "geometry": _many(b.footprint),
        }
        for b in outcome.park.buildings
    ]


def _lines(outcome: Outcome) -> list[tuple[str, str, list[Row], tuple[str, ...]]]:
    """The layer of direct lines, where there are any."""
    laid = [b for b in outcome.cases["together"].builds if b.measure == "direct_line" and b.shape is not None]
    rows: list[Row] = [
        {
            "id": clean(b.place),
            "m": round(b.amount, 1),
            "kw": round(b.kw, 3),
            "investment_eur": round(b.investment_eur, 2),
            "eur_per_year": round(b.eur_per_year, 2),
            "geometry": b.shape,
        }
        for b in laid
    ]
    columns = ("id", "m", "kw", "investment_eur", "eur_per_year")
    return [("plan_directe_lijnen", "LineString", rows, columns)] if rows else []


def _pools(outcome: Outcome) -> list[tuple[str, str, list[Row], tuple[str, ...]]]:
    """The layer of shared cars, where they stand, where there are any."""
    rows: list[Row] = [
        {
            "id": clean(pool.place),
            "members": " ".join(clean(c) for c in members),
            "cars": round(pool.amount),
            "eur_per_year": round(pool.eur_per_year, 2),
            "geometry": outcome.park.company(pool.place).location,
        }
        for pool, members in pools_of(outcome)
    ]
    return [("plan_deelautos", "Point", rows, ("id", "members", "cars", "eur_per_year"))] if rows else []


def _pipes(outcome: Outcome) -> list[Row]:
    return [
        {
            "id": clean(pipe.build.place),
            "amount": round(pipe.build.amount, 3),
            "unit": pipe.build.unit,
            "kw": round(pipe.build.kw, 3),
            "investment_eur": round(pipe.build.investment_eur, 2),
            "eur_per_year": round(pipe.build.eur_per_year, 2),
            "geometry": pipe.line,
        }
        for pipe in pipes(outcome)
    ]


def _area_columns() -> list[str]:
    return [f"{way}_{what}_{key}" for way in ("offtake", "feed_in") for what in ("kw", "loading") for key in CASES]


def _areas(outcome: Outcome) -> list[Row]:
    rows = []
    for area in outcome.park.areas:
        row: Row = dict.fromkeys(_area_columns(), float("nan"))
        for report in outcome.areas:
            if report.area == area.id:
                row |= {f"{report.direction}_kw_{key}": round(kw, 3) for key, kw in report.peak_kw.items()}
                row |= {f"{report.direction}_loading_{key}": round(part, 4) for key, part in report.loading.items()}
        rows.append({**row, "id": clean(area.id), "name": clean(area.name), "geometry": _many(area.polygon)})
    return rows


def _company_columns() -> list[str]:
    return ["now_eur", "alone_eur", "together_eur", "saving_eur"]


def _companies(outcome: Outcome) -> list[Row]:
    shares = outcome.allocations[outcome.chosen_rule].shares
    return [
        {
            "id": clean(company.id),
            "name": clean(company.name),
            "now_eur": round(paid(outcome.cases["now"], company.id), 2),
            "alone_eur": round(paid(outcome.cases["alone"], company.id), 2),
            "together_eur": round(shares.get(company.id, 0.0), 2),
            "saving_eur": round(saving_of(outcome, company.id), 2),
            "geometry": company.location,
        }
        for company in outcome.park.companies
    ]
