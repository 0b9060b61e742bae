"""The master problem of a year of months with several owners, and the months behind it.

Sizes, and what stores hold at the borders of months, stand in a master problem through PuLP, with every whole number.
Each month is solved for given sizes and answers with a cut (`model/pool`). What a bus without memory does by itself is
seen through (`model/merit`): what its spread costs is a value of its own in the master, and that it can be served at
all is a row.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from collectief.model.block import Cut, amounts_of, is_design, master_rows
from collectief.model.cuts import Cuts
from collectief.model.incumbent import OFF_KW, is_allowed
from collectief.model.merit import Merit, kinds, merit
from collectief.model.modules import WHOLE
from collectief.model.parts import Array, Flow, Limit, Load, Part, Size, Steps, Store
from collectief.model.plain import PlainBus, plain_buses
from collectief.model.pool import PooledMonth, Seen, pool
from collectief.model.rations import refuse_yearly
from collectief.model.refuse import refuse_cycles, refuse_endless
from collectief.model.solve import solve
from collectief.model.warm import relaxed

SAMPLES = 12
"""Sizes at which the spread and the service of each bus are looked at beforehand."""
KEPT = 10
"""How many of the last visits go on to count when spreads are set anew."""
LEVEL = 0.3
"""What stores hold at first at the borders of months, as a part of their size."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """What a store holds at the begin of a month: an amount that is no more than the size it is ``of``."""

    size: Size
    limit: Limit
    of: str


class Year:
    """The master problem of all sizes, and the months behind it."""

    def __init__(self, parts: Sequence[Part], periods: Sequence[Steps], *, slack_eur: float) -> None:
        refuse_yearly(parts)
        refuse_cycles(parts, periods)
        refuse_endless(parts)
        self.sizes = {p.name: p for p in parts if isinstance(p, Size)}
        self._levels = levels_of(parts, self.sizes, len(periods))
        self._design: list[Part] = [p for p in parts if isinstance(p, Size) or is_design(p)]
        self._design += [part for level in self._levels for part in (level.size, level.limit)]
        self._steps = periods[0]
        self.rows, self._written = master_rows(self._design, self._steps), len(self._design)
        self.names = tuple(self.rows.sizes)
        modules = {p.name: p.module or 1.0 for p in self._design if isinstance(p, Size)}
        self._unit = np.array([modules.get(name, 1.0) for name in self.names])
        self._groups = _alike(plain_buses(parts))
        self._merits = [merit(group, _joined(periods), self.sizes, self.names) for group in self._groups]
        self._months = self._made(parts, periods, slack_eur)
        self._cuts = Cuts(0, self._unit)
        self._visits: list[tuple[Array, list[Seen]]] = []
        self._samples: list[Array] = []
        self._covered: set[str] = set()

    def _made(self, parts: Sequence[Part], periods: Sequence[Steps], slack_eur: float) -> list[PooledMonth]:
        """The months, with what plain buses have taken out of them."""
        plain = [bus for group in self._groups for bus in group]
        gone = {p.name for bus in plain for p in bus.parts}
        kept = _needed([p for p in parts if not (isinstance(p, Flow | Load) and p.name in gone)])
        stores = [p.name for p in parts if isinstance(p, Store)]
        self._parts = [slice(0, len(periods[0]))]
        for steps in periods[1:]:
            self._parts.append(slice(self._parts[-1].stop, self._parts[-1].stop + len(steps)))
        return [
            PooledMonth(
                kept,
                replace(steps, border_eur=0.0),
                self.names,
                pools=[
                    pool(f"pool/{number}", group[0].line, one.part(here))
                    for number, (group, one) in enumerate(zip(self._groups, self._merits, strict=True))
                ],
                top=self.rows.upper * self._unit,
                levels={s: (level_name(s, month), level_name(s, (month + 1) % len(periods))) for s in stores},
                slack_eur=slack_eur,
            )
            for month, (steps, here) in enumerate(zip(periods, self._parts, strict=True))
        ]

    def visit(self, amounts: Array, threads: ThreadPoolExecutor) -> tuple[float, float]:
        """Add the cuts of all months at these amounts; what a year with these costs, EUR, and what is off, kW."""
        seen = list(threads.map(lambda month: month.see(amounts), self._months))
        self._visits.append((amounts, seen))
        if self._samples:
            self._add(self._visits[-1], threads)
        short = [float(one.short(amounts).max(initial=0.0)) for one in self._merits]
        off = max(*short, *(one.off_kw for one in seen), 0.0)
        return float(self.rows.cost @ (amounts / self._unit)) + sum(one.eur for one in seen), off

    def _add(self, visit: tuple[Array, list[Seen]], threads: ThreadPoolExecutor) -> None:
        """Add the cuts of one visit: of each month apart from spreads, and of the spread of each bus."""
        amounts, seen = visit
        cuts = threads.map(lambda month, one: month.apart(amounts, one), self._months, seen)
        for number, cut in enumerate(cuts):
            self._cuts.add(number, cut)
        self._add_spread(amounts)
        self._cuts.add_total(sum((one.exact for one in seen), Cut(0.0, np.zeros(len(amounts)))))

    def _add_spread(self, amounts: Array) -> None:
        number = len(self._months)
        for one in self._merits:
            planes = one.spread(amounts)
            for bus in range(len(one.load)):
                self._cuts.add(number, planes.of(bus, len(amounts)))
                number += 1

    def settle(self, visit: int, threads: ThreadPoolExecutor) -> None:
        """Keep spreads apart as they are at the prices of this visit, and write all cuts anew."""
        seen = self._visits[visit][1]
        for i, one in enumerate(self._merits):
            self._merits[i] = one.kept_apart(np.concatenate([month.prices[i] for month in seen]))
        for month, here in zip(self._months, self._parts, strict=True):
            month.keep_apart([one.part(here) for one in self._merits])
        self._samples = self._samples or self._sampled()
        self._cuts = Cuts(len(self._months) + sum(len(group) for group in self._groups), self._unit)
        for amounts in self._samples:
            self._add_spread(amounts)
        for one_visit in self._visits[-KEPT:]:
            self._add(one_visit, threads)

    def _sampled(self) -> list[Array]:
        """Some sizes of each bus's own, with no more bought in than serves it: what must be there, and its spread."""
        top = self.rows.upper * self._unit
        return [self.repaired(fraction * top, low=True) for fraction in np.linspace(0.0, 1.0, SAMPLES)]

    def repaired(self, amounts: Array, *, low: bool = False) -> Array:
        """The same amounts with what buys in at each bus large enough to serve it; ``low``: and no larger.

        The hours that decide are rows of the master from then on.
        """
        found, bottom, top = amounts.copy(), self.rows.lower * self._unit, self.rows.upper * self._unit
        for group, one in zip(self._groups, self._merits, strict=True):
            buys = int(np.flatnonzero(one.way > 0)[-1]) if (one.way > 0).any() else -1
            mine = np.flatnonzero(one.slope[:, buys].any(axis=-1)) if buys >= 0 else np.zeros(0, dtype=np.int64)
            if low:
                found[one.place[mine, buys]] = bottom[one.place[mine, buys]]
            short = one.short(found)
            for bus in (i for i in mine if short[i].max() > OFF_KW / 10):
                place, per_unit = one.place[bus, buys], one.slope[bus, buys]
                asked = np.divide(short[bus], per_unit, out=np.zeros_like(per_unit), where=per_unit > 0)
                hour = int(asked.argmax())
                self._cover(group[bus], one, int(bus), hour)
                found[place] = min(self._up(found[place] + asked[hour], place), top[place])
        return found

    def _up(self, amount: float, place: int) -> float:
        """An amount, or the next whole module."""
        step = self._unit[place]
        return float(np.ceil(amount / step - WHOLE) * step) if self.rows.integer[place] else amount

    def _cover(self, bus: PlainBus, one: Merit, number: int, hour: int) -> None:
        """Ask in the master that a bus can be served in an hour."""
        name = f"{bus.name}:{hour}"
        if name in self._covered:
            return
        self._covered.add(name)
        terms: dict[str, float] = {}
        supplies = np.flatnonzero(one.way >= 0)
        for j in supplies:
            if one.slope[number, j, hour]:
                size = self.names[one.place[number, j]]
                terms[size] = terms.get(size, 0.0) - float(one.slope[number, j, hour])
        rest = float(one.load[number, hour] - one.start[number, supplies, hour].sum())
        owner = bus.loads[0].owner
        self._design.append(Limit(name, owner, terms, {owner: -rest}, per="design"))

    def lowest(self, *, whole: bool, gap: float, seconds: float) -> tuple[float, Array]:
        """What no sizes go below as far as the cuts say, EUR a year, and the sizes that come out.

        Without whole numbers that is what the prices prove which the solver gives.
        """
        if len(self._design) > self._written:
            self.rows, self._written = master_rows(self._design, self._steps), len(self._design)
        rows = self._cuts.above(self.rows)
        if whole and rows.integer.any():
            answer = solve(rows, gap=gap, seconds=seconds)
            lower, x = answer.lower, answer.x
        else:
            lower, x, _, _ = relaxed(rows)
        x = x[: len(self.names)]
        return lower, np.where(self.rows.integer & whole, np.round(x), x) * self._unit

    def allowed(self, amounts: Array) -> bool:
        """Whether sizes keep what is asked of sizes, whole numbers and all."""
        return is_allowed(self.rows, amounts / self._unit)

    def start(self, given: Mapping[str, float]) -> Array:
        """Amounts to begin with: stores are partly full at the borders of months."""
        held = {level.size.name: LEVEL * given.get(level.of, 0.0) for level in self._levels}
        wanted = amounts_of(self.names, {**held, **given})
        return self.repaired(np.clip(wanted, self.rows.lower * self._unit, self.rows.upper * self._unit))


