"""Chargers once more: at one place never more at a time than was built there."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from collectief.plan.outcome import PARK, Outcome
from collectief.text import Text
from collectief.verification.lived import flows_of
from collectief.verification.verdict import WATTS_KW, Check, at_most

CHARGED = Text(nl="Meer geladen dan de laders kunnen (kW)", en="More charged than the chargers can (kW)")
HUB, OWN = "hub", "chargers"


def check_chargers(outcome: Outcome) -> Iterator[Check]:
    """Chargers of each company and the hub of each area, in both plans, in every hour."""
    for case in outcome.cases.values():
        drawn: dict[tuple[str, str], NDArray[np.float64]] = {}
        for name, kw in flows_of(outcome, case.key).items():
            kind, *rest = name.split("/")
            if kind in {HUB, OWN} and len(rest) > 1:  # what a vehicle takes, and not the hub as a whole
                drawn[kind, rest[0]] = drawn.get((kind, rest[0]), 0.0) + kw
        chargers = [b for b in case.builds if b.measure == "charging_hub"]
        built_kw = {(HUB if b.owner == PARK else OWN, b.place): b.amount for b in chargers}
        for at, kw in drawn.items():
            over_kw = float(kw.max()) - built_kw.get(at, 0.0)
            yield at_most(CHARGED, over_kw, f"{case.key}/{at[1]}", within=WATTS_KW)
