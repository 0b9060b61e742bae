"""The hand-over sheets: own data only, nothing but numbers of the plan, and what is not known is a question."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hostile import PAYLOADS, everywhere
from outcome_cases import COMPANIES
from outcome_fixture import make_outcome
from page_reader import PageReader, whole

from collectief.measure import Build
from collectief.plan.business_case import business_case
from collectief.plan.hand_over import hand_overs
from collectief.plan.outcome import PARK, Outcome
from collectief.presentation.hand_over import hand_over, put_in_place
from collectief.presentation.pages import STILL_POLICY
from collectief.presentation.plan_json import plan_json
from collectief.presentation.reading_order import in_reading_order
from collectief.text import Language, Text
from collectief.verification import Check, Verdict

LANGUAGES: tuple[Language, ...] = ("nl", "en")
ROUNDED = 1.5
"""EUR: largest remainders move a whole euro."""


@pytest.fixture(scope="module")
def sheets(outcome: Outcome) -> Mapping[str, str]:
    """The pages by what their names say."""
    return {name.partition("-")[2].removesuffix(".html"): page for name, page in hand_over(outcome).items()}


@pytest.fixture(scope="module")
def bakery(sheets: Mapping[str, str]) -> PageReader:
    return PageReader(sheets["bakkerij-de-gouden-korenaar"])


def sheet(page: str, key: str) -> PageReader:
    """One sheet of a page."""
    return PageReader(page[page.index(f'<section id="{key}"') :].partition("</section>")[0])


def test_what_is_shared_and_each_company_has_a_file(sheets: Mapping[str, str]) -> None:
    assert list(sheets) == ["samen", "bakkerij-de-gouden-korenaar", "drukkerij-van-t-hek", "garage-smit",
                            "koelhuis-noord-zn-bv", "som-a1-a9-metaal", "vrachtwerk-oost"]  # fmt: skip


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), len(COMPANIES)))
def test_names_of_files_are_plain_and_apart_whatever_companies_are_called(first: int) -> None:
    called = list(PAYLOADS.values())[first : first + len(COMPANIES)]
    names = list(hand_over(make_outcome(dict(zip(COMPANIES, called, strict=False)))))
    assert len(set(names)) == 1 + len(COMPANIES)
    assert all(re.fullmatch(r"\d-[a-z0-9-]{1,40}\.html", name) for name in names), names


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_well_made_and_asks_for_nothing(outcome: Outcome, language: Language) -> None:
    for made in hand_over(outcome, language).values():
        page = PageReader(made)
        levels = [level for level, _ in page.headings]
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        assert ("html", {"lang": language}) in page.tags
        assert all(table.caption and set(table.scopes) <= {"row", "col"} for table in page.tables)
        assert all((a.get("href") or "#").startswith("#") and "src" not in a for _, a in page.tags)
        assert "script" not in {tag for tag, _ in page.tags}
        assert ("meta", {"http-equiv": "Content-Security-Policy", "content": STILL_POLICY}) in page.tags
        assert ("Vertrouwelijk." if language == "nl" else "Confidential.") in page.words
        assert not {"nan", "inf", "None"} & set(page.words.split())


def test_the_same_outcome_gives_the_same_bytes(outcome: Outcome) -> None:
    assert dict(hand_over(make_outcome())) == dict(hand_over(outcome))


def test_names_are_shown_and_not_obeyed() -> None:
    for made in hand_over(make_outcome(everywhere("<script>alert(1)</script>"))).values():
        assert "<script>" not in made
        assert "<script>alert(1)</script>" in PageReader(made).words


def test_a_company_finds_nothing_of_others_but_the_names_of_fellow_members(
    outcome: Outcome, sheets: Mapping[str, str]
) -> None:
    pages = [PageReader(page) for name, page in sheets.items() if name != "samen"]
    group = outcome.members["noord"]
    for mine, page in zip(in_reading_order(outcome).park.companies, pages, strict=True):
        for other in outcome.park.companies:
            if other.id == mine.id:
                continue
            together = mine.id in group and other.id in group
            assert (other.name in page.words) == together, (mine.id, other.id)
            totals = {f"{round(c.bills[other.id].total):,}".replace(",", ".") for c in outcome.cases.values()}
            assert not totals & set(page.words.split())


def test_the_installer_sees_what_and_where_and_no_money(sheets: Mapping[str, str]) -> None:
    page = sheet(sheets["bakkerij-de-gouden-korenaar"], "installateur")
    assert "EUR" not in page.words
    assert page.table("Wat er gemaakt wordt").body == [
        ["Energiebesparing (verplicht)", "eigen terrein", "18.600\N{NO-BREAK SPACE}kWh"],
        ["Zonnepanelen", "op het dak (3.903 m² bruikbaar)", "120\N{NO-BREAK SPACE}kWp"],
    ]
    assert dict(row[:2] for row in page.table("De aansluiting").body)["Grootte"] == "263\N{NO-BREAK SPACE}kVA"
    assert {row[0] for row in page.table("Vraag of meet eerst").body} >= {
        "Aansluitpunt",
        "Adres en EAN",
        "Zonnepanelen",
    }


def test_a_carport_stands_above_the_parking(outcome: Outcome) -> None:
    built = Build("carport", "bakker", "bakker", 100.0, "kWp", 127_800.0, 10_000.0)
    together = outcome.cases["together"]
    companies = tuple(replace(c, carport_m2=1_000.0) for c in outcome.park.companies)
    made = replace(
        outcome,
        park=replace(outcome.park, companies=companies),
        cases={**outcome.cases, "together": replace(together, builds=(*together.builds, built))},
    )
    page = next(text for name, text in hand_over(made).items() if "korenaar" in name)
    rows = sheet(page, "installateur").table("Wat er gemaakt wordt").body
    assert ["Zonnecarport", "boven het parkeerterrein (1.000 m²)", "100\N{NO-BREAK SPACE}kWp"] in rows


def test_a_heat_tank_is_told_in_water_too(outcome: Outcome) -> None:
    """342 kWh over 30 kelvin is 10 m3."""
    tank = Build("heat_tank", "bakker", "bakker", 342.0, "kWh", 6_000.0, 500.0)
    together = outcome.cases["together"]
    made = replace(outcome, cases={**outcome.cases, "together": replace(together, builds=(*together.builds, tank))})
    page = next(text for name, text in hand_over(made).items() if "korenaar" in name)
    rows = sheet(page, "installateur").table("Wat er gemaakt wordt").body
    assert ["Warmtebuffer", "eigen terrein", "342\N{NO-BREAK SPACE}kWh, 10\N{NO-BREAK SPACE}m³ water"] in rows


def test_who_has_a_contract_of_its_own_gets_its_own_limits(sheets: Mapping[str, str]) -> None:
    own = sheet(sheets["drukkerij-van-t-hek"], "installateur").table("Houd u hieraan").body
    grouped = sheet(sheets["koelhuis-noord-zn-bv"], "installateur").table("Houd u hieraan").body
    assert own[0][1].startswith("Nooit meer dan 400\N{NO-BREAK SPACE}kW")
    assert "groep" in grouped[0][1]


@pytest.mark.parametrize("key", [*COMPANIES, PARK])
def test_columns_add_up_to_what_the_plan_says(outcome: Outcome, sheets: Mapping[str, str], key: str) -> None:
    order = [PARK, *(c.id for c in in_reading_order(outcome).park.companies)]
    page = PageReader(list(sheets.values())[order.index(key)])
    costs = page.table("Kosten per jaar (EUR)")
    for column, printed in enumerate(costs.foot[0][1:], start=1):
        assert sum(whole(row[column]) for row in costs.body) == whole(printed)
    if key != PARK:
        share = outcome.allocations[outcome.chosen_rule].shares[key]
        assert whole(costs.foot[0][3]) == round(share)
        assert whole(costs.foot[0][2]) == round(outcome.cases["alone"].bills[key].total)
        invested = page.table("Wat u investeert")
        assert sum(whole(row[3]) for row in invested.body) == whole(invested.foot[0][3])
        flow = business_case(outcome).companies["now"][key]
        assert whole(invested.foot[0][3]) == pytest.approx(flow.investment_eur, abs=ROUNDED)


def test_parts_in_what_is_shared_sum_to_all_of_it(outcome: Outcome) -> None:
    found = hand_overs(outcome, business_case(outcome))
    shared, *companies = found
    assert shared.owner == PARK
    assert sum(c.shared_eur for c in companies) == pytest.approx(shared.own_eur)
    assert sum(c.own_eur for c in found) == pytest.approx(outcome.cases["together"].investment_eur)


def test_cash_by_year_is_that_of_the_business_case(outcome: Outcome, bakery: PageReader) -> None:
    flow = business_case(outcome).companies["now"]["bakker"]
    for caption, cash in (
        ("Kasstroom, tegen nu (EUR)", flow.eur_by_year),
        ("Kasstroom met lening, tegen nu (EUR)", flow.eur_by_year_with_loan),
    ):
        rows = bakery.table(caption).body
        shown = {year: whole(row[-2]) for row in rows for year in _years(row[0])}
        assert shown == {year: round(eur) for year, eur in enumerate(cash)}
        assert whole(rows[-1][-1]) == sum(shown.values())


def _years(text: str) -> range:
    first, _, last = text.partition("–")
    return range(int(first), int(last or first) + 1)


def test_a_loan_is_received_first_and_paid_after(outcome: Outcome) -> None:
    flow = business_case(outcome).companies["now"]["bakker"]
    extra = [w - o for w, o in zip(flow.eur_by_year_with_loan, flow.eur_by_year, strict=True)]
    assert extra[0] == pytest.approx(flow.loan.amount_eur)
    assert extra[1 : flow.loan.years + 1] == pytest.approx([-flow.loan.eur_per_year] * flow.loan.years)
    assert not any(extra[flow.loan.years + 1 :])


def _known(value: Any) -> Iterator[float]:
    """Every number in plan.json."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _known(one)
    elif isinstance(value, list):
        for one in value:
            yield from _known(one)
    elif isinstance(value, int | float):
        yield float(value)


