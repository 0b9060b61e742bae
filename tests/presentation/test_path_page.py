"""What the page and the values of a staged path say, in both languages, and what they never do."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import inf
from pathlib import Path

import pytest
from hostile import PAYLOADS
from markupsafe import Markup
from page_reader import PageReader
from path_fixture import WEIGHTS, make_path

from collectief.plan.path_ways import STOPPED
from collectief.plan.stage import Path as Way
from collectief.presentation import section_path
from collectief.presentation.chart_path import cost_chart
from collectief.presentation.escape import clean
from collectief.presentation.path_json import path_json
from collectief.presentation.path_page import PAGE, VALUES, path_page, write_staged_path
from collectief.presentation.path_words import headline, saved_eur
from collectief.presentation.speech import Speech
from collectief.text import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")
PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{MINUS SIGN}": "-"})


@pytest.fixture(scope="module")
def pages() -> Callable[[Language], str]:
    return cache(lambda language: path_page(make_path(), language))


def words(page: str) -> str:
    return PageReader(page).words.translate(PLAIN)


def test_the_headline_says_what_to_begin_with_and_what_all_years_save() -> None:
    assert headline(make_path(), Speech("nl")).translate(PLAIN) == (
        "Begin in 2027 met: groepscontract en zonnepanelen. Tot en met 2032 scheelt dit pad EUR 40.000 met niet meer "
        "doen dan de wet vraagt."
    )  # 2 x 10,000 and 1 x 20,000
    found = make_path()
    left = replace(found, best=Way("forward", found.best.stages[:1], WEIGHTS, STOPPED))
    assert "not calculated to its end" in headline(left, Speech("en"))


def test_each_year_says_what_is_built_and_what_is_different_by_then(pages: Callable[[Language], str]) -> None:
    said = words(pages("en"))
    assert "2027: build solar panels (50 kWp). This pays at the prices of this year already" in said
    assert "2030: build heat pump (20 kW). What is different then: gas +50%, grid tariffs +12%" in said
    assert "no queue any more in West and De Smid has 60 kW more" in said
    assert "Joins the group contract: De Smid." in said
    assert "solar panels (0.2 kWp)" not in said  # less than is for sale


def test_the_years_stand_side_by_side_with_doing_nothing_more(pages: Callable[[Language], str]) -> None:
    table = PageReader(pages("nl")).table("De planjaren naast elkaar")
    assert table.body == [
        ["2027", "3", "90.000", "100.000", "40.000", "500,0", "600,0", "1"],
        ["2030", "3", "80.000", "100.000", "18.160", "500,0", "600,0", "2"],
    ]


def test_each_company_finds_what_it_builds_when_and_until_when_it_lasts(pages: Callable[[Language], str]) -> None:
    table = PageReader(pages("en")).table("What each company builds")
    rows = [[cell.translate(PLAIN) for cell in row] for row in table.body]
    assert rows[0] == ["De Bakker", "2027", "Solar panels", "50 kWp", "40,000", "2052"]
    assert rows[2] == ["De Smid", "2030", "Heat pump", "20 kW", "18,000", "2045"]


def test_who_waits_hears_what_lifts_the_wait_and_what_fits_already(pages: Callable[[Language], str]) -> None:
    said = words(pages("nl"))
    assert "De Smid: wil 60 kW erbij vanaf 2027. De wachtrij eindigt naar verwachting in 2030." in said
    assert (
        "In dit pad heeft het dat in 2030. Al in 2027 past 10 kW binnen het eigen contract en 20 kW in de groep" in said
    )
    assert "Warmtepomp: wacht tot 2030" in said
    unknown = replace(make_path(), reliefs={"west": None})
    assert "vraag het de netbeheerder" in path_page(unknown, "nl")


def test_the_ways_have_their_totals_and_one_without_a_total_says_why(pages: Callable[[Language], str]) -> None:
    table = PageReader(pages("en")).table("The ways side by side")
    rows = [[cell.translate(PLAIN) for cell in row] for row in table.body]
    assert rows[0] == ["Each year what is best then", "260,000", "–", "40,000", "500.0"]
    assert rows[1] == ["Only what also stands in the end", "–", "–", "–", "–"]
    assert rows[2][1:4] == ["270,000", "+10,000", "30,000"]
    assert "no regret afterwards. 3 kW short." in words(pages("en"))


def test_the_bound_weighs_each_year_and_says_what_it_leaves_out(pages: Callable[[Language], str]) -> None:
    assert make_path().gap == pytest.approx((2 * 1_000 + 500) / (2 * 91_000 + 80_500))
    said = words(pages("en"))
    saved = saved_eur(make_path().best)
    assert saved is not None
    part = f"{100 * 2_500 / saved:.0f}% of what this path saves"
    assert f"at most 0.95% cheaper (EUR 2,500 over all years, {part})" in said
    assert json.loads(path_json(make_path()))["bound"]["gap_of"] == "typical_days"
    assert json.loads(path_json(make_path()))["bound"]["gap_of_saving"] == pytest.approx(2_500 / saved, rel=1e-3)
    assert "A heat network that is not built is not counted in that." in said
    unbound = replace(make_path().bounds[0], lower_eur=-inf)
    for bounds in ((), (unbound, *make_path().bounds[1:])):
        told = words(path_page(replace(make_path(), bounds=bounds), "en"))
        assert "No lower bound" in told
        assert "inf" not in told.partition("No lower bound")[2][:200]


@pytest.mark.parametrize(("language", "said"), [("nl", "niet bekend hoeveel goedkoper"), ("en", "not known how much")])
def test_a_path_that_breaks_a_limit_deeper_has_no_gap(language: Language, said: str) -> None:
    path = make_path()
    first, second = path.best.stages
    worse = replace(path, best=replace(path.best, stages=(first, replace(second, over_kw=3.0))))
    assert worse.gap is None
    assert worse.gap_eur is None
    assert said in words(path_page(worse, language))


def test_what_grows_is_shown_with_its_low_and_high_and_what_is_stated_as_such(pages: Callable[[Language], str]) -> None:
    rows = {row[0]: row[1:] for row in PageReader(pages("en")).table("What grows per year").body}
    assert rows["growth of the price of gas per year"] == ["3.0%", "\N{MINUS SIGN}3.0%", "6.0%", "stated by yourself"]
    assert rows["growth of grid tariffs per year"][:3] == ["4.0%", "0.0%", "12.0%"]
    assert "from 2030" in words(pages("en"))


def test_the_charts_have_words_and_the_headings_are_in_order(pages: Callable[[Language], str]) -> None:
    for language in LANGUAGES:
        page = pages(language)
        read = PageReader(page)
        assert [level for level, _ in read.headings] == [1, *[2] * 7]
        ids = {attributes.get("id") for _, attributes in read.tags}
        links = {str(a["href"]) for tag, a in read.tags if tag == "a"}
        assert {link.removeprefix("#") for link in links} <= ids
        assert page.count("<svg") == page.count("<desc") == 2
        assert dict(read.tags)["html"]["lang"] == language


@pytest.fixture(scope="module")
def drawn() -> Callable[..., Markup]:
    """No name stands in a chart: for other names it is the same one."""
    return cache(lambda: cost_chart(make_path(), Speech("nl")))


@pytest.mark.parametrize("kind", PAYLOADS)
def test_hostile_names_are_shown_and_never_run(
    kind: str, drawn: Callable[..., Markup], monkeypatch: pytest.MonkeyPatch
) -> None:
    svg = drawn()
    monkeypatch.setattr(section_path, "cost_chart", lambda *_: svg)
    monkeypatch.setattr(section_path, "co2_chart", lambda *_: svg)
    read = PageReader(path_page(make_path(PAYLOADS[kind]), "nl"))
    assert "script" not in {tag for tag, _ in read.tags}
    assert not {name for _, attributes in read.tags for name in attributes if name.startswith("on")}
    assert " ".join(clean(PAYLOADS[kind]).split()) in read.words
    assert json.loads(path_json(make_path(PAYLOADS[kind])))["park"]["name"] == PAYLOADS[kind]


def test_the_values_hold_stages_ways_and_bound_and_no_clock() -> None:
    values = json.loads(path_json(make_path()))
    assert values["years"] == [2027, 2030]
    assert [way["total_eur"] for way in values["ways"]] == [260_000.0, None, 270_000.0, None]
    assert values["stages"][0]["built"][0]["size"] == "solar/bakker"
    assert values["stages"][1]["world"]["grown"] == {"smid": 60.0}
    assert values["bound"]["gap_eur"] == 2500.0
    assert not {"seconds", "start", "time"} & set(values)


def test_the_same_path_gives_the_same_bytes_and_leaves_nothing_else(tmp_path: Path) -> None:
    first = [f.read_bytes() for f in write_staged_path(make_path(), tmp_path / "uit")]
    again = [f.read_bytes() for f in write_staged_path(make_path(), tmp_path / "uit")]
    assert first == again
    assert {f.name for f in (tmp_path / "uit").iterdir()} == {PAGE, VALUES}


def test_a_price_of_nothing_has_no_growth_in_parts() -> None:
    found = make_path()
    before, after = (replace(found.best.stages[n].world, gas_eur_per_mwh=0.0) for n in (0, 1))
    said = section_path.changes(before, after, found, speech=Speech("en"))
    assert not any(word.startswith("gas") for word in said)
    assert any(word.startswith("grid tariffs") for word in said)


def test_heat_that_ended_is_told_by_name_in_the_year_without_it() -> None:
    """Of a company by its name, of a source of the map as one, and both also where they were gone before it began."""
    found = make_path()
    first, second = found.best.stages
    gone = tuple(replace(one, world=replace(one.world, ended=("smid", "put&1"))) for one in (first, second))
    said = words(path_page(replace(found, best=replace(found.best, stages=(first, gone[1]))), "en"))
    assert "no heat any more of De Smid and heat source put&1" in said
    before = words(path_page(replace(found, best=replace(found.best, stages=gone)), "nl"))
    assert "Geen warmte meer van De Smid en warmtebron put&1." in before
    assert "heat any more" not in words(path_page(found, "en"))
