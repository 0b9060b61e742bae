"""A direct line on the map, in the layers of the plan and by the names of its ends, whatever these names are."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import LineString

from collectief.measure import PARK, Build
from collectief.plan.outcome import Outcome
from collectief.presentation.figures import measure_name, place_name
from collectief.presentation.map_lines import direct_lines
from collectief.presentation.plan_layers import write_layers
from collectief.presentation.speech import Speech

SPEECH = Speech("nl")


@pytest.fixture
def lined(outcome: Outcome) -> Outcome:
    """The plan with a line of 80 m from bakker to druk, and a name that would run in a browser."""
    one, other = (c for c in outcome.park.companies if c.id in {"bakker", "druk"})
    way = LineString([one.location, other.location])
    built = Build("direct_line", PARK, "bakker/druk", 80.0, "m", 27_000.0, 1_700.0, shape=way, kw=250.0)
    together = outcome.cases["together"]
    names = {"bakker": "<img src=x onerror=alert(1)>`${x}`"}
    companies = tuple(replace(c, name=names.get(c.id, c.name)) for c in outcome.park.companies)
    return replace(
        outcome,
        park=replace(outcome.park, companies=companies),
        cases={**outcome.cases, "together": replace(together, builds=(*together.builds, built))},
    )


def test_a_line_is_drawn_from_wall_to_wall_under_harmless_names(lined: Outcome) -> None:
    (feature,) = direct_lines(lined, SPEECH).features
    assert feature["geometry"]["type"] == "LineString"
    assert (feature["properties"]["m"], feature["properties"]["kw"]) == (
        "80\N{NO-BREAK SPACE}m",
        "250\N{NO-BREAK SPACE}kW",
    )
    assert "<img" not in feature["properties"]["who"]
    assert "`" not in feature["properties"]["who"]


def test_a_line_is_called_by_both_its_ends(lined: Outcome) -> None:
    druk = lined.park.company("druk").name
    assert place_name(lined, "druk/bakker", SPEECH).startswith(f"{druk} → ")
    assert measure_name(lined.cases["together"].builds[-1], SPEECH) == "Directe lijn"


def test_lines_have_a_layer_of_their_own_where_there_are_any(outcome: Outcome, lined: Outcome, tmp_path: Path) -> None:
    write_layers(lined, tmp_path / "with.gpkg")
    write_layers(outcome, tmp_path / "without.gpkg")
    (row,) = gpd.read_file(tmp_path / "with.gpkg", layer="plan_directe_lijnen").itertuples()
    assert (row.id, row.m, row.kw) == ("bakker/druk", 80.0, 250.0)
    assert "plan_directe_lijnen" not in set(gpd.list_layers(tmp_path / "without.gpkg")["name"])
    assert direct_lines(outcome, SPEECH).features == ()
