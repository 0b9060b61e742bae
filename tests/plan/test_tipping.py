"""Where something stops or starts to pay: by hand, and as it is said."""

from dataclasses import replace

import pytest

from collectief import Scenario
from collectief.facts import Fact, fact, swung
from collectief.measure import MEASURES, GroupContract, HeatNetwork, HeatPump, Measure, Solar
from collectief.model import Warm
from collectief.model.write import built
from collectief.money import gas_price_eur_per_m3, marginal_rate
from collectief.plan.decide import optimise
from collectief.plan.earn_back import PROJECTS
from collectief.plan.entry import entries
from collectief.plan.one_less import one_less, removable, without
from collectief.plan.outcome import Outcome, Project
from collectief.plan.price_lines import Lines
from collectief.plan.reprice import Ledger, ledger
from collectief.plan.rerun import Rerun, company_rows
from collectief.plan.sureness import End, Swing, Tipping
from collectief.plan.tipping import TITLES, shared_entries, tipping_points
from collectief.plan.tipping_words import starts, stops
from collectief.text import Text

BUILT: tuple[Measure, ...] = (Solar(), HeatPump(), GroupContract())
GAS, RUNNING = "gas.ttf_eur_per_mwh", "group.fixed_eur_per_year"
STATED = ("group_contract", RUNNING)


@pytest.fixture(scope="module")
def book(sunny: Outcome, runs: Rerun) -> Ledger:
    return ledger(sunny, BUILT, setting=runs.setting, load_kw=runs.load_kw)


def tips(book: Ledger, *figures: Fact) -> dict[tuple[str, str], Tipping]:
    """Tipping points by what they are about and their figure; what a swing costs does not matter here."""
    swings = [Swing(f, End(low, 0.0, 0.0), End(high, 0.0, 0.0)) for f in figures for low, high in [(f.low, f.high)]]
    return {(t.about, t.key): t for t in tipping_points(book, swings)[0]}


def less(sunny: Outcome, runs: Rerun, measure: Measure | None) -> tuple[float, Lines]:
    """The plan together without a measure."""
    case, life = sunny.cases["together"], sunny.lives["together"]
    return one_less(runs.setting, case, life, measure, measures=BUILT, load_kw=runs.load_kw)


def test_a_plan_from_which_nothing_is_taken_costs_what_it_costs(sunny: Outcome, runs: Rerun) -> None:
    eur, lines = less(sunny, runs, None)
    assert eur == pytest.approx(sunny.cases["together"].eur_per_year, abs=1e-6)
    assert set(lines.built) == {"duty", "tax", "solar", "heat_pump", "group_contract"}


def test_what_is_in_the_plan_earns_more_than_it_costs(sunny: Outcome, runs: Rerun) -> None:
    sizes = sunny.lives["together"].sizes
    assert [m.key for m in removable(runs.setting, sizes, BUILT)] == ["solar", "heat_pump"]
    for measure in (Solar(), HeatPump()):
        eur, lines = less(sunny, runs, measure)
        assert eur > sunny.cases["together"].eur_per_year
        assert measure.key not in lines.built


def test_at_the_tipping_price_of_solar_the_plan_costs_the_same_with_and_without(book: Ledger) -> None:
    tip = tips(book, fact("solar.eur_per_kwp"))["solar", "solar.eur_per_kwp"]
    ways = (without("solar"), "together")
    at = book.costs({tip.key: tip.value}, ways)
    assert at[ways[0]] == pytest.approx(at[ways[1]], abs=5.0)
    assert (tip.below, tip.inside) == (False, False)
    assert "zon op het dak" in tip.text.nl
    assert "(nu 799)" in tip.text.nl


def test_heat_pumps_stop_paying_below_a_price_of_gas(book: Ledger) -> None:
    tip = tips(book, fact(GAS))["heat_pump", GAS]
    assert tip.below
    assert "EUR/m3" in tip.text.nl


