"""A roof to let in the verdict: accepted as planned, and found where more comes of it than is there or is on offer."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tamper import names, with_case, with_flow

from collectief import Outcome
from collectief.measure import Build
from collectief.plan.let_roofs import let_panels
from collectief.plan.outcome import PARK
from collectief.presentation import write_workbook
from collectief.presentation.hand_over import hand_over
from collectief.presentation.map_layers import buildings
from collectief.presentation.plan_json import plan_json
from collectief.presentation.roofs_table import roofs_table
from collectief.presentation.speech import Speech
from collectief.text import Language
from collectief.verification import verify


def test_a_roof_that_pays_is_built_by_the_park_and_accepted(let_out: Outcome) -> None:
    (project,) = let_out.projects
    assert (project.key, project.adopted, project.members) == ("let_roof", True, ("dag",))
    (build,) = (b for b in let_out.cases["together"].builds if b.measure == "let_roof")
    assert (build.owner, build.place) == (PARK, "dag")
    assert let_out.saving_eur == pytest.approx(project.gain_eur)
    assert verify(let_out).failed == ()


def test_its_saving_is_the_hosts_and_nobody_else_pays(let_out: Outcome) -> None:
    (project,) = let_out.projects
    shares, alone = let_out.allocations["shapley"].shares, let_out.cases["alone"].bills
    for company, bill in alone.items():
        saved = project.gain_eur if company == "dag" else 0.0
        assert bill.total - shares[company] == pytest.approx(saved, abs=0.01)


def test_the_host_pays_energy_tax_on_what_it_uses_and_not_on_what_is_fed_in(let_out: Outcome) -> None:
    (panels,) = let_panels(let_out)
    energy, bill = let_out.cases["together"].energy["dag"], let_out.cases["together"].bills["dag"]
    assert energy.line_kwh == pytest.approx(panels.used_kwh)
    assert panels.used_kwh > 10_000.0
    assert bill.lines["line_tax"] > 0.003 * panels.used_kwh
    assert 0.0 < panels.fed_kwh <= energy.feed_in_kwh + 1.0


def test_the_rent_is_shown_and_in_no_amount(let_out: Outcome) -> None:
    (panels,) = let_panels(let_out)
    assert panels.rent_eur == pytest.approx(10.0 * panels.kwp)
    together = let_out.cases["together"]
    assert sum(b.eur_per_year for b in together.builds if b.measure == "let_roof") == pytest.approx(panels.eur_per_year)
    for language in ("nl", "en"):
        (table,) = roofs_table(let_out, Speech(language))
        assert Speech(language).rounded(panels.rent_eur) in str(table)
        assert Speech(language).rounded(panels.fed_kwh) in str(table)
        assert Speech(language).number(panels.fed_kwh) not in str(table)
    assert '"roofs_to_let": [\n' in plan_json(let_out)


def test_the_host_reads_its_rent_and_who_pays_it_on_their_own_sheets(let_out: Outcome) -> None:
    (panels,) = let_panels(let_out)
    words: tuple[tuple[Language, str, str], ...] = (("nl", "u krijgt", "u betaalt"), ("en", "you get", "you pay"))
    for language, get, pay in words:
        rent = Speech(language).euro(panels.rent_eur)
        pages = {name.partition("-")[2]: page for name, page in hand_over(let_out, language).items()}
        together, host = pages[f"{Speech(language)(nl='samen', en='together')}.html"], pages["dagwerk.html"]
        assert f"{get} {rent}" in host
        assert f"{pay} {rent}" in together
        assert host.count(rent) == together.count(rent) == 2  # for itself, and for its accountant
        assert get not in together
        (other,) = (page for page in pages.values() if page not in (together, host))
        assert "uur van" not in other
        assert "ent of" not in other


def test_the_workbook_has_budget_and_rent_and_the_rest_still_adds_up(let_out: Outcome, tmp_path: Path) -> None:
    (panels,), (spent,) = let_panels(let_out), [s for s in let_out.budgets if s.company == "dag"]
    write_workbook(let_out, tmp_path / "b.xlsx")
    book = load_workbook(tmp_path / "b.xlsx")
    assert book.sheetnames.index("Budget en huur") == book.sheetnames.index("Regelingen") - 1
    sheet = book["Budget en huur"]
    (row,) = (r for r in sheet.iter_rows(min_row=2, max_row=sheet.max_row - 1) if r[0].value == "dag")
    assert [row[i].value for i in (2, 3, 5)] == pytest.approx([0.0, spent.required_eur, spent.together_eur])
    assert row[6].value == f"=C{row[0].row}-F{row[0].row}"
    assert [row[i].value for i in (7, 8)] == pytest.approx([0.0, spent.beyond_eur_per_eur])
    assert [row[i].value for i in (9, 10, 11)] == pytest.approx([panels.kwp, panels.investment_eur, panels.rent_eur])
    write_workbook(replace(without(let_out), budgets=()), tmp_path / "b.xlsx")
    assert "Budget en huur" not in load_workbook(tmp_path / "b.xlsx").sheetnames


def test_the_map_tells_panels_of_the_park_from_those_of_the_company(let_out: Outcome) -> None:
    (panels,), speech = let_panels(let_out), Speech("nl")
    case = let_out.cases["together"]
    way = next(b.part for b in case.builds if b.measure == "let_roof")
    own = Build("solar", "dag", "dag", 40.0, "kWp", 1.0, 1.0, part=way)
    layer = buildings(with_case(let_out, "together", builds=(*case.builds, own)), speech)
    (dag,) = (f["properties"] for f in layer.features if f["properties"]["who"] == let_out.park.company("dag").name)
    assert dag["park"] == speech.quantity(panels.kwp, "kWp")
    assert dag["kwp"] == speech.quantity(panels.kwp + 40.0, "kWp")
    assert "park" in dict(layer.popup)
    assert "park" in dict(layer.tooltip)
    assert "park" not in dict(buildings(without(let_out), speech).popup)


def without(outcome: Outcome) -> Outcome:
    """The same plan without a roof that is let."""
    kept = tuple(b for b in outcome.cases["together"].builds if b.measure != "let_roof")
    return with_case(outcome, "together", builds=kept)


@pytest.mark.parametrize(
    ("end", "change", "claim"),
    [
        ("in", 1.2, "More from a roof to let than its panels make"),
        ("out", 50.0, "More fed in from a roof to let than its company feeds in"),
    ],
)
def test_power_that_no_panel_made_is_found(let_out: Outcome, end: str, change: float, claim: str) -> None:
    assert claim in names(verify(with_flow(let_out, f"let/dag:{end}", change)))


def test_panels_that_are_not_in_the_plan_do_not_fit_or_are_not_on_offer_are_found(let_out: Outcome) -> None:
    case = let_out.cases["together"]
    kept = tuple(b for b in case.builds if b.measure != "let_roof")
    assert "More from a roof to let than its panels make" in names(verify(with_case(let_out, "together", builds=kept)))
    twice = tuple(replace(b, amount=9.0 * b.amount) if b.measure == "let_roof" else b for b in case.builds)
    assert "More panels than fit on the roofs" in names(verify(with_case(let_out, "together", builds=twice)))
    companies = tuple(replace(c, let_roof=False) for c in let_out.park.companies)
    found = verify(replace(let_out, park=replace(let_out.park, companies=companies)))
    assert "Panels on a roof that is not to let" in names(found)
