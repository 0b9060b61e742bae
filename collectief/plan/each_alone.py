"""Everybody alone: sizes on typical days or on every hour, and the full year lived with them."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from collectief.errors import Infeasible
from collectief.measure import Setting
from collectief.model import Part, Steps
from collectief.plan.cases import lived
from collectief.plan.design import Design, find_design, own_parts
from collectief.plan.every_hour import on_every_hour
from collectief.plan.in_the_way import explained
from collectief.plan.members import Lived
from collectief.plan.outcome import Case, Proof
from collectief.plan.prepare import Array
from collectief.plan.proof import cost_of
from collectief.plan.replay import THREADS, replay
from collectief.plan.run import Run, Standing
from collectief.plan.scenario import Scenario

SINGLE_GAP = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """Everybody alone: the design, how it lives through the year, and what it costs."""

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
    design = Design({}, 0.0, 0.0, "Optimal", len(steps))
    with ThreadPoolExecutor(THREADS) as pool:
        found = pool.map(lambda own: _designed(setting, own, steps, seconds=scenario.seconds, run=run), mine)
        for number, one in enumerate(found):
            run("alone", number / len(companies))
            design = design.plus(one)
            run.stands(Standing(design.upper, design.upper, design.lower, whole=False))
    usual = _lived(scenario, setting, mine, design, load_kw=load_kw, run=run)
    if not scenario.every_hour:
        return usual
    return _sharper(scenario, setting, mine, usual, steps=steps, load_kw=load_kw, run=run)


def _lived(
    scenario: Scenario,
    setting: Setting,
    mine: Sequence[Sequence[Part]],
    design: Design,
    *,
    load_kw: Mapping[str, Array],
    run: Run,
) -> Alone:
    """A design of everybody alone in the full year, with its bills."""
    parts = [part for own in mine for part in own]
    run("replay_alone", 0.0)
    year = replay(setting, parts, design.sizes, run.counted("replay_alone"), run=run, value="also")
    case = lived(setting, scenario.measures, design.sizes, dispatch=year, load_kw=load_kw, key="alone")
    proof = Proof(
        "checked", design.status, design.lower, design.upper, (design.upper - design.lower) / max(design.upper, 1.0),
        case.eur_per_year, design.steps, year.repaired_kw,
    )  # fmt: skip
    life = Lived({**design.sizes, **year.contracts_kw}, year.flows)
    return Alone(design, life, replace(case, proof=proof), year.pinched)


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
        return _lived(
            scenario, setting, mine, replace(found.design, sizes=sizes, upper=upper), load_kw=load_kw, run=run
        )

    try:
        changed = [c for c in companies if anew[c]]
        everybody = with_those(changed) if changed else found
        bills = everybody.case.bills
        cheaper = [c for c in changed if bills[c].total < found.case.bills[c].total]
        return everybody if cheaper == changed else with_those(cheaper) if cheaper else found
    except Infeasible:
        return found


def _designed(setting: Setting, own: Sequence[Part], steps: Steps, *, seconds: float, run: Run) -> Design:
    run.stop.check()
    try:
        return find_design(own, steps, gap=SINGLE_GAP, seconds=seconds, run=run)
    except Infeasible as error:
        run.stop.check()  # a search that was cut short finds nothing, which says nothing of the limits
        raise explained(error, setting, own, steps) from error
