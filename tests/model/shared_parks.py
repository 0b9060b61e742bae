"""Random small parks with something shared, in two months: what the coupled search is held against.

a: load  grid-in/out  (sun) (engine)          c: the same with a battery of its own, and perhaps a peak of its own
b: the same                                    park: square = grid of all below a group size, battery, peak of the month
"""

import numpy as np
from small_models import hours

from collectief.model import Bus, Flow, Limit, Load, Part, Size, Steps, Store

PARK, COUNT, MONTHS = "park", 16, 2
SQUARE: Bus = (PARK, "electricity")
CELLS: Bus = ("cells", "electricity")


def months() -> list[Steps]:
    """Two months of eight hours, each a cycle of its own."""
    half = COUNT // MONTHS
    zeros = np.zeros(half, dtype=np.int64)
    return [
        Steps(np.arange(half, dtype=np.int64) + month * half, np.full(half, 2.0), zeros, zeros, np.ones(1))
        for month in range(MONTHS)
    ]


def year() -> Steps:
    """Both months as one cycle."""
    order = np.arange(COUNT, dtype=np.int64)
    return Steps(order, np.full(COUNT, 2.0), np.zeros(COUNT, dtype=np.int64), order * MONTHS // COUNT, np.ones(MONTHS))


def shared_park(seed: int, *, whole: bool, group_kw: float = 40.0) -> tuple[Part, ...]:
    """A park made from a seed; with ``whole`` the group is in steps, the battery in modules, the sun yes or no."""
    random = np.random.default_rng(seed)
    own = [part for name in "abc" for part in _company(random, name, whole=whole)]
    own += _stored(random, "c") if random.random() < 0.7 else []
    return (*own, *_park(random, group_kw, whole=whole))


def _company(random: np.random.Generator, me: str, *, whole: bool) -> list[Part]:
    bus: Bus = (me, "electricity")
    contract, sun, engine = f"contract/{me}", f"sun/{me}", f"engine/{me}"
    fixed, least = (float(random.integers(1, 20)), 1.0) if whole else (0.0, 0.0)
    parts: list[Part] = [
        Load(f"load/{me}", me, bus, hours(*random.integers(1, 9, COUNT).astype(float))),
        Size(contract, me, 30.0, eur_per_unit=float(random.integers(1, 5))),
        Flow(f"in/{me}", me, {bus: 1.0, SQUARE: -1.0}, 1.0, contract, eur_per_kwh=float(random.uniform(0.5, 2))),
        Flow(f"out/{me}", me, {bus: -1.0, SQUARE: 1.0}, 1.0, contract, eur_per_kwh=0.1),
        Size(
            sun,
            me,
            float(random.integers(3, 15)),
            eur_per_unit=float(random.integers(3, 30)),
            eur_fixed=fixed,
            least=least,
        ),
        Flow(f"{sun}:kw", me, {bus: 1.0}, hours(*random.uniform(0, 1, COUNT).round(2)), sun),
    ]
    if random.random() < 0.5:
        price = hours(*random.uniform(1, 6, COUNT).round(2))
        parts += [Size(engine, me, 5.0, eur_per_unit=2.0), Flow(f"{engine}:kw", me, {bus: 1.0}, 1.0, engine)]
        parts += [Flow(f"burn/{me}", me, {bus: 1.0}, 3.0, eur_per_kwh=price)]
    if random.random() < 0.3:
        parts.append(Limit(f"peak/{me}", me, {f"in/{me}": 1.0, f"out/{me}": -1.0}, per="month", eur_per_kw=3.0))
    return parts


def _stored(random: np.random.Generator, me: str) -> list[Part]:
    size = f"store/{me}"
    store = Store(f"{size}:kwh", me, (me, "electricity"), size, 2.0, 0.9, 0.01)
    return [Size(size, me, 10.0, eur_per_unit=float(random.integers(1, 8))), store]


def _park(random: np.random.Generator, group_kw: float, *, whole: bool) -> list[Part]:
    price = hours(*random.uniform(-2, 6, COUNT).round(2))
    step, module = (5.0, 4.0) if whole else (0.0, 0.0)
    net = {f"{way}/{me}": sign for me in "ab" for way, sign in (("in", 1.0), ("out", -1.0))}
    return [
        Size("group", PARK, group_kw, eur_per_unit=float(random.integers(1, 8)), module=step),
        Flow("buy", PARK, {SQUARE: 1.0}, 1.0, "group", eur_per_kwh=price),
        Flow("sell", PARK, {SQUARE: -1.0}, 1.0, "group", eur_per_kwh=-price),
        Limit("peak", PARK, {"buy": 1.0, "sell": -1.0}, per="month", eur_per_kw=float(random.integers(0, 9))),
        Limit("area", PARK, net, {"a": 14.0}),
        Size("battery", PARK, 20.0, eur_per_unit=float(random.integers(1, 9)), module=module),
        Flow("charge", PARK, {SQUARE: -1.0, CELLS: 0.9}, 6.0),
        Flow("discharge", PARK, {SQUARE: 1.0, CELLS: -1.1}, 6.0),
        Store("cells", PARK, CELLS, "battery", 0.5, 1.0),
    ]
