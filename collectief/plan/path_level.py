"""One temperature of a heat network for all years of a path: pipes lie for longer than a stage."""

from collections.abc import Sequence
from dataclasses import replace

from collectief.errors import Infeasible
from collectief.measure import HeatNetwork
from collectief.plan.decide import optimise
from collectief.plan.path_ways import named
from collectief.plan.run import Run, Stopped
from collectief.plan.scenario import Scenario
from collectief.plan.stage_world import Stated, in_year


def with_level(scenario: Scenario, last: int, stated: Sequence[Stated], run: Run) -> Scenario:
    """The same with the temperature that the best plan of the last year has, as if nothing stood then.

    As it is where the park has settled one, or has no heat but that of the air: then it is the usual one.
    """
    park = scenario.park
    heat = park.heat_sources or any(c.residual_heat is not None for c in park.companies)
    asked = any(m.key == HeatNetwork().key for m in scenario.measures)
    if park.rules.heat_level is not None or not (heat and asked):
        return scenario
    try:
        with in_year(scenario, last, tuple(stated)) as (then, _):
            level = optimise(then, named(run, "end", last)).park.rules.heat_level
    except (Infeasible, Stopped):
        return scenario
    return replace(scenario, park=replace(park, rules=replace(park.rules, heat_level=level)))
