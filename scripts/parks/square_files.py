"""The files of a park with square loads: four buildings on one street."""

from itertools import pairwise
from pathlib import Path

import numpy as np
from shapely.geometry import LineString, Polygon, box

from parks.files import CAR_COLUMNS, layer, write_companies, write_map, write_series
from parks.squares import DAYS, TAX_YEAR, YEAR, SquarePark

WIDE_M, DEEP_M, SPACE_M, SETBACK_M = 40.0, 25.0, 60.0, 20.0
"""Buildings: 40 by 25 m, 60 m apart, 20 m from the axis of the street."""
AREA_M = 1000.0
ROOF_SHARE = 0.5


def write(park: SquarePark, folder: Path) -> None:
    """Write the files of the park, all but HERKOMST.md."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "park.toml").write_text(_toml(park), encoding="utf-8")
    write_companies(folder / "bedrijven.csv", [_row(park, n) for n in range(len(park.companies))])
    write_map(folder / "kaart.gpkg", {name: layer(rows) for name, rows in _layers(park).items()})
    for company in park.companies:
        kw = np.tile(np.repeat(company.day_kw, 4), DAYS)
        write_series(folder / "profielen" / f"{company.id}.parquet", kw, year=YEAR, minutes=15)


def _toml(park: SquarePark) -> str:
    return f"""format = 1
id = "{park.id}"
name = "{park.name}"

[year]
year = {YEAR}
seed = 1
tax_year = {TAX_YEAR}

[rules]
lower_contracts = false
group_fixed_eur = {park.group_fixed_eur:g}
group_member_eur = {park.group_member_eur:g}
"""


def _row(park: SquarePark, n: int) -> dict[str, object]:
    company = park.companies[n]
    middle = _footprint(park, n).centroid
    row: dict[str, object] = {
        "id": company.id,
        "name": company.name,
        "sector": company.sector,
        "area": "station",
        "x": middle.x,
        "y": middle.y,
        "connection": "small" if company.small else "large",
        "tariff": f"stedin_2026.{company.category}",
        "offtake_kw": company.contract_kw,
        "feed_in_kw": None if company.small else 0.0,
        "physical_kva": company.physical_kva,
        "electricity_kwh": company.kwh,
        "gas_m3": company.gas_m3,
        "owner_kind": "bv",
        "origin": "measured",
    }
    if company.wish:
        kw, year, eur = company.wish
        row |= {"wish_kw": kw, "wish_year": year, "wish_eur_per_year": eur, "wish_in_queue": 1}
    if company.residual:
        heat_kw, degc = company.residual
        row |= {"residual_kw": heat_kw, "residual_degc": degc, "residual_always": 1}
    if company.cars:
        row |= dict(zip(CAR_COLUMNS, company.cars, strict=True))
    return row


def _footprint(park: SquarePark, n: int) -> Polygon:
    """Two companies on each side of the street, which runs east."""
    west = park.x_m + SPACE_M * (n // 2)
    south = park.y_m + (SETBACK_M if n % 2 == 0 else -SETBACK_M - DEEP_M)
    return box(west, south, west + WIDE_M, south + DEEP_M)


def _layers(park: SquarePark) -> dict[str, list[dict[str, object]]]:
    floor = WIDE_M * DEEP_M
    buildings = [
        {"id": f"pand-{c.id}", "company": c.id, "floor_m2": floor, "roof_m2": floor * ROOF_SHARE, "year": 2000,
         "use": "industriefunctie", "origin": "given", "geometry": _footprint(park, n)}
        for n, c in enumerate(park.companies)
    ]  # fmt: skip
    middle = park.x_m + SPACE_M - (SPACE_M - WIDE_M) / 2
    ends = (park.x_m - SPACE_M, middle, park.x_m + 2 * SPACE_M)
    streets = [
        {"id": f"straat-{n + 1}", "kind": "street", "geometry": LineString([(west, park.y_m), (east, park.y_m)])}
        for n, (west, east) in enumerate(pairwise(ends))
    ]
    area = {
        "id": "station", "name": f"OS {park.name}", "offtake": "red", "feed_in": "transparent",
        "offtake_capacity_kw": park.capacity_kw, "feed_in_capacity_kw": park.capacity_kw,
        "offtake_queue_kw": park.queue_kw, "feed_in_queue_kw": 0.0, "offtake_requests": park.requests,
        "feed_in_requests": 0, "alleviation_year": 2030, "others_peak_kw": park.others_peak_kw,
        "geometry": box(middle - AREA_M, park.y_m - AREA_M, middle + AREA_M, park.y_m + AREA_M),
    }  # fmt: skip
    return {"gebouwen": buildings, "straten": streets, "gebieden": [area]}
