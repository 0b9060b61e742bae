"""The chapters on schemes and the business case, and the same figures in plan.json and the workbook."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from block_reader import tables, texts
from openpyxl import load_workbook
from outcome_fixture import make_outcome
from page_reader import PageReader, whole
from spreadsheet import value

from collectief.facts import fact
from collectief.measure import Build
from collectief.park import HeatSource, ResidualHeat
from collectief.plan.business_case import Against, business_case
from collectief.plan.investor import investments
from collectief.plan.levelised import levelised, mean_price
from collectief.plan.outcome import Living, Outcome
from collectief.plan.schemes import fitting_schemes, if_granted_eur
from collectief.presentation import report, write_workbook
from collectief.presentation.figures import payback_years
from collectief.presentation.plan_json import plan_json
from collectief.presentation.section_business import business
from collectief.presentation.speech import Speech


@pytest.fixture(scope="module")
def lasting() -> Outcome:
    """The outcome with lives for what is built: panels 25, a battery 15, a network 30, the rest 12 years."""
    made = make_outcome()
    lives = {"solar": 25.0, "battery": 15.0, "heat_network": 30.0}
    cases = {
        key: replace(case, builds=tuple(replace(b, life_years=lives.get(b.measure, 12.0)) for b in case.builds))
        for key, case in made.cases.items()
    }
    companies = tuple(replace(c, owner_kind="bv" if c.id != "garage" else "stichting") for c in made.park.companies)
    return replace(made, cases=cases, park=replace(made.park, companies=companies))


@pytest.fixture(scope="module")
def page(lasting: Outcome) -> PageReader:
    return PageReader(report(lasting))


def test_every_measure_of_every_owner_is_asked_about_every_scheme(lasting: Outcome) -> None:
    found = investments(lasting)
    built = {(b.owner, b.measure) for b in lasting.cases["together"].builds}
    assert built <= {(i.owner, i.asset.measure) for i in found}
    assert {i.owner for i in found if i.asset.measure == "advice"} == {c.id for c in lasting.park.companies}
    assert len({len(f.answers) for f in fitting_schemes(lasting)}) == 1


def test_what_the_law_requires_stands_apart_and_is_never_yes(lasting: Outcome) -> None:
    required = [f for f in fitting_schemes(lasting) if f.investment.asset.required_by_law]
    assert required
    assert all(a.verdict != "yes" for f in required for a in f.answers)


def test_the_payback_is_that_of_the_first_screen(lasting: Outcome) -> None:
    found = business_case(lasting)
    for way, flow in found.whole.items():
        assert flow.payback_years == payback_years(lasting.cases[way], lasting.cases["together"])


def test_printed_companies_add_up_to_all(page: PageReader, lasting: Outcome) -> None:
    shown: tuple[tuple[str, Against], ...] = (
        ("Samen boven wat de wet al vraagt", "required"),
        ("Samen tegen ieder apart", "alone"),
        ("Samen tegen nu, met wat de wet al vraagt", "now"),
    )
    for caption, way in shown:
        table = page.table(caption)
        for column in (1, 2, 3):
            assert sum(whole(row[column]) for row in table.body) == whole(table.foot[0][column])
        assert whole(table.foot[0][3]) == round(business_case(lasting).whole[way].npv_eur)


def test_the_report_says_why_not_and_where_it_was_found(page: PageReader) -> None:
    rows = page.table("Regelingen: Samen (alle leden)").body
    wis = next(row for row in rows if row[0].startswith("Warmtenetten"))
    assert wis[2] == "nee"
    assert wis[3] == "–"
    assert "250" in wis[4]
    assert len(page.table("De regelingen en hun bron").body) == 20
    garage = page.table("Regelingen: Garage Smit").body
    assert any(row[0].startswith("Energie-investeringsaftrek") and row[2] == "nee" for row in garage)


def test_both_chapters_are_in_both_languages(lasting: Outcome) -> None:
    words = PageReader(report(lasting, "en")).words
    assert "Which schemes fit" in words
    assert "What it yields" in words
    assert "Nee:" not in words
    assert "kijk na" not in words


def test_grants_stand_beside_and_in_no_cash_flow(lasting: Outcome) -> None:
    found = business_case(lasting)
    granted = if_granted_eur(fitting_schemes(lasting))
    assert sum(low for low, _ in granted.values()) == pytest.approx(found.granted_whole().low_eur)
    assert found.granted_whole().high_eur > 0
    without = business_case(lasting, ())
    assert without.whole == found.whole
    assert without.granted_whole().high_eur == 0


def test_plan_json_and_the_workbook_agree_to_the_cent(lasting: Outcome, tmp_path: Path) -> None:
    write_workbook(lasting, tmp_path / "b.xlsx")
    book, plan = load_workbook(tmp_path / "b.xlsx"), json.loads(plan_json(lasting))
    cash = plan["business_case"]["all"]
    for choice, way in ((1.0, "required"), (2.0, "alone")):
        book["Kasstroom"]["B3"] = choice
        shown = [value(book, "Kasstroom", f"E{16 + year}") for year in range(21)]
        assert shown == pytest.approx(cash[way]["eur_by_year"], abs=0.005)
        assert value(book, "Kasstroom", "C13") == pytest.approx(cash[way]["npv_eur"], abs=0.01)
    each = plan["business_case"]["companies"]["now"]
    assert np.sum([f["eur_by_year"] for f in each.values()], axis=0) == pytest.approx(
        cash["now"]["eur_by_year"], abs=0.01
    )
    assert any(eur < 0 for eur in cash["now"]["later_eur"])  # something is replaced
    assert cash["now"]["later_eur"][-1] > 0  # something is left
    sheet = book["Kas per bedrijf"]
    assert value(book, "Kas per bedrijf", f"B{sheet.max_row}") == pytest.approx(0.0, abs=0.005)


def test_plan_json_holds_an_answer_of_every_scheme(lasting: Outcome) -> None:
    found = json.loads(plan_json(lasting))["schemes"]
    assert len(found["table"]) == 20
    for one in found["investments"]:
        assert {*one["answers"], *one["not_for_this_measure"]} == {*found["table"]}
        assert all(a["text"]["nl"] and a["text"]["en"] for a in one["answers"].values())


def test_solar_and_heat_cost_by_hand(lasting: Outcome) -> None:
    hours = np.full(8760, 100.0)
    flows = {
        "solar/bakker:kw": hours,
        "carport/bakker:kw": hours,
        "connect/bakker:kw": 2 * hours,
        "heat_pump/druk:kw": 0 * hours,
    }
    found = {one.measure: one for one in levelised(replace(lasting, lives={"together": Living({}, flows)}))}
    eur = sum(b.eur_per_year for b in lasting.cases["together"].builds if b.measure == "solar")
    assert found["solar"].mwh == pytest.approx(876.0)
    assert found["solar"].eur_per_mwh == pytest.approx(eur / 876.0)
    assert found["heat_network"].mwh == pytest.approx(1752.0)
    assert "carport" not in found  # nothing is built
    assert "heat_pump" not in found  # nothing was made, so nothing has a price


def test_a_source_whose_name_begins_another_takes_nothing_of_it(lasting: Outcome) -> None:
    """Wells "put" and "put2", both lifted: what only one of them gives is counted once."""
    wells = tuple(
        HeatSource(key, "aquifer", lasting.park.companies[0].location, 300.0, 20.0) for key in ("put", "put2")
    )
    flows = {"outside/source/put2:kw": np.full(8760, 10.0), "connect/metaal:kw": np.full(8760, 10.0)}
    life = Living({}, flows)
    plan = replace(lasting, park=replace(lasting.park, heat_sources=wells), lives={"together": life})
    one = replace(plan, park=replace(plan.park, heat_sources=wells[1:]))
    both, alone = ({m.measure: m for m in levelised(each)}["heat_network"] for each in (plan, one))
    assert both.energy_eur_per_year == pytest.approx(alone.energy_eur_per_year)
    assert both.energy_eur_per_year > 0


def test_heat_costs_what_is_built_and_the_electricity_that_it_takes(lasting: Outcome) -> None:
    """At 7 degC a heat pump gives 0.4 of Carnot; heat of 35 degC is lifted to 70 at half of it; a plant gives 3.2."""
    cop = 0.4 * (55 + 273.15) / (55 - 7)
    hours, mild = np.full(8760, 10.0), replace(lasting.year, degc=np.full(8760, 7.0))
    warm = tuple(
        replace(c, residual_heat=ResidualHeat(600.0, 90.0)) if c.id == "bakker" else c for c in lasting.park.companies
    )
    flows = {"heat_pump/druk": 8 * hours, "connect/metaal": 6 * hours, "central/noord": 3 * hours,
             "residual/koel": 2 * hours, "residual/bakker": hours}  # fmt: skip
    life = Living({}, {f"{name}:kw": kw for name, kw in flows.items()})
    plan = replace(lasting, year=mild, park=replace(lasting.park, companies=warm), lives={"together": life})
    found = {one.measure: one for one in levelised(plan)}
    case = plan.cases["together"]
    energy = ("electricity", "transport_kwh", "electricity_tax")
    paid_eur = sum(eur for bill in case.bills.values() for line, eur in bill.lines.items() if line in energy)
    eur_per_mwh = 1000 * paid_eur / sum(e.offtake_kwh for e in case.energy.values())
    built = {m: sum(b.eur_per_year for b in case.builds if b.measure == m) for m in ("heat_pump", "heat_network")}
    assert eur_per_mwh > 0
    assert found["heat_pump"].mwh == pytest.approx(700.8)
    assert found["heat_pump"].eur_per_mwh == pytest.approx(built["heat_pump"] / 700.8 + eur_per_mwh / cop)
    assert found["heat_network"].mwh == pytest.approx(525.6)
    taken = (3 / 3.2 + 2 / (0.5 * 343.15 / 35)) / 6 + fact("heat_network.pump_share").value
    assert found["heat_network"].eur_per_mwh == pytest.approx(built["heat_network"] / 525.6 + eur_per_mwh * taken)


def test_a_ground_heat_pump_takes_power_at_one_cop_all_year(lasting: Outcome) -> None:
    """876 MWh at 0.5 x 328.15 / 47 = 3.49 take 251 MWh."""
    pump = Build("ground_heat_pump", "bakker", "bakker", 100.0, "kW", 140_000.0, 13_800.0, life_years=20.0)
    together = lasting.cases["together"]
    cases = {**lasting.cases, "together": replace(together, builds=(*together.builds, pump))}
    flows = {"ground_heat_pump/bakker:kw": np.full(8760, 100.0)}
    found = {
        one.measure: one for one in levelised(replace(lasting, cases=cases, lives={"together": Living({}, flows)}))
    }
    assert list(found) == ["ground_heat_pump"]
    taken_kwh = 876_000.0 * 47.0 / (0.5 * 328.15)
    assert found["ground_heat_pump"].energy_eur_per_year == pytest.approx(taken_kwh * mean_price(lasting))


def test_process_heat_costs_its_machines_and_the_power_of_each(lasting: Outcome) -> None:
    """876 MWh of a heat pump at 2.7 and 876 of a boiler at 0.995 take 324 and 880 MWh of electricity."""
    hours, together = np.full(8760, 100.0), lasting.cases["together"]
    flows = {"industrial_heat_pump/bakker:kw": hours, "e_boiler/druk:kw": hours, "process_boiler/druk": hours}
    machine = Build("process_heat", "bakker", "bakker", 100.0, "kW", 98_600.0, 9_000.0, life_years=20.0)
    with_it = replace(together, builds=(*together.builds, machine))
    cases = {**lasting.cases, "together": with_it}
    (found,) = levelised(replace(lasting, cases=cases, lives={"together": Living({}, flows)}))
    taken_kwh = 876_000.0 / 2.7 + 876_000.0 / 0.995
    assert (found.measure, found.kind) == ("process_heat", "heat")
    assert found.mwh == pytest.approx(1_752.0)
    assert found.energy_eur_per_year == pytest.approx(taken_kwh * mean_price(lasting))
    assert found.eur_per_mwh == pytest.approx((9_000.0 + found.energy_eur_per_year) / 1_752.0)


def test_a_hostile_name_is_only_a_name() -> None:
    made = report(make_outcome({"metaal": "<script>alert(1)</script>"}))
    assert "<script>alert" not in made


def test_only_what_is_open_and_confirmed_is_counted_if_granted(lasting: Outcome) -> None:
    chosen = [f.best for f in fitting_schemes(lasting) if f.best is not None]
    assert chosen
    assert all(a.is_open and a.scheme.confidence != "low" for a in chosen)


def test_what_changes_nothing_is_not_earned_back_in_no_years(lasting: Outcome) -> None:
    alone = lasting.cases["alone"]
    shares = {owner: bill.total for owner, bill in alone.bills.items()}
    same = {key: replace(one, shares=shares) for key, one in lasting.allocations.items()}
    cases = {**lasting.cases, "together": replace(alone, key="together")}
    made = replace(lasting, cases=cases, allocations=same, projects=())
    table = tables(business(made, Speech("nl")))["Samen tegen ieder apart"]
    assert {row[4] for row in texts(table)} == {"–"}
