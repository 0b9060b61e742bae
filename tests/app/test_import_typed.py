"""`collectief import bag`: a park that can be read at once, whole or not at all, with nothing replaced unasked."""

import os
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import box
from typed_command import Typed

from collectief.app.year_files import safe_name
from collectief.park import read_park

SAMPLES = Path(os.environ.get("COLLECTIEF_SAMPLES", Path(__file__).parents[2] / ".." / "shared" / "samples"))
X, Y = 195_000, 472_000


@pytest.fixture
def buildings(tmp_path: Path) -> Path:
    """Two halls and a house."""
    table = {
        "identificatie": ["hal", "loods", "huis"],
        "bouwjaar": [1990, 2001, 1930],
        "gebruiksdoel": ["industriefunctie", "industriefunctie", "woonfunctie"],
        "oppervlakte": [6000, 2000, 120],
    }
    shapes = [box(X, Y, X + 100, Y + 60), box(X + 150, Y, X + 190, Y + 40), box(X + 220, Y, X + 230, Y + 10)]
    path = tmp_path / "mijn panden.gpkg"
    gpd.GeoDataFrame(table, geometry=shapes, crs=28992).to_file(path, layer="pand")
    return path


def knmi() -> Path:
    """A real year of weather; the test is skipped where the samples are not there."""
    path = SAMPLES / "knmi_uurgegevens_260_deBilt_2025.txt"
    if not path.is_file():
        pytest.skip("the samples are not here")
    return path


def test_a_park_is_made_and_can_be_checked_at_once(buildings: Path, typed: Typed, tmp_path: Path) -> None:
    out = tmp_path / "nieuw" / "park"
    done = typed("import", "bag", buildings, "--out", out, "--name", "De Rij", "--congestion", "amber")
    assert done.exit_code == 0, done.output
    assert "De Rij met 2 bedrijven staat in" in done.stdout
    assert "Let op" in done.stderr
    assert f"Volgende stap: collectief plan {out} --out" in done.stderr
    park = read_park(out)
    assert (park.name, [c.id for c in park.companies]) == ("De Rij", ["pand-hal", "pand-loods"])
    assert park.areas[0].offtake == "amber"
    assert {p.name for p in out.iterdir()} == {"park.toml", "kaart.gpkg", "bedrijven.csv"}
    assert {p.name for p in out.parent.iterdir()} == {"park"}
    assert typed("check", out).exit_code == 0


def test_options_reach_the_park(buildings: Path, typed: Typed, tmp_path: Path) -> None:
    words = ("--min-footprint", "2000", "--operator", "stedin_2026", "--year", "2024")
    done = typed("import", "bag", buildings, "--out", tmp_path / "park", *words)
    park = read_park(tmp_path / "park")
    assert done.exit_code == 0
    assert park.name == "mijn panden"
    assert [c.id for c in park.companies] == ["pand-hal"]
    assert park.companies[0].connection.tariff.startswith("stedin_2026.")
    assert park.year.year == 2024


def test_what_stands_in_a_folder_is_replaced_only_by_force(buildings: Path, typed: Typed, tmp_path: Path) -> None:
    out = tmp_path / "park"
    out.mkdir()
    (out / "HERKOMST.md").write_text("mine")
    (out / "bedrijven.csv").write_text("mine")
    done = typed("import", "bag", buildings, "--out", out)
    assert done.exit_code == 1
    assert "--force" in done.stderr
    assert (out / "bedrijven.csv").read_text() == "mine"
    assert typed("import", "bag", buildings, "--out", out, "--force").exit_code == 0
    assert (out / "HERKOMST.md").read_text() == "mine"
    assert len(read_park(out).companies) == 2


def test_even_by_force_the_source_is_spared(buildings: Path, typed: Typed, tmp_path: Path) -> None:
    source = buildings.rename(tmp_path / "kaart.gpkg")
    before = source.read_bytes()
    done = typed("import", "bag", source, "--out", tmp_path, "--force")
    assert done.exit_code == 1
    assert "overschreven" in done.stderr
    assert source.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["kaart.gpkg"]


def test_the_files_of_the_year_come_along(buildings: Path, typed: Typed, tmp_path: Path) -> None:
    out = tmp_path / "park"
    done = typed("import", "bag", buildings, "--out", out, "--weather", knmi())
    assert done.exit_code == 0, done.output
    assert read_park(out).year.weather == "weer_knmi_uurgegevens_260_deBilt_2025.txt"
    assert "weer is gemeten" in done.stderr
    assert (out / "weer_knmi_uurgegevens_260_deBilt_2025.txt").read_bytes() == knmi().read_bytes()


@pytest.mark.parametrize("kind", ["weather", "prices", "co2"])
def test_a_year_file_that_is_another_kind_of_file_leaves_nothing(
    kind: str, buildings: Path, typed: Typed, tmp_path: Path
) -> None:
    (tmp_path / "raar.csv").write_text("een,twee\n1,2\n")
    before = sorted(tmp_path.iterdir())
    done = typed("import", "bag", buildings, "--out", tmp_path / "park", f"--{kind}", tmp_path / "raar.csv")
    assert done.exit_code == 3
    assert "raar.csv" in done.stderr
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--operator", "[red]niemand"], 3, "[red]niemand"),
        (["--min-footprint", "1000000"], 3, "1000000"),
        (["--weather", "weg.txt"], 1, "weg.txt is er niet"),
        (["--streets", "weg.gpkg"], 3, "weg.gpkg"),
        (["--year", "12"], 2, "--year"),
        (["--congestion", "paars"], 2, "--congestion"),
        (["--name", "n" * 300], 3, "park.toml"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_made(
    words: list[str], code: int, said: str, *, buildings: Path, typed: Typed, tmp_path: Path
) -> None:
    done = typed("import", "bag", buildings, "--out", tmp_path / "park", *words)
    assert done.exit_code == code
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == [buildings]


def test_a_file_that_is_no_map_is_invalid(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "panden.gpkg").write_text("geen kaart")
    for name in ("panden.gpkg", "weg.geojson"):
        done = typed("import", "bag", tmp_path / name, "--out", tmp_path / "park")
        assert done.exit_code == 3
        assert name in done.stderr


def test_a_hostile_name_is_tamed_and_can_be_read(buildings: Path, typed: Typed, tmp_path: Path) -> None:
    done = typed("import", "bag", buildings, "--out", tmp_path / "park", "--name", '[red]"De\x1b[31m\n Rij"[/] \u202e')
    assert done.exit_code == 0
    assert read_park(tmp_path / "park").name == '[red]"De[31m  Rij"[/]'
    assert "\x1b" not in done.output


def test_a_safe_name_is_plain_and_never_hidden() -> None:
    names = [safe_name("prices", Path(p)) for p in ("/x/.env", "a;b$(c).csv", "é\u202e.txt", "n" * 300 + ".csv")]
    assert names == ["prijzen_.env", "prijzen_a_b_c_.csv", "prijzen__.txt", f"prijzen_{'n' * 80}.csv"]


def test_a_real_part_of_apeldoorn_becomes_a_park(typed: Typed, tmp_path: Path) -> None:
    source = SAMPLES / "bag_panden_apeldoorn_noord_bedrijven.geojson"
    if not source.is_file():
        pytest.skip("the samples are not here")
    done = typed("import", "bag", source, "--out", tmp_path / "park", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert len(read_park(tmp_path / "park").companies) > 10
    assert "companies is in" in done.stdout
