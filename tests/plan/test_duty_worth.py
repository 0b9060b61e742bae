"""The energy-saving duty: who is under it, and what each of its packages is worth at today's rates."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from collectief import read_park, read_year
from collectief.measure import Build, Efficiency, Setting
from collectief.measure.efficiency import PACKAGES, package_build, required, under_duty
from collectief.plan.cases import duty_builds
from collectief.plan.outcome import Case, Reason
from collectief.plan.prepare import prepare, quarters
from collectief.plan.reasons import reasons

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"


@cache
def setting() -> Setting:
    """Proeftuin Mini with flat rates: 0.20 EUR per kWh of electricity, 0.10 of heat; only dag must save on light."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    found = prepare(park, year, quarters(park, year))
    flat = np.full(8760, 0.2)
    rates = {k: replace(r, offtake_eur_per_kwh=flat, heat_eur_per_kwh=0.1) for k, r in found.rates.items()}
    return replace(found, rates=rates, duty=frozenset({("dag", "lighting")}))


def reasons_of(which: Setting, *beyond: Build) -> tuple[Reason, ...]:
    case = Case("together", {}, (*duty_builds(which), *beyond), {}, {})
    return reasons(which, (Efficiency(),), {"alone": case, "together": case}, screened={})


def test_required_light_is_worth_what_it_saves_less_what_it_costs() -> None:
    """15 kWh for each m2 of the floor of dag at 0.20 EUR, less the annuity of 0.45 EUR per kWh saved."""
    (found,) = reasons_of(setting())
    saved_kwh = 15.0 * sum(building.floor_m2 for building in setting().park.buildings_of("dag"))
    build = package_build(setting(), setting().park.company("dag"), "lighting", 1.0)
    assert build.investment_eur == pytest.approx(0.45 * saved_kwh)
    assert found.chosen
    assert found.eur_per_year == pytest.approx(0.2 * saved_kwh - build.eur_per_year)
    assert "schatting" in found.text.nl
    assert "estimate" in found.text.en
    assert "verlichting" in found.text.nl.lower()


def test_required_saving_on_heat_counts_gas_at_its_price() -> None:
    """A room of 10 kW all year: 8 % of 87,600 kWh at 0.10 EUR."""
    use = replace(setting().uses["dag"], space_kw=np.full(8760, 10.0))
    warm = replace(setting(), uses={**setting().uses, "dag": use}, duty=frozenset({("dag", "heating_controls")}))
    (found,) = reasons_of(warm)
    build = package_build(warm, warm.park.company("dag"), "heating_controls", 1.0)
    assert found.eur_per_year == pytest.approx(0.08 * 87_600 * 0.1 - build.eur_per_year)
    assert "m3 gas" in found.text.nl


@pytest.mark.parametrize(
    ("electricity_kwh", "gas_m3", "holds"),
    [
        (49_999.0, 24_999.0, False),
        (50_000.0, 0.0, True),
        (50_000.0, 24_999.0, True),
        (0.0, 25_000.0, True),  # gas alone
        (49_999.0, 25_000.0, True),
    ],
)
def test_the_duty_holds_from_its_bounds_on_by_electricity_or_by_gas_alone(
    electricity_kwh: float, gas_m3: float, holds: bool
) -> None:
    """Under both bounds the law asks nothing; on one of them it does, and then asks light that pays back in time."""
    company = replace(setting().park.company("dag"), electricity_kwh=electricity_kwh, gas_m3=gas_m3)
    assert under_duty(company) == holds
    assert required(setting(), company, "lighting") == holds


def test_every_package_that_the_law_asks_for_has_an_amount_of_its_own() -> None:
    use = {k: replace(u, space_kw=np.full(8760, 1.0)) for k, u in setting().uses.items()}
    all_of_it = frozenset((c, p) for c in ("dag", "nacht") for p in PACKAGES)
    found = reasons_of(replace(setting(), uses=use, duty=all_of_it))
    assert len(found) == len(PACKAGES)
    assert all(r.eur_per_year is not None for r in found)
    assert all("2 bedrijven" in r.text.nl for r in found)


def test_what_companies_choose_beyond_the_law_is_told_apart() -> None:
    more = package_build(setting(), setting().park.company("nacht"), "lighting", 1.0)
    found = reasons_of(setting(), more)
    assert len(found) == 2
    assert "1 bedrijf" in found[0].text.nl
    assert found[1].eur_per_year is None


def test_where_the_law_asks_nothing_and_nothing_pays_it_says_so() -> None:
    (found,) = reasons_of(replace(setting(), duty=frozenset()))
    assert not found.chosen
