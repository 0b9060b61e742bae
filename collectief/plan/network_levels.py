"""At which temperature of its water a heat network saves most: every level is looked at on the same typical days.

Colder water takes other sources as they are and loses less; it needs wider pipes, and heat pumps at who heats hotter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from collectief.facts import HeatLevel, other_levels, usual_level
from collectief.measure import Measure, Setting
from collectief.plan.finished import key_of, once
from collectief.plan.network_passes import Passes
from collectief.plan.network_screen import network, passes_of, searched
from collectief.plan.run import Run
from collectief.plan.screen import Screening, form
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
    looks: list[tuple[HeatLevel, Screening]] = [(usual_level(), best)]
    for level in other_levels():
        there = at_level(setting, level)
        passes = passes_of(there, design_steps(there, periods), agreed=agreed, measures=measures, run=here)
        if passes is not None and not passes.stands and not here.stop.now():
            looks.append((level, _look(passes)))
    level, look = max(looks, key=lambda one: one[1].found)
    told, ended = tuple((at, one.found) for at, one in looks), best.ended.union(*(one.ended for _, one in looks))
    if look.found > best.found:
        there = at_level(setting, level)
        bounded = network(there, design_steps(there, periods), agreed=agreed, measures=measures, run=here)
        more = bounded if bounded.found >= look.found else look
        most, ended = max(bounded.most, more.found), ended | bounded.ended
        best = Screening(more.found, most, more.sizes, level=level)
        told = tuple((at, more.found if at == level else eur) for at, eur in told)
    return replace(best, looks=told, ended=ended)


def _look(passes: Passes) -> Screening:
    """What the passes over one level find, kept when it is done."""
    return once(
        passes.run,
        lambda: key_of("network_look", passes.own, passes.shared, passes.steps, passes.ways),
        form({p.name for p in passes.shared}),
        lambda: searched(passes),
    )
