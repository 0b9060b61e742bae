"""A direct line: only between near neighbours where the park allows it, only sun, and never free of energy tax."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_setting import Plan, companies, measures, park, setting_of, small

from collectief.facts import fact, swung
from collectief.measure import PARK, DirectLine, Setting
from collectief.measure.delivered import taxed
from collectief.measure.direct_line import cables
from collectief.model import Flow, solve
from collectief.money import TaxTerms, energy_tax_eur, line_tax
from collectief.plan.billing import company_bill

CHEAP = {"direct_line.eur_per_m": 10.0, "direct_line.eur_fixed": 100.0, "solar.eur_per_kwp": 300.0}
LINE = "line/klein/pers"


@cache
def lined(most_m: float | None = 40.0) -> Setting:
    """Pers, koel, vracht and klein stand 30 m from wall to wall in a row; klein has a roof and may not feed in.

    klein moves next to pers, and its roof is 2,000 m2.
    """
    pers, koel, vracht, klein = companies()
    klein = replace(klein, connection=replace(klein.connection, feed_in_kw=0.0))
    pers = replace(pers, solar_kwp=100.0)  # its own roof is full
    which = park([pers, klein, koel, vracht])
    order = {"klein": koel.location, "koel": klein.location}
    halls = tuple(
        replace(
            b,
            roof_m2=2_000.0 if b.company == "klein" else b.roof_m2,
            footprint=order[b.company].buffer(15.0) if b.company in order else b.footprint,
        )
        for b in which.buildings
    )
    return setting_of(replace(which, buildings=halls, rules=replace(which.rules, direct_line_m=most_m)))


@cache
def plan(*keys: str) -> Plan:
    """The best plan where cables and panels are so cheap that a line pays."""
    with swung(CHEAP):
        return Plan(lined(), measures(*keys), gap=1e-4)


def test_there_is_no_line_where_the_park_does_not_say_that_lines_may_be_laid() -> None:
    assert cables(small()) == ()
    assert not list(DirectLine().shared_parts(small()))


def test_only_neighbours_within_reach_that_may_share_get_a_line() -> None:
    assert {(c.giver, c.taker) for c in cables(lined())} >= {("klein", "pers"), ("pers", "klein")}
    assert all(c.length_m <= 40.0 + 2 * fact("direct_line.inside_m").value for c in cables(lined()))
    assert not cables(lined(5.0))
    one = lined()
    apart = replace(one, park=replace(one.park, rules=replace(one.park.rules, apart=("klein",))))
    assert not [c for c in cables(apart) if "klein" in (c.giver, c.taker)]


def test_a_line_carries_sun_of_its_giver_and_no_power_of_the_grid() -> None:
    found = plan("solar", "direct_line")
    sent = found.flow(f"{LINE}:out")
    assert sent.max() > 10.0
    assert sent == pytest.approx(found.flow(f"{LINE}:in"), abs=1e-6)
    assert np.all(sent <= found.flow("solar/klein:kw") + 1e-6)
    assert sent.max() <= fact("direct_line.kw").value + 1e-6
    without = plan("direct_line")  # nobody has panels but pers: klein can give nothing
    assert without.flow(f"{LINE}:out") == pytest.approx(0.0, abs=1e-9)


def test_a_line_that_is_cheap_lowers_the_cost_and_one_more_measure_never_costs_more() -> None:
    more, less = plan("solar", "direct_line"), plan("solar")
    assert more.answer.upper < less.answer.lower - 100.0
    assert more.sizes["solar/klein"] > less.sizes["solar/klein"] + 10.0
    usual = Plan(lined(), measures("solar", "direct_line"))
    assert usual.answer.lower <= Plan(lined(), measures("solar")).answer.upper + 0.01


def test_a_coalition_has_a_line_only_with_both_its_ends() -> None:
    """With one end the same rows save nothing: nothing goes in, or nothing comes out."""
    with_it, without = (plan(*keys).rows for keys in (("solar", "direct_line"), ("solar",)))
    for members in (["klein"], ["pers"], ["klein", "koel"]):
        eur = [solve(rows.only({*members, PARK}), gap=1e-4).upper for rows in (with_it, without)]
        assert eur[0] == pytest.approx(eur[1], abs=0.5)
    both = [solve(rows.only({"klein", "pers", PARK}), gap=1e-4).upper for rows in (with_it, without)]
    assert both[0] < both[1] - 100.0


def test_a_line_costs_what_its_metres_and_its_ends_cost_by_hand() -> None:
    """Walls 30 m apart and 25 m inside each: 80 m; 80 x 150 + 15,000 EUR."""
    cable = next(c for c in cables(lined()) if c.name == LINE)
    (found,) = DirectLine().builds(lined(), {LINE: 1.0})
    assert found.amount == pytest.approx(cable.way.length + 50.0)
    assert found.investment_eur == pytest.approx(found.amount * 150.0 + 15_000.0)
    assert (found.owner, found.place, found.unit, found.kw) == (PARK, "klein/pers", "m", 250.0)


def test_who_takes_over_a_line_weighs_the_tax_that_it_pays() -> None:
    """Without it a plan would lay cables that the bill then makes dear."""
    found = {p.name: p for p in DirectLine().shared_parts(lined())}
    arrives = found[f"{LINE}:in"]
    assert isinstance(arrives, Flow)
    assert arrives.eur_per_kwh == lined().rates["pers"].tax_eur_per_kwh > 0.0


@settings(max_examples=15, deadline=None)
@given(sun=st.floats(1.0, 80.0), share=st.floats(0.1, 1.0))
def test_each_way_of_sharing_saves_something_else(sun: float, share: float) -> None:
    """The same kWh at noon: own panels save all, a line all but the tax, the public grid neither tax nor kWh charge."""
    setting = lined()
    pers = setting.park.company("pers")
    load = np.full(35_040, 100.0)
    noon = np.where((np.arange(35_040) // 4 % 24 >= 10) & (np.arange(35_040) // 4 % 24 < 15), share * sun, 0.0)

    def bill(net: np.ndarray, contract_kw: float | None = 200.0, line_kwh: float = 0.0) -> dict[str, float]:
        found = company_bill(
            setting, pers, net, boiler_kwh=0.0, public_kwh=0.0, contract_kw=contract_kw, line_kwh=line_kwh
        )
        return {str(line): eur for line, eur in found.lines.items()}

    grid, own = bill(load), bill(load - noon)
    line = bill(load - noon, line_kwh=float(noon.sum() / 4))
    member = bill(load, contract_kw=None)
    tax = ("electricity_tax", "line_tax")
    assert sum(line.get(k, 0.0) for k in tax) == pytest.approx(sum(grid.get(k, 0.0) for k in tax))
    assert own["electricity_tax"] < grid["electricity_tax"]
    for name in ("electricity", "transport_kwh"):
        assert line[name] == own[name] < grid[name] == member[name]
    assert member["electricity_tax"] == grid["electricity_tax"]
    assert member.get("peak_kw", 0.0) == member.get("contract_kw", 0.0) == 0.0


def test_tax_on_a_line_lies_above_what_comes_from_the_grid_in_the_brackets() -> None:
    terms = TaxTerms(2026, exempt_share=0.5)
    together = energy_tax_eur(0.5 * 90_000, "electricity", 2026)
    assert line_tax(60_000, 30_000, terms)["line_tax"] == pytest.approx(
        together - energy_tax_eur(0.5 * 60_000, "electricity", 2026)
    )


def test_a_bound_may_tax_what_arrives_at_another_rate_and_nothing_else() -> None:
    """Each setting that is never dearer than the bill has its own line through the brackets of tax."""
    parts = tuple(DirectLine().shared_parts(lined()))
    other = taxed(parts, "pers", 0.01)
    changed = {a.name: b for a, b in zip(parts, other, strict=True) if a is not b}
    assert set(changed) == {p.name for p in parts if p.owner == "pers" and p.name.endswith(":in")} != set()
    assert all(getattr(p, "eur_per_kwh") == 0.01 for p in changed.values())  # noqa: B009 - a part may be any of five
