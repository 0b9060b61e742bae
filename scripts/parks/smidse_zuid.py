"""Smidse-Zuid: an invented park of 42 small units on wide streets; a smith has some heat to spare, nobody needs much.

On paper, three streets run east between two roads; each has seven units on either side::

        0     34    68   ...  238
   +--  [01] [02] [03] ... [07]
   |  ======== Aambeeldstraat ========== +
   |    [08] [09] [10] ... [14]          |
   |    [15] ...                  [21]   |
   |  ======== Hamerstraat ============= +
"""

from itertools import pairwise
from pathlib import Path

from shapely.geometry import box

from collectief.park import EnergyArea, HeatSource, Park, Rules, YearFiles, write_park
from parks.drawn import Sheet, companies, parcels, rows_of, standing, streets
from parks.layout import Line, Plot

KEY, NAME = "smidse-zuid", "Smidse-Zuid"
TABLE = "smidse_zuid"
SHEET = Sheet(121_400.0, 433_200.0, 9.0, 20_420)
AREA = "lekkerland"
WIDE_M, DEEP_M, ROAD_M, UNITS = 34.0, 44.0, 32.0, 7
"""A unit's plot along and away from the street, the width of the street with its verges, and units on one side."""
NAMES = ("aambeeldstraat", "hamerstraat", "tangstraat")
PITCH_M = 2 * DEEP_M + ROAD_M
EAST_M = UNITS * WIDE_M


def street_lines() -> dict[str, tuple[str, Line]]:
    """Three streets between a road in the west and one in the east, cut where they meet."""
    levels = [n * PITCH_M for n in range(len(NAMES))]
    west, east = -ROAD_M / 2, EAST_M + ROAD_M / 2
    lines: dict[str, tuple[str, Line]] = {
        name: ("street", ((west, v), (east, v))) for name, v in zip(NAMES, levels, strict=True)
    }
    for n, (low, high) in enumerate(pairwise(levels), start=1):
        lines[f"smidseweg-{n}"] = ("street", ((west, low), (west, high)))
        lines[f"vuurweg-{n}"] = ("street", ((east, low), (east, high)))
    lines["smidseweg-0"] = ("street", ((west, -120.0), (west, 0.0)))
    return lines


def plot(number: int) -> Plot:
    """The plot of a unit by its place in the table: seven north of a street, then seven south of it."""
    level, along = divmod(number, 2 * UNITS)
    side, place = divmod(along, UNITS)
    street, edge = level * PITCH_M, ROAD_M / 2
    west = place * WIDE_M
    if side == 0:
        return Plot(west, west + WIDE_M, street + edge, street + edge + DEEP_M, "S")
    return Plot(west, west + WIDE_M, street - edge - DEEP_M, street - edge, "N")


def make(folder: Path) -> Park:
    """Write the park into a folder, all but HERKOMST.md, and return it."""
    rows = rows_of(TABLE)
    plots = {row["id"]: plot(number) for number, row in enumerate(rows)}
    buildings = standing(SHEET, rows, plots)
    middle = SHEET.point(EAST_M / 2, PITCH_M)
    area = EnergyArea(
        id=AREA, name="OS Lekkerland",
        polygon=box(middle.x - 2_500, middle.y - 3_500, middle.x + 4_000, middle.y + 2_000),
        offtake_capacity_kw=30_000.0, feed_in_capacity_kw=30_000.0, offtake="yellow", feed_in="amber",
        feed_in_queue_kw=900.0, feed_in_requests=3, alleviation_year=2029, others_peak_kw=24_000.0,
    )  # fmt: skip
    park = Park(
        id=KEY,
        name=NAME,
        companies=companies(SHEET, rows, buildings, area=AREA),
        buildings=buildings,
        streets=streets(SHEET, street_lines()),
        areas=(area,),
        parcels=parcels(SHEET, plots),
        year=YearFiles(2025, 1, tax_year=2026),
        rules=Rules(),
        heat_sources=(
            HeatSource("erf", "plant_site", SHEET.point(EAST_M + ROAD_M, PITCH_M)),
            HeatSource("bodem", "ground", SHEET.point(EAST_M + ROAD_M, PITCH_M + 10.0), 120.0, 11.0),
        ),
    )
    write_park(park, folder)
    return park
