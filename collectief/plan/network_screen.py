"""Does a heat network pay here? Weighed against heat pumps and boilers per company, on a few typical days.

A programme with a yes/no for each trench bounds what any network could save; passes over streets and year
(`network_passes`) find one of real pipes.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from collectief.errors import Infeasible
from collectief.measure import GroundHeatPump, HeatNetwork, HeatPump, HeatRecovery, Measure, Setting
from collectief.measure.heat_network import consumers
from collectief.measure.measure import BUILT
from collectief.measure.outside_heat import fed_without_group
from collectief.model import Flow, Part, Steps, amounts, early, solve, to_rows
from collectief.model.trim import islands
from collectief.park import Company
from collectief.plan.as_is import as_is
from collectief.plan.budget import ration
from collectief.plan.cases import groups_of
from collectief.plan.design import any_size
from collectief.plan.finished import key_of, once
from collectief.plan.network_days import OF_NETWORK
from collectief.plan.network_passes import Pass, Passes
from collectief.plan.run import INTERRUPTED, Run
from collectief.plan.screen import Screening, form
from collectief.plan.steps import coarse

OWN_HEAT: tuple[Measure, ...] = (HeatPump(), GroundHeatPump(), HeatRecovery())
"""What each can do by itself where a network is looked at."""
GAP, SECONDS = 5e-4, 240.0
"""The search for a network ends by its gap, so that the same park gives the same answer; the time is for odd parks.

De Vlasakker takes 30 s at either temperature, 39 s beside other work. Each island without a network has as long.
"""
EXACT = 1e-4
HOURS_A_STEP = 3
"""Usual days in steps of three hours; extreme days keep all their hours (32 s became 11)."""


def passes_of(
    setting: Setting,
    steps: Steps,
    *,
    agreed: Mapping[str, float],
    measures: Sequence[Measure] = (),
    run: Run | None = None,
) -> Passes | None:
    """All that a network is weighed with, on these steps, with the groups as ``agreed``; None where none can be.

    ``measures`` come before our own of the same key: what stands of them is known. A central heat pump needs the
    connection of a group, and so does one that lifts heat of a source of the map.
    """
    grouped = {g.area for g in groups_of(setting, agreed)}
    fed = grouped or fed_without_group(setting)
    by_key: Mapping[str, Measure] = {m.key: m for m in (HeatNetwork(), *OWN_HEAT, *measures)}
    network = by_key[HeatNetwork().key]
    shared = any_size(network.shared_parts(setting)) if fed else ()
    if not shared:
        return None
    kept = (*(by_key[m.key] for m in OWN_HEAT), network)
    own = tuple(heat_parts(setting, setting.park.companies, grouped, kept, shared))
    return Passes(setting, network, own, coarse(steps, every=HOURS_A_STEP), run=run or Run())


def network(
    setting: Setting,
    steps: Steps,
    *,
    agreed: Mapping[str, float],
    measures: Sequence[Measure] = (),
    run: Run | None = None,
) -> Screening:
    """What a heat network could save against a heat pump and boiler for each company (`passes_of`)."""
    passes = passes_of(setting, steps, agreed=agreed, measures=measures, run=run)
    return Screening(0.0, 0.0, {}) if passes is None else bounded(passes)


def bounded(passes: Passes) -> Screening:
    """The best network that is found, and how much any could save; kept when it is done."""
    return _kept("network", passes, _network)


def look(passes: Passes) -> Screening:
    """The best network that passes find by themselves, without a bound; kept when it is done."""
    return _kept("network_look", passes, searched)


def _kept(kind: str, passes: Passes, find: Callable[[Passes], Screening]) -> Screening:
    return once(
        passes.run,
        lambda: key_of(kind, passes.own, passes.shared, passes.steps, passes.ways),
        form({p.name for p in passes.shared}),
        lambda: find(passes),
    )


def _network(passes: Passes) -> Screening:
    """The bound is of straight pipes, below those of the catalogue; what is found has real ones."""
    without = _cost(passes.own, passes.steps)
    with_it = (*passes.own, *passes.shared)
    rows = to_rows(with_it, passes.steps)
    try:
        answer = solve(rows, gap=GAP, seconds=SECONDS, stop=passes.run.stop.now)
    except Infeasible as error:
        return Screening(0.0, np.inf, {}, early(error.ended))
    sizes = amounts(with_it, rows, answer.x)
    straight = {n: a for n, a in sizes.items() if a > BUILT and n.startswith(OF_NETWORK)}
    found = _against(without, passes.best(straight), passes.run)
    return replace(found, most=max(0.0, without - answer.lower), ended=found.ended | early(answer.status))


def searched(passes: Passes) -> Screening:
    """The best network that passes find by themselves; how much another could save is not looked at."""
    best = passes.best({})
    return _against(_cost(passes.own, passes.steps), best, passes.run)


def _against(without: float, best: Pass | None, run: Run) -> Screening:
    """What a network saves against the cost without one: nothing where that is no less."""
    cut = frozenset({INTERRUPTED} if run.stop.cut else ())
    if best is None or best.eur >= without:
        return Screening(0.0, 0.0, {}, cut)
    return Screening(without - best.eur, without - best.eur, best.sizes, cut)


def heat_parts(
    setting: Setting,
    companies: Iterable[Company],
    grouped: Container[str],
    measures: Sequence[Measure] = (*OWN_HEAT, HeatNetwork()),
    shared: Sequence[Part] = (),
) -> Iterator[Part]:
    """These companies as they are, with heat pumps and own residual heat each: what a network competes with.

    Areas in ``grouped`` have a connection of the group's own. Any size will do here: with the project and without. A
    budget is for this alone, also for what a company owns of the parts that are ``shared``.
    """
    buyers = {c.id for c in consumers(setting)}
    for company in companies:
        yield from as_is(setting, company)
        if company.id in buyers:
            yield from any_size(p for measure in measures for p in measure.own_parts(setting, company))
        yield from ration(setting, measures, company, shared)
    plenty_kw = float(sum(u.space_kw.max() for u in setting.uses.values()))
    for area in (a for a in setting.park.areas if a.id in grouped):
        cheapest = min((setting.rates[c.id].offtake_eur_per_kwh for c in setting.area_members(area)), key=np.sum)
        yield Flow(f"power/{area.id}", "park", {(area.id, "site"): 1.0}, plenty_kw, eur_per_kwh=cheapest)


def _cost(parts: Sequence[Part], steps: Steps) -> float:
    total = 0.0
    for island in islands(parts):
        total += solve(to_rows(island, steps), gap=EXACT, seconds=SECONDS).upper
    return total
