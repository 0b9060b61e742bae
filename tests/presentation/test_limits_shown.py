"""Limits that are broken stand in one row each, now beside the plans; where none is broken the report says so."""

from dataclasses import replace

from block_reader import words

from collectief.plan.outcome import Breach, Outcome
from collectief.presentation.blocks import Paragraph, Table
from collectief.presentation.limits_table import limits_notice, limits_table
from collectief.presentation.section_areas import areas
from collectief.presentation.section_first import first_screen
from collectief.presentation.speech import Speech

DUTCH, ENGLISH = Speech("nl"), Speech("en")


def rows(outcome: Outcome, speech: Speech = DUTCH) -> list[list[str]]:
    """The cells of the table."""
    table = limits_table(outcome, speech)
    assert isinstance(table, Table)
    return [[cell.text for cell in row] for row in table.rows]


def test_a_peak_above_its_contract_is_shown_for_now_only(outcome: Outcome) -> None:
    assert rows(outcome) == [
        ["=SOM(A1:A9) Metaal", "eigen contract", "afname", "700", "740 (46×)", "–", "–", "–"],
    ]


def test_the_same_limit_in_two_cases_is_one_row(outcome: Outcome) -> None:
    still = replace(outcome.cases["alone"], breaches=(Breach("metaal", "offtake", 700.0, 710.0, 3),))
    (row,) = rows(replace(outcome, cases={**outcome.cases, "alone": still}))
    assert row[4:] == ["740 (46×)", "–", "710 (3×)", "–"]


def test_a_full_station_is_named_as_a_place(outcome: Outcome) -> None:
    full = replace(outcome.cases["now"], breaches=(Breach("noord", "offtake", 4e4, 41_500.0, 1_200, "area"),))
    (row,) = rows(replace(outcome, cases={**outcome.cases, "now": full}), ENGLISH)
    assert row[:5] == ["Station Noord", "station, with the others", "offtake", "40,000", "41,500 (1,200×)"]


def test_where_nothing_is_broken_the_report_says_that_it_looked(outcome: Outcome) -> None:
    calm = {key: replace(case, breaches=()) for key, case in outcome.cases.items()}
    told = limits_table(replace(outcome, cases=calm), DUTCH)
    assert isinstance(told, Paragraph)
    assert told.text.startswith("Geen contract, aansluiting of station gaat over zijn grens")


def test_it_is_in_the_chapter_on_the_grid(outcome: Outcome) -> None:
    assert limits_table(outcome, DUTCH) in areas(outcome, DUTCH).blocks


def test_a_peak_of_others_that_was_stated_is_not_called_unknown(outcome: Outcome) -> None:
    known = tuple(replace(a, others_kw=None, others_peak_kw=31_000.0) for a in outcome.park.areas[:1])
    unseen = tuple(replace(report, loading={}) for report in outcome.areas)
    park = replace(outcome.park, areas=(*known, *outcome.park.areas[1:]))
    told = words(areas(replace(outcome, park=park, areas=unseen), DUTCH))
    assert f"{known[0].name} 31.000\N{NO-BREAK SPACE}kW" in told
    assert "het plan houdt er geen rekening mee" in told


def test_a_limit_that_the_plan_itself_breaks_is_on_the_first_screen(outcome: Outcome) -> None:
    assert limits_notice(outcome, DUTCH) == ()
    full = Breach("noord", "offtake", 4e4, 41_500.0, 1_200, "area")
    over = replace(outcome.cases["together"], breaches=(full, Breach("metaal", "offtake", 700.0, 710.0, 3)))
    made = replace(outcome, cases={**outcome.cases, "together": over})
    (notice,) = limits_notice(made, DUTCH)
    assert notice in first_screen(made, DUTCH)
    assert notice.text.startswith("=SOM(A1:A9) Metaal (eigen contract, afname).")
