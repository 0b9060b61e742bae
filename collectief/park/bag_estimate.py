"""What a building of the BAG probably is and uses: sector from its use, energy from key figures per m2."""

from dataclasses import dataclass

from collectief.facts import fact, sector_row
from collectief.park.bag import BagBuilding

SECTOR_BY_USE = {"winkelfunctie": "retail", "kantoorfunctie": "office"}
"""Uses that point at one sector, the first present counts; industry is told apart by size, the rest is ``other``."""
INDUSTRY = "industriefunctie"
HALL, WORKSHOP, OTHER = "wholesale", "metalworking", "other"


@dataclass(frozen=True, slots=True)
class Estimate:
    """Key figures of one building: sector, floor and usable roof (m2), energy a year and its electric peak."""

    sector: str
    floor_m2: float
    roof_m2: float
    electricity_kwh: float
    gas_m3: float
    peak_kw: float


def guessed_sector(uses: tuple[str, ...], footprint_m2: float) -> str:
    """One plausible sector for a building with these uses.

    Industry comes first: a large hall counts as wholesale (low use per m2), a smaller one as metalworking. Then shop,
    then office; meeting, sport, care, school and everything else is ``other``.

    >>> guessed_sector(("industriefunctie", "kantoorfunctie"), 6000.0)
    'wholesale'
    """
    if INDUSTRY in uses:
        return HALL if footprint_m2 >= fact("from_bag.hall_m2").value else WORKSHOP
    return next((sector for use, sector in SECTOR_BY_USE.items() if use in uses), OTHER)


def is_clear(uses: tuple[str, ...]) -> bool:
    """Whether the use says what is done in the building: industry, shop or office."""
    return INDUSTRY in uses or any(use in uses for use in SECTOR_BY_USE)


def estimate(building: BagBuilding) -> Estimate:
    """Energy of a building by the key figures of its sector and size; without a known floor one storey is taken."""
    floor_m2 = building.footprint_m2 if building.floor_m2 is None else building.floor_m2
    sector = guessed_sector(building.uses, building.footprint_m2)
    row = sector_row(sector, floor_m2)
    electricity_kwh = row.electricity_kwh_m2 * floor_m2
    return Estimate(
        sector=sector,
        floor_m2=floor_m2,
        roof_m2=row.roof_share * building.footprint_m2,
        electricity_kwh=electricity_kwh,
        gas_m3=row.gas_m3_m2 * floor_m2,
        peak_kw=electricity_kwh / row.full_load_hours,
    )


def background_kwh(building: BagBuilding) -> float:
    """Electricity a year of a building without a company; a shed uses nothing, a dwelling has its own figure."""
    if building.only_shed:
        return 0.0
    found = estimate(building)
    if building.only_dwelling:
        return found.floor_m2 * fact("from_bag.dwelling_kwh_m2").value
    return found.electricity_kwh
