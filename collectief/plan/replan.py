"""The widest figures answered anew: at both ends the whole park is planned again, with everything that may change."""

from dataclasses import replace

from collectief.errors import Infeasible
from collectief.plan.decide import optimise
from collectief.plan.other_figures import with_figures
from collectief.plan.outcome import Outcome
from collectief.plan.run import Progress, Run, Stopped, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.sureness import End, Sureness, Swing
from collectief.text import Text

WIDEST = 5
"""Figures that are planned anew: each takes two plans."""


def replan(
    scenario: Scenario, outcome: Outcome, sure: Sureness, *, widest: int = WIDEST, progress: Progress | None = None
) -> Sureness:
    """The same with the widest figures planned anew at both ends; each takes two plans of the whole park.

    ``outcome`` is the plan that was made for the scenario with the figures of the tables. Where it is time to stop, the
    rest is not planned anew.
    """
    run = run_of(progress)
    chosen = [s for s in sure.swings if max(s.saving_width_eur, s.cost_width_eur) > 0][:widest]
    done: dict[str, Swing] = {}
    for number, one in enumerate(chosen):
        ends = []
        for half, end in enumerate((one.low, one.high)):
            run("replan", (2 * number + half) / (2 * len(chosen)))
            ends.append(_planned(scenario, outcome, one, end=end, run=run))
        if run.stop.now():
            break
        done[one.fact.key] = replace(one, low_replanned=ends[0], high_replanned=ends[1])
    return replace(sure, swings=tuple(done.get(s.fact.key, s) for s in sure.swings), replanned=bool(done))


def _planned(scenario: Scenario, outcome: Outcome, swing: Swing, *, end: End, run: Run) -> End | None:
    """What a plan made with this figure costs; None where no plan is possible with it, or it is time to stop."""
    if end.value == swing.fact.value:
        return _end(outcome, end.value, None)
    with with_figures(scenario, {swing.fact.key: end.value}) as other:
        try:
            found = optimise(other, Run(store=run.store, stop=run.stop))
        except (Infeasible, Stopped):
            return None
    return _end(found, end.value, None if _same(found, outcome) else found.decision)


def _end(outcome: Outcome, value: float, decision: Text | None) -> End:
    return End(value, outcome.cases["alone"].eur_per_year, outcome.cases["together"].eur_per_year, decision)


def _same(one: Outcome, other: Outcome) -> bool:
    """Whether two plans decide the same: who is in which group, and which shared projects there are for whom."""
    return _decided(one) == _decided(other)


def _decided(outcome: Outcome) -> tuple[object, ...]:
    projects = {(p.key, frozenset(p.members)) for p in outcome.projects if p.adopted}
    return ({area: frozenset(m) for area, m in outcome.members.items()}, projects)
