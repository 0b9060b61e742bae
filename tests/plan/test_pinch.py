"""Where the grid pinches: what the next kW is worth, against the same year with that kW."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from collectief import Scenario, read_park, read_year
from collectief.measure import ChargingHub, Measure, Setting, Solar
from collectief.plan.as_is import limits_kw
from collectief.plan.capacity import by_rule
from collectief.plan.cases import lived
from collectief.plan.decide import PERIODS
from collectief.plan.design import own_parts
from collectief.plan.each_alone import Alone, each_alone
from collectief.plan.pinched import pinches
from collectief.plan.prepare import Array, prepare, quarters
from collectief.plan.replay import replay
from collectief.plan.run import Run
from collectief.plan.steps import design_steps

VLASAKKER = Path(__file__).parents[2] / "data" / "parken" / "vlasakker"
ONE, MORE_KW = "logistiek", 0.2
MEASURES = (ChargingHub(),)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """One haulier behind a full station, whose lorries charge as far as its contract lets them."""
    park = read_park(VLASAKKER)
    return Scenario(park, read_year(park, VLASAKKER), measures=MEASURES).only((ONE,))


@pytest.fixture(scope="module")
def load_kw(scenario: Scenario) -> dict[str, Array]:
    return quarters(scenario.park, scenario.year)


@pytest.fixture(scope="module")
def setting(scenario: Scenario, load_kw: dict[str, Array]) -> Setting:
    return by_rule(prepare(scenario.park, scenario.year, load_kw), load_kw)


@pytest.fixture(scope="module")
def alone(scenario: Scenario, setting: Setting, load_kw: dict[str, Array]) -> Alone:
    steps = design_steps(setting, PERIODS)
    return each_alone(scenario, setting, steps, load_kw=load_kw, run=Run())


def test_the_next_kw_is_worth_what_the_year_with_it_costs_less(
    setting: Setting, alone: Alone, load_kw: dict[str, Array]
) -> None:
    found = [p for p in pinches(setting, alone.pinched) if p.side == "offtake"]
    worth = sum(p.eur_per_kw for p in found)
    assert worth > 10.0
    rates = setting.rates[ONE]
    area_kw = None if rates.offtake_headroom_kw is None else rates.offtake_headroom_kw + MORE_KW
    wider = replace(rates, offtake_limit_kw=rates.offtake_limit_kw + MORE_KW, offtake_headroom_kw=area_kw)
    there = replace(setting, rates={**setting.rates, ONE: wider})
    before, after = (_year_eur(s, alone.life.sizes, load_kw) for s in (setting, there))
    assert (before - after) / MORE_KW == pytest.approx(worth, rel=0.02)


def test_the_next_kw_of_feed_in_is_worth_what_the_year_with_it_earns_more(
    setting: Setting, alone: Alone, load_kw: dict[str, Array]
) -> None:
    """Panels of a megawatt on a right of little more than a hundred kW: the sun that is lost in bright hours."""
    panels, sizes = (Solar(),), {**alone.life.sizes, f"solar/{ONE}": 1_000.0}
    parts = tuple(own_parts(setting, panels, setting.park.company(ONE)))
    worth = sum(
        p.eur_per_kw for p in pinches(setting, replay(setting, parts, sizes, value="also").pinched)
        if p.side == "feed_in"
    )  # fmt: skip
    assert worth > 10.0
    rates = setting.rates[ONE]
    wider = replace(rates, feed_in_limit_kw=rates.feed_in_limit_kw + MORE_KW)
    there = replace(setting, rates={**setting.rates, ONE: wider})
    before, after = (_year_eur(s, sizes, load_kw, panels) for s in (setting, there))
    assert (before - after) / MORE_KW == pytest.approx(worth, rel=0.02)


def _year_eur(
    setting: Setting, sizes: Mapping[str, float], load_kw: dict[str, Array], measures: tuple[Measure, ...] = MEASURES
) -> float:
    """The year with the same sizes, EUR."""
    parts = tuple(own_parts(setting, measures, setting.park.company(ONE)))
    year = replay(setting, parts, sizes)
    return lived(setting, measures, sizes, dispatch=year, load_kw=load_kw, key="alone").eur_per_year


def test_an_hour_in_which_the_area_has_less_than_the_contract_pinches_by_the_area(
    setting: Setting, alone: Alone
) -> None:
    own_kw, area_kw = limits_kw(setting, setting.park.company(ONE), "offtake")
    assert area_kw is not None
    eur = alone.pinched[f"grid/{ONE}:offtake"]
    found = {p.cause: p for p in pinches(setting, alone.pinched) if p.side == "offtake"}
    by_area = (eur > 0) & (area_kw < own_kw)
    assert found["area"].hours == by_area.sum()
    assert found["contract"].hours == ((eur > 0) & ~by_area).sum()
    assert found["area"].eur_per_kw + found["contract"].eur_per_kw == pytest.approx(eur.sum())


def test_where_nothing_is_at_its_limit_nothing_pinches(setting: Setting) -> None:
    assert pinches(setting, {}) == ()
