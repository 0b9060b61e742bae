"""Every condition of every scheme decides somewhere: a case just inside and just outside each bound, by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from collectief.facts import swung
from collectief.facts.schemes import conditions, scheme
from collectief.money.schemes import Answer, Applicant, Asset, answer

OPEN = {
    "veki": date(2025, 10, 1),
    "niki": date(2025, 10, 1),
    "sprila": date(2025, 6, 1),
    "svm": date(2024, 6, 1),
    "zh_infra": date(2020, 6, 1),
}
"""A day on which the counter is open; the others are on 1 June 2026."""
WHO = Applicant(
    kind="bv", sbi=(10,), fte=900, profit_eur=500e3, connection="large", level="MS", contract_kw=400.0,
    electricity_kwh=9e5, gas_m3=8e4, lorry_kwh=5e4, offtake="red", feed_in="yellow", companies_in_area=5.0,
    investment_eur=3e5,
)  # fmt: skip
"""A large manufacturer with lorries, in a full area, that pays tax on its profit."""
SME: Mapping[str, Any] = {"fte": 40, "turnover_eur": 8e6}
ASSETS = {
    "solar": Asset("solar", 60.0, "kWp", 3e5),
    "carport": Asset("carport", 60.0, "kWp", 3e5),
    "battery": Asset("battery", 200.0, "kWh", 3e5),
    "cold_shift": Asset("cold_shift", 200.0, "kWh", 3e5),
    "heat_pump": Asset("heat_pump", 600.0, "kW", 3e5, payback_years=8.0),
    "heat_recovery": Asset("heat_recovery", 200.0, "kW", 3e5, payback_years=8.0),
    "ground_heat_pump": Asset("ground_heat_pump", 600.0, "kW", 3e5, payback_years=8.0),
    "aquifer_store": Asset("aquifer_store", 600.0, "kW", 3e5, payback_years=8.0),
    "heat_tank": Asset("heat_tank", 600.0, "kWh", 3e5, payback_years=8.0),
    "process_heat": Asset("process_heat", 600.0, "kW", 3e5, payback_years=8.0),
    "heat_network": Asset("heat_network", 900.0, "m", 3e5, 8.0, dwellings=250.0, dwelling_buildings=5.0),
    "wind": Asset("wind", 1_500.0, "kW", 1.5e6),
    "charging_hub": Asset("charging_hub", 100.0, "kW", 3e5),
    "efficiency": Asset("efficiency", 1e4, "kWh/jaar", 3e5, payback_years=8.0),
    "group_contract": Asset("group_contract", 900.0, "kW", 3e5),
    "advice": Asset("advice"),
    "vehicles": Asset("vehicles"),
}
BOUNDS: tuple[tuple[str, str, Mapping[str, Any], Mapping[str, Any], str, str], ...] = (
    ("eia", "heat_pump", {}, {}, "yes", "investment_eur"),
    ("eia", "heat_pump", {}, {"required_by_law": True}, "check", "required_by_law"),
    ("eia", "heat_pump", {"kind": "stichting"}, {}, "no", "pays_profit_tax"),
    ("eia", "heat_pump", {"profit_eur": 1.0}, {}, "yes", "investment_eur"),
    ("eia", "heat_pump", {"profit_eur": 0.0}, {}, "check", "profit_eur"),
    ("eia", "heat_pump", {}, {"investment_eur": 2_500.0}, "yes", "investment_eur"),
    ("eia", "heat_pump", {}, {"investment_eur": 2_499.0}, "no", "investment_eur"),
    ("eia", "heat_pump", {}, {"investment_eur": 153_000_000.0}, "yes", "investment_eur"),
    ("eia", "heat_pump", {}, {"investment_eur": 153_000_001.0}, "no", "investment_eur"),
    ("eia", "battery", {}, {"grid_balancing": True}, "no", "grid_balancing"),
    ("eia", "solar", {"connection": "small", "solar_kwp": 40.0}, {}, "yes", "solar_kwp_total"),
    ("eia", "solar", {"connection": "small", "solar_kwp": 41.0}, {}, "no", "solar_kwp_total"),
    ("eia", "solar", {"solar_kwp": 40.0}, {}, "check", "known_to_you"),
    ("eia", "solar", {"solar_kwp": 41.0}, {}, "check", "solar_kwp_total"),
    ("mia", "heat_recovery", {"kind": "stichting"}, {}, "no", "pays_profit_tax"),
    ("mia", "heat_recovery", {"profit_eur": 0.0}, {}, "check", "profit_eur"),
    ("mia", "heat_recovery", {}, {"investment_eur": 2_500.0}, "check", "known_to_you"),
    ("mia", "heat_recovery", {}, {"investment_eur": 2_499.0}, "no", "investment_eur"),
    ("mia", "charging_hub", {}, {}, "no", "never"),
    ("vamil", "heat_recovery", {"kind": "stichting"}, {}, "no", "pays_profit_tax"),
    ("vamil", "heat_recovery", {}, {"investment_eur": 2_500.0}, "check", "known_to_you"),
    ("vamil", "heat_recovery", {}, {"investment_eur": 2_499.0}, "no", "investment_eur"),
    ("vamil", "charging_hub", {}, {}, "no", "never"),
    ("isde", "solar", {"connection": "small"}, {}, "check", "known_to_you"),
    ("isde", "solar", {}, {}, "no", "connection"),
    ("isde", "heat_network", {"shared": True}, {}, "no", "shared"),
    ("isde", "heat_pump", {}, {"signed": True}, "no", "signed"),
    ("sde", "solar", {}, {"amount": 15.0}, "check", "confidence"),
    ("sde", "solar", {}, {"amount": 14.9}, "no", "kwp"),
    ("sde", "solar", {"connection": "small"}, {}, "no", "connection"),
    ("sde", "solar", {"feed_in": "red"}, {}, "check", "feed_in_room"),
    ("sde", "heat_pump", {}, {"amount": 500.0}, "check", "known_to_you"),
    ("sde", "heat_pump", {}, {"amount": 499.0}, "no", "heat_kw"),
    ("veki", "heat_pump", {"sbi": (39,)}, {}, "check", "known_to_you"),
    ("veki", "heat_pump", {"sbi": (41,)}, {}, "no", "sbi"),
    ("veki", "heat_pump", {}, {"payback_years": 5.1}, "check", "known_to_you"),
    ("veki", "heat_pump", {}, {"payback_years": 5.0}, "no", "payback_years"),
    ("veki", "heat_pump", {}, {"investment_eur": 42_900.0}, "check", "known_to_you"),  # 70 % is 30,030
    ("veki", "heat_pump", {}, {"investment_eur": 42_800.0}, "no", "most_grant_eur"),  # 29,960
    ("niki", "heat_pump", {"sbi": (33,)}, {}, "check", "known_to_you"),
    ("niki", "heat_pump", {"sbi": (35,)}, {}, "no", "sbi"),
    ("niki", "heat_pump", SME, {}, "check", "sme"),
    ("wis", "heat_network", {}, {}, "check", "known_to_you"),
    ("wis", "heat_network", {}, {"dwellings": 249.0}, "no", "dwellings"),
    ("wis", "heat_network", {}, {"dwelling_buildings": 4.0}, "no", "dwelling_buildings"),
    ("flex_e", "advice", {"contract_kw": 100.0}, {}, "check", "known_to_you"),
    ("flex_e", "advice", {"contract_kw": 99.0}, {}, "no", "contract_kw"),
    ("flex_e", "advice", {"level": "LS"}, {}, "no", "medium_voltage"),
    ("flex_e", "advice", {"offtake": "yellow"}, {}, "no", "offtake_congestion"),
    ("hubs", "group_contract", {"companies_in_area": 2.0}, {}, "check", "known_to_you"),
    ("hubs", "group_contract", {"companies_in_area": 1.0}, {}, "no", "companies_in_area"),
    ("sprila", "charging_hub", {"kind": "gemeente"}, {}, "check", "owner"),
    ("sprila", "battery", {}, {"amount": 1_000.0}, "check", "c_rate"),
    ("sprila", "battery", {}, {"amount": 1_001.0}, "no", "kwh"),
    ("aanzet", "vehicles", {"lorry_kwh": 1.0}, {}, "check", "known_to_you"),
    ("aanzet", "vehicles", {"lorry_kwh": 0.0}, {}, "no", "lorry_kwh"),
    ("bmkb", "battery", SME, {}, "check", "known_to_you"),
    ("bmkb", "battery", {}, {}, "no", "sme"),
    ("svm", "advice", {"electricity_kwh": 49_999.0, "gas_m3": 24_999.0}, {}, "check", "confidence"),
    ("svm", "advice", {"electricity_kwh": 50_000.0, "gas_m3": 0.0}, {}, "no", "electricity_kwh"),
    ("svm", "advice", {"electricity_kwh": 0.0, "gas_m3": 25_000.0}, {}, "no", "gas_m3"),
    ("dumava", "solar", {"kind": "gemeente"}, {}, "check", "known_to_you"),
    ("dumava", "solar", {}, {}, "no", "owner"),
    ("warmtefonds", "heat_pump", {}, {}, "no", "never"),
    ("kia", "vehicles", {"kind": "stichting"}, {}, "no", "pays_profit_tax"),
    ("kia", "vehicles", {"profit_eur": 0.0}, {}, "check", "profit_eur"),
    ("kia", "vehicles", {"investment_eur": 2_901.0}, {}, "check", "confidence"),
    ("kia", "vehicles", {"investment_eur": 2_900.0}, {}, "no", "owner_investment_eur"),
    ("kia", "vehicles", {"investment_eur": 390_000.0}, {}, "check", "confidence"),
    ("kia", "vehicles", {"investment_eur": 390_001.0}, {}, "no", "owner_investment_eur"),
    ("zh_infra", "heat_network", {"companies_in_area": 2.0}, {}, "check", "known_to_you"),
    ("zh_infra", "heat_network", {"companies_in_area": 1.0}, {}, "no", "companies_in_area"),
)
"""Scheme, measure, what is different of who and of what, the answer and the condition that decides."""
LOOKED_UP = {
    ("eia", "solar"): "kunnen geen SDE++ krijgen",
    ("eia", "carport"): "kunnen geen SDE++ krijgen",
    ("eia", "battery"): "voorwaarden voor opslag op de Energielijst",
    ("eia", "efficiency"): "er is een code op de Energielijst",
    ("eia", "heat_network"): "er is een code op de Energielijst",
    ("eia", "heat_tank"): "er is een code op de Energielijst",
    ("eia", "wind"): "er is een code op de Energielijst",
    ("eia", "process_heat"): "er is een code op de Energielijst",
    ("mia", "heat_recovery"): "een code op de Milieulijst voor deze restwarmte",
    ("mia", "heat_network"): "een code op de Milieulijst voor deze restwarmte",
    ("mia", "vehicles"): "het voertuig kost ten minste EUR 25.000",
    ("vamil", ""): "geeft recht op Vamil",
    ("isde", ""): "het apparaat staat op de apparatenlijst",
    ("sde", "heat_pump"): "de COP is ten minste 3,0",
    ("sde", "heat_recovery"): "de COP is ten minste 3,0",
    ("sde", "ground_heat_pump"): "de COP is ten minste 3,0",
    ("sde", "aquifer_store"): "de COP is ten minste 3,0",
    ("sde", "process_heat"): "de COP is ten minste 3,0",
    ("sde", "heat_network"): "de COP is ten minste 3,0",
    ("veki", ""): "de techniek is bewezen",
    ("dei", ""): "een proef of voorbeeld van iets nieuws",
    ("niki", ""): "de eerste grote installatie van haar soort",
    ("wis", ""): "binnen 7 jaar klaar",
    ("flex_e", "battery"): "subsidie voor het uitvoeren van flexibiliteit",
    ("flex_e", "cold_shift"): "subsidie voor het uitvoeren van flexibiliteit",
    ("flex_e", "group_contract"): "subsidie voor het uitvoeren van flexibiliteit",
    ("flex_e", "advice"): "een scan of een onderzoek",
    ("hubs", ""): "heeft nu geld voor energiehubs",
    ("sprila", "battery"): "EUR 25.000 subsidie voor laadpunten",
    ("sprila", "charging_hub"): "ten minste 4 AC-punten",
    ("aanzet", ""): "een nieuwe elektrische vrachtauto",
    ("bmkb", ""): "staat op de Energielijst of brengt het gebouw naar label C",
    ("dumava", ""): "het gebouw is maatschappelijk vastgoed",
    ("groen", ""): "een groenverklaring",
    ("zh_infra", ""): "het park ligt in Zuid-Holland",
}
"""What only the reader can find out, by scheme and measure (empty: whatever the measure)."""
FITTING: Mapping[str, Mapping[str, Any]] = {
    "bmkb": SME,
    "dumava": {"kind": "gemeente"},
    "isde": {"connection": "small"},
}
"""Who gets a scheme that is not for a large manufacturer."""


def said(key: str, measure: str, who: Mapping[str, Any], asset: Mapping[str, Any]) -> Answer:
    day = OPEN.get(key, date(2026, 6, 1))
    return answer(scheme(key), replace(WHO, **who), replace(ASSETS[measure], **asset), day)


@pytest.mark.parametrize(("key", "measure", "who", "asset", "verdict", "decided_by"), BOUNDS)
def test_each_bound_decides_just_outside_it_and_not_just_inside(
    key: str, measure: str, who: Mapping[str, Any], asset: Mapping[str, Any], verdict: str, decided_by: str
) -> None:
    found = said(key, measure, who, asset)
    assert (found.verdict, found.decided_by) == (verdict, decided_by), found.text.en


@pytest.mark.parametrize(("key", "measure"), LOOKED_UP)
def test_what_only_the_reader_can_find_out_keeps_a_scheme_at_check(key: str, measure: str) -> None:
    never = {c.measures for c in conditions() if c.scheme == key and c.test == "never"}
    for one in [measure] if measure else [m for m in scheme(key).measures if (m,) not in never]:
        found = said(key, one, FITTING.get(key, {}), {})
        assert found.verdict == "check"
        assert LOOKED_UP[key, measure] in found.text.nl


def test_all_that_is_to_be_looked_up_is_in_this_list() -> None:
    asked = {(c.scheme, one) for c in conditions() if c.test == "look_up" for one in c.measures or ("",)}
    assert asked == set(LOOKED_UP)


@pytest.mark.parametrize(("kwh", "decided_by"), [(800.0, "known_to_you"), (816.0, "battery_share_of_contract")])
def test_a_slow_battery_of_more_than_half_of_the_contract_is_looked_into(kwh: float, decided_by: str) -> None:
    """At four hours 800 kWh is 200 kW, half of a contract of 400; 816 kWh is 51 % of it."""
    with swung({"battery.hours": 4.0}):
        found = said("sprila", "battery", {}, {"amount": kwh})
    assert (found.verdict, found.decided_by) == ("check", decided_by)
