"""How sure we are of a plan: a bound below which no design can cost, on the same typical days."""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import inf, isfinite

from collectief.errors import Infeasible
from collectief.measure import Measure, Setting
from collectief.measure.digging import ROUTE
from collectief.measure.group_contract import ORGANISATION, group_name
from collectief.measure.heating import level_of
from collectief.measure.measure import BUILT
from collectief.model import Limit, Part, Size, Steps, built, to_rows
from collectief.model.rows import Rows
from collectief.model.trim import islands
from collectief.model.warm import Warm, safe_bound
from collectief.plan.design import all_parts
from collectief.plan.finished import Form, key_of, once
from collectief.plan.judged import number
from collectief.plan.laid import with_pipes
from collectief.plan.outcome import Proof
from collectief.plan.replay import THREADS
from collectief.plan.run import Run
from collectief.plan.store import Kept

OFF_DAYS = "not on these days"
"""In a status: the sizes of a plan that the year was lived with do not fit the typical days."""


def prove(
    setting: Setting,
    measures: Sequence[Measure],
    steps: Steps,
    sizes: Mapping[str, float],
    *,
    replayed: float,
    left_out: Collection[str] = (),
    run: Run | None = None,
) -> Proof:
    """Bound the design problem with these measures from below, ``left_out`` excepted, and cost these sizes on it.

    The bound relaxes every yes/no and is made from duals alone, so it holds whatever the solver's tolerance; of a heat
    network it has straight pipes, and the cost has those that lie. Sizes that the year was lived with need not fit
    these days: then their cost here is infinite, and the status says so.
    """
    kept, areas, here = [m for m in measures if m.key not in left_out], [a.id for a in setting.park.areas], run or Run()
    parts = _apart(tuple(all_parts(setting, kept)), areas)
    laid = with_pipes(kept, sizes, level_of(setting.park))
    real = parts if laid == tuple(kept) else _apart(tuple(all_parts(setting, laid)), areas)
    known = {p.name: sizes.get(p.name.partition(":")[0], 0.0) for p in parts if p.name.startswith(ORGANISATION)}
    with ThreadPoolExecutor(THREADS) as pool:
        lower = sum(pool.map(lambda island: _bound(island, steps, here), islands(parts)))
        upper = sum(pool.map(lambda island: _cost_or_inf(island, steps, {**sizes, **known}, here), islands(real)))
    fits = isfinite(upper)
    gap = (upper - lower) / max(abs(upper), 1.0) if fits else inf
    status = "bounded" if fits else f"bounded; {OFF_DAYS}"
    absent = tuple(m.key for m in measures if m.key in left_out)
    return Proof("checked", status, lower, upper, gap, replayed, len(steps), left_out=absent)


def _apart(parts: Sequence[Part], areas: Sequence[str]) -> tuple[Part, ...]:
    """The same parts in which each area pays an equal part of the organisation, so that areas are bounded apart.

    No plan pays more than before, so the bound holds; one that pays all the parts pays the same.
    """
    runs = {p.name: _area(p.name, areas) for p in parts if isinstance(p, Limit) and ORGANISATION in p.terms}
    paying = sorted(set(runs.values()))
    found: list[Part] = []
    for part in parts:
        if part.name == ORGANISATION and isinstance(part, Size):
            each = replace(part, eur_per_unit=part.eur_per_unit / max(len(paying), 1))
            found += [replace(each, name=f"{ORGANISATION}:{area}") for area in paying]
        elif isinstance(part, Limit) and part.name in runs:
            own = {f"{ORGANISATION}:{runs[part.name]}" if n == ORGANISATION else n: c for n, c in part.terms.items()}
            found.append(replace(part, terms=own))
        else:
            found.append(part)
    return tuple(found)


def _area(limit: str, areas: Sequence[str]) -> str:
    """The area of a limit of a group."""
    return next(area for area in areas if limit.startswith(group_name(area, "")))


def _bound(island: Sequence[Part], steps: Steps, run: Run) -> float:
    """Lower bound of what is connected, EUR a year."""
    form = Form(lambda lower: Kept({"lower": lower}), lambda kept: number(kept, "lower"))
    return once(run, lambda: key_of("bound", island, steps), form, lambda: _lower(island, steps))


def _lower(island: Sequence[Part], steps: Steps) -> float:
    rows = to_rows(island, steps)
    warm = Warm(rows.relaxed(), presolve=True, interior=True)
    warm.solve()
    return safe_bound(rows, rows.cost, warm.duals)


def _cost_or_inf(island: Sequence[Part], steps: Steps, sizes: Mapping[str, float], run: Run) -> float:
    """What these sizes cost on these steps, EUR a year; infinite where these cannot be lived with them."""
    try:
        return _cost_once(island, steps, sizes, run)
    except Infeasible:
        return inf


def _cost_once(island: Sequence[Part], steps: Steps, sizes: Mapping[str, float], run: Run) -> float:
    """What these sizes cost, EUR a year.

    Sizes that are given cost the same without the limits on sizes that they were chosen within, to a hair.
    """
    mine = {p.name: sizes.get(p.name, 0.0) for p in island if isinstance(p, Size)}
    form = Form(lambda eur: Kept({"eur": eur}), lambda kept: number(kept, "eur"))
    return once(run, lambda: key_of("cost", island, steps, mine), form, lambda: _cost(island, steps, mine))


def cost_of(parts: Sequence[Part], steps: Steps, sizes: Mapping[str, float]) -> float:
    """What these sizes cost on these steps, EUR a year; raises Infeasible where these cannot be lived with them."""
    return sum(_cost(island, steps, sizes) for island in islands(parts))


def _cost(island: Sequence[Part], steps: Steps, sizes: Mapping[str, float]) -> float:
    chosen = to_rows([p for p in island if not (isinstance(p, Limit) and p.per == "design")], steps).relaxed()
    return Warm(chosen.settled(_settled(island, chosen, sizes)), presolve=True).solve().upper


def _settled(island: Sequence[Part], rows: Rows, sizes: Mapping[str, float]) -> dict[str, float]:
    """Values of the size columns, in modules, and of their yes/no: what is not built but for rounding is not.

    Which way heat is counted through pipes that lie (`ROUTE`) stays open: it costs nothing, and a plan keeps none.
    """
    found: dict[str, float] = {}
    for size in (p for p in island if isinstance(p, Size) and not p.name.startswith(ROUTE)):
        amount = min(max(sizes.get(size.name, 0.0), size.lower), size.upper)
        if built(size.name) in rows.columns:
            amount = amount if amount > BUILT else 0.0
            found[built(size.name)] = float(amount > 0)
        found[size.name] = amount / (size.module or 1.0)
    return found
