"""Wishes to grow in the report: from when, what fits, and what that part is worth."""

from dataclasses import replace
from datetime import date

from page_reader import PageReader

from collectief.plan.outcome import Outcome
from collectief.presentation import report


def test_growth_is_worth_the_share_that_fits_and_comes_no_earlier_than_the_group(outcome: Outcome) -> None:
    """320 of 400 kW is worth 72,000 of 90,000 EUR; a wish of 2026 waits for 2027, or for two years of talks."""
    page = PageReader(report(outcome))
    metal, freight = (row[1:] for row in page.table("Wensen om te groeien").body)
    assert metal == ["400", "2026", "0", "320", "2027", "90.000", "72.000"]
    assert freight == ["250", "2030", "40", "250", "2030", "60.000", "60.000"]
    assert "past 530 kW meer dan ieder alleen kan, op zijn vroegst vanaf 2027. Volgens de bedrijven" in page.words
    assert "is dat EUR 122.000 per jaar waard" in page.words  # 320 of 400 and 210 of 250 kW
    later = PageReader(report(replace(outcome, start=date(2026, 12, 1))))
    assert later.table("Wensen om te groeien").body[0][5] == "2028"
