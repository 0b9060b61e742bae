"""Nothing is built that is too small to be a job: by head, against every yes/no at once, and on companies."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from collectief import MEASURES, read_park, read_year
from collectief.facts import fact, swung
from collectief.measure import HeatPump, HeatRecovery, Setting, Solar
from collectief.model import Flow, Load, Part, Size, Steps, solve, to_rows
from collectief.park import ResidualHeat
from collectief.plan.design import any_size, find_design, own_parts
from collectief.plan.prepare import prepare, quarters
from collectief.plan.steps import design_steps

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
HOURS = 4
FEW = Steps(
    np.arange(HOURS),
    np.full(HOURS, 8760 / HOURS),
    np.zeros(HOURS, np.int64),
    np.zeros(HOURS, np.int64),
    np.array([12.0]),
)
"""A year of four hours, each a quarter of it."""
BUS = ("a", "electricity")


def panels(least: float, *, fixed: float = 0.0) -> tuple[Part, ...]:
    """A load of 1.5 kW at 0.30 EUR per kWh (3,942 EUR a year), or up to 10 units of 1 kW at 1,000 EUR each."""
    return (
        Load("load", "a", BUS, 1.5),
        Flow("grid", "a", {BUS: 1.0}, 100.0, eur_per_kwh=0.30),
        Size("size", "a", 10.0, eur_per_unit=1000.0, eur_fixed=fixed, least=least),
        Flow("size:kw", "a", {BUS: 1.0}, 1.0, "size"),
    )


@pytest.mark.parametrize(
    ("least", "amount", "eur"), [(0.0, 1.5, 1500.0), (1.0, 1.5, 1500.0), (2.0, 2.0, 2000.0), (4.0, 0.0, 3942.0)]
)
def test_too_small_becomes_the_smallest_or_nothing(least: float, amount: float, eur: float) -> None:
    found = find_design(panels(least), FEW, gap=1e-6, seconds=10.0)
    assert found.sizes["size"] == pytest.approx(amount)
    assert found.upper == pytest.approx(eur)
    assert found.lower == pytest.approx(eur)


def test_what_also_costs_once_keeps_its_yes_no_from_the_start() -> None:
    """1,500 for the units and 3,000 once is dearer than the grid: nothing, whatever the smallest amount."""
    assert find_design(panels(1.0, fixed=3000.0), FEW, gap=1e-6, seconds=10.0).sizes["size"] == 0.0


def several(seed: int) -> tuple[Part, ...]:
    """One load that changes by the hour, and four ways to serve it, each with a smallest amount."""
    rng = np.random.default_rng(seed)
    parts: list[Part] = [
        Load("load", "a", BUS, np.r_[rng.uniform(0.0, 6.0, HOURS), np.zeros(8760 - HOURS)]),
        Flow("grid", "a", {BUS: 1.0}, 100.0, eur_per_kwh=0.30),
    ]
    for i in range(4):
        there = np.r_[rng.uniform(0.0, 1.0, HOURS), np.zeros(8760 - HOURS)]
        eur, least = float(rng.uniform(200.0, 1200.0)), float(rng.uniform(0.5, 4.0))
        parts += [
            Size(f"s{i}", "a", 8.0, eur_per_unit=eur, least=least),
            Flow(f"s{i}:kw", "a", {BUS: 1.0}, there, f"s{i}"),
        ]
    return tuple(parts)


@pytest.mark.parametrize("seed", range(20))
def test_asking_only_where_needed_finds_what_asking_everything_finds(seed: int) -> None:
    parts = several(seed)
    once, found = solve(to_rows(parts, FEW), gap=1e-6, seconds=10.0), find_design(parts, FEW, gap=1e-6, seconds=10.0)
    assert found.upper == pytest.approx(once.upper, rel=1e-5)
    assert found.lower <= found.upper + 1e-6
    for size in (p for p in parts if isinstance(p, Size)):
        assert found.sizes[size.name] <= 1e-3 or found.sizes[size.name] >= size.least - 1e-5


def test_in_some_of_these_a_smallest_amount_matters() -> None:
    """Else the test above would prove nothing."""
    dearer = 0
    for seed in range(20):
        free = solve(to_rows(any_size(several(seed)), FEW), gap=1e-6, seconds=10.0)
        dearer += solve(to_rows(several(seed), FEW), gap=1e-6, seconds=10.0).lower > free.upper + 1.0
    assert dearer >= 5


@cache
def setting() -> Setting:
    park = read_park(MINI).only(("nacht", "klein"))
    year = read_year(park, MINI)
    return prepare(park, year, quarters(park, year))


def test_a_roof_without_room_for_the_smallest_field_gets_no_panels() -> None:
    company = setting().park.company("klein")
    roof = setting().uses["klein"].roof_kwp
    assert list(Solar().own_parts(setting(), company))
    with swung({"solar.least_kwp": roof + 0.1}):
        assert list(Solar().own_parts(setting(), company)) == []


def test_little_heat_can_still_have_the_smallest_heat_pump() -> None:
    company, peak_kw = setting().park.company("klein"), float(setting().uses["klein"].space_kw.max())
    with swung({"heat_pump.least_kw": peak_kw + 5.0}):
        (size,) = (p for p in HeatPump().own_parts(setting(), company) if isinstance(p, Size))
    assert size.least == size.upper == pytest.approx(peak_kw + 5.0)


def test_less_residual_heat_than_the_smallest_is_none() -> None:
    least = fact("residual_heat.least_kw").value
    company = replace(setting().park.company("klein"), residual_heat=ResidualHeat(least - 0.1, 90.0, True))
    park = replace(setting().park, companies=(company,))
    assert list(HeatRecovery().own_parts(replace(setting(), park=park), company)) == []


def test_no_company_builds_less_than_the_smallest() -> None:
    """Before, Nachtwerk had a heat pump of 2.8 kW in its plan: now it has 4 or none."""
    least = {
        "solar": fact("solar.least_kwp").value,
        "heat_pump": fact("heat_pump.least_kw").value,
        "efficiency": fact("efficiency.least_share").value,
        "battery": fact("battery.module_kwh").value,
    }
    steps = design_steps(setting(), 1)
    for company in setting().park.companies:
        found = find_design(tuple(own_parts(setting(), MEASURES, company)), steps, gap=1e-4, seconds=30.0)
        small = {n: x for n, x in found.sizes.items() if 1e-3 < x < least.get(n.split("/")[0], 0.0) - 1e-6}
        assert small == {}
