"""What may be typed behind --co2-cap and --budget, and what is said of what may not."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typed_command import PARKS, Typed

from collectief import Caps, Outcome, Scenario
from collectief.app import plan_command
from collectief.app.progress import Report
from collectief.errors import Infeasible
from collectief.plan.answer import sums_of
from collectief.plan.caps import Capped, Prices, Tried
from collectief.text import Text

MINI = PARKS / "proeftuin-mini"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Scenario]:
    """The scenarios that are asked for; none is planned."""
    heard: list[Scenario] = []

    def refuse(scenario: Scenario, _: Report) -> Outcome:
        heard.append(scenario)
        raise Infeasible(Text(nl="Geen plan haalt 1,0 ton.", en="No plan reaches 1.0 tonnes."))

    monkeypatch.setattr(plan_command, "optimise", refuse)
    return heard


@pytest.mark.parametrize("typed_cap", ["-1", "nan", "inf", "-inf", "1e400", "1e300"])
@pytest.mark.parametrize("option", ["--co2-cap", "--budget"])
def test_what_can_be_no_cap_ends_in_2_with_a_sentence(
    option: str, typed_cap: str, *, typed: Typed, tmp_path: Path, asked: list[Scenario]
) -> None:
    for language, words in (("nl", "kan geen grens zijn"), ("en", "cannot be a cap")):
        done = typed("plan", MINI, "--out", tmp_path / "uit", f"{option}={typed_cap}", "--lang", language)
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"{option} " in done.stderr
        assert words in done.stderr
        assert "Traceback" not in done.output
    assert asked == []
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("word", ["", "veel", "1,5", "${x}", "500t"])
def test_what_is_no_number_ends_in_2(word: str, *, typed: Typed, tmp_path: Path, asked: list[Scenario]) -> None:
    done = typed("plan", MINI, "--out", tmp_path / "uit", f"--co2-cap={word}")
    assert (done.exit_code, done.stdout, asked) == (2, "", [])
    assert "Traceback" not in done.output


def test_what_is_asked_is_what_is_planned_and_what_cannot_be_reached_ends_in_4(
    typed: Typed, tmp_path: Path, asked: list[Scenario]
) -> None:
    done = typed("plan", MINI, "--out", tmp_path / "uit", "--co2-cap", "1", "--budget", "0")
    assert (done.exit_code, done.stdout) == (4, "")
    assert "Geen plan haalt 1,0 ton." in done.stderr
    assert asked[0].caps == Caps(1.0, 0.0)
    assert not (tmp_path / "uit" / "plan.json").exists()
    typed("plan", MINI, "--out", tmp_path / "uit")
    assert asked[1].caps is None


def test_sure_and_a_cap_do_not_go_together(typed: Typed, tmp_path: Path, asked: list[Scenario]) -> None:
    done = typed("plan", MINI, "--out", tmp_path / "uit", "--co2-cap", "500", "--sure")
    assert (done.exit_code, asked) == (2, [])
    assert "gaan niet samen" in done.stderr


def test_a_plan_within_its_cap_shows_it_on_the_page_and_in_the_values(
    typed: Typed, tmp_path: Path, grouped: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Tried(Prices(40.0), sums_of(grouped.cases["together"]))
    free = Tried(Prices(), replace(plan.sums, eur=plan.sums.eur - 1000.0, co2_kg=plan.sums.co2_kg + 20_000.0))
    caps = Caps(co2_tonnes=plan.tonnes + 5.0)
    capped = Capped(caps, free, plan, Prices(50.0), plan.sums.eur - 250.0, plan.sums, (free, plan))
    known = replace(grouped, capped=capped)
    monkeypatch.setattr(plan_command, "optimise", lambda *_: known)
    done = typed("plan", MINI, "--out", tmp_path, "--co2-cap", str(caps.co2_tonnes), "--lang", "en")
    assert done.exit_code == 0, done.output
    found = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert found["caps"]["value"]["eur_per_tonne"] == 50.0
    assert found["caps"]["left_eur_per_year"] == pytest.approx(250.0)
    assert found["verification"]["ok"]
    page = (tmp_path / "rapport.html").read_text(encoding="utf-8")
    assert "The cap and what it costs" in page
    assert re.search(r"The step to the plan beside it is 20\.0 tonnes, at \S*\s?50 per tonne", page)
