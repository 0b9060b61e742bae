"""How each of the five parts becomes columns and rows.

A size whose lower and upper are equal is known; what it bounds is then bounded by numbers instead of rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from collectief.errors import ModelError
from collectief.model.modules import in_modules, is_whole
from collectief.model.parts import Flow, Limit, Load, Part, Series, Size, Steps, Store
from collectief.model.rows import Rows
from collectief.model.sheet import Sheet, Term
from collectief.text import Text

Sizes = Mapping[str, Size]
ONE = np.ones(1)


def built(name: str) -> str:
    """Name of the yes/no column of a size."""
    return f"{name}?"


def store_blocks(name: str) -> tuple[str, str, str]:
    """Names of the blocks of a store: what goes in, what comes out (kW), what it holds (kWh)."""
    return f"{name}:in", f"{name}:out", f"{name}:stock"


def begin_block(name: str) -> str:
    """Name of the block of what a store holds when it begins, where its cycle need not close."""
    return f"{name}:begin"


def to_rows(
    parts: Iterable[Part], steps: Steps, known: Mapping[str, float] | None = None, *, short: bool = False
) -> Rows:
    """Write parts for these steps; sizes in ``known`` are given amounts that cost nothing any more.

    With ``short`` a store without loss, wear or bound on its power has a stock only, which stands in the balance of
    its bus: what the bus has left over is what it takes in.
    """
    sheet = Sheet(steps)
    ordered = tuple(parts)
    in_bus = _in_bus(ordered) if short else frozenset()
    sizes = {p.name: _settle(p, known) for p in ordered if isinstance(p, Size)}
    for size in sizes.values():
        _write_size(size, sheet)
    for part in ordered:
        if isinstance(part, Flow):
            _write_flow(part, sheet, sizes)
        elif isinstance(part, Store):
            (_write_in_bus if part.name in in_bus else _write_store)(part, sheet, sizes)
        elif isinstance(part, Load):
            sheet.serve(part.bus, part.owner, ONE * part.kw if part.design else steps.of(part.kw))
    for part in ordered:
        if isinstance(part, Limit):
            _write_limit(part, sheet)
            sheet.limit(part.name)
    return sheet.rows()


def amounts(parts: Iterable[Part], rows: Rows, x: NDArray[np.float64]) -> dict[str, float]:
    """The amount of each size in a solution, in its own unit: nothing, or no less than its smallest.

    What is a whole number of modules but for the solver's tolerance is one; a relaxation has half modules.
    """
    sizes = (p for p in parts if isinstance(p, Size))
    return {s.name: _built(s, _amount(s, float(rows.at(x, s.name)[0])), rows) for s in sizes}


def _amount(size: Size, value: float) -> float:
    """The amount that the column of a size stands for."""
    if not size.module:
        return value
    return (round(value) if is_whole(value) else value) * size.module


def _built(size: Size, amount: float, rows: Rows) -> float:
    """An amount without the solver's tolerance, or its relaxation, on the smallest amount."""
    if size.least == 0 or built(size.name) not in rows.columns:
        return amount
    return max(amount, size.least) if amount >= size.least / 2 else 0.0


def settled(parts: Iterable[Part], known: Mapping[str, float]) -> tuple[Part, ...]:
    """The same parts with these sizes as they are, at no cost any more."""
    return tuple(_settle(p, known) if isinstance(p, Size) and p.name in known else p for p in parts)


def _settle(size: Size, known: Mapping[str, float] | None) -> Size:
    if known is None or size.name not in known:
        return in_modules(size) if size.module else size
    amount = known[size.name]
    return replace(size, lower=amount, upper=amount, eur_per_unit=0.0, eur_fixed=0.0, module=0.0, into={}, least=0.0)


def _write_size(size: Size, sheet: Sheet) -> None:
    unit = size.module or 1.0
    integer = size.module > 0
    cost, upper, lower = (ONE * v for v in (size.eur_per_unit * unit, size.upper / unit, size.lower / unit))
    sheet.column(size.name, size.owner, cost, upper, lower=lower, integer=integer)
    sheet.sizes.append(size.name)
    sheet.unit[size.name] = unit
    if size.yes_no:
        sheet.column(built(size.name), size.owner, ONE * size.eur_fixed, ONE, integer=True)
        sheet.sizes.append(built(size.name))
        sheet.row([(size.name, unit), (built(size.name), -size.upper)], [], count=1)
    if size.least > 0:
        sheet.row([(size.name, -unit), (built(size.name), size.least)], [], count=1)
    for bus, amount in size.into.items():
        sheet.balance(bus, size.name, ONE * amount * unit)


