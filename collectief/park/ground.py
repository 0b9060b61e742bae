"""The ground of a park: streets, and the plots that companies use."""

from dataclasses import dataclass

from shapely.geometry import LineString, Polygon


@dataclass(frozen=True, slots=True)
class Street:
    """A stretch of street between two nodes of the street graph."""

    id: str
    line: LineString
    kind: str = "street"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A plot of land and the company that uses it, if any."""

    id: str
    company: str | None
    polygon: Polygon
