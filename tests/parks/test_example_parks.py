"""The example parks in data/parken: they can be made again, and are what their HERKOMST.md says."""

import subprocess
import sys
import tomllib
from itertools import combinations
from math import atan2, degrees
from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from collectief.facts import sector_keys, tariff
from collectief.park import check, read_park

HOME = Path(__file__).parents[2]
PARKS = HOME / "data" / "parken"
NAMES = (
    *("vlasakker", "proeftuin-mini", "proeftuin-lege-kern", "proeftuin-warmte", "proeftuin-delen"),
    *("koelpoort", "smidse-zuid"),
)
TEXT = (".toml", ".csv", ".md")
METERED = ("bakkerij", "drukkerij", "galvano", "koelhuis", "kunststof", "laser")


@pytest.fixture(scope="session")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All parks, made again in another folder."""
    folder = tmp_path_factory.mktemp("parken")
    subprocess.run([sys.executable, str(HOME / "scripts" / "make_parks.py"), str(folder)], check=True, timeout=120)
    return folder


@pytest.fixture(scope="module")
def companies() -> pd.DataFrame:
    """bedrijven.csv of De Vlasakker by id."""
    return pd.read_csv(PARKS / "vlasakker" / "bedrijven.csv", sep=";", decimal=",").set_index("id")


def layer(name: str) -> gpd.GeoDataFrame:
    """One layer of the map of De Vlasakker."""
    return gpd.read_file(PARKS / "vlasakker" / "kaart.gpkg", layer=name)


def kw(park: str, name: str) -> np.ndarray:
    """One series of a park."""
    return np.asarray(pd.read_parquet(PARKS / park / "profielen" / f"{name}.parquet")["kw"], dtype=np.float64)


def codes(park: str) -> list[tuple[str, str]]:
    """Severity and code of everything that the checks find."""
    return [(issue.severity, issue.code) for issue in check(PARKS / park)]


# --- made again ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("park", NAMES)
def test_text_files_come_out_byte_for_byte(park: str, remade: Path) -> None:
    shipped, again = ({p.name for p in (home / park).iterdir() if p.suffix in TEXT} for home in (PARKS, remade))
    assert shipped == again >= {"park.toml", "bedrijven.csv", "HERKOMST.md"}
    for name in shipped:
        assert (remade / park / name).read_bytes() == (PARKS / park / name).read_bytes(), name


@pytest.mark.parametrize("park", NAMES)
def test_profiles_come_out_with_the_same_values(park: str, remade: Path) -> None:
    files = sorted(path.name for path in (PARKS / park).glob("profielen/*"))
    assert files == sorted(path.name for path in (remade / park).glob("profielen/*"))
    for name in files:
        shipped, again = (pd.read_parquet(home / park / "profielen" / name) for home in (PARKS, remade))
        pd.testing.assert_frame_equal(shipped, again)


@pytest.mark.parametrize("park", NAMES)
def test_maps_come_out_with_the_same_values(park: str, remade: Path) -> None:
    names = gpd.list_layers(PARKS / park / "kaart.gpkg")["name"].tolist()
    assert names == gpd.list_layers(remade / park / "kaart.gpkg")["name"].tolist()
    for name in names:
        shipped, again = (gpd.read_file(home / park / "kaart.gpkg", layer=name) for home in (PARKS, remade))
        assert shipped.crs.to_epsg() == 28992
        assert shipped.geometry.geom_equals_exact(again.geometry, tolerance=1e-6).all()
        left, right = (pd.DataFrame(frame.drop(columns="geometry")) for frame in (shipped, again))
        pd.testing.assert_frame_equal(left, right)


@pytest.mark.parametrize("park", NAMES)
def test_every_park_says_where_it_comes_from_and_stays_small(park: str) -> None:
    assert "EUPL-1.2" in (PARKS / park / "HERKOMST.md").read_text(encoding="utf-8")
    assert tomllib.loads((PARKS / park / "park.toml").read_text(encoding="utf-8"))["id"] == park
    assert max(path.stat().st_size for path in (PARKS / park).rglob("*")) < 300_000


# --- De Vlasakker ----------------------------------------------------------------------------------------------------
def test_the_checks_find_only_what_is_meant_to_be_found() -> None:
    assert codes("vlasakker") == [("warning", "peak_above_contract"), ("warning", "estimated_data")]
    assert codes("proeftuin-mini") == []
    assert codes("proeftuin-lege-kern") == []
    assert codes("proeftuin-delen") == []


def test_vlasakker_has_24_companies_in_many_sectors(companies: pd.DataFrame) -> None:
    count = companies["sector"].value_counts()
    assert len(companies) == 24
    assert companies["name"].is_unique
    assert set(count.index) <= set(sector_keys())
    assert len(count) >= 10
    assert count[["metalworking", "garage", "office"]].tolist() == [4, 4, 3]
    assert count["wholesale"] + count["wholesale_cooled"] == 4


def test_vlasakker_contracts_run_from_116_kw_to_1200_kw_and_sum_to_about_5_mw(companies: pd.DataFrame) -> None:
    large = companies[companies["connection"] == "large"]
    small = companies[companies["connection"] == "small"]
    assert len(small) == 5
    assert (large["offtake_kw"].min(), large["offtake_kw"].max()) == (116, 1200)
    assert 4_500 < large["offtake_kw"].sum() < 5_500
    assert [tariff(key).kind for key in large["tariff"]] == ["large"] * 19
    assert [tariff(key).kind for key in small["tariff"]] == ["small"] * 5


def test_vlasakker_uses_what_such_a_park_uses(companies: pd.DataFrame) -> None:
    assert 8e6 < companies["electricity_kwh"].sum() < 14e6
    assert 600_000 < companies["gas_m3"].sum() < 900_000
    assert companies["solar_kwp"].dropna().between(20, 200).all()
    assert set(companies[companies["residual_kw"].notna()].index) >= {"galvano", "koelhuis", "bakkerij"}
    assert {"logistiek", "bouwbedrijf", "wasserij"} <= set(companies[companies["lorry_kwh"] > 0].index)


def test_three_companies_wait_for_capacity(companies: pd.DataFrame) -> None:
    waiting = companies[companies["wish_kw"].notna()]
    assert len(waiting) == 3
    assert waiting["wish_kw"].between(80, 400).all()
    assert (waiting["wish_year"] == 2027).all()
    assert (waiting["wish_eur_per_year"] > 0).all()


def test_a_company_the_municipality_and_the_operator_promise_something() -> None:
    said = read_park(PARKS / "vlasakker").commitments
    assert [one.party for one in said] == ["company", "municipality", "operator"]
    for one in said:
        texts = (one.promise, one.condition, one.consequence)
        assert all((one.by_when, *(text.nl for text in texts), *(text.en for text in texts)))


def test_six_meters_agree_with_the_yearly_use(companies: pd.DataFrame) -> None:
    assert tuple(companies[companies["origin"] == "measured"].index.sort_values()) == METERED
    for key in METERED:
        series = kw("vlasakker", key)
        assert series.shape == (35_040,)
        assert series.min() > 0
        assert series.sum() / 4 == pytest.approx(companies.loc[key, "electricity_kwh"], rel=1e-5)


def test_meters_start_at_new_year_in_dutch_winter_time() -> None:
    time = pd.read_parquet(PARKS / "vlasakker" / "profielen" / "laser.parquet")["time"]
    assert time.iloc[0] == pd.Timestamp("2025-01-01T00:00+01:00")
    assert time.iloc[-1] == pd.Timestamp("2025-12-31T23:45+01:00")


def test_two_companies_are_near_or_above_their_contract_and_the_other_meters_have_room(companies: pd.DataFrame) -> None:
    share = {key: companies.loc[key, "offtake_kw"] / kw("vlasakker", key).max() for key in METERED}
    assert share["galvano"] < 1.0 < share["laser"] < 1.1
    assert all(1.2 <= share[key] <= 1.6 for key in METERED if key not in ("galvano", "laser"))


def test_peaks_of_the_meters_do_not_coincide() -> None:
    series = [kw("vlasakker", key) for key in METERED]
    assert np.sum(series, axis=0).max() < 0.85 * sum(s.max() for s in series)


def test_shifts_weekends_and_holidays_show_in_the_meters() -> None:
    laser, bakery = (kw("vlasakker", key).reshape(365, 96) for key in ("laser", "bakkerij"))
    tuesday, sunday, new_year, may = 13, 18, 0, slice(120, 151)
    assert laser[tuesday].mean() > 4 * laser[sunday].mean()
    assert laser[new_year].max() < 0.1 * laser.max()
    assert bakery[may, 4:24].mean() > 1.5 * bakery[may, 60:76].mean(), "a bakery works by night"


def test_streets_are_one_network_that_meets_in_exact_points() -> None:
    streets = layer("straten")
    graph: nx.Graph[tuple[float, ...]] = nx.Graph()
    for line in streets[streets["kind"].isin(["street", "route"])].geometry:
        graph.add_edge(line.coords[0], line.coords[-1], line=line)
    assert nx.is_connected(graph)
    assert sum(degree >= 3 for _, degree in graph.degree) >= 6, "crossings"
    assert nx.cycle_basis(graph), "a grid, not a tree"
    for a, b in combinations(nx.get_edge_attributes(graph, "line").values(), 2):
        shared = {a.coords[0], a.coords[-1]} & {b.coords[0], b.coords[-1]}
        assert shared or not a.intersects(b), "streets cross only where they end"


def test_buildings_stand_apart_on_the_plot_of_their_company() -> None:
    buildings, plots = layer("gebouwen"), layer("percelen")
    for a, b in combinations(buildings.geometry, 2):
        assert a.distance(b) > 3
    for a, b in combinations(plots.geometry, 2):
        assert a.intersection(b).area < 1
    owner = plots[plots["company"] != ""].set_index("company").geometry
    for row in buildings[buildings["company"] != ""].itertuples():
        assert owner[row.company].buffer(-1).contains(row.geometry), row.id
    streets = layer("straten")
    assert min(buildings.distance(line).min() for line in streets[streets["kind"] == "street"].geometry) > 8


def test_buildings_are_turned_with_the_park_and_have_the_sizes_of_a_real_one() -> None:
    buildings = layer("gebouwen")
    first = [shape.exterior.coords[:2] for shape in buildings.geometry]
    angle = np.array([degrees(atan2(b[1] - a[1], b[0] - a[0])) % 90 for a, b in first])
    assert ((angle > 5) & (angle < 25)).all()
    quantiles = np.quantile(buildings.area, [0.1, 0.25, 0.5, 0.75, 0.9])
    assert quantiles == pytest.approx([73, 140, 531, 1288, 2232], rel=0.5)
    main = buildings[(buildings["company"] != "") & buildings["id"].str.endswith("-1")]
    assert main.area.between(400, 5000).all()
    plots = layer("percelen").union_all().buffer(10).buffer(-10).area
    assert plots == pytest.approx(180_000, rel=0.05)
    assert 0.2 < buildings.area.sum() / plots < 0.35


def test_panels_of_today_fit_on_the_roofs(companies: pd.DataFrame) -> None:
    roof = layer("gebouwen").groupby("company")["roof_m2"].sum()
    kwp = companies["solar_kwp"].dropna()
    assert (kwp * 5 <= roof[kwp.index]).all()


def test_two_full_areas_meet_in_the_park() -> None:
    park = read_park(PARKS / "vlasakker")
    assert [(a.offtake, a.feed_in, a.alleviation_year) for a in park.areas] == [("red", "amber", 2031)] * 2
    assert sum(a.offtake_queue_kw for a in park.areas) == 9_800
    assert sum(a.offtake_requests for a in park.areas) == 41
    assert {c.area for c in park.companies} == {"vlasveld", "akkermolen"}
    for company in park.companies:
        assert park.area(company.area).polygon.contains(company.location)
    west, east = (a.polygon for a in park.areas)
    assert west.intersection(east).area < 1
    assert min(west.area, east.area) > 10e6, "far larger than the park"


@pytest.mark.parametrize("station", ["vlasveld", "akkermolen"])
def test_stations_are_over_capacity_on_winter_evenings_and_feed_back_at_summer_noon(station: str) -> None:
    load = kw("vlasakker", f"gebied_{station}").reshape(365, 24)
    capacity = read_park(PARKS / "vlasakker").area(station).offtake_capacity_kw
    assert capacity is not None
    day, hour = np.nonzero(load > capacity)
    assert 10 <= len(day) <= 300
    assert np.mean((hour >= 16) & (hour <= 20)) > 0.9
    assert np.mean((day < 90) | (day > 300)) > 0.9
    assert -capacity < load[150:240, 12].min() < 0
