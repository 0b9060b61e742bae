"""What a variation changes in the question: checked without planning anything, so it is looked at with every change."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from collectief import MEASURES, Scenario, Variation, read_park, read_year
from collectief.plan.prepare import floor_m2, load_of
from collectief.plan.robust import with_high_peaks
from collectief.plan.variation import varied
from collectief.profile.peak_range import peak_range

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"


@cache
def scenario() -> Scenario:
    park = read_park(MINI)
    return Scenario(park, read_year(park, MINI))


@pytest.mark.parametrize("keys", [("solar",), ("solar", "group_contract"), tuple(m.key for m in MEASURES)])
def test_what_is_left_out_is_not_in_the_question_and_all_else_is(keys: tuple[str, ...]) -> None:
    with varied(scenario(), Variation("without", keys)) as other:
        assert [m.key for m in other.measures] == [m.key for m in MEASURES if m.key not in keys]
    for key in keys:
        assert scenario().without(key).measures == tuple(m for m in MEASURES if m.key != key)


def test_another_rule_on_contracts_is_in_the_question_and_all_else_is_as_it_was() -> None:
    lines = (("rules.lower_contracts", "true"), ("rules.group_fixed_eur", "0"))
    with varied(scenario(), Variation("with", (), (), lines)) as other:
        rules = replace(scenario().park.rules, lower_contracts=True, group_fixed_eur=0.0)
        assert (other.park.rules, other.measures) == (rules, scenario().measures)
        assert other.park.companies == scenario().park.companies
    with varied(
        scenario(), Variation("with", (), (("limitation.share", 0.25),), (("limitation.hours", "9"),))
    ) as other:
        assert other.park.rules.limitation is not None
        assert (other.park.rules.limitation.hours, other.park.rules.limitation.share) == (9, 0.25)


def test_who_stays_apart_may_not_share_and_keeps_all_of_its_own() -> None:
    with varied(scenario(), Variation("apart", ("dag",))) as other:
        assert other.park.rules.apart == ("dag",)
        assert other.measures == scenario().measures
        assert other.park.companies == scenario().park.companies


def test_a_made_profile_peaks_as_high_as_in_one_year_of_ten_and_a_meter_stays() -> None:
    park, year = scenario().park, scenario().year
    bare = replace(park, profiles={name: kw for name, kw in park.profiles.items() if name != "dag"})
    dag, high = bare.company("dag"), with_high_peaks(bare, year)
    found = peak_range(dag, year=year, floor_m2=floor_m2(bare, dag))
    planned = float(load_of(bare, dag, year).max())
    assert found.p90_kw > max(found.p50_kw, planned) * 1.005  # so that another part of the range would be seen
    assert high.company("dag").peak_kw == pytest.approx(found.p90_kw)
    assert [c for c in high.companies if c.id != "dag"] == [c for c in bare.companies if c.id != "dag"]
