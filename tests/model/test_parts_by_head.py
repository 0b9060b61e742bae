"""Each of the five parts on a park that one can calculate in one's head.

grid --> [ home ] --> load
"""

import numpy as np
import pytest
from small_models import HOME, best_sizes, cost, grid, hours, load, steps

from collectief.errors import Infeasible, ModelError
from collectief.model import Flow, Limit, Load, Part, Size, Store, amounts, built, solve, store_blocks, to_rows


def test_zero_load_costs_nothing() -> None:
    assert cost([load(0.0), grid(0.20)], steps(4)) == 0.0


def test_a_load_costs_its_energy_times_the_price() -> None:
    assert cost([load(3.0), grid(0.10)], steps(4)) == pytest.approx(3.0 * 4 * 0.10)


def test_a_step_that_stands_for_two_hours_costs_twice() -> None:
    assert cost([load(3.0), grid(0.10)], steps(4, weight=2.0)) == pytest.approx(2.4)


def test_the_steps_pick_their_own_hours() -> None:
    assert cost([load(hours(1.0, 2.0, 4.0)), grid(hours(0.5, 0.25, 0.125))], steps(3)) == pytest.approx(1.5)


def test_the_cheapest_source_comes_first() -> None:
    cheap = Flow("cheap", "me", {HOME: 1.0}, 2.0, eur_per_kwh=0.1)
    assert cost([load(5.0), cheap, grid(1.0)], steps(1)) == pytest.approx(2 * 0.1 + 3 * 1.0)


def test_a_flow_through_two_buses_keeps_its_coefficients() -> None:
    """Heat pump: 1 kW of heat takes 0.25 kW of electricity."""
    heat = ("home", "heat")
    pump = Flow("pump", "me", {HOME: -0.25, heat: 1.0}, 10.0)
    assert cost([Load("warm", "me", heat, 8.0), pump, grid(0.40)], steps(1)) == pytest.approx(8 / 4 * 0.40)


def test_a_size_is_built_up_to_what_is_used() -> None:
    """A panel gives 1 kW per kWp in the one hour there is; 0.30 a kWp against power of 0.40."""
    sun = Size("sun", "me", 10.0, eur_per_unit=0.30)
    parts: list[Part] = [load(4.0), grid(0.40), sun, Flow("sun:kw", "me", {HOME: 1.0}, 1.0, "sun")]
    assert cost(parts, steps(1)) == pytest.approx(4 * 0.30)
    assert best_sizes(parts, steps(1))["sun"] == pytest.approx(4.0)


def test_a_size_that_is_too_dear_is_not_built() -> None:
    sun = Size("sun", "me", 10.0, eur_per_unit=0.50)
    parts: list[Part] = [load(4.0), grid(0.40), sun, Flow("sun:kw", "me", {HOME: 1.0}, 1.0, "sun")]
    assert best_sizes(parts, steps(1))["sun"] == pytest.approx(0.0)


@pytest.mark.parametrize(("fixed", "expected"), [(1.5, 1.5 + 4 * 0.1), (4.5, 4.0)])
def test_the_fixed_amount_is_paid_once_it_is_built(fixed: float, expected: float) -> None:
    """Without it 4 kW cost 4; with it 0.10 a kW and the fixed amount."""
    boiler = Size("boiler", "me", 10.0, eur_per_unit=0.1, eur_fixed=fixed)
    parts: list[Part] = [load(4.0), grid(1.0), boiler, Flow("boiler:kw", "me", {HOME: 1.0}, 1.0, "boiler")]
    assert cost(parts, steps(1)) == pytest.approx(expected)


def test_modules_are_whole() -> None:
    """10 kW needs three modules of 4 kW."""
    engine = Size("engine", "me", 20.0, eur_per_unit=1.0, module=4.0)
    parts: list[Part] = [load(10.0), engine, Flow("engine:kw", "me", {HOME: 1.0}, 1.0, "engine")]
    assert best_sizes(parts, steps(1))["engine"] == pytest.approx(12.0)
    assert cost(parts, steps(1)) == pytest.approx(12.0)


def test_a_size_keeps_its_lower_amount() -> None:
    assert cost([load(0.0), grid(1.0), Size("must", "me", 5.0, lower=2.0, eur_per_unit=3.0)], steps(2)) == 6.0