DERIVED = (
    "Opgeteld",
    "Lening: ontvangen, betaald",
    "Minder kosten",
    "In elk jaar",
    "De rest betaalt dan meer (afkoop per jaar)",
    "Deel in wat al gekocht is, EUR",
)
"""Columns that add up others of their row or rows; a test of their own holds these to the business case."""


def test_every_large_amount_is_one_of_the_plan(outcome: Outcome, sheets: Mapping[str, str]) -> None:
    """In tables of money: a number that is made up is nowhere in plan.json."""
    known = sorted({round(abs(n)) for n in _known(json.loads(plan_json(outcome)))})
    near = {n + shift for n in known for shift in (-1, 0, 1)}
    seen = 0
    for page in map(PageReader, sheets.values()):
        for table in (t for t in page.tables if "EUR" in t.caption or t.caption.startswith(("Wat u", "De aanvraag"))):
            for row in table.body:
                for head, cell in zip(table.head[0][1:], row[1:], strict=True):
                    digits = re.sub(r"\D", "", cell)
                    if head in DERIVED or "Verrekening" in row[0] or len(digits) < 5 or "jaar" in cell or "W" in cell:
                        continue
                    seen += 1
                    assert int(digits) in near, (table.caption, row)
    assert seen > 100


def test_what_is_not_known_is_asked(outcome: Outcome, bakery: PageReader) -> None:
    asked = {row[0] for row in bakery.table("Reken na of vraag").body}
    assert "Winst" in asked
    assert "Eigenaar: niet bekend; daarvan hangt de aftrek af." in bakery.words
    companies = tuple(replace(c, profit_eur=100_000.0, owner_kind="bv") for c in outcome.park.companies)
    known = list(hand_over(replace(outcome, park=replace(outcome.park, companies=companies))).values())[1]
    assert "Winst" not in {row[0] for row in PageReader(known).table("Reken na of vraag").body}
    assert "Eigenaar: bv." in PageReader(known).words


