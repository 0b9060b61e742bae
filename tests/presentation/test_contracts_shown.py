"""Contracts with the operator in the report: what the group has, what each brings, and how long agreeing takes."""

from dataclasses import replace

import pytest

from collectief.plan.capacity import Capacity
from collectief.plan.contracts import Contracts
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Paragraph, Table
from collectief.presentation.section_contracts import contracts
from collectief.presentation.speech import Speech
from collectief.text import Language

BROUGHT = {"metaal": 240.0, "koel": 180.0}


def agreed(outcome: Outcome) -> Outcome:
    """The operator's figure of 420 kW for a group of two, divided by their own P99.9."""
    capacity = Capacity(outcome.park.areas[0].id, "operator", "operator", "p999", 420.0, BROUGHT)
    return replace(outcome, contracts=Contracts(capacities=(capacity,), lead_years=2.0))


@pytest.mark.parametrize(
    ("language", "kw", "lead"),
    [
        (
            "nl",
            "volgens het getal van de netbeheerder heeft de groep van alle grote gebruikers 420 kW.",
            "Een groepscontract afspreken duurt ongeveer 2 jaar.",
        ),
        (
            "en",
            "by the operator's figure the group of all large users has 420 kW.",
            "Agreeing a group contract takes about 2 years.",
        ),
    ],
)
def test_the_figure_of_the_group_and_the_two_years_of_agreeing_are_said(
    outcome: Outcome, language: Language, kw: str, lead: str
) -> None:
    section = contracts(agreed(outcome), Speech(language))
    assert section is not None
    said = " ".join(b.text for b in section.blocks if isinstance(b, Paragraph))
    assert kw in said
    assert lead in said


@pytest.mark.parametrize(("language", "how"), [("nl", "naar ieders eigen P99,9"), ("en", "by own P99.9")])
def test_what_each_member_brings_is_a_table(outcome: Outcome, language: Language, how: str) -> None:
    section = contracts(agreed(outcome), Speech(language))
    assert section is not None
    (table,) = (b for b in section.blocks if isinstance(b, Table))
    assert how in table.caption
    assert [row[-1].text for row in table.rows] == ["240", "180"]