def _known(size: Size, flow: Flow) -> float | None:
    """The factor on a flow's bounds where its size is known, else None."""
    if size.lower != size.upper:
        return None
    return float(size.upper > 0) if flow.per_built else size.upper


def _write_flow(flow: Flow, sheet: Sheet, sizes: Sizes) -> None:
    steps = sheet.steps
    if flow.size is not None and np.any(steps.of(flow.lower) < 0):
        raise ModelError(
            Text(
                nl=f"{flow.name} gaat onder {flow.size} twee kanten op: maak er twee stromen van",
                en=f"{flow.name} goes both ways under {flow.size}: make it two flows",
            )
        )
    factor = 1.0 if flow.size is None else _known(sizes[flow.size], flow)
    if factor is None:
        _write_sized(flow, sheet, sizes[flow.size or ""])
    else:
        cost = steps.of(flow.eur_per_kwh) * steps.weight
        sheet.column(flow.name, flow.owner, cost, steps.of(flow.upper) * factor, lower=steps.of(flow.lower) * factor)
    name, profile = sheet.folded.get(flow.name, (flow.name, np.ones(1)))
    for bus, coefficient in flow.into.items():
        sheet.balance(bus, name, steps.of(coefficient) * profile)


def _write_sized(flow: Flow, sheet: Sheet, size: Size) -> None:
    """A flow under a size that is still free: rows tie them together.

    A flow that has no choice is its size times a profile. One under a switch (a single yes/no) is tied once
    per cycle instead of in every step: off means zero all the same, with a row for a day instead of 24.
    """
    steps = sheet.steps
    upper, lower = steps.of(flow.upper), steps.of(flow.lower)
    if flow.per_built and not size.yes_no:
        raise ModelError(Text(nl=f"{size.name} is geen ja/nee", en=f"{size.name} is not a yes/no"))
    if np.any(lower > 0) and flow.owner != size.owner:
        raise ModelError(
            Text(
                nl=f"{flow.name} volgt {size.name}: geef beide dezelfde eigenaar",
                en=f"{flow.name} follows {size.name}: give both the same owner",
            )
        )
    name, unit, top = (built(size.name), 1.0, 1.0) if flow.per_built else (size.name, size.module or 1.0, size.upper)
    if np.all(lower == upper) and not np.any(flow.eur_per_kwh):
        sheet.folded[flow.name] = (name, upper * unit)
        return
    sheet.column(flow.name, flow.owner, steps.of(flow.eur_per_kwh) * steps.weight, upper * top)
    if size.module == size.upper == 1.0 and not np.any(lower):
        sheet.total(flow.name, upper, size=name, unit=unit)
        return
    where = np.flatnonzero(upper)
    sheet.row([(flow.name, 1.0, where), (name, -upper[where] * unit)], [], count=len(where))
    if np.any(lower > 0):
        sheet.row([(flow.name, -1.0), (name, lower * unit)], [], count=len(steps))


def _write_store(store: Store, sheet: Sheet, sizes: Sizes) -> None:
    steps, size = sheet.steps, sizes[store.size]
    unit, count = size.module or 1.0, len(steps)
    charge, discharge, stock = store_blocks(store.name)
    full, power = np.full(count, size.upper), np.full(count, size.upper / store.hours_to_fill)
    sheet.column(charge, store.owner, np.zeros(count), power)
    sheet.column(discharge, store.owner, store.eur_per_kwh * steps.weight, power)
    sheet.column(stock, store.owner, _ending(steps), full)
    same: list[Term] = [(charge, -store.efficiency * steps.hours), (discharge, ONE * steps.hours)]
    if steps.border_eur is None:
        sheet.row([(stock, 1.0), (stock, -1.0, before(steps)), *same], [], count=count, equal=True)
    else:
        begin, first = begin_block(store.name), _first(steps)
        sheet.column(begin, store.owner, steps.border_eur * (steps.weight / steps.hours)[first], full[first])
        held = [(stock, np.where(first, 0.0, -1.0), before(steps)), (begin, np.where(first, -1.0, 0.0), steps.cycle)]
        sheet.row([(stock, 1.0), *held, *same], [], count=count, equal=True)
    if size.lower != size.upper:
        sheet.row([(stock, 1.0), (size.name, -unit)], [], count=count)
    sheet.row([(charge, 1.0), (discharge, 1.0), (size.name, -unit / store.hours_to_fill)], [], count=count)
    sheet.balance(store.bus, charge, np.full(count, -1.0))
    sheet.balance(store.bus, discharge, np.full(count, 1.0))