def test_a_lawyer_reads_who_signs_what_and_the_group_in_kw(bakery: PageReader, sheets: Mapping[str, str]) -> None:
    signed = [row[0] for row in bakery.table("Wie tekent wat").body]
    assert signed[:2] == ["Intentieverklaring en machtiging", "Statuten van vereniging of coöperatie"]
    assert {"Groepstransportovereenkomst", "Onderlinge overeenkomst", "Opdracht aan de installateur"} <= set(signed)
    group = dict(row[:2] for row in bakery.table("Het groepscontract in Station Noord").body)
    assert group["Vermogen van de groep"] == "730\N{NO-BREAK SPACE}kW"
    assert "Groepstransportovereenkomst" not in PageReader(sheets["garage-smit"]).words


def test_lead_times_name_their_source_or_say_estimate(bakery: PageReader) -> None:
    for caption in ("Besluiten en doorlooptijden", "Wie tekent wat"):
        for row in bakery.table(caption).body:
            fixed = row[0].startswith(("Laatste dag", "Loket open", "De netbeheerder moet"))  # has no lead time
            assert row[-1].endswith(")") if fixed else row[-1].startswith(("schatting (", "liander.nl", "–")), row


def test_a_plan_that_failed_its_check_is_not_to_be_handed_over(outcome: Outcome, bakery: PageReader) -> None:
    off = Verdict((Check(Text(nl="som", en="sum"), False, 3.0, "alone"),))
    warned = [PageReader(page) for page in hand_over(outcome, verdict=off).values()]
    assert all("Geef dit nog aan niemand." in page.words for page in warned)
    assert "Geef dit nog aan niemand." not in bakery.words


