"""Charts and figures: what is drawn, how numbers are written, what is derived."""

import re
from dataclasses import replace
from xml.dom.minidom import parseString

import numpy as np
import pytest
from hostile import PAYLOADS
from hypothesis import given
from hypothesis import strategies as st

from collectief.plan.outcome import Outcome
from collectief.presentation.chart_companies import Payer, dumbbells
from collectief.presentation.chart_costs import cost_bars
from collectief.presentation.chart_duration import load_duration
from collectief.presentation.figures import (
    Roofs,
    group_eur,
    payback_years,
    payers,
    pipe_length_m,
    place_name,
    quality,
    running_eur,
    solar_of,
)
from collectief.presentation.map_colour import CIVIDIS, loading_class, loading_shade, loading_words
from collectief.presentation.rounding import adding_up, significant
from collectief.presentation.speech import Speech

PAYER = Payer("A", 100.0, 90.0, 80.0)


def test_a_chart_is_drawn_the_same_each_time(outcome: Outcome) -> None:
    assert cost_bars(outcome, Speech("nl")) == cost_bars(outcome, Speech("nl"))


@pytest.mark.parametrize("rest", [1e-15, 1e-13, 1e-9])
def test_a_rest_of_adding_up_is_in_no_id_of_a_chart(rest: float) -> None:
    """Places are written to a millionth of a point; ids were made of them to the last bit, and differed."""
    usual, other = (
        dumbbells(
            [replace(PAYER, now=100.0 * (1 + r)), replace(PAYER, name="B", together=133.3 * (1 + r))], Speech("nl")
        )
        for r in (0.0, rest)
    )
    named = re.compile(r' id="([^"]+)"|url\(#([^)]+)\)|href="#([^"]+)"')
    assert named.findall(usual) == named.findall(other)
    assert "clip-path" in usual


def test_a_rest_of_adding_up_moves_nothing_in_a_chart() -> None:
    """The legend of De Vlasakker stood on a half: 439.9796875 points, now and then a last bit less."""
    drawn = {
        dumbbells([replace(PAYER, now=100.0 * (1 + rest), together=87.5 * (1 + rest))], Speech("nl"))
        for rest in (0.0, 1e-15, -1e-15, 1e-12)
    }
    assert len(drawn) == 1
    assert not re.search(r' (x|y|d)="[^"]*[0-9][.][0-9]{3}', drawn.pop())


def test_every_pointer_in_a_chart_points_at_something(outcome: Outcome) -> None:
    svg = cost_bars(outcome, Speech("nl"))
    ids = set(re.findall(r' id="([^"]+)"', svg))
    pointed = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', svg))
    assert pointed
    assert {one or other for one, other in pointed} <= ids


def test_a_chart_has_title_description_and_real_text() -> None:
    svg = parseString(dumbbells([PAYER], Speech("en"))).documentElement
    assert svg is not None
    labelled = svg.getAttribute("aria-labelledby").split()
    named = [svg.getElementsByTagName(name)[0] for name in ("title", "desc")]
    found = {e.getAttribute("id"): e.firstChild.toxml() for e in named if e.firstChild}
    assert sorted(labelled) == sorted(found)
    assert found["dumbbell-title"] == "Cost per company, now is 100"
    assert "cost per year, now = 100" in svg.toxml()


def test_ids_of_two_charts_never_meet(outcome: Outcome) -> None:
    def ids(svg: str) -> set[str]:
        return {e.getAttribute("id") for e in parseString(svg).getElementsByTagName("*") if e.hasAttribute("id")}

    one = load_duration(outcome.areas[0], "A", "one", speech=Speech("nl"))
    two = load_duration(outcome.areas[0], "A", "two", speech=Speech("nl"))
    assert ids(one)
    assert not ids(one) & ids(two)
    assert 'href="#one-' in one


def test_a_chart_brings_no_style_that_would_leak_into_the_page(outcome: Outcome) -> None:
    svg = cost_bars(outcome, Speech("nl"))
    assert "<style" not in svg
    assert "<metadata" not in svg


@pytest.mark.parametrize("kind", PAYLOADS)
def test_a_hostile_name_is_only_text_in_a_chart(kind: str) -> None:
    svg = dumbbells([replace(PAYER, name=PAYLOADS[kind]), replace(PAYER, name="汉字 🏭")], Speech("nl"))
    assert "<script" not in svg
    assert "<img" not in svg
    assert parseString(svg).documentElement is not None


def test_without_anybody_who_pays_there_is_no_chart() -> None:
    assert dumbbells([replace(PAYER, now=0.0)], Speech("nl")) == ""


def test_the_groups_of_lines_hold_every_euro(outcome: Outcome) -> None:
    for case in outcome.cases.values():
        groups = ("supply", "tax", "grid", "own", "feed_in")
        assert sum(group_eur(case, group) for group in groups) == pytest.approx(case.eur_per_year)


