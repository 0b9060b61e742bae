"""`collectief check`: all findings at once, in words or as JSON, with the code that a script can use."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typed_command import PARKS, Typed

from collectief.park import check


def damage(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a piece of text in a file; it must be there."""
    path = folder / name
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


def with_error(folder: Path) -> None:
    """A file of prices that lacks its columns."""
    (folder / "prijzen.csv").write_text("een;twee\n1;2\n", encoding="utf-8")
    damage(folder, "park.toml", "[rules]", 'prices = "prijzen.csv"\n\n[rules]')


@pytest.mark.parametrize("park", ["proeftuin-mini", "proeftuin-lege-kern", "vlasakker"])
def test_the_example_parks_are_usable_and_the_next_step_is_told(park: str, typed: Typed) -> None:
    done = typed("check", PARKS / park)
    assert done.exit_code == 0
    assert f"collectief plan {PARKS / park} --out" in done.stderr
    assert done.stdout.count("\n    ") == len(check(PARKS / park))


def test_a_folder_that_is_not_there_is_invalid(typed: Typed, tmp_path: Path) -> None:
    done = typed("check", tmp_path / "weg")
    assert done.exit_code == 3
    assert "bestaat niet" in done.stdout
    assert typed("check", tmp_path / "weg", "--lang", "en").stdout.count("does not exist") == 1


def test_json_is_one_list_of_all_findings(typed: Typed, mini: Path) -> None:
    damage(mini, "bedrijven.csv", "sector", "branche")
    done = typed("check", mini, "--json", "--lang", "en")
    listed = json.loads(done.stdout)
    assert done.exit_code == 3
    assert listed == [issue.as_dict("en") for issue in check(mini)]
    assert "error" in {one["severity"] for one in listed}


def test_a_sound_park_is_an_empty_list(typed: Typed, mini: Path) -> None:
    done = typed("check", mini, "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_a_warning_stops_only_who_is_strict(typed: Typed, mini: Path) -> None:
    damage(mini, "park.toml", "[rules]", "[rules]\nvreemd = 1")
    assert typed("check", mini).exit_code == 0
    assert typed("check", mini, "--strict").exit_code == 3


def test_a_year_that_cannot_be_read_is_found_with_the_rest(typed: Typed, mini: Path) -> None:
    with_error(mini)
    done = typed("check", mini)
    assert done.exit_code == 3
    assert "prijzen.csv, time, price_eur_per_mwh: Kolom" in done.stdout
    assert done.stdout.index("prijzen.csv, time, price_eur_per_mwh: Kolom") < done.stdout.index("Let op")


def test_words_of_a_park_are_shown_as_they_are(typed: Typed, mini: Path) -> None:
    damage(mini, "bedrijven.csv", "dag;", "dag[red];")
    done = typed("check", mini)
    assert done.exit_code == 3
    assert "dag[red]" in done.stdout
    assert "\x1b" not in done.output


@pytest.mark.parametrize(
    "words", [["check"], ["check", "x", "--lang", "fr"], ["check", "x", "--nee"], ["bestaat-niet"]]
)
def test_a_command_that_is_not_understood_is_a_usage_error(words: list[str], typed: Typed) -> None:
    done = typed(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_every_command_has_help_in_both_languages(typed: Typed) -> None:
    for words in (["plan"], ["check"], ["import", "bag"]):
        done = typed(*words, "--help")
        assert done.exit_code == 0
        assert "Taal. / Language." in done.stdout


def test_the_version_is_told(typed: Typed) -> None:
    done = typed("--version")
    assert done.exit_code == 0
    assert done.stdout.startswith("collectief ")
    assert done.stdout.split()[1][0].isdigit()


def test_a_year_that_is_partly_measured_is_one_warning_and_a_mended_hour_one_repair(typed: Typed, mini: Path) -> None:
    hours = pd.date_range("2025-01-01", periods=8760, freq="h", tz="Etc/GMT-1").delete(5)
    rows = [f"{hour.isoformat(sep=' ')},80" for hour in hours]
    (mini / "prijzen.csv").write_text("time,price_eur_per_mwh\n" + "\n".join(rows) + "\n", encoding="utf-8")
    damage(mini, "park.toml", "[rules]", 'prices = "prijzen.csv"\n\n[rules]')
    done = typed("check", mini, "--json")
    assert done.exit_code == 0
    found = {one["code"]: (one["severity"], one["message"]) for one in json.loads(done.stdout)}
    assert set(found) == {"year_without_weather", "year_repaired"}
    assert found["year_without_weather"][0] == "warning"
    assert "Gemeten is prices, het weer niet" in found["year_without_weather"][1]
    assert found["year_repaired"][0] == "repaired"
    assert "1 ontbrekende uren" in found["year_repaired"][1]


def test_errors_of_the_park_do_not_hide_those_of_the_year(typed: Typed, mini: Path) -> None:
    with_error(mini)
    damage(mini, "bedrijven.csv", ";large;", ";groot;")
    done = typed("check", mini, "--json")
    assert done.exit_code == 3
    errors = {(i["where"].split(":")[0], i["code"]) for i in json.loads(done.stdout) if i["severity"] == "error"}
    assert errors == {("bedrijven.csv", "choice_unknown"), ("prijzen.csv", "year_unusable")}
