"""The same sizes on typical days with another figure: laws."""

from dataclasses import replace

import pytest

from collectief.errors import Infeasible
from collectief.facts import fact
from collectief.measure import GroupContract
from collectief.plan.outcome import Outcome
from collectief.plan.rerun import Rerun, rerun

GRADE, LOSSES, SHARE = "heat_pump.quality_grade", "solar.losses", "efficiency.process.saving_share"


@pytest.mark.parametrize("key", [GRADE, LOSSES, SHARE, "boiler.efficiency"])
def test_a_figure_at_its_value_changes_nothing(runs: Rerun, key: str) -> None:
    assert runs.change(key, fact(key).value) == (0.0, 0.0)


@pytest.mark.parametrize(("key", "worse"), [(GRADE, 0.35), (LOSSES, 0.2), (SHARE, 0.02)])
def test_what_gets_worse_gets_dearer_alone_and_together(runs: Rerun, key: str, worse: float) -> None:
    alone, together = runs.change(key, worse)
    assert alone > 1.0
    assert together > 1.0


def test_half_a_loss_costs_less_than_a_whole_one(runs: Rerun) -> None:
    half, whole = (runs.change(LOSSES, value)[0] for value in (0.17, 0.2))
    assert 0.0 < half < whole


def test_nothing_that_is_not_built_or_bounds_only_what_could_be_built_changes_the_plan(runs: Rerun) -> None:
    assert "battery.round_trip" not in runs.keys
    assert runs.change("solar.kwp_per_m2", 0.23) == (0.0, 0.0)


def test_heat_that_needs_less_gas_per_kwh_was_more_heat_for_the_same_gas(runs: Rerun) -> None:
    """The m3 of today are known: a better boiler gave more heat from these, which a heat pump then gives too."""
    assert "boiler.efficiency" in runs.uses["dag"].keys
    assert runs.change("boiler.efficiency", 0.98)[0] > 0.0


def test_who_shares_nothing_lives_together_as_alone(mini: Outcome) -> None:
    found = rerun(mini, (GroupContract(),))
    assert "klein" not in found.sharing  # a small user
    assert found.sharing == {"dag", "nacht", "vlak"}


def test_a_saving_of_less_than_nothing_does_not_fit_the_contract(runs: Rerun) -> None:
    with pytest.raises(Infeasible):
        runs.change(SHARE, -3.0)


def test_other_working_hours_make_another_profile_of_who_keeps_them(mini: Outcome, runs: Rerun) -> None:
    """With meters everywhere no hours are read."""
    assert not [key for key in runs.keys if key.startswith("shift.") and key.endswith(".night_share")]
    metered = {c: kw for c, kw in mini.park.profiles.items() if c != "klein"}
    made = rerun(replace(mini, park=replace(mini.park, profiles=metered)), (GroupContract(),))
    (key,) = (k for k in made.keys if k.startswith("shift.") and k.endswith(".night_share"))
    assert [c for c, one in made.uses.items() if key in one.keys] == ["klein"]
    assert made.change(key, fact(key).value) == (0.0, 0.0)
    assert made.change(key, fact(key).high) != (0.0, 0.0)


def test_another_sun_makes_another_year_where_the_year_is_made(mini: Outcome) -> None:
    key, warmer = "weather.ghi_kwh_m2", replace(mini.year, degc=mini.year.degc + 1.0)
    assert key not in rerun(replace(mini, year=warmer), (GroupContract(),)).keys
    made = rerun(mini, (GroupContract(),))
    assert made.change(key, fact(key).value) == (0.0, 0.0)
    assert made.change(key, fact(key).high) != (0.0, 0.0)
