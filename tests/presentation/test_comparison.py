"""What the page and the values of a comparison say, in both languages, and what they never do."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from comparison_fixture import answered, make_comparison
from hostile import PAYLOADS
from page_reader import PageReader

from collectief import read_park
from collectief.park.other_rules import rule_keys
from collectief.plan.answer import Answer, Comparison
from collectief.plan.compare import STOPPED
from collectief.plan.variation import Variation
from collectief.presentation.comparison import PAGE, VALUES, comparison, write_comparison
from collectief.presentation.comparison_json import comparison_json
from collectief.presentation.escape import clean
from collectief.presentation.rule_words import rule_words
from collectief.presentation.section_answers import line
from collectief.presentation.speech import Speech
from collectief.presentation.variation_words import variation_name
from collectief.text import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")
PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{MINUS SIGN}": "-"})


@pytest.fixture(scope="module")
def pages() -> Callable[[Language], str]:
    return cache(lambda language: comparison(make_comparison(), language))


def test_every_answer_stands_in_the_table_with_what_differs_from_the_plan(pages: Callable[[Language], str]) -> None:
    table = PageReader(pages("nl")).table("Alle antwoorden, per jaar")
    assert [row[0] for row in table.body] == [
        "0. Het plan",
        "1. Zonder: Zonnepanelen",
        "2. Gasprijs: 60,5 EUR/MWh bovenwaarde",
        "3. Apart: De Bakker",
        "4. CO₂ weegt EUR 50 per ton",
        "5. CO₂ weegt EUR 75 per ton",
        "6. Met hoge pieken",
    ]
    assert table.body[0][1:3] == ["90.000", "–"]
    assert table.body[1][1:3] == ["93.210", "+3.210"]
    assert table.body[1][5:7] == ["600", "+20"]
    assert set(table.body[3][1:]) == {"–"}


def test_where_there_is_no_plan_the_page_says_why(pages: Callable[[Language], str]) -> None:
    table = PageReader(pages("en")).table("What each answer decides")
    assert table.body[3][:2] == ["3. Apart: De Bakker", "No plan. The grid is 3 kW short."]
    assert table.body[0][1:] == ["Together: EUR 90.000", "Solar panels and Group contract"]


def test_the_chart_has_a_table_with_who_beats_whom_and_what_a_tonne_less_costs(
    pages: Callable[[Language], str],
) -> None:
    table = PageReader(pages("en")).table("The points of the chart")
    rows = {row[0]: row[1:] for row in table.body}
    assert rows["Now"] == ["120,000", "700.0", "–", "0. The plan"]
    assert rows["Each alone"][-1] == "0. The plan"
    assert rows["1. Without: Solar panels"][-1] == "0. The plan"
    assert rows["2. Price of gas: 60.5 EUR/MWh HHV"][2:] == ["–", "–"]  # other prices: not to be held against the plan
    assert rows["4. CO₂ weighs EUR 50 per tonne"] == ["91,000", "560.0", "50", "–"]  # 1,000 EUR for 20 tonnes


def test_the_chart_tells_answers_apart_by_shape_and_number_not_by_colour(pages: Callable[[Language], str]) -> None:
    page = pages("nl")
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert "<title" in svg
    assert "<desc" in svg
    assert ">4, 5<" in svg  # two answers on one place share a label
    for shape in ("nu", "ieder apart", "het plan", "CO₂ weegt mee", "zonder maatregel", "hoge pieken"):
        assert f">{shape}<" in svg


def test_each_kind_of_answer_says_how_it_came_about(pages: Callable[[Language], str]) -> None:
    words = {language: PageReader(pages(language)).words for language in LANGUAGES}
    assert "Niemand betaalt die prijs" in words["nl"]
    assert "Nobody pays that price" in words["en"]
    assert "een van de tien jaren" in words["nl"]
    assert "0.12% (EUR 108 a year, 2% of what together saves)" in words["en"].translate(PLAIN)
    only = Comparison("p", 2025, "1", (Answer(Variation(), answered(1.0, 1.0)),), {})
    assert "Niemand betaalt" not in comparison(only, "nl")


def test_another_rule_is_told_in_words_and_stands_in_the_values() -> None:
    lines = (("rules.group_entitlement", "p999"), ("limitation.between", "16-21"), ("group_kw.noord", "900"))
    one = Answer(Variation("with", (), (("gas.ttf_eur_per_mwh", 60.5),), lines), answered(95_000.0, 570.0))
    found = replace(make_comparison(), answers=(make_comparison().answers[0], one))
    said = line(found, 1, Speech("en")).translate(PLAIN)
    assert said.startswith(
        "1. Price of gas: 60.5 EUR/MWh HHV, members bring: by own P99.9, hours of the day of calls: 16-"
    )
    assert "operator's kW for a group in noord: 900" in said
    assert "regels voor contracten" in PageReader(comparison(found, "nl")).words
    assert json.loads(comparison_json(found))["answers"][1]["rules"] == dict(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_that_may_be_other_has_words(language: Language) -> None:
    keys = rule_keys(read_park(Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"))
    said = [rule_words((key, "true"), Speech(language)) for key in keys]
    assert len(set(said)) == len(keys)


@pytest.mark.parametrize("kind", PAYLOADS)
def test_a_hostile_value_of_a_rule_is_shown_and_never_runs(kind: str) -> None:
    one = Answer(Variation("with", (), (), (("limitation.between", PAYLOADS[kind]),)), answered(95_000.0, 570.0))
    page = comparison(replace(make_comparison(), answers=(make_comparison().answers[0], one)), "nl")
    assert "script" not in {tag for tag, _ in PageReader(page).tags}


def test_the_headings_are_in_order_and_every_link_leads_somewhere(pages: Callable[[Language], str]) -> None:
    for language in LANGUAGES:
        read = PageReader(pages(language))
        assert [level for level, _ in read.headings] == [1, 2, 2, 2, 2]
        ids = {attributes.get("id") for _, attributes in read.tags}
        links = {str(a["href"]) for tag, a in read.tags if tag == "a"}
        assert {link.removeprefix("#") for link in links} <= ids
        assert dict(read.tags)["html"]["lang"] == language


@pytest.mark.parametrize("kind", PAYLOADS)
def test_hostile_words_are_shown_and_never_run(kind: str) -> None:
    page = comparison(make_comparison(PAYLOADS[kind]), "nl")
    read = PageReader(page)
    assert "script" not in {tag for tag, _ in read.tags}
    assert not {name for _, attributes in read.tags for name in attributes if name.startswith("on")}
    assert " ".join(clean(PAYLOADS[kind]).split()) in read.words
    assert PAYLOADS[kind] in json.loads(comparison_json(make_comparison(PAYLOADS[kind])))["park"]["name"]


def test_the_values_hold_every_answer_and_no_clock() -> None:
    values = json.loads(comparison_json(make_comparison()))
    assert [a["kind"] for a in values["answers"]] == ["plan", "without", "with", "apart", "co2", "co2", "robust"]
    assert values["answers"][1]["plan"]["more_than_plan"]["eur"] == 3210.0
    plan = values["answers"][1]["plan"]
    assert (plan["gap_of"], plan["gap_eur_per_year"]) == ("typical_days", 108.0)
    assert plan["gap_of_saving"] == pytest.approx(108.0 / 6_790.0, rel=1e-3)
    assert values["answers"][2]["figures"] == {"gas.ttf_eur_per_mwh": 60.5}
    assert values["answers"][3]["plan"] is None
    assert values["answers"][3]["why_no_plan"]["en"] == "The grid is 3 kW short."
    assert values["points"][0] == {"beaten_by": 0, "case": "now", "co2_tonnes": 700.0, "eur": 120000.0, "number": 0}
    assert "start" not in values
    assert "seconds" not in values


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_comparison_gives_the_same_bytes_and_leaves_nothing_else(language: Language, tmp_path: Path) -> None:
    first = [f.read_bytes() for f in write_comparison(make_comparison(), tmp_path / "uit", language)]
    again = [f.read_bytes() for f in write_comparison(make_comparison(), tmp_path / "uit", language)]
    assert first == again
    assert {f.name for f in (tmp_path / "uit").iterdir()} == {PAGE, VALUES}


def test_a_line_says_cost_difference_and_co2_or_why_there_is_none() -> None:
    found = make_comparison()
    said = [line(found, number, Speech("en")).translate(PLAIN) for number in (0, 1, 3)]
    assert said == [
        "0. The plan: EUR 90,000, 580.0 tonnes CO₂",
        "1. Without: Solar panels: EUR 93,200 (+3,210), 600.0 tonnes CO₂",
        "3. Apart: De Bakker: No plan. The grid is 3 kW short.",
    ]


def test_an_answer_that_was_not_looked_for_does_not_say_that_there_is_no_plan() -> None:
    found = make_comparison()
    left = Comparison(found.park, 2025, "1", (found.answers[0], Answer(Variation.co2(9.0), None, STOPPED)), {})
    assert line(left, 1, Speech("en")) == "1. CO₂ weighs EUR 9 per tonne: Not calculated: calculating stopped before."


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (0.0321, "so far, on typical days at most 3.21% (EUR 2,920 a year, 32% of what together saves) cheaper."),
        (None, "how much better is not known."),
    ],
)
def test_of_an_answer_that_was_cut_short_is_said_how_much_better_it_could_be(gap: float | None, said: str) -> None:
    found = make_comparison()
    early = replace(
        answered(91_000.0, 560.0), ended_early=True, gap=gap, gap_eur=None if gap is None else 91_000.0 * gap
    )
    left = replace(found, answers=(found.answers[0], Answer(Variation.co2(9.0), early)))
    assert line(left, 1, Speech("en")).translate(PLAIN).endswith(said)
    assert "so far" not in line(left, 0, Speech("en"))
    row = PageReader(comparison(left, "en")).table("What each answer decides").body[1]
    assert said in row[1].translate(PLAIN)
    assert row[1].endswith("Together: EUR 90.000")


def test_an_answer_has_a_name_also_for_what_is_not_known() -> None:
    speech = Speech("nl")
    assert variation_name(Variation("apart", ("weg",)), {}, speech) == "Apart: weg"
    assert variation_name(Variation("with", (), (("no.such", 1.0),)), {}, speech) == "No.such: 1"
    assert variation_name(Variation("without", ("solar", "battery")), {}, speech) == "Zonder: Zonnepanelen en Batterij"
