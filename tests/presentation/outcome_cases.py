"""The four cases of the made-up outcome: loads, builds and bills that agree with each other."""

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from collectief.money.bill import Bill
from collectief.plan.outcome import PARK, Breach, Build, Case, CaseKey, Energy, Proof

COMPANIES: Mapping[str, Mapping[str, float]] = {
    "bakker": {"contract_kw": 250.0, "kwh": 620e3, "gas_m3": 95e3, "peak": 210.0, "kwp": 120.0, "north": 1},
    "koel": {"contract_kw": 900.0, "kwh": 3.4e6, "gas_m3": 20e3, "peak": 760.0, "kwp": 400.0, "north": 1},
    "metaal": {"contract_kw": 700.0, "kwh": 1.9e6, "gas_m3": 210e3, "peak": 740.0, "kwp": 380.0, "north": 1},
    "druk": {"contract_kw": 400.0, "kwh": 800e3, "gas_m3": 45e3, "peak": 310.0, "kwp": 200.0, "north": 0},
    "vracht": {"contract_kw": 630.0, "kwh": 1.1e6, "gas_m3": 30e3, "peak": 520.0, "kwp": 300.0, "north": 0},
    "garage": {"contract_kw": 43.0, "kwh": 60e3, "gas_m3": 9e3, "peak": 28.0, "kwp": 0.0, "north": 0},
}
LEFT: Mapping[str, tuple[float, float]] = {
    "now": (1.0, 1.0),
    "required": (0.97, 0.95),
    "alone": (0.93, 0.82),
    "together": (0.90, 0.45),
}
"""Per case the part of today's electricity and gas that is still used."""
SUN: Mapping[str, float] = {"now": 0.0, "required": 0.0, "alone": 0.6, "together": 1.0}


def _build(measure: str, owner: str, place: str, amount: float, unit: str, *, eur: float) -> Build:
    return Build(measure, owner, place, amount, unit, eur, round(0.095 * eur, 2))


def _solar(part: float) -> list[Build]:
    return [
        _build("solar", k, k, part * c["kwp"], "kWp", eur=720.0 * part * c["kwp"])
        for k, c in COMPANIES.items()
        if c["kwp"] > 0
    ]


SAVING = [_build("efficiency", k, k, 0.03 * c["kwh"], "kWh", eur=0.02 * c["kwh"]) for k, c in COMPANIES.items()]
BUILDS: Mapping[str, tuple[Build, ...]] = {
    "now": (),
    "required": tuple(SAVING),
    "alone": (*SAVING, *_solar(0.6), _build("heat_pump", "bakker", "bakker", 90.0, "kW", eur=63_000.0)),
    "together": (
        *SAVING,
        *_solar(1.0),
        _build("battery", "koel", "koel", 800.0, "kWh", eur=224_000.0),
        _build("heat_pump", PARK, "koel", 450.0, "kW", eur=238_000.0),
        _build("heat_network", PARK, "s1", 420.0, "kW", eur=152_000.0),
        _build("heat_network", PARK, "s2", 310.0, "kW", eur=148_000.0),
        _build("heat_network", PARK, "s4", 110.0, "kW", eur=171_000.0),
        _build("charging_hub", PARK, "vracht", 300.0, "kW", eur=131_000.0),
        Build("group_contract", PARK, "noord", 1_420.0, "kW", 0.0, 19_800.0),
    ),
}


