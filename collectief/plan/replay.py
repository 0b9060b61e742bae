"""Living through the full year with given sizes: month by month, every hour, all limits in quarter-hours.

The sizes are fixed, so each month and each group of connected companies is a linear programme of its own,
with the peak charge of that month in it. The year that comes out is what is billed and reported.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from collectief.errors import Infeasible
from collectief.measure import Setting
from collectief.measure.measure import BUILT
from collectief.model import Flow, Load, Part, Rows, Size, Steps, Store, Warm, store_blocks, to_rows
from collectief.model.trim import islands, trim
from collectief.plan.as_is import BOILERS
from collectief.plan.finished import Form, digest, key_of, once
from collectief.plan.judged import arrays, numbers
from collectief.plan.run import Run
from collectief.plan.steps import month_steps
from collectief.plan.store import Kept
from collectief.profile.year import HOURS, Year
from collectief.text import Text

Array = NDArray[np.float64]
MONTHS = 12
THREADS = 2
"""HiGHS lets go of Python while it solves; two is what the smallest machine we serve has."""


CONTRACT = ":kw"
"""Sizes with this ending are contracts: where the year asks for more than the design, they are repaired."""


@dataclass(frozen=True, slots=True, eq=False)
class Dispatch:
    """Every flow of the year in kW, shape (8760,) each, by name; what a flow does not do is absent.

    ``contracts_kw`` are the contracts that the year needs, where these may be chosen; ``repaired_kw`` is how
    much they had to grow beyond the design.
    """

    flows: Mapping[str, Array]
    contracts_kw: Mapping[str, float]
    repaired_kw: float

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
    *,
    run: Run | None = None,
) -> Dispatch:
    """The cheapest way through the year with these sizes.

    Raises Infeasible where the sizes cannot keep a limit in some month, and Stopped where it is time to stop.
    """
    here = run or Run()
    loose = {name: kw for name, kw in sizes.items() if name.endswith(CONTRACT)}
    known = {name: (0.0 if x <= BUILT else x) for name, x in sizes.items() if name not in loose}
    living = [_loosen(i, loose) for i in islands(trim(parts, known, least=BUILT)) if _moves(i)]
    mine = [_Living(island, known, "" if here.store is None else digest(island)) for island in living]
    tasks = [(one, month) for one in mine for month in range(MONTHS)]
    flows: dict[str, Array] = {}
    needed = dict(loose)
    with ThreadPoolExecutor(THREADS) as pool:
        done = pool.map(lambda task: _month(setting.year, task[0], month=task[1], run=here), tasks)
        for number, (pick, values, contracts) in enumerate(done, 1):
            for name, kw in values.items():
                flows.setdefault(name, np.zeros(HOURS))[pick] = kw
            needed |= {name: max(kw, needed[name]) for name, kw in contracts.items()}
            if progress is not None:
                progress(number, len(tasks))
    return Dispatch(flows, needed, sum(needed.values()) - sum(loose.values()))


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


_Month = tuple[dict[str, Array], dict[str, float]]
"""The flows of one island in a month, and the contracts it needs."""


@dataclass(frozen=True, slots=True, eq=False)
class _Living:
    """Parts that are connected, the sizes of all, and a fingerprint of the parts."""

    parts: Sequence[Part]
    known: Mapping[str, float]
    mark: str

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
    def moving(self) -> list[str]:
        """Names of what moves, in the order in which it is written down."""
        return [n for p in self.parts if isinstance(p, Flow | Store) for n in _named(p)]


def _month(
    year: Year, living: _Living, *, month: int, run: Run
) -> tuple[NDArray[np.int64], dict[str, Array], dict[str, float]]:
    """Which hours, the flows of one island in them, and the contracts it needs."""
    run.stop.check()
    steps = month_steps(year, month)
    flows, contracts = once(
        run,
        lambda: key_of("month", living.mark, living.given, steps),
        _form(living, len(steps)),
        lambda: _lived(living, steps, month),
    )
    return steps.pick, flows, contracts


def _form(living: _Living, steps: int) -> Form[_Month]:
    """A month is kept whole: every flow and stock by the hour."""

    def read(kept: Kept) -> _Month:
        contracts = numbers(kept, "contracts", among=living.loose)
        return arrays(kept, living.moving, length=steps), contracts

    return Form(lambda made: Kept({"contracts": made[1]}, made[0]), read)


def _lived(living: _Living, steps: Steps, month: int) -> _Month:
    rows = to_rows(living.parts, steps, living.given)
    try:
        x = Warm(rows, presolve=True).solve().x
    except Infeasible as error:
        names = ", ".join(sorted({p.owner for p in living.parts}))
        raise Infeasible(
            Text(
                nl=f"De plannen van {names} passen in maand {month + 1} niet binnen de grenzen. {error.message.nl}",
                en=f"The plans of {names} do not fit the limits in month {month + 1}. {error.message.en}",
            )
        ) from error
    return _flows(living.parts, rows, x), {n: float(rows.at(x, n)[0]) for n in living.loose}


def _named(part: Flow | Store) -> tuple[str, ...]:
    return (part.name,) if isinstance(part, Flow) else store_blocks(part.name)


def _flows(island: Sequence[Part], rows: Rows, x: Array) -> dict[str, Array]:
    return {n: rows.at(x, n) for p in island if isinstance(p, Flow | Store) for n in _named(p)}