def _in_bus(parts: Iterable[Part]) -> frozenset[str]:
    """Stores whose stock alone says all: filled within a step, at no loss and no cost, and in no limit."""
    ordered = tuple(parts)
    named = {name for p in ordered if isinstance(p, Limit) for name in p.terms}
    plain = (p for p in ordered if isinstance(p, Store) and p.efficiency == 1.0 and not p.eur_per_kwh)
    return frozenset(p.name for p in plain if p.hours_to_fill <= 1.0 and not named & set(store_blocks(p.name)))


def _write_in_bus(store: Store, sheet: Sheet, sizes: Sizes) -> None:
    """The stock, and at the bus what is less of it than before."""
    steps, size = sheet.steps, sizes[store.size]
    stock, first, full = store_blocks(store.name)[2], _first(steps), np.full(len(steps), size.upper)
    sheet.column(stock, store.owner, _ending(steps), full)
    per_hour = np.ones(len(steps)) / steps.hours
    sheet.balance(store.bus, stock, -per_hour)
    if size.lower != size.upper:
        sheet.row([(stock, 1.0), (size.name, -(size.module or 1.0))], [], count=len(steps))
    if steps.border_eur is None:
        sheet.balance(store.bus, stock, per_hour, before(steps))
        return
    begin = begin_block(store.name)
    sheet.column(begin, store.owner, steps.border_eur * (steps.weight / steps.hours)[first], full[first])
    sheet.balance(store.bus, stock, np.where(first, 0.0, per_hour), before(steps))
    sheet.balance(store.bus, begin, np.where(first, per_hour, 0.0), steps.cycle)


def _first(steps: Steps) -> NDArray[np.bool_]:
    """Whether a step is the first of its cycle, shape (steps,)."""
    return np.asarray(np.r_[True, steps.cycle[1:] != steps.cycle[:-1]])


def _ending(steps: Steps) -> NDArray[np.float64]:
    """EUR per kWh of stock: what is left at the end of a cycle is paid for where its borders are open."""
    last = np.r_[_first(steps)[1:], True]
    return np.where(last, -(steps.border_eur or 0.0) * steps.weight / steps.hours, 0.0)


def before(steps: Steps) -> NDArray[np.int64]:
    """The step before each step, around its own cycle, shape (steps,)."""
    order = np.arange(len(steps), dtype=np.int64)
    previous = order - 1
    starts = _first(steps)
    previous[starts] = order[np.r_[starts[1:], True]]
    return previous


def _write_limit(limit: Limit, sheet: Sheet) -> None:
    """Terms of parts that are not in the model count as zero."""
    steps, count = sheet.steps, len(sheet.steps)
    unit = {name: sheet.unit.get(name, 1.0) for name in limit.terms if name in sheet.columns}
    if limit.per == "design":
        once: list[Term] = [(name, ONE * limit.terms[name] * u) for name, u in unit.items()]
        sheet.row(once, [(o, ONE * u) for o, u in limit.upper.items()], count=1)
        return
    if limit.per == "year":
        _write_yearly(limit, sheet, unit)
        return
    here = {name: steps.of(limit.terms[name]) * u for name, u in unit.items()}
    for name in limit.terms:
        if name in sheet.folded:
            size, profile = sheet.folded[name]
            here[size] = here.get(size, 0.0) + steps.of(limit.terms[name]) * profile
    terms: list[Term] = list(here.items())
    if limit.per == "step":
        sheet.row(terms, [(o, steps.of(u)) for o, u in limit.upper.items()], count=count)
        return
    reach = sum(float(np.max(np.maximum(c, 0.0))) * max(sheet.top[name], 0.0) for name, c in here.items())
    sheet.column(limit.name, limit.owner, limit.eur_per_kw * steps.months, np.full(len(steps.months), reach))
    sheet.row([*terms, (limit.name, -1.0, steps.period)], [], count=count)


def _write_yearly(limit: Limit, sheet: Sheet, unit: Mapping[str, float]) -> None:
    """One row: each step counts for the hours that it stands for, a size once."""
    steps = sheet.steps
    sizes = {name for name in unit if name in sheet.sizes}
    here: dict[str, Series] = {name: ONE * limit.terms[name] * unit[name] for name in unit if name in sizes}
    here |= {name: steps.weight * steps.of(limit.terms[name]) for name in unit if name not in sizes}
    for name in limit.terms:
        if name in sheet.folded:
            size, profile = sheet.folded[name]
            here[size] = here.get(size, 0.0) + np.sum(steps.weight * steps.of(limit.terms[name]) * profile)
    sheet.sum({name: np.atleast_1d(c) for name, c in here.items()}, [(o, ONE * u) for o, u in limit.upper.items()])
