"""Roofs of which is stated how they lie: each side its own yield, and on a flat roof a choice that fits on it."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, companies, measures, park, setting_of, small, year

from collectief.facts import fact
from collectief.measure import Setting, Solar
from collectief.model import Flow, Limit, Size
from collectief.park.roofs import LAYOUTS, RoofKind
from collectief.profile.sun import layout_profile, roof_profile

SOUTH, PAIRS = "solar/pers:flat_south", "solar/pers:flat_east_west"
ROOF_M2 = 500.0


@cache
def lying(*kinds: RoofKind | None, feed_in_kw: float = 1_000.0, solar_kwp: float = 0.0) -> Setting:
    """The small park in which the roofs of pers lie in these ways, 500 m2 each."""
    pers, *others = companies()
    pers = replace(pers, connection=replace(pers.connection, feed_in_kw=feed_in_kw), solar_kwp=solar_kwp)
    which = park([pers, *others])
    hall, *rest = which.buildings
    halls = tuple(replace(hall, id=f"hal-{n}", roof=kind) for n, kind in enumerate(kinds))
    return setting_of(replace(which, buildings=(*halls, *rest)))


def solar_of(setting: Setting) -> list[Size | Flow | Limit]:
    return [p for p in Solar().own_parts(setting, setting.park.company("pers")) if isinstance(p, Size | Flow | Limit)]


def test_where_nothing_is_said_of_the_roof_the_parts_are_those_of_before() -> None:
    (size, flow) = solar_of(small())
    assert isinstance(size, Size)
    assert isinstance(flow, Flow)
    assert size.name == "solar/pers"
    assert size.upper == pytest.approx(100.0)
    assert flow.upper is small().sun_kw_per_kwp
    assert not small().sun_by_layout


def test_a_pitched_roof_has_one_field_with_the_yield_of_its_side() -> None:
    pitched = [k for k in LAYOUTS if k != "flat"]
    parts = solar_of(lying(*LAYOUTS, None, "flat"))
    for kind in pitched:
        (layout,) = LAYOUTS[kind]
        size, flow = (p for p in parts if p.name.partition(":kw")[0] == f"solar/pers:{layout}")
        assert isinstance(size, Size)
        assert isinstance(flow, Flow)
        assert size.upper == pytest.approx(ROOF_M2 * 0.2)
        assert np.array_equal(np.asarray(flow.upper), layout_profile(year(), layout))


def test_south_gives_most_and_north_least_and_pairs_peak_lower() -> None:
    sun = {way: layout_profile(year(), way) for ways in LAYOUTS.values() for way in ways}
    kwh = {way: float(kw.sum()) for way, kw in sun.items()}
    assert kwh["south"] > kwh["flat_south"] > kwh["flat_east_west"] > kwh["north"]
    assert kwh["east_west"] == pytest.approx((kwh["east"] + kwh["west"]) / 2)
    assert 1.05 < kwh["flat_south"] / kwh["flat_east_west"] < 1.2
    assert sun["flat_south"].max() > sun["flat_east_west"].max()
    assert np.array_equal(sun["flat_east_west"], roof_profile(year()))
    morning, evening = year().local.hour < 10, year().local.hour > 16
    assert sun["east"][morning].sum() > 1.2 * sun["west"][morning].sum()
    assert sun["west"][evening].sum() > 1.2 * sun["east"][evening].sum()


def test_a_measured_yield_stands_for_the_usual_roof_and_scales_the_others() -> None:
    usual, south = roof_profile(year()), layout_profile(year(), "south")
    measured = replace(year(), roof_kw_per_kwp=0.9 * usual)
    assert np.array_equal(layout_profile(measured, "flat_east_west"), 0.9 * usual)
    assert layout_profile(measured, "south") == pytest.approx(0.9 * south)


def test_rows_to_the_south_are_laid_where_the_roof_is_large_and_pairs_where_it_is_full() -> None:
    """Panels cost the same: more kWh of each while there is room, more of them where there is not."""
    many, few, pairs = (Plan(lying(*kinds), measures("solar")) for kinds in (("flat",) * 8, ("flat",), (None,)))
    assert many.sizes[SOUTH] > 100.0
    assert few.sizes[PAIRS] > 50.0
    assert few.sizes[PAIRS] / 0.2 + few.sizes[SOUTH] / 0.13 <= ROOF_M2 + 1e-3
    assert few.answer.lower <= pairs.answer.upper + 0.01


def test_on_a_flat_roof_both_ways_together_fit_on_it() -> None:
    """500 m2: 100 kWp in pairs, 65 kWp in rows, or a part of each."""
    parts = solar_of(lying("flat"))
    sizes = {p.name: p.upper for p in parts if isinstance(p, Size)}
    assert sizes == {PAIRS: pytest.approx(100.0), SOUTH: pytest.approx(65.0)}
    (roof,) = (p for p in parts if isinstance(p, Limit))
    assert (roof.per, roof.upper) == ("design", {"pers": ROOF_M2})
    assert [roof.terms[name] for name in (PAIRS, SOUTH)] == [pytest.approx(5.0), pytest.approx(1 / 0.13)]


def test_panels_of_today_take_the_same_part_of_every_roof() -> None:
    """60 kWp cover 300 of 1,500 m2: a fifth of each."""
    use = lying("south", None, "flat", solar_kwp=60.0).uses["pers"]
    assert dict(use.roofs) == {"south": pytest.approx(400.0), "flat": pytest.approx(400.0)}
    assert use.roof_kwp == pytest.approx(80.0)


def test_each_way_is_a_build_of_its_own_at_the_price_of_any_panel() -> None:
    setting = lying(*LAYOUTS, None, "flat")
    found = list(Solar().builds(setting, {SOUTH: 30.0, "solar/pers:west": 20.0, "solar/pers": 0.0}))
    assert [(b.part, b.owner, b.amount, b.unit) for b in found] == [
        ("flat_south", "pers", 30.0, "kWp"),
        ("west", "pers", 20.0, "kWp"),
    ]
    assert [b.investment_eur for b in found] == [
        pytest.approx(b.amount * fact("solar.eur_per_kwp").value) for b in found
    ]
