"""`collectief path` as it is typed: what is asked, what is refused, how it ends; no path is planned here."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from typed_command import PARKS, Typed

from collectief import Scenario, StagedPath, Stated
from collectief.app import path_command, plan_command
from collectief.app.compare_command import MAKING
from collectief.app.looked_at import LookedAt, look_at
from collectief.app.words_path import PHASE_WAY
from collectief.errors import Infeasible
from collectief.plan.answer import Sums
from collectief.plan.outcome import CaseKey
from collectief.plan.path_ways import STOPPED
from collectief.plan.run import Run, Stopped
from collectief.plan.stage import Path as Way
from collectief.plan.stage import Stage
from collectief.plan.stage_world import World
from collectief.plan.standing import Lot
from collectief.text import Text

MINI = PARKS / "proeftuin-mini"
Asked = list[tuple[tuple[int, ...], tuple[Stated, ...]]]
WEIGHTS = (2.0, 1.0)
PANELS = Lot("solar/a", "solar", "a", "a", "", 50.0, 50.0, "kWp", 2027, 25.0, 40_000.0, 2_800.0, 500.0)
HOSTILE = ["", ",", "<script>alert(1)</script>", "${x}", "\x1b[2J", "../../etc", "=cmd()", "-2030", "20.5", "é" * 500]


def made_stage(year: int, eur: float, added: tuple[Lot, ...]) -> Stage:
    cases: dict[CaseKey, Sums] = {
        "required": Sums(100_000.0, 1.0, 1.0, 1.0, 1.0),
        "together": Sums(eur, 1.0, 1.0, 1.0, 1.0),
    }
    return Stage(World(year, 2026, 42.0, None, 1.0, 1.0, 1.0), eur, 0.0, 1.0, cases, added, (), ())


def make_path() -> StagedPath:
    """Panels in the first year, nothing in the second."""
    best = Way("forward", (made_stage(2027, 90_000.0, (PANELS,)), made_stage(2030, 90_000.0, ())), WEIGHTS)
    return StagedPath("Het Park", 2025, "1.0", (2027, 2030), (3, 3), 0.05, (), (best,), best, {"a": "A"}, {})


@pytest.fixture(scope="module")
def looked() -> Callable[[Path], LookedAt]:
    """What stands in a folder, looked at once."""
    return cache(look_at)


@pytest.fixture(autouse=True)
def _looked_at_once(looked: Callable[[Path], LookedAt], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_command, "look_at", looked)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What is asked, in order."""
    heard: Asked = []

    def known(_: Scenario, years: Sequence[int], *, stated: Sequence[Stated], progress: Run) -> StagedPath:
        progress("forward/2027/alone", 0.5)
        heard.append((tuple(years), tuple(stated)))
        return make_path()

    monkeypatch.setattr(path_command, "staged_path", known)
    return heard


def answers(monkeypatch: pytest.MonkeyPatch, work: Callable[[Run], StagedPath]) -> None:
    monkeypatch.setattr(path_command, "staged_path", lambda *_, progress, **__: work(progress))


def test_years_and_figures_are_asked_and_the_answer_is_a_sentence_and_two_files(
    typed: Typed, tmp_path: Path, asked: Asked
) -> None:
    words = ("--with", "path.gas_per_year=0.05,2030:gas.ttf_eur_per_mwh=60.5", "--with", "2030: interest.real = 0.04")
    done = typed("path", MINI, "--years", "2027, 2030", "--out", tmp_path, *words, "--lang", "en")
    assert done.exit_code == 0, done.output
    stated = (
        Stated("path.gas_per_year", 0.05),
        Stated("gas.ttf_eur_per_mwh", 60.5, 2030),
        Stated("interest.real", 0.04, 2030),
    )
    assert asked == [((2027, 2030), stated)]
    assert done.stdout.startswith("Begin in 2027 with: solar panels.")
    assert "groeipad.html, groeipad.json" in done.stderr
    assert "What first, and what later" in (tmp_path / "groeipad.html").read_text(encoding="utf-8")


def test_values_go_to_stdout_as_they_are_in_the_file(typed: Typed, tmp_path: Path, asked: Asked) -> None:
    done = typed("path", MINI, "--years", "2027,2030", "--out", tmp_path, "--json", "--quiet")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == json.loads((tmp_path / "groeipad.json").read_text(encoding="utf-8"))
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("years", "dutch", "english"),
    [
        ("2035", ["Noem twee jaren of meer"], ["Name two years or more"]),
        ("2035,2030", ["2030 staat na 2035"], ["2030 comes after 2035"]),
        ("2030,2030", ["2030 staat er twee keer"], ["2030 is there twice"]),
        ("2025,2090", ["2025 is al voorbij"], ["2025 is over already"]),
        ("2019,2090", ["2019 ligt voor het jaar van de gegevens"], ["2019 lies before the year of the data"]),
        ("volgend,2090", ["'volgend' bij --years is geen jaar"], ["'volgend' at --years is no year"]),
        ("2090,x,2019,2090", ["'x'", "2090 staat er twee keer", "2019 staat na", "2019 ligt voor"], ["'x'", "twice"]),
        (" , ", ["staat niets"], ["Nothing stands"]),
        ("2030,2999", ["2999 ligt te ver weg"], ["2999 is too far"]),
    ],
)
def test_bad_years_end_in_2_with_all_that_is_wrong(
    years: str, dutch: list[str], english: list[str], *, typed: Typed, tmp_path: Path, asked: Asked
) -> None:
    for said, more in ((dutch, ()), (english, ("--lang", "en"))):
        done = typed("path", MINI, "--years", years, "--out", tmp_path / "uit", *more)
        assert (done.exit_code, done.stdout) == (2, "")
        assert all(words in done.stderr for words in said), done.stderr
        assert "Traceback" not in done.output
    assert asked == []
    assert not (tmp_path / "uit").exists()


