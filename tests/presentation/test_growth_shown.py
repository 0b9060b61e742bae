"""Wishes to grow in the report: from when, what fits, what that part is worth, and that nobody promises it."""

from dataclasses import replace
from datetime import date

import pytest
from page_reader import PageReader

from collectief.plan.outcome import Outcome
from collectief.presentation import report
from collectief.presentation.blocks import Notice, Paragraph, Table
from collectief.presentation.section_growth import growth
from collectief.presentation.speech import Speech
from collectief.text import Language


def test_growth_is_worth_the_share_that_fits_and_comes_no_earlier_than_the_group(outcome: Outcome) -> None:
    """320 of 400 kW is worth 72,000 of 90,000 EUR; a wish of 2026 waits for 2027, or for two years of talks."""
    page = PageReader(report(outcome))
    metal, freight = (row[1:] for row in page.table("Wensen om te groeien").body)
    assert metal == ["400", "2026", "0", "320", "2027", "90.000", "72.000"]
    assert freight == ["250", "2030", "40", "250", "2030", "60.000", "60.000"]
    assert "past 530 kW meer dan ieder alleen kan, op zijn vroegst vanaf 2027 en niet eerder dan" in page.words
    assert "is dat EUR 122.000 per jaar waard" in page.words  # 320 of 400 and 210 of 250 kW
    later = PageReader(report(replace(outcome, start=date(2026, 12, 1))))
    assert later.table("Wensen om te groeien").body[0][5] == "2028"


def words(outcome: Outcome, language: Language) -> str:
    """All sentences of the chapter, without the rows of its table."""
    said = []
    for block in growth(outcome, Speech(language)).blocks:
        if isinstance(block, Paragraph | Notice):
            said.append(block.text)
        elif isinstance(block, Table):
            said.append(block.note)
    return " ".join(said)


@pytest.mark.parametrize(
    ("language", "without", "given"),
    [
        (
            "nl",
            (
                "niet eerder dan ongeveer 2 jaar na het eerste gesprek met de netbeheerder",
                "het afspreken duurt ongeveer 2 jaar vanaf het eerste gesprek. Moet dat gesprek nog beginnen",
            ),
            "kan er op zijn vroegst in 2028 zijn: het afspreken duurt ongeveer 2 jaar",
        ),
        (
            "en",
            (
                "no earlier than about 2 years after the first talk with the operator",
                "agreeing it takes about 2 years from the first talk. If that talk is still to begin",
            ),
            "a group contract in 2028 at the earliest: agreeing it takes about 2 years",
        ),
    ],
)
def test_without_a_day_of_beginning_the_two_years_of_talks_are_said(
    outcome: Outcome, language: Language, without: tuple[str, str], given: str
) -> None:
    plain, later = words(outcome, language), words(replace(outcome, start=date(2026, 12, 1)), language)
    assert all(one in plain for one in without)
    assert given in later
    assert not any(one in later for one in without)


@pytest.mark.parametrize(
    ("language", "apart", "operator"),
    [
        ("nl", "Zij telt niet mee in de euro's hierboven", "Dit is geen toezegging van de netbeheerder"),
        ("en", "It is not part of the euros above", "This is no promise of the operator"),
    ],
)
def test_what_fits_is_never_what_the_queue_of_the_operator_will_grant(
    outcome: Outcome, language: Language, apart: str, operator: str
) -> None:
    assert apart in words(outcome, language)
    assert operator in words(outcome, language)
