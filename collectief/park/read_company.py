"""Makes companies of the rows of the table: connection, location, area, wishes; what is empty is estimated and told."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast, get_args

from shapely import union_all
from shapely.geometry import Point

from collectief.facts import fact, fuse_of, sector_keys, sector_row, tariff_keys
from collectief.facts.tariffs import UNITS as PRICES
from collectief.park.check_words import Spot, shown
from collectief.park.owners import OWNERS
from collectief.park.read_cell import (
    DEGC,
    EUR,
    FTE,
    HEATING_DEGC,
    KW,
    KWH,
    M2,
    M3,
    YEARS,
    Column,
    Row,
    tell_doubles,
)
from collectief.park.read_mobility import DRIVING, mobility
from collectief.park.read_profiles import AREA_PREFIX, Profiles
from collectief.park.read_residual import residual_heat
from collectief.park.read_rights import Given, with_firm
from collectief.park.read_rows import read_rows
from collectief.park.read_shape import NETHERLANDS_M
from collectief.park.read_signed import signed_in
from collectief.park.read_table import Table
from collectief.park.read_tariffs import COLUMNS as TARIFF_COLUMNS
from collectief.park.read_tariffs import TARIFFS_FILE, Tariffs, lookup
from collectief.park.things import (
    Array,
    Building,
    Company,
    Connection,
    EnergyArea,
    Kind,
    Origin,
    Wish,
)
from collectief.text import Text

ORIGINS = get_args(Origin)
KINDS = get_args(Kind)
RESERVED = "park"
"""Owner of what belongs to all companies together."""
KIND_WORDS = {"large": Text(nl="grote", en="large"), "small": Text(nl="kleine", en="small")}
WEST, SOUTH, EAST, NORTH = NETHERLANDS_M
QUARTERS_PER_HOUR = 4
COLUMNS: Final = (
    Column("id", "plain_id", needed=True),
    Column("name", needed=True),
    Column("sector", "id", needed=True),
    Column("area", "plain_id"),
    Column("x", "number", low=WEST, high=EAST),
    Column("y", "number", low=SOUTH, high=NORTH),
    Column("connection", "choice", needed=True, choices=KINDS),
    Column("tariff", "id", needed=True),
    Column("offtake_kw", "number", high=KW),
    Column("group_kw", "number", high=KW),
    Column("lowers_to_kw", "number", high=KW),
    Column("feed_in_kw", "number", high=KW),
    Column("physical_kva", "number", high=KW),
    Column("connection_origin", "choice", choices=ORIGINS, default="estimated"),
    Column("residence", "flag"),
    Column("tax_exempt_share", "number", high=1.0),
    Column("electricity_kwh", "number", high=KWH),
    Column("gas_m3", "number", high=M3),
    Column("solar_kwp", "number", high=KW),
    Column("carport_m2", "number", high=M2),
    Column("peak_kw", "number", high=KW),
    Column("fte", "number", high=FTE),
    *DRIVING,
    Column("residual_kw", "number", high=KW),
    Column("residual_degc", "number", low=0.0, high=DEGC),
    Column("residual_always", "flag"),
    Column("residual_until", "whole", low=YEARS[0], high=YEARS[1]),
    Column("heat_degc", "number", low=HEATING_DEGC[0], high=HEATING_DEGC[1]),
    Column("wish_kw", "number", high=KW),
    Column("wish_year", "whole", low=YEARS[0], high=YEARS[1]),
    Column("wish_eur_per_year", "number", high=EUR),
    Column("wish_in_queue", "flag"),
    Column("owner_kind", "choice", choices=tuple(OWNERS), default="bv"),
    Column("turnover_eur", "number", high=EUR),
    Column("balance_eur", "number", high=EUR),
    Column("profit_eur", "number", low=-EUR, high=EUR),
    Column("signed", "written"),
    Column("budget_eur", "number", high=EUR),
    Column("let_roof", "flag"),
    Column("key_weight", "number", high=EUR),
    Column("leaves_with", "plain_id"),
    Column("origin", "choice", choices=ORIGINS, default="estimated"),
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a company stands in: buildings, areas (and the ids of areas that are wrong), profiles and the year."""

    buildings: tuple[Building, ...]
    areas: tuple[EnergyArea, ...]
    area_ids: frozenset[str]
    profiles: Profiles
    year: int
    given: Given
    own: Tariffs