def test_what_must_flow_flows_also_where_it_costs() -> None:
    """A flow between half and whole of its size: 2 kW at least, though the grid is cheaper."""
    size = Size("engine", "me", 4.0, lower=4.0)
    must = Flow("engine:kw", "me", {HOME: 1.0}, 1.0, "engine", lower=0.5, eur_per_kwh=2.0)
    assert cost([load(4.0), grid(1.0), size, must], steps(1)) == pytest.approx(2 * 2 + 2 * 1)


def test_a_flow_under_a_free_size_keeps_its_lower_side() -> None:
    size = Size("engine", "me", 8.0, eur_per_unit=-1.0)
    must = Flow("engine:kw", "me", {HOME: 1.0}, 1.0, "engine", lower=0.5, eur_per_kwh=1.5)
    assert cost([load(4.0), grid(1.0), size, must], steps(1)) == pytest.approx(-8 + 4 * 1.5)


def battery(kwh: float, *, efficiency: float = 1.0, hours_to_fill: float = 1.0, eur: float = 0.0) -> list[Part]:
    size = Size("battery", "me", kwh, lower=kwh)
    return [size, Store("store", "me", HOME, "battery", hours_to_fill, efficiency, eur)]


def test_a_store_carries_the_cheap_hour_to_the_dear_one() -> None:
    parts = [load(hours(0.0, 6.0)), grid(hours(0.1, 1.0)), *battery(4.0)]
    assert cost(parts, steps(2)) == pytest.approx(4 * 0.1 + 2 * 1.0)


def test_a_store_loses_its_efficiency_on_the_way_in() -> None:
    parts = [load(hours(0.0, 6.0)), grid(hours(0.1, 1.0)), *battery(8.0, efficiency=0.5, eur=0.05)]
    assert cost(parts, steps(2)) == pytest.approx(12 * 0.1 - 4 * 0.1 + 2 * 1.0 + 4 * 0.05)


def test_a_store_fills_no_faster_than_its_power() -> None:
    """4 kWh in two hours is 2 kW."""
    parts = [load(hours(0.0, 4.0)), grid(hours(0.1, 1.0)), *battery(4.0, hours_to_fill=2.0)]
    assert cost(parts, steps(2)) == pytest.approx(2 * 0.1 + 2 * 1.0)


def test_a_store_holds_no_more_than_its_size() -> None:
    parts = [load(hours(0.0, 0.0, 6.0)), grid(hours(0.1, 0.1, 1.0)), *battery(4.0)]
    assert cost(parts, steps(3)) == pytest.approx(4 * 0.1 + 2 * 1.0)


def test_a_store_goes_round_within_its_cycle() -> None:
    """Filled in the last hour, empty in the first: the day is a circle."""
    parts = [load(hours(4.0, 0.0)), grid(hours(1.0, 0.1)), *battery(4.0)]
    assert cost(parts, steps(2)) == pytest.approx(0.4)


def test_a_store_carries_nothing_from_one_cycle_to_the_next() -> None:
    """One day is cheap, the other dear: with a cycle each there is nothing to gain."""
    parts = [load(hours(0.0, 0.0, 4.0, 0.0)), grid(hours(0.1, 0.1, 1.0, 1.0)), *battery(4.0)]
    assert cost(parts, steps(4)) == pytest.approx(0.4)
    assert cost(parts, steps(4, cycles=2)) == pytest.approx(4.0)


def test_the_stock_closes_in_each_cycle() -> None:
    parts = [load(hours(5.0, 1.0, 3.0, 2.0)), grid(hours(1.0, 0.1, 0.7, 0.2)), *battery(3.0, efficiency=0.9)]
    rows = to_rows(parts, steps(4, cycles=2))
    x = solve(rows).x
    charge, discharge, _ = (rows.at(x, name) for name in store_blocks("store"))
    assert (0.9 * charge - discharge).reshape(2, 2).sum(axis=1) == pytest.approx(0.0)
    assert charge.sum() > 0


def test_a_limit_holds_in_every_step() -> None:
    cap = Limit("cap", "me", {"grid/home": 1.0}, {"me": 3.0})
    assert cost([load(2.0), grid(1.0), cap], steps(2)) == pytest.approx(4.0)
    with pytest.raises(Infeasible):
        cost([load(hours(2.0, 4.0)), grid(1.0), cap], steps(2))


