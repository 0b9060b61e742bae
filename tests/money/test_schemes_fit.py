"""Schemes: the traps that cost money, what each brings, and that every question gets an answer in both languages."""

import csv
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.errors import MissingFact
from collectief.facts import swung
from collectief.facts.schemes import conditions, scheme, schemes
from collectief.money.schemes import Applicant, Asset, Worth, answer, answers, worth
from collectief.money.schemes.answer import open_on, stacked
from collectief.money.schemes.asset import Span, is_sme, medium_voltage, subjects
from collectief.money.schemes.condition import applies, met
from collectief.money.schemes.worth import granted, tax_saved_eur
from collectief.park.choices import SIGNABLE
from collectief.park.owners import OWNERS
from collectief.park.things import Kind
from collectief.text import Text

SAMPLES = Path(os.environ.get("COLLECTIEF_SAMPLES", Path(__file__).parents[2] / ".." / "shared" / "samples"))
IN_2026 = date(2026, 6, 1)
BAKER = Applicant(
    kind="bv", sbi=(10,), fte=40, turnover_eur=8e6, balance_eur=3e6, profit_eur=500e3, connection="large", level="MS",
    contract_kw=400.0, electricity_kwh=9e5, gas_m3=8e4, lorry_kwh=0.0, offtake="red", feed_in="yellow",
    companies_in_area=5.0, investment_eur=3e5,
)  # fmt: skip
HEAT_PUMP = Asset("heat_pump", 120.0, "kW", 110_000.0, payback_years=8.0)
RECOVERY = Asset("heat_recovery", 200.0, "kW", 100_000.0)
NETWORK = Asset("heat_network", 900.0, "m", 2e6)


def said(key: str, who: Applicant, asset: Asset, on: date | None = IN_2026) -> tuple[str, str]:
    found = answer(scheme(key), who, asset, on)
    return found.verdict, found.decided_by


def test_a_taxed_company_with_profit_gets_the_energy_allowance_on_a_heat_pump() -> None:
    assert answer(scheme("eia"), BAKER, HEAT_PUMP, IN_2026).verdict == "yes"


@pytest.mark.parametrize("kind", ["vereniging", "stichting", "gemeente"])
@pytest.mark.parametrize("key", ["eia", "mia", "vamil", "kia"])
def test_who_pays_no_tax_on_profit_gets_no_deduction(kind: str, key: str) -> None:
    for one in (HEAT_PUMP, RECOVERY):
        found = answer(scheme(key), replace(BAKER, kind=kind), one, IN_2026)
        assert found.verdict == "no"
    assert said("eia", replace(BAKER, kind=kind), HEAT_PUMP) == ("no", "pays_profit_tax")


def test_a_taxed_association_does_get_it() -> None:
    assert said("eia", replace(BAKER, kind="belaste_vereniging"), HEAT_PUMP)[0] == "yes"


def test_an_owner_of_unknown_kind_has_to_look() -> None:
    found = answer(scheme("eia"), replace(BAKER, kind=""), HEAT_PUMP, IN_2026)
    assert (found.verdict, found.decided_by) == ("check", "pays_profit_tax")
    assert "niet bekend" in found.text.nl
    assert "not known" in found.text.en


def test_unknown_profit_has_to_be_looked_up() -> None:
    assert said("eia", replace(BAKER, profit_eur=None), HEAT_PUMP) == ("check", "profit_eur")


@pytest.mark.parametrize(
    ("dwellings", "buildings", "verdict"), [(0, 0, "no"), (249, 9, "no"), (300, 4, "no"), (250, 5, "check")]
)
def test_no_heat_network_grant_without_the_dwellings(dwellings: int, buildings: int, verdict: str) -> None:
    asset = replace(NETWORK, dwellings=float(dwellings), dwelling_buildings=float(buildings))
    found = answer(scheme("wis"), replace(BAKER, shared=True), asset, IN_2026)
    assert found.verdict == verdict
    if dwellings < 250:
        assert found.decided_by == "dwellings"
        assert f"Hier: {dwellings} woningen." in found.text.nl
        assert "250" in found.text.en


