"""Shared cars in the report, on the map and in the layers of the plan, under harmless names; nothing without them."""

from dataclasses import replace
from html import unescape
from pathlib import Path

import geopandas as gpd
import pytest
from block_reader import tables, texts
from openpyxl import load_workbook
from spreadsheet import value

from collectief.measure import PARK, Build
from collectief.money import Bill
from collectief.park import Mobility
from collectief.plan.outcome import CaseKey, Outcome
from collectief.presentation.figures import measure_name
from collectief.presentation.map_legend import legend
from collectief.presentation.map_pools import shared_cars
from collectief.presentation.plan_layers import write_layers
from collectief.presentation.report import report
from collectief.presentation.section_first import first_screen
from collectief.presentation.section_mobility import mobility
from collectief.presentation.section_together import together
from collectief.presentation.speech import Speech
from collectief.presentation.together_rows import changed, grouped, size_alone
from collectief.presentation.why_together import bill_changes
from collectief.presentation.workbook import write_workbook
from collectief.text import Language

SPEECH = Speech("nl")
CARS = {"bakker": 2, "druk": 1, "garage": 3}


def cased(outcome: Outcome, key: CaseKey, eur: dict[str, float], *builds: Build) -> Outcome:
    """The outcome with what cars cost on these bills, and these builds."""
    case = outcome.cases[key]
    bills = {c: Bill({**b.lines, **({"vehicles": eur[c]} if c in eur else {})}) for c, b in case.bills.items()}
    return replace(outcome, cases={**outcome.cases, key: replace(case, bills=bills, builds=(*case.builds, *builds))})


@pytest.fixture
def pooled(outcome: Outcome) -> Outcome:
    """Bakker and druk share two cars at druk; garage keeps two of three. One name would run in a browser."""
    names = {"bakker": "<img src=x onerror=alert(1)>`${x}`"}
    companies = tuple(
        replace(c, name=names.get(c.id, c.name), mobility=Mobility(pool_cars=CARS.get(c.id, 0)))
        for c in outcome.park.companies
    )
    own = Build("shared_mobility", "garage", "garage", 2.0, "voertuigen", 0.0, 14_000.0, 14_000.0, part="garage")
    joint = Build("shared_mobility", PARK, "druk", 2.0, "voertuigen", 0.0, 15_500.0, 15_500.0, part="bakker/druk")
    found = replace(outcome, park=replace(outcome.park, companies=companies))
    found = cased(found, "now", {c: 6_600.0 * n for c, n in CARS.items()})
    found = cased(found, "alone", {"bakker": 13_200.0, "druk": 6_600.0, "garage": 14_000.0}, own)
    return cased(found, "together", {"garage": 14_000.0, PARK: 15_500.0}, own, joint)


def test_the_table_has_every_pool_with_its_cars_and_euros_before_and_after(pooled: Outcome) -> None:
    section = mobility(pooled, SPEECH)
    assert section is not None
    (table,) = tables(section).values()
    rows = texts(table)
    druk, garage = (pooled.park.company(c).name for c in ("druk", "garage"))
    assert [row[0] for row in rows] == [garage, druk]
    assert rows[0][2:] == ["3", "2", "19.800", "14.000", "14.000"]
    assert rows[1][2:] == ["3", "2", "19.800", "19.800", "15.500"]


def test_euros_of_pools_have_three_digits_as_all_estimates(pooled: Outcome) -> None:
    """40,739 and 29,959 promise what nobody knows."""
    joint = replace(pooled.cases["together"].builds[-1], eur_per_year=15_543.21)
    together = replace(pooled.cases["together"], builds=(joint,))
    found = cased(pooled, "alone", {"bakker": 13_234.5, "druk": 6_632.4})
    section = mobility(replace(found, cases={**found.cases, "together": together}), SPEECH)
    assert section is not None
    (table,) = tables(section).values()
    assert texts(table)[0][-3:] == ["19.800", "19.900", "15.500"]


def test_who_changes_nothing_on_cars_has_no_chapter_and_no_layer(outcome: Outcome, tmp_path: Path) -> None:
    assert mobility(outcome, SPEECH) is None
    assert shared_cars(outcome, SPEECH).features == ()
    write_layers(outcome, tmp_path / "without.gpkg")
    assert "plan_deelautos" not in set(gpd.list_layers(tmp_path / "without.gpkg")["name"])


def test_a_line_goes_from_each_member_to_where_the_cars_stand(pooled: Outcome) -> None:
    (feature,) = shared_cars(pooled, SPEECH).features
    ends = [pooled.park.company(c).location for c in ("bakker", "druk")]
    assert feature["geometry"]["type"] == "LineString"
    assert ends[0] != ends[1]
    assert "<img" not in feature["properties"]["who"]
    assert unescape(feature["properties"]["where"]) == pooled.park.company("druk").name
    assert "deelt auto" in legend(pooled, SPEECH)


