"""Whole bills worked out by hand: each folder in ``bills`` holds the input, the lines to the cent and the sums."""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from collectief.facts import Tariff, tariff
from collectief.facts.tariff_terms import periods, tiers, window
from collectief.money import GroupMember, Quarters, TaxTerms, group_bill, limitation_eur, running_bill, yearly_bill
from collectief.money.charges import Months
from collectief.park import TransportRight
from collectief.profile.year import Array

CASES = sorted(p for p in (Path(__file__).parent / "bills").iterdir() if p.is_dir())
CENT = 0.005 + 1e-9
"""Half a cent: the lines are written to the cent."""


def expected(case: Path) -> dict[str, float]:
    with (case / "expected.csv").open(encoding="utf-8", newline="") as file:
        return {row["line"]: float(row["eur"]) for row in csv.DictReader(file, delimiter=";")}


def load(blocks: Sequence[Mapping[str, Any]], local: pd.DatetimeIndex) -> Array:
    net = np.zeros(len(local))
    for block in blocks:
        if "quarter" in block:
            net[block["quarter"]] += block["kw"]
        else:
            net += block["kw"] * window(block).holds(local)
    return net


def price(given: Mapping[str, Any], local: pd.DatetimeIndex) -> Array:
    """EUR per kWh in each hour: one price, and others in the hours of a block; shape (8760,)."""
    hours = local[::4]
    found = np.full(len(hours), given.get("price_eur_per_kwh", 0.0))
    for block in given.get("price", ()):
        found[window(block).holds(hours)] = block["eur_per_kwh"]
    return found


def category(given: Mapping[str, Any]) -> Tariff:
    plain = tariff(given["tariff"])
    return replace(
        plain,
        contract_tiers=tiers(given.get("contract_tiers", "")),
        peak_tiers=tiers(given.get("peak_tiers", "")),
        kwh_tiers=tiers(given.get("kwh_tiers", "")),
        periods=periods(given.get("periods", "")),
        lookback_months=given.get("lookback_months", 1),
        lookback_share=given.get("lookback_share", 1.0),
    )


def one(given: Mapping[str, Any], clock: Quarters) -> dict[str, float]:
    net = load(given["load"], clock.local)
    rights = [
        TransportRight(r["kind"], r.get("direction", "offtake"), r["kw"], window(r)) for r in given.get("right", ())
    ]
    bill = yearly_bill(
        category(given),
        net,
        clock=clock,
        contract_kw=given["contract_kw"],
        price_eur_per_kwh=price(given, clock.local),
        gas_m3=given.get("gas_m3"),
        rights=rights,
        tax=TaxTerms(given.get("tax_year", 2026), given.get("residence", False), given.get("tax_exempt_share", 0.0)),
    )
    fee = (
        {"limitation_fee": -limitation_eur(given["contract_kw"], **terms)} if (terms := given.get("limitation")) else {}
    )
    return {str(line): eur for line, eur in bill.lines.items()} | fee


def group(given: Mapping[str, Any], clock: Quarters) -> dict[str, float]:
    members = [GroupMember(category(m), load(m["load"], clock.local)) for m in given["member"]]
    lines = group_bill(members, group_kw=given["group_kw"], months=clock.months)
    alone = [one(m, clock) for m in given["member"]]
    saving = sum(a["contract_kw"] + a["peak_kw"] for a in alone) - sum(lines.values())
    return (
        {str(k): v for k, v in lines.items()}
        | {str(k): v for k, v in running_bill(len(members)).items()}
        | {"saving": saving}
    )


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_the_bill_is_the_one_worked_out_by_hand(case: Path, local: pd.DatetimeIndex, months: Months) -> None:
    given = tomllib.loads((case / "input.toml").read_text(encoding="utf-8"))
    clock = Quarters(local, months)
    made, sums = (group if "member" in given else one)(given, clock), expected(case)
    assert made.keys() >= sums.keys()
    for line, eur in made.items():
        assert abs(eur - sums.get(line, 0.0)) <= CENT, (line, eur, sums.get(line))


def test_one_group_saves_and_one_loses() -> None:
    saving = {case.name: expected(case)["saving"] for case in CASES if case.name.startswith("group")}
    assert saving["group-saves"] > 0 > saving["group-loses"]
    assert len(CASES) >= 10


def test_a_group_with_a_surcharge_can_save() -> None:
    """Without such a bill nobody would see a surcharge that is left out, or taken of the contract."""
    both = [case.name for case in CASES if (e := expected(case)).get("group_surcharge", 0.0) > 0 and e["saving"] > 0]
    assert both
