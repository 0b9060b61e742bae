"""What the report says, and what it must never say."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from outcome_fixture import make_outcome
from page_reader import PageReader, whole

from collectief.allocation import CoreReport
from collectief.allocation.game import Way
from collectief.plan.outcome import Outcome
from collectief.presentation import report
from collectief.presentation.rounding import significant
from collectief.presentation.speech import Speech
from collectief.presentation.stability import stability
from collectief.text import Language

Change = Callable[[Outcome], Outcome]


@pytest.fixture(scope="module")
def page(dutch: str) -> PageReader:
    return PageReader(dutch)


@pytest.fixture(scope="module")
def english(reports: Callable[[Language], str]) -> PageReader:
    return PageReader(reports("en"))


@pytest.fixture(scope="module")
def changed(outcome: Outcome) -> Callable[[Change], PageReader]:
    """The report of the outcome after a change, each made once."""
    return cache(lambda change: PageReader(report(change(outcome))))


def test_the_headline_is_the_decision(page: PageReader, outcome: Outcome) -> None:
    assert page.headings[0] == (1, outcome.decision.nl)


def test_the_same_outcome_gives_the_same_bytes(dutch: str) -> None:
    assert report(make_outcome()) == dutch


def test_the_first_page_says_what_is_proven_of_everything_that_may_be_shared(outcome: Outcome) -> None:
    """The bound of the label holds for plans with a heat network too (decision 15)."""
    case = outcome.cases["together"]
    assert case.proof is not None
    proof = replace(case.proof, level="proven", year_lower=0.9 * case.proof.replayed)
    proven = replace(outcome, cases={**outcome.cases, "together": replace(case, proof=proof)})
    words = "".join(PageReader(report(proven)).text)
    assert "ook met wat alleen gedeeld kan: hooguit 10,0\N{NO-BREAK SPACE}% (" in words


def test_headings_never_skip_a_level(page: PageReader) -> None:
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_no_two_elements_share_an_id(page: PageReader) -> None:
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(page: PageReader) -> None:
    assert len(page.tables) > 10
    assert all(table.caption for table in page.tables)
    assert all(scope in ("row", "col") for table in page.tables for scope in table.scopes)


def test_nothing_is_fetched_from_anywhere(page: PageReader) -> None:
    pointing = [a.get(name) or "" for _, a in page.tags for name in ("src", "href", "action", "data") if name in a]
    assert all(address.startswith("#") for address in pointing), pointing


def test_the_language_of_the_page_is_declared(page: PageReader, english: PageReader) -> None:
    assert ("html", {"lang": "nl"}) in page.tags
    assert ("html", {"lang": "en"}) in english.tags


def test_the_english_report_holds_no_dutch_of_ours(english: PageReader) -> None:
    words = english.words
    for dutch_word in ("ieder apart", "Ieder apart", "Besparing", "Kosten", "Maatregel", "Waarom", "voedingsgebied",
                       "Bedrijf ", "teruglevering", "Sleutel", "sleutel", "per jaar goedkoper", "Kaart"):  # fmt: skip
        assert dutch_word not in words


@pytest.mark.parametrize(
    "caption",
    [
        "Wat ieder apart al doet en wat samen erbij komt",
        "Wat samen anders is op de rekening",
        "Kosten per bedrijf, EUR per jaar",
        "Elke sleutel naast elkaar, EUR per jaar",
        "Wensen om te groeien",
        "Kosten van het hele park, EUR per jaar zonder btw",
    ],
)
def test_printed_columns_add_up_but_for_rounding(page: PageReader, caption: str) -> None:
    table, looked_at = page.table(caption), 0
    for column, printed in enumerate(table.foot[0]):
        if column > 0 and printed and "%" not in printed:
            parts = [amount(row[column]) for row in table.body]
            room = 0.005 * (sum(map(abs, parts)) + abs(amount(printed))) + 0.5 * len(parts)
            assert abs(sum(parts) - amount(printed)) <= room, (caption, column)
            looked_at += 1
    assert looked_at


def amount(cell: str) -> int:
    """A printed amount; what a company receives counts as below zero, a dash as nothing."""
    size = whole(cell) if any(c.isdigit() for c in cell) else 0
    return -size if cell.startswith("krijgt") else size


def test_every_amount_in_a_table_of_estimates_has_three_digits(page: PageReader) -> None:
    for caption in ("Kosten per bedrijf, EUR per jaar", "Kosten van het hele park, EUR per jaar zonder btw"):
        table = page.table(caption)
        amounts = [amount(cell) for row in (*table.body, *table.foot) for cell in row[1:] if "%" not in cell]
        assert len(amounts) > 20
        assert all(significant(eur) == eur for eur in amounts)


def test_measures_and_the_rest_are_what_together_changes(page: PageReader, outcome: Outcome) -> None:
    table = page.table("Wat ieder apart al doet en wat samen erbij komt")
    measures, rest, total = (amount(row[-1]) for row in table.foot)
    assert total == -significant(outcome.saving_eur)
    assert abs(measures + rest - total) <= 0.005 * (abs(measures) + abs(rest))


def test_each_measure_shows_what_is_built_anyway_and_what_is_added(page: PageReader) -> None:
    table = page.table("Wat ieder apart al doet en wat samen erbij komt")
    rows = {row[0]: [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.body}
    assert rows["Zonnepanelen"][1:4] == ["840 kWp bij 5 bedrijven", "+560 kWp", "5 bedrijven, elk zelf"]
    assert rows["Energiebesparing"][2:4] == ["–", "–"]
    assert rows["Groepscontract"][1:3] == ["–", "1.420 kW"]


def test_each_rule_divides_the_whole_cost_together(page: PageReader, outcome: Outcome) -> None:
    sums = page.table("Elke sleutel naast elkaar, EUR per jaar").foot[0][2:]
    assert [whole(s) for s in sums] == [significant(outcome.cases["together"].eur_per_year)] * len(outcome.allocations)


def test_who_pays_more_than_alone_is_named_with_the_amount(page: PageReader, outcome: Outcome) -> None:
    more = outcome.allocations["kwh"].shares["koel"] - outcome.cases["alone"].bills["koel"].total
    assert more > 0
    expected = f'meer dan ieder apart betaalt Koelhuis "Noord" & Zn. <BV> ({Speech("nl").euro(more)})'
    assert expected.replace("\N{NO-BREAK SPACE}", " ") in page.words


def test_keys_under_which_nobody_is_worse_off_are_told_at_once(page: PageReader) -> None:
    assert "Niemand betaalt meer dan ieder apart met: “naar kosten apart”, “gelijke besparing” en" in page.words


def test_where_there_is_no_group_it_is_said_once(outcome: Outcome) -> None:
    apart = replace(outcome, members={}, core={})
    words = PageReader(report(apart)).words
    assert words.count("dus niemand kan weggaan") == 2  # first screen and chapter


def core(stable: bool | None, surplus: float, upper: float = float("inf")) -> CoreReport:
    return CoreReport(("bakker", "druk"), surplus, surplus, upper, stable, 30, 62)


def with_core(outcome: Outcome, found: CoreReport) -> Outcome:
    return replace(outcome, core={outcome.chosen_rule: found})


def test_stable_is_said_only_when_proven(outcome: Outcome) -> None:
    said = {s: stability(with_core(outcome, core(s, -10.0)), Speech("nl")) for s in (True, False, None)}
    assert said[True].lead == "Stabiel, met wat ieder nu bouwt."
    assert said[False].lead == "Niet stabiel."
    assert said[None].lead == "Stabiel: niet bewezen."
    assert [said[s].tone for s in (True, False, None)] == ["good", "care", "care"]


def test_an_unproven_key_shows_the_group_most_tempted_and_its_amount(outcome: Outcome) -> None:
    said = stability(with_core(outcome, core(None, 1234.0)), Speech("nl")).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Bakkerij De Gouden Korenaar en Drukkerij Van 't Hek, met EUR 1.230 per jaar" in said
    assert "geen bovengrens" in said
    assert "30 van 62 groepen" in said


def test_it_says_whether_all_groups_were_examined_or_a_search_was_made(outcome: Outcome) -> None:
    """A number of groups that were never looked at is never claimed."""
    told: dict[Way, str] = {}
    ways: tuple[tuple[Way, int, int], ...] = (
        ("all", 62, 62),
        ("parts", 14, 14),
        ("search", 30, 62),
        ("bound", 30, 62),
    )
    for way, looked_at, total in ways:
        found = CoreReport(("bakker", "druk"), 1234.0, 1234.0, 1234.0, False, looked_at, total, way)
        told[way] = stability(with_core(outcome, found), Speech("nl")).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "alle 62 groepen zijn nagegaan" in told["all"]
    assert "per gebied is elke groep nagegaan, 14 in totaal" in told["parts"]
    assert "niet alles nagegaan: 30 van 62" in told["search"]
    assert "30 van 62 groepen bekeken; een berekende bovengrens geldt voor alle" in told["bound"]
    assert "zijn Bakkerij De Gouden Korenaar en Drukkerij Van 't Hek zonder de rest EUR 1.230" in told["all"]


def test_a_key_without_a_core_report_is_not_called_stable(outcome: Outcome) -> None:
    said = stability(replace(outcome, core={}), Speech("nl"))
    assert (said.tone, said.lead) == ("care", "Stabiliteit niet onderzocht.")


def test_an_area_with_unknown_others_gets_no_percentage(page: PageReader) -> None:
    rows = {row[0]: row[-1] for row in page.table("Past het op het net").body}
    assert rows["Station Zuid, afname"] == "niet bekend"
    assert "%" in rows["Station Noord, afname"]
    assert "Alleen de eigen kW van het park:" in page.words


def test_the_worth_of_growth_is_kept_apart_from_the_saving(page: PageReader, outcome: Outcome) -> None:
    assert "Apart van de besparing." in page.words
    assert whole(page.table("Kosten per bedrijf, EUR per jaar").foot[0][4]) == significant(outcome.saving_eur)


def test_unconfirmed_figures_are_marked(page: PageReader) -> None:
    marks = {row[0]: row[6] for row in page.table("Gebruikte kengetallen").body}
    assert marks["heat_network.eur_per_m"] == "laag: niet bevestigd"
    assert marks["solar.eur_per_kwp"] == "hoog"


def test_the_years_of_a_bill_are_told(page: PageReader, outcome: Outcome) -> None:
    """Series of 2025, the tariffs of Stedin of 2026 and the tax that goes with them; or the tax that was asked for."""
    park = replace(outcome.park, year=replace(outcome.park.year, tax_year=2024))
    assert "nettarieven van 2026, energiebelasting van 2026" in page.words
    assert "grid tariffs of 2026, energy tax of 2024" in PageReader(report(replace(outcome, park=park), "en")).words


def test_all_severities_are_listed_worst_first_with_before_and_after(page: PageReader) -> None:
    rows = page.table("Alle bevindingen").body
    assert [row[0] for row in rows] == ["Fout", "Hersteld", "Let op"]
    assert rows[1][4] == "12 lege kwartieren → ingevuld"


def test_amounts_in_tiles_have_three_significant_digits(page: PageReader, outcome: Outcome) -> None:
    assert Speech("nl").euro(outcome.saving_eur).replace("\N{NO-BREAK SPACE}", " ") in page.words
    saving = int(re.sub(r"\D", "", Speech("nl").euro(outcome.saving_eur)))
    assert saving % 1000 == 0
    assert abs(saving - outcome.saving_eur) < 500


def _nothing_known(o: Outcome) -> Outcome:
    return replace(o, growth=(), issues=(), areas=(), reasons=(), facts=(), members={}, core={})


def _nothing_built(o: Outcome) -> Outcome:
    return replace(o, cases={**o.cases, "together": replace(o.cases["together"], builds=())})


def _no_gas_today(o: Outcome) -> Outcome:
    bare = {k: replace(e, gas_m3=0.0, co2_kg=0.0) for k, e in o.cases["now"].energy.items()}
    return replace(o, cases={**o.cases, "now": replace(o.cases["now"], energy=bare)})


def _dearer_together(o: Outcome) -> Outcome:
    cases = {**o.cases, "now": replace(o.cases["together"], key="now", builds=()), "together": o.cases["now"]}
    return replace(o, cases={**cases, "together": replace(o.cases["now"], builds=o.cases["together"].builds)})


def _empty_park(o: Outcome) -> Outcome:
    return replace(o, park=replace(o.park, streets=(), parcels=(), background=()))


@pytest.mark.parametrize("change", [_nothing_known, _nothing_built, _no_gas_today, _dearer_together, _empty_park])
def test_a_report_is_made_of_poor_outcomes_too(changed: Callable[[Change], PageReader], change: Change) -> None:
    made = changed(change)
    assert made.headings[0][0] == 1
    assert "nan" not in made.words.split()
    assert "inf" not in made.words.split()


def test_a_plan_that_never_pays_back_says_so(changed: Callable[[Change], PageReader]) -> None:
    assert "Terugverdientijd geen" in changed(_dearer_together).words


def test_a_plan_without_builds_says_so(changed: Callable[[Change], PageReader]) -> None:
    assert "Er wordt niets gebouwd." in changed(_nothing_built).words


def test_text_from_outside_is_shown_and_not_obeyed() -> None:
    made = report(make_outcome({"issue": "<script>alert(1)</script>", "park": "A & B </title><b>"}))
    assert "<script>alert" not in made
    assert "<script>alert(1)</script>" in PageReader(made).words
    assert "<title>A &amp; B &lt;/title&gt;" in made
