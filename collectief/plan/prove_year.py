"""The proof of an answer over the whole year: how much cheaper any other plan could be at most."""

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

from collectief.errors import Infeasible, ModelError
from collectief.measure import Measure, Setting
from collectief.plan.capacity import by_rule
from collectief.plan.outcome import Case, Outcome
from collectief.plan.prepare import prepare, quarters
from collectief.plan.run import Progress, Run, Stopped, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.year_bound import YearBound, year_bound

CENT = 0.01


def prove_year(scenario: Scenario, outcome: Outcome, progress: Progress | None = None) -> Outcome:
    """The same answer with a lower bound on all hours of the year, alone and together.

    ``outcome`` is the plan of this scenario. There is no bound where no line lies below a tariff (`floored`). Nor
    where it is time to stop, nor where the search for it came to no number. It holds for plans by the same
    rules: what is free in an area is divided over companies beforehand.
    """
    run = run_of(progress)
    load_kw = quarters(outcome.park, outcome.year)
    setting = replace(
        by_rule(prepare(outcome.park, outcome.year, load_kw), load_kw), capital_weight=scenario.capital_weight
    )
    try:
        bound = _bound(setting, scenario.measures, outcome, run)
    except (Infeasible, ModelError, Stopped):  # a plan without a proof is worth more than neither
        bound = None
    if bound is None:
        return outcome
    cases = dict(outcome.cases)
    grouped = None if any(p.adopted for p in outcome.projects) else bound.grouped
    cases["alone"] = _proven(cases["alone"], bound.alone)
    cases["together"] = _proven(cases["together"], bound.together, grouped)
    return replace(outcome, cases=cases)


def _bound(setting: Setting, measures: Sequence[Measure], outcome: Outcome, run: Run) -> YearBound | None:
    run.stop.check()
    alone, together = (outcome.lives[key].sizes for key in ("alone", "together"))
    return year_bound(setting, measures, outcome.cases["alone"].net_kw, alone=alone, together=together, run=run)


def _proven(case: Case, lower: float, grouped: float | None = None) -> Case:
    """A case with its bound, where there is one; a case that was not designed has no proof to add it to.

    A bound above what the plan costs contradicts itself: then nothing is known.
    """
    if case.proof is None or not _holds(lower, case):
        return case
    known = grouped if grouped is not None and _holds(grouped, case) else None
    return replace(case, proof=replace(case.proof, level="proven", year_lower=lower, grouped_lower=known))


def _holds(lower: float, case: Case) -> bool:
    return isfinite(lower) and lower <= case.eur_per_year + CENT
