"""Which buses have no memory and one line to the rest of the model: `model/merit` looks through these by itself."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from collectief.model.parts import Array, Bus, Flow, Limit, Load, Part, Size, Steps, Store
from collectief.model.write import built

Key = str | Bus
"""What flows share: a limit by its name, or a bus."""


@dataclass(frozen=True, slots=True, eq=False)
class PlainBus:
    """A bus with its load, flows of its own, and flows to the world outside (``out``).

    Each kW that goes in through ``out`` takes ``line[key]`` of each limit or bus that is shared.
    """

    bus: Bus
    loads: tuple[Load, ...]
    out: tuple[Flow, ...]
    own: tuple[Flow, ...]
    line: tuple[tuple[Key, float], ...]

    @property
    def name(self) -> str:
        """A name for columns: no part is named so."""
        return f"bus/{'/'.join(self.bus)}"

    @property
    def parts(self) -> tuple[Flow | Load, ...]:
        """All that stands at the bus."""
        return (*self.loads, *self.out, *self.own)

    def load_kw(self, steps: Steps) -> Array:
        """What is asked, kW, shape (steps,)."""
        return np.asarray(sum((steps.of(load.kw) for load in self.loads), np.zeros(len(steps))))


def plain_buses(parts: Sequence[Part]) -> tuple[PlainBus, ...]:
    """All buses that can be looked through, in the order of their first part; none is next to another."""
    flows, loads, closed = _at_buses(parts)
    limits, barred = _in_limits(parts)
    found: list[PlainBus] = []
    for bus, here in flows.items():
        bare = bus not in closed and not any(f.name in barred or not _simple(f, bus) for f in here)
        one = _looked_through(bus, here, loads[bus], limits) if bare and _asks(loads[bus]) else None
        if one is not None:
            found.append(one)
            closed |= {other for f in here for other in f.into}
    return tuple(found)


def _at_buses(parts: Sequence[Part]) -> tuple[dict[Bus, list[Flow]], dict[Bus, list[Load]], set[Bus]]:
    """Flows and loads by bus, and buses that have a store or are for sizes."""
    flows: dict[Bus, list[Flow]] = defaultdict(list)
    loads: dict[Bus, list[Load]] = defaultdict(list)
    closed: set[Bus] = set()
    for part in parts:
        if isinstance(part, Flow):
            for bus in part.into:
                flows[bus].append(part)
        elif isinstance(part, Load):
            loads[part.bus].append(part)
        elif isinstance(part, Store):
            closed.add(part.bus)
        elif isinstance(part, Size):
            closed.update(part.into)
    return flows, loads, closed


def _in_limits(parts: Sequence[Part]) -> tuple[dict[str, dict[str, float]], set[str]]:
    """Coefficients of each flow by limit, and flows with a coefficient that is not one number."""
    limits: dict[str, dict[str, float]] = defaultdict(dict)
    barred: set[str] = set()
    for limit in (p for p in parts if isinstance(p, Limit) and p.per != "design"):
        for name, coefficient in limit.terms.items():
            if isinstance(coefficient, np.ndarray) and coefficient.ndim:
                barred.add(name)
            else:
                limits[name][limit.name] = float(coefficient)
    return limits, barred


def _simple(flow: Flow, bus: Bus) -> bool:
    """Whether a flow starts at zero and has numbers for coefficients."""
    numbers = all(np.ndim(c) == 0 for c in flow.into.values())
    return (
        numbers and not np.any(flow.lower) and bool(flow.into[bus] != 0) and bool(np.all(np.asarray(flow.upper) >= 0))
    )


def _asks(loads: Sequence[Load]) -> bool:
    return bool(loads) and all(np.all(np.asarray(load.kw) >= 0) for load in loads)


def _looked_through(
    bus: Bus, flows: Sequence[Flow], loads: Sequence[Load], limits: Mapping[str, Mapping[str, float]]
) -> PlainBus | None:
    """A bus all of whose flows to the world outside use what is shared alike, or None."""
    uses = {f.name: _uses(f, bus, limits.get(f.name, {})) for f in flows}
    out, own = [f for f in flows if uses[f.name]], [f for f in flows if not uses[f.name]]
    lines = {tuple(sorted(uses[f.name].items(), key=str)) for f in out}
    if len(lines) != 1 or any(float(f.into[bus]) < 0 for f in own):
        return None
    return PlainBus(bus, tuple(loads), tuple(out), tuple(own), lines.pop())


def _uses(flow: Flow, bus: Bus, limits: Mapping[str, float]) -> dict[Key, float]:
    """What one kW at the bus takes of limits, and gives to other buses."""
    mine = float(flow.into[bus])
    others: dict[Key, float] = {other: float(c) / mine for other, c in flow.into.items() if other != bus}
    return others | {name: c / mine for name, c in limits.items() if c}


def place_of(flow: Flow) -> str | None:
    """The amount, a size or its yes/no, that bounds a flow."""
    return built(flow.size) if flow.size is not None and flow.per_built else flow.size
