"""Makes buildings, parcels, streets and energy areas of the layers of the map."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, TypeVar, cast, get_args

from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from collectief.facts import pipes, sector_keys, sector_row
from collectief.park.check_words import shown
from collectief.park.constraint import Constraint
from collectief.park.ground import STREET_KINDS, SURFACES, HeatPipe, Parcel, Street, Surface
from collectief.park.read_cell import COUNT, KW, M2, YEARS, Column, Row, mark_in, read_row, tell_doubles
from collectief.park.read_map import Layer
from collectief.park.read_shape import area_shape, lines, one_polygon, tell_empty
from collectief.park.roofs import RoofKind
from collectief.park.things import Building, EnergyArea, Origin

BUILDINGS, PARCELS, STREETS, AREAS = "gebouwen", "percelen", "straten", "gebieden"
ORIGINS = get_args(Origin)
CONSTRAINTS = get_args(Constraint)
HEAT_PIPES = tuple(word for word in get_args(HeatPipe) if word)
DIAMETERS = tuple(pipe.dn for pipe in pipes())
BUILDING_YEARS = (1000.0, 9999.0)
"""The register of buildings holds 1005 and 9999 for years that are unknown."""
ORIGIN = Column("origin", "choice", choices=ORIGINS, default="estimated")
LAYERS: Final[Mapping[str, tuple[Column, ...]]] = {
    BUILDINGS: (
        Column("id", "id", needed=True),
        Column("company", "id"),
        Column("floor_m2", "number", high=M2),
        Column("roof_m2", "number", high=M2),
        Column("year", "whole", low=BUILDING_YEARS[0], high=BUILDING_YEARS[1]),
        Column("use"),
        Column("roof", "choice", choices=get_args(RoofKind)),
        ORIGIN,
    ),
    PARCELS: (Column("id", "id"), Column("company", "id")),
    STREETS: (
        Column("id", "id"),
        Column("kind", "choice", choices=STREET_KINDS, default="street"),
        Column("surface", "choice", choices=SURFACES, default="unknown"),
        Column("heat_pipe", "choice", choices=HEAT_PIPES),
        Column("heat_dn", "whole", high=DIAMETERS[-1]),
    ),
    AREAS: (
        Column("id", "plain_id", needed=True),
        Column("name", needed=True),
        Column("offtake", "choice", needed=True, choices=CONSTRAINTS),
        Column("feed_in", "choice", needed=True, choices=CONSTRAINTS),
        Column("offtake_capacity_kw", "number", high=KW),
        Column("feed_in_capacity_kw", "number", high=KW),
        Column("offtake_queue_kw", "number", high=10 * KW),
        Column("feed_in_queue_kw", "number", high=10 * KW),
        Column("offtake_requests", "whole", high=COUNT),
        Column("feed_in_requests", "whole", high=COUNT),
        Column("alleviation_year", "whole", low=YEARS[0], high=YEARS[1]),
        Column("others_peak_kw", "number", high=KW),
    ),
}
NEEDED = (BUILDINGS, AREAS)
Thing = TypeVar("Thing")


def buildings(layer: Layer | None, companies: Mapping[str, str]) -> tuple[Building, ...]:
    """All buildings, those without a (known) company with an empty one; ``companies`` gives the sector of each id.

    An empty floor counts as one storey; an empty roof as the sector's share of the footprint.
    """

    def make(row: Row, shape: BaseGeometry | None) -> tuple[Building, ...]:
        footprint = one_polygon(shape, row.spot)
        if footprint is None:
            return ()
        owner = _owner(row, companies)
        area_m2 = float(footprint.area)
        floor_m2 = row.numbers.get("floor_m2", area_m2)
        roof_m2 = row.numbers.get("roof_m2")
        if roof_m2 is None:
            sector = companies.get(owner, "")
            roof_m2 = area_m2 * sector_row(sector, floor_m2).roof_share if sector in sector_keys() else area_m2
        complete = {"floor_m2", "roof_m2"} <= set(row.numbers)
        origin = (row.word("origin") or "given") if complete else "estimated"
        use, year = row.word("use"), row.whole("year")
        lies = cast(RoofKind, row.word("roof")) if row.word("roof") else None
        return (Building(row.word("id"), owner, footprint, floor_m2, roof_m2, year, use, cast(Origin, origin), lies),)

    return made(layer, LAYERS[BUILDINGS], make=make)


def parcels(layer: Layer | None, companies: Collection[str]) -> tuple[Parcel, ...]:
    """All parcels, with the company that uses them where it is known."""

    def make(row: Row, shape: BaseGeometry | None) -> tuple[Parcel, ...]:
        polygon = one_polygon(shape, row.spot)
        return () if polygon is None else (Parcel(row.word("id"), _owner(row, companies) or None, polygon),)

    return made(layer, LAYERS[PARCELS], make=make)


def streets(layer: Layer | None) -> tuple[Street, ...]:
    """All streets; one that consists of separate pieces becomes as many streets."""

    def make(row: Row, shape: BaseGeometry | None) -> tuple[Street, ...]:
        if isinstance(shape, LineString | MultiLineString) and shape.length == 0 and not shape.is_empty:
            row.spot.say("street_without_length")
            return ()
        parts = lines(shape, row.spot)
        name, kind = row.word("id"), row.word("kind") or "street"
        names = [name] if len(parts) == 1 else [f"{name}_{n}" for n in range(1, len(parts) + 1)]
        surface = cast(Surface, row.word("surface") or "unknown")
        pipe, dn = _pipe_in(row)
        return tuple(Street(n, part, kind, surface, pipe, dn) for n, part in zip(names, parts, strict=True))

    return made(layer, LAYERS[STREETS], make=make)


def _pipe_in(row: Row) -> tuple[HeatPipe, int | None]:
    """Whether a heat pipe lies in this street or may not, and its DN; a pipe of which the DN makes no sense is none."""
    pipe, dn = cast(HeatPipe, row.word("heat_pipe")), row.whole("heat_dn")
    if pipe == "existing" and dn in DIAMETERS:
        return pipe, dn
    if pipe == "existing" or dn is not None:
        value = "-" if dn is None else str(dn)
        row.spot.say("heat_pipe_incomplete", "heat_dn", value=value, choices=", ".join(map(str, DIAMETERS)))
    return ("forbidden" if pipe == "forbidden" else ""), None


def areas(layer: Layer | None) -> tuple[EnergyArea, ...]:
    """All energy areas, without the load of others on them."""

    def make(row: Row, shape: BaseGeometry | None) -> tuple[EnergyArea, ...]:
        polygon = area_shape(shape, row.spot)
        if polygon is None:
            return ()
        numbers = row.numbers
        area = EnergyArea(
            id=row.word("id"),
            name=row.word("name"),
            polygon=polygon,
            offtake_capacity_kw=numbers.get("offtake_capacity_kw"),
            feed_in_capacity_kw=numbers.get("feed_in_capacity_kw"),
            offtake=cast(Constraint, row.word("offtake")),
            feed_in=cast(Constraint, row.word("feed_in")),
            offtake_queue_kw=numbers.get("offtake_queue_kw", 0.0),
            feed_in_queue_kw=numbers.get("feed_in_queue_kw", 0.0),
            offtake_requests=row.whole("offtake_requests") or 0,
            feed_in_requests=row.whole("feed_in_requests") or 0,
            alleviation_year=row.whole("alleviation_year"),
            others_peak_kw=numbers.get("others_peak_kw"),
        )
        return (area,)

    return made(layer, LAYERS[AREAS], make=make)


def made(
    layer: Layer | None, columns: Sequence[Column], *, make: Callable[[Row, BaseGeometry | None], tuple[Thing, ...]]
) -> tuple[Thing, ...]:
    """What ``make`` makes of every sound row; rows without an id in a layer where that is allowed get a number."""
    if layer is None:
        return ()
    named = any(c.name == "id" and c.needed for c in columns)
    ids = [str(row.get("id", "")).strip() or ("" if named else f"nr-{n}") for n, row in enumerate(layer.rows, start=1)]
    tell_doubles([name for name in ids if name], layer.spot)
    tell_empty(list(layer.shapes), [name or f"nr-{n}" for n, name in enumerate(ids, start=1)], spot=layer.spot)
    mark = mark_in(layer.rows, columns)
    things: list[Thing] = []
    for at, (name, cells) in enumerate(zip(ids, layer.rows, strict=True)):
        values = cells if name == str(cells.get("id", "")).strip() else {**cells, "id": name}
        spot = layer.spot.at(layer.spot.where, name or f"nr-{at + 1}").near(layer.shapes[at])
        row = read_row(values, columns, spot=spot, mark=mark)
        made = make(row, layer.shapes[at])
        things.extend(made if row.sound else ())
    return tuple(things)


def _owner(row: Row, companies: Collection[str]) -> str:
    """The company that a row belongs to; empty with a finding where nobody knows it."""
    owner = row.word("company")
    if owner and companies and owner not in companies:
        row.spot.say("company_unknown", "company", value=shown(owner))
        return ""
    return owner
