"""Real companies in one search: who is drawn, what is left out, a bound below the plan; and tables of whole parks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import real_park
from bench.park_tables import asked_rows, growth_rows, real_rows
from collectief import read_park

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.long
def test_two_companies_with_every_measure_of_their_own_have_a_plan_above_its_bound() -> None:
    words = ("--companies", "2", "--hours", "672", "--park", "proeftuin-warmte", "--limit", "8", "--json")
    command = [sys.executable, "scripts/bench/real_park.py", *words, "--without", "heat_network"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert said.returncode == 0, said.stderr
    row = json.loads(said.stdout)
    assert row["companies"] == len(row["drawn"]) == 2
    assert "heat_network" in row["left_out"]
    assert row["slack_zero"] is True
    assert row["lower_bound"] <= row["objective"] <= row["start_eur"]
    assert row["gap"] == pytest.approx(1 - row["lower_bound"] / row["objective"])
    assert real_rows([row])[0][0] == "2 of proeftuin-warmte"


def test_the_same_seed_draws_the_same_companies_and_another_seed_others() -> None:
    park = read_park(ROOT / "data" / "parken" / "vlasakker")
    one, again, other = (real_park.drawn(park, 10, seed).companies for seed in (1, 1, 2))
    assert len(one) == 10
    assert [c.id for c in one] == [c.id for c in again] != [c.id for c in other]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--companies", "0"), "--companies 0: vlasakker has 1 to 24."),
        (("--companies", "25"), "--companies 25: vlasakker has 1 to 24."),
        (("--hours", "100"), "--hours 100: give 8760 or 672."),
        (("--park", "../nowhere"), "--park ../nowhere: not known here"),
        (("--without", "sun"), "--without sun: no measure"),
        (("--seed", "-1"), "--seed -1"),
        (("--gap", "nan"), "--gap nan"),
        (("--limit", "0"), "--limit 0"),
    ],
)
def test_what_cannot_be_measured_gets_one_sentence(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert real_park.main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_a_row_that_missed_its_gap_grew_at_least_so_fast_and_says_what_it_missed() -> None:
    ten = {"companies": 10, "objective": 1.0, "gap": 0.004, "asked": 0.005, "seconds": 50.0, "cpu_seconds": 80.0}
    ten["peak_mb"] = 500.0
    sixty = {**ten, "companies": 60, "gap": 0.02, "seconds": 300.0, "cpu_seconds": 2880.0, "peak_mb": 3000.0}
    ended = {**ten, "companies": 100, "objective": None, "gap": None, "seconds": 610.0, "cpu_seconds": None}
    assert growth_rows([ten, sixty, ended]) == [["10 to 60", "at least 1.00", "at least 2.00", "1.00"]]
    more = {**sixty, "companies": 120, "peak_mb": 6000.0}
    assert growth_rows([sixty, more]) == [["60 to 120", "-", "-", "1.00"]]
    assert [row[-1] for row in asked_rows([ten, sixty, ended])] == ["nothing", "gap, memory"]
