"""A run that is stopped gives the plan that stands; one that is repeated reads what was finished before."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from collectief import Outcome, Scenario, optimise, prove_year, read_park, read_year, replan, sensitivity, verify
from collectief.errors import CollectiefError
from collectief.facts import swung
from collectief.measure import Battery, GroupContract, Solar
from collectief.plan import replay as replay_module
from collectief.plan.run import Run, Standing, Stop, Stopped, run_of
from collectief.plan.store import Kept
from collectief.presentation.plan_json import plan_json

pytestmark = pytest.mark.long

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"


@cache
def scenario() -> Scenario:
    """Proeftuin Mini with three measures, which are fast."""
    park = read_park(MINI)
    return Scenario(park, read_year(park, MINI), measures=(Solar(), Battery(), GroupContract()))


@dataclass
class Shelf:
    """Keeps steps in memory, and counts."""

    steps: dict[str, Kept] = field(default_factory=dict)
    used: int = 0
    refused: list[str] = field(default_factory=list)

    def read(self, key: str) -> Kept | None:
        """What was kept."""
        found = self.steps.get(key)
        self.used += found is not None
        return found

    def write(self, key: str, kept: Kept) -> None:
        """Keep it."""
        self.steps[key] = kept

    def refuse(self, key: str) -> None:
        """Forget it."""
        self.refused.append(key)
        del self.steps[key]


@pytest.fixture(scope="module")
def whole() -> tuple[Outcome, Shelf]:
    """The plan without a stop, and what was kept on the way."""
    shelf = Shelf()
    return optimise(scenario(), Run(store=shelf)), shelf


def copied(shelf: Shelf) -> Shelf:
    """The same steps on another shelf."""
    return Shelf(dict(shelf.steps))


def stopping_at(phase: str, *, reports: int = 1) -> Run:
    """A run that is asked to stop once this phase was reported so often."""
    stop, heard = Stop(), count(1)

    def tell(now: str, _done: float) -> None:
        if now == phase and next(heard) >= reports:
            stop.ask()

    return Run(tell, stop=stop)


def test_nothing_kept_and_everything_kept_give_the_same_bytes(whole: tuple[Outcome, Shelf]) -> None:
    plain = optimise(scenario())
    first, shelf = whole
    again = optimise(scenario(), Run(store=copied(shelf)))
    assert plan_json(plain) == plan_json(first) == plan_json(again)


def test_what_was_finished_is_not_calculated_again(
    whole: tuple[Outcome, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = copied(whole[1])
    monkeypatch.delattr(replay_module, "Warm")  # no month can be lived through again
    optimise(scenario(), Run(store=shelf))
    assert shelf.steps.keys() == whole[1].steps.keys()
    assert shelf.used >= len(shelf.steps)


def test_half_of_the_steps_are_used_and_only_the_other_half_is_made(whole: tuple[Outcome, Shelf]) -> None:
    first, shelf = whole
    half = Shelf(dict(list(shelf.steps.items())[: len(shelf.steps) // 2]))
    had = len(half.steps)
    assert plan_json(optimise(scenario(), Run(store=half))) == plan_json(first)
    assert half.used >= had
    assert half.steps.keys() == shelf.steps.keys()


@pytest.mark.parametrize("phase", ["prepare", "alone", "replay_alone"])
def test_before_there_is_a_plan_a_stop_says_so(phase: str) -> None:
    run = stopping_at(phase)
    with pytest.raises(Stopped, match="before there was a plan"):
        optimise(scenario(), run)
    assert not run.stop.plan_stands


@pytest.mark.parametrize(("phase", "reports"), [("together", 1), ("together", 3), ("group", 1)])
def test_after_that_a_stop_gives_a_sound_plan_with_its_gap(phase: str, reports: int) -> None:
    run = stopping_at(phase, reports=reports)
    outcome = optimise(scenario(), run)
    proof = outcome.cases["together"].proof
    assert run.stop.plan_stands
    assert run.stop.cut
    assert proof is not None
    assert proof.ended_early
    assert 0 <= proof.design_gap < 1
    assert outcome.cases["together"].eur_per_year <= outcome.cases["alone"].eur_per_year + 0.01
    assert verify(outcome).ok


def test_a_stop_when_the_plan_is_complete_cuts_nothing(whole: tuple[Outcome, Shelf]) -> None:
    """But that no more time is spent on what limits are worth."""
    run = stopping_at("report")
    assert plan_json(optimise(scenario(), run)) == plan_json(replace(whole[0], pinches_together=None))
    assert not run.stop.cut


def test_the_bound_of_a_stopped_plan_holds_for_the_whole_plan_too(whole: tuple[Outcome, Shelf]) -> None:
    """The bound is on every plan with these measures on the same days, so on the plan that more time would give."""
    stopped, best = (o.cases["together"].proof for o in (optimise(scenario(), stopping_at("together")), whole[0]))
    assert stopped is not None
    assert best is not None
    assert stopped.design_lower <= best.design_upper + 0.01
    assert stopped.design_gap >= best.design_gap - 1e-6


def test_time_is_up_by_the_clock_as_by_a_person() -> None:
    moments = iter([0.0, 5.0, 9.99, 10.0])
    stop = Stop(10.0, clock=lambda: next(moments))
    assert (stop.due, stop.due, stop.due) == (False, False, True)
    assert not stop.cut


def test_what_is_looked_at_beside_a_plan_is_left_out_when_time_is_up(whole: tuple[Outcome, Shelf]) -> None:
    stop = Stop(0.0)
    run = Run(stop=stop)
    assert prove_year(scenario(), whole[0], run) is whole[0]
    with pytest.raises(Stopped):
        sensitivity(whole[0], measures=scenario().measures, progress=run)
    assert stop.cut


def test_the_sureness_of_a_plan_goes_on_where_it_was_and_says_the_same(whole: tuple[Outcome, Shelf]) -> None:
    shelf, measures = Shelf(), scenario().measures
    once = sensitivity(whole[0], measures=measures, progress=Run(store=shelf))
    kept = len(shelf.steps)
    again = sensitivity(whole[0], measures=measures, progress=Run(store=shelf))
    assert (len(shelf.steps), shelf.used) == (kept, kept)
    assert again.swings == once.swings
    assert again.skipped == once.skipped
    assert not replan(scenario(), whole[0], once, progress=Run(stop=Stop(0.0))).replanned


def test_who_listens_hears_the_best_plan_and_its_bound() -> None:
    heard: list[Standing] = []
    outcome = optimise(scenario(), Run(stands=heard.append))
    assert [one.whole for one in heard[:4]] == [False] * 4
    assert heard[-1].eur == outcome.cases["together"].eur_per_year
    assert heard[-1].gap == pytest.approx(outcome.cases["together"].proof.design_gap)  # type: ignore[union-attr]
    plans = [one.eur for one in heard if one.whole]
    assert plans == sorted(plans, reverse=True)


def test_a_plain_function_is_progress_enough() -> None:
    said: list[str] = []
    run_of(lambda phase, _: said.append(phase))("alone", 0.5)
    assert said == ["alone"]
    run_of(None)("alone", 0.5)


def _other_scenarios() -> Iterator[tuple[str, Scenario, dict[str, float]]]:
    """The same question with one thing changed, and figures that lie over the tables."""
    base = scenario()
    park, year = base.park, base.year
    first = park.companies[0]
    more = replace(first, electricity_kwh=first.electricity_kwh * 1.01)
    yield "use", replace(base, park=replace(park, companies=(more, *park.companies[1:]))), {}
    yield "price", replace(base, year=replace(year, price_eur_per_kwh=year.price_eur_per_kwh + 0.001)), {}
    yield "sun", replace(base, year=replace(year, ghi_w_m2=year.ghi_w_m2 * 1.001)), {}
    yield "measures", base.without("battery"), {}
    yield "figure", base, {"solar.eur_per_kwp": 801.0}
    yield "interest", base, {"interest.real": 0.0501}


@pytest.mark.parametrize(
    ("what", "other", "over"), list(_other_scenarios()), ids=lambda x: x if isinstance(x, str) else ""
)
def test_another_input_never_reads_the_results_of_this_one(
    what: str, other: Scenario, over: dict[str, float], *, whole: tuple[Outcome, Shelf]
) -> None:
    """What one company does may be the same in both; the plan is always that of who never kept anything."""
    with swung(over):
        assert plan_json(optimise(other, Run(store=copied(whole[1])))) == plan_json(optimise(other)), what


def _hostile(kept: Kept) -> Iterator[Kept]:
    """Other content under the same key: wrong names, odd numbers, arrays of other lengths."""
    yield Kept({}, {})
    yield replace(kept, said={**kept.said, "sizes": {"../../etc": 1.0}, "contracts": {"x": 1.0}, "lower": "nan"})
    yield Kept(dict.fromkeys(kept.said, float("nan")), kept.arrays)
    yield Kept(dict.fromkeys(kept.said, True), kept.arrays)
    yield Kept({name: [[[]]] for name in kept.said}, {n: np.zeros(3) for n in kept.arrays})
    yield Kept(dict.fromkeys(kept.said, None), {"other": np.zeros(10**6)})


@pytest.mark.parametrize("first", range(2))
def test_hostile_content_is_refused_and_calculated_anew(first: int, whole: tuple[Outcome, Shelf]) -> None:
    """Every step is hostile in one of the ways: months, which are many, in all of them."""
    outcome, shelf = whole
    bad = Shelf()
    for number, (key, kept) in enumerate(shelf.steps.items(), 3 * first):
        ways = list(_hostile(kept))
        bad.steps[key] = ways[number % len(ways)]
    assert plan_json(optimise(scenario(), Run(store=bad))) == plan_json(outcome)
    assert set(bad.refused) == set(shelf.steps)


def test_sizes_beyond_what_may_be_built_are_refused(whole: tuple[Outcome, Shelf]) -> None:
    first, shelf = whole
    bad = copied(shelf)
    for key, kept in shelf.steps.items():
        if isinstance(sizes := kept.said.get("sizes"), dict) and "upper" in kept.said:
            bad.steps[key] = replace(kept, said={**kept.said, "sizes": {n: x + 1e9 for n, x in sizes.items()}})
    assert plan_json(optimise(scenario(), Run(store=bad))) == plan_json(first)
    assert bad.refused


KEYS = """
from pathlib import Path
from collectief import Scenario, optimise, read_park, read_year
from collectief.measure import GroupContract
from collectief.plan.run import Run
class Names:
    def __init__(self): self.seen = set()
    def read(self, key): self.seen.add(key)
    def write(self, key, kept): pass
    def refuse(self, key): pass
names, place = Names(), Path({place!r})
park = read_park(place)
optimise(Scenario(park, read_year(park, place), measures=(GroupContract(),)), Run(store=names))
print(sorted(names.seen))
"""


def test_keys_are_the_same_in_another_process_with_another_seed_of_hashes() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", KEYS.format(place=str(MINI))],
            capture_output=True, text=True, check=True, timeout=300, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "6")
    }  # fmt: skip
    assert len(said) == 1


def test_the_first_error_of_a_stop_is_one_sentence() -> None:
    assert isinstance(Stopped(), CollectiefError)
    assert "--seconds" in Stopped().words("nl")
