"""The rule a plan is shown with: the simplest that holds everybody, else the one that tempts least."""

import pytest

from collectief.allocation import Allocation, CoreReport, Game
from collectief.plan.outcome import Outcome
from collectief.plan.preferred import OWN_KEY, OWN_KEY_STABLE, SIMPLEST_FIRST, keeping_eur, preferred

RULES = tuple(rule for rule in SIMPLEST_FIRST if rule not in (OWN_KEY, OWN_KEY_STABLE))
ALLOCATIONS = {rule: Allocation(rule, {"a": 1.0}) for rule in RULES}
WITH_OWN = {rule: Allocation(rule, {"a": 1.0}) for rule in SIMPLEST_FIRST}


def core(stable: bool | None, **surplus: float) -> dict[str, CoreReport]:
    """A report per rule; a rule not named tempts by 1,000."""
    found = {rule: surplus.get(rule, 1000.0) for rule in SIMPLEST_FIRST}
    return {r: CoreReport(("a",), eur, eur, eur, stable, 1, 1) for r, eur in found.items()}


def test_the_simplest_rule_that_is_proven_to_hold_is_taken() -> None:
    held = {**core(False), **{r: core(True, **{r: -5.0})[r] for r in ("kwh", "nucleolus")}}
    assert preferred(held, ALLOCATIONS) == "kwh"


def test_where_no_rule_holds_the_one_that_tempts_least_is_taken() -> None:
    assert preferred(core(False, shapley=1810.0, nucleolus=95.0, kwh=146.0), ALLOCATIONS) == "nucleolus"


def test_of_equal_temptations_the_simplest_rule_is_taken() -> None:
    assert preferred(core(False, kwh=146.001, nucleolus=146.0), ALLOCATIONS) == "kwh"


def test_unproven_and_nobody_found_it_is_shapley_and_else_the_least_tempting() -> None:
    assert preferred(core(None, shapley=-3.0, nucleolus=-9.0), ALLOCATIONS) == "shapley"
    assert preferred(core(None, shapley=300.0, nucleolus=20.0), ALLOCATIONS) == "nucleolus"


def test_a_key_of_their_own_comes_first_where_it_holds_and_else_that_key_repaired() -> None:
    every = core(True)
    assert preferred(every, WITH_OWN) == OWN_KEY
    broken = {**every, OWN_KEY: core(False)[OWN_KEY]}
    assert preferred(broken, WITH_OWN) == OWN_KEY_STABLE
    assert preferred(core(None, own_key=3.0, shapley=-3.0), WITH_OWN) == OWN_KEY
    assert preferred(core(None, own_key=300.0, own_key_stable=0.0, shapley=-3.0), WITH_OWN) == OWN_KEY_STABLE
    assert preferred(core(None, own_key=300.0, own_key_stable=200.0, shapley=-3.0), WITH_OWN) == "shapley"
    proven = {**core(None, own_key_stable=0.0), "equal_saving": core(True)["equal_saving"]}
    assert preferred(proven, WITH_OWN) == "equal_saving"  # what is proven goes before what is not
    assert preferred(core(False, own_key_stable=95.0, nucleolus=95.0), WITH_OWN) == OWN_KEY_STABLE
    assert preferred({}, WITH_OWN) == OWN_KEY


def test_without_anybody_to_leave_it_is_shapley() -> None:
    assert preferred({}, ALLOCATIONS) == "shapley"


def test_what_it_costs_to_keep_everybody_is_zero_where_a_rule_holds_and_unknown_among_many() -> None:
    pair = Game("abc", lambda group: {1: 3.0, 2: 3.0, 3: 6.0}[len(group)])
    assert keeping_eur(pair, core(True), most_listed=12) == 0.0
    assert keeping_eur(pair, core(False), most_listed=12) == pytest.approx(1.5)
    assert keeping_eur(pair, core(False), most_listed=2) is None
    assert keeping_eur(None, {}, most_listed=12) is None


def test_on_the_park_with_an_empty_core_the_least_tempting_rule_is_chosen(empty_core: Outcome) -> None:
    """Shapley tempts the two of the group by 3,145 EUR, the nucleolus by 2,134: nothing tempts less."""
    tempted = {rule: report.surplus for rule, report in empty_core.core.items()}
    assert tempted[empty_core.chosen_rule] == min(tempted.values()) < tempted["shapley"]


def test_on_the_park_with_an_empty_core_it_costs_money_to_keep_everybody(empty_core: Outcome, mini: Outcome) -> None:
    """Three pairs each ask more: half of that from outside ends it, and a third of it is what the nucleolus leaves."""
    assert empty_core.keeping_eur is not None
    least = empty_core.core["nucleolus"].surplus
    assert empty_core.keeping_eur == pytest.approx(1.5 * least, rel=1e-6)
    assert mini.keeping_eur == 0.0