def test_of_two_allowances_on_one_thing_both_stay_while_their_amounts_overlap() -> None:
    """40 % of 100,000 at 25.8 % is 10,320; of 27 to 45 % the upper end (11,610) is more, so nobody can say no yet."""
    found = {a.scheme.key: a for a in answers(BAKER, RECOVERY, IN_2026)}
    assert found["eia"].verdict == "yes"
    assert found["mia"].verdict == "check"
    assert found["mia"].worth is not None
    assert found["mia"].worth.span_eur == pytest.approx((6_966.0, 11_610.0))
    assert "Niet naast Energie-investeringsaftrek (EIA) op dezelfde investering: kies er één." in found["mia"].text.nl
    assert "Niet naast Milieu-investeringsaftrek (MIA)" in found["eia"].text.nl


def test_an_allowance_that_is_never_better_is_refused_and_says_why() -> None:
    eia, mia = (answer(scheme(k), BAKER, RECOVERY, IN_2026) for k in ("eia", "mia"))
    low = replace(mia, worth=Worth(5e3, 9e3, 5e3, 9e3))
    found = {a.scheme.key: a for a in stacked((eia, low))}
    assert (found["mia"].verdict, found["mia"].decided_by) == ("no", "stacking")
    assert "EUR 10.320 tegen EUR 5.000 tot 9.000" in found["mia"].text.nl
    assert found["eia"].verdict == "yes"


@given(st.sampled_from(SIGNABLE), st.floats(1e3, 1e7), st.sampled_from(["", *OWNERS]))
@settings(max_examples=60, deadline=None)
def test_where_both_allowances_are_open_each_says_that_it_is_one_or_the_other(key: str, eur: float, kind: str) -> None:
    found = {a.scheme.key: a for a in answers(replace(BAKER, kind=kind), Asset(key, 10.0, "kW", eur), IN_2026)}
    eia, mia = found["eia"], found["mia"]
    if "no" not in (eia.verdict, mia.verdict):
        assert "kies er één" in eia.text.nl
        assert "choose one" in mia.text.en
        if eia.worth is not None and mia.worth is not None:
            assert eia.worth.span_eur[0] < mia.worth.span_eur[1]


def test_what_is_signed_gets_no_grant_any_more() -> None:
    late = replace(HEAT_PUMP, signed=True)
    assert said("veki", BAKER, late) == ("no", "signed")
    assert said("sde", BAKER, replace(late, amount=900.0)) == ("no", "signed")
    assert said("eia", BAKER, late)[0] == "yes"  # reported after ordering


def test_a_grant_says_that_it_comes_before_the_order() -> None:
    found = answer(scheme("veki"), BAKER, HEAT_PUMP, IN_2026)
    assert "teken pas na de toekenning" in found.text.nl
    assert "sign only after it is granted" in found.text.en


@pytest.mark.parametrize(
    ("connection", "now", "new", "verdict"),
    [
        ("small", 0.0, 100.0, "yes"),
        ("small", 40.0, 61.0, "no"),
        (None, 40.0, 61.0, "check"),  # no connection known: it may be one that gets it
        (None, 0.0, 60.0, "check"),
        ("large", 0.0, 60.0, "check"),
        ("large", 0.0, 500.0, "check"),
    ],
)
def test_the_energy_allowance_on_panels_has_a_peak(
    connection: Kind | None, now: float, new: float, verdict: str
) -> None:
    who = replace(BAKER, connection=connection, solar_kwp=now)
    found = answer(scheme("eia"), who, Asset("solar", new, "kWp", 720 * new), IN_2026)
    assert found.verdict == verdict
    if now + new > 100:
        assert "100 kWp" in found.text.nl
    if connection is None and now + new > 100:
        assert "bij een kleine aansluiting: " in found.text.nl
        assert "with a large connection: " in found.text.en


def test_the_sde_asks_fifteen_kwp_and_a_large_connection() -> None:
    assert said("sde", BAKER, Asset("solar", 14.0, "kWp", 1e4)) == ("no", "kwp")
    assert said("sde", replace(BAKER, connection="small"), Asset("solar", 50.0, "kWp", 3e4)) == ("no", "connection")
    assert said("sde", BAKER, Asset("solar", 50.0, "kWp", 3e4))[0] == "check"
    assert said("sde", BAKER, HEAT_PUMP) == ("no", "heat_kw")


