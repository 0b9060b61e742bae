"""The search for prices at which a plan keeps its caps, on parks that are a list of plans: every number by head."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.errors import ModelError
from collectief.plan.cap_fill import best, fill
from collectief.plan.cap_search import PLANS, Line, line, most_prices, searched
from collectief.plan.cap_words import kept_sentence, out_of_reach
from collectief.plan.caps import Capped, Caps, Prices, Tried
from collectief.plan.outcome_sums import Sums


def sums(eur: float, tonnes: float, investment: float = 0.0) -> Sums:
    return Sums(eur, 1000.0 * tonnes, 0.0, 0.0, investment)


class Park:
    """A park with just these plans: at any prices it gives the one that weighs least."""

    def __init__(self, *plans: Sums) -> None:
        self.plans = plans
        self.asked: list[Prices] = []

    def live(self, prices: Prices) -> Tried:
        """The plan at these prices."""
        self.asked.append(prices)
        chosen = min(self.plans, key=lambda one: Tried(prices, one).weighed_eur(prices))
        return Tried(prices, chosen)

    def search(self, caps: Caps) -> tuple[Sequence[Tried], Line]:
        """All that was tried for these caps."""
        return searched(caps, self.live(Prices()), self.live)


CONVEX = (sums(1000, 100), sums(1100, 80), sums(1400, 60), sums(3000, 50))
"""From dear to clean: the steps cost 5, 15 and 160 EUR per tonne."""


@pytest.mark.parametrize(
    ("cap", "eur", "price", "line_eur"),
    [
        (100.0, 1000.0, 0.0, 1000.0),
        (90.0, 1100.0, 5.0, 1050.0),
        (60.0, 1400.0, None, 1400.0),
        (55.0, 3000.0, 160.0, 2200.0),
    ],
)
def test_the_cheapest_plan_within_the_cap_is_found_with_the_price_of_the_step_to_it(
    cap: float, eur: float, price: float | None, line_eur: float
) -> None:
    caps = Caps(co2_tonnes=cap)
    tried, found = Park(*CONVEX).search(caps)
    kept = best(caps, list(tried))
    assert kept is not None
    assert (kept.sums.eur, found.kept) == (eur, True)
    assert found.eur == pytest.approx(line_eur)
    if price is not None:
        assert found.prices.eur_per_tonne == pytest.approx(price)


def test_the_highest_price_is_asked_only_where_a_tenth_of_it_does_not_do() -> None:
    for cap, times in ((90.0, 10.0), (40.0, 100.0)):
        park = Park(*CONVEX)
        park.search(Caps(co2_tonnes=cap))
        assert max(p.eur_per_tonne for p in park.asked) == times * 1000 / 100


def test_a_cap_that_does_not_bind_asks_no_second_plan_and_is_worth_nothing() -> None:
    park = Park(*CONVEX)
    tried, found = park.search(Caps(co2_tonnes=1e9, budget_eur=0.0))
    assert (len(tried), found.prices, park.asked) == (1, Prices(), [Prices()])


def test_a_cap_below_the_cleanest_plan_is_not_kept_and_says_by_how_much_it_is_missed() -> None:
    caps = Caps(co2_tonnes=40.0)
    tried, found = Park(*CONVEX).search(caps)
    assert not found.kept
    assert best(caps, list(tried)) is None
    words = out_of_reach(caps, tried)
    assert "Geen plan haalt 40,0 ton" in words.nl
    assert "het laagste dat is gevonden is 50,0 ton. Dat is 10,0 ton te veel." in words.nl
    assert "the lowest that was found is 50.0 tonnes. That is 10.0 tonnes too much." in words.en


def test_a_budget_is_kept_the_same_way() -> None:
    """Investing 100 saves 30 a year, and 200 more saves 20: at a budget of 150 the step is worth 0.1 a euro."""
    park = Park(sums(100, 0, 300), sums(120, 0, 100), sums(150, 0, 0))
    caps = Caps(budget_eur=150.0)
    tried, found = park.search(caps)
    kept = best(caps, list(tried))
    assert kept is not None
    assert kept.sums.investment_eur == 100.0
    assert found.prices.eur_per_eur == pytest.approx(0.1)
    assert found.eur == pytest.approx(115.0)


def test_two_caps_have_a_price_each_and_say_which_goes_with_which() -> None:
    clean, cheap, both = sums(120, 10, 500), sums(110, 90, 0), sums(150, 40, 200)
    park = Park(sums(100, 100, 100), clean, cheap, both)
    caps = Caps(50.0, 250.0)
    tried, _ = park.search(caps)
    assert any(caps.kept_by(one.sums) for one in tried)
    without = Caps(50.0, 90.0)
    said = out_of_reach(without, [Tried(Prices(), one) for one in (sums(100, 100, 100), clean, cheap)])
    assert "houdt beide grenzen" in said.nl
    assert "EUR 410 meer dan het budget" in said.nl
    assert "With the budget 90.0 tonnes is the lowest" in said.en


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 1e6), st.floats(0, 1e4)), min_size=1, max_size=12), st.floats(0, 1e4))
def test_no_plan_within_the_cap_lies_below_the_line_and_the_search_ends(
    plans: list[tuple[float, float]], cap: float
) -> None:
    """The line is a bound on every plan of the park, as its search is exact here, up to how fine it looks."""
    park, caps = Park(*(sums(eur, tonnes) for eur, tonnes in plans)), Caps(co2_tonnes=cap)
    tried, found = park.search(caps)
    assert len(park.asked) <= 1 + 2 * PLANS
    kept = best(caps, list(tried))
    possible = [one for one in park.plans if caps.kept_by(one)]
    if kept is not None:
        fine = max(1.0, 1e-4 * kept.weighed_eur(found.prices)) + 1.0
        assert found.eur <= kept.sums.eur + 1e-6 * abs(kept.sums.eur) + 1e-6
        assert all(found.eur <= one.eur + fine for one in possible)


@pytest.mark.parametrize("odd", [-1.0, float("nan"), float("inf")])
def test_a_cap_that_is_no_number_of_nothing_or_more_is_refused(odd: float) -> None:
    for caps in ({"co2_tonnes": odd}, {"budget_eur": odd}):
        with pytest.raises(ModelError, match="cannot be"):
            Caps(**caps)


def test_a_sum_in_another_order_is_no_breach_and_a_kilogram_is() -> None:
    caps = Caps(co2_tonnes=0.3, budget_eur=300.0)
    assert caps.kept_by(sums(0, 0.1 + 0.2, 100.0 + 200.0 + 1e-8))
    assert not caps.kept_by(sums(0, 0.301, 300.0))
    assert not caps.kept_by(sums(0, 0.3, 300.01))


def test_a_search_without_time_gives_what_it_has() -> None:
    free = Tried(Prices(), CONVEX[0])
    tried, found = searched(Caps(co2_tonnes=90.0), free, lambda _: None)
    assert (tried, found.kept) == ([free], False)


def test_prices_beside_which_bills_hardly_count_exist_where_nothing_is_emitted_or_paid() -> None:
    assert most_prices(Tried(Prices(), sums(0, 0)), 10.0) == Prices(10.0, 10.0)
    assert most_prices(Tried(Prices(), sums(-500, 5)), 10.0).eur_per_tonne == 1000.0


def rationed(plan: Tried, near: Tried) -> list[Tried]:
    """Plans with rations on the straight line between two, of a park that follows its rations."""
    tried = [near, plan]

    def live(prices: Prices, rations: object) -> Tried:
        assert isinstance(rations, dict)
        invested = sum(rations.values())
        share = invested / sum(near.invested.values())
        return Tried(prices, sums(200 - 100 * share, 0, invested), rations, rationed=True)

    fill(Caps(budget_eur=150.0), tried, line(tried, Caps(budget_eur=150.0), Prices(10.0, 10.0)), live)
    return tried


def test_between_two_plans_a_ration_uses_up_the_budget() -> None:
    """All or nothing at one price: 300 invested saves 100, and half of it half as much."""
    everything = Tried(Prices(0.0, 0.2), sums(100, 0, 300), {"a": 100.0, "b": 200.0})
    nothing = Tried(Prices(0.0, 0.4), sums(200, 0, 0), {"a": 0.0, "b": 0.0})
    new = rationed(nothing, everything)[2]
    assert (new.invested, new.prices, new.sums.eur) == ({"a": 50.0, "b": 100.0}, everything.prices, 150.0)


def test_where_the_line_is_reached_no_ration_is_tried() -> None:
    kept = Tried(Prices(), sums(150, 0, 150), {"a": 150.0})
    tried = [Tried(Prices(), sums(100, 0, 300), {"a": 300.0}), kept]
    fill(Caps(budget_eur=150.0), tried, Line(Prices(), 149.5, kept=True), lambda *_: pytest.fail("asked for nothing"))
    assert len(tried) == 2


def test_the_plan_beside_is_one_that_no_other_beats() -> None:
    """A search is not exact: the plan without a cap may be dearer and dirtier than one that is nearer."""
    free, near, plan = (Tried(Prices(), one) for one in (sums(1050, 100), sums(1040, 81), sums(1100, 80)))
    found = Capped(Caps(co2_tonnes=80.5), free, plan, Prices(5.0), 1075.0, plan.sums, (free, near, plan))
    assert found.neighbour == near


def test_the_decision_says_what_the_cap_costs() -> None:
    free, plan = (Tried(Prices(), one) for one in (sums(1000, 100), sums(1100, 80)))
    found = Capped(Caps(co2_tonnes=85.0), free, plan, Prices(5.0), 1075.0, plan.sums, (free, plan))
    assert found.neighbour == free
    assert found.left_eur == pytest.approx(25.0)
    assert kept_sentence(found).nl == (
        "Dit plan blijft binnen de grens: 80,0 ton CO2 per jaar (hooguit 85,0). "
        "Dat kost EUR 100 per jaar meer dan het plan zonder grens."
    )
    apart = kept_sentence(replace(found, alone=free.sums))
    assert apart.en.endswith(
        "chosen in the same way, does not keep to the cap: 100.0 tonnes CO2 a year (at most 85.0)."
    )
    assert "costs nothing" in kept_sentence(replace(found, plan=free)).en
    assert "EUR 100 a year cheaper" in kept_sentence(replace(found, free=plan, plan=free, tried=(plan,))).en


def test_between_two_plans_that_invest_the_same_the_price_is_what_differs() -> None:
    dear = Tried(Prices(600.0), sums(1100, 80, 500), {"a": 500.0})
    cheap = Tried(Prices(400.0), sums(1000, 90, 500), {"a": 500.0})
    heard: list[Prices] = []

    def live(prices: Prices, _: object) -> None:
        heard.append(prices)

    fill(Caps(co2_tonnes=85.0), [cheap, dear], Line(Prices(), 1000.0, kept=True), live)
    assert heard == [Prices(500.0)]
