"""Fewer parts, same answer: leave out what has no size, and split what is not connected."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from collectief.model.parts import Array, Flow, Limit, Load, Part, Size, Store
from collectief.model.write import built, store_blocks

HOURS = 8760


def trim(parts: Iterable[Part], known: Mapping[str, float], *, least: float = 0.0) -> tuple[Part, ...]:
    """The parts that still do something once sizes are known: without sizes of at most ``least``.

    Limits lose what is gone; a limit of which no flow is left is gone too. Design buses have done their work.
    """
    ordered = tuple(parts)
    gone = {name for name, amount in known.items() if amount <= least}
    kept: list[Part] = []
    flows: set[str] = set()
    for part in ordered:
        if isinstance(part, Flow | Store) and part.size in gone:
            continue
        if isinstance(part, Flow | Store):
            flows.update(_columns(part))
        if isinstance(part, Limit):
            continue
        if isinstance(part, Load) and part.design:
            continue
        kept.append(part)
    limits = (p for p in ordered if isinstance(p, Limit) and p.per != "design" and flows & set(p.terms))
    return (*kept, *limits)


def without(parts: Iterable[Part], gone: Container[str]) -> tuple[Part, ...]:
    """The parts without some sizes, and without the flows and stores that lean on these."""
    return tuple(
        p
        for p in parts
        if not (isinstance(p, Size) and p.name in gone) and not (isinstance(p, Flow | Store) and p.size in gone)
    )


def freeze(
    parts: Iterable[Part], owners: Sequence[str], *, lived: Mapping[str, Array], sizes: Mapping[str, float]
) -> tuple[Part, ...]:
    """The parts of some owners while all others go on as they ``lived`` (flows by name, shape (8760,) each).

    Limits that these owners stand in keep what the others add to them as a constant; so do shared buses.
    What sizes must add up to is taken as settled, but where all of it is theirs. What is kept of others is
    named after the first owner.
    """
    ordered = tuple(parts)
    first = owners[0]
    theirs = [p for p in ordered if p.owner in owners and not isinstance(p, Limit)]
    mine = {name for p in theirs for name in _columns(p)}
    named = {name for p in ordered for name in _columns(p)}
    kept: list[Part] = [p for p in theirs if not _settled(p)]
    for limit in (p for p in ordered if isinstance(p, Limit) and mine & set(p.terms)):
        if mine >= named & set(limit.terms):
            kept.append(limit)
        elif limit.per == "year":
            kept.append(_frozen_year(limit, mine, owner=first, lived=lived, sizes=sizes))
        elif limit.per != "design":
            kept += _frozen_limit(limit, mine, owner=first, lived=lived, sizes=sizes)
    here = {bus for p in kept if isinstance(p, Flow) for bus in p.into}
    for flow in (p for p in ordered if isinstance(p, Flow) and p.owner not in owners and p.name in lived):
        kept += [
            Load(f"{flow.name}@{bus}", first, bus, -lived[flow.name] * coefficient)
            for bus, coefficient in flow.into.items()
            if bus in here
        ]
    return tuple(kept)


def _columns(part: Part) -> tuple[str, ...]:
    """The names by which a limit can refer to a part."""
    if isinstance(part, Size):
        return (part.name, built(part.name))
    return store_blocks(part.name) if isinstance(part, Store) else (part.name,)


def _settled(part: Part) -> bool:
    return isinstance(part, Load) and part.design


def _frozen_limit(
    limit: Limit, mine: set[str], *, owner: str, lived: Mapping[str, Array], sizes: Mapping[str, float]
) -> list[Part]:
    """A limit with its owners' terms, and one flow that is all the others together."""
    others: Array = np.zeros(HOURS)
    for name, coefficient in limit.terms.items():
        if name not in mine:
            others = others + np.asarray(coefficient) * (lived[name] if name in lived else sizes.get(name, 0.0))
    terms = {name: c for name, c in limit.terms.items() if name in mine}
    rest = f"{limit.name}:others"
    flow = Flow(rest, owner, {}, others, lower=others)
    total = {owner: np.sum([np.broadcast_to(u, HOURS) for u in limit.upper.values()], axis=0)} if limit.upper else {}
    return [flow, replace(limit, owner=owner, terms={**terms, rest: 1.0}, upper=total)]


def _frozen_year(
    limit: Limit, mine: set[str], *, owner: str, lived: Mapping[str, Array], sizes: Mapping[str, float]
) -> Limit:
    """What others leave of a limit over the year: a size counts once, a flow in each hour."""
    left = sum(float(np.sum(u)) for u in limit.upper.values())
    for name, coefficient in limit.terms.items():
        if name in lived and name not in mine:
            left -= float(np.sum(np.asarray(coefficient) * lived[name]))
        elif name not in mine:
            left -= float(np.sum(coefficient)) * sizes.get(name, 0.0)
    return replace(limit, owner=owner, terms={n: c for n, c in limit.terms.items() if n in mine}, upper={owner: left})


def islands(parts: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
    """Groups of parts that share no bus, no size and no limit (on whichever of their columns): each is solved apart.

    The order of parts is kept within each island, and islands come in the order of their first part.
    """
    leader: dict[object, object] = {}

    def find(key: object) -> object:
        while leader.setdefault(key, key) != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for part in parts:
        first, *rest = _touches(part)
        for other in rest:
            leader[find(other)] = find(first)
    found: dict[object, list[Part]] = {}
    for part in parts:
        found.setdefault(find(_touches(part)[0]), []).append(part)
    return tuple(tuple(island) for island in found.values())


def _touches(part: Part) -> tuple[object, ...]:
    """Names and buses that a part ties together, its own name first."""
    if isinstance(part, Size):
        return (*_columns(part), *part.into)
    if isinstance(part, Flow):
        return (part.name, *part.into, *([part.size] if part.size else []))
    if isinstance(part, Store):
        return (part.name, part.bus, part.size, *_columns(part))
    if isinstance(part, Limit):
        return (part.name, *part.terms)
    return (part.name, part.bus)
