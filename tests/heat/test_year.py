"""A year of water: losses run all summer, pumps do not, and steps tell the same year as hours."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import one_pipe, trees

from collectief.errors import ModelError
from collectief.heat.hydraulics import flowing
from collectief.heat.laid import Network
from collectief.heat.year import by_share, steps_of, year_of

UNHURRIED = settings(deadline=None)


def test_a_year_at_peak_is_8760_times_the_peak() -> None:
    network = one_pipe()
    year, peak = year_of(network, [8760.0], {"a": 500.0}), flowing(network)
    assert year.loss_kwh == pytest.approx(8760 * float(peak.loss_kw[0]))
    assert year.pump_kwh == pytest.approx(8760 * float(peak.pump_kw[0, 0]))
    assert year.heat_kwh == pytest.approx(year.delivered_kwh + year.loss_kwh)
    assert year.delivered_kwh == 8760 * 500.0


def test_a_summer_without_heat_still_loses_three_quarters_and_pumps_nothing() -> None:
    network = one_pipe()
    summer, winter = year_of(network, [1.0], {"a": 0.0}), year_of(network, [1.0], {"a": 500.0})
    assert 0.7 < summer.loss_kwh / winter.loss_kwh < 0.8  # held at 55 of 70 degC, in ground of 10
    assert summer.pump_kwh == 0.0
    assert (summer.loss_share, 0.0 < winter.loss_share < 0.05) == (1.0, True)


def test_a_year_of_no_hours_is_nothing() -> None:
    year = year_of(one_pipe(), [], by_share(one_pipe(), []))
    assert (year.heat_kwh, year.loss_share) == (0.0, 0.0)


def test_steps_tell_the_same_year_as_its_hours() -> None:
    network = one_pipe(length_m=2000.0)
    clock = np.arange(8760)
    share = np.clip(0.45 + 0.45 * np.cos(2 * np.pi * clock / 8760) + 0.1 * np.sin(2 * np.pi * clock / 24), 0.0, 1.0)
    hourly = by_share(network, share)
    whole = year_of(network, np.ones(8760), hourly)
    told = year_of(network, *steps_of(hourly))
    assert told.delivered_kwh == pytest.approx(whole.delivered_kwh)
    assert told.loss_kwh == pytest.approx(whole.loss_kwh, rel=2e-3)
    assert told.pump_kwh == pytest.approx(whole.pump_kwh, rel=2e-2)


@UNHURRIED
@given(st.lists(st.lists(st.floats(0, 100), min_size=9, max_size=9), min_size=1, max_size=4), st.integers(1, 12))
def test_steps_keep_every_hour_and_every_kwh_and_the_busiest_hour(series: list[list[float]], steps: int) -> None:
    kw = {str(i): np.array(one) for i, one in enumerate(series)}
    hours, taken = steps_of(kw, steps)
    assert hours.sum() == 9
    for node, one in kw.items():
        assert float(hours @ taken[node]) == pytest.approx(float(one.sum()), abs=1e-9)
    assert sum(one[0] for one in taken.values()) == pytest.approx(np.sum(series, axis=0).max())


@settings(max_examples=30, deadline=None)
@given(trees())
def test_a_warmer_year_delivers_less_and_loses_a_larger_share(network: Network) -> None:
    cold, mild = (year_of(network, [4000.0, 4760.0], by_share(network, parts)) for parts in ([1.0, 0.5], [0.8, 0.4]))
    assert mild.delivered_kwh == pytest.approx(0.8 * cold.delivered_kwh)
    assert mild.pump_kwh <= cold.pump_kwh
    assert mild.loss_share >= cold.loss_share - 1e-12


@pytest.mark.parametrize("hours", [[1.0, 2.0, 3.0], [-1.0, 1.0], [float("nan"), 1.0], [[1.0, 2.0]]])
def test_hours_that_do_not_fit_are_said(hours: list[float]) -> None:
    with pytest.raises(ModelError, match="A year in steps"):
        year_of(one_pipe(), hours, {"a": [100.0, 50.0]})
