"""Prices of what sizes of several owners share, such as room in a pipe: those of one master problem of all owners.

What they share in steps has a price already, so the months of each owner stand apart; what sizes must add up to binds
them. Without whole numbers the rows of that master get prices: sensible ones, that prove nothing by themselves.
"""

from collections.abc import Callable, Mapping, Sequence

from collectief.model.bound import IN_OUT, Master
from collectief.model.parts import Array, Steps
from collectief.model.priced import Apart, Row, shared
from collectief.model.rows import Rows

SETTLED = 1e-3
"""Prices have settled where a pass no longer lifts the master by this part."""


def prices_of_sizes(
    apart: Apart,
    periods: Sequence[Steps],
    *,
    start: Mapping[str, float],
    passes: int,
    stop: Callable[[], bool] = lambda: False,
) -> dict[Row, float]:
    """EUR a year per unit of each limit and bus of sizes that several owners of these parts share.

    Where it is to ``stop`` they are those so far.
    """
    wanted = shared(apart.parts)
    if not wanted:
        return {}
    shares = [apart.of(owner) for owner in dict.fromkeys(p.owner for p in apart.parts)]
    master = Master(apart.parts, periods, yes_no=apart.yes_no, shares=shares)
    inside = master.start(start)
    master.visit(inside)
    now = master.relaxed()
    for _ in range(passes):
        if stop():
            break
        master.visit(IN_OUT * inside + (1.0 - IN_OUT) * now.amounts)
        before, now = now.eur, master.relaxed()
        if now.eur - before <= SETTLED * abs(now.eur):
            break
    return {row: _price(row, now.rows, now.duals) for row in wanted}


def _price(row: Row, rows: Rows, duals: Array) -> float:
    """What one unit more of a limit saves, or of a bus costs."""
    if isinstance(row, str):
        return max(0.0, -float(duals[rows.limits[row]][0]))
    return float(duals[rows.buses[row]][0])
