"""A park made of BAG buildings: who becomes a company, what is estimated, and that it says so."""

import os
import time
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from collectief.errors import InvalidPark
from collectief.facts import fact, sector_row
from collectief.park.from_bag import park_from_bag
from collectief.park.issue import Issue, errors
from collectief.park.read import read_park
from collectief.park.routes import components, connect, street_graph
from collectief.park.things import YearFiles
from collectief.park.write import write_park

SAMPLES = Path(os.environ.get("COLLECTIEF_SAMPLES", Path(__file__).parents[2] / ".." / "shared" / "samples"))
APELDOORN = SAMPLES / "bag_panden_apeldoorn_noord_bedrijven.geojson"

# Five buildings on a row of plots, seen from above (m):
#
#   +--------+   +-----+   +---+   +--+   [flat]
#   | hall   |   | shop|   |off|   |sm|
#   +--------+   +-----+   +---+   +--+
#   0      100  120  160  180 210  230-240  260-300
ROWS = {
    "hall": (box(0, 0, 100, 60), "industriefunctie", 6000),
    "shop": (box(120, 0, 160, 30), "winkelfunctie", 1200),
    "office": (box(180, 0, 210, 30), "bijeenkomstfunctie,kantoorfunctie", 2700),
    "small": (box(230, 0, 240, 10), "industriefunctie", 100),
    "flat": (box(260, 0, 300, 30), "woonfunctie", 4800),
}


def moved(shape: Polygon) -> Polygon:
    """The footprint somewhere in Apeldoorn."""
    return Polygon([(x + 195_000, y + 472_000) for x, y in shape.exterior.coords])


@pytest.fixture
def row(tmp_path: Path) -> Path:
    """The row of plots as a GeoPackage."""
    return save(tmp_path)


def save(folder: Path, **columns: list[str]) -> Path:
    """The row of plots as a GeoPackage, with more columns where given."""
    table = {
        "identificatie": list(ROWS),
        "bouwjaar": [1990] * len(ROWS),
        "gebruiksdoel": [use for _, use, _ in ROWS.values()],
        "oppervlakte": [floor for *_, floor in ROWS.values()],
    }
    frame = gpd.GeoDataFrame(table | columns, geometry=[moved(s) for s, *_ in ROWS.values()], crs=28992)
    path = folder / "panden.gpkg"
    frame.to_file(path, layer="pand")
    return path


def codes(issues: tuple[Issue, ...]) -> dict[str, tuple[str, ...]]:
    """Ids by code."""
    return {issue.code: issue.ids for issue in issues}


def test_each_large_building_is_a_company_and_dwellings_are_not(row: Path) -> None:
    park, issues = park_from_bag(row, name="De Rij")
    assert [c.id for c in park.companies] == ["pand-hall", "pand-shop", "pand-office"]
    assert park.companies[0].name == "Gebouw hall"
    assert [c.sector for c in park.companies] == ["wholesale", "retail", "office"]
    assert [b.id for b in park.background] == ["small", "flat"]
    assert {b.company for b in park.background} == {""}
    assert not errors(issues)


def test_energy_is_floor_times_the_key_figure_of_the_sector(row: Path) -> None:
    park, _ = park_from_bag(row, name="De Rij")
    hall = park.company("pand-hall")
    figures = sector_row("wholesale", 6000)
    assert hall.electricity_kwh == pytest.approx(6000 * figures.electricity_kwh_m2)
    assert hall.gas_m3 == pytest.approx(6000 * figures.gas_m3_m2)
    (drawn,) = park.buildings_of("pand-hall")
    assert drawn.roof_m2 == pytest.approx(6000 * figures.roof_share)
    assert (drawn.floor_m2, drawn.year, drawn.use, drawn.origin) == (6000, 1990, "industriefunctie", "given")


