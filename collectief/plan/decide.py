"""The main job: from a scenario to the whole answer, in phases that report their progress."""

import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np

from collectief.measure import Setting
from collectief.measure.capacity_limitation import LIMITATION
from collectief.measure.homes import connected_homes
from collectief.measure.let_roof import hosts
from collectief.measure.shared_mobility import SHARED_MOBILITY
from collectief.model import Steps
from collectief.plan.breaches import with_slack
from collectief.plan.capacity import by_rule, capacities
from collectief.plan.cases import Group, by_law, groups_of, lived, site_kw, today, with_rights
from collectief.plan.commitments import lost_without
from collectief.plan.congestion import area_reports
from collectief.plan.contract_group import ContractGroup
from collectief.plan.contracts import contracts
from collectief.plan.each_alone import Alone, each_alone
from collectief.plan.figures import used_facts
from collectief.plan.fingerprint import input_hash
from collectief.plan.growth import growth
from collectief.plan.let_screen import roofs
from collectief.plan.line_screen import lines
from collectief.plan.members import Joined, Lived
from collectief.plan.network_levels import at_level, network_at_levels
from collectief.plan.network_report import network_report
from collectief.plan.network_said import NetworkReport
from collectief.plan.network_screen import passes_of
from collectief.plan.outcome import Case, CaseKey, LifeKey, Living, Outcome
from collectief.plan.pinched import pinches
from collectief.plan.pool_screen import pools
from collectief.plan.possible import refuse_nothing
from collectief.plan.prepare import Array, prepare, quarters
from collectief.plan.project import WithProjects, adopt, found
from collectief.plan.proof import prove
from collectief.plan.replay import THREADS, Dispatch
from collectief.plan.run import INTERRUPTED, Progress, Run, Standing, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.screen import Screening, site
from collectief.plan.sentence import decision
from collectief.plan.shares import Shares, division, shares
from collectief.plan.site_first import with_site
from collectief.plan.steps import design_steps
from collectief.plan.together import Chosen, choose
from collectief.plan.told import told
from collectief.plan.worth import worth

PERIODS, FEW_PERIODS = 4, 2
"""Seasons for a design, also of what is shared; half years for its bound, and to screen."""
FEW_SAMPLES = 12
"""Pairs of orders of joining where each value is a sum of bills of its own."""


def optimise(scenario: Scenario, progress: Progress | None = None) -> Outcome:
    """The whole answer for a scenario.

    Raises Infeasible where no plan keeps the limits, and Stopped where it had to stop before there was one.
    ``progress`` hears a phase and how far it is, 0 to 1; a `Run` also keeps what is finished, and may ask to stop.
    """
    run = run_of(progress)
    refuse_nothing(scenario)
    run("prepare", 0.0)
    park, year = scenario.park, scenario.year
    load_kw = quarters(park, year)
    setting = setting_of(scenario, load_kw)
    steps = design_steps(setting, PERIODS)
    cases: dict[CaseKey, Case] = {"now": today(setting, load_kw), "required": by_law(setting, load_kw)}
    alone = each_alone(scenario, setting, steps, load_kw=load_kw, run=run)
    cases["alone"], setting = alone.case, alone.setting
    run.stands(Standing(alone.case.eur_per_year))
    chosen = choose(
        setting, scenario.measures, alone.life, alone.case,
        steps=steps, load_kw=load_kw, every_hour=scenario.every_hour, run=run,
    )  # fmt: skip
    run("group", 0.0)
    setting, steps, chosen, screened, shared = _sharing(scenario, setting, steps, chosen, load_kw=load_kw, run=run)
    run("replay_together", 0.0)
    cases["together"] = _together(
        scenario, setting, shared, alone, load_kw=load_kw, run=run, ended=_ended(shared, screened, run)
    )
    cases = {key: with_slack(case, cases["now"]) for key, case in cases.items()}
    _stands(cases["together"], run)
    lives: dict[LifeKey, Lived] = {"alone": alone.life, "group": chosen.life, "together": shared.life}
    found_so = _outcome(scenario, setting, cases, chosen, shared=shared, load_kw=load_kw, run=run)
    living = {key: Living(life.sizes, life.flows) for key, life in lives.items()}
    found_out = told(
        found_so, setting, scenario.measures, screened=screened, living=living, steps=steps, load_kw=load_kw
    )
    made = replace(
        found_out, lives=living, every_hour=scenario.every_hour, pinches=pinches(setting, alone.pinched),
        lost_eur=lost_without(chosen.value, shared.adopted, park.commitments),
    )  # fmt: skip
    return replace(made, network=_network(scenario, setting, made, screened.get("heat_network"), run=run))


