"""Random small models: two or three owners, a few hours, all kinds of parts, whole euros and kW.

a: load grid (sun) (boiler) (battery) (peak)      each with a bus of its own
b: the same                                        + lines between a, b and what the park owns
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st
from small_models import hours, steps

from collectief.model import Bus, Flow, Limit, Load, Part, Size, Steps, Store
from collectief.model.parts import Array

PARK = "park"
COUNT = 6
Draw = Callable[[st.SearchStrategy[int]], int]


def when() -> Steps:
    """Six hours in two cycles and two periods."""
    return steps(COUNT, cycles=2, periods=2)


def series(draw: Draw, low: int, high: int, *, scale: float = 1.0) -> Array:
    """A number for each hour."""
    return hours(*(draw(st.integers(low, high)) * scale for _ in range(COUNT)))


def own_parts(draw: Draw, me: str, *, whole: bool) -> list[Part]:
    """What one owner has on its own bus: always a load, and a grid that is large enough."""
    bus: Bus = (me, "electricity")
    parts: list[Part] = [
        Load(f"load/{me}", me, bus, series(draw, 0, 6)),
        Flow(f"grid/{me}", me, {bus: 1.0}, 40.0, eur_per_kwh=series(draw, 1, 9)),
        Flow(f"give/{me}", me, {bus: -1.0}, 40.0, eur_per_kwh=series(draw, 0, 1, scale=-0.5)),
    ]
    if draw(st.integers(0, 1)):
        sun = Size(f"sun/{me}", me, float(draw(st.integers(1, 8))), eur_per_unit=draw(st.integers(0, 9)))
        parts += [sun, Flow(f"sun/{me}:kw", me, {bus: 1.0}, series(draw, 0, 2), sun.name)]
    if draw(st.integers(0, 1)):
        saves, size = series(draw, 0, 1, scale=0.5), f"save/{me}"
        parts += [
            Size(size, me, 3.0, lower=float(draw(st.integers(0, 1))), eur_per_unit=draw(st.integers(0, 9))),
            Flow(f"{size}:kw", me, {bus: 1.0}, saves, size, lower=saves),
        ]
    if draw(st.integers(0, 1)):
        parts += _battery(draw, me, bus, whole=whole)
    if whole and draw(st.integers(0, 1)):
        engine = Size(f"engine/{me}", me, 8.0, eur_per_unit=draw(st.integers(0, 3)), eur_fixed=draw(st.integers(1, 9)))
        parts += [
            engine,
            Flow(f"engine/{me}:kw", me, {bus: 1.0}, 1.0, engine.name, eur_per_kwh=draw(st.integers(0, 3))),
        ]
    if draw(st.integers(0, 1)):
        terms = {f"grid/{me}": 1.0, f"give/{me}": -1.0}
        parts.append(Limit(f"peak/{me}", me, terms, per="month", eur_per_kw=draw(st.integers(0, 20))))
    return parts


def _battery(draw: Draw, me: str, bus: Bus, *, whole: bool) -> list[Part]:
    size, module = f"battery/{me}", 2.0 if whole and draw(st.integers(0, 1)) else 0.0
    store = Store(f"{size}:store", me, bus, size, float(draw(st.integers(1, 2))), 0.75, 0.01)
    return [Size(size, me, 8.0, eur_per_unit=draw(st.integers(0, 6)), module=module), store]


def shared_parts(draw: Draw, owners: tuple[str, ...], *, whole: bool) -> list[Part]:
    """What ties owners: a line from one to the next, a limit that each brings to, and a charge on the sum."""
    parts: list[Part] = []
    for me, other in pairwise(owners):
        line = Size(f"line/{me}", PARK, 5.0, eur_per_unit=draw(st.integers(0, 3)), module=5.0 if whole else 0.0)
        into = {(me, "electricity"): -1.0, (other, "electricity"): 0.9}
        parts += [line, Flow(f"line/{me}:kw", PARK, into, 1.0, line.name)]
    terms = {f"{way}/{me}": sign for me in owners for way, sign in (("grid", 1.0), ("give", -1.0))}
    if draw(st.integers(0, 1)):
        parts.append(Limit("together", PARK, terms, {me: float(draw(st.integers(8, 12))) for me in owners}))
    if draw(st.integers(0, 1)):
        parts.append(Limit("sum", PARK, terms, per="month", eur_per_kw=draw(st.integers(0, 20))))
    return parts


@st.composite
def models(
    draw: st.DrawFn, *, owners: tuple[str, ...] = ("a", "b", "c"), whole: bool = True, tied: bool = True
) -> tuple[Part, ...]:
    """All parts of a random model; ``whole`` allows whole numbers, ``tied`` what owners share."""
    own = [part for me in owners for part in own_parts(draw, me, whole=whole)]
    return (*own, *(shared_parts(draw, owners, whole=whole) if tied else ()))


def without(parts: Iterable[Part], members: Iterable[str]) -> list[Part]:
    """The parts of these owners alone, written as if the others had never been there."""
    kept = set(members)
    mine = [p for p in parts if p.owner in kept]
    sizes = {p.name for p in mine if isinstance(p, Size)}
    left: list[Part] = []
    for part in mine:
        if isinstance(part, Flow | Store) and part.size is not None and part.size not in sizes:
            continue
        if isinstance(part, Limit) and part.upper:
            upper = {o: u for o, u in part.upper.items() if o in kept}
            left.append(Limit(part.name, part.owner, part.terms, upper, part.per, part.eur_per_kw))
            continue
        left.append(part)
    return left


def scaled(parts: Iterable[Part], factor: float) -> list[Part]:
    """The same with all loads times a factor."""
    return [
        Load(p.name, p.owner, p.bus, np.asarray(p.kw) * factor, p.design) if isinstance(p, Load) else p for p in parts
    ]