@cache
def net_of(key: str, case: str) -> NDArray[np.float64]:
    """Net load of a company in quarter-hours, offtake positive, shape (35040,)."""
    made = COMPANIES[key]
    hour = np.arange(35040) % 96 / 4.0
    day = np.arange(35040) // 96
    order = list(COMPANIES).index(key)
    work = np.clip(np.sin(np.pi * (hour - 5 - order / 2) / 14), 0.0, 1.0)
    season = 1.0 - 0.15 * np.sin(2 * np.pi * (day - 80) / 365)
    base = made["peak"] * (0.25 + 0.75 * work) * season * np.where(day % 7 < 5, 1.0, 0.45) / 1.15
    sky = 0.55 + 0.45 * np.sin(day * 12.9898)
    sun = np.clip(np.sin(np.pi * (hour - 6) / 12), 0.0, 1.0) * (0.55 + 0.45 * np.sin(2 * np.pi * (day - 80) / 365))
    electricity = LEFT[case][0] * (0.88 if case == "together" and key == "koel" else 1.0)
    return np.asarray(electricity * base - SUN[case] * 0.85 * made["kwp"] * sky * sun)


def _bill(key: str, case: CaseKey) -> Bill:
    made, gas = COMPANIES[key], LEFT[case][1]
    net = net_of(key, case)
    peak, part = float(net.max()), 0.72 if case == "together" and made["north"] else 1.0
    kwh, back, m3 = float(np.maximum(net, 0).sum() / 4), float(np.maximum(-net, 0).sum() / 4), gas * made["gas_m3"]
    own = [b for b in BUILDS[case] if b.owner == key]
    small = made["contract_kw"] < 50
    return Bill(
        {
            "standing": 1_450.0 if not small else 420.0,
            "contract_kw": 31.0 * part * made["contract_kw"],
            "peak_kw": 38.0 * part * peak if not small else 0.0,
            "transport_kwh": 0.011 * kwh,
            "electricity": 0.098 * kwh,
            "feed_in": -0.028 * back,
            "electricity_tax": 0.041 * kwh,
            "tax_reduction": -620.0,
            "gas": 0.42 * m3,
            "gas_transport": 0.06 * m3,
            "gas_tax": 0.31 * m3,
            "charging_public": 0.48 * 240e3 * (0.2 if case == "together" else 1.0) if key == "vracht" else 0.0,
            "investment": sum(b.eur_per_year for b in own) * 0.85,
            "upkeep": sum(b.eur_per_year for b in own) * 0.15,
        }
    )


def _shared_bill(case: CaseKey) -> Bill:
    builds = [b for b in BUILDS[case] if b.owner == PARK and b.measure != "group_contract"]
    yearly = sum(b.eur_per_year for b in builds)
    return Bill({"investment": 0.85 * yearly, "upkeep": 0.15 * yearly, "group_running": 19_800.0})


def _energy(key: str, case: CaseKey) -> Energy:
    net = net_of(key, case)
    kwh, m3 = float(np.maximum(net, 0).sum() / 4), LEFT[case][1] * COMPANIES[key]["gas_m3"]
    return Energy(
        offtake_kwh=kwh,
        feed_in_kwh=float(np.maximum(-net, 0).sum() / 4),
        gas_m3=m3,
        public_charging_kwh=240e3 if key == "vracht" and case != "together" else 0.0,
        co2_kg=0.2 * kwh + 1.788 * m3,
        offtake_peak_kw=max(float(net.max()), 0.0),
        feed_in_peak_kw=max(float(-net.min()), 0.0),
    )


def case_of(key: CaseKey) -> Case:
    """One case: bills, builds, energy and loads of the six companies, and the park's own bill together."""
    bills = {k: _bill(k, key) for k in COMPANIES}
    if key == "together":
        bills[PARK] = _shared_bill(key)
    total = sum(b.total for b in bills.values())
    lower = 0.985 * total
    proof = Proof("checked", "Optimal", lower, lower + 1_900.0, 1_900.0 / lower, total, 1_152, repaired_kw=12.0)
    over = Breach("metaal", "offtake", 700.0, 740.0, 46)
    return Case(
        key=key,
        bills=bills,
        builds=BUILDS[key],
        energy={k: _energy(k, key) for k in COMPANIES},
        net_kw={k: net_of(k, key) for k in COMPANIES},
        breaches=(over,) if key == "now" else (),
        proof=proof if key in ("alone", "together") else None,
    )