@given(st.lists(st.floats(-1e7, 1e7), max_size=60))
def test_rounded_numbers_add_up_and_move_less_than_one(values: list[float]) -> None:
    whole = adding_up(values)
    assert sum(whole) == round(sum(values)) or abs(sum(whole) - sum(values)) <= 0.5 + 1e-6
    assert all(abs(w - v) <= 1 for w, v in zip(whole, values, strict=True))


@given(st.floats(1e-6, 1e12))
def test_three_significant_digits_are_within_half_a_percent(value: float) -> None:
    assert abs(significant(value) - value) <= 0.005001 * value


def test_numbers_are_written_the_way_of_each_language() -> None:
    nl, en = Speech("nl"), Speech("en")
    assert (nl.number(-1234.5, 1), en.number(-1234.5, 1)) == ("−1.234,5", "−1,234.5")
    assert nl.number(-0.4) == "0"
    assert nl.euro(1_239_999).replace("\N{NO-BREAK SPACE}", " ") == "EUR 1.240.000"
    assert (nl.short(0.1234), nl.short(12.34), nl.short(1234.0)) == ("0,12", "12,3", "1.230")
    assert (nl.percent(0.5), en.percent(0.5)) == ("50\N{NO-BREAK SPACE}%", "50%")
    assert nl.listing(["A", "B", "C"]) == "A, B en C"


def test_a_key_without_a_word_is_still_readable() -> None:
    assert Speech("nl").word({}, "brand_new_measure") == "brand new measure"


def test_payback_counts_extra_investment_over_saving_without_interest(outcome: Outcome) -> None:
    now, together = outcome.cases["now"], outcome.cases["together"]
    saved = running_eur(now) - running_eur(together)
    assert payback_years(now, together) == pytest.approx(together.investment_eur / saved)
    assert payback_years(together, now) == 0.0
    assert payback_years(replace(now, builds=()), replace(now, builds=together.builds)) is None


def test_the_peak_of_the_park_is_below_the_sum_of_peaks(outcome: Outcome) -> None:
    case = outcome.cases["now"]
    apart = sum(e.offtake_peak_kw for e in case.energy.values())
    together = case.peak_kw("offtake")
    assert 0 < together <= apart
    assert together == pytest.approx(float(np.sum(list(case.net_kw.values()), axis=0).max()))
    assert replace(case, net_kw={}).peak_kw("offtake") == 0.0


def test_quality_classes_share_all_energy(outcome: Outcome) -> None:
    known = quality(outcome)
    assert known.measured + known.given + known.estimated == pytest.approx(1.0)
    metered = replace(outcome.park, profiles={c.id: np.zeros(1) for c in outcome.park.companies})
    assert quality(replace(outcome, park=metered)).measured == pytest.approx(1.0)


def test_solar_of_buildings_sums_to_the_company(outcome: Outcome) -> None:
    built: dict[Roofs, float] = {("bakker", None): 100.0, ("bakker", "south"): 40.0}
    first, *others = outcome.park.buildings_of("bakker")
    assert sum(solar_of(b, outcome, built) for b in (first, *others)) == pytest.approx(100.0)
    lying = replace(first, roof="south")
    park = replace(outcome.park, buildings=(lying, *(b for b in outcome.park.buildings if b.id != first.id)))
    tilted = replace(outcome, park=park)
    assert solar_of(lying, tilted, built) == pytest.approx(40.0)
    assert sum(solar_of(b, tilted, built) for b in others) == pytest.approx(100.0)


def test_pipes_in_streets_are_as_long_as_the_streets(outcome: Outcome) -> None:
    lengths = {s.id: s.line.length for s in outcome.park.streets}
    assert pipe_length_m(outcome) == pytest.approx(lengths["s1"] + lengths["s2"] + lengths["s4"])


def test_places_are_called_by_their_name(outcome: Outcome) -> None:
    nl = Speech("nl")
    assert place_name(outcome, "noord", nl) == "Station Noord"
    assert place_name(outcome, "s1", nl) == "straat s1"
    assert place_name(outcome, "park", nl) == "Samen (alle leden)"
    assert payers(outcome) == tuple(c.id for c in outcome.park.companies)


def test_loading_gets_darker_in_five_classes_and_never_red_or_green() -> None:
    middles = (0.3, 0.7, 0.9, 1.1, 1.3)
    assert [loading_class(m) for m in middles] == [0, 1, 2, 3, 4]
    shades = [loading_shade(m) for m in middles]
    assert shades == list(reversed(CIVIDIS[1:]))
    brightness = [sum(int(s[i : i + 2], 16) for i in (1, 3, 5)) for s in shades]
    assert brightness == sorted(brightness, reverse=True)
    assert loading_words()[2] == "80–100 %"
