"""Koelpoort: an invented park of 35 ha with cold stores, food and a laundry, and 260 dwellings beside it.

On paper u runs east and v north, in m (`layout.py`)::

       0                  350                 700      900
  505  +---------+--------+---------+---------+
       | vorst   | verpakt| koelhuis| vrieshui|
  375  ======= IJsstraat ==========================+
       | bouw tec| vlees  | fruit soep groente| flats|| Havenlaan
  250  ======= Koelweg =====+======================+ kade
       | gar druk| bakkerij | kant poort lab was| rows||
  125  ======= Dooistraat ==+===============+------+
       | opslag  | tuin     | horeca  | sport |
   -5  +---------+--------+---------+---------+
"""

from pathlib import Path
from typing import cast

from shapely.geometry import box

from collectief.facts import fact
from collectief.park import Dwellings, EnergyArea, HeatSource, Park, Rules, YearFiles, write_park
from collectief.park.heat_source import HeatKind
from collectief.park.read_heat import dwelling_heat_kwh
from parks.drawn import Sheet, companies, parcels, plot_of, rows_of, standing, streets
from parks.layout import Line

KEY, NAME = "koelpoort", "Koelpoort"
SHEET = Sheet(44_300.0, 381_900.0, -21.0, 20_350)
AREA = "kanaaleiland"
STREETS: dict[str, tuple[str, Line]] = {
    "ijsstraat-1": ("street", ((0, 375), (350, 375))),
    "ijsstraat-2": ("street", ((350, 375), (708, 375))),
    "koelweg-1": ("street", ((-60, 250), (0, 250))),
    "koelweg-2": ("street", ((0, 250), (350, 250))),
    "koelweg-3": ("street", ((350, 250), (708, 250))),
    "dooistraat-1": ("street", ((0, 125), (350, 125))),
    "dooistraat-2": ("street", ((350, 125), (708, 125))),
    "zoutweg-1": ("street", ((0, 125), (0, 250))),
    "zoutweg-2": ("street", ((0, 250), (0, 375))),
    "poortstraat-1": ("street", ((350, 125), (350, 250))),
    "poortstraat-2": ("street", ((350, 250), (350, 375))),
    "havenlaan-1": ("street", ((708, 125), (708, 250))),
    "havenlaan-2": ("street", ((708, 250), (708, 375))),
    "kade-1": ("street", ((708, 250), (790, 250))),
    "kade-2": ("street", ((790, 250), (790, 390))),
    "kade-3": ("street", ((790, 250), (790, 130))),
    "haven": ("water", ((880, 60), (874, 250), (878, 470))),
}
"""Street: kind and line on paper."""
FLATS_DEGC, ROWS_DEGC = 70.0, 65.0
HOMES = (
    # id, number, kWh each (None: not known), degC, label, lower left corner, width and depth
    ("flat-a", 44, 7_400.0, FLATS_DEGC, "Flat Aalscholver, 1972", (724, 268, 54, 13)),
    ("flat-b", 44, 7_400.0, FLATS_DEGC, "Flat Bergeend, 1972", (724, 306, 54, 13)),
    ("flat-c", 44, 7_400.0, FLATS_DEGC, "Flat Canadagans, 1974", (724, 344, 54, 13)),
    ("flat-d", 40, 7_100.0, FLATS_DEGC, "Flat Duiker, 1974", (802, 268, 54, 13)),
    ("flat-e", 40, 7_100.0, FLATS_DEGC, "Flat Eidereend, 1975", (802, 344, 54, 13)),
    ("rij-noord", 24, 10_600.0, ROWS_DEGC, "Kade 1-24, 1981", (800, 180, 62, 9)),
    ("rij-zuid", 24, None, None, "Kade 25-48, 1981", (720, 180, 58, 9)),
)
NEIGHBOURHOOD = "BU99990104"
"""No municipality has the number 9999."""
SOURCES = (
    ("energiehof", "plant_site", (660, 368), 0.0, None, (1, 12), None),
    ("havenkom", "surface_water", (872, 300), 1_500.0, 17.0, (4, 10), None),
    ("zuivering", "residual", (980, 470), 600.0, 14.0, (1, 12), 2040),
)
"""Source: kind, place on paper, kW, degC, months, until."""


def make(folder: Path) -> Park:
    """Write the park into a folder, all but HERKOMST.md, and return it."""
    rows = rows_of(KEY)
    plots = {row["id"]: plot_of(row) for row in rows}
    buildings = standing(SHEET, rows, plots)
    park = Park(
        id=KEY,
        name=NAME,
        companies=companies(SHEET, rows, buildings, area=AREA),
        buildings=buildings,
        streets=streets(SHEET, STREETS),
        areas=(_area(),),
        parcels=parcels(SHEET, plots),
        year=YearFiles(2025, 1, tax_year=2026),
        rules=Rules(),
        dwellings=tuple(_homes()),
        heat_sources=tuple(_sources()),
    )
    write_park(park, folder)
    return park


def _area() -> EnergyArea:
    """The feeding area of the station, far larger than the park: full."""
    middle = SHEET.point(350, 250)
    return EnergyArea(
        id=AREA, name="OS Kanaaleiland",
        polygon=box(middle.x - 4_000, middle.y - 3_000, middle.x + 3_000, middle.y + 3_500),
        offtake_capacity_kw=40_000.0, feed_in_capacity_kw=40_000.0, offtake="red", feed_in="amber",
        offtake_queue_kw=7_500.0, feed_in_queue_kw=2_100.0, offtake_requests=31, feed_in_requests=6,
        alleviation_year=2033, others_peak_kw=37_500.0,
    )  # fmt: skip


def _homes() -> list[Dwellings]:
    """The dwellings; what is not known stays a key figure, as reading the map would fill it in."""
    found = []
    for key, number, each_kwh, degc, label, (west, south, wide, deep) in HOMES:
        known = each_kwh is not None and degc is not None
        found.append(
            Dwellings(
                id=key,
                dwellings=number,
                heat_kwh=number * (dwelling_heat_kwh() if each_kwh is None else each_kwh),
                degc=fact("heat.space_supply_degc").value if degc is None else degc,
                shape=SHEET.block(west, south, wide, deep),
                neighbourhood=NEIGHBOURHOOD,
                label=label,
                origin="given" if known else "estimated",
            )
        )
    return found


def _sources() -> list[HeatSource]:
    return [
        HeatSource(key, cast(HeatKind, kind), SHEET.point(*at), kw, degc, months, until=until)
        for key, kind, at, kw, degc, months, until in SOURCES
    ]
