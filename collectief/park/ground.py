"""The ground of a park: streets, and the plots that companies use."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from shapely.geometry import LineString, Polygon

StreetKind = Literal["street", "route", "main_road", "rail", "water"]
"""A pipe follows a street or a route; a main road, rail and water it only crosses."""
Surface = Literal["hard", "soft", "unknown"]
"""What has to be opened for a trench: paving, or grass and earth; what is not known counts as hard."""
HeatPipe = Literal["", "forbidden", "existing"]
"""Whether a heat pipe may not lie there, or lies there already."""
Barrier = Literal["rail", "water", "main_road"]
BARRIERS: Final[tuple[Barrier, ...]] = ("rail", "water", "main_road")
"""Kinds of line that a pipe can cross and not follow."""
STREET_KINDS: Final[tuple[StreetKind, ...]] = get_args(StreetKind)
SURFACES: Final[tuple[Surface, ...]] = get_args(Surface)


@dataclass(frozen=True, slots=True)
class Street:
    """A street, or another line on the map; ``heat_dn`` is the DN of the heat pipe where one is ``existing``."""

    id: str
    line: LineString
    kind: str = "street"
    surface: Surface = "unknown"
    heat_pipe: HeatPipe = ""
    heat_dn: int | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A plot of land and the company that uses it, if any."""

    id: str
    company: str | None
    polygon: Polygon
