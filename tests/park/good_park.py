"""A tiny park without a fault, and the folder that it is written to.

y
60 |  [ bakker 30x20 ]   [ drukker 40x20 ]   [ loods ]
35 |------------- dorpsstraat ---------------+---------
   |                                         | zijweg
10 |  [ garage 20x15 ]  [ flat ] :rij        |        * vaart, + centrale
   +----------------------------------------------- x (m, from 150 000, 400 000)
"""

from pathlib import Path

import numpy as np
import pandas as pd
from shapely.geometry import LineString, Point, Polygon, box

from collectief.facts import Window
from collectief.park import (
    Building,
    Commitment,
    Company,
    Connection,
    Dwellings,
    EnergyArea,
    Goals,
    HeatSource,
    Mobility,
    Parcel,
    Park,
    ResidualHeat,
    Rules,
    Street,
    TransportRight,
    WindSite,
    Wish,
    YearFiles,
    write_park,
)
from collectief.text import Text

X, Y = 150_000.0, 400_000.0


def rectangle(x: float, y: float, width: float, depth: float) -> Polygon:
    """A building with its lower left corner at (x, y), in m from the corner of the park."""
    return box(X + x, Y + y, X + x + width, Y + y + depth)


def week_profile(low_kw: float, high_kw: float) -> np.ndarray:
    """Low at night, high from 6 to 18 h, every day the same; never zero."""
    hour = np.arange(35040) // 4 % 24
    return np.where((hour >= 6) & (hour < 18), high_kw, low_kw).astype(np.float64)


