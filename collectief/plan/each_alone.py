"""Everybody alone: sizes on typical days or on every hour, and the full year lived with them."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from collectief.errors import Infeasible, Stopped
from collectief.measure import Rates, Setting
from collectief.model import Flow, Part, Steps, Store
from collectief.park import Company
from collectief.plan.cases import lived
from collectief.plan.design import Design, find_design, own_parts
from collectief.plan.edges import edges
from collectief.plan.every_hour import on_every_hour
from collectief.plan.in_the_way import explained
from collectief.plan.members import Lived
from collectief.plan.outcome import Case, Proof
from collectief.plan.own_bracket import Brackets, brackets_at, rates_at
from collectief.plan.prepare import Array
from collectief.plan.proof import cost_of
from collectief.plan.replay import CONTRACT, THREADS, Dispatch, named, replay
from collectief.plan.run import Run, Standing
from collectief.plan.scenario import Scenario
from collectief.profile.year import to_quarters

SINGLE_GAP = 1e-4
QUARTERS = 4
"""In an hour."""


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """Everybody alone: the design, how it lives through the year, and what it costs.

    ``setting`` holds the rates at which each was designed, and ``each`` the designs by company.
    """

    setting: Setting
    each: Mapping[str, Design]
    design: Design
    life: Lived
    case: Case
    pinched: Mapping[str, Array]


def each_alone(scenario: Scenario, setting: Setting, steps: Steps, *, load_kw: Mapping[str, Array], run: Run) -> Alone:
    """Every company by itself: sizes on typical days, then the full year.

    Raises Stopped where it is time to stop.
    """
    companies = setting.park.companies
    mine = [tuple(own_parts(setting, scenario.measures, company)) for company in companies]
    design, each = Design({}, 0.0, 0.0, "Optimal", len(steps)), {}
    with ThreadPoolExecutor(THREADS) as pool:
        found = pool.map(lambda own: _designed(setting, own, steps, seconds=scenario.seconds, run=run), mine)
        for number, one in enumerate(found):
            run("alone", number / len(companies))
            design = design.plus(one)
            each[companies[number].id] = one
            run.stands(Standing(design.upper, design.upper, design.lower, whole=False))
    usual = _lived(scenario, setting, mine, design, each=each, load_kw=load_kw, run=run)
    usual = _in_own_brackets(scenario, usual, steps, load_kw=load_kw, run=run)
    run.stop.plan_stands = True
    if not scenario.every_hour:
        return usual
    if usual.setting is not setting:
        mine = [tuple(own_parts(usual.setting, scenario.measures, company)) for company in companies]
    return _sharper(scenario, usual.setting, mine, usual, steps=steps, load_kw=load_kw, run=run)


def _in_own_brackets(
    scenario: Scenario, found: Alone, steps: Steps, *, load_kw: Mapping[str, Array], run: Run
) -> Alone:
    """Whose plan lies in another bracket than its rates is designed at that one, and keeps it if the bill is lower.

    A bracket is tried once, so this ends.
    """
    tried = {c.id: {_today(found.setting, c, load_kw)} for c in found.setting.park.companies}
    while True:
        other = {}
        for c in found.setting.park.companies:
            use = found.case.energy[c.id]
            bracket = brackets_at(found.setting, c, use.offtake_kwh, use.gas_m3)
            if bracket not in tried[c.id]:
                tried[c.id].add(bracket)
                other[c.id] = rates_at(found.setting, c, use.offtake_kwh, use.gas_m3)
        if not other:
            return found
        tried_now = _anew(scenario, found.setting, other, steps, run=run)
        again = _with(scenario, found, other, tried_now, load_kw=load_kw)
        bills, before = again.case.bills, found.case.bills
        cheaper = {c: rates for c, rates in other.items() if bills[c].total < before[c].total}
        if len(cheaper) < len(other):
            again = _with(scenario, found, cheaper, tried_now, load_kw=load_kw) if cheaper else found
        found = again


def _today(setting: Setting, company: Company, load_kw: Mapping[str, Array]) -> Brackets:
    net_kw = load_kw[company.id] - to_quarters(setting.uses[company.id].solar_now_kw)
    return brackets_at(setting, company, float(np.maximum(net_kw, 0.0).sum() / QUARTERS), company.gas_m3)


@dataclass(frozen=True, slots=True, eq=False)
class _Anew:
    """Some companies at other rates: what each may have, its design, and the year of all of them."""

    parts: Mapping[str, Sequence[Part]]
    each: Mapping[str, Design]
    year: Dispatch


def _anew(scenario: Scenario, setting: Setting, other: Mapping[str, Rates], steps: Steps, *, run: Run) -> _Anew:
    there = replace(setting, rates={**setting.rates, **other})
    mine = {c: tuple(own_parts(there, scenario.measures, there.park.company(c))) for c in other}
    with ThreadPoolExecutor(THREADS) as pool:
        found = pool.map(lambda own: _designed(there, own, steps, seconds=scenario.seconds, run=run), mine.values())
        each = dict(zip(mine, found, strict=True))
    sizes = reduce(Design.plus, each.values()).sizes
    return _Anew(mine, each, replay(there, [p for own in mine.values() for p in own], sizes, run=run, value="also"))


def _with(
    scenario: Scenario, found: Alone, other: Mapping[str, Rates], anew: _Anew, *, load_kw: Mapping[str, Array]
) -> Alone:
    """Everybody alone as found, but these companies as they are at other rates."""
    setting = replace(found.setting, rates={**found.setting.rates, **other})
    parts = [part for c in other for part in anew.parts[c]]
    mine = {n for p in parts if isinstance(p, Flow | Store) for n in named(p)} | set(edges(parts))
    flows, pinched = (
        {n: x for n, x in was.items() if n not in mine} | {n: x for n, x in now.items() if n in mine}
        for was, now in ((found.life.flows, anew.year.flows), (found.pinched, anew.year.pinched))
    )
    each = {**found.each, **{c: anew.each[c] for c in other}}
    design = reduce(Design.plus, each.values())
    agreed = {n: found.life.sizes[n] for n in design.sizes if n.endswith(CONTRACT)}
    agreed |= {n: kw for n, kw in anew.year.contracts_kw.items() if any(n in anew.each[c].sizes for c in other)}
    grown_kw = sum(kw - design.sizes[n] for n, kw in agreed.items())
    return _billed(scenario, setting, design, Dispatch(flows, agreed, grown_kw, pinched), each=each, load_kw=load_kw)


def _lived(
    scenario: Scenario,
    setting: Setting,
    mine: Sequence[Sequence[Part]],
    design: Design,
    *,
    each: Mapping[str, Design],
    load_kw: Mapping[str, Array],
    run: Run,
) -> Alone:
    """A design of everybody alone in the full year, with its bills."""
    parts = [part for own in mine for part in own]
    run("replay_alone", 0.0)
    year = replay(setting, parts, design.sizes, run.counted("replay_alone"), run=run, value="also")
    return _billed(scenario, setting, design, year, each=each, load_kw=load_kw)


def _billed(
    scenario: Scenario,
    setting: Setting,
    design: Design,
    year: Dispatch,
    *,
    each: Mapping[str, Design],
    load_kw: Mapping[str, Array],
) -> Alone:
    """Everybody alone as lived, with the bills."""
    case = lived(setting, scenario.measures, design.sizes, dispatch=year, load_kw=load_kw, key="alone")
    proof = Proof(
        "checked", design.status, design.lower, design.upper,
        (design.upper - design.lower) / max(abs(design.upper), 1.0),
        case.eur_per_year, design.steps, year.repaired_kw,
    )  # fmt: skip
    life = Lived({**design.sizes, **year.contracts_kw}, year.flows)
    return Alone(setting, each, design, life, replace(case, proof=proof), year.pinched)


def _sharper(
    scenario: Scenario,
    setting: Setting,
    mine: Sequence[Sequence[Part]],
    found: Alone,
    *,
    steps: Steps,
    load_kw: Mapping[str, Array],
    run: Run,
) -> Alone:
    """Everybody alone with sizes of every hour, where these make a cheaper bill than those of typical days."""
    companies, anew = [c.id for c in setting.park.companies], {}
    for number, (company, own) in enumerate(zip(companies, mine, strict=True)):
        run("every_hour", number / len(companies))
        anew[company] = on_every_hour(setting, own, found.life.sizes, run=run)

    def with_those(chosen: Iterable[str]) -> Alone:
        sizes = {**found.design.sizes, **{name: x for company in chosen for name, x in anew[company].items()}}
        upper = sum(cost_of(own, steps, sizes) for own in mine)
        design = replace(found.design, sizes=sizes, upper=upper)
        return _lived(scenario, setting, mine, design, each=found.each, load_kw=load_kw, run=run)

    try:
        changed = [c for c in companies if anew[c]]
        everybody = with_those(changed) if changed else found
        bills = everybody.case.bills
        cheaper = [c for c in changed if bills[c].total < found.case.bills[c].total]
        return everybody if cheaper == changed else with_those(cheaper) if cheaper else found
    except (Infeasible, Stopped):
        return found


def _designed(setting: Setting, own: Sequence[Part], steps: Steps, *, seconds: float, run: Run) -> Design:
    run.stop.check()
    try:
        return find_design(own, steps, gap=SINGLE_GAP, seconds=seconds, run=run)
    except Infeasible as error:
        run.stop.check()  # a search that was cut short finds nothing, which says nothing of the limits
        raise explained(error, setting, own, steps) from error
