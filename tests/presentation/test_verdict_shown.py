"""What the independent check found is shown everywhere, and a failed check hides nowhere."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from page_reader import PageReader

from collectief.plan.outcome import Outcome
from collectief.presentation import plan_json, report, write_all, write_workbook
from collectief.presentation.speech import Speech
from collectief.presentation.stability import stability
from collectief.presentation.verdict_words import alarm, kinds, spoken_place
from collectief.text import Language, Text
from collectief.verification import Check, Verdict

BILL, GAS = Text(nl="Rekening (EUR)", en="Bill (EUR)"), Text(nl="Gas (m3)", en="Gas (m3)")
RIGHT = Verdict((Check(BILL, True, 0.0, "now/bakker/gas"), Check(GAS, True, 0.0, "now/bakker")))
WRONG = Verdict((*RIGHT.checks, Check(BILL, False, -12.5, "together/koel/contract_kw")))
HOSTILE = Verdict((Check(BILL, False, 1.0, "now/<script>alert(1)</script>, =1+1"),))


def test_without_a_failure_there_is_no_alarm() -> None:
    assert alarm(RIGHT, Speech("nl")) == ""
    assert alarm(None, Speech("nl")) == ""


def test_a_check_that_looked_at_nothing_is_no_check() -> None:
    assert "niets" in alarm(Verdict(()), Speech("nl"))


def test_checks_of_one_name_are_one_kind() -> None:
    bill, gas = kinds(WRONG)
    assert (bill.name, len(bill.checks), bill.failed, bill.furthest) == (BILL, 2, 1, 12.5)
    assert (gas.name, len(gas.checks), gas.failed, gas.furthest) == (GAS, 1, 0, 0.0)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("together/koel/contract_kw", "Together, Koelhuis Noord, Contracted capacity"),
        ("now/koel/co2_kg", "Now, Koelhuis Noord, CO₂ (kg)"),
        ("shapley/koel, nobody", "Shapley (added value), Koelhuis Noord, nobody"),
        ("together/park/offtake", "Together, Together (all members), offtake"),
        ("equal/", "equal shares"),
    ],
)
def test_the_place_of_a_check_is_said_in_words(outcome: Outcome, where: str, words: str) -> None:
    name = next(c.name for c in outcome.park.companies if c.id == "koel")
    assert spoken_place(outcome, where, Speech("en")) == words.replace("Koelhuis Noord", name)


@pytest.mark.parametrize(("language", "said"), [("nl", "2 van 2 controles"), ("en", "2 of 2 checks")])
def test_a_plan_that_is_right_says_how_much_was_looked_at(outcome: Outcome, language: Language, said: str) -> None:
    page = PageReader(report(outcome, language, verdict=RIGHT))
    assert said in page.words
    assert page.headings[0] == (1, outcome.decision[language])
    assert "⚠" not in page.words


@pytest.mark.parametrize(("language", "said"), [("nl", "niet kloppen: 1 van 3"), ("en", "failed: 1 of 3")])
def test_a_failure_stands_above_the_headline_and_points_to_its_place(
    outcome: Outcome, language: Language, said: str
) -> None:
    page = PageReader(report(outcome, language, verdict=WRONG))
    assert page.headings[0] == (1, f"⚠ {outcome.decision[language]}")
    before = page.words.split(outcome.decision[language])[1]
    assert said in before
    assert "#nagerekend" in [attrs.get("href") for tag, attrs in page.tags if tag == "a"][:2]
    failures = page.table({"nl": "Controles die niet kloppen", "en": "Checks that failed"}[language])
    assert [row[2] for row in failures.body] == [{"nl": "−12,50", "en": "−12.50"}[language]]


def test_a_report_that_was_not_checked_says_so(dutch: str) -> None:
    assert "Niet nagerekend." in PageReader(dutch).words


def test_a_hostile_place_stays_text(outcome: Outcome, tmp_path: Path) -> None:
    page = report(outcome, verdict=HOSTILE)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;" in page
    write_workbook(outcome, tmp_path / "b.xlsx", verdict=HOSTILE)
    cell = load_workbook(tmp_path / "b.xlsx")["Nagerekend"]["B4"]
    assert cell.data_type == "s"


def test_the_plan_for_other_programs_holds_the_verdict(outcome: Outcome) -> None:
    found = json.loads(plan_json(outcome, verdict=WRONG))["verification"]
    assert (found["ok"], found["checks"]) == (False, 3)
    place = {"name": {"nl": BILL.nl, "en": BILL.en}, "where": "together/koel/contract_kw", "off_by": -12.5}
    assert found["failed"] == [place]
    assert [k["failed"] for k in found["kinds"]] == [1, 0]
    assert json.loads(plan_json(outcome))["verification"] is None


def test_the_workbook_has_a_sheet_with_every_failure(outcome: Outcome, tmp_path: Path) -> None:
    write_workbook(outcome, tmp_path / "b.xlsx", "en", verdict=WRONG)
    book = load_workbook(tmp_path / "b.xlsx")
    rows = list(book["Recalculated"].iter_rows(values_only=True))
    assert rows[0][0] == alarm(WRONG, Speech("en")) == book["Summary"]["A3"].value
    assert (rows[3][0], rows[3][2]) == ("Bill (EUR)", -12.5)
    assert [row[:3] for row in rows[-2:]] == [("Bill (EUR)", 2, 1), ("Gas (m3)", 1, 0)]
    write_workbook(outcome, tmp_path / "c.xlsx", "en", verdict=RIGHT)
    good = load_workbook(tmp_path / "c.xlsx")
    assert good["Recalculated"]["A1"].value == "All is right."
    assert not good["Summary"]["A3"].value


def test_all_files_get_the_verdict(outcome: Outcome, tmp_path: Path) -> None:
    write_all(outcome, tmp_path, verdict=WRONG)
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["verification"]["ok"] is False
    assert "niet kloppen: 1 van 3" in (tmp_path / "rapport.html").read_text(encoding="utf-8")
    assert "Nagerekend" in load_workbook(tmp_path / "bedrijven.xlsx").sheetnames


def test_where_there_is_no_group_nobody_can_leave(outcome: Outcome) -> None:
    nobody = replace(outcome, core={}, members={})
    assert stability(nobody, Speech("nl")).lead == "Er is geen groep."
    unknown = replace(outcome, core={})
    assert stability(unknown, Speech("nl")).lead == "Stabiliteit niet onderzocht."
