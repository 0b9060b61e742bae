"""Reads a park from its folder: everything that is wrong with it is found in one go."""

from dataclasses import dataclass, replace
from pathlib import Path

from collectief.errors import InvalidPark
from collectief.park.check_company import check_companies, check_estimates
from collectief.park.check_contracts import check_contracts
from collectief.park.check_heat import check_heat
from collectief.park.check_key import check_key
from collectief.park.check_place import check_areas, check_buildings
from collectief.park.check_streets import check_streets
from collectief.park.check_tax import check_tax
from collectief.park.check_words import Spot, shown
from collectief.park.issue import Issue, errors
from collectief.park.read_commitments import read_commitments
from collectief.park.read_company import Surroundings, company, company_rows, sectors
from collectief.park.read_heat import DWELLINGS, HEAT_LAYERS, SOURCES, dwellings, heat_sources
from collectief.park.read_known import known_of
from collectief.park.read_layer import (
    AREAS,
    BUILDINGS,
    LAYERS,
    NEEDED,
    PARCELS,
    STREETS,
    areas,
    buildings,
    parcels,
    streets,
)
from collectief.park.read_map import Layer, read_map
from collectief.park.read_offers import read_offers
from collectief.park.read_profiles import Profiles, read_profiles
from collectief.park.read_rights import kinds, read_rights
from collectief.park.read_settings import Settings, is_folder, read_settings
from collectief.park.read_table import read_table
from collectief.park.read_tariffs import read_tariffs
from collectief.park.routes import candidate_routes
from collectief.park.things import EnergyArea, Park
from collectief.text import Text

ORDER = ("error", "repaired", "warning")


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """What is in a folder: the park, or None where there are errors, and all findings, the worst first."""

    park: Park | None
    issues: tuple[Issue, ...]


def inspect(folder: Path | str) -> Inspection:
    """Read the park in this folder and find everything that is wrong with it; no input makes it raise."""
    spot = Spot(".", [])
    path = Path(folder)
    if not is_folder(path):
        spot.say("folder_missing", what=shown(folder))
        return Inspection(None, tuple(spot.found))
    park = _park(read_settings(path, spot), str(folder), spot=spot)
    issues = tuple(sorted(spot.found, key=lambda issue: ORDER.index(issue.severity)))
    return Inspection(None if errors(issues) else park, issues)


def check(folder: Path | str) -> tuple[Issue, ...]:
    """Everything that is wrong with the park in this folder, the worst first; empty where it is sound."""
    return inspect(folder).issues


def read_park(folder: Path | str, *, strict: bool = False) -> Park:
    """The park in this folder; raises InvalidPark with all findings on errors, when ``strict`` on warnings too."""
    found = inspect(folder)
    against = [i for i in found.issues if i.severity == "error" or (strict and i.severity == "warning")]
    if found.park is None or against:
        raise InvalidPark(_refusal(str(folder), against), found.issues)
    return found.park


def _refusal(folder: str, against: list[Issue]) -> Text:
    """Why there is no park, in one sentence with the first finding."""
    count, first = len(against), against[0]
    return Text(
        nl=f"Het park in {shown(folder)} kan niet: {count} bevinding(en). De eerste, in {first.where}: "
        f"{first.message.nl} {first.advice.nl}",
        en=f"The park in {shown(folder)} cannot be used: {count} finding(s). The first, in {first.where}: "
        f"{first.message.en} {first.advice.en}",
    )


def _park(settings: Settings, folder: str, *, spot: Spot) -> Park:
    """The park as far as its files make sense; what does not is left out with a finding."""
    table = spot.at(settings.companies.name)
    own = read_tariffs(settings.folder, spot)
    rows = company_rows(read_table(settings.companies, table), table, own)
    layers = read_map(settings.map, {**LAYERS, **HEAT_LAYERS}, spot=spot.at(settings.map.name), needed=NEEDED)
    sector = sectors(rows)
    standing = buildings(layers.get(BUILDINGS), sector)
    area_ids = _ids(layers.get(AREAS))
    profiles = read_profiles(settings, known_of(rows), areas=area_ids, spot=spot.at(settings.profiles.name))
    fields = _with_others(areas(layers.get(AREAS)), profiles)
    given = read_rights(settings.folder, kinds(rows), spot=spot)
    around = Surroundings(standing, fields, area_ids, profiles, settings.year.year, given, own)
    made = [company(row, around) for row in rows]
    park = Park(
        id=settings.id,
        name=settings.name,
        companies=tuple(c for c in made if c is not None),
        buildings=tuple(b for b in standing if b.company),
        streets=streets(layers.get(STREETS)),
        areas=fields,
        parcels=parcels(layers.get(PARCELS), sector),
        background=tuple(b for b in standing if not b.company),
        background_kwh=settings.background_kwh,
        profiles={key: profiles.companies[key] for key in sector if key in profiles.companies},
        year=settings.year,
        rules=settings.rules,
        schemes=settings.schemes,
        finance=settings.finance,
        goals=settings.goals,
        commitments=read_commitments(settings.folder, {r.word("id") for r in rows}, spot=spot),
        derived_streets=settings.derived_streets,
        folder=folder,
        tariffs=own,
        offers=read_offers(settings.folder, area_ids, spot=spot),
        dwellings=dwellings(layers.get(DWELLINGS)),
        heat_sources=heat_sources(layers.get(SOURCES)),
    )
    spots = {row.word("id"): row.spot for row in rows}
    _check(park, spots, profiles=profiles, map_spot=spot.at(settings.map.name), table=table)
    return _with_streets(park, spot.at(f"{settings.map.name}/{STREETS}"))


def _check(park: Park, rows: dict[str, Spot], *, profiles: Profiles, map_spot: Spot, table: Spot) -> None:
    """Hold what is read against the rules."""
    check_companies(park, rows, profiles=profiles.spots)
    check_buildings((*park.buildings, *park.background), map_spot.at(f"{map_spot.where}/{BUILDINGS}"))
    check_areas(park.areas, map_spot.at(f"{map_spot.where}/{AREAS}"))
    check_streets(park, map_spot.at(f"{map_spot.where}/{STREETS}"))
    check_heat(park, rows, table=table, map_spot=map_spot)
    check_key(park, table, rows=len(rows))
    check_contracts(park, rows, map_spot.at("."))
    check_tax(park, map_spot.at("."))
    check_estimates(park, map_spot.at("."))


def _with_streets(park: Park, spot: Spot) -> Park:
    """The park with derived routes where it has no streets; derived only where a plan is possible."""
    if park.streets:
        if park.derived_streets:
            spot.say("streets_derived")
        return park
    if park.areas or park.buildings:
        spot.say("streets_missing")
    if errors(spot.found):
        return park
    footprints = [b.footprint for b in (*park.buildings, *park.background)]
    routes = candidate_routes(footprints, {c.id: c.location for c in park.companies})
    return replace(park, streets=routes, derived_streets=True)


def _with_others(found: tuple[EnergyArea, ...], profiles: Profiles) -> tuple[EnergyArea, ...]:
    """The areas with the load of others on them where it is known."""
    return tuple(replace(area, others_kw=profiles.areas.get(area.id)) for area in found)


def _ids(layer: Layer | None) -> frozenset[str]:
    """The ids in a layer, also of rows that are wrong."""
    return frozenset() if layer is None else frozenset(str(row.get("id", "")).strip() for row in layer.rows) - {""}
