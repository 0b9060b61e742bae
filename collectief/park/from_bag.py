"""A first park from buildings of the BAG: everything that the BAG does not know is estimated and says so."""

from collections.abc import Sequence
from pathlib import Path

import shapely
from shapely.geometry import Polygon

from collectief.errors import InvalidPark
from collectief.park.bag import BagBuilding
from collectief.park.bag_company import Group, company, drawn, groups, plain
from collectief.park.bag_connection import operators
from collectief.park.bag_estimate import background_kwh, is_clear
from collectief.park.bag_words import bag_issue, found
from collectief.park.constraint import Constraint
from collectief.park.ground import Street
from collectief.park.issue import Issue, errors
from collectief.park.read_bag import read_bag
from collectief.park.read_streets import read_streets
from collectief.park.routes import candidate_routes
from collectief.park.things import Company, EnergyArea, Park, YearFiles
from collectief.text import Text

AREA = "gebied"
"""Id of the one energy area that is drawn around all buildings."""
AREA_MARGIN_M = 50.0
"""The area reaches this far past the buildings, so that companies on the edge lie well inside it."""
CAUTIOUS: Constraint = "red"
"""Class of the grid where nobody looked it up: no room, a queue."""
THIS_YEAR = YearFiles(2025)


def park_from_bag(
    path: Path | str,
    *,
    name: str,
    min_footprint_m2: float = 500.0,
    operator: str = "enexis_2025",
    congestion: Constraint | None = None,
    streets: Path | str | None = None,
    year: YearFiles = THIS_YEAR,
) -> tuple[Park, tuple[Issue, ...]]:
    """A park with estimated companies from a file of buildings, and everything that was estimated or repaired.

    Companies are the names in a column bedrijf or company where there is one; otherwise each building with more than
    ``min_footprint_m2`` of footprint that is not only a dwelling. All other buildings are background. ``congestion``
    is the class of the grid as looked up on the capaciteitskaart; not given, the cautious red is taken, with a warning.
    Without a file of ``streets`` routes are derived. Raises InvalidPark with all findings where no park can be made.
    """
    buildings, issues = read_bag(path)
    given, street_issues = ((), ()) if streets is None else read_streets(streets)
    users = groups(buildings, min_footprint_m2)
    where = Path(path).name
    known = (
        *issues,
        *street_issues,
        *_refusals(where, operator, buildings, users=users, min_footprint_m2=min_footprint_m2),
    )
    if errors(known):
        raise InvalidPark(_refused(where, errors(known)), known)
    companies = tuple(company(group, AREA, operator) for group in users)
    taken = {building.id for group in users for building in group.buildings}
    rest = [building for building in buildings if building.id not in taken]
    park = Park(
        id=plain(name) or "park",
        name=name,
        companies=companies,
        buildings=tuple(drawn(building, group.id) for group in users for building in group.buildings),
        streets=given or _routes(buildings, companies),
        areas=(_area(name, buildings, congestion or CAUTIOUS),),
        background=tuple(drawn(building) for building in rest),
        background_kwh=sum(background_kwh(building) for building in rest),
        year=year,
        derived_streets=not given,
    )
    assumed = [] if congestion else [bag_issue("bag_congestion_assumed", where, [AREA], after=CAUTIOUS)]
    return park, (*known, *_warnings(where, park, users), *assumed)


def _refusals(
    where: str, operator: str, buildings: Sequence[BagBuilding], *, users: Sequence[Group], min_footprint_m2: float
) -> list[Issue]:
    """Why no park can be made, besides what is wrong with the file."""
    issues = []
    if operator not in operators():
        issues.append(bag_issue("bag_operator_unknown", where, operators(), before=operator))
    if buildings and not users:
        issues.append(bag_issue("bag_no_companies", where, before=f"{min_footprint_m2:.0f}"))
    return issues


def _refused(where: str, faults: Sequence[Issue]) -> Text:
    """The findings that make a park impossible, in one message."""
    return Text(
        nl=f"Van {where} kan geen park worden gemaakt. " + " ".join(f"{i.message.nl} {i.advice.nl}" for i in faults),
        en=f"No park can be made of {where}. " + " ".join(f"{i.message.en} {i.advice.en}" for i in faults),
    )


def _area(name: str, buildings: Sequence[BagBuilding], congestion: Constraint) -> EnergyArea:
    """One area around all buildings with unknown capacity: the true feeding area is larger."""
    hull: Polygon = shapely.union_all([b.footprint for b in buildings]).convex_hull.buffer(AREA_MARGIN_M, quad_segs=4)
    return EnergyArea(AREA, f"Rond {name} (aangenomen)", hull, None, None, congestion, congestion)


def _routes(buildings: Sequence[BagBuilding], companies: Sequence[Company]) -> tuple[Street, ...]:
    """Routes between the buildings that reach every company."""
    return candidate_routes([b.footprint for b in buildings], {c.id: c.location for c in companies})


def _warnings(where: str, park: Park, users: Sequence[Group]) -> list[Issue]:
    """One finding for each kind of figure that was guessed or estimated."""
    ids = [c.id for c in park.companies]
    unclear = [b.id for group in users for b in group.buildings if not is_clear(b.uses)]
    named = any(b.company for group in users for b in group.buildings)
    kinds = {
        "bag_companies_guessed": [] if named else ids,
        "bag_sector_guessed": ids,
        "bag_use_unknown": unclear,
        "bag_energy_estimated": ids,
        "bag_connection_estimated": ids,
        "bag_solar_unknown": ids,
    }
    issues = found(kinds, where)
    if park.background:
        kwh = f"{park.background_kwh:.0f}"
        issues.append(bag_issue("bag_background", where, [b.id for b in park.background], before=kwh))
    if park.derived_streets:
        issues.append(bag_issue("bag_streets_derived", where))
    return issues
