"""The layers of the plan for a GIS."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from outcome_fixture import make_outcome
from shapely.geometry import LineString

from collectief.plan.outcome import PARK, Build, Outcome
from collectief.presentation.plan_layers import write_layers


@pytest.fixture(scope="module")
def file(outcome: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("layers") / "plan.gpkg"
    write_layers(outcome, made)
    return made


def test_there_are_four_layers_in_rd(file: Path) -> None:
    layers = [str(name) for name, _ in pyogrio.list_layers(file)]
    assert layers == ["plan_gebouwen", "plan_leidingen", "plan_gebieden", "plan_bedrijven"]
    assert {gpd.read_file(file, layer=name).crs.to_epsg() for name in layers} == {28992}


def test_solar_of_a_company_is_spread_over_its_roofs(file: Path) -> None:
    layer = gpd.read_file(file, layer="plan_gebouwen")
    bakker = layer[layer.company == "bakker"]
    assert len(bakker) == 2
    assert bakker.solar_kwp.sum() == pytest.approx(120.0, abs=0.01)
    assert (bakker.solar_kwp > 0).all()
    assert layer.solar_kwp.sum() == pytest.approx(1400.0, abs=0.01)


def test_savings_sum_to_the_saving_of_the_park(file: Path, outcome: Outcome) -> None:
    assert gpd.read_file(file, layer="plan_bedrijven").saving_eur.sum() == pytest.approx(outcome.saving_eur, abs=0.05)


def test_an_unknown_loading_is_empty_and_not_zero(file: Path) -> None:
    areas = gpd.read_file(file, layer="plan_gebieden").set_index("id")
    assert areas.loc["noord", "offtake_loading_together"] == pytest.approx(0.9768)
    assert areas.offtake_loading_together.isna()["zuid"]


def test_a_pipe_with_a_shape_of_its_own_is_drawn_there(outcome: Outcome, tmp_path: Path) -> None:
    line = LineString([(196_000, 472_000), (196_030, 472_040)])
    pipe = Build("heat_network", PARK, "x1", 50.0, "m", 40_000.0, 3_000.0, shape=line)
    together = replace(outcome.cases["together"], builds=(pipe,))
    write_layers(replace(outcome, cases={**outcome.cases, "together": together}), tmp_path / "p.gpkg")
    layer = gpd.read_file(tmp_path / "p.gpkg", layer="plan_leidingen")
    assert layer.geometry.iloc[0].length == pytest.approx(50.0)


def test_a_plan_without_pipes_has_an_empty_layer(outcome: Outcome, tmp_path: Path) -> None:
    bare = replace(outcome.cases["together"], builds=())
    write_layers(replace(outcome, cases={**outcome.cases, "together": bare}), tmp_path / "p.gpkg")
    assert len(gpd.read_file(tmp_path / "p.gpkg", layer="plan_leidingen")) == 0


def test_the_same_outcome_gives_the_same_bytes(file: Path, tmp_path: Path) -> None:
    write_layers(make_outcome(), tmp_path / "again.gpkg")
    assert (tmp_path / "again.gpkg").read_bytes() == file.read_bytes()