def good_park() -> Park:
    """Three companies, one shed without a company, one street with a side street, one energy area."""
    bakker_kw = week_profile(10.0, 50.0)
    return Park(
        id="klein",
        name='Het "Kleine" Park',
        companies=(
            Company(
                "bakker",
                "Bakkerij Fijn & Zoon; sinds 1923",
                "wholesale",
                "noord",
                Connection(
                    "large", "stedin_2026.MSLS", 80.0, 20.0, 90.0, "measured", residence=True, tax_exempt_share=0.25
                ),
                Point(X + 10, Y + 65),
                electricity_kwh=float(bakker_kw.sum()) / 4,
                gas_m3=12_000.5,
                solar_kwp=30.0,
                carport_m2=800.0,
                fte=12.0,
                wish=Wish(40.0, 2027, 15_000.0, in_queue=False),
                residual_heat=ResidualHeat(20.0, 45.0, always=True, until=2035),
                owner_kind="vereniging",
                origin="measured",
                heat_degc=62.5,
                key_weight=12.5,
                leaves_with="noordrand",
            ),
            Company(
                "drukker",
                "Drukkerij Één",
                "wholesale",
                "noord",
                Connection("large", "stedin_2026.MSLS", 60.0, 0.0, 63.2),
                Point(X + 70, Y + 65),
                electricity_kwh=90_000.0,
                gas_m3=0.0,
                mobility=Mobility(8_000.0, 40_000.0, 0.0, 16.0, 6.0, 19.0, None, 60.0),
                key_weight=0.0,
                leaves_with="noordrand",
            ),
            Company(
                "garage",
                "Garage Zuid",
                "garage",
                "noord",
                Connection("small", "stedin_2026.KV_3x63A", 43.0, 43.0, 43.6),
                Point(X + 10, Y + 15),
                electricity_kwh=15_000.0,
                gas_m3=3_000.0,
                heat_degc=80.0,
                key_weight=3.0,
            ),
        ),
        buildings=(
            Building("p1", "bakker", rectangle(0, 60, 30, 20), 1_150.25, 400.0, 1995, "industriefunctie", roof="flat"),
            Building("p2", "drukker", rectangle(50, 60, 40, 20), 1_600.0, 500.0, None, "industriefunctie", "measured"),
            Building("p3", "garage", rectangle(0, 10, 20, 15), 300.0, 200.0, 1980, roof="east_west"),
        ),
        streets=(
            Street(
                "dorpsstraat",
                LineString([(X - 10, Y + 35), (X + 100, Y + 35), (X + 140, Y + 35)]),
                "street",
                "hard",
                "existing",
                100,
            ),
            Street("zijweg", LineString([(X + 100, Y + 35), (X + 100, Y)]), "route", "soft", "forbidden"),
            Street("spoor", LineString([(X - 10, Y - 20), (X + 140, Y - 20)]), "rail"),
        ),
        areas=(
            EnergyArea(
                "noord",
                "Station Noord",
                rectangle(-500, -500, 2_000, 2_000),
                20_000.0,
                15_000.0,
                "red",
                "amber",
                offtake_queue_kw=5_000.0,
                feed_in_queue_kw=700.0,
                offtake_requests=12,
                feed_in_requests=3,
                alleviation_year=2031,
                others_kw=np.sin(np.arange(35040) / 96) * 4_000.0,
                others_peak_kw=4_000.0,
            ),
        ),
        parcels=(
            Parcel("k1", "bakker", rectangle(-5, 40, 50, 50)),
            Parcel("k2", None, rectangle(100, 40, 40, 50)),
        ),
        background=(Building("p4", "", rectangle(110, 60, 20, 20), 400.0, 100.0, 2001),),
        background_kwh=25_000.0,
        profiles={"bakker": bakker_kw},
        year=YearFiles(2025, 7, "weer.txt", "prijzen.csv", "co2.csv", tax_year=2026),
        goals=Goals(2030, 0.6, 2045, 1.0, base_tonnes=120.0),
        commitments=(
            Commitment(
                "company",
                "Bakkerij; Fijn",
                Text(nl="tekent het groepscontract", en="signs the group contract"),
                "2027-06",
                Text(nl="als drie anderen tekenen", en="if three others sign"),
                Text(nl="betaalt de kosten van uitstel", en="pays the cost of delay"),
                company="bakker",
                measure="group_contract",
            ),
            Commitment(
                "municipality",
                "",
                Text(nl="geeft ruimte voor een batterij", en="gives room for a battery"),
                "2028",
                Text(nl="", en=""),
                Text(nl="", en=""),
            ),
        ),
        rules=Rules(
            lower_contracts=True,
            group_fixed_eur=18_000.0,
            interest=0.05,
            direct_line_m=80.0,
            heat_level="lt",
            wind=WindSite("noord", 1_500.0),
        ),
        offers=(("noord", TransportRight("block", "offtake", 50.0, Window((11, 2), (1, 5), (22, 6)), 0.5)),),
        dwellings=(
            Dwellings(
                "flat", 24, 180_000.5, 70.0, rectangle(40, 5, 30, 12), "BU05180101", 'Flat "Zuid"; 1974', "measured"
            ),
            Dwellings("rij", 6, 61_000.0, 55.0, Point(X + 80, Y + 10)),
        ),
        heat_sources=(
            HeatSource("vaart", "surface_water", Point(X + 150, Y + 10), 400.0, 17.5, (4, 10), 0.012, 2040, 0.004),
            HeatSource("oven", "residual", Point(X + 160, Y + 10), 90.0, 85.0, (11, 2)),
            HeatSource("centrale", "plant_site", Point(X + 155, Y + 20)),
        ),
    )


def good_folder(folder: Path) -> Path:
    """The tiny park written to a folder, with files of the year."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("weer.txt", "prijzen.csv", "co2.csv"):
        (folder / name).write_text("reeks\n", encoding="utf-8")
    return write_park(good_park(), folder)


def quarters(year: int = 2025) -> pd.DatetimeIndex:
    """The quarter-hours of a year in UTC+1, shape (35040,) or (35136,)."""
    return pd.date_range(f"{year}-01-01", f"{year + 1}-01-01", freq="15min", inclusive="left", tz="+01:00")