def test_everything_estimated_says_so(row: Path) -> None:
    park, issues = park_from_bag(row, name="De Rij")
    assert {c.origin for c in park.companies} == {"estimated"}
    assert {c.connection.origin for c in park.companies} == {"estimated"}
    ids = tuple(c.id for c in park.companies)
    assert {i.severity for i in issues} == {"warning"}
    assert codes(issues) == {
        "bag_companies_guessed": ids,
        "bag_sector_guessed": ids,
        "bag_energy_estimated": ids,
        "bag_connection_estimated": ids,
        "bag_solar_unknown": ids,
        "bag_background": ("small", "flat"),
        "bag_streets_derived": (),
        "bag_congestion_assumed": ("gebied",),
    }


def test_the_background_is_one_load(row: Path) -> None:
    park, _ = park_from_bag(row, name="De Rij")
    small_kwh = 100 * sector_row("metalworking", 100).electricity_kwh_m2
    flat_kwh = 4800 * fact("from_bag.dwelling_kwh_m2").value
    assert park.background_kwh == pytest.approx(small_kwh + flat_kwh)


def test_the_grid_is_taken_as_full_until_someone_looks_it_up(row: Path) -> None:
    unknown, _ = park_from_bag(row, name="De Rij")
    looked_up, issues = park_from_bag(row, name="De Rij", congestion="amber")
    assert (unknown.areas[0].offtake, unknown.areas[0].feed_in) == ("red", "red")
    assert looked_up.areas[0].offtake == "amber"
    assert "bag_congestion_assumed" not in codes(issues)
    assert unknown.areas[0].offtake_capacity_kw is None
    assert all(unknown.areas[0].polygon.contains(b.footprint) for b in (*unknown.buildings, *unknown.background))


def test_the_area_of_every_company_exists_and_holds_it(row: Path) -> None:
    park, _ = park_from_bag(row, name="De Rij")
    for company in park.companies:
        assert park.area(company.area).polygon.contains(company.location)
        assert park.buildings_of(company.id)[0].footprint.contains(company.location)


def test_a_column_with_companies_makes_the_groups(tmp_path: Path) -> None:
    path = save(tmp_path, bedrijf=["Jansen B.V.", "", "Jansen B.V.", "Smid", ""])
    park, issues = park_from_bag(path, name="De Rij")
    assert [(c.id, c.name) for c in park.companies] == [("jansen-b-v", "Jansen B.V."), ("smid", "Smid")]
    assert [b.id for b in park.buildings_of("jansen-b-v")] == ["hall", "office"]
    assert [b.id for b in park.background] == ["shop", "flat"]
    jansen = park.company("jansen-b-v")
    assert jansen.sector == "wholesale", "of the largest building"
    parts = (
        sector_row("wholesale", 6000).electricity_kwh_m2 * 6000,
        sector_row("office", 2700).electricity_kwh_m2 * 2700,
    )
    assert jansen.electricity_kwh == pytest.approx(sum(parts))
    assert "bag_companies_guessed" not in codes(issues)


def test_routes_are_derived_unless_streets_are_given(row: Path, tmp_path: Path) -> None:
    derived, issues = park_from_bag(row, name="De Rij")
    assert derived.derived_streets
    assert {s.kind for s in derived.streets} == {"route"}
    assert "bag_streets_derived" in codes(issues)
    line = LineString([(195_000, 471_990), (195_300, 471_990)])
    frame = gpd.GeoDataFrame({"id": ["dorpsweg"], "kind": ["street"]}, geometry=[line], crs=28992)
    frame.to_file(tmp_path / "wegen.gpkg", layer="straten")
    given, issues = park_from_bag(row, name="De Rij", streets=tmp_path / "wegen.gpkg")
    assert [(s.id, s.kind, s.line.length) for s in given.streets] == [("dorpsweg", "street", 300.0)]
    assert not given.derived_streets
    assert "bag_streets_derived" not in codes(issues)


