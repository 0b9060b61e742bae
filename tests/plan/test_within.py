"""Caps on a park that answers fast: one company of Proeftuin Mini with panels or a heat pump, lived for real."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from collectief import Caps, Outcome, Scenario, optimise, prove, read_park, read_year, verify
from collectief.errors import Infeasible
from collectief.facts.swing import lying_over
from collectief.measure import HeatPump, Measure, Solar
from collectief.plan import decide, within
from collectief.plan.caps import Prices
from collectief.plan.decide import optimise as plainly
from collectief.plan.fingerprint import input_hash, pieces
from collectief.plan.run import Run, Stop, Stopped
from collectief.presentation.plan_json import plan_json
from collectief.presentation.section_caps import caps as section
from collectief.presentation.speech import Speech
from collectief.verification.caps import check_caps

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
BUDGET, LAW = 100_000.0, 48_973.0
"""EUR; of what is invested the law asks 48,973."""


CO2 = Caps(co2_tonnes=207.0)


@cache
def scenario(measure: Measure = Solar()) -> Scenario:  # noqa: B008 - frozen
    """Dagwerk alone, that may build one thing."""
    park = read_park(MINI)
    return Scenario(park, read_year(park, MINI), measures=(measure,)).only(("dag",))


@pytest.fixture(scope="module")
def free() -> Outcome:
    """The plan without a cap: EUR 128,873 invested, most of it in panels."""
    return optimise(scenario())


@pytest.fixture(scope="module")
def budgeted() -> Outcome:
    """The plan with EUR 100,000."""
    return optimise(replace(scenario(), caps=Caps(budget_eur=BUDGET)))


@pytest.fixture(scope="module")
def capped() -> Outcome:
    """A heat pump: 209.8 tonnes without a cap, 204.3 at the least."""
    return optimise(replace(scenario(HeatPump()), caps=CO2))


def test_until_a_plan_keeps_the_cap_stopping_leaves_none(free: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever plans stand on the way; what is cut short there is known to who asked."""

    def on_the_way(_: Scenario, run: Run) -> Outcome:
        assert not run.stop.plan_stands
        run.stop.plan_stands = True
        if run.stop.now():
            raise Stopped
        return free

    monkeypatch.setattr(decide, "optimise", on_the_way)
    for caps, stands in ((Caps(budget_eur=1.0), False), (Caps(budget_eur=1e9), True)):
        run = Run()
        search = within._Search(scenario(), caps, run)
        search.live(Prices())
        assert run.stop.plan_stands is stands
        assert not run.stop.cut
        run.stop.ask()
        with pytest.raises(Stopped):
            search.live(Prices())
        assert run.stop.cut


def test_a_budget_is_used_up_and_kept_and_costs_what_it_says(free: Outcome, budgeted: Outcome) -> None:
    found = budgeted.capped
    assert found is not None
    together = budgeted.cases["together"]
    assert 0.99 * BUDGET < together.investment_eur <= BUDGET
    assert together.eur_per_year > free.cases["together"].eur_per_year
    assert 0.0 < found.prices.eur_per_eur < 1.0
    assert found.left_eur < 1e-3 * together.eur_per_year
    more = together.eur_per_year - free.cases["together"].eur_per_year
    assert f"EUR {more:,.0f} a year more" in budgeted.decision.en
    assert verify(budgeted).ok


def test_a_euro_of_budget_is_worth_what_the_plans_around_it_differ(free: Outcome, budgeted: Outcome) -> None:
    """The line from this budget to all that the plan without one invests is no steeper than the price, nor flatter."""
    found = budgeted.capped
    assert found is not None
    less, saved = (
        found.free.sums.investment_eur - found.plan.sums.investment_eur,
        found.plan.sums.eur - found.free.sums.eur,
    )
    assert saved / less <= found.prices.eur_per_eur * 1.01
    assert free.cases["together"].investment_eur == found.free.sums.investment_eur


def test_a_cap_on_co2_is_kept_in_the_year_that_is_lived(capped: Outcome) -> None:
    found = capped.capped
    assert found is not None
    assert found.free.tonnes > 207.0 >= capped.cases["together"].co2_kg / 1000.0
    assert found.plan.sums.eur > found.free.sums.eur
    assert found.prices.eur_per_tonne > 0.0
    assert all(check.ok for check in check_caps(capped))
    assert verify(capped).ok


def test_what_weighs_is_in_no_bill(capped: Outcome) -> None:
    """What is built costs its annuity and upkeep, at the interest of the park, and nothing more."""
    together = capped.cases["together"]
    lines = sum(b.lines.get(key, 0.0) for b in together.bills.values() for key in ("investment", "upkeep"))
    assert lines == pytest.approx(sum(b.eur_per_year for b in together.builds))
    assert sum(b.eur_per_year for b in together.builds) < 0.2 * together.investment_eur


