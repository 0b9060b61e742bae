"""At which temperature of its water a heat network saves most: every level is looked at on the same typical days.

Colder water takes other sources as they are and loses less; it needs wider pipes, and heat pumps at who heats hotter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from collectief.facts import HeatLevel, other_levels, usual_level
from collectief.measure import Measure, Setting
from collectief.plan.network_passes import Passes
from collectief.plan.network_screen import bounded, look, network, passes_of
from collectief.plan.run import Run
from collectief.plan.screen import Screening
from collectief.plan.steps import design_steps


def at_level(setting: Setting, level: HeatLevel | None) -> Setting:
    """The same setting with a network of these temperatures; as it is without any."""
    if level is None:
        return setting
    return replace(setting, park=replace(setting.park, rules=replace(setting.park.rules, heat_level=level.key)))


def network_at_levels(
    setting: Setting,
    periods: int,
    *,
    agreed: Mapping[str, float],
    measures: Sequence[Measure] = (),
    run: Run | None = None,
) -> Screening:
    """What a heat network could save at the level that saves most, bounded at that one; ``looks`` at all others.

    On typical days of so many ``periods``: which these are may differ by level, as other dwellings are customers. A
    level that is settled, or that of pipes that lie already, is the only one.
    """
    here = run or Run()
    best = network(setting, design_steps(setting, periods), agreed=agreed, measures=measures, run=here)
    if setting.park.rules.heat_level is not None:
        return best
    looks, others = [(usual_level(), best)], dict[HeatLevel, Passes]()
    for level in other_levels():
        there = at_level(setting, level)
        passes = passes_of(there, design_steps(there, periods), agreed=agreed, measures=measures, run=here)
        if passes is not None and not passes.stands and not here.stop.now():
            looks.append((level, look(passes)))
            others[level] = passes
    level, most = max(looks, key=lambda one: one[1].found)
    told, ended = tuple((at, one.found) for at, one in looks), best.ended.union(*(one.ended for _, one in looks))
    if most.found > best.found:
        sure = bounded(others[level])
        more = sure if sure.found >= most.found else most
        best = Screening(more.found, max(sure.most, more.found), more.sizes, level=level)
        told, ended = tuple((at, more.found if at == level else eur) for at, eur in told), ended | sure.ended
    return replace(best, looks=told, ended=ended)