def _sharing(
    scenario: Scenario, setting: Setting, steps: Steps, chosen: Chosen, *, load_kw: Mapping[str, Array], run: Run
) -> tuple[Setting, Steps, Chosen, dict[str, Screening], WithProjects]:
    """What only pays when shared, looked at and lived; with the setting, days and groups that it is lived in."""
    screened = _screen(scenario, setting, chosen.life, run=run)
    if (weighed := screened.get("heat_network")) is not None and weighed.level is not None:
        setting = at_level(setting, weighed.level)
        steps = design_steps(setting, PERIODS)  # at another temperature other dwellings may be customers
    measures = scenario.measures
    wanted = [p for key, s in screened.items() if (p := found(setting, chosen.life.sizes, key, s)) is not None]
    shared = adopt(setting, measures, chosen.life, wanted, steps=steps, load_kw=load_kw, run=run)
    run.stands(Standing(shared.before.eur_per_year - sum(one.gain_eur for one in shared.adopted)))
    with_one = with_site(setting, measures, chosen, shared, steps=steps, load_kw=load_kw, run=run)
    if with_one is not None:
        chosen, shared, screened["site"] = with_one
    return setting, steps, chosen, screened, shared


def _network(
    scenario: Scenario, setting: Setting, made: Outcome, answer: Screening | None, *, run: Run
) -> NetworkReport | None:
    """What there is to say of a heat network, where one could be and there is time."""
    if answer is None or run.stop.now():
        return None
    few, agreed = design_steps(setting, FEW_PERIODS), made.lives["group"].sizes
    passes = passes_of(setting, few, agreed=agreed, measures=scenario.measures, run=run)
    if passes is None:
        return None
    return network_report(passes, answer, made.lives["together"], made.cases["together"].builds)


def setting_of(scenario: Scenario, load_kw: Mapping[str, Array]) -> Setting:
    """In what a scenario is weighed and rationed; ``load_kw`` comes from `quarters`."""
    setting = by_rule(prepare(scenario.park, scenario.year, load_kw), load_kw)
    return replace(setting, capital_weight=scenario.capital_weight, rations=scenario.rations)


def _ended(shared: WithProjects, screened: Mapping[str, Screening], run: Run) -> frozenset[str]:
    """How each search ended that was not done."""
    cut = frozenset({INTERRUPTED} if run.stop.cut else ())
    return cut | shared.life.ended.union(*(s.ended for s in screened.values()))


def _together(
    scenario: Scenario,
    setting: Setting,
    shared: WithProjects,
    alone: Alone,
    *,
    load_kw: Mapping[str, Array],
    run: Run,
    ended: frozenset[str],
) -> Case:
    """The plan together with its proof: bounded on typical days, billed on the full year.

    ``ended`` holds how a search on the way ended that was not done: with more time the plan may be another.
    """
    sizes, dispatch = shared.life.sizes, Dispatch(shared.life.flows, {}, 0.0)
    case = lived(setting, scenario.measures, sizes, dispatch=dispatch, load_kw=load_kw, key="together")
    left_out = {"heat_network"} - {p.key for p in shared.adopted}
    proof = alone.case.proof
    if any(m.key not in left_out and any(m.shared_parts(setting)) for m in scenario.measures):
        few = design_steps(setting, FEW_PERIODS)
        made = prove(setting, scenario.measures, few, sizes, replayed=case.eur_per_year, left_out=left_out, run=run)
        as_alone = not (groups_of(setting, sizes) or shared.adopted)
        proof = replace(made, repaired_kw=proof.repaired_kw) if proof is not None and as_alone else made
    elif proof is not None:  # what could be is each company's own
        proof = replace(proof, left_out=tuple(m.key for m in scenario.measures if m.key in left_out))
    if proof is not None:
        proof = replace(proof, status="; ".join((proof.status, *sorted(ended))))
    return replace(case, proof=proof)


def _stands(plan: Case, run: Run) -> None:
    """Tell what the plan costs, with its bound where that says anything of it."""
    proof = plan.proof
    bounds = (proof.design_upper, proof.design_lower) if proof is not None and proof.days_gap_eur is not None else ()
    run.stands(Standing(plan.eur_per_year, *bounds))