def company_rows(table: Table | None, spot: Spot, tariffs: Tariffs | None = None) -> tuple[Row, ...]:
    """The rows of the table with their findings: figures, sector, tariff (``tariffs`` are the park's own), doubles."""
    if table is None:
        return ()
    rows = []
    for row in read_rows(table, COLUMNS, spot=spot):
        before = len(spot.found)
        _tell_words(row, tariffs or {})
        sound = row.sound and not any(i.severity == "error" for i in spot.found[before:])
        rows.append(replace(row, sound=sound))
    if not rows:
        spot.say("no_companies")
        return ()
    tell_doubles([name for row in rows if (name := row.word("id"))], spot)
    if len(rows) == 1:
        spot.say("single_company")
    return tuple(rows)


def company(row: Row, around: Surroundings) -> Company | None:
    """The company of one row, or None where something that it needs is an error."""
    row = with_firm(row, around.given)
    own = tuple(b for b in around.buildings if b.company == row.word("id"))
    profile = around.profiles.companies.get(row.word("id"))
    use_kwh = _electricity(row, profile, around=around)
    location = _location(row, own, around=around)
    area = _area(row, location, around=around)
    if not row.sound or use_kwh is None or not {"id", "name", "sector", "connection", "tariff"} <= set(row.words):
        return None
    peak_kw = _peak(row, use_kwh, floor_m2=sum(b.floor_m2 for b in own), profile=profile)
    return Company(
        id=row.word("id"),
        name=row.word("name"),
        sector=row.word("sector"),
        area=area,
        connection=_with_terms(_connection(row, peak_kw, own=around.own), row, around, lived_in=bool(own)),
        location=location,
        electricity_kwh=use_kwh,
        gas_m3=row.numbers.get("gas_m3", 0.0),
        solar_kwp=row.numbers.get("solar_kwp", 0.0),
        carport_m2=row.numbers.get("carport_m2", 0.0),
        peak_kw=row.numbers.get("peak_kw") or None,
        fte=row.numbers.get("fte"),
        wish=_wish(row, around.year),
        mobility=mobility(row),
        residual_heat=residual_heat(row),
        owner_kind=row.word("owner_kind"),
        origin=cast(Origin, row.word("origin") or "given"),
        turnover_eur=row.numbers.get("turnover_eur"),
        balance_eur=row.numbers.get("balance_eur"),
        profit_eur=row.numbers.get("profit_eur"),
        signed=signed_in(row),
        budget_eur=row.numbers.get("budget_eur"),
        let_roof=bool(row.numbers.get("let_roof")),
        heat_degc=row.numbers.get("heat_degc"),
        key_weight=row.numbers.get("key_weight"),
        leaves_with=row.word("leaves_with").casefold(),
    )


def _tell_words(row: Row, own: Tariffs) -> None:
    """Say which words of a row are in no table, or contradict each other."""
    name, sector, tariff = row.word("id"), row.word("sector"), row.word("tariff")
    if name.lower() == RESERVED or name.lower().startswith(AREA_PREFIX):
        row.spot.say("id_reserved", "id", value=shown(name))
    if sector and sector not in sector_keys():
        row.spot.say("sector_unknown", "sector", value=shown(sector), choices=", ".join(sector_keys()))
    found = lookup(own, tariff)
    if tariff and found is None:
        _tell_tariff(row, tariff, own)
    elif found is not None and row.word("connection") in KINDS and found.kind != row.word("connection"):
        kind = KIND_WORDS[found.kind]
        row.spot.say("tariff_contradicts", "tariff", value=tariff, kind=kind, connection=row.word("connection"))


def _tell_tariff(row: Row, key: str, own: Tariffs) -> None:
    """A category that is in no table: which file, which columns and which category to fill in."""
    fuse = {"ampere"} if row.word("connection") == "small" else set()
    columns = ", ".join(c.name for c in TARIFF_COLUMNS if c.needed or c.name in {*PRICES, *fuse})
    choices = ", ".join((*own, *tariff_keys()))
    row.spot.say("tariff_unknown", "tariff", value=shown(key), choices=choices, file=TARIFFS_FILE, columns=columns)


def _electricity(row: Row, profile: Array | None, *, around: Surroundings) -> float | None:
    """Yearly use in kWh: as given, or the sum of the profile; None with a finding where there is neither."""
    if profile is not None:
        return row.numbers.get("electricity_kwh", float(profile.sum()) / QUARTERS_PER_HOUR)
    if "electricity_kwh" not in row.numbers and row.sound and row.word("id") not in around.profiles.failed:
        row.spot.say("value_missing", "electricity_kwh")
    return row.numbers.get("electricity_kwh")