def test_the_layer_of_the_plan_says_where_the_cars_stand_and_of_whom(pooled: Outcome, tmp_path: Path) -> None:
    write_layers(pooled, tmp_path / "with.gpkg")
    (row,) = gpd.read_file(tmp_path / "with.gpkg", layer="plan_deelautos").itertuples()
    assert (row.id, row.members, row.cars, row.eur_per_year) == ("druk", "bakker druk", 2, 15_500.0)
    assert row.geometry.equals(pooled.park.company("druk").location)


def test_a_pool_and_fewer_cars_of_its_own_are_called_apart(pooled: Outcome) -> None:
    own, joint = pooled.cases["together"].builds[-2:]
    assert measure_name(joint, SPEECH) == "Deelauto's"
    assert measure_name(own, SPEECH) == "Eigen auto's die blijven"
    assert measure_name(own, Speech("en")) == "Own cars that stay"


def test_who_keeps_no_car_alone_is_among_those_for_whom_together_is_different(pooled: Outcome) -> None:
    """Alone bakker keeps one car and druk none, which hires; together they share, and garage keeps two as alone."""
    kept = [
        Build("shared_mobility", c, c, cars, "voertuigen", 0.0, 6_600.0, 6_600.0, part=c)
        for c, cars in (("bakker", 1.0), ("druk", 0.0))
    ]
    found = cased(pooled, "alone", {}, *kept)
    (row,) = (group for group in grouped(found, SPEECH) if group.name == "Eigen auto's die blijven")
    assert changed(row, found, SPEECH) == SPEECH.listing([pooled.park.company(c).name for c in ("bakker", "druk")])
    assert size_alone(row, SPEECH).replace("\N{NO-BREAK SPACE}", " ") == "3 auto('s) bij 2 bedrijven"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Van de besparing komt EUR 4.300 ({} %) van deelauto's: de ritten zijn gemaakt en de kosten geschat"),
        ("en", "Of the saving EUR 4,300 ({}%) is from shared cars: their trips are made and their cost estimated"),
    ],
)
def test_the_first_screen_says_what_of_the_saving_was_not_measured(
    pooled: Outcome, outcome: Outcome, language: Language, said: str
) -> None:
    """33,800 of cars alone and 29,500 together; without a pool of several nothing is said."""
    assert pooled.saving_eur == pytest.approx(outcome.saving_eur + 4_300.0)
    part = round(100 * 4_300.0 / pooled.saving_eur)
    told = str(first_screen(pooled, Speech(language))).replace(r"\xa0", " ")
    assert said.format(part) in told
    assert ("deelauto" if language == "nl" else "shared cars") not in str(first_screen(outcome, Speech(language)))


def foot(outcome: Outcome, speech: Speech) -> dict[str, list[str]]:
    """The rows under the measures, by what they are called: EUR a year alone, and what together changes."""
    (table,) = (t for caption, t in tables(together(outcome, speech)).items() if "apart al doet" in caption)
    return {row[0]: row[-2:] for row in texts(table, foot=True)}


def test_what_cars_save_is_no_energy(pooled: Outcome, outcome: Outcome) -> None:
    """Alone 33,800 of cars, together 29,500; what power, gas, grid and tax cost is as it is without cars."""
    found, without = bill_changes(pooled), bill_changes(outcome)
    assert found["cars"] == pytest.approx(-4_300.0)
    assert {**found, "cars": 0.0} == pytest.approx({**without, "cars": 0.0})
    assert foot(pooled, SPEECH)["Poolauto's zoals nu"] == ["19.800", "−19.800"]
    energy = "Stroom, gas, net en belasting"
    assert foot(pooled, SPEECH)[energy] == foot(outcome, SPEECH)[energy]
    assert len(foot(outcome, SPEECH)) == 3


def test_cars_that_stay_as_they_are_have_a_line_of_their_own_in_the_workbook(pooled: Outcome, tmp_path: Path) -> None:
    kept = cased(pooled, "together", {"garage": 20_600.0, PARK: 15_500.0})
    write_workbook(kept, tmp_path / "b.xlsx", "nl")
    book = load_workbook(tmp_path / "b.xlsx")
    sheet = book["Maatregelen"]
    rows = {str(sheet.cell(row, 1).value): row for row in range(2, sheet.max_row + 1)}
    energy = pooled.cases["together"].eur_per_year - sum(b.eur_per_year for b in pooled.cases["together"].builds)
    assert sheet.cell(rows["Poolauto's zoals nu"], 7).value == pytest.approx(6_600.0)
    assert sheet.cell(rows["Stroom, gas, net en belasting"], 7).value == pytest.approx(energy)
    whole = value(book, "Maatregelen", f"G{rows['Kosten samen per jaar']}")
    assert whole == pytest.approx(kept.cases["together"].eur_per_year)


def test_the_report_has_the_chapter_under_harmless_names(pooled: Outcome) -> None:
    page = report(pooled, "en")
    assert "Pool cars before and after" in page
    assert "<img src=x" not in page