def test_a_limit_is_the_sum_of_what_each_owner_brings() -> None:
    """A brings 2 kW and B 3 kW: 5 kW fit, without B only 2 kW do."""
    cap = Limit("cap", "park", {"grid/home": 1.0}, {"a": 2.0, "b": 3.0})
    rows = to_rows([load(0.0, owner="a"), grid(-1.0, owner="a"), Flow("dump", "a", {HOME: -1.0}, 50.0), cap], steps(1))
    assert solve(rows).upper == pytest.approx(-5.0)
    assert solve(rows.only(["a", "park"])).upper == pytest.approx(-2.0)


def test_a_name_that_is_not_in_the_model_counts_as_zero() -> None:
    cap = Limit("cap", "me", {"grid/home": 1.0, "nobody": -5.0}, {"me": 3.0})
    assert cost([load(3.0), grid(1.0), cap], steps(1)) == pytest.approx(3.0)


def test_the_peak_of_each_month_is_charged() -> None:
    """Peaks of 5 and 2 kW, 10 EUR a kW; energy is free."""
    peak = Limit("peak", "me", {"grid/home": 1.0}, per="month", eur_per_kw=10.0)
    parts: list[Part] = [load(hours(1.0, 5.0, 2.0, 0.0)), grid(0.0), peak]
    assert cost(parts, steps(4, periods=2)) == pytest.approx(70.0)
    assert cost(parts, steps(4, periods=2, months=6.0)) == pytest.approx(420.0)
    assert cost(parts, steps(4, periods=1)) == pytest.approx(50.0)


def test_feeding_in_never_earns_a_peak_charge() -> None:
    """Net load is below zero all day: the peak is zero, not a revenue."""
    give = Flow("give", "me", {HOME: -1.0}, 9.0)
    sun = Flow("sun", "me", {HOME: 1.0}, 4.0, lower=4.0)
    peak = Limit("peak", "me", {"grid/home": 1.0, "give": -1.0}, per="month", eur_per_kw=10.0)
    assert cost([load(1.0), grid(1.0), give, sun, peak], steps(2)) == pytest.approx(0.0)


def test_a_battery_shaves_a_peak() -> None:
    """4 kW then nothing: with a lossless store 2 kW all the time."""
    peak = Limit("peak", "me", {"grid/home": 1.0}, per="month", eur_per_kw=10.0)
    assert cost([load(hours(4.0, 0.0)), grid(0.0), peak, *battery(9.0)], steps(2)) == pytest.approx(20.0)


def test_a_design_limit_caps_sizes_once() -> None:
    """Roof for 3 kWp between two kinds of panel, each earning: the better one takes it all."""
    parts: list[Part] = [
        Size("good", "me", 9.0, eur_per_unit=-2.0),
        Size("fair", "me", 9.0, eur_per_unit=-1.0),
        Limit("roof", "me", {"good": 1.0, "fair": 1.0}, {"me": 3.0}, per="design"),
    ]
    assert cost(parts, steps(5)) == pytest.approx(-6.0)


def test_a_design_limit_counts_units_not_modules() -> None:
    parts: list[Part] = [
        Size("box", "me", 40.0, eur_per_unit=-1.0, module=4.0),
        Limit("room", "me", {"box": 1.0}, {"me": 10.0}, per="design"),
    ]
    assert cost(parts, steps(2)) == pytest.approx(-8.0)


def test_a_design_bus_balances_once() -> None:
    """Exactly one contract: the cheaper of two."""
    bus = ("home", "contract")
    parts: list[Part] = [
        Load("one", "me", bus, 1.0, design=True),
        Size("dear", "me", 1.0, eur_per_unit=7.0, module=1.0, into={bus: 1.0}),
        Size("cheap", "me", 1.0, eur_per_unit=4.0, module=1.0, into={bus: 1.0}),
    ]
    assert cost(parts, steps(6)) == pytest.approx(4.0)


def test_pipes_carry_what_is_connected() -> None:
    """source --pipe--> home: 5 kW connected takes 5 kW of pipe and of source."""
    here, there = ("home", "pipe"), ("plant", "pipe")
    parts: list[Part] = [
        Size("connect", "me", 5.0, lower=5.0, into={here: -1.0}),
        Size("pipe", "me", 20.0, eur_per_unit=2.0, eur_fixed=10.0, into={there: -1.0, here: 1.0}),
        Size("source", "me", 20.0, eur_per_unit=1.0, into={there: 1.0}),
    ]
    assert cost(parts, steps(3)) == pytest.approx(5 * 2 + 10 + 5 * 1)