def level_name(store: str, month: int) -> str:
    """The amount that a store holds at the begin of a month."""
    return f"{store}@{month}"


def levels_of(parts: Sequence[Part], sizes: Mapping[str, Size], months: int) -> list[Level]:
    """The amounts that every store holds at the begin of every month."""
    found = []
    for store in (p for p in parts if isinstance(p, Store)):
        for month in range(months):
            name = level_name(store.name, month)
            size = Size(name, store.owner, sizes[store.size].upper)
            limit = Limit(f"{name}:held", store.owner, {name: 1.0, store.size: -1.0}, {store.owner: 0.0}, per="design")
            found.append(Level(size, limit, store.size))
    return found


def _alike(buses: Sequence[PlainBus]) -> list[list[PlainBus]]:
    """Plain buses by kind, in the order of the first of each."""
    found: dict[tuple[object, ...], list[PlainBus]] = {}
    for bus in buses:
        found.setdefault(kinds(bus), []).append(bus)
    return list(found.values())


def _needed(parts: Sequence[Part]) -> list[Part]:
    """The parts without sizes that nothing in the months leans on."""
    leaned = {p.size for p in parts if isinstance(p, Flow | Store)}
    leaned |= {name for p in parts if isinstance(p, Limit) and not is_design(p) for name in p.terms}
    return [p for p in parts if not isinstance(p, Size) or p.name in leaned]


def _joined(periods: Sequence[Steps]) -> Steps:
    """All months behind one another, each a cycle and a period of its own."""
    number = np.repeat(np.arange(len(periods), dtype=np.int64), [len(steps) for steps in periods])
    pick, weight, months = (np.concatenate([getattr(s, key) for s in periods]) for key in ("pick", "weight", "months"))
    hours = np.concatenate([np.broadcast_to(s.hours, len(s)) for s in periods])
    return Steps(pick, weight, number, number, months, hours=hours)
