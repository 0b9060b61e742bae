"""One building as the BAG (the Dutch register of addresses and buildings) describes it."""

from dataclasses import dataclass

from shapely.geometry import Polygon

DWELLING = "woonfunctie"
"""Use of a dwelling; the other uses are the BAG's own words, such as ``industriefunctie``."""


@dataclass(frozen=True, slots=True)
class BagBuilding:
    """A building (pand): its BAG id, footprint (m, RD New), uses and usable floor of all its units.

    ``floor_m2`` is None where the BAG does not know it; ``floor_exact`` is False where it follows from the smallest
    and the largest unit only. ``units`` counts the units (verblijfsobjecten). ``company`` names who uses it, if given.
    """

    id: str
    footprint: Polygon
    uses: tuple[str, ...] = ()
    year: int | None = None
    floor_m2: float | None = None
    floor_exact: bool = True
    units: int | None = None
    company: str = ""

    @property
    def footprint_m2(self) -> float:
        """Area of the footprint in m2."""
        return float(self.footprint.area)

    @property
    def only_dwelling(self) -> bool:
        """Whether people live here and nothing else happens."""
        return self.uses == (DWELLING,)

    @property
    def only_shed(self) -> bool:
        """Whether it is known to hold no unit with an address: a shed, a shelter or a substation."""
        return self.units == 0 and not self.uses