def test_grid_balancing_left_the_energy_list() -> None:
    assert said("eia", BAKER, Asset("battery", 500.0, "kWh", 2e5, grid_balancing=True)) == ("no", "grid_balancing")
    assert said("eia", BAKER, Asset("group_contract", 900.0, "kW", 0.0, grid_balancing=True)) == (
        "no",
        "grid_balancing",
    )
    assert said("eia", BAKER, Asset("battery", 500.0, "kWh", 2e5))[0] == "check"


def test_what_the_law_requires_gets_nothing_without_a_look() -> None:
    for s in schemes():
        for measure in s.measures:
            found = answer(s, BAKER, Asset(measure, 100.0, "kW", 1e5, required_by_law=True, payback_years=5.0), IN_2026)
            assert found.verdict != "yes", s.key
    eia = answer(scheme("eia"), BAKER, Asset("efficiency", 1e4, "kWh/jaar", 1e4, required_by_law=True), IN_2026)
    assert (eia.verdict, eia.decided_by) == ("check", "required_by_law")


def test_an_estimated_payback_decides_where_both_its_ends_say_the_same() -> None:
    for years, verdict in ((Span(2.0, 3.0, 4.9), "no"), (Span(4.5, 5.5, 6.5), "check"), (Span(5.1, 6.0, 9.0), "check")):
        found = answer(scheme("veki"), BAKER, replace(HEAT_PUMP, payback_years=years), IN_2026)
        assert found.verdict == verdict
        assert ("een schatting tussen" in found.text.nl) == (years.low <= 5)  # above 5 for sure it is no question


def test_veki_is_for_industry_with_a_long_payback() -> None:
    assert said("veki", replace(BAKER, sbi=(46, 52)), HEAT_PUMP) == ("no", "sbi")
    assert said("veki", replace(BAKER, sbi=(10, 46)), HEAT_PUMP) == ("check", "sbi")
    assert said("veki", BAKER, replace(HEAT_PUMP, payback_years=4.0)) == ("no", "payback_years")
    assert said("veki", BAKER, replace(HEAT_PUMP, investment_eur=4e4)) == ("no", "most_grant_eur")  # 70 % of 40,000


def test_flex_e_asks_voltage_contract_and_congestion() -> None:
    study = Asset("advice")
    assert said("flex_e", BAKER, study)[0] == "check"
    assert said("flex_e", replace(BAKER, level="LS"), study) == ("no", "medium_voltage")
    assert said("flex_e", replace(BAKER, contract_kw=99.0), study) == ("no", "contract_kw")
    assert said("flex_e", replace(BAKER, offtake="yellow"), study) == ("no", "offtake_congestion")
    assert said("flex_e", replace(BAKER, level="MSLS"), study) == ("check", "medium_voltage")
    assert said("flex_e", replace(BAKER, offtake="amber"), study) == ("check", "offtake_congestion")


def test_a_battery_of_two_hours_is_an_assumption_so_sprila_is_looked_into() -> None:
    found = answer(scheme("sprila"), BAKER, Asset("battery", 200.0, "kWh", 9e4), date(2025, 6, 1))
    assert (found.verdict, found.decided_by) == ("check", "c_rate")
    assert "alleen een batterij van ten minste 4 uur" in found.text.nl
    assert "0,5 kW per kWh, een aanname" in found.text.nl
    assert "at least 4 hours" in found.text.en
    with swung({"battery.hours": 4.0}):
        slow = subjects(BAKER, Asset("battery", 200.0, "kWh"), most_grant_eur=None)
    assert slow["c_rate"] == 0.25


def test_a_closed_counter_is_no_and_one_that_may_open_again_is_looked_up() -> None:
    assert said("zh_infra", BAKER, NETWORK) == ("no", "window")
    assert said("veki", BAKER, HEAT_PUMP, date(2026, 3, 1))[0] == "check"
    assert open_on(scheme("wis"), date(2026, 8, 31)) is True
    assert open_on(scheme("wis"), date(2026, 9, 1)) is False
    assert open_on(scheme("wis"), None) is None  # a part of the year
    assert open_on(scheme("eia"), None) is True


