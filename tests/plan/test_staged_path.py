"""Paths that can be followed by hand: one company by day, which may lay panels and place a heat pump."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path as Folder

import pytest

from collectief import Scenario, StagedPath, Stated, optimise, read_park, read_year, staged_path, verify
from collectief.errors import Infeasible
from collectief.measure import DirectLine, HeatNetwork, HeatPump, Measure, Solar, Wind
from collectief.plan import path_ways
from collectief.plan.one_stage import FREE, Question, Room, _staged
from collectief.plan.path_ways import NO_END, NO_QUEUE, STOPPED, waits, walk
from collectief.plan.path_years import BadYears, year_faults
from collectief.plan.run import Run, Stop, Stopped
from collectief.plan.stage import Path, end_sizes
from collectief.plan.stage_world import GAS, RATES
from collectief.plan.standing import Lot, standing
from collectief.plan.weights import discounted_years, years_each
from collectief.presentation.path_json import path_json
from collectief.text import Text

PARKS = Folder(__file__).parents[2] / "data" / "parken"
STILL = tuple(Stated(rate, 0.0) for rate in RATES)
"""Nothing grows."""
DEAR_PANELS = (Stated("solar.eur_per_kwp", 9000.0), Stated("solar.eur_per_kwp", 800.0, 2030))
"""At EUR 9,000 per kWp panels never pay; at 800 they do."""
DEAR = (*DEAR_PANELS, Stated(GAS, 90.0, 2030))
DEARER = (Stated("heat_pump.eur_per_kw", 9000.0, 2029), Stated("solar.eur_per_kwp", 9000.0, 2029))
long = pytest.mark.long


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    park = read_park(PARKS / "proeftuin-mini")
    year = read_year(park, PARKS / "proeftuin-mini")
    return Scenario(park, year, measures=(Solar(), HeatPump())).only(("dag",))


@pytest.fixture(scope="module")
def walked(scenario: Scenario) -> Callable[[tuple[Stated, ...]], Path]:
    """Two years before the queue ends, one after the other, under stated figures."""
    return cache(lambda stated: walk(Question(scenario, (2027, 2029), stated), "forward", Run()))


@pytest.fixture(scope="module")
def dear(scenario: Scenario) -> Path:
    """Panels that are dear until 2030 and gas that becomes dear then, year after year."""
    return walk(Question(scenario, (2027, 2030), DEAR), "forward", Run())


@pytest.fixture(scope="module")
def whole(scenario: Scenario) -> StagedPath:
    """Every way, with panels that are dear until 2030 and gas that becomes dear then."""
    return staged_path(scenario, (2027, 2030), stated=DEAR)


def of(path: Path, measure: str) -> list[tuple[int, float]]:
    """When how much of a measure is built."""
    return [(stage.year, lot.amount) for stage in path.stages for lot in stage.added if lot.measure == measure]


def test_what_pays_only_at_the_price_of_2030_is_built_in_2030(dear: Path) -> None:
    assert [year for year, _ in of(dear, "solar")] == [2030]


def test_what_pays_already_is_built_at_once_and_added_to_when_gas_is_dear(dear: Path) -> None:
    pumps = of(dear, "heat_pump")
    assert [year for year, _ in pumps] == [2027, 2030]
    assert dear.stages[1].sizes["heat_pump/dag"] == pytest.approx(sum(kw for _, kw in pumps))


def test_what_stands_is_paid_for_once_at_the_price_at_which_it_was_built(
    walked: Callable[[tuple[Stated, ...]], Path],
) -> None:
    first, second = walked((*STILL, *DEARER)).stages  # all but the price of building is as it was
    assert {lot.size for lot in first.added} >= {"heat_pump/dag", "solar/dag"}
    assert second.added == ()
    assert second.stood == first.added
    assert second.eur == pytest.approx(first.eur, abs=0.5)


@long
def test_nothing_is_unbuilt_when_it_pays_no_more(walked: Callable[[tuple[Stated, ...]], Path]) -> None:
    first, second = walked((*STILL, *DEARER, Stated(GAS, 5.0, 2029))).stages
    for size, stood in end_sizes(first).items():
        by_law = any(lot.size == size for lot in second.law)
        assert by_law or second.sizes[size] >= stood - 1e-6
    assert set(first.added) <= set(second.stands)


@long
def test_no_way_takes_anything_down_and_every_way_ends_with_what_it_built(whole: StagedPath) -> None:
    for path in whole.paths:
        for before, after in zip(path.stages, path.stages[1:], strict=False):
            now = end_sizes(after)
            assert all(now[size] >= amount for size, amount in end_sizes(before).items())


@long
def test_the_costs_of_the_stages_discounted_are_the_total(whole: StagedPath) -> None:
    i = whole.interest
    assert i == 0.05
    weights = [sum((1 + i) ** -n for n in range(3)), sum((1 + i) ** -n for n in range(3, 6))]
    for path in whole.paths:
        assert path.total_eur == pytest.approx(sum(w * s.eur for w, s in zip(weights, path.stages, strict=True)))
    totals = [p.total_eur for p in whole.paths if p.total_eur is not None]
    assert whole.best.total_eur == min(totals)


@long
def test_all_at_once_builds_the_end_first_and_waiting_builds_only_what_the_law_asks(whole: StagedPath) -> None:
    at_once, waiting = whole.path("at_once"), whole.path("waiting")
    assert at_once is not None
    assert waiting is not None
    assert [year for year, _ in of(at_once, "solar")] == [2027]
    assert {lot.measure for lot in waiting.stages[0].added} == {"efficiency"}
    assert waiting.stages[0].eur == waiting.stages[0].nothing_more.eur
    assert (at_once.total_eur or 0.0) > (whole.best.total_eur or 0.0)  # panels of EUR 9,000 are regretted


@pytest.mark.parametrize(
    ("measure", "size"), [(DirectLine(), "line/a/b"), (HeatNetwork(), "pipe/a"), (Wind(), "wind/park")]
)
def test_what_is_only_shared_is_not_offered_where_the_end_does_not_have_it(measure: Measure, size: str) -> None:
    offered = partial(_staged, (measure,), (), year=2030)
    assert offered(room=Room(most={})) == ()
    assert offered(room=Room(most={size: 0.0})) == ()
    assert [m.key for m in offered(room=Room(most={size: 1.0}))] == [measure.key]
    assert offered(room=FREE) == (measure,)


@long
def test_without_regret_nothing_is_built_that_the_best_end_does_not_have(scenario: Scenario) -> None:
    stated = (*STILL, Stated(GAS, 90.0), Stated(GAS, 5.0, 2030), Stated("heat_pump.eur_per_kw", 9000.0, 2030))
    question = Question(scenario, (2027, 2030), stated)
    end = path_ways.best_end(question, Run())
    assert end is not None
    assert not [lot for lot in end.added if lot.measure == "heat_pump"]
    found = path_ways.guided(question, end, Run())
    assert of(found, "heat_pump") == []
    assert of(found, "solar")


@long
def test_the_bound_lies_below_the_path_and_is_not_given_where_building_becomes_dearer(
    scenario: Scenario, whole: StagedPath
) -> None:
    assert whole.bounds == ()
    assert whole.no_bound is not None  # a price of building was stated for a later year
    assert whole.gap is None
    found = staged_path(scenario.without("heat_pump"), (2027, 2030))
    assert len(found.bounds) == 2
    assert all(b.lower_eur <= b.upper_eur for b in found.bounds)
    assert found.gap is not None
    assert 0.0 <= found.gap < 0.02
    again = staged_path(scenario.without("heat_pump"), (2027, 2030))
    assert path_json(again) == path_json(found)


@long
def test_where_it_is_time_to_stop_what_was_done_is_there(scenario: Scenario) -> None:
    ticks = iter(range(10_000))
    run = Run(stop=Stop(0.0, clock=lambda: float(next(ticks))))
    with pytest.raises(Stopped):
        staged_path(scenario, (2027, 2030), progress=run)
    heard: list[str] = []
    stop = Stop()

    def tell(phase: str, _: float) -> None:
        heard.append(phase)
        if phase.startswith("forward/2030"):
            stop.ask()

    found = staged_path(scenario.without("heat_pump"), (2027, 2030), progress=Run(tell, stop=stop))
    assert [stage.year for stage in found.best.stages] == [2027]
    assert (found.best.why, found.best.total_eur, found.gap) == (STOPPED, None, None)
    assert [p.why for p in found.paths[1:3]] == [STOPPED, STOPPED]
    assert not any(phase.startswith("guided") for phase in heard)


def test_a_year_without_a_plan_says_which_year(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise Infeasible(Text(nl="3 kW te klein.", en="3 kW short."))

    monkeypatch.setattr(path_ways, "plan_stage", fails)
    with pytest.raises(Infeasible, match="2027: 3 kW short"):
        staged_path(scenario, (2027, 2030))
    assert path_ways.guided(Question(scenario, (2027, 2030)), None, Run()).why == NO_END


def test_who_waits_waits_for_the_last_queue(scenario: Scenario) -> None:
    assert waits(Question(scenario, (2027, 2029, 2030))) == 2
    assert waits(Question(scenario, (2030, 2035))) == 0
    question = Question(scenario, (2030, 2035))
    assert path_ways.waiting(question, Path("forward", (), (1.0, 1.0)), Run()).why == NO_QUEUE


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([], ["Name two years or more"]),
        ([2027], ["Name two years or more"]),
        ([2030, 2027], ["2027 comes after 2030"]),
        ([2027, 2027], ["2027 is there twice"]),
        ([2020, 2027], ["2020 lies before the year of the data"]),
        ([2026, 2030], ["2026 is over already"]),
        ([2030, 2020, 2020], ["2020 is there twice", "2020 comes after 2030", "2020 lies before"]),
        ([2030, 2101], ["2101 is too far"]),
        (list(range(2027, 2040)), ["at most 8 years: there are 13"]),
        ([2027, 2030, 2035], []),
    ],
)
def test_every_fault_of_the_years_is_a_sentence(years: list[int], words: list[str]) -> None:
    found = year_faults(years, 2025, 2027)
    assert len(found) == len(words)
    assert all(word in fault.en for word, fault in zip(words, found, strict=True))


def test_bad_years_are_refused_before_anything_is_planned(scenario: Scenario) -> None:
    with pytest.raises(BadYears):
        staged_path(scenario, (2030, 2027))


def test_a_lot_stands_for_its_life_and_two_lots_of_one_size_add_up() -> None:
    lots = [lot(2027, 5.0, 3.0), lot(2028, 2.0, 10.0), lot(2027, 1.0, 0.0, size="b")]
    assert standing(lots, 2029) == {"a": 7.0, "b": 1.0}
    assert standing(lots, 2030) == {"a": 2.0, "b": 1.0}  # no life: it does not wear out


def lot(year: int, amount: float, life: float, size: str = "a") -> Lot:
    return Lot(size, "solar", "x", "x", "", amount, amount, "kWp", year, life, 1.0, 1.0, 0.0)


def test_a_path_costs_its_stages_times_their_discounted_years(dear: Path) -> None:
    first, second = dear.stages
    assert dear.weights == discounted_years((2027, 2030), 0.05)
    assert dear.total_eur == pytest.approx(dear.weights[0] * first.eur + dear.weights[1] * second.eur)
    assert Path("forward", dear.stages[:1], dear.weights).total_eur is None


def test_the_last_stage_stands_as_long_as_the_one_before_it_and_one_euro_in_one_year_is_one_euro() -> None:
    assert years_each([2027, 2030, 2035]) == (3, 5, 5)
    assert discounted_years([2027, 2028], 0.0) == (1.0, 1.0)
    assert discounted_years([2027, 2028], 0.25) == (1.0, 0.8)
    assert discounted_years([2027, 2029], 0.25) == (1.0 + 0.8, 0.64 + 0.512)


@long
def test_a_later_year_passes_the_check_by_other_means(scenario: Scenario, walked: Callable[..., Path]) -> None:
    stood = walked((*STILL, *DEARER)).stages[0].stands
    question = Question(scenario, (2027, 2029), DEARER)
    with question.at(2029) as (then, _, _setting):
        outcome = optimise(replace(then, measures=_staged(then.measures, stood, room=FREE, year=2029)))
        assert verify(outcome).ok
