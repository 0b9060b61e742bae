"""Companies from buildings of the BAG: who uses which building, and one estimated company of each group."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from collectief.park.bag import BagBuilding
from collectief.park.bag_connection import estimated_connection
from collectief.park.bag_estimate import estimate
from collectief.park.things import Building, Company


@dataclass(frozen=True, slots=True)
class Group:
    """The buildings that one company uses."""

    id: str
    name: str
    buildings: tuple[BagBuilding, ...]

    @property
    def largest(self) -> BagBuilding:
        """The building with the largest footprint."""
        return max(self.buildings, key=lambda b: (b.footprint_m2, b.id))


def groups(buildings: Sequence[BagBuilding], min_footprint_m2: float) -> tuple[Group, ...]:
    """The companies: as named with the buildings, or else each building above a size that is not only a dwelling."""
    named: dict[str, list[BagBuilding]] = {}
    for building in buildings:
        if building.company:
            named.setdefault(building.company, []).append(building)
    if not named:
        large = [b for b in buildings if b.footprint_m2 > min_footprint_m2 and not b.only_dwelling]
        return tuple(Group(plain(f"pand-{b.id}"), f"Gebouw {b.id}", (b,)) for b in large)
    made: dict[str, Group] = {}
    for name, some in named.items():
        key = plain(name) or "bedrijf"
        key = key if key not in made else f"{key}-{len(made) + 1}"
        made[key] = Group(key, name, tuple(some))
    return tuple(made.values())


def plain(name: str) -> str:
    """A name as an id: letters, digits, - and _.

    >>> plain("Café 't Hoekje B.V.")
    'cafe-t-hoekje-b-v'
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", letters).strip("-")


def company(group: Group, area: str, operator: str) -> Company:
    """The company with everything estimated: the sum over its buildings, the sector of the largest."""
    estimates = [estimate(b) for b in group.buildings]
    return Company(
        id=group.id,
        name=group.name,
        sector=estimate(group.largest).sector,
        area=area,
        connection=estimated_connection(sum(e.peak_kw for e in estimates), operator),
        location=group.largest.footprint.representative_point(),
        electricity_kwh=sum(e.electricity_kwh for e in estimates),
        gas_m3=sum(e.gas_m3 for e in estimates),
        origin="estimated",
    )


def drawn(building: BagBuilding, company: str = "") -> Building:
    """The building as it stands on the park; without a company it is background."""
    found = estimate(building)
    known = building.floor_m2 is not None and building.floor_exact
    return Building(
        id=building.id,
        company=company,
        footprint=building.footprint,
        floor_m2=found.floor_m2,
        roof_m2=found.roof_m2,
        year=building.year,
        use=",".join(building.uses),
        origin="given" if known else "estimated",
    )
