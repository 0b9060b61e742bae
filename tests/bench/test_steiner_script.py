"""What the benchmark of SteinLib files prints, and what it says of a file with a mistake."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import steiner
from bench.stp import StpError, read_stp

ROOT = Path(__file__).resolve().parents[2]
#   1 --2-- 2 --2-- 3       the tree is 4; with prizes 3 and 1 at the ends nothing is built, and 1 is missed
#    \------5------/
TREE = """33D32945 STP File, STP Format Version 1.0
SECTION Comment
Name "three"
END

SECTION Graph
Nodes 3
Edges 3
E 1 2 2
E 2 3 2
E 1 3 5
END

SECTION Terminals
Terminals 2
T 1
T 3
END

EOF
"""
PRIZES = TREE.replace("T 1\nT 3", "TP 1 3\nTP 3 1")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.stp"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_of_json_per_file_by_name(tmp_path: Path) -> None:
    written(tmp_path, "two", PRIZES)
    written(tmp_path, "one", TREE)
    (tmp_path / "optima.csv").write_text("instance,optimum\none,4\ntwo,2\n", encoding="utf-8")
    command = [sys.executable, "scripts/bench/steiner.py", str(tmp_path), "--optima", str(tmp_path / "optima.csv")]
    said = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 0, said.stderr
    one, two = (json.loads(line) for line in said.stdout.splitlines())
    assert (one["name"], one["value"], one["bound"], one["optimum"], one["matches"]) == ("one", 4.0, 4.0, 4.0, True)
    assert (two["name"], two["value"], two["bound"], two["matches"]) == ("two", 1.0, 1.0, False)
    assert one["gap"] == 0
    assert one["seconds"] >= 0


def test_prizes_with_a_root_and_arcs_of_one_way(tmp_path: Path) -> None:
    rooted = PRIZES.replace("Terminals 2\n", "Terminals 2\nRootP 2\n").replace("TP 1 3", "TP 1 9")
    row = steiner.solved(written(tmp_path, "rooted", rooted), 3.0, gap=0.0, seconds=9.0)
    assert (row["value"], row["matches"]) == (3.0, True)  # 2 for the edge, 1 missed
    oneway = TREE.replace("Edges 3", "Edges 2\nArcs 1").replace("E 2 3 2", "A 3 2 2")
    assert steiner.solved(written(tmp_path, "oneway", oneway), None, gap=0.0, seconds=9.0)["value"] == 5.0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("33D32945", "44", "wrong.stp, line 1: a SteinLib file begins with 33D32945"),
        ("E 2 3 2", "E 2 4 2", "line 10: node 4 is not one of 1 to 3"),
        ("E 2 3 2", "E 2 3 -2", "line 10: '-2' is no cost or prize"),
        ("E 2 3 2", "E 2 3", "line 10: 'E' needs 3 figures, not 2"),
        ("E 2 3 2", "X 2 3 2", "line 10: 'X' is not known in section graph"),
        ("Edges 3", "Edges 4", "line 8: 4 edges are announced, 3 are there"),
        ("Nodes 3", "Nodes three", "line 7: 'three' is no whole number"),
        ("T 3", "T 1", "line 17: node 1 is a terminal already"),
        ("SECTION Terminals", "SECTION NodeWeights", "line 14: section NodeWeights is not known here"),
        ("END\n\nEOF", "", "ends within section terminals"),
        ("Terminals 2\nT 1\nT 3", "Terminals 0", "has no terminals"),
    ],
)
def test_a_mistake_in_a_file_is_said_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = written(tmp_path, "wrong", TREE.replace(old, new, 1))
    with pytest.raises(StpError, match=re.escape(said)):
        read_stp(path)


def test_a_wrong_file_is_a_row_and_the_others_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "one", TREE.replace("E 2 3 2", "E 2 4 2"))
    written(tmp_path, "two", TREE)
    assert steiner.main([str(tmp_path), "--json"]) == 1
    one, two = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert "line 10" in one["error"]
    assert (two["value"], two["optimum"], two["matches"]) == (4.0, None, None)


@pytest.mark.parametrize(
    "words", [("nowhere",), (".", "--time", "0"), (".", "--optima", "none.csv"), (".", "--gap", "2")]
)
def test_what_cannot_be_measured_is_a_sentence(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert steiner.main(words) == 2
    said = capsys.readouterr()
    assert not said.out
    assert said.err.strip().endswith(".")
