"""What a plan says is built costs exactly what the model paid for it."""

from collections.abc import Callable
from functools import cache

import pytest
from small_setting import BY_KEY, Plan, days, dear_gas, measures, small

from collectief.errors import MissingFact
from collectief.facts import fact, usual_level
from collectief.measure import MEASURES, PARK, Build, card
from collectief.measure.build import CONNECTED, Price, bought, priced
from collectief.model import Size
from collectief.money import annuity
from collectief.plan.laid import with_pipes


@cache
def rich() -> Plan:
    """Everything may be built, and gas is dear enough for a network; any good plan will do."""
    return Plan(dear_gas(small(), 0.5), measures(*BY_KEY), gap=0.02, when=days(78))


@cache
def networked() -> Plan:
    """The same without heat pumps and tanks of one's own: then a network is worth its pipes, here of the catalogue."""
    own = ("heat_pump", "ground_heat_pump", "heat_tank")
    few = tuple(measures(*(k for k in BY_KEY if k not in own)))
    setting, when = dear_gas(small(), 0.5), days(78)
    return Plan(
        setting, with_pipes(few, Plan(setting, few, gap=0.02, when=when).sizes, usual_level()), gap=0.02, when=when
    )


@cache
def alone_or_grouped() -> Plan:
    """All but the network: until its pipes are known, the model pays no more for them than real ones cost."""
    return Plan(dear_gas(small(), 0.5), measures(*(k for k in BY_KEY if k != "heat_network")), gap=0.02, when=days(78))


def builds(plan: Plan) -> list[Build]:
    return [b for m in plan.measures for b in m.builds(plan.setting, plan.sizes)]


def paid(plan: Plan) -> float:
    """What the model pays for all sizes that are a measure's own, yes/no included."""
    skip = ("fixed/", "contract/", "member/", "site/")
    return sum(
        plan.sizes[p.name] * p.eur_per_unit + (p.eur_fixed if plan.sizes[p.name] > 1e-3 else 0.0)
        for p in plan.parts
        if isinstance(p, Size) and not p.name.startswith(skip)
    )


@pytest.mark.parametrize("plan", [alone_or_grouped, networked])
def test_builds_cost_what_the_model_paid(plan: Callable[[], Plan]) -> None:
    """Running the group is split over its members in the model, and one amount in the build."""
    members = sum(a for n, a in plan().sizes.items() if n.startswith("member/")) * small().group_member_eur
    assert sum(b.eur_per_year for b in builds(plan())) == pytest.approx(paid(plan()) + members, rel=1e-6)


@pytest.mark.parametrize("key", ["efficiency", "solar", "heat_pump", "heat_tank", "charging_hub", "group_contract"])
def test_this_plan_holds_builds_of_most_measures(key: str) -> None:
    assert any(b.measure == key for b in builds(rich()))
    assert any(b.measure == "heat_network" for b in builds(networked()))


def test_every_build_is_a_positive_amount_of_somebody_somewhere() -> None:
    companies = {c.id for c in small().park.companies}
    for b in builds(rich()):
        assert b.amount > 0
        assert b.owner in companies | {PARK}
        assert 0 <= b.upkeep_eur <= b.eur_per_year
        assert b.owner in (b.place, PARK)
        assert (b.shape is not None) == (b.unit == "m")


def test_nothing_built_is_no_build() -> None:
    nothing = {p.name: 0.0 for p in rich().parts if isinstance(p, Size)}
    assert not [b for m in MEASURES for b in m.builds(small(), nothing)]


def test_a_card_adds_up_the_builds_of_its_measure() -> None:
    for m in rich().measures:
        mine = [b for b in builds(rich()) if b.measure == m.key]
        shown = card(m, mine)
        assert shown.eur_per_year == pytest.approx(sum(b.eur_per_year for b in mine))
        assert shown.investment_eur == pytest.approx(sum(b.investment_eur for b in mine))
        assert shown.title == m.title


def test_a_card_does_not_add_metres_to_kilowatts() -> None:
    network = next(m for m in networked().measures if m.key == "heat_network")
    shown = card(network, builds(networked()))
    mine = [b for b in builds(networked()) if b.measure == "heat_network"]
    first = mine[0].unit
    assert shown.unit == first
    given = [b for b in mine if b.unit == first and b.part != CONNECTED]  # what is connected is what is given
    assert shown.amount == pytest.approx(sum(b.amount for b in given))


def test_titles_and_keys_are_unique_and_in_two_languages() -> None:
    assert len({m.key for m in MEASURES}) == len(MEASURES)
    assert all(m.title.nl and m.title.en for m in MEASURES)


def test_a_price_is_annuity_and_upkeep() -> None:
    """1,000 EUR over 15 years at 5 %: 96.34 a year, and 20 upkeep."""
    assert Price(1_000.0, 15.0, 20.0).yearly(0.05) == pytest.approx(96.342 + 20.0, abs=1e-3)


def test_two_things_bought_together_cost_what_they_cost_apart() -> None:
    one, other = Price(1_000.0, 15.0, 20.0), Price(500.0, 30.0, 5.0)
    both = one.plus(other, 0.05)
    assert both.yearly(0.05) == pytest.approx(one.yearly(0.05) + other.yearly(0.05))
    assert both.investment_eur == pytest.approx(1_500.0)


def test_a_build_of_ten_kilowatts_costs_ten_times_one() -> None:
    found = bought("solar", "a", "a", 10.0, "kWp", price=priced("solar", "kwp"), interest=0.05)
    each = fact("solar.eur_per_kwp").value
    assert found.investment_eur == pytest.approx(10 * each)
    assert found.upkeep_eur == pytest.approx(10 * fact("solar.upkeep_eur_per_kwp").value)
    assert found.eur_per_year == pytest.approx(
        10 * each * annuity(0.05, fact("solar.life_years").value) + found.upkeep_eur
    )


def test_a_thing_without_a_price_is_refused() -> None:
    with pytest.raises(MissingFact):
        priced("perpetual_motion", "kw")
