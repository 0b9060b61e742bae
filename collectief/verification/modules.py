"""Batteries once more: whole modules, whoever owns them, that never hold more than was built."""

from collections.abc import Iterator

import numpy as np

from collectief.facts import fact
from collectief.plan.outcome import Outcome
from collectief.text import Text
from collectief.verification.lived import flows_of
from collectief.verification.verdict import WATTS_KW, Check, at_most, near

BATTERY, STOCK = "battery", ":store:stock"
PART = 1e-6
"""Of a module: less than this is rounding."""
BROKEN = Text(nl="Deel van een batterijmodule (kWh)", en="Part of a battery module (kWh)")
FULLER = Text(nl="Meer in een batterij dan er is gebouwd (kWh)", en="More in a battery than is built (kWh)")


def check_modules(outcome: Outcome) -> Iterator[Check]:
    """Every battery of every case, and of both plans what it held in each hour."""
    module_kwh = fact("battery.module_kwh").value
    for case in outcome.cases.values():
        kwh = {b.place: b.amount for b in case.builds if b.measure == BATTERY}
        for place, amount in kwh.items():
            broken = amount - module_kwh * np.round(amount / module_kwh)
            yield near(BROKEN, broken, f"{case.key}/{place}", within=PART * module_kwh)
        flows = flows_of(outcome, case.key)
        held = {n.removeprefix(f"{BATTERY}/").removesuffix(STOCK): kw for n, kw in flows.items() if _is_stock(n)}
        for place, kw in held.items():
            over = float(kw.max()) - kwh.get(place, 0.0)
            yield at_most(FULLER, over, f"{case.key}/{place}", within=WATTS_KW)


def _is_stock(name: str) -> bool:
    return name.startswith(f"{BATTERY}/") and name.endswith(STOCK)
