"""A source of heat that belongs to no company of the park, or a place where a central plant could stand."""

from dataclasses import dataclass
from typing import Literal

from shapely.geometry import Point

from collectief.facts.window import MONTHS, Span

HeatKind = Literal["residual", "ground", "surface_water", "aquifer", "geothermal", "biomass", "plant_site"]
"""``residual`` is heat of somebody outside the game; ``plant_site`` no source, only a place for a plant."""


@dataclass(frozen=True, slots=True)
class HeatSource:
    """Thermal kW at a temperature, in some months of the year, until it ends.

    ``months`` are the first and the last with heat, both included; they may run over New Year. ``eur_per_kwh`` is what
    a kWh of heat costs at the source, excluding VAT, and ``co2_kg_per_kwh`` what is emitted to make it. ``until`` is
    the year in which it ends, None where no end is known. A ``plant_site`` has 0 kW and no temperature. ``place`` lies
    in EPSG:28992.
    """

    id: str
    kind: HeatKind
    place: Point
    kw: float = 0.0
    degc: float | None = None
    months: Span = MONTHS
    eur_per_kwh: float = 0.0
    until: int | None = None
    co2_kg_per_kwh: float = 0.0
