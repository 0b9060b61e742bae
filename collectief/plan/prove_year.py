"""The proof of an answer over the whole year: how much cheaper any other plan could be at most."""

from dataclasses import replace
from math import isfinite

from collectief.errors import Infeasible
from collectief.measure import Measure, Setting
from collectief.plan.capacity import by_rule
from collectief.plan.design import all_parts
from collectief.plan.group_prices import group_prices
from collectief.plan.outcome import Case, Outcome
from collectief.plan.prepare import prepare, quarters
from collectief.plan.run import Progress, Run, Stopped, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.year_bound import YearBound, year_bound

SHARED = "heat_network"
"""What companies can only build together; the bound does not look at it."""


def prove_year(scenario: Scenario, outcome: Outcome, progress: Progress | None = None) -> Outcome:
    """The same answer with a lower bound on all hours of the year, alone and together.

    ``outcome`` is the plan of this scenario. The bound does not look at what only pays when shared; a plan that has
    such a thing gets none together. Nor is there one where a tariff has tiers, looks back or prices peaks by period.
    Nor where it is time to stop. It holds for plans by the same rules: what is free in an area is divided over
    companies beforehand.
    """
    run = run_of(progress)
    load_kw = quarters(outcome.park, outcome.year)
    setting = replace(
        by_rule(prepare(outcome.park, outcome.year, load_kw), load_kw), capital_weight=scenario.capital_weight
    )
    measures = tuple(m for m in scenario.measures if m.key != SHARED)
    try:
        bound = _bound(setting, measures, outcome, run)
    except (Infeasible, Stopped):  # a plan without a proof is worth more than neither
        bound = None
    if bound is None:
        return outcome
    cases = dict(outcome.cases)
    cases["alone"] = _proven(cases["alone"], bound.alone)
    if not any(p.adopted for p in outcome.projects):
        cases["together"] = _proven(cases["together"], bound.together)
    return replace(outcome, cases=cases)


def _bound(setting: Setting, measures: tuple[Measure, ...], outcome: Outcome, run: Run) -> YearBound | None:
    run.stop.check()
    alone, together = (outcome.lives[key].sizes for key in ("alone", "together"))
    prices = group_prices(setting, tuple(all_parts(setting, measures)), together, outcome.cases["alone"].net_kw)
    return year_bound(setting, measures, prices, alone=alone, together=together, run=run)


def _proven(case: Case, lower: float) -> Case:
    """A case with its bound, where there is one; a case that was not designed has no proof to add it to."""
    if case.proof is None or not isfinite(lower):
        return case
    return replace(case, proof=replace(case.proof, level="proven", year_lower=lower))
