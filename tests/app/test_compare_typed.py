"""`collectief compare` as it is typed: what is asked, what is refused, how it ends; no plan is made here but one."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typed_command import PARKS, Typed

from collectief import Answer, Answered, Scenario, Text, Variation
from collectief.app import compare_command, plan_command
from collectief.app.looked_at import LookedAt, look_at
from collectief.app.words import PHASES
from collectief.errors import Infeasible
from collectief.plan.answer import Sums
from collectief.plan.caps import Prices
from collectief.plan.outcome import CaseKey
from collectief.plan.run import Run

MINI = PARKS / "proeftuin-mini"
HOSTILE = [
    "",
    ",",
    "=",
    "<script>alert(1)</script>",
    "${x}",
    "\x1b[2J",
    "../../etc",
    "ja",
    "=cmd()",
    "solar=1",
    "é" * 500,
]


def planned(eur: float, *, early: bool = False) -> Answered:
    cases: dict[CaseKey, Sums] = dict.fromkeys(("now", "alone", "together"), Sums(eur, 1000 * eur, 1.0, 1.0, 1.0))
    words = Text(nl="Doe het samen.", en="Do it together.")
    return Answered(cases, ("solar", "heat_pump"), words, 0.0, ended_early=early, input_hash="x")


@pytest.fixture(scope="module")
def looked() -> Callable[[Path], LookedAt]:
    """What stands in a folder, looked at once."""
    return cache(look_at)


@pytest.fixture(autouse=True)
def _looked_at_once(looked: Callable[[Path], LookedAt], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_command, "look_at", looked)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Variation]:
    """What is asked, in order; every answer costs as many euros as there were before it."""
    heard: list[Variation] = []

    def known(_: Scenario, variation: Variation, report: Callable[[str, float], None], **__: object) -> Answer:
        report("alone", 0.5)
        heard.append(variation)
        return Answer(variation, planned(100.0 + len(heard)))

    monkeypatch.setattr(compare_command, "answer", known)
    return heard


def values(folder: Path) -> Any:
    return json.loads((folder / "vergelijking.json").read_text(encoding="utf-8"))


def test_where_nothing_is_asked_each_measure_of_the_plan_is_left_out(
    typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    done = typed("compare", MINI, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert asked == [Variation(), Variation("without", ("solar",)), Variation("without", ("heat_pump",))]
    assert [a["kind"] for a in values(tmp_path)["answers"]] == ["plan", "without", "without"]
    assert done.stdout.splitlines()[1].startswith("1. Zonder: Zonnepanelen: EUR")
    assert "vergelijking.html, vergelijking.json" in done.stderr


def test_every_option_is_an_answer_of_its_own_and_a_repeated_one_is_asked_once(
    typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    words = ("--without", "solar", "--with", "gas.ttf_eur_per_mwh=60,solar.eur_per_kwp=500", "--apart", "dag")
    more = ("--co2", "50,100", "--co2", "50", "--robust", "--without", "battery,solar", "--apart", "dag,nacht")
    done = typed("compare", MINI, "--out", tmp_path, *words, *more, "--lang", "en")
    assert done.exit_code == 0, done.output
    assert asked == [
        Variation(),
        Variation("without", ("solar",)),
        Variation("without", ("battery", "solar")),
        Variation("with", (), (("gas.ttf_eur_per_mwh", 60.0), ("solar.eur_per_kwp", 500.0))),
        Variation("apart", ("dag",)),
        Variation("apart", ("dag", "nacht")),
        Variation.co2(50.0),
        Variation.co2(100.0),
        Variation("robust"),
    ]
    assert "Apart: Dagwerk and Nachtwerk" in done.stdout
    assert "The answers side by side" in (tmp_path / "vergelijking.html").read_text(encoding="utf-8")


def test_all_leaves_each_out_beside_what_else_is_asked(typed: Typed, tmp_path: Path, asked: list[Variation]) -> None:
    assert typed("compare", MINI, "--out", tmp_path, "--without", "all", "--co2", "0").exit_code == 0
    assert [one.kind for one in asked] == ["plan", "without", "without", "co2"]


def test_a_frontier_is_asked_of_the_plan_and_leaves_no_measure_out(
    typed: Typed, tmp_path: Path, asked: list[Variation], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[int, float]] = []

    def known(_: Scenario, count: int, plan: Answered, report: Run, **__: object) -> tuple[Answer, ...]:
        report("alone", 0.5)
        heard.append((count, plan.together.eur))
        return (Answer(Variation.cap(80.0, Prices(50.0)), planned(80.0)),)

    monkeypatch.setattr(compare_command, "frontier", known)
    done = typed("compare", MINI, "--out", tmp_path, "--frontier", "3", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert (asked, heard) == ([Variation()], [(3, 101.0)])
    assert done.stdout.splitlines()[1].startswith("1. CO₂ at most 80.0 tonnes: EUR")
    assert [a["kind"] for a in values(tmp_path)["answers"]] == ["plan", "cap"]
    assert {p["case"] for p in values(tmp_path)["points"]} == {"now", "alone", "together"}


@pytest.mark.parametrize("word", ["0", "-1", "51", "2.5", "nan", "veel", ""])
def test_a_frontier_of_what_is_no_number_of_plans_ends_in_2(
    word: str, *, typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    done = typed("compare", MINI, "--out", tmp_path / "uit", f"--frontier={word}")
    assert (done.exit_code, done.stdout, asked) == (2, "", [])
    assert "een heel getal van 1 tot en met 50" in done.stderr


def test_ctrl_c_in_a_frontier_keeps_the_plan(
    typed: Typed, tmp_path: Path, asked: list[Variation], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compare_command, "frontier", stops)
    done = typed("compare", MINI, "--out", tmp_path, "--frontier", "3")
    assert (done.exit_code, len(asked)) == (5, 1)
    assert [a["plan"] is not None for a in values(tmp_path)["answers"]] == [True, False]


def test_a_frontier_that_is_asked_to_stop_keeps_the_plans_that_were_found(
    typed: Typed, tmp_path: Path, asked: list[Variation], monkeypatch: pytest.MonkeyPatch
) -> None:
    def known(_: Scenario, __: int, ___: Answered, run: Run, **____: object) -> tuple[Answer, ...]:
        assert run.stop.plan_stands
        run.stop.ask()
        assert run.stop.now()
        return (Answer(Variation.cap(80.0, Prices(50.0)), planned(80.0)),)

    monkeypatch.setattr(compare_command, "frontier", known)
    done = typed("compare", MINI, "--out", tmp_path, "--frontier", "3")
    assert (done.exit_code, len(asked)) == (5, 1)
    assert [a["plan"] is not None for a in values(tmp_path)["answers"]] == [True, True, False]


@pytest.mark.parametrize(
    ("right", "told"), [(True, "alles klopt"), (False, "Niet alles klopt bij de controle van: 0."), (None, "")]
)
def test_an_answer_that_does_not_add_up_is_named(
    right: bool | None, told: str, *, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = replace(planned(100.0), checked=right)
    monkeypatch.setattr(compare_command, "answer", lambda _, variation, __, **___: Answer(variation, found))
    done = typed("compare", MINI, "--out", tmp_path, "--co2", "5")
    assert done.exit_code == (1 if right is False else 0)
    assert [a["plan"]["checked"] for a in values(tmp_path)["answers"]] == [right, right]
    assert told in (tmp_path / "vergelijking.html").read_text(encoding="utf-8")
    assert ("Gebruik deze antwoorden niet" in done.stderr) == (right is False)


@pytest.mark.parametrize(
    ("words", "dutch", "english"),
    [
        (("--without", "zon"), "efficiency, ", "Did you mean: aquifer_store, "),
        (("--without", "solr"), "'solr' bij --without is niet bekend. Bedoelt u: solar", "Did you mean: solar"),
        (("--with", "gas.ttf_eur_per_mw=3"), "Bedoelt u: gas.ttf_eur_per_mwh", "Did you mean: gas.ttf_eur_per_mwh"),
        (("--with", "gas.ttf_eur_per_mwh"), "geen kengetal met een getal", "no figure with a number"),
        (("--with", "gas.ttf_eur_per_mwh=dear"), "geen kengetal met een getal", "no figure with a number"),
        (("--with", "gas.ttf_eur_per_mwh=-1e308"), "geen kengetal met een getal", "no figure with a number"),
        (("--with", "gas.ttf_eur_per_mwh=nan"), "geen kengetal met een getal", "no figure with a number"),
        (("--with", "gas.ttf_eur_per_mwh=60,5"), "met een punt", "with a point"),
        (("--apart", "dagg"), "Bedoelt u: dag", "Did you mean: dag"),
        (("--co2", "-5"), "geen prijs", "is no price"),
        (("--co2", "50,inf"), "geen prijs", "is no price"),
    ],
)
def test_a_wrong_word_ends_in_2_and_names_what_is_near(
    words: tuple[str, ...], dutch: str, english: str, *, typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    for said, more in ((dutch, ()), (english, ("--lang", "en"))):
        done = typed("compare", MINI, "--out", tmp_path / "uit", *words, *more)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr
    assert asked == []
    assert not (tmp_path / "uit").exists()


def test_a_rule_on_contracts_is_asked_as_it_is_spelled_in_the_settings(
    typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    words = ("--with", "rules.lower_contracts=true", "--with", "limitation.hours = 120,gas.ttf_eur_per_mwh=60")
    done = typed("compare", MINI, "--out", tmp_path, *words, "--with", 'rules.group_capacity="p999"')
    assert done.exit_code == 0, done.output
    assert asked[1:] == [
        Variation("with", (), (), (("rules.lower_contracts", "true"),)),
        Variation("with", (), (("gas.ttf_eur_per_mwh", 60.0),), (("limitation.hours", "120"),)),
        Variation("with", (), (), (("rules.group_capacity", '"p999"'),)),
    ]
    assert done.stdout.splitlines()[1].startswith("1. Contracten verlagen mag: ja: EUR")
    assert "3. Een groep krijgt: P99,9 van het gemeten gebruik" in done.stdout
    assert [a["rules"] for a in values(tmp_path)["answers"]][1:3] == [
        {"rules.lower_contracts": "true"},
        {"limitation.hours": "120"},
    ]


@pytest.mark.parametrize(
    ("word", "dutch", "english"),
    [
        ("rules.lower_contracts=ja", "[rules] lower_contracts is 'ja'; verwacht wordt true of false", "true or false"),
        ("rules.group_capacity=veel", "een van: sum_of_contracts, operator", "one of: sum_of_contracts, operator"),
        ("rules.group_fixed_eur=-5", "een getal van 0 tot", "a number from 0 to"),
        ("limitation.between=30-40", "een tekst zoals", "a text such as"),
        ("rules.lower_contract=true", "Bedoelt u: rules.lower_contracts", "Did you mean: rules.lower_contracts"),
        ("rules.interest=0.1", "is niet bekend", "is not known"),
        ("limitation.hours", "geen kengetal met een getal", "no figure with a number"),
        ("limitation.hours=<script>alert(1)</script>", "een heel getal van 1 tot", "a whole number from 1 to"),
    ],
)
def test_a_rule_that_cannot_be_ends_in_2_in_the_words_of_the_reader_of_parks(
    word: str, dutch: str, english: str, *, typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    for said, more in ((dutch, ()), (english, ("--lang", "en"))):
        done = typed("compare", MINI, "--out", tmp_path / "uit", "--with", word, *more)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr
    assert asked == []


def test_a_rule_that_lacks_a_figure_is_warned_for_and_asked(
    typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    done = typed("compare", MINI, "--out", tmp_path, "--with", "rules.group_capacity=operator")
    assert (done.exit_code, len(asked)) == (0, 2)
    assert "Vul onder [group_kw] de kW in" in done.stderr


@pytest.mark.parametrize("option", ["--without", "--with", "--apart", "--co2"])
@pytest.mark.parametrize("word", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_word_is_refused_in_one_sentence(
    option: str, word: str, *, typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    done = typed("compare", MINI, "--out", tmp_path / "uit", f"{option}={word}")
    assert (done.exit_code, done.stdout, asked) == (2, "", [])
    assert "\x1b" not in done.output
    assert "Traceback" not in done.output
    assert len(done.stderr) < 2000


def test_values_go_to_stdout_as_they_are_in_the_file(typed: Typed, tmp_path: Path, asked: list[Variation]) -> None:
    done = typed("compare", MINI, "--out", tmp_path, "--co2", "5", "--json", "--quiet")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == values(tmp_path)
    assert len(asked) == 2


def test_ctrl_c_keeps_what_was_done_and_says_what_was_not(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def known(_: Scenario, variation: Variation, __: object, **___: object) -> Answer:
        if variation.figures and variation.figures[0][1] == 100.0:
            raise KeyboardInterrupt
        return Answer(variation, planned(100.0))

    monkeypatch.setattr(compare_command, "answer", known)
    done = typed("compare", MINI, "--out", tmp_path, "--co2", "50,100,150")
    assert done.exit_code == 5
    assert "De antwoorden die klaar waren" in done.stderr
    found = values(tmp_path)["answers"]
    assert [a["plan"] is not None for a in found] == [True, True, False, False]
    assert found[2]["why_no_plan"]["nl"].startswith("Niet berekend")


def test_a_stop_that_is_heard_gives_the_best_so_far_of_the_answer_in_progress(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def known(_: Scenario, variation: Variation, run: Run, **__: object) -> Answer:
        if variation == Variation.co2(50.0):
            assert run.stop.plan_stands  # so that Ctrl-C asks, and does not end everything
            run.stop.ask()
            return Answer(variation, planned(90.0, early=run.stop.now()))
        return Answer(variation, planned(100.0))

    monkeypatch.setattr(compare_command, "answer", known)
    done = typed("compare", MINI, "--out", tmp_path, "--co2", "50,100", "--frontier", "3", "--lang", "en")
    assert done.exit_code == 5, done.output
    assert "Stopped at your request" in done.stderr
    assert "without" not in done.stderr.partition("What was finished is kept")[2]
    found = values(tmp_path)["answers"]
    assert [a["kind"] for a in found] == ["plan", "co2", "co2", "cap"]
    assert [a["plan"] and a["plan"]["ended_early"] for a in found] == [False, True, None, None]


@pytest.mark.parametrize("word", ["-1", "veel", ""])
def test_seconds_that_are_no_number_end_in_2(
    word: str, *, typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    done = typed("compare", MINI, "--out", tmp_path / "uit", f"--seconds={word}")
    assert (done.exit_code, done.stdout, asked) == (2, "", [])


def test_time_that_is_up_after_the_plan_leaves_the_plan_and_says_what_was_not_done(
    typed: Typed, tmp_path: Path, asked: list[Variation]
) -> None:
    done = typed("compare", MINI, "--out", tmp_path, "--co2", "50", "--seconds", "0", "--fresh")
    assert (done.exit_code, len(asked)) == (5, 1)
    assert "De rekentijd was om" in done.stderr
    assert "zonder --fresh" in done.stderr
    assert [a["plan"] is not None for a in values(tmp_path)["answers"]] == [True, False]


def test_ctrl_c_before_there_is_a_plan_leaves_nothing(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compare_command, "answer", stops)
    done = typed("compare", MINI, "--out", tmp_path / "uit")
    assert (done.exit_code, done.stdout) == (130, "")
    assert "niets half opgeschreven" in done.stderr
    assert not (tmp_path / "uit").exists()


def test_a_park_without_a_plan_ends_in_4_and_a_search_out_of_time_in_5(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise Infeasible(Text(nl="Het net is 3 kW te klein.", en="The grid is 3 kW short."))

    monkeypatch.setattr(compare_command, "answer", fails)
    done = typed("compare", MINI, "--out", tmp_path / "uit")
    assert done.exit_code == 4
    assert "3 kW te klein" in done.stderr
    early = Answer(Variation(), planned(100.0, early=True))
    monkeypatch.setattr(compare_command, "answer", lambda _, variation, __, **___: replace(early, variation=variation))
    assert typed("compare", MINI, "--out", tmp_path / "uit", "--co2", "5").exit_code == 5


def test_an_unusable_park_ends_in_3(typed: Typed, tmp_path: Path, mini: Path) -> None:
    (mini / "bedrijven.csv").write_text("id\n", encoding="utf-8")
    assert typed("compare", mini, "--out", tmp_path / "uit").exit_code == 3


@pytest.mark.slow
def test_a_real_comparison_gives_the_same_bytes_twice(typed: Typed, tmp_path: Path) -> None:
    for folder in ("een", "twee"):
        done = typed("compare", MINI, "--out", tmp_path / folder, "--without", "group_contract", "--quiet")
        assert done.exit_code == 0, done.output
    for name in ("vergelijking.html", "vergelijking.json"):
        assert (tmp_path / "een" / name).read_bytes() == (tmp_path / "twee" / name).read_bytes()


def test_a_plan_is_as_far_as_its_phases_and_a_phase_that_is_not_known_is_at_the_beginning() -> None:
    heard: list[tuple[str, float]] = []
    told = compare_command._within(lambda name, done: heard.append((name, done)), "1/2 Zonder: zon")
    for phase in (*compare_command.MAKING, "later"):
        told(phase, 0.5)
    assert {name for name, _ in heard} == {"1/2 Zonder: zon"}
    done = [fraction for _, fraction in heard]
    assert done[:-1] == sorted(done[:-1])
    assert 0.0 < done[0] < done[-2] < 1.0
    assert set(compare_command.MAKING) < set(PHASES)
