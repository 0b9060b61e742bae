"""What the benchmark of heat parks prints, and what it says of a park with a mistake."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench import heat_parks
from bench.heat_park import HOUSE, ParkError, pipes_of, problem_of

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared" / "reference" / "heat"
#   0 (source) --10 m-- 1 --10 m-- 2        3 stands apart
PARK: dict[str, Any] = {
    "nodes": [[0, 0], [10, 0], [20, 0], [90, 90]],
    "edges": [[0, 1, 10.0], [2, 1, 10.0]],
    "source": 0,
    "consumers": [
        {"node": 1, "peak_kw": 40.0, "prize_eur": 1500.0},
        {"node": 2, "peak_kw": 50.0, "prize_eur": 2000.0},
        {"node": 3, "peak_kw": 50.0, "prize_eur": 9000.0},
    ],
    "pipe_fixed_eur_m": 100.0,
    "pipe_var_eur_m_kw": 0.5,
    "pipe_max_kw": 500.0,
    "pipes": [{"most_kw": 60, "eur_per_m": 100}, {"most_kw": 200, "eur_per_m": 180}],
}


def written(folder: Path, park: dict[str, Any]) -> Path:
    path = folder / "park.json"
    path.write_text(json.dumps(park), encoding="utf-8")
    return path


def test_a_line_of_json_per_park(tmp_path: Path) -> None:
    (tmp_path / "best_known.csv").write_text("case,best_known_eur\npark,-800\n", encoding="utf-8")
    command = [sys.executable, "scripts/bench/heat_parks.py", str(written(tmp_path, PARK)), "--json", "--gap", "1e-6"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 0, said.stderr
    row = json.loads(said.stdout)
    # 10 m x (100 + 0.5 x 90) + 10 m x (100 + 0.5 x 50) - 3500
    assert (row["name"], row["value"], row["bound"], row["gap"]) == ("park", -800.0, -800.0, 0.0)
    assert (row["connected"], row["left_out"], row["best_known"], row["not_worse"]) == (2, ["000003"], -800.0, True)


def test_with_pipes_of_its_own_each_edge_is_one_of_them(tmp_path: Path) -> None:
    row = heat_parks.solved(written(tmp_path, PARK), gap=1e-6, seconds=9.0, pipes="own")
    assert row["value"] == 10 * 180 + 10 * 100 - 3500
    catalogue = tmp_path / "pipes.csv"
    catalogue.write_text("dn,most_kw,eur_per_m\n20,60,100\n", encoding="utf-8")
    row = heat_parks.solved(tmp_path / "park.json", gap=1e-6, seconds=9.0, pipes=str(catalogue))
    assert (row["value"], row["connected"]) == (10 * 100 - 1500, 1)  # both together are too much for it


def test_the_order_in_a_file_changes_nothing() -> None:
    turned = {
        **PARK,
        "edges": [[b, a, m] for a, b, m in reversed(PARK["edges"])],
        "consumers": PARK["consumers"][::-1],
    }
    one, other = (problem_of("park", park, None) for park in (PARK, turned))
    assert one.edges == other.edges
    assert set(one.terminals) == set(other.terminals)


def test_pipes_of_the_house_carry_more_and_cost_more_one_after_the_other() -> None:
    found = pipes_of(HOUSE, PARK)
    assert list(found) == sorted(found)
    assert [eur for _, eur in found] == sorted(eur for _, eur in found)


MISTAKES: list[tuple[Callable[[dict[str, Any]], dict[str, Any]], str]] = [
    (lambda park: {k: v for k, v in park.items() if k != "source"}, "'source' is missing"),
    (lambda park: {**park, "source": 9}, "the source: 9 is not one of the nodes 0 to 3"),
    (lambda park: {**park, "edges": [[0, 1, -1.0]]}, "a length of 0 m or more"),
    (lambda park: {**park, "edges": [[0, 7, 1.0]]}, "7 is not one of the nodes"),
    (lambda park: {**park, "consumers": [{"node": 1, "prize_eur": 1.0}]}, "'peak_kw' is missing"),
    (lambda park: {**park, "pipe_max_kw": "wide"}, "could not convert"),
]


@pytest.mark.parametrize(("change", "said"), MISTAKES, ids=[said for _, said in MISTAKES])
def test_a_mistake_in_a_park_is_said(change: Callable[[dict[str, Any]], dict[str, Any]], said: str) -> None:
    with pytest.raises(ParkError, match=said):
        problem_of("park", change(PARK), None)


def test_a_wrong_file_is_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none.json").write_text("[", encoding="utf-8")
    assert heat_parks.main([str(tmp_path / "none.json"), str(written(tmp_path, PARK)), "--json"]) == 1
    none, park = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert "cannot be read as JSON" in none["error"]
    assert park["value"] == -800.0


@pytest.mark.parametrize("pipes", ["nowhere.csv", "own"])
def test_pipes_that_are_not_there_are_said(pipes: str) -> None:
    with pytest.raises(ParkError, match="most_kw and eur_per_m are needed"):
        pipes_of(pipes, {})


def test_a_model_like_topotherm_finds_the_same_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert heat_parks.main([str(written(tmp_path, PARK)), "--tools", "ours,topotherm", "--json"]) == 0
    ours, other = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (ours["tool"], other["tool"]) == ("ours", "topotherm")
    assert ours["value"] == other["value"] == -800.0


@pytest.mark.parametrize("more", [["--tools", "mine"], ["--tools", "ours,topotherm", "--pipes", "own"]])
def test_tools_that_cannot_be_asked_are_said(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert heat_parks.main(["park.json", *more]) == 2
    assert "topotherm" in capsys.readouterr().err


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference parks are not here")
@pytest.mark.parametrize("name", ["park_30_0", "park_100_0"])
def test_a_reference_park_is_not_worse_than_the_best_that_is_known(name: str) -> None:
    row = heat_parks.solved(REFERENCE / f"{name}.json", gap=1e-3, seconds=60.0)
    assert row["not_worse"] is True
    assert row["ended"] == "proven"
    assert isinstance(row["bound"], float)
    assert isinstance(row["best_known"], float)
    assert row["bound"] <= row["best_known"] + 1
