"""Reading buildings of the BAG: what is kept, repaired, left out, and said about it."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from pyproj import Transformer
from shapely.geometry import Polygon, box, mapping

from collectief.park.bag_words import WORDS, bag_issue
from collectief.park.footprint import footprint
from collectief.park.issue import Issue, errors
from collectief.park.read_bag import read_bag

SAMPLES = Path(os.environ.get("COLLECTIEF_SAMPLES", Path(__file__).parents[2] / ".." / "shared" / "samples"))
APELDOORN = SAMPLES / "bag_panden_apeldoorn_noord_bedrijven.geojson"
HAARLEM = SAMPLES / "bag_pand_ogcapi_haarlem.json"
TO_DEGREES = Transformer.from_crs(28992, 4326, always_xy=True)
HALL = box(195_000, 472_000, 195_060, 472_040)


def in_degrees(shape: Polygon) -> dict[str, Any]:
    """A footprint in RD New as the GeoJSON geometry in WGS84."""
    drawn: dict[str, Any] = mapping(shape)
    rings = [[TO_DEGREES.transform(x, y) for x, y, *_ in ring] for ring in drawn["coordinates"]]
    return {"type": "Polygon", "coordinates": rings}


def pand(shape: Polygon | None, **properties: object) -> dict[str, Any]:
    """One feature; a None footprint gives a null geometry."""
    geometry = None if shape is None else in_degrees(shape)
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def whole(number: str, **properties: object) -> dict[str, object]:
    """All columns of a good building, some of them replaced."""
    row = {"identificatie": number.zfill(16), "bouwjaar": 1999, "status": "Pand in gebruik"}
    return row | {"gebruiksdoel": "industriefunctie", "oppervlakte": 2000} | properties


def written(folder: Path, features: Sequence[dict[str, Any]], **members: object) -> Path:
    """A GeoJSON file with these features."""
    path = folder / "panden.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": list(features)}))
    return path


def codes(issues: Sequence[Issue]) -> dict[str, tuple[str, ...]]:
    """Ids by code."""
    return {issue.code: issue.ids for issue in issues}


def test_a_good_building_is_read_without_a_word(tmp_path: Path) -> None:
    (building,), issues = read_bag(written(tmp_path, [pand(HALL, **whole("200"))]))
    assert issues == ()
    assert building.id == "0000000000000200"
    assert building.uses == ("industriefunctie",)
    assert (building.year, building.floor_m2) == (1999, 2000.0)
    assert building.footprint_m2 == pytest.approx(2400, rel=1e-5), "60 x 40 m"


def test_buildings_not_in_use_do_not_count(tmp_path: Path) -> None:
    rows = [
        pand(HALL, **whole("1")),
        pand(HALL, **whole("2", status="Pand gesloopt")),
        pand(HALL, **whole("3", status="Pand in gebruik (niet ingemeten)")),
        pand(HALL, **whole("4", status=None)),
    ]
    buildings, issues = read_bag(written(tmp_path, rows))
    assert [b.id[-1] for b in buildings] == ["1", "3", "4"]
    assert codes(issues) == {"bag_not_in_use": ("2".zfill(16),)}


def test_an_empty_use_is_no_use(tmp_path: Path) -> None:
    rows = [pand(HALL, **whole("1", gebruiksdoel="")), pand(HALL, **whole("2", gebruiksdoel=None))]
    buildings, _ = read_bag(written(tmp_path, rows))
    assert [b.uses for b in buildings] == [(), ()]


def test_only_the_geometry_is_required(tmp_path: Path) -> None:
    (building,), issues = read_bag(written(tmp_path, [pand(HALL, naam="hal")]))
    assert building.id == "pand-1"
    assert codes(issues)["bag_column_missing"] == ("identificatie", "gebruiksdoel", "bouwjaar", "oppervlakte")
    assert set(codes(issues)) == {"bag_column_missing", "bag_id_made", "bag_year_unknown", "bag_floor_unknown"}
    assert not errors(issues)


def test_a_row_without_geometry_is_left_out(tmp_path: Path) -> None:
    rows = [pand(None, **whole("1")), pand(HALL, **whole("2"))]
    buildings, issues = read_bag(written(tmp_path, rows))
    assert [b.id[-1] for b in buildings] == ["2"]
    assert codes(issues) == {"bag_geometry_missing": ("1".zfill(16),)}


def test_a_building_listed_twice_counts_once(tmp_path: Path) -> None:
    rows = [pand(HALL, **whole("1", oppervlakte=900)), pand(HALL, **whole("1", oppervlakte=100))]
    (building,), issues = read_bag(written(tmp_path, rows))
    assert building.floor_m2 == 900
    assert codes(issues) == {"bag_duplicate": ("1".zfill(16),)}


def test_unknown_years_and_floors_are_not_believed(tmp_path: Path) -> None:
    rows = [
        pand(HALL, **whole("1", bouwjaar=0, oppervlakte=999_999)),
        pand(HALL, **whole("2", bouwjaar=1005, oppervlakte=1)),
        pand(HALL, **whole("3", bouwjaar="?", oppervlakte="veel")),
        pand(HALL, **whole("4", bouwjaar=9999, oppervlakte=-5)),
    ]
    buildings, issues = read_bag(written(tmp_path, rows))
    assert [(b.year, b.floor_m2) for b in buildings] == [(None, None)] * 4
    assert {code: len(ids) for code, ids in codes(issues).items()} == {"bag_year_unknown": 4, "bag_floor_unknown": 4}


def test_the_floor_follows_from_the_smallest_and_the_largest_unit(tmp_path: Path) -> None:
    def units(count: int) -> dict[str, object]:
        return {"oppervlakte": None, "oppervlakte_min": 100, "oppervlakte_max": 300, "aantal_verblijfsobjecten": count}

    rows = [pand(HALL, **whole(str(n), **units(n))) for n in (1, 2, 5)]
    buildings, issues = read_bag(written(tmp_path, rows))
    assert [b.floor_m2 for b in buildings] == [300, 400, 1000]
    assert [b.floor_exact for b in buildings] == [True, True, False]
    assert codes(issues) == {"bag_floor_estimated": ("5".zfill(16),)}


def test_an_impossible_floor_is_pointed_out(tmp_path: Path) -> None:
    _, issues = read_bag(written(tmp_path, [pand(HALL, **whole("1", oppervlakte=50_000))]))
    assert codes(issues) == {"bag_floor_tall": ("1".zfill(16),)}


def test_numbers_that_lost_their_zeros_get_them_back(tmp_path: Path) -> None:
    (building,), _ = read_bag(written(tmp_path, [pand(HALL, **whole("1", identificatie=200100000086721))]))
    assert building.id == "0200100000086721"


def test_a_line_that_crosses_itself_is_repaired_and_told_once(tmp_path: Path) -> None:
    spike = Polygon([(0, 0), (60, 0), (60, 40), (30, 40), (30, 45), (30, 40), (0, 40)])
    crossed = Polygon([(x + 195_000, y + 472_000) for x, y in spike.exterior.coords])
    rows = [pand(crossed, **whole("1")), pand(crossed, **whole("2")), pand(HALL, **whole("3"))]
    buildings, issues = read_bag(written(tmp_path, rows))
    assert all(b.footprint.is_valid for b in buildings)
    assert [b.footprint_m2 for b in buildings] == pytest.approx([2400] * 3, rel=1e-4)
    assert codes(issues) == {"bag_geometry_repaired": ("1".zfill(16), "2".zfill(16))}


def test_of_loose_parts_the_largest_is_used() -> None:
    both = box(0, 0, 10, 10).union(box(20, 0, 25, 5))
    found = footprint(both)
    assert found is not None
    assert (found.polygon.area, found.lost_m2, found.repaired) == (100.0, 25.0, False)


def test_a_line_is_no_footprint() -> None:
    assert footprint(Polygon([(0, 0), (5, 0), (0, 0)])) is None
    assert footprint(None) is None


@pytest.mark.parametrize("layer", ["pand", "gebouwen"])
def test_a_geopackage_in_rd_reads_like_the_geojson(tmp_path: Path, layer: str) -> None:
    rows = [pand(HALL, **whole("1")), pand(box(195_100, 472_000, 195_130, 472_020), **whole("2", gebruiksdoel=""))]
    path = written(tmp_path, rows)
    gpd.read_file(path).to_crs(28992).to_file(tmp_path / "p.gpkg", layer=layer)
    points = gpd.read_file(path).to_crs(28992)
    points.set_geometry(points.centroid).to_file(tmp_path / "p.gpkg", layer="verblijfsobject", mode="a")
    plain, _ = read_bag(path)
    packed, issues = read_bag(tmp_path / "p.gpkg")
    assert packed == plain
    assert issues == ()


def test_rd_coordinates_in_a_geojson_that_does_not_say_so(tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": whole("1"), "geometry": mapping(HALL)}
    (building,), issues = read_bag(written(tmp_path, [feature]))
    assert building.footprint.equals(HALL)
    assert list(codes(issues)) == ["bag_crs_assumed"]


def test_a_crs_member_is_respected(tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": whole("1"), "geometry": mapping(HALL)}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    (building,), issues = read_bag(written(tmp_path, [feature], crs=crs))
    assert building.footprint.equals(HALL)
    assert issues == ()


def test_swapped_coordinates_are_an_error_with_advice(tmp_path: Path) -> None:
    swapped = {"type": "Polygon", "coordinates": [[[y, x] for x, y in in_degrees(HALL)["coordinates"][0]]]}
    feature = {"type": "Feature", "properties": whole("1"), "geometry": swapped}
    buildings, issues = read_bag(written(tmp_path, [feature]))
    assert buildings == ()
    assert [i.code for i in errors(issues)] == ["bag_outside_netherlands"]
    assert "verwisseld" in issues[-1].advice.nl


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bag_file_unreadable"),
        (b"geen kaart", "bag_file_unreadable"),
        (b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>", "bag_file_unreadable"),
        (b"{", "bag_file_unreadable"),
        (b'{"type": "FeatureCollection", "features": []}', "bag_empty"),
        (b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null}]}', "bag_empty"),
        (b"SQLite format 3\0 and then nothing", "bag_file_unreadable"),
    ],
)
def test_a_file_that_is_no_map_is_an_error_and_no_traceback(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "panden.geojson"
    path.write_bytes(content)
    buildings, issues = read_bag(path)
    assert buildings == ()
    assert [i.code for i in errors(issues)] == [code]
    assert str(tmp_path) not in issues[0].message.nl, "no path of this machine in a message"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    _, (issue,) = read_bag(tmp_path / "weg.geojson")
    assert issue.code == "bag_file_missing"
    assert "weg.geojson" in issue.message.nl


def test_every_finding_speaks_both_languages() -> None:
    for code in WORDS:
        issue = bag_issue(code, "panden.geojson", ["1", "2"], before="3", after="4")
        for text in (issue.message, issue.advice):
            assert text.nl.endswith(".")
            assert text.en.endswith(".")
            assert text.nl != text.en
            assert "{" not in text.nl + text.en


def test_the_real_buildings_of_apeldoorn_are_all_read() -> None:
    if not APELDOORN.exists():
        pytest.skip("sample not present")
    buildings, issues = read_bag(APELDOORN)
    assert len(buildings) == 231
    assert sum(b.footprint_m2 > 500 for b in buildings) == 116
    assert sum(b.footprint_m2 for b in buildings) == pytest.approx(277_000, rel=0.01), "dutch.md 0.10: 27.7 ha"
    assert not errors(issues)
    assert len(codes(issues)["bag_geometry_repaired"]) == 14
    assert len(codes(issues)["bag_year_unknown"]) == 6


def test_the_real_buildings_of_haarlem_are_all_read() -> None:
    if not HAARLEM.exists():
        pytest.skip("sample not present")
    buildings, issues = read_bag(HAARLEM)
    assert len(buildings) == 20
    assert not errors(issues)
    school = next(b for b in buildings if b.id == "0392100000045123")
    assert (school.floor_m2, school.year, school.uses) == (2129.0, 1991, ("onderwijsfunctie",))
    assert sum(b.only_shed for b in buildings) == 2
    assert sum(b.only_dwelling for b in buildings) == 17


def test_the_real_buildings_read_the_same_from_a_geopackage_in_rd(tmp_path: Path) -> None:
    if not APELDOORN.exists():
        pytest.skip("sample not present")
    gpd.read_file(APELDOORN).to_crs(28992).to_file(tmp_path / "panden.gpkg", layer="pand")
    assert read_bag(tmp_path / "panden.gpkg")[0] == read_bag(APELDOORN)[0]