def test_ordinary_technique_in_charge_points_left_the_environment_list() -> None:
    assert said("mia", BAKER, Asset("charging_hub", 100.0, "kW", 5e4)) == ("no", "never")


@pytest.mark.parametrize(
    ("profit", "saved"),
    [(1e6, 10_320.0), (100e3, 7_600.0), (220e3, 20e3 * 0.258 + 20e3 * 0.19), (10e3, 1_900.0), (-5e3, 0.0)],
)
def test_a_deduction_saves_tax_by_bracket(profit: float, saved: float) -> None:
    assert tax_saved_eur(replace(BAKER, profit_eur=profit), 40_000.0) == pytest.approx((saved, saved))


def test_without_known_profit_the_deduction_lies_between_both_rates() -> None:
    found = worth(scheme("eia"), replace(BAKER, profit_eur=None), RECOVERY)
    assert found is not None
    assert (found.low_eur, found.high_eur) == pytest.approx((7_600.0, 10_320.0))


def test_a_grant_is_taxed_and_capped() -> None:
    found = worth(scheme("veki"), BAKER, replace(NETWORK, investment_eur=1e8))
    assert found is not None
    assert (found.low_eur, found.high_eur) == (30e6, 30e6)
    assert found.low_after_tax_eur == pytest.approx(30e6 * (1 - 0.258))
    untaxed = worth(scheme("veki"), replace(BAKER, kind="stichting"), NETWORK)
    assert untaxed is not None
    assert untaxed.low_after_tax_eur == untaxed.low_eur == pytest.approx(600e3)


def test_the_battery_grant_is_higher_for_a_small_company() -> None:
    battery = Asset("battery", 100.0, "kWh", 5e4)
    assert granted(scheme("sprila"), BAKER, battery) == (16_000.0, 16_000.0)
    assert granted(scheme("sprila"), replace(BAKER, fte=900), battery) == (8_000.0, 8_000.0)
    assert granted(scheme("sprila"), replace(BAKER, fte=None), battery) == (8_000.0, 16_000.0)


def test_income_tax_is_the_owners_own() -> None:
    assert worth(scheme("eia"), replace(BAKER, kind="vof"), RECOVERY) is None
    found = worth(scheme("veki"), replace(BAKER, kind="vof"), RECOVERY)
    assert found is not None
    assert found.low_after_tax_eur is None


def test_turnover_or_balance_within_bounds_makes_a_small_company() -> None:
    assert is_sme(Applicant(fte=10, turnover_eur=9e7, balance_eur=1e6)) is True
    assert is_sme(Applicant(fte=10, turnover_eur=9e7, balance_eur=9e7)) is False
    assert is_sme(Applicant(fte=None, turnover_eur=1e6)) is None
    assert medium_voltage(Applicant(level="MSLS")) is None


def test_an_unknown_scheme_names_those_that_look_like_it() -> None:
    with pytest.raises(MissingFact, match="eia"):
        scheme("eai")


def test_what_is_from_memory_never_says_yes() -> None:
    low = [s for s in schemes() if s.confidence == "low"]
    assert len(low) >= 8
    for s in low:
        for measure in s.measures:
            rich = Asset(measure, 600.0, "kW", 2e5, payback_years=9.0, dwellings=400.0, dwelling_buildings=9.0)
            found = answer(s, BAKER, rich, IN_2026)
            assert found.verdict != "yes", s.key
            if found.verdict == "check":
                assert "niet bevestigd" in found.text.nl


def test_every_row_of_the_research_is_a_scheme_with_its_source() -> None:
    path = SAMPLES.parent / "facts" / "nl_regelingen.csv"
    if not path.exists():
        pytest.skip("no nl_regelingen.csv beside the samples")
    with path.open(encoding="utf-8") as lines:
        rows = {r["scheme"]: r["source"] for r in csv.DictReader(lines)}
    assert {s.source_row: s.source for s in schemes()} == rows


