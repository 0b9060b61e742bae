"""What limits of the grid are worth stands in the report, alone and together, and in the workbook with the caps."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from block_reader import words
from openpyxl import load_workbook

from collectief.plan.caps import Capped, Caps, Prices, Tried
from collectief.plan.outcome import Living, Outcome
from collectief.plan.outcome_sums import Sums
from collectief.plan.pinch import Pinch
from collectief.presentation import write_workbook
from collectief.presentation.blocks import Table
from collectief.presentation.pinch_table import pinch_table
from collectief.presentation.plan_json import plan_json
from collectief.presentation.section_areas import areas
from collectief.presentation.speech import Speech
from collectief.text import Language

ALONE = (Pinch("metaal", "feed_in", "contract", 1021, 108.3),)
TOGETHER = (Pinch("noord", "offtake", "group", 420, 39.8), Pinch("metaal", "offtake", "cable", 12, 7.6))


@pytest.fixture
def pinched(outcome: Outcome) -> Outcome:
    life = {"together": Living({}, {})}
    return replace(outcome, lives=life, pinches=ALONE, pinches_together=TOGETHER)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "named", "small"),
    [("nl", "contract van de groep", "alleen voor een kleine verandering"),
     ("en", "contract of the group", "for a small change only")],
)  # fmt: skip
def test_together_stands_beside_alone(pinched: Outcome, language: Language, named: str, small: str) -> None:
    alone, together = pinch_table(pinched, Speech(language))
    assert isinstance(alone, Table)
    assert isinstance(together, Table)
    assert [cell.text for cell in together.rows[0]] == [
        "Station Noord", Speech(language)(nl="afname", en="offtake"), named, "420", "40"
    ]  # fmt: skip
    assert small in words(areas(pinched, Speech(language)))


def test_nothing_that_pinches_and_nothing_that_was_looked_at_are_not_the_same(pinched: Outcome) -> None:
    speech = Speech("en")
    calm, unknown = (words(areas(replace(pinched, pinches_together=one), speech)) for one in ((), None))
    assert "no limit of the grid pinches" in calm
    assert "was not calculated" not in calm
    assert "was not calculated" in unknown


def test_the_workbook_has_a_sheet_with_units(pinched: Outcome, tmp_path: Path) -> None:
    sums = Sums(1.0, 500_000.0, 0.0, 0.0, 9e4)
    one = Tried(Prices(87.5, 0.0), sums)
    capped = Capped(Caps(co2_tonnes=500.0), one, one, Prices(87.5, 0.0), 1.0, sums, (one,))
    write_workbook(replace(pinched, capped=capped), tmp_path / "b.xlsx", "en")
    sheet = load_workbook(tmp_path / "b.xlsx")["Limits"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(row[0], row[3], row[5], row[6]) for row in rows] == [
        ("Each alone", "own contract or connection", 108.3, "EUR per kW a year"),
        ("Together", "contract of the group", 39.8, "EUR per kW a year"),
        ("Together", "own connection as a member of the group", 7.6, "EUR per kW a year"),
        ("Together", "cap on the CO2 of the park", 87.5, "EUR per tonne CO2"),
    ]


def test_the_values_for_programs_have_both(pinched: Outcome) -> None:
    found = json.loads(plan_json(pinched))
    assert found["pinches"][0]["owner"] == "metaal"
    assert [one["eur_per_kw"] for one in found["pinches_together"]] == [39.8, 7.6]
