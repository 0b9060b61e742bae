"""A roof to let: only where it is on offer, shared with the host's own panels, taxed, and fed in within the right.

dak |=== own ===|------ let ------|      made = used by the host (taxed) + fed in over its connection
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, companies, dairy, measures, park, setting_of, small

from collectief.facts import fact, swung
from collectief.measure import MEASURES, PARK, LetRoof, Setting, Solar
from collectief.measure.delivered import arriving_kw, taxed
from collectief.measure.let_roof import fields, hosts, rent_eur
from collectief.model import Flow, Limit, solve
from collectief.plan.budget import ration

CHEAP = {"solar.eur_per_kwp": 250.0, "let_roof.eur_fixed": 1_000.0, "let_roof.least_kwp": 20.0}
ROOF_M2, FEED_IN_KW = 1_500.0, 60.0
LET, OWN = "let/pers", "solar/pers"


@cache
def letting(budget_eur: float | None = 0.0) -> Setting:
    """Pers lets a roof of 300 kWp, may feed in 60 kW, and can spend so much itself."""
    pers, koel, vracht, klein = companies()
    pers = replace(
        pers, let_roof=True, budget_eur=budget_eur, connection=replace(pers.connection, feed_in_kw=FEED_IN_KW)
    )
    which = park([pers, koel, vracht, klein])
    halls = tuple(replace(b, roof_m2=ROOF_M2) if b.company == "pers" else b for b in which.buildings)
    return setting_of(replace(which, buildings=halls))


@cache
def plan(*keys: str, budget_eur: float | None = 0.0) -> Plan:
    """The best plan where panels are so cheap that they pay to somebody else as well."""
    with swung(CHEAP):
        return Plan(letting(budget_eur), measures(*keys), gap=1e-4)


def test_there_is_nothing_where_nobody_lets_a_roof_that_is_large_enough() -> None:
    assert hosts(small()) == ()
    assert not list(LetRoof().shared_parts(small()))
    assert [f.name for f in fields(letting(), letting().park.company("pers"))] == [LET]
    with swung({"let_roof.least_kwp": 301.0}):
        assert not list(LetRoof().shared_parts(letting()))
    apart = replace(letting().park, rules=replace(letting().park.rules, apart=("pers",)))
    assert hosts(replace(letting(), park=apart)) == ()


def test_what_the_panels_make_is_used_with_tax_or_fed_in_within_the_right() -> None:
    found = plan("solar", "let_roof")
    made, used, fed = (found.flow(f"{LET}:{end}") for end in ("kw", "in", "out"))
    sun = letting().sun_kw_per_kwp[found.steps.pick]
    assert used.max() > 10.0
    assert fed.max() > 10.0
    assert used + fed == pytest.approx(made, abs=1e-6)
    assert np.all(made <= found.sizes[LET] * sun + 1e-6)
    assert np.all(fed <= found.feed_in("pers") + 1e-6)
    assert found.feed_in("pers").max() <= FEED_IN_KW + 1e-6
    (flow,) = (p for p in found.parts if isinstance(p, Flow) and p.name == f"{LET}:in")
    assert flow.eur_per_kwh == letting().rates["pers"].tax_eur_per_kwh > 0.0
    assert arriving_kw({f"{LET}:in": used, f"{LET}:out": fed}, "pers") == pytest.approx(used)


def test_own_panels_come_first_where_the_host_has_money_and_both_fit_on_the_roof() -> None:
    """Own panels save the tax as well; with some money the host lays some and lets the rest."""
    rich, some, poor = (plan("solar", "let_roof", budget_eur=eur).sizes for eur in (None, 25_000.0, 0.0))
    assert rich[OWN] > 100.0
    assert rich[LET] == pytest.approx(0.0, abs=1e-6)
    assert some[OWN] == pytest.approx(100.0)
    assert some[LET] > 20.0
    assert some[OWN] + some[LET] <= ROOF_M2 * fact("solar.kwp_per_m2").value + 1e-6
    assert poor[OWN] == pytest.approx(0.0, abs=1e-6)
    assert poor[LET] > some[LET]


def test_it_lowers_the_cost_where_the_host_has_no_money_and_one_more_measure_never_costs_more() -> None:
    more, less = plan("solar", "let_roof"), plan("solar")
    assert more.answer.upper < less.answer.lower - 100.0
    usual = Plan(letting(), measures("solar", "let_roof"))
    assert usual.answer.lower <= Plan(letting(), measures("solar")).answer.upper + 0.01


def test_a_coalition_has_the_panels_only_with_their_host() -> None:
    with_it, without = (plan(*keys).rows for keys in (("solar", "let_roof"), ("solar",)))
    eur = [solve(rows.only({"koel", "klein", PARK}), gap=1e-4).upper for rows in (with_it, without)]
    assert eur[0] == pytest.approx(eur[1], abs=0.5)
    both = [solve(rows.only({"pers", PARK}), gap=1e-4).upper for rows in (with_it, without)]
    assert both[0] < both[1] - 100.0


def test_the_park_pays_for_the_panels_and_the_rent_is_between_park_and_host_by_hand() -> None:
    """100 kWp: 100 x 799 + 7,500 EUR of the park; a rent of 100 x 10 EUR, which is in nothing that is built."""
    (found,) = LetRoof().builds(letting(), {LET: 100.0})
    assert found.investment_eur == pytest.approx(100.0 * 799.0 + 7_500.0)
    assert (found.owner, found.place, found.unit, found.amount) == (PARK, "pers", "kWp", 100.0)
    assert found.upkeep_eur == pytest.approx(100.0 * (10.0 + 4.0))
    assert rent_eur(100.0) == pytest.approx(1_000.0)
    with swung({"let_roof.rent_eur_per_kwp": 25.0}):
        assert rent_eur(100.0) == pytest.approx(2_500.0)
        assert list(LetRoof().builds(letting(), {LET: 100.0})) == [found]


def test_what_the_park_pays_is_not_in_the_budget_of_the_host() -> None:
    shared = [p for m in MEASURES for p in m.shared_parts(letting())]
    (limit,) = ration(letting(), MEASURES, letting().park.company("pers"), shared)
    assert OWN in limit.terms
    assert not [name for name in limit.terms if name.startswith("let/")]


def test_on_a_roof_of_which_is_known_how_it_lies_both_share_the_m2() -> None:
    """koel has 500 m2 of flat roof: in pairs or in rows, its own or of the park."""
    base = dairy()
    koel = replace(base.park.company("koel"), let_roof=True)
    setting = replace(base, park=replace(base.park, companies=(koel,)))
    with swung(CHEAP):
        parts = tuple(LetRoof().shared_parts(setting))
    (room,) = (p for p in parts if isinstance(p, Limit) and p.per == "design")
    names = {f"{who}/koel:{way}" for who in ("let", "solar") for way in ("flat_east_west", "flat_south")}
    assert set(room.terms) == names
    assert room.terms["let/koel:flat_south"] == room.terms["solar/koel:flat_south"]
    assert dict(room.upper) == {"koel": pytest.approx(500.0)}
    own = {p.name for p in Solar().own_parts(setting, koel)}
    assert names & own == {n for n in names if n.startswith("solar/")}


def test_a_bound_may_tax_what_the_host_uses_at_another_rate_and_nothing_else() -> None:
    parts = tuple(LetRoof().shared_parts(letting()))
    changed = [b for a, b in zip(parts, taxed(parts, "pers", 0.01), strict=True) if a is not b]
    assert [p.name for p in changed] == [f"{LET}:in"]
    assert all(getattr(p, "eur_per_kwh") == 0.01 for p in changed)  # noqa: B009 - a part may be any of five