def test_where_nothing_is_shared_there_is_no_file_for_it(outcome: Outcome) -> None:
    bare = replace(outcome.cases["together"], builds=(), bills=outcome.cases["alone"].bills)
    shares = {k: b.total for k, b in bare.bills.items()}
    chosen = replace(outcome.allocations["stand_alone"], shares=shares)
    quiet = replace(
        outcome, cases={**outcome.cases, "together": bare}, members={}, groups=(),
        allocations={**outcome.allocations, "stand_alone": chosen},
    )  # fmt: skip
    made = hand_over(quiet)
    assert next(iter(made)) == "1-bakkerij-de-gouden-korenaar.html"
    words = PageReader(next(iter(made.values()))).words
    assert "Er wordt hier niets gebouwd." in words
    assert "Er is niets te tekenen." in words
    assert "Er is niets te lenen." in words


def test_what_is_only_agreed_needs_no_installer(outcome: Outcome) -> None:
    together = outcome.cases["together"]
    builds = tuple(b for b in together.builds if b.owner != PARK or b.measure == "group_contract")
    page = PageReader(
        next(
            iter(
                hand_over(
                    replace(outcome, cases={**outcome.cases, "together": replace(together, builds=builds)})
                ).values()
            )
        )
    )
    assert [title for level, title in page.headings if level == 2] == [
        "Voor de vereniging: wat, wanneer en bij wie", "Voor de accountant", "Voor de jurist",
    ]  # fmt: skip


def test_older_sheets_of_ours_go_and_files_of_others_stay(outcome: Outcome, tmp_path: Path) -> None:
    made, folder = tmp_path / "made", tmp_path / "overdracht"
    page = next(iter(hand_over(outcome).values()))
    for place, name, text in ((made, "1-nieuw.html", page), (folder, "2-vertrokken.html", page),
                              (folder, "eigen.html", "<p>notitie"), (folder, "1-nieuw.html", "old")):  # fmt: skip
        place.mkdir(exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    put_in_place(made, folder)
    assert sorted(p.name for p in folder.iterdir()) == ["1-nieuw.html", "eigen.html"]
    assert (folder / "1-nieuw.html").read_text(encoding="utf-8") == page
