"""Living through the full year with given sizes: month by month, every hour, all limits in quarter-hours.

The sizes are fixed, so each month and each group of connected companies is a linear programme of its own,
with the peak charge of that month in it. The year that comes out is what is billed and reported.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from collectief.errors import Infeasible
from collectief.measure import Setting
from collectief.measure.measure import BUILT
from collectief.model import Flow, Load, Part, Rows, Size, Store, Warm, store_blocks, to_rows
from collectief.model.trim import islands, trim
from collectief.plan.as_is import BOILERS
from collectief.plan.steps import month_steps
from collectief.profile.year import HOURS, Year
from collectief.text import Text

Array = NDArray[np.float64]
MONTHS = 12
THREADS = 2
"""HiGHS lets go of Python while it solves; two is what the smallest machine we serve has."""


GRID = "grid/"
"""How flows to and from the grid under an own contract begin."""
CONTRACT = ":kw"
"""Sizes with this ending are contracts: where the year asks for more than the design, they are repaired."""


@dataclass(frozen=True, slots=True, eq=False)
class Dispatch:
    """Every flow of the year in kW, shape (8760,) each, by name; what a flow does not do is absent.

    ``contracts_kw`` are the contracts that the year needs, where these may be chosen; ``repaired_kw`` is how
    much they had to grow beyond the design. ``pinched`` is what one kW more to or from the grid would have saved in
    each hour, EUR, shape (8760,), by the name of the flow; what is never at its limit is absent.
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

    def boiler_kwh(self, company: str) -> float:
        """Heat from gas of one company in the year, for its building and its process."""
        return float(self.total(f"{boiler}/{company}" for boiler in BOILERS.values()).sum())


def replay(
    setting: Setting,
    parts: Sequence[Part],
    sizes: Mapping[str, float],
    progress: Callable[[int, int], None] | None = None,
) -> Dispatch:
    """The cheapest way through the year with these sizes.

    Raises Infeasible where the sizes cannot keep a limit in some month.
    """
    loose = {name: kw for name, kw in sizes.items() if name.endswith(CONTRACT)}
    known = {name: (0.0 if x <= BUILT else x) for name, x in sizes.items() if name not in loose}
    living = [_loosen(i, loose) for i in islands(trim(parts, known, least=BUILT)) if _moves(i)]
    tasks = [(island, month) for island in living for month in range(MONTHS)]
    flows: dict[str, Array] = {}
    pinched: dict[str, Array] = {}
    needed = dict(loose)
    with ThreadPoolExecutor(THREADS) as pool:
        done = pool.map(lambda task: _month(setting.year, task[0], known, month=task[1]), tasks)
        for number, lived in enumerate(done, 1):
            for series, found in ((flows, lived.flows), (pinched, lived.pinched)):
                for name, values in found.items():
                    series.setdefault(name, np.zeros(HOURS))[lived.hours] = values
            needed |= {name: max(kw, needed[name]) for name, kw in lived.contracts_kw.items()}
            if progress is not None:
                progress(number, len(tasks))
    return Dispatch(flows, needed, sum(needed.values()) - sum(loose.values()), pinched)


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
class _Lived:
    """A month of one island: which hours, the flows in them, the contracts it needs, and where the grid pinches."""

    hours: NDArray[np.int64]
    flows: Mapping[str, Array]
    contracts_kw: Mapping[str, float]
    pinched: Mapping[str, Array]


def _month(year: Year, island: Sequence[Part], known: Mapping[str, float], *, month: int) -> _Lived:
    steps = month_steps(year, month)
    sizes = [p.name for p in island if isinstance(p, Size)]
    mine = {name: known[name] for name in sizes if name in known}
    rows = to_rows(island, steps, mine)
    try:
        warm = Warm(rows, again=True)
        x = warm.solve().x
    except Infeasible as error:
        names = ", ".join(sorted({p.owner for p in island}))
        raise Infeasible(
            Text(
                nl=f"De plannen van {names} passen in maand {month + 1} niet binnen de grenzen. {error.message.nl}",
                en=f"The plans of {names} do not fit the limits in month {month + 1}. {error.message.en}",
            )
        ) from error
    contracts = {n: float(rows.at(x, n)[0]) for n in sizes if n not in known}
    return _Lived(steps.pick, _flows(island, rows, x), contracts, _pinched(island, rows, x, warm.reduced_costs))


def _pinched(island: Sequence[Part], rows: Rows, x: Array, reduced: Array) -> dict[str, Array]:
    """What one kW more of each flow of the grid would save in each hour, EUR; only of those that are at their limit."""
    found: dict[str, Array] = {}
    for part in island:
        if isinstance(part, Flow) and part.name.startswith(GRID):
            here = rows.columns[part.name]
            full = (x[here] >= rows.upper[here] - BUILT) & (rows.upper[here] > 0)
            saves = np.where(full, np.maximum(-reduced[here], 0.0), 0.0)
            if saves.any():
                found[part.name] = saves
    return found


def _flows(island: Sequence[Part], rows: Rows, x: Array) -> dict[str, Array]:
    found: dict[str, Array] = {}
    for part in island:
        if isinstance(part, Flow):
            found[part.name] = rows.at(x, part.name)
        elif isinstance(part, Store):
            for block in store_blocks(part.name):
                found[block] = rows.at(x, block)
    return found
