"""`collectief import meter`: one profile, told what was decided, written whole or not at all."""

from pathlib import Path

import numpy as np
import pytest
from typed_command import Typed

from collectief.park import read_park

QUARTERS = 35040


@pytest.fixture
def meter(tmp_path: Path) -> Path:
    """A year of 10 kW, and 30 kW in the first hour, in kWh with a decimal comma, on the Dutch clock."""
    times = np.datetime64("2025-01-01T00:00") + np.arange(QUARTERS) * np.timedelta64(15, "m")
    lines = [f"{t}+01:00;{'7,5' if at < 4 else '2,5'}" for at, t in enumerate(times)]
    path = tmp_path / "meter van 'dag'.csv"
    path.write_text("Begin;Afname kWh\n" + "\n".join(lines), encoding="utf-8")
    return path


def test_a_meter_becomes_the_profile_of_its_company(meter: Path, mini: Path, typed: Typed) -> None:
    done = typed("import", "meter", meter, "--park", mini, "--company", "dag", "--force")
    assert done.exit_code == 0, done.output
    assert "87620 kWh in het jaar, hoogste kwartier 30.0 kW" in done.stdout.replace("\n", " ")
    assert "--decimal" in done.stderr
    kw = read_park(mini).profiles["dag"]
    assert kw[:5].tolist() == [30.0, 30.0, 30.0, 30.0, 10.0]


def test_a_profile_that_is_there_is_replaced_only_by_force(meter: Path, mini: Path, typed: Typed) -> None:
    before = (mini / "profielen" / "dag.parquet").read_bytes()
    done = typed("import", "meter", meter, "--park", mini, "--company", "dag")
    assert done.exit_code == 1
    assert "--force" in done.stderr
    assert (mini / "profielen" / "dag.parquet").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--company", "niemand"], 3, "niemand"),
        (["--company", "dag", "--unit", "paard"], 2, "--unit"),
        (["--company", "dag", "--clock", "utc", "--lang", "en"], 0, "profile is in"),
    ],
)
def test_what_is_wrong_is_told(
    words: list[str], code: int, said: str, *, meter: Path, mini: Path, typed: Typed
) -> None:
    done = typed("import", "meter", meter, "--park", mini, "--force", *words)
    assert done.exit_code == code, done.output
    assert said in done.output


def test_kw_or_kwh_is_asked_and_answered(meter: Path, mini: Path, typed: Typed) -> None:
    meter.write_text(meter.read_text(encoding="utf-8").replace(" kWh", "", 1), encoding="utf-8")
    asked = typed("import", "meter", meter, "--park", mini, "--company", "dag", "--force")
    assert asked.exit_code == 3
    assert "--unit (keus: kwh, kw)" in asked.stderr
    assert (
        typed("import", "meter", meter, "--park", mini, "--company", "dag", "--force", "--unit", "kwh").exit_code == 0
    )


def test_own_solar_is_asked_and_can_be_added(meter: Path, mini: Path, typed: Typed) -> None:
    table = mini / "bedrijven.csv"
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    at = head.split(";").index("solar_kwp")
    cells = rows[0].split(";")
    cells[at] = "50"
    table.write_text("\n".join([head, ";".join(cells), *rows[1:]]) + "\n", encoding="utf-8")
    words = ("import", "meter", meter, "--park", mini, "--company", "dag", "--force")
    asked = typed(*words)
    assert asked.exit_code == 3
    assert "--solar made" in asked.stderr
    done = typed(*words, "--solar", "made")
    assert done.exit_code == 0, done.output
    assert "50 kWp" in done.stderr
    made = read_park(mini).profiles["dag"].sum() / 4
    assert typed(*words, "--solar", "none").exit_code == 0
    bare = read_park(mini).profiles["dag"].sum() / 4
    assert made - bare == pytest.approx(50 * 835, rel=0.02)
