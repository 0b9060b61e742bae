"""The made year has the statistics of its sources, for more than one seed, and the page says what the code says."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectief.profile import Year, synthetic_year
from collectief.profile.year_statistics import STATISTICS, Statistic, degree_days

PAGE = Path(__file__).parents[2] / "docs" / "year.md"


@pytest.fixture(scope="module", params=[1, 2, 8])
def any_year(request: pytest.FixtureRequest) -> Year:
    return synthetic_year(2025, request.param)


@pytest.mark.parametrize("one", STATISTICS, ids=lambda one: one.target)
def test_the_made_year_is_within_the_stated_tolerance(one: Statistic, any_year: Year) -> None:
    assert abs(one.off(any_year)) <= one.tolerance


def test_every_target_has_a_source_that_is_not_memory() -> None:
    assert all(one.fact.confidence != "low" and "from memory" not in one.fact.source for one in STATISTICS)


def test_the_page_shows_every_statistic_with_its_tolerance(year: Year) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for one in STATISTICS:
        line = next(line for line in page.splitlines() if line.startswith(f"| {one.name} |"))
        cells = [cell.strip() for cell in line.split("|")]
        assert cells[2] == f"{one.fact.value:g}"
        assert cells[3] == f"{one.of(year):.4g}"
        assert cells[6] == f"{one.tolerance:.1%}"


def test_degree_days_of_a_year_of_ten_degrees_are_eight_a_day(year: Year) -> None:
    assert degree_days(replace(year, degc=year.degc * 0 + 10.0)) == pytest.approx(8 * 365)
