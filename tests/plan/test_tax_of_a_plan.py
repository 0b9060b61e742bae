"""The energy tax in a plan: of the year of the tariffs or of the year that is stated, with reduction and exemption."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from collectief import Park, read_park, read_year
from collectief.measure import Setting
from collectief.plan.cases import today
from collectief.plan.figures import used_facts
from collectief.plan.prepare import prepare, quarters
from collectief.profile.year import Year

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
DAY_KWH = 1_051_200
"""Dagwerk: 120 kW on average, all year."""


@cache
def mini() -> tuple[Park, Year]:
    park = read_park(MINI)
    return park, read_year(park, MINI)


def at_enexis(*, tax_year: int | None, **connection: object) -> Setting:
    """Dagwerk of Proeftuin Mini alone, as a customer of Enexis in 2025."""
    park, year = mini()
    day = park.company("dag")
    changed = replace(day.connection, tariff="enexis_2025.MSD_1500", **connection)  # type: ignore[arg-type]
    park = replace(park, companies=(replace(day, connection=changed),), year=replace(park.year, tax_year=tax_year))
    return prepare(park, year, quarters(park, year))


def lines(setting: Setting) -> dict[str, float]:
    """Today's bill of Dagwerk."""
    bill = today(setting, quarters(setting.park, setting.year)).bills["dag"]
    return {str(name): eur for name, eur in bill.lines.items()}


@pytest.mark.parametrize(
    ("tax_year", "eur"),
    [
        (None, 42_516.62),  # tariffs of 2025: 10,000 x 0.10154 + 40,000 x 0.06937 + 1,001,200 x 0.03868
        (2026, 40_979.32),  # 10,000 x 0.09161 + 40,000 x 0.06671 + 1,001,200 x 0.03735
        (2024, 44_180.12),  # 10,000 x 0.1088 + 40,000 x 0.09037 + 1,001,200 x 0.03943
    ],
)
def test_the_tax_is_of_the_year_of_the_tariffs_or_of_the_year_that_is_stated(tax_year: int | None, eur: float) -> None:
    setting = at_enexis(tax_year=tax_year)
    assert lines(setting)["electricity_tax"] == pytest.approx(eur, abs=0.01)
    year = tax_year or 2025
    keys = {f.key for f in used_facts((), tax_year=setting.park.tax_year) if f.key.startswith("tax.")}
    assert {key.split(".")[2] for key in keys} == {str(year)}


def test_the_gas_tax_is_of_the_same_year() -> None:
    """Its gas of 2025 costs 0.57816, of 2026 0.60066 EUR per m3 below 170,000 m3."""
    of_2025, of_2026 = (lines(at_enexis(tax_year=year))["gas_tax"] for year in (None, 2026))
    assert of_2025 / of_2026 == pytest.approx(0.57816 / 0.60066)


def test_what_the_next_kwh_costs_is_of_the_same_year() -> None:
    """In the third bracket 0.03868 in 2025 and 0.03735 in 2026; of which 30 % where 70 % is exempt."""
    prices = [
        at_enexis(tax_year=year, tax_exempt_share=share).rates["dag"].offtake_eur_per_kwh
        for year, share in ((None, 0.0), (2026, 0.0), (None, 0.7))
    ]
    assert prices[0] - prices[1] == pytest.approx(0.03868 - 0.03735)
    assert prices[0] - prices[2] == pytest.approx(0.7 * 0.03868)


def test_the_reduction_and_the_exemption_are_on_the_bill() -> None:
    """524.95 in 2025 where people work; with 90 % exempt 105,120 kWh are taxed: 3,790.20 + 55,120 x 0.03868."""
    bill = lines(at_enexis(tax_year=None, residence=True, tax_exempt_share=0.9))
    assert bill["tax_reduction"] == -524.95
    assert bill["electricity_tax"] == pytest.approx(3_790.20 + 55_120 * 0.03868)
    assert "tax_reduction" not in lines(at_enexis(tax_year=None, residence=False))


def test_fewer_companies_keep_the_year_of_the_tax() -> None:
    """Who takes part may not change the year: the tariffs of the others count too."""
    park, _ = mini()
    day = park.company("dag")
    old = replace(day, connection=replace(day.connection, tariff="enexis_2025.MSD_1500"))
    park = replace(park, companies=(old, *park.companies[1:]), year=replace(park.year, tax_year=None))
    assert park.tax_year == 2026
    assert park.only({"dag"}).tax_year == 2026


def test_a_company_with_a_building_has_the_reduction() -> None:
    """Offices, shops and factories have a residence function: people work there."""
    park, _ = mini()
    assert all(c.connection.residence for c in park.companies)
