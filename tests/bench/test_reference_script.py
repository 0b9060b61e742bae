"""What the reference benchmark prints: a line of JSON per tool, and a sentence where it is asked something odd."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bench import benchmarks, reference
from bench.peers import problem

ROOT = Path(__file__).resolve().parents[2]


def test_ours_and_bare_highs_agree_on_a_tiny_case() -> None:
    words = ("--companies", "2", "--hours", "168", "--tools", "ours,highs", "--seed", "3", "--json")
    command = [sys.executable, "scripts/bench/reference.py", *words]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert said.returncode == 0, said.stderr
    ours, highs = (json.loads(line) for line in said.stdout.splitlines())
    assert (ours["tool"], highs["tool"]) == ("ours", "highs")
    assert ours["lower_bound"] <= highs["objective"] * (1 + 1e-6)
    assert highs["objective"] <= ours["objective"] * (1 + 1e-6)
    assert ours["gap"] <= 1e-4
    assert ours["slack_zero"] is True
    assert all(row["seconds"] > 0 and row["peak_mb"] > 0 for row in (ours, highs))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--companies", "0"), "--companies 0"),
        (("--hours", "100"), "--hours 100"),
        (("--hours", "0"), "--hours 0"),
        (("--tools", "ours,abacus"), "abacus"),
        (("--tools", ","), "--tools"),
        (("--seed", "-1"), "--seed -1"),
        (("--gap", "nan"), "--gap nan"),
        (("--limit", "0"), "--limit 0"),
        (("--limit", "3e6"), "--limit 3e+06"),
    ],
)
def test_what_cannot_be_measured_gets_one_sentence(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reference.main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_a_tool_that_runs_out_of_time_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "GRACE_S", 0.0)
    case = reference.Case(companies=2, hours=168, seed=1, integer=False, gap=1e-4, limit=0.2)
    row = reference.measure("highs", case)
    assert row["status"] == "no answer in 0.2 s: ended"
    assert row["objective"] is None
    assert row["gap"] is None


def test_a_tool_that_breaks_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "SCRIPTS", ROOT / "nowhere")
    monkeypatch.setattr(reference, "ROOT", ROOT / "tests")
    row = reference.measure("highs", reference.Case(2, 168, 1, integer=False, gap=1e-4, limit=60.0))
    assert str(row["status"]).startswith("ended without an answer")
    assert row["objective"] is None


@pytest.mark.parametrize(
    ("in_the_way", "said"),
    [
        (True, "Not a directory"),
        pytest.param(False, "No matching distribution found for no-such-tool-anywhere", marks=pytest.mark.long),
    ],
)
def test_peers_that_cannot_be_installed_are_a_row_that_says_why_and_what_to_do(
    in_the_way: bool, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, folder = tmp_path / "asked.txt", tmp_path / "peers-here"
    asked.write_text("--no-index\nno-such-tool-anywhere==1.0\n", encoding="utf-8")
    if in_the_way:
        folder.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setattr(reference, "ASKED", asked)
    monkeypatch.setattr(reference, "PEERS", folder)
    row = reference.measure("pypsa", reference.Case(2, 168, 1, integer=False, gap=1e-4, limit=60.0))
    told = str(row["status"])
    assert told.startswith("not measured: the peers could not be put in peers-here (")
    assert said in told
    assert told.endswith("try again where asked.txt can be installed, or leave them out: --tools ours,highs")
    assert len(told.splitlines()) == 1
    assert row["objective"] is None
    assert row["seconds"] is None
    assert not (folder / "asked.sha256").exists()  # half an environment is none the next time


def test_no_tool_on_the_page_costs_less_than_another_one_proved() -> None:
    kept, same = benchmarks._kept(), ("companies", "hours", "integer", "detail")
    problems: dict[tuple[object, ...], list[benchmarks.Row]] = {}
    for row in kept:
        problems.setdefault(tuple(row.get(key, False) for key in same), []).append(row)
    assert len(problems) >= 12
    for rows in problems.values():
        cheapest = min((float(str(row["objective"])) for row in rows if row["objective"] is not None), default=np.inf)
        proved = [float(str(row["lower_bound"])) for row in rows if row["lower_bound"] is not None]
        assert max(proved, default=-np.inf) <= cheapest * (1 + 1e-6)


def test_the_problem_is_the_same_from_the_same_seed() -> None:
    one, again, other = (problem.reference(3, 336, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.load_kw, again.load_kw)
    assert not np.array_equal(one.load_kw, other.load_kw)
    assert one.months == 2
    assert one.weight * len(one.price) == problem.YEAR


def test_a_tool_that_was_not_done_with_fewer_companies_is_not_run_with_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = next(plan for plan in benchmarks.PLANS if plan.mark == "year")
    case = reference.Case(10, year.hours, 1, integer=False, gap=year.gap, limit=600.0)
    rows = [
        {
            **reference.head_of(tool, case),
            "seconds": seconds,
            "cpu_seconds": cpu,
            "asked": year.gap,
            "run": 1,
            "status": "as it was",
        }
        for tool, seconds, cpu in (("highs", 610.0, None), ("pypsa", 300.0, 30.0), ("linopy", 300.0, 150.0))
    ]
    monkeypatch.setattr(benchmarks, "KEPT", tmp_path / "kept.json")
    benchmarks.KEPT.write_text(json.dumps(rows), encoding="utf-8")
    asked: list[tuple[str, int]] = []

    def measured(tool: str, case: reference.Case) -> dict[str, object]:
        asked.append((tool, case.companies))
        return {**reference.head_of(tool, case), "seconds": 1.0, "status": "done"}

    monkeypatch.setattr(benchmarks, "measure", measured)
    for companies in (30, 60):
        benchmarks._measure(year, companies, ("ours", "highs", "pypsa", "linopy"), 600.0)
    assert asked == [("ours", 30), ("pypsa", 30), ("linopy", 30), ("ours", 60), ("pypsa", 60)]
    many = [row["status"] for row in benchmarks._kept() if row["tool"] == "linopy"][-1]
    assert many == "not run: 150 s of processor with 10 companies, and more than 6 times that here"
    told = [row["status"] for row in benchmarks._kept() if row["tool"] == "highs"]
    assert told[1:] == [f"not run: not done in 600 s with {n} companies" for n in (10, 10)]
