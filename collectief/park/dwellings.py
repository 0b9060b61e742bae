"""Dwellings beside the park that could take heat: they belong to nobody in the game, and are customers at most."""

from dataclasses import dataclass
from typing import Literal

from shapely.geometry import MultiPolygon, Point, Polygon


@dataclass(frozen=True, slots=True)
class Dwellings:
    """The dwellings of one building, block or street: how many, their heat of a year together, and how hot it must be.

    ``heat_kwh`` is useful heat for rooms and tap water; ``degc`` the supply temperature that they need. Both are key
    figures where ``origin`` says estimated and the map gave none. ``neighbourhood`` is the CBS code (BU and eight
    digits), empty where it is not known; ``shape`` lies in EPSG:28992.

    >>> Dwellings("flat", 40, 320_000.0, 70.0, Point(0, 0)).heat_kwh_each
    8000.0
    """

    id: str
    dwellings: int
    heat_kwh: float
    degc: float
    shape: Point | Polygon | MultiPolygon
    neighbourhood: str = ""
    label: str = ""
    origin: Literal["measured", "given", "estimated"] = "given"

    @property
    def location(self) -> Point:
        """A point inside the shape: where its heat is delivered."""
        return self.shape.representative_point()

    @property
    def heat_kwh_each(self) -> float:
        """Heat of a year per dwelling, kWh."""
        return self.heat_kwh / self.dwellings
