"""Sizes sought on all hours of the year: never a dearer bill, for whoever lives alone and for all together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from collectief import Scenario, read_park, read_year, verify
from collectief.measure import GroupContract, HeatPump, Setting, Solar
from collectief.model import Flow, Limit, Load, Part, Size
from collectief.plan import each_alone
from collectief.plan.cases import lived
from collectief.plan.decide import optimise, setting_of
from collectief.plan.design import own_parts
from collectief.plan.every_hour import on_every_hour
from collectief.plan.outcome import Outcome
from collectief.plan.prepare import quarters
from collectief.plan.replay import replay
from collectief.plan.run import Run, Stop

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
MEASURES = (Solar(), HeatPump(), GroupContract())
CENT = 0.01


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    park = read_park(MINI)
    return Scenario(park, read_year(park, MINI), measures=MEASURES, every_hour=True).only(("dag", "nacht"))


@pytest.fixture(scope="module")
def outcome(scenario: Scenario) -> Outcome:
    return optimise(scenario)


@pytest.fixture(scope="module")
def setting(scenario: Scenario) -> Setting:
    return setting_of(scenario, quarters(scenario.park, scenario.year))


def bill_eur(scenario: Scenario, setting: Setting, sizes: dict[str, float]) -> float:
    load_kw = quarters(scenario.park, scenario.year)
    parts = [p for c in setting.park.companies for p in own_parts(setting, MEASURES, c)]
    year = replay(setting, parts, sizes)
    case = lived(setting, MEASURES, sizes, dispatch=year, load_kw=load_kw, key="alone")
    return case.bills["dag"].total


def test_nobody_alone_pays_more_than_with_sizes_of_typical_days(outcome: Outcome, sunny: Outcome) -> None:
    for company in ("dag", "nacht"):
        assert outcome.cases["alone"].bills[company].total <= sunny.cases["alone"].bills[company].total + CENT, company
    assert outcome.cases["alone"].eur_per_year < sunny.cases["alone"].eur_per_year - 1.0


def test_together_costs_no_more_either_and_holds(outcome: Outcome, sunny: Outcome) -> None:
    assert outcome.cases["together"].eur_per_year < sunny.cases["together"].eur_per_year
    assert verify(outcome).ok


def test_the_proof_is_of_the_sizes_in_the_plan(outcome: Outcome, sunny: Outcome) -> None:
    proof, usual = outcome.cases["alone"].proof, sunny.cases["alone"].proof
    assert proof is not None
    assert usual is not None
    assert proof.design_lower == usual.design_lower
    assert proof.design_upper > usual.design_upper  # other sizes than those that are cheapest on typical days


def test_a_bad_start_is_left_behind(scenario: Scenario, setting: Setting, outcome: Outcome) -> None:
    company = setting.park.company("dag")
    own = tuple(own_parts(setting, MEASURES, company))
    wild = {p.name: p.upper for p in own if isinstance(p, Size)}
    found = on_every_hour(setting, own, wild)
    alone = bill_eur(scenario, setting, {**dict(outcome.lives["alone"].sizes), **found})
    assert alone < bill_eur(scenario, setting, {**dict(outcome.lives["alone"].sizes), **wild}) - 1000.0
    assert alone == pytest.approx(outcome.cases["alone"].bills["dag"].total, rel=2e-3)


def test_what_is_known_stays(setting: Setting, outcome: Outcome) -> None:
    own = tuple(own_parts(setting, MEASURES, setting.park.company("nacht")))
    found = on_every_hour(setting, own, outcome.lives["alone"].sizes, known={"solar/nacht": 7.0})
    assert found["solar/nacht"] == 7.0


def test_a_limit_over_the_year_is_left_to_typical_days(setting: Setting, outcome: Outcome) -> None:
    own = tuple(own_parts(setting, MEASURES, setting.park.company("dag")))
    taken = next(p.name for p in own if isinstance(p, Flow))
    tied = (*own, Limit("most", "dag", {taken: 1.0}, {"dag": 1e9}, per="year"))
    assert on_every_hour(setting, tied, outcome.lives["alone"].sizes) == {}


@pytest.mark.long
def test_what_no_year_can_keep_gives_nothing(setting: Setting, outcome: Outcome) -> None:
    own = tuple(own_parts(setting, (), setting.park.company("dag")))
    more = tuple(replace(p, kw=p.kw * 100.0) if isinstance(p, Load) and not p.design else p for p in own)
    assert on_every_hour(setting, more, outcome.lives["alone"].sizes) == {}


def test_who_must_stop_looks_at_nothing(setting: Setting, outcome: Outcome) -> None:
    own = tuple(own_parts(setting, MEASURES, setting.park.company("dag")))
    run = Run(stop=Stop(0.0))
    assert on_every_hour(setting, own, outcome.lives["alone"].sizes, run=run) == {}
    assert run.stop.cut


def test_who_stops_between_two_companies_gets_everybody_as_on_typical_days(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C is promised a plan as soon as everybody alone is known."""
    run, asked = Run(), list[bool]()

    def half(_: Setting, parts: Sequence[Part], sizes: Mapping[str, float], *, run: Run) -> dict[str, float]:
        asked.append(run.stop.plan_stands)
        run.stop.ask()
        return {p.name: 0.5 * sizes[p.name] for p in parts if isinstance(p, Size) and p.name.startswith("solar/")}

    monkeypatch.setattr(each_alone, "on_every_hour", half)
    found = optimise(scenario, run)
    assert asked
    assert all(asked)
    assert run.stop.cut
    assert found.cases["alone"].proof is not None
    usual = optimise(replace(scenario, every_hour=False))
    assert found.cases["alone"].eur_per_year == pytest.approx(usual.cases["alone"].eur_per_year)


def test_asking_for_it_is_another_question(outcome: Outcome, sunny: Outcome) -> None:
    assert outcome.every_hour
    assert not sunny.every_hour
    assert outcome.input_hash != sunny.input_hash
