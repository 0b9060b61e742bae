"""Models small enough for one's head: a few hours, one or two owners, and the cost of the best plan."""

from collections.abc import Iterable, Mapping

import numpy as np

from collectief.model import Bus, Flow, Load, Part, Size, Steps, amounts, solve, to_rows
from collectief.model.parts import Array

HOURS = 8760
HOME: Bus = ("home", "electricity")


def steps(count: int, *, cycles: int = 1, periods: int = 1, weight: float = 1.0, months: float = 1.0) -> Steps:
    """The first hours of the year in equal cycles and periods, each step standing for ``weight`` hours."""
    order = np.arange(count, dtype=np.int64)
    return Steps(
        pick=order,
        weight=np.full(count, weight),
        cycle=order * cycles // count,
        period=order * periods // count,
        months=np.full(periods, months),
    )


def hours(*values: float) -> Array:
    """A year that begins with these hours and is zero afterwards."""
    year = np.zeros(HOURS)
    year[: len(values)] = values
    return year


def load(kw: float | Array, *, owner: str = "me", bus: Bus = HOME) -> Load:
    """Power to serve."""
    return Load(f"load/{bus[0]}", owner, bus, kw)


def grid(eur_per_kwh: float | Array, *, upper: float | Array = 100.0, owner: str = "me", bus: Bus = HOME) -> Flow:
    """Power from the grid at a price."""
    return Flow(f"grid/{bus[0]}", owner, {bus: 1.0}, upper, eur_per_kwh=eur_per_kwh)


def cost(parts: Iterable[Part], when: Steps, known: Mapping[str, float] | None = None) -> float:
    """Cost of the best plan, EUR."""
    return solve(to_rows(tuple(parts), when, known), gap=1e-7).upper


def best_sizes(parts: Iterable[Part], when: Steps) -> dict[str, float]:
    """The sizes of the best plan."""
    ordered = tuple(parts)
    rows = to_rows(ordered, when)
    return amounts(ordered, rows, solve(rows, gap=1e-7).x)


def paid_for(parts: Iterable[Part], sizes: Mapping[str, float]) -> float:
    """What sizes cost a year, apart from what is done with them."""
    return sum(
        sizes[p.name] * p.eur_per_unit + (p.eur_fixed if sizes[p.name] > 1e-6 else 0.0)
        for p in parts
        if isinstance(p, Size)
    )
