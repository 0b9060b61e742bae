"""The whole answer on parks small enough for the head. Sums: data/parken/*/HERKOMST.md."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from collectief import Scenario, allocate, optimise, read_park, read_year, verify
from collectief.allocation import Game, core_check, shapley
from collectief.errors import ModelError
from collectief.facts import tariff
from collectief.measure import GroupContract
from collectief.plan.numbers import dutch
from collectief.plan.outcome import PARK, Outcome
from collectief.plan.sharing import Life, Sharing, Together
from collectief.plan.together import SHARED_LINES
from collectief.presentation import plan_json

PARKS = Path(__file__).parents[2] / "data" / "parken"
MEMBERS = ("dag", "nacht", "vlak")


def test_three_members_share_one_contract_and_the_small_user_stays_out(mini: Outcome) -> None:
    assert {c for members in mini.members.values() for c in members} == {"dag", "nacht", "vlak"}


def test_the_saving_of_today_is_the_one_computed_by_hand(mini: Outcome) -> None:
    """HERKOMST: 4,100.21 EUR a year for all three, running cost of 1,200 and 120 a member taken off."""
    assert of_today(mini).saving(frozenset(MEMBERS)) == pytest.approx(4100.21, abs=0.01)
    assert of_today(mini).saving(frozenset({"dag", "nacht"})) == pytest.approx(3762.29, abs=0.01)


def test_shapley_of_today_is_the_one_computed_by_hand(mini: Outcome) -> None:
    """HERKOMST: the day and night load gain 1,993.78 each, the flat load 112.64."""
    value = of_today(mini)
    shares = shapley(Game(MEMBERS, value.cost)).shares
    gains = {c: value.alone_eur[c] - shares[c] for c in MEMBERS}
    assert gains == pytest.approx({"dag": 1993.78, "nacht": 1993.78, "vlak": 112.64}, abs=0.01)


def test_every_rule_divides_exactly_what_the_plan_costs(mini: Outcome) -> None:
    cost = mini.cases["together"].eur_per_year
    for allocation in mini.allocations.values():
        assert sum(allocation.shares.values()) == pytest.approx(cost, abs=1e-6)


def test_shapley_and_nucleolus_are_stable_where_a_core_exists(mini: Outcome) -> None:
    assert mini.core["shapley"].stable is True
    assert mini.core["nucleolus"].stable is True


def test_a_key_is_made_stable_with_as_little_changed_as_it_takes(mini: Outcome, empty_core: Outcome) -> None:
    """No other stable division is nearer to the key; where none is stable, leaving gains as little as can be."""
    key, near = (mini.allocations[rule].shares for rule in ("contract_kw", "closest_in_core"))
    assert mini.core["closest_in_core"].stable is True
    assert sum(near.values()) == pytest.approx(sum(key.values()), abs=0.01)

    def far(rule: str) -> float:
        return sum((eur - key[c]) ** 2 for c, eur in mini.allocations[rule].shares.items())

    stable = [rule for rule, report in mini.core.items() if report.stable is True]
    assert all(far("closest_in_core") <= far(rule) + 1.0 for rule in stable)
    tempts = {rule: report.surplus for rule, report in empty_core.core.items()}
    assert tempts["closest_in_core"] == pytest.approx(tempts["nucleolus"], abs=0.01)


def test_no_rule_is_stable_where_the_core_is_empty(empty_core: Outcome) -> None:
    assert empty_core.core
    assert all(report.stable is not True for report in empty_core.core.values())


def test_a_group_contract_alone_changes_nobodys_taxed_kwh(mini: Outcome) -> None:
    alone, together = mini.cases["alone"].energy, mini.cases["together"].energy
    assert {c: e.offtake_kwh for c, e in alone.items()} == pytest.approx(
        {c: together[c].offtake_kwh for c in alone}, rel=1e-6
    )


def test_now_is_the_meter_and_not_a_plan(mini: Outcome) -> None:
    """Nothing is built now, and the net load is the use of the park less its own solar."""
    now = mini.cases["now"]
    assert now.builds == ()
    assert PARK not in now.bills
    for company in mini.park.companies:
        metered = mini.park.profiles.get(company.id)
        if metered is not None and company.solar_kwp == 0:
            assert np.allclose(now.net_kw[company.id], metered)


def test_in_a_red_area_nobody_pays_for_fewer_kw_than_contracted(mini: Outcome) -> None:
    contracts = sum(c.connection.offtake_kw for c in mini.park.companies if c.connection.kind == "large")
    agreed = sum(b.amount for b in mini.cases["together"].builds if b.measure == "group_contract")
    assert agreed == pytest.approx(contracts)


def test_growth_counts_for_nothing_in_the_hard_euros(mini: Outcome) -> None:
    total = sum(b.total for b in mini.cases["together"].bills.values())
    assert mini.cases["together"].eur_per_year == total
    assert any(g.together_kw > g.alone_kw for g in mini.growth)


def test_the_plan_carries_its_bound(mini: Outcome) -> None:
    proof = mini.cases["together"].proof
    assert proof is not None
    assert proof.design_lower <= proof.design_upper
    assert proof.replayed == pytest.approx(mini.cases["together"].eur_per_year)


def test_the_sentence_says_the_saving(mini: Outcome) -> None:
    assert f"EUR {dutch(mini.saving_eur)} per jaar" in mini.decision.nl


def test_the_order_of_companies_changes_nothing(mini: Outcome) -> None:
    """Turned round, the plan has the same bytes."""
    from_end = _turned(mini)
    assert plan_json(from_end) == plan_json(mini)
    assert from_end.cases["together"].eur_per_year == pytest.approx(mini.cases["together"].eur_per_year, abs=0.01)
    assert _gains(from_end) == pytest.approx(_gains(mini), abs=0.01)


def test_the_order_of_rows_on_the_map_changes_nothing(mini: Outcome) -> None:
    """Buildings, streets and areas turned round: the same bytes, hash of the input and all."""
    park = mini.park
    turned = {name: getattr(park, name)[::-1] for name in ("buildings", "streets", "areas", "parcels", "background")}
    again = Scenario(replace(park, **turned), mini.year, measures=(GroupContract(),))
    assert plan_json(optimise(again)) == plan_json(mini)


def of_today(outcome: Outcome) -> Together:
    """The game of a group contract when everybody lives as now, without the saving that the law asks for."""
    now, year = outcome.cases["now"], outcome.year
    lives = [
        Life(
            company=c.id,
            tariff=tariff(c.connection.tariff),
            net_kw=now.net_kw[c.id],
            own_eur=sum(v for k, v in now.bills[c.id].lines.items() if k not in SHARED_LINES),
            alone_eur=now.bills[c.id].total,
            contract_kw=c.connection.offtake_kw,
            feed_in_kw=c.connection.feed_in_kw,
        )
        for c in outcome.park.companies
        if c.id in MEMBERS
    ]
    rules = outcome.park.rules
    assert rules.group_fixed_eur is not None
    assert rules.group_member_eur is not None
    sharing = Sharing([lives], np.repeat(year.month, 4), member_eur=rules.group_member_eur)
    return Together({one.company: one.alone_eur for one in lives}, {"station": sharing}, rules.group_fixed_eur)


def _turned(outcome: Outcome) -> Outcome:
    park = replace(outcome.park, companies=outcome.park.companies[::-1])
    return optimise(Scenario(park, outcome.year, measures=(GroupContract(),)))


def _gains(outcome: Outcome) -> Mapping[str, float]:
    shares = outcome.allocations["shapley"].shares
    return {c: outcome.cases["alone"].bills[c].total - s for c, s in sorted(shares.items())}


def test_a_key_of_your_own_divides_the_common_bill_among_members(mini: Outcome) -> None:
    """Everything to the night load: it carries the whole common bill, the others only their own."""
    shares = allocate(mini, {"nacht": 1.0}).shares
    together = mini.cases["together"]
    assert shares["dag"] == pytest.approx(together.bills["dag"].total)
    assert sum(shares.values()) == pytest.approx(together.eur_per_year)


def test_a_key_of_your_own_is_changed_no_further_than_it_takes(mini: Outcome) -> None:
    """All to the night load leaves it dearer off than alone: it pays what it pays alone, or less."""
    game = mini.game
    assert game is not None
    mine = allocate(mini, {"nacht": 1.0}).shares
    held = allocate(mini, {"nacht": 1.0}, stable=True)
    assert not core_check(game, {p: mine[p] for p in game.players}).stable
    assert core_check(game, {p: held.shares[p] for p in game.players}).stable
    assert sum(held.shares.values()) == pytest.approx(sum(mine.values()))
    assert held.note == ""
    again = allocate(mini, "shapley", stable=True).shares
    assert again == pytest.approx(dict(mini.allocations["shapley"].shares))  # which holds already


def test_where_no_division_holds_a_key_says_what_would(empty_core: Outcome) -> None:
    held = allocate(empty_core, {"vroeg": 1.0}, stable=True)
    assert "subsidy" in held.note
    assert sum(held.shares.values()) == pytest.approx(empty_core.cases["together"].eur_per_year)


def test_an_unknown_rule_names_the_known_ones(mini: Outcome) -> None:
    with pytest.raises(ModelError, match="shapley"):
        allocate(mini, "naar draagkracht")


def test_where_no_group_pays_everybody_stays_alone_and_nothing_breaks(mini: Outcome) -> None:
    park = replace(mini.park, rules=replace(mini.park.rules, group_fixed_eur=1e6))
    answer = optimise(Scenario(park, mini.year, measures=(GroupContract(),)))
    assert answer.members == {}
    assert answer.saving_eur == pytest.approx(0.0, abs=1e-6)
    assert "Niets samen doen" in answer.decision.nl


def test_every_limit_holds_in_every_quarter(mini: Outcome) -> None:
    verdict = verify(mini)
    assert verdict.ok, [f"{check.name.nl}: {check.where} {check.amount}" for check in verdict.failed]


def test_who_finds_no_answer_in_time_stays_as_it_was_and_the_plan_says_so(
    mini: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any(case.proof.ended_early for case in mini.cases.values() if case.proof is not None)
    monkeypatch.setattr("collectief.plan.members.SECONDS", 0.0)
    park = read_park(PARKS / "proeftuin-mini")
    hurried = optimise(Scenario(park, read_year(park, PARKS / "proeftuin-mini"), measures=(GroupContract(),)))
    assert hurried.cases["together"].proof is not None
    assert hurried.cases["together"].proof.ended_early
    assert not verify(hurried).failed