def _screen(scenario: Scenario, setting: Setting, life: Lived, *, run: Run) -> dict[str, Screening]:
    """What only pays when shared: with few steps, and a bound; lines and roofs by the year as lived, cars by trips."""
    sizes = life.sizes
    once = design_steps(setting, 1)
    keys = {m.key for m in scenario.measures}
    asked: dict[str, Callable[[], Screening]] = {}
    if "heat_network" in keys and not run.stop.now():
        look = partial(network_at_levels, setting, FEW_PERIODS, agreed=sizes, measures=scenario.measures, run=run)
        asked["heat_network"] = look
    if "group_contract" in keys and keys & {"charging_hub", "battery", "wind"} and not run.stop.now():
        asked["site"] = partial(site, setting, scenario.measures, once, agreed=sizes, run=run)
    for measure in (m for m in scenario.measures if m.key == "direct_line"):
        if setting.park.rules.direct_line_m is not None:
            asked["direct_line"] = partial(lines, setting, life.flows, measure)
    if SHARED_MOBILITY in keys and setting.pools.joint:
        asked[SHARED_MOBILITY] = partial(pools, setting)
    for measure in (m for m in scenario.measures if m.key == "let_roof" and hosts(setting)):
        asked["let_roof"] = partial(roofs, setting, sizes, life.flows, measure)
    with ThreadPoolExecutor(THREADS) as pool:
        found = {key: pool.submit(look) for key, look in asked.items()}
        return {key: look.result() for key, look in found.items()}


def _outcome(
    scenario: Scenario,
    setting: Setting,
    cases: Mapping[CaseKey, Case],
    chosen: Chosen,
    *,
    shared: WithProjects,
    load_kw: Mapping[str, Array],
    run: Run,
) -> Outcome:
    """All but what is found out about the plan once it stands: reasons, earnings, climate."""
    divided = _divided(scenario, setting, chosen, (shared, cases["together"]), run=run)
    joined = _members(chosen.groups)
    groups, lived_by = groups_of(setting, shared.life.sizes), Dispatch(shared.life.flows, {}, 0.0)
    sites = {g.site: site_kw(lived_by, g) for g in groups}
    alone, together = cases["alone"], cases["together"]
    grown = growth(with_rights(setting, alone.builds), alone, together, groups=groups, load_kw=load_kw, sites=sites)
    run("report", 0.0)
    return Outcome(
        park=setting.park,
        year=setting.year,
        issues=(),
        cases=cases,
        members=joined,
        groups=tuple(ContractGroup(g.area, g.level, tuple(c.id for c in g.members), g.contract_kw) for g in groups),
        **division(divided, setting.park),
        areas=area_reports(setting, cases, _by_area(groups, sites)),
        growth=grown,
        reasons=(),
        projects=shared.projects,
        contracts=contracts(
            setting.park, cases["now"].net_kw, capacities(setting, load_kw), paid=_fees(cases), builds=together.builds
        ),
        facts=used_facts({r.tariff for r in setting.rates.values()}, tax_year=setting.park.tax_year),
        decision=decision(cases, grown, joined, shared.adopted, _dwellings(setting, shared)),
        input_hash=input_hash(scenario),
        version=importlib.metadata.version("collectief"),
    )


def _dwellings(setting: Setting, shared: WithProjects) -> int:
    """How many dwellings take heat of the network."""
    return sum(one.dwellings for one in connected_homes(setting.park, shared.life.sizes))


def _fees(cases: Mapping[CaseKey, Case]) -> dict[str, float]:
    """What the operator pays who lowers offtake when it calls, EUR a year."""
    builds = cases["together"].builds
    return {b.owner: -b.eur_per_year for b in builds if b.measure == LIMITATION}


def _divided(
    scenario: Scenario, setting: Setting, chosen: Chosen, plan: tuple[WithProjects, Case], *, run: Run
) -> Shares:
    """Who pays what in the plan, and who would leave."""
    shared, together = plan
    few = design_steps(setting, FEW_PERIODS)
    return shares(
        setting, chosen.value, (shared.before, together),
        members=[c for g in (chosen.groups if chosen.divided is None else chosen.divided) for c in g.members],
        worths=[worth(setting, p, few, shared.life.sizes) for p in shared.adopted],
        samples=scenario.samples if chosen.value.listed else min(scenario.samples, FEW_SAMPLES),
        seed=scenario.seed, progress=run.counted("allocate"),
    )  # fmt: skip


def _by_area(groups: Sequence[Group], sites: Mapping[str, Array]) -> dict[str, Array]:
    """The net load of all groups' own connections per area."""
    areas = dict.fromkeys(g.area for g in groups)
    return {area: np.sum([sites[g.site] for g in groups if g.area == area], axis=0) for area in areas}


def _members(groups: Sequence[Joined]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for g in groups:
        found[g.area] = (*found.get(g.area, ()), *g.members)
    return found


__all__ = ["optimise", "setting_of"]