def test_a_year_that_breaks_its_cap_is_caught_by_other_means(capped: Outcome, budgeted: Outcome) -> None:
    for outcome, caps in ((capped, Caps(co2_tonnes=190.0)), (budgeted, Caps(budget_eur=90_000.0))):
        assert outcome.capped is not None
        tampered = replace(outcome, capped=replace(outcome.capped, caps=caps))
        assert not verify(tampered).ok
    assert capped.capped is not None
    plan = replace(capped.capped.plan, sums=replace(capped.capped.plan.sums, eur=1.0))
    assert [c.ok for c in check_caps(replace(capped, capped=replace(capped.capped, plan=plan)))].count(False) == 1


def test_a_cap_above_today_changes_nothing_but_what_is_said_of_it(free: Outcome) -> None:
    found = optimise(replace(scenario(), caps=Caps(1e6, 1e9)))
    assert found.capped is not None
    assert found.capped.prices == Prices()
    assert "costs nothing" in found.decision.en
    same = replace(found, capped=None, decision=free.decision, input_hash=free.input_hash)
    assert plan_json(same) == plan_json(free)


def test_without_caps_the_question_is_what_it_was(free: Outcome) -> None:
    """No field that was not asked for is in the fingerprint or in the values; asked for, it is another question."""
    assert input_hash(scenario()) == free.input_hash == plainly(scenario()).input_hash
    assert '"caps"' not in plan_json(free)
    assert not {b"str caps", b"str rations", b"str capital_weight"} & set(pieces(scenario()))
    assert input_hash(replace(scenario(), caps=Caps(co2_tonnes=1.0))) != free.input_hash
    assert list(check_caps(free)) == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("caps", "dutch", "english"),
    [
        (Caps(co2_tonnes=0.0), "Geen plan haalt 0,0 ton", "No plan reaches 0.0 tonnes"),
        (Caps(budget_eur=0.0), "EUR 48.973: EUR 48.973 te veel", "that the law asks for is in it"),
    ],
)
def test_what_cannot_be_reached_is_said_in_words(caps: Caps, dutch: str, english: str) -> None:
    with pytest.raises(Infeasible) as found:
        optimise(replace(scenario(), caps=caps))
    assert dutch in found.value.message.nl
    assert english in found.value.message.en


def test_a_budget_with_nothing_to_buy_is_kept_by_what_the_law_asks() -> None:
    found = optimise(replace(scenario(), measures=(), caps=Caps(budget_eur=LAW + 1.0)))
    assert found.cases["together"].investment_eur == pytest.approx(LAW, abs=1.0)
    assert found.capped is not None
    assert found.capped.prices == Prices()


def test_a_company_with_a_ration_invests_no_more_than_that(free: Outcome) -> None:
    """A budget of its own, beyond what the law asks; with plenty it does what it did."""
    poor = optimise(replace(scenario(), rations={"dag": 20_000.0})).cases["together"]
    assert poor.investment_eur == pytest.approx(LAW + 20_000.0, abs=2.0)
    rich = optimise(replace(scenario(), rations={"dag": 1e9})).cases["together"]
    assert rich.investment_eur == pytest.approx(free.cases["together"].investment_eur)


def test_no_plan_within_the_cap_costs_less_than_the_proven_bound(capped: Outcome) -> None:
    """Lagrange: the bound of the year with a tonne at its price, less what the cap weighs at that price."""
    proven = prove(replace(scenario(HeatPump()), caps=CO2), capped)
    assert proven.capped is not None
    least = proven.capped.least_eur
    assert least is not None
    assert 0.97 * proven.cases["together"].eur_per_year < least <= proven.cases["together"].eur_per_year
    assert all(least <= one.sums.eur for one in proven.capped.tried if CO2.kept_by(one.sums))
    assert proven.cases["alone"].proof == capped.cases["alone"].proof
    assert verify(proven).ok


def test_the_report_has_a_chapter_only_where_a_cap_was_given(free: Outcome, capped: Outcome) -> None:
    assert section(free, Speech("nl")) is None
    for language, title in (("nl", "De grens en wat hij kost"), ("en", "The cap and what it costs")):
        made = section(capped, Speech(language))  # type: ignore[arg-type]
        assert made is not None
        assert made.title == title


def test_who_stops_before_a_plan_keeps_the_cap_gets_none() -> None:
    stop = Stop()

    def tell(phase: str, _: float) -> None:
        if phase == "report":
            stop.ask()

    with pytest.raises(Stopped):
        optimise(replace(scenario(), caps=Caps(budget_eur=BUDGET)), Run(tell, stop=stop))


def test_no_weight_stays_behind(budgeted: Outcome, capped: Outcome) -> None:
    """Whatever was asked, the question without caps is the one before."""
    assert budgeted.input_hash != capped.input_hash
    assert lying_over() == {}