def test_below_a_price_of_gas_the_heat_network_costs_more_than_it_brings(warm: Outcome) -> None:
    """With so little gas the pipes hardly pay; at the price that is said, network and no network cost the same."""
    little = tuple(replace(c, gas_m3=0.093 * c.gas_m3) for c in warm.park.companies)
    measures = (HeatPump(), HeatNetwork())
    plan = optimise(Scenario(replace(warm.park, companies=little), warm.year, measures=measures))
    assert [(p.key, p.adopted) for p in plan.projects] == [("heat_network", True)]
    book = ledger(plan, measures)
    tip = tips(book, fact(GAS))["heat_network", GAS]
    price = f"{gas_price_eur_per_m3(tip.value) + marginal_rate(0.0, 'gas', 2026):.2f}"
    assert tip.below
    assert tip.text.nl.startswith(f"Als de gasprijs met belasting onder {price.replace('.', ',')} EUR/m3 komt")
    assert tip.text.nl.endswith("kost het warmtenet meer dan het oplevert.")
    assert tip.text.en.startswith(f"If the price of gas with tax goes below {price} EUR/m3")
    assert tip.text.en.endswith("the heat network costs more than it brings.")
    before, after = (min(book.costs({GAS: tip.value}, book.kin(way)).values()) for way in ("group", "together"))
    assert before == pytest.approx(after, abs=5.0)


def test_beside_a_network_that_gas_does_not_tip_the_group_contract_tips_by_itself(warm: Outcome) -> None:
    swings = [Swing(fact(GAS), End(fact(GAS).low, 0.0, 0.0), End(fact(GAS).high, 0.0, 0.0))]
    found, firm = tipping_points(ledger(warm), swings)
    assert "group_contract" in {t.about for t in found}
    assert {"acting together", "the heat network"} <= {one.en for one in firm}


def test_a_figure_that_a_measure_does_not_feel_tips_nothing(book: Ledger) -> None:
    assert tips(book, fact("charging.eur_per_kw"), fact("group.member_eur_per_year")).keys() == {STATED}


def test_both_sides_may_drop_a_measure_that_does_not_pay_any_more(book: Ledger) -> None:
    assert set(book.kin("alone")) == {"alone", without("solar", "alone"), without("heat_pump", "alone")}
    cheap = book.costs({GAS: 10.0}, book.kin("alone"))
    assert min(cheap, key=lambda way: cheap[way]) == without("heat_pump", "alone")
    usual = book.costs({}, book.kin("alone"))
    assert min(usual, key=lambda way: usual[way]) == "alone"


def test_what_nothing_tips_is_named(book: Ledger) -> None:
    _, firm = tipping_points(book, ())
    assert [one.en for one in firm] == [
        "solar power on the roof",
        "a heat pump of one's own",
    ]


def test_a_group_of_which_the_park_states_the_cost_tips_where_it_costs_what_it_saves(book: Ledger) -> None:
    stated = book.outcome.park.rules.group_fixed_eur
    assert stated is not None
    tip = tips(book)[STATED]
    assert tip.value == pytest.approx(stated + book.outcome.saving_eur)
    assert "het groepscontract" in tip.text.nl


def test_running_a_group_tips_where_it_costs_what_it_saves(sunny: Outcome, runs: Rerun) -> None:
    """The saving is S at a fixed cost of F a year: at F + S nothing is left."""
    known = replace(fact(RUNNING), value=1200.0, low=600.0, high=2400.0)
    park = replace(sunny.park, rules=replace(sunny.park.rules, group_fixed_eur=None))
    setting = replace(runs.setting, park=park)
    with swung({RUNNING: 1200.0}):  # the fixed cost with which this plan was made
        book = ledger(replace(sunny, park=park), BUILT, setting=setting, load_kw=runs.load_kw)
        tip = tips(book, known)[STATED]
        at = book.costs({RUNNING: tip.value})
    assert not tip.below
    assert tip.value == pytest.approx(1200.0 + sunny.saving_eur, abs=10.0)
    assert at["alone"] == pytest.approx(at["together"], abs=10.0)


