"""The order in which a park is written down is no part of the question: turned round, the plan has the same bytes."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from shapely.geometry import Point

from collectief import MEASURES, Park, Scenario, Year, optimise, read_park, read_year
from collectief.facts import Window
from collectief.park import TransportRight
from collectief.park.dwellings import Dwellings
from collectief.park.heat_source import HeatSource
from collectief.plan.fingerprint import input_hash
from collectief.presentation import plan_json

PARKS = Path(__file__).parents[2] / "data" / "parken"
LISTS = ("companies", "buildings", "streets", "areas", "parcels", "background", "dwellings", "heat_sources", "offers")
"""All lists of a park but agreements, which are shown in the order in which they were written."""


@cache
def given(name: str) -> tuple[Park, Year]:
    """An example park and its year."""
    park = read_park(PARKS / name)
    return park, read_year(park, PARKS / name)


def turned(park: Park, *names: str) -> Park:
    """The park with these lists, and its meters, from end to beginning."""
    lists = {name: getattr(park, name)[::-1] for name in names}
    return replace(park, **lists, profiles=dict(list(park.profiles.items())[::-1]))


def two_of_each() -> tuple[Park, Year]:
    """Proeftuin Mini with two of each list that it has none of, so that every list can be turned round."""
    park, year = given("proeftuin-mini")
    night = Window(hours=(22, 6))
    areas = tuple(replace(park.areas[0], id=key) for key in (park.areas[0].id, "zuid"))
    offers = tuple((areas[0].id, TransportRight(kind, "offtake", 50.0, night)) for kind in ("block", "variable"))
    dwellings = tuple(Dwellings(key, 10, 80_000.0, 70.0, Point(0, 0)) for key in ("flat", "rij"))
    sources = tuple(HeatSource(key, "ground", Point(0, 0), 100.0, 30.0) for key in ("noord", "zuid"))
    more = replace(park, areas=areas, dwellings=dwellings, heat_sources=sources, offers=offers)
    return replace(more, background=park.buildings[:2]), year


@pytest.mark.parametrize("name", [name for name in LISTS if name != "parcels"])
def test_a_list_that_is_turned_round_asks_the_same(name: str) -> None:
    park, year = two_of_each()
    assert getattr(park, name)[0] is not getattr(park, name)[-1]
    assert input_hash(Scenario(turned(park, name), year)) == input_hash(Scenario(park, year))


def test_companies_that_are_written_from_last_to_first_are_read_as_the_same_question(tmp_path: Path) -> None:
    """Koelpoort has streets that are derived from its buildings, and much that is estimated per company."""
    park, year = given("koelpoort")
    copytree(PARKS / "koelpoort", tmp_path / "om")
    file = tmp_path / "om" / "bedrijven.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([head, *rows[::-1]]) + "\n", encoding="utf-8")
    other = read_park(tmp_path / "om")
    assert [c.id for c in other.companies] == [c.id for c in park.companies][::-1]
    assert input_hash(Scenario(other, year)) == input_hash(Scenario(park, year))


@pytest.mark.parametrize("name", ["proeftuin-mini", pytest.param("proeftuin-warmte", marks=pytest.mark.long)])
def test_with_every_measure_a_park_that_is_turned_round_has_the_same_bytes(name: str) -> None:
    park, year = given(name)
    written, anew = (
        plan_json(optimise(Scenario(one, year, measures=MEASURES))) for one in (park, turned(park, *LISTS))
    )
    assert written == anew
