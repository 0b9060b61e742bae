"""Plans beside the plan: two companies, day load and night load, that may build solar panels and heat pumps."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from collectief import verify
from collectief.errors import Infeasible
from collectief.facts import PRICE_OF_CO2, all_facts, fact, swung
from collectief.measure import GroupContract, HeatPump, Solar
from collectief.plan import compare
from collectief.plan.answer import Answer, Answered, Sums, in_short
from collectief.plan.compare import NO_SENSE, answer, compared, each_left_out
from collectief.plan.decide import optimise
from collectief.plan.other_figures import figures_of, with_figures
from collectief.plan.outcome import Outcome
from collectief.plan.prepare import load_of
from collectief.plan.prove_year import prove_year
from collectief.plan.robust import with_high_peaks
from collectief.plan.scenario import Scenario
from collectief.plan.variation import Variation, varied
from collectief.text import Text

pytestmark = pytest.mark.long
GAS = "gas.ttf_eur_per_mwh"
WEIGHTS = (0.0, 100.0, 400.0)
GAP = 2e-3
"""Members answer one by one and designs end by a gap: below a fifth of a percent is no difference."""
DEAR = (("rules.group_fixed_eur", "1e6"),)
Asked = Callable[[Variation], Answer]


@pytest.fixture(scope="module")
def scenario(sunny: Outcome) -> Scenario:
    """The question that the sunny plan answers."""
    return Scenario(sunny.park, sunny.year, measures=(Solar(), HeatPump(), GroupContract()))


@pytest.fixture(scope="module")
def asked(scenario: Scenario) -> Asked:
    """Answers, each looked for once."""
    return cache(lambda variation: answer(scenario, variation))


def planned(one: Answer) -> Answered:
    assert one.plan is not None
    return one.plan


def test_what_is_kept_of_a_plan_is_what_the_plan_says(sunny: Outcome) -> None:
    short = in_short(sunny)
    together = sunny.cases["together"]
    assert short.together.eur == together.eur_per_year
    assert short.together.co2_kg == together.co2_kg
    assert short.saving_eur == pytest.approx(sunny.saving_eur)
    assert short.decision == sunny.decision
    assert set(short.chosen) == {"solar", "heat_pump", "group_contract"}  # what the law asks for is no choice


def test_each_measure_of_the_plan_is_left_out_in_turn(sunny: Outcome) -> None:
    assert each_left_out(in_short(sunny)) == tuple(Variation("without", (k,)) for k in in_short(sunny).chosen)


def bound_eur(scenario: Scenario, outcome: Outcome) -> float:
    """Below this no plan of the scenario costs on all hours of the year."""
    proof = prove_year(scenario, outcome).cases["together"].proof
    assert proof is not None
    assert proof.year_lower is not None
    return proof.year_lower


@pytest.fixture(scope="module")
def least_eur(scenario: Scenario, sunny: Outcome) -> float:
    """Below this no plan with all three measures costs."""
    return bound_eur(scenario, sunny)


@pytest.mark.parametrize("key", ["solar", "group_contract"])
def test_a_plan_without_a_measure_costs_no_less_and_has_no_cheaper_bound(
    key: str, scenario: Scenario, *, sunny: Outcome, least_eur: float
) -> None:
    with varied(scenario, Variation("without", (key,))) as other:
        outcome = optimise(other)
        bound = bound_eur(other, outcome)
    left = in_short(outcome)
    assert key not in left.chosen
    assert left.together.eur >= sunny.cases["together"].eur_per_year * (1 - GAP)
    assert left.together.eur >= least_eur  # no plan with fewer choices goes below the bound of all
    assert bound >= least_eur * (1 - 1e-3)  # a bound is looked for up to a thousandth


def test_more_weight_of_co2_never_raises_it_and_never_lowers_the_bill_below_the_bound(
    least_eur: float, asked: Asked
) -> None:
    found = [planned(asked(Variation.co2(w))).together for w in WEIGHTS]
    for less, more in pairwise(found):
        assert more.co2_kg <= less.co2_kg * (1 + GAP)
    assert all(one.eur >= least_eur for one in found)
    assert found[-1].co2_kg < found[0].co2_kg  # a price that changes nothing would pass too


def test_the_euros_under_a_weight_are_those_of_the_bills(scenario: Scenario, asked: Asked) -> None:
    with swung({PRICE_OF_CO2: WEIGHTS[-1]}):
        outcome = optimise(scenario)
    assert verify(outcome).ok  # bills made again by other means, where CO2 weighs nothing
    assert planned(asked(Variation.co2(WEIGHTS[-1]))).together.eur == outcome.cases["together"].eur_per_year
    assert planned(asked(Variation.co2(WEIGHTS[-1]))).cases["now"] == planned(asked(Variation())).cases["now"]


def test_the_value_of_the_tables_and_a_weight_of_nothing_give_exactly_the_plan(sunny: Outcome, asked: Asked) -> None:
    plan = in_short(sunny)
    for one in (Variation("with", (), ((GAS, fact(GAS).value),)), Variation.co2(0.0), Variation()):
        again = planned(asked(one))
        assert replace(again, input_hash=plan.input_hash) == plan


def test_dear_gas_makes_heating_dearer_and_leaves_the_tables_as_they_were(asked: Asked) -> None:
    before = {f.key: f.value for f in all_facts()}
    dear = planned(asked(Variation("with", (), ((GAS, 100.0),))))
    assert dear.cases["now"].eur > planned(asked(Variation())).cases["now"].eur
    assert {f.key: f.value for f in all_facts()} == before


def test_a_group_that_costs_nothing_to_run_is_dearer_for_nobody_and_one_that_costs_a_million_is_not_made(
    mini: Outcome,
) -> None:
    """HERKOMST: three members save 4,100.21 EUR a year, after 1,200 for the group and 120 for each member."""
    scenario = Scenario(mini.park, mini.year, measures=(GroupContract(),))
    free = Variation("with", (), (), (("rules.group_fixed_eur", "0"), ("rules.group_member_eur", "0")))
    saved = {line: planned(answer(scenario, Variation("with", (), (), line))).saving_eur for line in (free.rules, DEAR)}
    assert saved[free.rules] == pytest.approx(mini.saving_eur + 1_200 + 3 * 120, abs=0.01)
    assert saved[DEAR] == pytest.approx(0.0, abs=0.01)


def test_who_stays_apart_lives_as_alone_and_of_two_nobody_is_left_to_share_with(asked: Asked) -> None:
    left = planned(asked(Variation("apart", ("dag",))))
    assert left.together.eur == pytest.approx(left.cases["alone"].eur, abs=0.01)
    assert "group_contract" not in left.chosen


def test_of_three_the_others_go_on_sharing_without_who_stays_apart(mini: Outcome) -> None:
    scenario = Scenario(mini.park, mini.year, measures=(GroupContract(),))
    with varied(scenario, Variation("apart", ("vlak",))) as other:
        found = optimise(other)
    assert [m for members in found.members.values() for m in members] == ["dag", "nacht"]
    assert found.cases["together"].bills["vlak"].total == pytest.approx(found.cases["alone"].bills["vlak"].total)


def test_high_peaks_leave_meters_alone_and_raise_the_others_with_the_same_use(sunny: Outcome) -> None:
    park, year = sunny.park, sunny.year
    assert with_high_peaks(park, year).companies == park.companies  # all have a meter
    bare = replace(park, profiles={k: v for k, v in park.profiles.items() if k != "dag"})
    high = with_high_peaks(bare, year)
    kw = {name: load_of(one, one.company("dag"), year) for name, one in (("planned", bare), ("high", high))}
    assert kw["high"].max() == pytest.approx(high.company("dag").peak_kw, rel=1e-6)
    assert kw["high"].max() >= kw["planned"].max()
    assert kw["high"].sum() == pytest.approx(kw["planned"].sum())
    assert high.company("nacht") == bare.company("nacht")


def test_a_value_that_cannot_exist_is_an_answer_that_says_so(asked: Asked) -> None:
    assert asked(Variation("with", (), (("boiler.efficiency", 0.0),))).why == NO_SENSE
    assert fact("boiler.efficiency").value > 0


def test_where_no_plan_is_possible_the_answer_says_which_limit(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Text(nl="Het net is 3 kW te klein.", en="The grid is 3 kW short.")

    def fails(*_: object) -> None:
        raise Infeasible(words)

    monkeypatch.setattr(compare, "optimise", fails)
    assert answer(scenario, Variation.co2(10.0)) == Answer(Variation.co2(10.0), None, words)
    with pytest.raises(Infeasible):
        answer(scenario, Variation())


def test_a_mistake_of_ours_is_not_hidden_as_a_wrong_value(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr(compare, "optimise", fails)
    with pytest.raises(ValueError, match="ours"):
        answer(scenario, Variation("without", ("solar",)))


def test_a_figure_that_makes_the_year_makes_it_anew_and_a_price_scales_it(scenario: Scenario) -> None:
    price = f"year.{scenario.year.number}.price_mean_eur_per_mwh"
    known = figures_of(scenario.park)
    with with_figures(scenario, {"weather.ghi_kwh_m2": 1211.0}) as sunnier:
        assert sunnier.year is not scenario.year
    given = replace(scenario, year=replace(scenario.year, degc=scenario.year.degc + 1.0))  # no made year
    with with_figures(given, {price: 2 * known[price]}) as dear:
        assert dear.year.price_eur_per_kwh == pytest.approx(2 * given.year.price_eur_per_kwh)
    with with_figures(scenario, {}) as same:
        assert same.year is scenario.year


def test_a_tariff_of_the_park_is_a_figure_too(scenario: Scenario) -> None:
    assert any(key.startswith("tariff.stedin_2026.MS.") for key in figures_of(scenario.park))


def test_a_comparison_begins_with_a_plan(scenario: Scenario) -> None:
    none = compared(scenario, "1", [])
    with pytest.raises(LookupError):
        _ = none.plan
    sums = Sums(1.0, 2.0, 3.0, 4.0, 5.0)
    plan = Answered({"together": sums}, (), Text(nl="doe", en="do"), None, ended_early=False, input_hash="x")
    assert compared(scenario, "1", [Answer(Variation(), plan)]).plan.together is sums
