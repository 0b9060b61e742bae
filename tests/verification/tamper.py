"""Small lies in an outcome: one line, one quarter, one share."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from collectief import Outcome
from collectief.money import Bill, Line
from collectief.plan.outcome import Case, CaseKey, LifeKey, Living
from collectief.profile.year import QUARTERS
from collectief.verification import Verdict
from collectief.verification.bills import company_lines
from collectief.verification.energy import totals
from collectief.verification.groups import groups_in, members_of


def with_case(outcome: Outcome, key: CaseKey, **changed: Any) -> Outcome:
    """The outcome with one case changed."""
    return replace(outcome, cases={**outcome.cases, key: replace(outcome.cases[key], **changed)})


def with_line(outcome: Outcome, key: CaseKey, *, owner: str, line: Line, more_eur: float) -> Outcome:
    """One line of one bill is a little more."""
    bills = outcome.cases[key].bills
    lines: dict[Line, float] = dict(bills[owner].lines)
    lines[line] = lines.get(line, 0.0) + more_eur
    return with_case(outcome, key, bills={**bills, owner: Bill(lines)})


def with_quarters(outcome: Outcome, key: CaseKey, *, owner: str, more_kw: float, at: slice) -> Outcome:
    """Some quarter-hours of one company are a little more, and nothing else changes."""
    net = np.array(outcome.cases[key].net_kw[owner])
    net[at] += more_kw
    return with_case(outcome, key, net_kw={**outcome.cases[key].net_kw, owner: net})


def with_flow(outcome: Outcome, flow: str, times: float, *, key: LifeKey = "together") -> Outcome:
    """The same plan in which one flow of a life is multiplied."""
    life = outcome.lives[key]
    flows = {n: kw * times if n == flow else kw for n, kw in life.flows.items()}
    return replace(outcome, lives={**outcome.lives, key: Living(life.sizes, flows)})


def made_consistent(outcome: Outcome, key: CaseKey, owner: str) -> Outcome:
    """A careful liar: the bill, the totals and the proof of one company's case follow its quarters again."""
    case = outcome.cases[key]
    grouped = owner in members_of(groups_in(outcome, case))
    lines = company_lines(outcome, case, outcome.park.company(owner), grouped=grouped)
    said = case.energy[owner]
    energy = totals(outcome, case.net_kw[owner], gas_m3=said.gas_m3, public_kwh=said.public_charging_kwh)
    bills: Mapping[str, Bill] = {**case.bills, owner: Bill(lines)}
    proof = case.proof
    if proof is not None:
        proof = replace(proof, replayed=sum(b.total for b in bills.values()))
    return with_case(outcome, key, bills=bills, energy={**case.energy, owner: energy}, proof=proof)


def shares_follow(outcome: Outcome) -> Outcome:
    """Shares that sum to the cost together again, with those outside the group on their own bill."""
    case = outcome.cases["together"]
    inside = sorted(members_of(groups_in(outcome, case)))
    outside = {c.id: case.bills[c.id].total for c in outcome.park.companies if c.id not in inside}
    each = (case.eur_per_year - sum(outside.values())) / max(len(inside), 1)
    shares = {**dict.fromkeys(inside, each), **outside}
    return replace(outcome, allocations={k: replace(a, shares=shares) for k, a in outcome.allocations.items()})


def with_others(outcome: Outcome, kw: float) -> Outcome:
    """The others on the station take so much all year, of 1,000 kW."""
    areas = tuple(replace(a, others_kw=np.full(QUARTERS, kw)) for a in outcome.park.areas)
    return replace(outcome, park=replace(outcome.park, areas=areas))


def places(verdict: Verdict) -> set[str]:
    """Where something is wrong."""
    return {c.where for c in verdict.failed}


def names(verdict: Verdict) -> set[str]:
    """What is wrong, without its unit."""
    return {c.name.en.partition(" (")[0] for c in verdict.failed}


__all__ = [
    "Case",
    "made_consistent",
    "names",
    "places",
    "shares_follow",
    "with_case",
    "with_flow",
    "with_line",
    "with_quarters",
]