def test_streets_in_degrees_and_without_columns_are_read_too(row: Path, tmp_path: Path) -> None:
    line = LineString([(195_000, 471_990), (195_300, 471_990)])
    frame = gpd.GeoDataFrame(geometry=[line, line.parallel_offset(20)], crs=28992)
    frame.to_crs(4326).to_file(tmp_path / "wegen.geojson")
    park, _ = park_from_bag(row, name="De Rij", streets=tmp_path / "wegen.geojson")
    assert [s.id for s in park.streets] == ["street-1", "street-2"]
    assert [s.line.length for s in park.streets] == pytest.approx([300, 300], abs=0.5)


def test_what_the_file_says_of_pipes_in_streets_is_kept_and_a_word_nobody_knows_is_a_ban(
    row: Path, tmp_path: Path
) -> None:
    line = LineString([(195_000, 471_990), (195_300, 471_990)])
    columns = {
        "id": ["a", "b", "c", "d"],
        "surface": ["soft", "Hard", "zand", None],
        "heat_pipe": ["existing", "forbidden", None, "liever niet"],
        "heat_dn": [100, None, None, None],
    }
    frame = gpd.GeoDataFrame(columns, geometry=[line.parallel_offset(20 * n) for n in range(4)], crs=28992)
    frame.to_file(tmp_path / "wegen.gpkg", layer="straten")
    park, issues = park_from_bag(row, name="De Rij", streets=tmp_path / "wegen.gpkg")
    assert [(s.surface, s.heat_pipe, s.heat_dn) for s in park.streets] == [
        ("soft", "existing", 100),
        ("hard", "forbidden", None),
        ("unknown", "", None),
        ("unknown", "forbidden", None),
    ]
    assert codes(issues)["bag_street_words"] == ("c", "d")


def test_the_year_and_its_files_are_passed_on(row: Path) -> None:
    year = YearFiles(2025, weather="knmi.txt", prices="entsoe.csv", co2="ned.csv")
    assert park_from_bag(row, name="De Rij", year=year)[0].year == year


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"operator": "nergens_2025"}, "bag_operator_unknown"),
        ({"min_footprint_m2": 1e6}, "bag_no_companies"),
        ({"streets": Path("weg.gpkg")}, "bag_file_missing"),
    ],
)
def test_what_allows_no_park_is_refused_with_every_finding(row: Path, change: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidPark) as refused:
        park_from_bag(row, name="De Rij", **change)  # type: ignore[arg-type]
    (error,) = errors(refused.value.issues)
    assert error.code == code
    assert error.advice.nl in refused.value.words("nl")


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(InvalidPark) as refused:
        park_from_bag("weg.geojson", name="Weg")
    assert [i.code for i in refused.value.issues] == ["bag_file_missing"]


def test_the_park_survives_writing_and_reading(row: Path, tmp_path: Path) -> None:
    made, _ = park_from_bag(row, name="De Rij")
    write_park(made, tmp_path / "de-rij")
    back = read_park(tmp_path / "de-rij")
    assert back.companies == made.companies
    assert (back.buildings, back.background, back.streets) == (made.buildings, made.background, made.streets)
    assert (back.background_kwh, back.derived_streets) == (made.background_kwh, True)


# --- the real park


def test_apeldoorn_becomes_a_park_with_warnings_only() -> None:
    if not APELDOORN.exists():
        pytest.skip("sample not present")
    began = time.perf_counter()
    park, issues = park_from_bag(APELDOORN, name="Apeldoorn-Noord")
    assert time.perf_counter() - began < 60
    assert not errors(issues)
    assert (len(park.companies), len(park.buildings), len(park.background)) == (116, 116, 115)
    taken_m2 = sum(b.footprint.area for b in park.buildings)
    assert taken_m2 / (taken_m2 + sum(b.footprint.area for b in park.background)) == pytest.approx(0.92, abs=0.01)
    points: dict[str, Point] = {c.id: c.location for c in park.companies}
    footprints = [b.footprint for b in (*park.buildings, *park.background)]
    assert not any(s.line.intersects(f) for s in park.streets for f in footprints)
    assert len(components(connect(street_graph(park.streets), points, footprints))) == 1
