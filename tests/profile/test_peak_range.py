"""Peaks of made profiles: known ones are met, unknown ones have a range."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from collectief.facts import sector_keys
from collectief.park import Company
from collectief.profile import Year, electricity_kw, peak_range

Make = Callable[..., Company]


@pytest.mark.parametrize("sector", sector_keys())
@pytest.mark.parametrize("hours", [700.0, 5000.0])
def test_a_known_peak_is_met_within_a_hundredth(sector: str, hours: float, year: Year, company: Make) -> None:
    known = replace(company(sector, kwh=210_000.0), peak_kw=210_000.0 / hours)
    kw = electricity_kw(known, 2000.0, year=year)
    assert kw.max() == pytest.approx(210_000.0 / hours, rel=0.01)
    assert kw.sum() / 4 == pytest.approx(210_000.0)


def test_an_unknown_peak_has_a_range_and_a_known_one_hardly(year: Year, company: Make) -> None:
    unknown = peak_range(company(), range(1, 9), year=year, floor_m2=2000.0)
    assert 1.02 < unknown.p90_kw / unknown.p50_kw < 1.4
    known = peak_range(replace(company(), peak_kw=150.0), (1, 2, 3), year=year, floor_m2=2000.0)
    assert known.p50_kw == pytest.approx(150.0, rel=0.01)
    assert known.p90_kw == pytest.approx(150.0, rel=0.01)


def test_the_same_seeds_give_the_same_range(year: Year, company: Make) -> None:
    first, again = (peak_range(company(), (4, 5), year=year, floor_m2=900.0) for _ in range(2))
    assert first == again