def _location(row: Row, own: Sequence[Building], *, around: Surroundings) -> Point:
    """As given, else inside the largest building, else the middle of the park with a finding."""
    if {"x", "y"} <= set(row.numbers):
        return Point(row.numbers["x"], row.numbers["y"])
    for given, other in (("x", "y"), ("y", "x")):
        if given in row.numbers:
            effect = Text(nl="de plek telt niet", en="the location does not count")
            row.spot.say("pair_incomplete", given, other=other, effect=effect)
    if own:
        return max(own, key=lambda b: (float(b.footprint.area), b.id)).footprint.representative_point()
    if around.buildings:
        row.spot.say("location_estimated", "x")
        return union_all([b.footprint for b in around.buildings]).centroid
    return Point((WEST + EAST) / 2, (SOUTH + NORTH) / 2)


def _area(row: Row, location: Point, *, around: Surroundings) -> str:
    """The energy area as given, else the one that the location lies in, else the nearest with a finding."""
    given = row.word("area")
    if given:
        if around.area_ids and given not in around.area_ids:
            row.spot.say("area_unknown", "area", value=shown(given), choices=", ".join(sorted(around.area_ids)) or "-")
        return given
    if not around.areas:
        return ""
    inside = [area.id for area in around.areas if area.polygon.covers(location)]
    if len(inside) > 1:
        row.spot.say("company_in_two_areas", "area", after=inside[0], choices=", ".join(inside))
    if inside:
        return inside[0]
    nearest = min(around.areas, key=lambda area: (area.polygon.distance(location), area.id))
    distance_m = float(nearest.polygon.distance(location))
    row.spot.say("company_outside_areas", "area", after=nearest.id, distance_m=distance_m)
    return nearest.id


def _peak(row: Row, use_kwh: float, *, floor_m2: float, profile: Array | None) -> float:
    """Highest kW that the use suggests, in whole kW: of the profile, or use over the sector's full-load hours."""
    hours = sector_row(row.word("sector"), floor_m2).full_load_hours
    return float(math.ceil(use_kwh / hours if profile is None else profile.max()))


def _connection(row: Row, peak_kw: float, *, own: Tariffs) -> Connection:
    """The connection, with the defaults of the format where a figure is empty."""
    numbers, tariff = row.numbers, row.word("tariff")
    origin = cast(Origin, row.word("connection_origin") or "given")
    if row.word("connection") == "small":
        category = lookup(own, tariff)
        physical_kva = numbers.get("physical_kva", fuse_of(category) if category else 0.0)
        offtake_kw = numbers.get("offtake_kw", physical_kva)
        return Connection("small", tariff, offtake_kw, numbers.get("feed_in_kw", physical_kva), physical_kva, origin)
    offtake_kw = numbers.get("offtake_kw", peak_kw)
    if "offtake_kw" not in numbers:
        row.spot.say("contract_missing", "offtake_kw", after=peak_kw)
        origin = "estimated"
    feed_in_kw = numbers.get("feed_in_kw", 0.0)
    physical_kva = numbers.get("physical_kva", max(offtake_kw, feed_in_kw) / fact("grid.power_factor").value)
    return Connection("large", tariff, offtake_kw, feed_in_kw, physical_kva, origin)


def _with_terms(plain: Connection, row: Row, around: Surroundings, *, lived_in: bool) -> Connection:
    """The connection with what was agreed and declared of it; by default people are where there is a building."""
    return replace(
        plain,
        rights=around.given.of(row.word("id")),
        group_kw=row.numbers.get("group_kw"),
        lowers_to_kw=row.numbers.get("lowers_to_kw"),
        residence=bool(row.numbers.get("residence", float(lived_in))),
        tax_exempt_share=row.numbers.get("tax_exempt_share", 0.0),
    )


def _wish(row: Row, year: int) -> Wish | None:
    """The growth that is waited for, or None."""
    kw = row.numbers.get("wish_kw")
    if not kw:
        for field in ("wish_year", "wish_eur_per_year"):
            if row.numbers.get(field):
                effect = Text(nl="de wens telt niet", en="the wish does not count")
                row.spot.say("pair_incomplete", field, other="wish_kw", effect=effect)
        return None
    from_year = row.whole("wish_year")
    if from_year is None:
        effect = Text(nl=f"gebruikt is {year}", en=f"{year} was used")
        row.spot.say("pair_incomplete", "wish_kw", other="wish_year", effect=effect)
    queue = bool(row.numbers.get("wish_in_queue", 1.0))
    return Wish(kw, from_year or year, row.numbers.get("wish_eur_per_year", 0.0), queue)


def sectors(rows: Sequence[Row]) -> Mapping[str, str]:
    """The sector of each company that is named in the table, also where its row is wrong."""
    return {row.word("id"): row.word("sector") for row in rows if row.word("id")}
