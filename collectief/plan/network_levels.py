"""At which temperature of its water a heat network saves most: every level is looked at on the same typical days.

Colder water takes other sources as they are and loses less; it needs wider pipes, and heat pumps at who heats hotter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from collectief.facts import HeatLevel, other_levels, usual_level
from collectief.measure import Measure, Setting
from collectief.model import Steps
from collectief.plan.finished import key_of, once
from collectief.plan.network_passes import Passes
from collectief.plan.network_screen import network, passes_of, searched
from collectief.plan.run import Run
from collectief.plan.screen import Screening, form


def at_level(setting: Setting, level: HeatLevel | None) -> Setting:
    """The same setting with a network of these temperatures; as it is without any."""
    if level is None:
        return setting
    return replace(setting, park=replace(setting.park, rules=replace(setting.park.rules, heat_level=level.key)))


def network_at_levels(
    setting: Setting,
    steps: Steps,
    *,
    agreed: Mapping[str, float],
    measures: Sequence[Measure] = (),
    run: Run | None = None,
) -> Screening:
    """What a heat network could save at the level that saves most, bounded at that one; ``looks`` at all others.

    A level that is settled, or that of pipes that lie already, is the only one.
    """
    here = run or Run()
    best = network(setting, steps, agreed=agreed, measures=measures, run=here)
    if setting.park.rules.heat_level is not None:
        return best
    looks: list[tuple[HeatLevel, float]] = [(usual_level(), best.found)]
    for level in other_levels():
        passes = passes_of(at_level(setting, level), steps, agreed=agreed, measures=measures, run=here)
        if passes is None or passes.stands or here.stop.now():
            continue
        looks.append((level, _look(passes).found))
    level, most = max(looks, key=lambda one: one[1])
    if most > best.found:
        best = network(at_level(setting, level), steps, agreed=agreed, measures=measures, run=here)
        best = replace(best, level=level)
    return replace(best, looks=tuple(looks))


def _look(passes: Passes) -> Screening:
    """What the passes over one level find, kept when it is done."""
    return once(
        passes.run,
        lambda: key_of("network_look", passes.own, passes.shared, passes.steps, passes.ways),
        form({p.name for p in passes.shared}),
        lambda: searched(passes),
    )