def test_a_project_that_was_left_out_starts_to_pay_where_the_plan_costs_as_much(sunny: Outcome, runs: Rerun) -> None:
    """Left out here: each alone. It is the cheaper one once running the group costs what it saves."""
    known = replace(fact(RUNNING), value=1200.0, low=600.0, high=2400.0)
    park = replace(sunny.park, rules=replace(sunny.park.rules, group_fixed_eur=None))
    left_out = Project("site", ("dag", "nacht"), frozenset(), -sunny.saving_eur, tried=sunny.lives["alone"])
    with swung({RUNNING: 1200.0}):
        plan = replace(sunny, park=park, projects=(left_out,))
        book = ledger(plan, BUILT, setting=replace(runs.setting, park=park), load_kw=runs.load_kw)
        (tip,) = shared_entries(book, [Swing(known, End(600.0, 0.0, 0.0), End(2400.0, 0.0, 0.0))])
    assert not tip.below
    assert tip.value == pytest.approx(1200.0 + sunny.saving_eur, abs=10.0)
    assert tip.text.nl.endswith("lonen. Nu kost dat meer dan het bespaart.")


def test_a_battery_starts_to_pay_at_the_price_that_is_said_and_not_above(runs: Rerun) -> None:
    """At that price a company that must build one pays as much as one that may not, all else free to choose."""
    tip = next(t for t in entries(runs, MEASURES, tax_year=2026) if t.about == "battery")
    assert fact("battery.eur_per_kwh").value > tip.value
    gains = []
    for price in (0.98 * tip.value, 1.02 * tip.value):
        with swung({tip.key: price}):
            gains.append(max(_gain(runs, c.id) for c in runs.setting.park.companies))
    assert gains[0] > 0 > gains[1]


def _gain(runs: Rerun, company: str) -> float:
    """What a company saves when it must build a battery."""
    size = f"battery/{company}"
    rows = company_rows(runs, company, MEASURES).relaxed()
    kept = (rows.close((size, built(size))), rows.settled({built(size): 1.0}))
    without_one, with_one = (Warm(r, presolve=True).solve().upper for r in kept)
    return without_one - with_one


@pytest.mark.parametrize(
    ("key", "value", "nl", "en"),
    [
        ("gas.ttf_eur_per_mwh", 20.0, "Als de gasprijs met belasting onder 0,83 EUR/m3 komt (nu 1,03), kost het kost",
         "If the price of gas with tax goes below 0.83 EUR/m3 (now 1.03), it costs"),
        ("interest.real", 0.0858, "Als de rente boven 8,58 % komt (nu 5), kost het kost",
         "If the interest rate goes above 8.58 % (now 5), it costs"),
        ("solar.life_years", 14.26, "Als de levensduur van zonnepanelen onder 14,3 jaar komt (nu 25), kost het kost",
         "If the life of solar panels goes below 14.3 years (now 25), it costs"),
    ],
)  # fmt: skip
def test_a_tipping_point_is_said_in_plain_words(key: str, value: float, nl: str, en: str) -> None:
    said = stops(Text(nl="het", en="it"), fact(key), value, tax_year=2026)
    assert said.nl == nl.removesuffix(" kost") + " meer dan het oplevert."
    assert said.en == en + " more than it brings."


def test_what_starts_to_pay_is_said_to_be_out_of_the_plan() -> None:
    said = starts(Text(nl="een batterij", en="a battery"), fact("battery.eur_per_kwh"), 198.0, tax_year=2026)
    assert said.nl.startswith("Als de prijs van een batterij onder 198 EUR/kWh komt (nu 400), gaat een batterij lonen")
    assert said.en.endswith("It is not in the plan now.")


def test_every_shared_project_has_a_name_in_what_tips() -> None:
    assert set(TITLES) == set(PROJECTS)