def test_every_condition_fits_a_scheme_and_a_subject() -> None:
    known = subjects(BAKER, HEAT_PUMP, most_grant_eur=None)
    keys = {"*", *(s.key for s in schemes())}
    for c in conditions():
        assert c.scheme in keys
        assert c.asked.nl.strip()
        assert c.asked.en.strip()
        assert c.source.strip()
        assert c.test in ("look_up", "never") or c.subject in known
        assert c.when in ("", "order=first", "connection=small", "connection=large")


maybe = st.one_of(st.none(), st.floats(-1e6, 1e9))
applicants = st.builds(
    Applicant,
    kind=st.sampled_from(["", *OWNERS, "onzin"]),
    sbi=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    fte=maybe,
    turnover_eur=maybe,
    balance_eur=maybe,
    profit_eur=maybe,
    connection=st.sampled_from([None, "large", "small"]),
    level=st.sampled_from([None, "LS", "MSLS", "MS", "HSMS", "TS"]),
    contract_kw=maybe,
    electricity_kwh=maybe,
    gas_m3=maybe,
    lorry_kwh=maybe,
    solar_kwp=st.floats(0, 1e4),
    offtake=st.sampled_from([None, "transparent", "yellow", "amber", "red"]),
    feed_in=st.sampled_from([None, "transparent", "yellow", "amber", "red"]),
    companies_in_area=maybe,
    investment_eur=st.floats(0, 1e9),
    shared=st.booleans(),
)
assets = st.builds(
    Asset,
    measure=st.sampled_from([*SIGNABLE, "advice", "vehicles", "onbekend"]),
    amount=st.floats(0, 1e6),
    unit=st.sampled_from(["kW", "kWh", "kWp", "m", "kWh/jaar", ""]),
    investment_eur=st.one_of(st.none(), st.floats(0, 1e9)),
    payback_years=st.one_of(
        st.none(), st.floats(0, 50), st.builds(Span, st.floats(0, 5), st.just(5.0), st.floats(5, 9))
    ),
    required_by_law=st.sampled_from([True, False, None]),
    grid_balancing=st.booleans(),
    signed=st.booleans(),
    dwellings=st.floats(0, 1000),
    dwelling_buildings=st.floats(0, 20),
)


@given(applicants, assets, st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2040, 1, 1))))
@settings(max_examples=150, deadline=None)
def test_every_scheme_answers_anybody_in_both_languages_and_yes_only_where_all_holds(
    who: Applicant, asset: Asset, on: date | None
) -> None:
    found = answers(who, asset, on)
    assert [a.scheme.key for a in found] == [s.key for s in schemes()]
    for one in found:
        assert isinstance(one.text, Text)
        assert len(one.text.nl) > 10
        assert len(one.text.en) > 10
        assert "nan" not in one.text.en.split()
        if one.worth is not None:
            assert one.worth.low_eur <= one.worth.high_eur + 1e-6
        gross = granted(one.scheme, who, asset)
        facts = subjects(who, asset, most_grant_eur=gross[1] if gross else None)
        sure = [c for c in conditions() if applies(c, one.scheme, asset.measure, facts) is True]
        perhaps = [c for c in conditions() if applies(c, one.scheme, asset.measure, facts) is None]
        if one.verdict == "yes":
            assert asset.measure in one.scheme.measures
            assert all(met(c, facts) is True for c in (*sure, *perhaps))
            assert open_on(one.scheme, on) is True
        elif one.verdict == "check":
            assert not any(met(c, facts) is False and c.fails == "no" for c in sure)
            assert one.text.nl.startswith("Misschien. ")


def test_what_is_not_known_of_flex_e_gets_no_amount() -> None:
    found = answer(scheme("flex_e"), BAKER, Asset("battery", 500.0, "kWh", 2e5), IN_2026)
    assert (found.verdict, found.worth) == ("check", None)


def test_nothing_invested_brings_nothing_known() -> None:
    assert worth(scheme("dei"), BAKER, Asset("group_contract", 900.0, "kW", 0.0)) is None
