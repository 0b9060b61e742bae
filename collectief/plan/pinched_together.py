"""Where the grid pinches in the plan together: what one kW more of each limit would be worth, EUR per kW a year.

From the duals of a year of linear programmes: with the sizes of the plan fixed, who shares anything lives through all
hours once more, each month at the least cost of all together (`replay`). The worth of a limit is the sum of its duals
over the hours of the year, a watt above the limits (`edges`): what the next kW of it, in every hour, saves of what
runs. Who shares nothing lives as alone, and so do its limits. A contract that may be chosen is no such limit: a kW more
of it has its price.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from collectief.errors import Infeasible
from collectief.measure import PARK, Measure, Setting
from collectief.measure.heat_network import HEAT, heat_ways
from collectief.measure.heating import level_of
from collectief.measure.measure import BUILT
from collectief.measure.nets import parted
from collectief.measure.network_names import PIPE
from collectief.model import Limit, Part, Size, store_blocks
from collectief.model.trim import islands, trim, without
from collectief.plan.decide import setting_of
from collectief.plan.design import all_parts
from collectief.plan.laid import with_pipes
from collectief.plan.outcome import Outcome
from collectief.plan.pinch import Pinch
from collectief.plan.pinched import dearest_first, group_pinches, pinches
from collectief.plan.prepare import quarters
from collectief.plan.replay import replay
from collectief.plan.run import Run, Stopped
from collectief.plan.scenario import Scenario

PHASE = "limits"


def valued(scenario: Scenario, outcome: Outcome, run: Run) -> Outcome:
    """The same answer with what its limits are worth together; as it was where it is time to stop.

    That leaves nothing of the plan undone, so it is no early end of it.
    """
    if run.stop.due:
        return outcome
    run(PHASE, 0.0)
    undone = run.stop.cut
    made = replace(scenario, park=outcome.park)  # with the temperatures of its heat network
    setting = setting_of(made, quarters(made.park, made.year))
    try:
        found = pinches_together(setting, scenario.measures, outcome.lives["together"].sizes, outcome.pinches, run)
    except Stopped:
        run.stop.cut = undone
        return outcome
    return replace(outcome, pinches_together=found)


def pinches_together(
    setting: Setting, measures: Sequence[Measure], sizes: Mapping[str, float], alone: Sequence[Pinch], run: Run
) -> tuple[Pinch, ...] | None:
    """Those of the plan with these sizes, the dearest first; ``alone`` are those of each alone.

    None where the sizes cannot keep a limit in some hour. Raises Stopped where it is time to stop.
    """
    parts = tuple(all_parts(setting, with_pipes(measures, sizes, level_of(setting.park))))
    amounts = {p.name: sizes.get(p.name, p.lower) for p in parts if isinstance(p, Size)}
    shared = shared_islands(setting, parts, amounts)
    owners = {p.owner for p in shared}
    try:
        found = replay(setting, shared, amounts, run.counted(PHASE), run=run, value="only").pinched if shared else {}
    except Infeasible:
        return None
    sharing = [c for c in setting.park.companies if c.id in owners]
    apart = (p for p in alone if p.owner not in owners)
    return dearest_first((*apart, *pinches(setting, found, sharing), *group_pinches(setting, found)))


def shared_islands(setting: Setting, parts: Sequence[Part], amounts: Mapping[str, float]) -> tuple[Part, ...]:
    """What runs with these sizes and is connected with another company or with what belongs to all.

    Sizes that are known tie nobody to who has not built them, and limits name what is there only.
    """
    dug = {name for name, amount in amounts.items() if name.startswith(PIPE) and amount > BUILT}
    if dug:
        parts = tuple(parted(parts, heat_ways(setting), heat=HEAT, dug=dug))
    gone = {name for name, amount in amounts.items() if amount <= BUILT}
    here = without(trim(parts, {n: 0.0 if n in gone else x for n, x in amounts.items()}, least=BUILT), gone)
    named = {name for p in here if not isinstance(p, Limit) for name in (p.name, *store_blocks(p.name))}
    found = islands([_untied(p, named) for p in here])
    return tuple(chain.from_iterable(i for i in found if len({p.owner for p in i} | {PARK}) > 2))


def _untied(part: Part, named: set[str]) -> Part:
    if isinstance(part, Size):
        return replace(part, into={})
    if isinstance(part, Limit):
        return replace(part, terms={n: c for n, c in part.terms.items() if n in named})
    return part
