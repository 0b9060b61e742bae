"""Which limits stand in the way where no plan keeps all of them: each may give way, and together they do so the least.

Every limit gets a flow that goes beyond it, and every bus one that fills and one that spills; nothing else costs
anything. What then gives way is what would have to be wider, and by how much. A bus gives way only where no limit can.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from collectief.errors import Infeasible
from collectief.model.parts import Array, Bus, Flow, Limit, Part, Series, Size, Steps, Store
from collectief.model.rows import Rows
from collectief.model.warm import Warm
from collectief.model.write import to_rows

Kind = Literal["flow", "limit", "year", "short", "spill", "sizes"]
BEYOND: tuple[Kind, ...] = ("flow", "limit", "year", "short", "spill", "sizes")
ONCE = frozenset({"year", "sizes"})
LAST_RESORT = 1e3
"""A bus gives way only where that takes a thousandth of what limits would have to."""
PLENTY_KW, PLENTY_ONCE = 1e6, 1e9
"""More than any limit here gives way."""
FELT_KW = 1e-3
"""A watt is the solver's tolerance and no limit."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """What had to give way: a flow or limit by its name, or the place and carrier of a bus (``place/carrier``).

    ``most_kw`` in hour ``hour`` of the year, and in ``hours`` hours at all. Of a limit over the year it is kWh, once,
    and of one on ``sizes`` what these are counted in.
    """

    kind: Kind
    name: str
    most_kw: float
    hour: int
    hours: float


def in_the_way(
    parts: Sequence[Part], steps: Steps, known: Mapping[str, float] | None, may: Callable[[str], bool]
) -> tuple[InTheWay, ...]:
    """What has to give way, most first; flows only where they ``may``. Empty where even that finds no plan.

    Limits on sizes give way only where nothing else can. Yes/no is left out of it: so it may also be empty where only
    that stands in the way.
    """
    given = {p.name for p in parts if isinstance(p, Flow) and may(p.name)}
    for room in (False, True):
        rows = to_rows(tuple(_giving(parts, given, room=room)), steps, known)
        try:
            return _told(rows, Warm(rows.relaxed(), presolve=True).solve().x, steps)
        except Infeasible:
            continue
    return ()


def _told(rows: Rows, x: Array, steps: Steps) -> tuple[InTheWay, ...]:
    found = []
    for kind, name in ((k, n.removeprefix(f"{k}!")) for n in rows.columns for k in BEYOND if n.startswith(f"{k}!")):
        kw = rows.at(x, f"{kind}!{name}")
        if kind in ONCE and kw[0] > FELT_KW:
            found.append(InTheWay(kind, name, float(kw[0]), int(steps.pick[0]), float(steps.weight.sum())))
        elif kind not in ONCE and kw.max() > FELT_KW:
            at, hours = int(np.argmax(kw)), float(steps.weight[kw > FELT_KW].sum())
            found.append(InTheWay(kind, name, float(kw.max()), int(steps.pick[at]), hours))
    return tuple(sorted(found, key=lambda one: (-one.most_kw, one.name)))


def _giving(parts: Sequence[Part], given: set[str], *, room: bool) -> Iterator[Part]:
    """The parts at no cost, with what goes beyond each limit at a price; monthly peaks are only a price, so they go.

    With ``room`` limits on sizes may give way too.
    """
    buses: dict[Bus, str] = {}
    for part in parts:
        if isinstance(part, Size):
            yield replace(part, eur_per_unit=0.0, eur_fixed=0.0)
        elif isinstance(part, Flow):
            yield replace(part, eur_per_kwh=0.0)
            for bus in part.into:
                buses.setdefault(bus, part.owner)
            if part.name in given:
                yield _beyond("flow", part.name, part.owner, part.into)
        elif isinstance(part, Store):
            yield replace(part, eur_per_kwh=0.0)
        elif isinstance(part, Limit):
            yield from _limit(part, given, room=room)
        else:
            yield part
            if not part.design:
                buses.setdefault(part.bus, part.owner)
    for (place, carrier), owner in buses.items():
        yield _beyond("short", f"{place}/{carrier}", owner, {(place, carrier): 1.0}, LAST_RESORT)
        yield _beyond("spill", f"{place}/{carrier}", owner, {(place, carrier): -1.0}, LAST_RESORT)


def _limit(limit: Limit, given: set[str], *, room: bool) -> Iterator[Part]:
    """A limit that may give way; what goes beyond a flow counts in it as that flow."""
    if limit.per == "month":
        return
    if limit.per == "design" and not room:
        yield limit
        return
    more = {f"flow!{name}": c for name, c in limit.terms.items() if name in given}
    if limit.per != "step":
        beyond = f"{'year' if limit.per == 'year' else 'sizes'}!{limit.name}"
        yield replace(limit, terms={**limit.terms, **more, beyond: -1.0})
        yield Size(beyond, limit.owner, PLENTY_ONCE, eur_per_unit=1.0)
        return
    yield replace(limit, terms={**limit.terms, **more, f"limit!{limit.name}": -1.0})
    yield _beyond("limit", limit.name, limit.owner, {})


def _beyond(kind: Kind, name: str, owner: str, into: Mapping[Bus, Series], eur: float = 1.0) -> Flow:
    return Flow(f"{kind}!{name}", owner, into, PLENTY_KW, eur_per_kwh=eur)
