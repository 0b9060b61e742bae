"""Fewer parts, same answer: leave out what has no size, and split what is not connected."""

from collections.abc import Iterable, Mapping, Sequence

from collectief.model.parts import Flow, Limit, Load, Part, Size, Store


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
        if isinstance(part, Flow):
            flows.add(part.name)
        if isinstance(part, Limit):
            continue
        if isinstance(part, Load) and part.design:
            continue
        kept.append(part)
    limits = (p for p in ordered if isinstance(p, Limit) and p.per != "design" and flows & set(p.terms))
    return (*kept, *limits)


def islands(parts: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
    """Groups of parts that share no bus, no size and no limit: each can be solved by itself.

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
        return (part.name, *part.into)
    if isinstance(part, Flow):
        return (part.name, *part.into, *([part.size] if part.size else []))
    if isinstance(part, Store):
        return (part.name, part.bus, part.size)
    if isinstance(part, Limit):
        return (part.name, *part.terms)
    return (part.name, part.bus)
