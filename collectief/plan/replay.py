"""Living through the full year with given sizes: month by month, every hour, all limits in quarter-hours.

The sizes are fixed, so each month and each group of connected companies is a linear programme of its own,
with the peak charge of that month in it. The year that comes out is what is billed and reported.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from collectief.errors import Infeasible
from collectief.measure import Setting
from collectief.measure.delivered import arriving_kw
from collectief.measure.heating import BOILERS
from collectief.measure.measure import BUILT
from collectief.model import Flow, Limit, Load, Part, Rows, Size, Steps, Store, Warm, store_blocks, to_rows
from collectief.model.trim import islands, trim
from collectief.model.yearly import Lived, Mix, at_prices, blend, hold, left, used, yearly
from collectief.plan.edges import edges, worth_of_more
from collectief.plan.finished import Form, digest, key_of, once
from collectief.plan.in_the_way import explained
from collectief.plan.judged import arrays, number, numbers
from collectief.plan.run import Run
from collectief.plan.steps import month_steps
from collectief.plan.store import Kept
from collectief.profile.year import HOURS
from collectief.text import Text

Array = NDArray[np.float64]
Value = Literal["none", "also", "only"]
"""Whether what limits are worth is asked: not, beside the year, or as all that counts."""
MONTHS = 12
THREADS = 2
"""HiGHS lets go of Python while it solves; two is what the smallest machine we serve has."""


CONTRACT = ":kw"
"""Sizes with this ending are contracts: where the year asks for more than the design, they are repaired."""


@dataclass(frozen=True, slots=True, eq=False)
class Dispatch:
    """Every flow of the year in kW, shape (8760,) each, by name; what a flow does not do is absent.

    ``contracts_kw`` are the contracts that the year needs, where these may be chosen; ``repaired_kw`` is how
    much they had to grow beyond the design. ``pinched`` is what one kW more of each limit of the grid would have saved
    in each hour, EUR, shape (8760,), by name (`edges`); a limit that binds in no hour of a month is zero there.
    """

    flows: Mapping[str, Array]
    contracts_kw: Mapping[str, float]
    repaired_kw: float
    pinched: Mapping[str, Array] = field(default_factory=dict)

    def of(self, name: str) -> Array:
        """One flow, zeros where it is absent."""
        return self.flows.get(name, np.zeros(HOURS))

    def total(self, names: Iterable[str]) -> Array:
        """Sum of some flows."""
        return np.asarray(sum((self.of(n) for n in names), np.zeros(HOURS)))

    def line_kwh(self, company: str) -> float:
        """What one company takes over direct lines, and of panels on its roof that are not its own, in the year.

        0 for what a solver leaves of nothing.
        """
        kwh = float(np.sum(arriving_kw(self.flows, company)))
        return kwh if kwh > BUILT else 0.0

    def boiler_kwh(self, company: str) -> float:
        """Heat from gas of one company in the year, for its building and its process."""
        return float(self.total(f"{boiler}/{company}" for boiler in BOILERS.values()).sum())


def replay(
    setting: Setting,
    parts: Sequence[Part],
    sizes: Mapping[str, float],
    progress: Callable[[int, int], None] | None = None,
    *,
    run: Run | None = None,
    value: Value = "none",
) -> Dispatch:
    """The cheapest way through the year with these sizes; limits over the year are held by prices (`model/yearly`).

    ``value`` asks what one kW more of each limit of the grid is worth: beside the year itself, or as all that counts.
    Then it may be another year of the same cost, found faster where many share (14 companies: 1.7 s a month, not 2.8).
    Raises Infeasible where the sizes cannot keep a limit in some month, and Stopped where it is time to stop.
    """
    here = run or Run()
    loose = {name: kw for name, kw in sizes.items() if name.endswith(CONTRACT)}
    known = {name: (0.0 if x <= BUILT else x) for name, x in sizes.items() if name not in loose}
    living = [_loosen(i, loose) for i in islands(trim(parts, known, least=BUILT)) if _moves(i)]
    mine = [_Living(i, known, "" if here.store is None else _mark(i, value), value) for i in living]
    tied = [one for one in mine if yearly(one.parts)]
    tasks = [(one, month) for one in mine if one not in tied for month in range(MONTHS)]
    flows: dict[str, Array] = {}
    pinched: dict[str, Array] = {}
    needed = dict(loose)
    with ThreadPoolExecutor(THREADS) as pool:
        free = pool.map(lambda task: _month(setting, task[0], month=task[1], run=here), tasks)
        held = (month for one in tied for month in _held(setting, one, pool, run=here))
        for done, (hours, lived) in enumerate(chain(free, held), 1):
            for series, found in ((flows, lived.flows), (pinched, lived.pinched)):
                for name, values in found.items():
                    series.setdefault(name, np.zeros(HOURS))[hours] = values
            needed |= {name: max(kw, needed[name]) for name, kw in lived.contracts_kw.items()}
            if progress is not None:
                progress(done, len(mine) * MONTHS)
    return Dispatch(flows, needed, sum(needed.values()) - sum(loose.values()), pinched)


def _held(
    setting: Setting, living: "_Living", pool: ThreadPoolExecutor, *, run: Run
) -> list[tuple[NDArray[np.int64], "_Month"]]:
    """The months of one island that together keep its limits over the year."""
    limits = yearly(living.parts)

    def live(prices: Mapping[str, float]) -> list[Lived[_Month]]:
        parts = at_prices(living.parts, prices)
        mark = "" if run.store is None else _mark(parts, living.value)
        mine = _Living(parts, living.known, mark, living.value)
        found = pool.map(lambda month: _month(setting, mine, month=month, run=run), range(MONTHS))
        return [_without(prices, limits, *one) for one in found]

    mixes = hold({one.name: left(one, living.given) for one in limits}, live)
    picks = [month_steps(setting.year, month).pick for month in range(MONTHS)]
    return [(hours, _mixed(mix)) for hours, mix in zip(picks, mixes, strict=True)]


def _without(
    prices: Mapping[str, float], limits: Iterable[Limit], hours: NDArray[np.int64], lived: "_Month"
) -> "Lived[_Month]":
    """A month at prices of limits, with what it costs without these."""
    uses = {one.name: used(one, lived.flows, hours) for one in limits}
    return Lived(lived, lived.eur - sum(prices[name] * kwh for name, kwh in uses.items()), uses)


def _mixed(mix: "Mix[_Month]") -> "_Month":
    """Ways through a month, each in its part."""
    contracts = {n: sum(part * way.contracts_kw[n] for part, way in mix) for n in mix[0][1].contracts_kw}
    eur = sum(part * way.eur for part, way in mix)
    return _Month(blend(mix, lambda way: way.flows), contracts, blend(mix, lambda way: way.pinched), eur)


def _loosen(island: Sequence[Part], designed: Mapping[str, float]) -> tuple[Part, ...]:
    """Contracts may grow beyond the design, at a twelfth of their yearly price in each month."""
    return tuple(
        replace(p, lower=designed[p.name], upper=max(p.upper, designed[p.name]), eur_per_unit=p.eur_per_unit / MONTHS)
        if isinstance(p, Size) and p.name in designed
        else p
        for p in island
    )


def _moves(island: Sequence[Part]) -> bool:
    return any(isinstance(p, Flow | Load | Store) for p in island)


@dataclass(frozen=True, slots=True, eq=False)
class _Month:
    """A month of one island: its flows, the contracts it needs, what one kW more of the grid would save, and its cost.

    ``eur`` is what the model says: with prices of limits, and without sizes that are known.
    """

    flows: Mapping[str, Array]
    contracts_kw: Mapping[str, float]
    pinched: Mapping[str, Array]
    eur: float


@dataclass(frozen=True, slots=True, eq=False)
class _Living:
    """Parts that are connected, the sizes of all, and a fingerprint of the parts."""

    parts: Sequence[Part]
    known: Mapping[str, float]
    mark: str
    value: Value

    @property
    def sizes(self) -> list[str]:
        return [p.name for p in self.parts if isinstance(p, Size)]

    @property
    def given(self) -> dict[str, float]:
        return {name: self.known[name] for name in self.sizes if name in self.known}

    @property
    def loose(self) -> list[str]:
        return [name for name in self.sizes if name not in self.known]

    @property
    def edges(self) -> list[str]:
        """Names of the flows and limits at which the grid can pinch."""
        return [*edges(self.parts)]

    @property
    def moving(self) -> list[str]:
        """Names of what moves, in the order in which it is written down."""
        return [n for p in self.parts if isinstance(p, Flow | Store) for n in named(p)]


def _month(setting: Setting, living: _Living, *, month: int, run: Run) -> tuple[NDArray[np.int64], _Month]:
    """Which hours, and one island in them."""
    run.stop.check()
    steps = month_steps(setting.year, month)
    lived = once(
        run,
        lambda: key_of("month", living.mark, living.given, steps),
        _form(living, len(steps)),
        lambda: _lived(setting, living, steps, month=month),
    )
    return steps.pick, lived


def _mark(parts: Sequence[Part], value: Value) -> str:
    return digest((value, tuple(parts)))


def _form(living: _Living, steps: int) -> Form[_Month]:
    """A month is kept whole: every flow and stock by the hour."""

    def read(kept: Kept) -> _Month:
        contracts = numbers(kept, "contracts", among=living.loose)
        binding = [n for n in living.edges if _pinch(n) in kept.arrays]
        found = arrays(kept, [*living.moving, *map(_pinch, binding)], length=steps)
        pinched = {n: found[_pinch(n)] for n in binding}
        return _Month({n: found[n] for n in living.moving}, contracts, pinched, number(kept, "eur"))

    def write(made: _Month) -> Kept:
        pinched = {_pinch(n): x for n, x in made.pinched.items()}
        return Kept({"contracts": made.contracts_kw, "eur": made.eur}, {**made.flows, **pinched})

    return Form(write, read)


def _pinch(name: str) -> str:
    """Under which name it is kept what one kW more of a flow or limit would save."""
    return f"{name}:pinch"


def _lived(setting: Setting, living: _Living, steps: Steps, *, month: int) -> _Month:
    rows = to_rows(living.parts, steps, living.given)
    try:
        warm = Warm(rows, presolve=living.value == "only", again=living.value != "only")
        answer = warm.solve()
    except Infeasible as error:
        names = ", ".join(sorted({p.owner for p in living.parts}))
        why = explained(error, setting, living.parts, steps, living.given).message
        raise Infeasible(
            Text(
                nl=f"De plannen van {names} passen in maand {month + 1} niet binnen de grenzen. {why.nl}",
                en=f"The plans of {names} do not fit the limits in month {month + 1}. {why.en}",
            )
        ) from error
    x = answer.x
    contracts = {n: float(rows.at(x, n)[0]) for n in living.loose}
    flows = _flows(living.parts, rows, x)
    return _Month(flows, contracts, {} if living.value == "none" else worth_of_more(living.parts, warm), answer.upper)


def named(part: Flow | Store) -> tuple[str, ...]:
    """The names of what moves in a part."""
    return (part.name,) if isinstance(part, Flow) else store_blocks(part.name)


def _flows(island: Sequence[Part], rows: Rows, x: Array) -> dict[str, Array]:
    """What moves, kW; what a solver leaves below a bound, within its tolerance, is at the bound."""
    held = np.maximum(x, rows.lower)
    return {n: rows.at(held, n) for p in island if isinstance(p, Flow | Store) for n in named(p)}
