"""Rules of law on heat: on each day one act, each rule with its source, and what is not certain is said."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from collectief.errors import MissingFact
from collectief.facts.counted import names_source
from collectief.facts.heat_rules import HeatRule, heat_rule, heat_rules, heat_rules_like

LAST_OF_THE_HEAT_ACT, FIRST_OF_THE_WCW = date(2026, 12, 31), date(2027, 1, 1)
RULES = pytest.mark.parametrize("rule", heat_rules(), ids=lambda rule: f"{rule.key} {rule.from_date.year}")


def test_one_act_follows_the_other_without_a_day_between() -> None:
    acts = [rule for rule in heat_rules() if rule.key.endswith(".law")]
    assert [one.law for one in acts] == ["warmtewet", "wcw"]
    for one, after in pairwise(acts):
        assert one.to_date is not None
        assert one.to_date + timedelta(days=1) == after.from_date
    assert acts[-1].to_date is None


@pytest.mark.parametrize(("on", "act"), [(LAST_OF_THE_HEAT_ACT, "warmtewet"), (FIRST_OF_THE_WCW, "wcw")])
def test_a_day_has_the_rules_of_its_own_act_only(on: date, act: str) -> None:
    assert {rule.law for rule in heat_rules() if rule.holds(on)} == {act}


@RULES
def test_a_rule_holds_within_the_days_of_its_act(rule: HeatRule) -> None:
    act = next(one for one in heat_rules() if one.key == f"{rule.law}.law")
    assert act.from_date <= rule.from_date
    assert act.holds(rule.to_date) if rule.to_date else act.to_date is None


@RULES
def test_what_is_not_highly_sure_says_what_is_unsure_and_what_is_says_nothing(rule: HeatRule) -> None:
    assert (rule.unsure is None) == (rule.confidence == "high")
    if rule.unsure:
        assert rule.unsure.nl.endswith(".")
        assert rule.unsure.en.endswith(".")


@RULES
def test_low_is_what_was_not_looked_up_and_nothing_else(rule: HeatRule) -> None:
    assert names_source(rule.source) == (rule.confidence != "low")


@RULES
def test_a_bound_stands_in_its_sentence(rule: HeatRule) -> None:
    assert "{" not in rule.says.nl + rule.says.en
    assert bool(rule.unit) == (rule.value is not None)
    assert rule.from_date <= (rule.to_date or date.max)


def test_a_name_holds_once_on_a_day() -> None:
    days = {rule.from_date for rule in heat_rules()} | {rule.to_date for rule in heat_rules() if rule.to_date}
    for on in days:
        held = [rule.key for rule in heat_rules() if rule.holds(on)]
        assert len(held) == len(set(held))


def test_bounds_are_those_of_the_acts() -> None:
    """Warmtewet art. 1(g) and 9(2); Kamerstuk 36576, third amendment, art. 3.3."""
    before, after = LAST_OF_THE_HEAT_ACT, FIRST_OF_THE_WCW
    assert [heat_rule(name, before).value for name in ("protected_kw", "licence_users", "licence_gj")] == [
        100,
        10,
        10_000,
    ]
    assert [heat_rule(name, after).value for name in ("protected_kw", "small_users")] == [100, 1500]
    assert "1.500" in heat_rule("small_users", after).says.nl
    assert "1,500" in heat_rule("small_users", after).says.en


@pytest.mark.parametrize(("year", "many"), [(2027, 0), (2029, 0), (2030, 1), (2033, 1), (2034, 1), (2050, 1)])
def test_large_systems_get_cost_based_tariffs_from_2030(year: int, many: int) -> None:
    assert len(heat_rules_like("tariff_large", date(year, 6, 1))) == many


def test_a_rule_that_its_act_does_not_have_is_missed_by_name() -> None:
    with pytest.raises(MissingFact, match="exemptions"):
        heat_rule("exemptions", FIRST_OF_THE_WCW)
    with pytest.raises(MissingFact, match="2013-12-31"):
        heat_rule("law", date(2013, 12, 31))
