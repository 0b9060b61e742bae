"""The proof of an answer over the whole year: how much cheaper any other plan could be at most."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from math import isfinite

from collectief.errors import Infeasible, ModelError
from collectief.facts import PRICE_OF_CO2, swung
from collectief.plan.bound_look import Told, unheard
from collectief.plan.capacity import by_rule
from collectief.plan.outcome import Case, Outcome
from collectief.plan.prepare import prepare, quarters
from collectief.plan.run import Progress, Run, Standing, Stopped, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.year_bound import YearBound, year_bound

CENT = 0.01


def prove_year(scenario: Scenario, outcome: Outcome, progress: Progress | None = None) -> Outcome:
    """The same answer with a lower bound on all hours of the year, alone and together.

    ``outcome`` is the plan of this scenario. There is no bound where no line lies below a tariff (`floored`). Nor
    where it is time to stop, nor where the search for it came to no number. It holds for plans by the same
    rules: what is free in an area is divided over companies beforehand. What CO2 and investment weigh in choices is in
    no bill, so it is not in this bound.
    """
    run = run_of(progress)
    with swung({PRICE_OF_CO2: 0.0}):
        bound = bound_of(replace(scenario, capital_weight=0.0), outcome, run, told=partial(_stands, outcome, run))
    if bound is None:
        return outcome
    cases = dict(outcome.cases)
    grouped = None if any(p.adopted for p in outcome.projects) else bound.grouped
    cases["alone"] = proven(cases["alone"], bound.alone, passes=bound.passes)
    cases["together"] = proven(cases["together"], bound.together, passes=bound.passes, grouped=grouped)
    return replace(outcome, cases=cases)


def _stands(outcome: Outcome, run: Run, lower: float, of: Collection[str] | None) -> None:
    """Tell a bound beside what the plan costs on the same bills, as far as it can be one (`proven`)."""
    case = outcome.cases["together" if of is None else "alone"]
    eur = sum(bill.total for who, bill in case.bills.items() if of is None or who in of)
    if case.proof is not None and case.proof.slack_zero and _holds(lower, eur):
        run.stands(Standing(eur, eur, lower, whole=of is None, all_hours=True))


def bound_of(
    scenario: Scenario, outcome: Outcome, progress: Progress | None = None, *, told: Told = unheard
) -> YearBound | None:
    """What plans of this scenario cost at least, with what CO2 and investment weigh in it; None where not found."""
    run = run_of(progress)
    load_kw = quarters(outcome.park, outcome.year)
    setting = replace(
        by_rule(prepare(outcome.park, outcome.year, load_kw), load_kw), capital_weight=scenario.capital_weight
    )
    alone, together = (outcome.lives[key].sizes for key in ("alone", "together"))
    net_kw = outcome.cases["alone"].net_kw
    try:
        run.stop.check()
        return year_bound(setting, scenario.measures, net_kw, alone=alone, together=together, run=run, told=told)
    except (Infeasible, ModelError, Stopped):  # a plan without a proof is worth more than neither
        return None


def proven(case: Case, lower: float, *, passes: int, grouped: float | None = None) -> Case:
    """A case with its bound, where there is one; a case that was not designed has no proof to add it to.

    A bound above what the plan costs contradicts itself: then nothing is known. Nor is what breaks a limit further
    than today a plan of which a bound could say how good it is.
    """
    if case.proof is None or not case.proof.slack_zero or not _holds(lower, case.eur_per_year):
        return case
    known = grouped if grouped is not None and _holds(grouped, case.eur_per_year) else None
    proof = replace(case.proof, level="proven", year_lower=lower, grouped_lower=known, passes=passes)
    return replace(case, proof=proof)


def _holds(lower: float, eur: float) -> bool:
    return isfinite(lower) and lower <= eur + CENT
