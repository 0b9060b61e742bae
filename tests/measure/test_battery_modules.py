"""Batteries in whole modules, of companies and of groups: in random parks, and on what stands."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import halves, measures, small
from test_options_random import setting_like

from collectief.facts import fact, swung
from collectief.measure import PARK, Battery, Setting
from collectief.model import Part, Size, amounts, solve, to_rows
from collectief.model.bound import Way, bounds
from collectief.plan.design import Design, _form, all_parts, any_size, find_design, own_parts
from collectief.plan.finished import Misfit
from collectief.plan.staged_measure import Staged
from collectief.plan.standing import built_lots
from collectief.plan.store import Kept

MODULE_KWH = 32.0
CHEAP = {"battery.eur_per_kwh": 60.0, "battery.eur_fixed": 500.0}
SEEDS, QUICK = 20, 4
PARKS = [pytest.param(n, marks=() if n < QUICK else pytest.mark.long) for n in range(SEEDS)]


def batteries(parts: tuple[Part, ...]) -> list[Size]:
    return [p for p in parts if isinstance(p, Size) and p.name.startswith("battery/")]


def rich(seed: int) -> Setting:
    """A random park in which nobody minds what a battery costs."""
    made = setting_like(seed)
    companies = tuple(replace(c, budget_eur=None) for c in made.park.companies)
    return replace(made, park=replace(made.park, companies=companies))


@cache
def designed(seed: int) -> tuple[tuple[Part, ...], Design]:
    """The cheapest sizes of two days of a random park with cheap batteries, also on the site of its group."""
    with swung(CHEAP):
        parts = tuple(all_parts(rich(seed), measures("battery", "solar", "group_contract")))
    return parts, find_design(parts, halves()[2], gap=1e-4, seconds=20.0)


def modules_of(seed: int) -> Iterator[tuple[Size, float]]:
    parts, found = designed(seed)
    return ((size, found.sizes[size.name] / MODULE_KWH) for size in batteries(parts))


@pytest.mark.parametrize("seed", PARKS)
def test_every_battery_of_a_random_park_is_whole_modules(seed: int) -> None:
    for size, count in modules_of(seed):
        assert (size.module, size.upper % MODULE_KWH) == (fact("battery.module_kwh").value, 0.0) == (MODULE_KWH, 0.0)
        assert count == round(count)


def test_some_of_these_parks_build_batteries_and_not_always_the_largest() -> None:
    """Else the test above would prove nothing."""
    found = [(size, count) for seed in range(QUICK) for size, count in modules_of(seed)]
    assert {size.owner == PARK for size, count in found if count > 0} == {True, False}
    assert sum(0 < count < size.upper / MODULE_KWH for size, count in found) >= 3


@pytest.mark.parametrize("seed", PARKS)
def test_whole_modules_cost_no_less_than_any_amount_and_a_bound_lies_below_them(seed: int) -> None:
    one, other, both = halves()
    setting, built = rich(seed), 0.0
    for company in setting.park.companies:
        with swung(CHEAP):
            parts = any_size(own_parts(setting, measures("battery", "solar"), company))
        loose = [replace(p, module=0.0) if p in batteries(parts) else p for p in parts]
        rows = to_rows(parts, both)
        exact, free = solve(rows, gap=1e-7), solve(to_rows(loose, both), gap=1e-7)
        found = bounds(parts, (one, other), [Way(amounts(parts, rows, exact.x))], gap=1e-5, passes=40)[0]
        scale = max(abs(exact.upper), 1_000.0)
        assert free.lower <= exact.upper + 1e-6 * scale
        assert exact.lower - 1e-3 * scale <= found.lower <= exact.upper + 1e-6 * scale
        built += sum(amounts(parts, rows, exact.x)[size.name] for size in batteries(parts))
    assert built % MODULE_KWH == 0.0


def test_the_same_parts_give_the_same_sizes_to_the_last_digit() -> None:
    parts, found = designed(0)
    assert find_design(parts, halves()[2], gap=1e-4, seconds=20.0).sizes == found.sizes


def test_a_kept_design_with_part_of_a_module_is_not_believed() -> None:
    parts, found = designed(0)
    form = _form(parts, found.steps, {})
    kept = form.write(found)
    assert kept is not None
    assert form.read(kept).sizes == found.sizes
    name = next(n for n, kwh in found.sizes.items() if n.startswith("battery/") and kwh > 0)
    broken = Kept({**kept.said, "sizes": {**found.sizes, name: found.sizes[name] - 1.0}})
    with pytest.raises(Misfit):
        form.read(broken)


def stands(size: str, kwh: float, **room: object) -> Size:
    """The size in a later year in which so much of it stands."""
    lots = built_lots(small(), (Battery(),), {size: kwh}, before={}, year=2027)
    staged = Staged(Battery(), 2030, tuple(lot for lot in lots if lot.size == size), **room)  # type: ignore[arg-type]
    parts = (*staged.own_parts(small(), small().park.company("koel")), *staged.shared_parts(small()))
    return next(p for p in batteries(parts) if p.name == size)


def test_what_stands_stays_and_is_added_to_in_modules() -> None:
    later = stands("battery/koel", 64.0)
    assert (later.lower, later.module, later.upper % MODULE_KWH) == (64.0, MODULE_KWH, 0.0)
    assert stands("battery/koel", 64.0, most={}).upper == 64.0
    assert stands("battery/koel", 64.0, least={"battery/koel": 96.0}).lower == 96.0


def test_of_a_shared_battery_that_stands_whole_modules_are_used() -> None:
    later = stands("battery/noord", 96.0)
    assert (later.lower, later.upper, later.module, later.eur_per_unit) == (0.0, 96.0, MODULE_KWH, 0.0)


def test_where_another_module_is_sold_by_then_what_stands_is_made_up_to_whole_ones() -> None:
    """64 kWh and modules of 50: no column is asked for a whole number between 1.28 and 1.28."""
    with swung({"battery.module_kwh": 50.0}):
        later = stands("battery/koel", 64.0, most={})
        assert (later.lower, later.upper) == (100.0, 100.0)
        assert np.isfinite(solve(to_rows([later], halves()[2])).upper)
