"""Do the things that only pay when shared pay here? A small design problem for each, with a proven answer.

A heat network is weighed against heat pumps and boilers per company; a hub and a shared battery against own
chargers and own batteries. Each problem is solved on a few typical days with PuLP and gives a bound: more
than that a shared asset cannot save.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from collectief.errors import Infeasible
from collectief.measure import GroundHeatPump, HeatNetwork, HeatPump, HeatRecovery, Measure, Setting
from collectief.measure.heat_network import consumers
from collectief.measure.residual import spare_kw
from collectief.model import Flow, Part, Size, Steps, amounts, early, solve, to_rows
from collectief.model.trim import islands
from collectief.model.warm import Warm
from collectief.park import Company
from collectief.plan.as_is import as_is
from collectief.plan.budget import ration
from collectief.plan.cases import groups_of
from collectief.plan.design import all_parts, any_size
from collectief.plan.finished import Form, Misfit, key_of, once
from collectief.plan.judged import number, numbers
from collectief.plan.network_passes import OF_NETWORK, Passes
from collectief.plan.run import Run
from collectief.plan.steps import coarse
from collectief.plan.store import Kept

OWN_HEAT: tuple[Measure, ...] = (HeatPump(), GroundHeatPump(), HeatRecovery())
"""What each can do by itself where a network is looked at."""
GAP = 1e-4
NETWORK_GAP, NETWORK_SECONDS = 5e-4, 60.0
"""The search for a network ends by its gap, so that the same park gives the same answer; the time is for odd parks."""
HOURS_A_STEP = 3
"""Usual days at one hour in three: nothing here is stored, and extreme days keep all their hours (32 s became 11)."""
BUILT = 1e-3
HUB, SITE, BATTERY, WIND = "hub/", "site/", "battery/", "wind/"


@dataclass(frozen=True, slots=True)
class Screening:
    """What sharing could save, EUR a year: ``found`` by the best way we found, at most ``most`` by any.

    ``sizes`` are the shared sizes of that best way; empty where it builds nothing. ``ended`` holds how a search
    ended that was not done.
    """

    found: float
    most: float
    sizes: Mapping[str, float]
    ended: frozenset[str] = frozenset()


def network(
    setting: Setting,
    steps: Steps,
    *,
    agreed: Mapping[str, float],
    measures: Sequence[Measure] = (),
    run: Run | None = None,
) -> Screening:
    """What a heat network could save against a heat pump and boiler for each company, with the groups as ``agreed``.

    ``measures`` come before our own of the same key: what stands of them is known. A central heat pump needs the
    connection of a group: where there is none, only residual heat can feed it.
    """
    grouped = {g.area for g in groups_of(setting, agreed)}
    fed = grouped or any(spare_kw(setting, c) is not None for c in setting.park.companies)
    by_key: Mapping[str, Measure] = {m.key: m for m in (HeatNetwork(), *OWN_HEAT, *measures)}
    shared = any_size(by_key[HeatNetwork().key].shared_parts(setting)) if fed else ()
    if not shared:
        return Screening(0.0, 0.0, {})
    steps = coarse(steps, every=HOURS_A_STEP)
    each = tuple(by_key[m.key] for m in OWN_HEAT)
    kept = (*each, by_key[HeatNetwork().key])
    own, here = tuple(heat_parts(setting, setting.park.companies, grouped, kept, shared)), run or Run()
    passes = Passes(setting, kept[-1], own, steps, run=here)
    ways = [(s.id, s.start, s.end, s.length_m) for s in passes.stretches]
    return once(
        here,
        lambda: key_of("network", own, shared, steps, ways),
        _form({p.name for p in shared}),
        lambda: _network(own, shared, steps, passes, run=here),
    )


def _network(own: Sequence[Part], shared: Sequence[Part], steps: Steps, passes: Passes, *, run: Run) -> Screening:
    """The bound is of straight pipes, below those of the catalogue; what is found has real ones."""
    without = _cost(own, steps)
    with_it = (*own, *shared)
    rows = to_rows(with_it, steps)
    try:
        answer = solve(rows, gap=NETWORK_GAP, seconds=NETWORK_SECONDS, stop=run.stop.now)
    except Infeasible as error:
        return Screening(0.0, np.inf, {}, early(error.ended))
    straight = {n: a for n, a in amounts(with_it, rows, answer.x).items() if a > BUILT and _shared_size(n)}
    best, most = passes.best(straight), max(0.0, without - answer.lower)
    if best is None or best.eur >= without:
        return Screening(0.0, most, {}, early(answer.status))
    return Screening(without - best.eur, most, best.sizes, early(answer.status))


def _form(names: Collection[str]) -> Form[Screening]:
    """A screening is kept where its search was done and came to a bound."""

    def write(made: Screening) -> Kept | None:
        if made.ended or not np.isfinite(made.most):
            return None
        return Kept({"found": made.found, "most": made.most, "sizes": dict(made.sizes)})

    def read(kept: Kept) -> Screening:
        found, most, sizes = number(kept, "found"), number(kept, "most"), numbers(kept, "sizes", among=names)
        if min(found, most, *sizes.values()) < 0:
            raise Misfit("screening")
        return Screening(found, most, sizes)

    return Form(write, read)


def _shared_size(name: str) -> bool:
    return name.startswith(OF_NETWORK)


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
        total += solve(to_rows(island, steps), gap=GAP, seconds=NETWORK_SECONDS).upper
    return total


def site(
    setting: Setting,
    measures: Sequence[Measure],
    steps: Steps,
    *,
    agreed: Mapping[str, float],
    run: Run | None = None,
) -> Screening:
    """What a hub, a battery and a turbine on the group's own site could save, with the groups as agreed.

    ``agreed`` holds the contracts and memberships.
    """
    kept = [m for m in measures if m.key != "heat_network"]
    parts = tuple(all_parts(setting, kept))
    settled = {p.name: agreed.get(p.name, 0.0) for p in parts if isinstance(p, Size) and _is_contract(p.name)}
    on_site = {p.name for p in parts if isinstance(p, Size) and _on_site(setting, p.name)}
    return once(
        run or Run(),
        lambda: key_of("site", parts, steps, settled, on_site),
        _form(on_site),
        lambda: _site(parts, steps, settled, on_site=on_site),
    )


def _site(parts: Sequence[Part], steps: Steps, settled: Mapping[str, float], *, on_site: Collection[str]) -> Screening:
    closed = dict.fromkeys(on_site, 0.0)
    without = lower = upper = 0.0
    chosen: dict[str, float] = {}
    for island in islands(parts):
        rows = to_rows(island, steps)
        here = rows.relaxed().settled({n: v for n, v in settled.items() if n in rows.columns})
        warm = Warm(here, presolve=True, interior=True)
        lower += warm.solve().lower
        shut = warm.solve(here.settled({n: v for n, v in closed.items() if n in rows.columns})).upper
        bought = {n: 1.0 for n in here.columns if n.startswith(SITE) and n.endswith("?")}
        built = warm.solve(here.settled(bought)) if bought else None
        without += shut
        upper += min(shut, built.upper) if built else shut
        if built and built.upper < shut:
            chosen |= {n: a for n, a in amounts(island, rows, built.x).items() if a > BUILT and n in on_site}
    return Screening(max(0.0, without - upper), max(0.0, without - lower), chosen)


def _is_contract(name: str) -> bool:
    return name.startswith(("contract/", "member/", "group")) and not name.endswith(":kw")


def _on_site(setting: Setting, name: str) -> bool:
    return name.startswith((HUB, SITE, WIND)) or name in {f"{BATTERY}{area.id}" for area in setting.park.areas}
