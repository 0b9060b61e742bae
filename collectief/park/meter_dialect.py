"""How a meter file may be written, and what is known beforehand of the company whose meter it is."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["kwh", "kw", "wh", "w", "mwh", "mw"]
Stamp = Literal["start", "end"]
"""Whether the time of a row is the start or the end of its interval."""
Clock = Literal["dutch", "winter", "utc"]
"""Dutch clock with summer time, UTC+1 all year, or UTC."""
Decimal = Literal["comma", "point"]
EVERY_EAN = "all"
"""Asks to add up all connections in the files."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader of a meter file is told; what is None it finds out, or asks for.

    ``yearly_kwh``, ``limit_kw`` (what the cable carries) and ``solar_kwp`` are of the company, where known.
    ``net`` gives offtake less feed-in where the production of its own panels is not in the file.
    """

    unit: Unit | None = None
    stamp: Stamp | None = None
    clock: Clock | None = None
    decimal: Decimal | None = None
    ean: str = ""
    net: bool = False
    yearly_kwh: float | None = None
    limit_kw: float | None = None
    solar_kwp: float = 0.0
