"""What stands of a measure: bounds of what companies built themselves, free use of what was built for several."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectief import Scenario, read_park, read_year
from collectief.measure import MEASURES, HeatNetwork, HeatPump, Measure, Setting, Solar
from collectief.model import Flow, Part, Size, to_rows
from collectief.plan.capacity import by_rule
from collectief.plan.design import any_size
from collectief.plan.one_stage import FREE, ONLY_SHARED, Room, _staged
from collectief.plan.prepare import prepare, quarters
from collectief.plan.staged_measure import Staged
from collectief.plan.standing import Lot, bought_sizes, build_of, built_lots
from collectief.plan.steps import design_steps

PARKS = Path(__file__).parents[2] / "data" / "parken"
YEAR = 2030


def setting_of(name: str) -> Setting:
    park = read_park(PARKS / name)
    year = read_year(park, PARKS / name)
    load_kw = quarters(park, year)
    return by_rule(prepare(park, year, load_kw), load_kw)


@pytest.fixture(scope="module")
def mini() -> Setting:
    return setting_of("proeftuin-mini")


@pytest.fixture(scope="module")
def warm() -> Setting:
    return setting_of("proeftuin-warmte")


def built(setting: Setting, measure: Measure, size: str, amount: float, year: int = 2027) -> tuple[Lot, ...]:
    lots = built_lots(setting, (measure,), {size: amount}, before={}, year=year)
    return tuple(lot for lot in lots if lot.size == size)  # without what the law asks for


def size_of(parts: list[Part], name: str) -> Size:
    return next(p for p in parts if isinstance(p, Size) and p.name == name)


def own(setting: Setting, measure: Measure, company: str = "dag") -> list[Part]:
    return list(measure.own_parts(setting, setting.park.company(company)))


def test_what_stands_is_a_lower_bound_and_may_be_added_to(mini: Setting) -> None:
    lots = built(mini, Solar(), "solar/dag", 40.0)
    bounded = size_of(own(mini, Staged(Solar(), YEAR, lots)), "solar/dag")
    plain = size_of(own(mini, Solar()), "solar/dag")
    assert (bounded.lower, bounded.upper) == (40.0, plain.upper)
    assert bounded.eur_per_unit == plain.eur_per_unit


def test_what_has_lived_its_life_is_no_bound_any_more(mini: Setting) -> None:
    lots = tuple(replace(lot, life_years=3.0) for lot in built(mini, Solar(), "solar/dag", 40.0))
    assert size_of(own(mini, Staged(Solar(), 2029, lots)), "solar/dag").lower == 40.0
    assert size_of(own(mini, Staged(Solar(), 2030, lots)), "solar/dag").lower == 0.0


def test_a_stage_may_be_bound_to_build_at_least_as_far_as_it_fits_and_at_most(mini: Setting) -> None:
    plain = size_of(own(mini, Solar()), "solar/dag")
    least = Staged(Solar(), YEAR, least={"solar/dag": 1e6})
    assert size_of(own(mini, least), "solar/dag").lower == plain.upper
    most = Staged(Solar(), YEAR, most={"solar/dag": 30.0})
    assert size_of(own(mini, most), "solar/dag").upper == 30.0
    assert own(mini, Staged(Solar(), YEAR, most={})) == []  # neither a size nor what leans on it
    stands = Staged(Solar(), YEAR, built(mini, Solar(), "solar/dag", 40.0), most={})
    assert size_of(own(mini, stands), "solar/dag").upper == 40.0
    assert any(isinstance(p, Flow) for p in own(mini, stands))


def test_a_build_is_paid_at_the_price_of_its_year_and_what_is_added_at_that_of_today(mini: Setting) -> None:
    lot = built(mini, Solar(), "solar/dag", 40.0)[0]
    cheap = replace(lot, annuity_eur=lot.annuity_eur / 2)
    now = build_of(mini, Solar(), "solar/dag", 100.0)
    then = next(Staged(Solar(), YEAR, (cheap,)).builds(mini, {"solar/dag": 100.0}))
    assert now is not None
    assert then.amount == 100.0
    assert now.eur_per_year - then.eur_per_year == pytest.approx(lot.annuity_eur / 2)
    same = next(Staged(Solar(), YEAR, (lot,)).builds(mini, {"solar/dag": 100.0}))
    assert same.eur_per_year == pytest.approx(now.eur_per_year)


def test_of_a_network_that_stands_only_the_upkeep_is_paid_and_it_is_not_made_larger(warm: Setting) -> None:
    size = next(s for _, s, _ in bought_sizes(warm, (HeatNetwork(),)) if s.name.startswith("pipe/"))
    lot = built(warm, HeatNetwork(), size.name, 200.0)[0]
    assert lot.shared
    assert lot.annuity_eur > 0
    network = Staged(HeatNetwork(), YEAR, (lot,))
    parts = list(network.shared_parts(warm))
    stands = size_of(parts, size.name)
    assert (stands.lower, stands.upper, stands.eur_per_unit, stands.least) == (0.0, 200.0, 0.0, 0.0)
    assert stands.eur_fixed == pytest.approx(lot.upkeep_eur)
    assert to_rows(any_size(parts), design_steps(warm, 1)).columns  # what a pipe loses still leans on its yes/no
    build = next(network.builds(warm, {size.name: 200.0}))
    assert build.investment_eur == 0.0
    assert build.eur_per_year == pytest.approx(lot.upkeep_eur)
    others = {p.name: p for p in HeatNetwork().shared_parts(warm) if isinstance(p, Size)}
    assert all(others[p.name].eur_per_unit == p.eur_per_unit for p in parts if isinstance(p, Size) and p is not stands)


def test_a_lot_is_what_comes_on_top_and_says_when_that_is_less_than_is_for_sale(mini: Setting) -> None:
    found = built_lots(mini, (HeatPump(),), {"heat_pump/dag": 41.0}, before={"heat_pump/dag": 40.0}, year=YEAR)
    lot = next(lot for lot in found if lot.measure == "heat_pump")
    assert [lot.amount, lot.built] == pytest.approx([1.0, 1.0])
    assert (lot.year, lot.small) == (YEAR, True)
    assert not built(mini, HeatPump(), "heat_pump/dag", 40.0)[0].small


def test_of_every_size_that_may_be_bought_the_build_costs_what_the_model_pays(mini: Setting, warm: Setting) -> None:
    """So a lot of one size alone is priced as it was chosen; and it says how long it lasts. A pipe costs no less."""
    seen = set()
    for setting in (mini, warm):
        for measure, size, _ in bought_sizes(setting, MEASURES):
            amount = max(size.least, size.upper / 2)
            build = build_of(setting, measure, size.name, amount)
            assert build is not None
            model_eur = size.eur_per_unit * amount + size.eur_fixed
            straight = size.name.startswith("pipe/")
            assert build.eur_per_year == (pytest.approx(model_eur, rel=0.1) if straight else pytest.approx(model_eur))
            assert build.eur_per_year >= model_eur * (1 - 1e-9)
            assert build.life_years > 0
            seen.add(size.name.partition("/")[0])
    assert seen >= {"efficiency", "solar", "battery", "heat_pump", "e_boiler", "connect", "residual", "central", "pipe"}


def test_what_the_law_asks_for_is_built_once(mini: Setting) -> None:
    first = built_lots(mini, (), {}, before={}, year=2027)
    assert {lot.size.partition("/")[0] for lot in first} == {"efficiency"}
    assert built_lots(mini, (), {}, before={lot.size: lot.amount for lot in first}, year=YEAR) == ()


def test_agreements_are_never_staged_and_a_first_stage_is_the_plain_plan(mini: Setting) -> None:
    scenario = Scenario(mini.park, mini.year)
    assert _staged(scenario.measures, (), room=FREE, year=2027) == scenario.measures
    kept = _staged(scenario.measures, (), room=Room(most={}), year=2027)
    assert {type(m) for m in kept if m.key in ("group_contract", "capacity_limitation")}.isdisjoint({Staged})
    assert {m.key for m in scenario.measures} - {m.key for m in kept} == set(ONLY_SHARED)
