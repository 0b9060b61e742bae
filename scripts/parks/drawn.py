"""Parks drawn on the paper of the layout and moved to their own place, with companies by the key figures of sectors."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import TypeVar, cast

import numpy as np
import shapely
from shapely.affinity import rotate, translate
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from collectief.facts import fact, sector_row
from collectief.park import Building, Company, Connection, Mobility, Parcel, ResidualHeat, Street
from collectief.park.bag_connection import estimated_connection
from parks.footprints import Hall, Shape, hall
from parks.layout import ORIGIN_X_M, ORIGIN_Y_M, Line, Plot, bent, place, plot_polygon

Row = Mapping[str, str]
Drawing = TypeVar("Drawing", bound=BaseGeometry)
OPERATOR = "stedin_2026"
CABLES_KVA = (100.0, 160.0, 250.0, 400.0, 630.0, 1000.0, 1600.0, 2500.0)
"""Usual sizes of connections of large users."""
THREE_PHASES_KW = 8.5
"""A peak below this would fit one phase, which companies seldom have."""
SPREAD = 0.1
"""Standard deviation of a company's use around the key figure of its sector, as a logarithm."""
COLD = "cold"
"""In the column of residual heat: what the condensers of its machines give off."""
KELVIN, HOURS = 273.15, 8760
USES = {"office": "kantoorfunctie", "retail": "winkelfunctie", "other": "sportfunctie"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the paper lies: so many m east and north of where the layout has it, turned, and the seed of all chance."""

    x_m: float
    y_m: float
    turn_degrees: float
    seed: int

    def moved(self, drawn: Drawing) -> Drawing:
        """A shape from the place of the layout to that of this sheet, in RD rounded to 0.01 m."""
        turned = rotate(drawn, self.turn_degrees, origin=(ORIGIN_X_M, ORIGIN_Y_M))
        there = translate(turned, self.x_m - ORIGIN_X_M, self.y_m - ORIGIN_Y_M)
        return cast(Drawing, shapely.transform(there, lambda xy: np.round(xy, 2)))

    def point(self, u: float, v: float) -> Point:
        """A point of the paper."""
        return self.moved(Point(place(u, v)))

    def line(self, corners: Line) -> LineString:
        """A line of the paper, bent as the paper is."""
        return self.moved(LineString(bent(corners)))

    def block(self, west: float, south: float, wide: float, deep: float) -> Polygon:
        """A straight building with its lower left corner at a place of the paper, m."""
        east, north = west + wide, south + deep
        return self.moved(
            Polygon([place(u, v) for u, v in ((west, south), (east, south), (east, north), (west, north))])
        )


def rows_of(name: str) -> list[Row]:
    """The table of companies that was drawn up by hand."""
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def plot_of(row: Row) -> Plot:
    """The plot that a row names."""
    west, east, south, north = (float(row[side]) for side in ("west", "east", "south", "north"))
    return Plot(west, east, south, north, row["front"])


def streets(sheet: Sheet, lines: Mapping[str, tuple[str, Line]]) -> tuple[Street, ...]:
    """Streets by id: kind and line on paper."""
    return tuple(Street(key, sheet.line(line), kind) for key, (kind, line) in lines.items())


def parcels(sheet: Sheet, plots: Mapping[str, Plot]) -> tuple[Parcel, ...]:
    """The plot of each company."""
    return tuple(Parcel(f"perceel-{key}", key, sheet.moved(plot_polygon(plot))) for key, plot in plots.items())


def standing(sheet: Sheet, rows: Iterable[Row], plots: Mapping[str, Plot]) -> tuple[Building, ...]:
    """One building on each plot; the sector says how much of its roof can carry panels."""
    every = tuple(rows)
    rngs = np.random.default_rng(sheet.seed).spawn(len(every))
    return tuple(_building(sheet, row, plots[row["id"]], rng=rng) for row, rng in zip(every, rngs, strict=True))


def _building(sheet: Sheet, row: Row, plot: Plot, *, rng: np.random.Generator) -> Building:
    asked = Hall(float(row["footprint_m2"]), cast(Shape, row["shape"]), float(row["aspect"]))
    outline = sheet.moved(hall(plot, asked, rng, aside=False))
    floor_m2 = float(round(outline.area * float(row["storeys"])))
    share = sector_row(row["sector"], floor_m2).roof_share
    use = USES.get(row["sector"], "industriefunctie")
    key = row["id"]
    return Building(f"pand-{key}", key, outline, floor_m2, float(round(outline.area * share)), int(row["built"]), use)


def companies(sheet: Sheet, rows: Iterable[Row], buildings: Iterable[Building], *, area: str) -> tuple[Company, ...]:
    """Companies of a table: key figures of their sector times their floor times a spread."""
    every = tuple(rows)
    rngs = np.random.default_rng(sheet.seed + 1).spawn(len(every))
    parts = zip(every, buildings, rngs, strict=True)
    return tuple(_company(row, building, area=area, rng=rng) for row, building, rng in parts)


def _company(row: Row, building: Building, *, area: str, rng: np.random.Generator) -> Company:
    usual = sector_row(row["sector"], building.floor_m2)
    spread, gas_spread = np.exp(rng.normal(0.0, SPREAD, 2))
    kwh = float(round(usual.electricity_kwh_m2 * building.floor_m2 * float(spread), -2))
    middle = building.footprint.representative_point()
    return Company(
        id=row["id"],
        name=row["name"],
        sector=row["sector"],
        area=area,
        connection=_connection(
            kwh / usual.full_load_hours, _number(row, "solar_kwp") or 0.0, full=row.get("full") == "1"
        ),
        location=Point(round(middle.x, 1), round(middle.y, 1)),
        electricity_kwh=kwh,
        gas_m3=float(round(usual.gas_m3_m2 * building.floor_m2 * float(gas_spread), -1)),
        solar_kwp=_number(row, "solar_kwp") or 0.0,
        fte=_number(row, "fte"),
        mobility=Mobility(_number(row, "van_kwh") or 0.0, _number(row, "lorry_kwh") or 0.0),
        residual_heat=_residual(row, kwh),
        owner_kind=row.get("owner_kind") or "bv",
        heat_degc=_number(row, "heat_degc"),
    )


def _connection(peak_kw: float, solar_kwp: float, *, full: bool) -> Connection:
    """The connection that fits the peak; of a large user the next size of cable, with room to feed in its panels.

    One that is ``full`` has no more contract than its peak.
    """
    usual = replace(estimated_connection(max(peak_kw, THREE_PHASES_KW), OPERATOR), origin="given")
    if usual.kind == "small":
        return usual
    offtake_kw = float(ceil((peak_kw if full else usual.offtake_kw) / 10) * 10)
    kva = next(size for size in CABLES_KVA if size * fact("grid.power_factor").value >= max(offtake_kw, solar_kwp))
    return replace(usual, offtake_kw=offtake_kw, feed_in_kw=solar_kwp, physical_kva=kva)


def _residual(row: Row, kwh: float) -> ResidualHeat | None:
    """Heat to spare as stated, or that of condensers, which run day and night."""
    if not row.get("residual_kw"):
        return None
    degc, until = float(row["residual_degc"]), _number(row, "residual_until")
    cold = row["residual_kw"] == COLD
    kw = condenser_kw(row["sector"], kwh, degc) if cold else float(row["residual_kw"])
    return ResidualHeat(kw, degc, row["residual_always"] == "1", None if until is None else int(until))


def condenser_kw(sector: str, kwh: float, degc: float) -> float:
    """Heat that machines of refrigeration give off on average, kW, in tens: power for cooling times COP + 1.

    The COP is a part of Carnot (fact ``heat_pump.grade_water``) between evaporator and condenser.
    """
    cooling_kw = fact(f"cold_shift.share.{sector}").value * kwh / HOURS
    cold_degc = fact("condenser.evaporator_degc").value
    cop = fact("heat_pump.grade_water").value * (cold_degc + KELVIN) / (degc - cold_degc)
    return float(round(cooling_kw * (cop + 1.0), -1))


def _number(row: Row, name: str) -> float | None:
    text = row.get(name)
    return float(text) if text else None
