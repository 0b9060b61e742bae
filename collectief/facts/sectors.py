"""What a company of a sector uses per square metre, by size of its floor."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from types import MappingProxyType
from typing import Literal, cast

from collectief.errors import ModelError
from collectief.facts.csv_rows import confidence, number, read_rows
from collectief.facts.fact import Confidence
from collectief.facts.tables import missing
from collectief.text import Text

Shift = Literal[
    "shop", "one_shift", "two_shift", "three_shift", "office", "bakery_night", "cooling", "evening_logistics"
]
"""Which hours a sector works."""


@dataclass(frozen=True, slots=True)
class SectorRow:
    """Key figures of one sector for floors from ``floor_from_m2`` up to ``floor_to_m2``.

    ``full_load_hours`` is yearly electricity over its peak. ``space_heat_share`` of the gas warms the
    building; the rest is process heat that must reach ``process_degc``. ``residual_degc`` is the
    temperature of the heat to spare. ``roof_share`` of the roof can carry panels.
    ``source`` and ``confidence`` are of what is used per m2; ``other_source`` and ``other_confidence`` of the rest.

    >>> row = sector_row("wholesale", 3000)
    >>> row.confidence, row.other_confidence, row.other_source
    ('high', 'low', '(from memory)')
    """

    key: str
    name: Text
    sbi: str
    floor_from_m2: float
    floor_to_m2: float
    electricity_kwh_m2: float
    gas_m3_m2: float
    full_load_hours: float
    space_heat_share: float
    process_degc: float | None
    residual_degc: float | None
    roof_share: float
    shift: Shift
    year: int
    source: str
    confidence: Confidence
    other_source: str
    other_confidence: Confidence
    note: str = ""


@cache
def _sectors() -> Mapping[str, tuple[SectorRow, ...]]:
    """Rows by sector. Read once: the table does not change while the program runs."""
    found: dict[str, tuple[SectorRow, ...]] = {}
    for row in read_rows("sectors"):
        found[row["key"]] = (*found.get(row["key"], ()), _sector(row))
    return MappingProxyType(found)


def _sector(row: Mapping[str, str]) -> SectorRow:
    return SectorRow(
        key=row["key"],
        name=Text(nl=row["name_nl"], en=row["name_en"]),
        sbi=row["sbi"],
        floor_from_m2=float(row["floor_from_m2"]),
        floor_to_m2=float(row["floor_to_m2"] or inf),
        electricity_kwh_m2=float(row["electricity_kwh_m2"]),
        gas_m3_m2=float(row["gas_m3_m2"]),
        full_load_hours=float(row["full_load_hours"]),
        space_heat_share=float(row["space_heat_share"]),
        process_degc=number(row["process_degc"]),
        residual_degc=number(row["residual_degc"]),
        roof_share=float(row["roof_share"]),
        shift=cast(Shift, row["shift"]),
        year=int(row["year"]),
        source=row["source"],
        confidence=confidence(row["confidence"]),
        other_source=row["other_source"],
        other_confidence=confidence(row["other_confidence"]),
        note=row["note"],
    )


def sector_keys() -> tuple[str, ...]:
    """All sectors, in the order of the table."""
    return tuple(_sectors())


def sector_row(key: str, floor_m2: float) -> SectorRow:
    """Key figures of a sector for a floor of this size.

    Raises MissingFact for an unknown sector and ModelError for a floor that is not a size (negative, no number).

    >>> sector_row("wholesale", 3000).electricity_kwh_m2
    50.0
    """
    sectors = _sectors()
    if key not in sectors:
        raise missing(Text(nl="Sector", en="Sector"), key, sectors)
    for row in sectors[key]:
        if row.floor_from_m2 <= floor_m2 < row.floor_to_m2:
            return row
    raise ModelError(
        Text(
            nl=f"Vloer van {floor_m2} m2 bij sector '{key}': geef een oppervlak van 0 of meer.",
            en=f"Floor of {floor_m2} m2 in sector '{key}': give an area of 0 or more.",
        )
    )