def loss(*, per_built: bool = True) -> list[Part]:
    pipe = Size("pipe", "me", 20.0, eur_per_unit=1.0, eur_fixed=1.0 if per_built else 0.0)
    return [pipe, Flow("loss", "me", {HOME: -1.0}, 2.0, "pipe", lower=2.0, per_built=per_built)]


def test_a_flow_without_choice_needs_no_column() -> None:
    rows = to_rows([load(0.0), grid(1.0), *loss()], steps(3))
    assert "loss" not in rows.columns
    assert cost([load(0.0), grid(1.0), *loss(per_built=False), _at_least("pipe", 4.0)], steps(3)) == pytest.approx(
        4 * 1.0 + 3 * (4 * 2.0)
    )


def test_the_loss_of_what_is_built_is_fed_whatever_its_size() -> None:
    """Once there is a pipe it loses 2 kW in each of three hours, at 1 EUR."""
    assert cost([load(0.0), grid(1.0), *loss(), _at_least("pipe", 4.0)], steps(3)) == pytest.approx(4 + 1 + 3 * 2)


def test_a_flow_without_choice_counts_in_limits_too() -> None:
    """2 kW a unit: three units fit under 6 kW, though five would earn more."""
    size = Size("pipe", "me", 5.0, eur_per_unit=-10.0)
    folded = Flow("loss", "me", {HOME: -1.0}, 2.0, "pipe", lower=2.0)
    cap = Limit("cap", "me", {"loss": 1.0}, {"me": 6.0})
    peak = Limit("peak", "me", {"loss": 1.0}, per="month", eur_per_kw=1.0)
    parts: list[Part] = [load(0.0), grid(0.0), size, folded]
    assert cost([*parts, cap], steps(2)) == pytest.approx(-30.0)
    assert cost([*parts, peak], steps(2, periods=2)) == pytest.approx(-50.0 + 2 * 10.0)


def _at_least(name: str, amount: float) -> Limit:
    return Limit(f"{name}:least", "me", {name: -1.0}, {"me": -amount}, per="design")


def switched(upper: float, eur: float) -> list[Part]:
    switch = Size("switch", "me", 1.0, eur_per_unit=eur, module=1.0)
    return [switch, Flow("other", "me", {HOME: 1.0}, upper, "switch", eur_per_kwh=0.5)]


def test_a_switch_is_tied_once_per_cycle() -> None:
    rows = to_rows([load(3.0), grid(1.0), *switched(5.0, 1.0)], steps(24, cycles=2))
    assert len(rows.equal) == 24 + 2


def test_a_switch_is_all_or_nothing() -> None:
    """On: the whole load at half the price in each of four hours. Off: not a watt."""
    on = [load(3.0), grid(1.0), *switched(3.0, 5.0)]
    assert cost(on, steps(4, cycles=2)) == pytest.approx(5.0 + 4 * 3 * 0.5)
    assert cost([load(3.0), grid(1.0), *switched(3.0, 7.0)], steps(4, cycles=2)) == pytest.approx(12.0)


def test_a_switch_lets_through_no_more_in_one_step_than_its_flow() -> None:
    """Nothing in the first hour does not make room for more in the second."""
    parts = [load(hours(0.0, 6.0)), grid(1.0), *switched(4.0, 0.0)]
    assert cost(parts, steps(2)) == pytest.approx(4 * 0.5 + 2)


def test_a_flow_per_built_needs_a_yes_or_no() -> None:
    parts: list[Part] = [load(0.0), Size("pipe", "me", 5.0), Flow("f", "me", {HOME: 1.0}, 1.0, "pipe", per_built=True)]
    with pytest.raises(ModelError, match="yes/no"):
        to_rows(parts, steps(1))


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(ModelError, match="grid/home"):
        to_rows([grid(1.0), grid(2.0)], steps(1))


def test_the_yes_or_no_is_a_design_column() -> None:
    rows = to_rows([load(0.0), grid(1.0), *loss()], steps(2))
    assert rows.sizes == ("pipe", built("pipe"))
    assert rows.integer[rows.columns[built("pipe")]].all()


def test_the_amount_of_a_module_is_in_its_own_unit() -> None:
    parts: list[Part] = [Size("box", "me", 12.0, lower=12.0, module=4.0)]
    rows = to_rows(parts, steps(1))
    assert amounts(parts, rows, np.array([3.0])) == {"box": 12.0}