def test_a_figure_that_is_not_known_or_no_number_ends_in_2(typed: Typed, tmp_path: Path, asked: Asked) -> None:
    words = ("--with", "gas.ttf_eur_per_mw=3,x:gas.ttf_eur_per_mwh=3,2030:interest.real=nan")
    done = typed("path", MINI, "--years", "2027,2030", "--out", tmp_path / "uit", *words)
    assert (done.exit_code, done.stdout, asked) == (2, "", [])
    assert "Bedoelt u: gas.ttf_eur_per_mwh" in done.stderr
    assert done.stderr.count("geen kengetal met een getal") == 2


@pytest.mark.parametrize("option", ["--years", "--with"])
@pytest.mark.parametrize("word", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_word_is_refused_in_words(
    option: str, word: str, *, typed: Typed, tmp_path: Path, asked: Asked
) -> None:
    more = () if option == "--years" else ("--years", "2027,2030")
    done = typed("path", MINI, "--out", tmp_path / "uit", f"{option}={word}", *more)
    assert (done.exit_code, done.stdout, asked) == (2, "", [])
    assert "\x1b" not in done.output
    assert "Traceback" not in done.output
    assert len(done.stderr) < 2000


def test_years_are_needed(typed: Typed, tmp_path: Path) -> None:
    done = typed("path", MINI, "--out", tmp_path / "uit")
    assert done.exit_code == 2
    assert "--years" in done.stderr


def test_what_was_stopped_ends_in_5_with_what_there_is(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(run: Run) -> StagedPath:
        run.stop.plan_stands = True
        run.stop.ask()
        assert run.stop.now()
        found = make_path()
        half = Way("forward", found.best.stages[:1], WEIGHTS, STOPPED)
        return replace(found, paths=(half,), best=half, bounds=())

    answers(monkeypatch, cut)
    done = typed("path", MINI, "--years", "2027,2030", "--out", tmp_path)
    assert done.exit_code == 5
    assert "Gestopt voordat alles was bekeken" in done.stderr
    page = (tmp_path / "groeipad.html").read_text(encoding="utf-8")
    assert "Niet afgemaakt" in page
    assert [s["year"] for s in json.loads((tmp_path / "groeipad.json").read_text())["stages"]] == [2027]


def test_seconds_stop_the_search(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def due(run: Run) -> StagedPath:
        run.stop.check()
        return make_path()

    answers(monkeypatch, due)
    done = typed("path", MINI, "--years", "2027,2030", "--out", tmp_path / "uit", "--seconds", "0")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "voordat er een plan was" in done.stderr
    assert not (tmp_path / "uit").exists()


def test_a_first_year_without_a_plan_ends_in_4_and_ctrl_c_before_any_plan_in_130(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endings: list[tuple[BaseException, int]] = [
        (Infeasible(Text(nl="3 kW te klein.", en="3 kW short.")), 4),
        (KeyboardInterrupt(), 130),
        (Stopped(), 1),
    ]
    for error, code in endings:

        def fails(_: Run, error: BaseException = error) -> StagedPath:
            raise error

        answers(monkeypatch, fails)
        done = typed("path", MINI, "--years", "2027,2030", "--out", tmp_path / "uit")
        assert (done.exit_code, done.stdout) == (code, "")
        assert not (tmp_path / "uit").exists()


def test_a_search_that_ended_early_ends_in_5(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = make_path()
    early = replace(found.best, stages=(replace(found.best.stages[0], ended_early=True), found.best.stages[1]))
    answers(monkeypatch, lambda _: replace(found, paths=(early,), best=early))
    assert typed("path", MINI, "--years", "2027,2030", "--out", tmp_path).exit_code == 5


def test_each_year_is_as_far_as_its_phases_in_the_words_of_its_way() -> None:
    heard: list[tuple[str, float]] = []
    told = path_command._within(lambda name, done: heard.append((name, done)), "nl")
    for phase in MAKING:
        told(f"forward/2027/{phase}", 0.5)
    assert {name for name, _ in heard} == {"Jaar na jaar, 2027"}
    done = [fraction for _, fraction in heard]
    assert done == sorted(done)
    assert 0.0 < done[0] < done[-1] < 1.0
    assert set(PHASE_WAY) == {"forward", "end", "guided", "at_once", "waiting", "bound"}
