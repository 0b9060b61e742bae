"""For each buyer of heat a route along what is dug.

Routes say nothing new: who is connected is reached by stretches that are dug. They make the relaxation tight. A
stretch is no longer dug for the hundredth part of its capacity but for the whole of the one who needs it
(measured on De Vlasakker: gap after 20 s from 2.8 to 0.3 %).
"""

from collections.abc import Iterator, Mapping, Sequence

from collectief.heat.stretch import CROSSING, Stretch, plant_node
from collectief.measure.network_names import CONNECT, PIPE, pipe_ways
from collectief.model import Bus, Limit, Part, Size, built

ROUTE = "route/"


def enters(node: str) -> Bus:
    """Where capacity enters a pipe: at a company not where its own connection is, or it would need no pipe."""
    return (node, "pipe" if node.startswith(CROSSING) else "feed")


def routes(edges: Sequence[Stretch], buyers: Mapping[str, str], givers: Sequence[str]) -> Iterator[Part]:
    """For each buyer one unit from any source to its connection, over stretches that are dug.

    ``buyers`` says to whom each connection belongs; so do its routes, which cost nothing. Amounts are shares of the one
    connection, 0 to 1. A buyer that gives heat itself may take its own.
    """
    sources = [*givers, plant_node(edges)]
    for buyer, owner in buyers.items():
        way = f"{ROUTE}{buyer}"
        yield Size(way, owner, 1.0, into={(buyer, way): -1.0})
        yield Limit(f"{way}:reached", owner, {built(f"{CONNECT}{buyer}"): 1.0, way: -1.0}, per="design")
        for source in sources:
            begins = (buyer, way) if source == buyer else _along(source, way)
            yield Size(f"{way}/from/{source}", owner, 1.0, into={begins: 1.0})
        for edge in edges:
            for pipe, start, end in pipe_ways(edge):
                name = f"{way}/{pipe.removeprefix(PIPE)}"
                yield Size(name, owner, 1.0, into={_along(start, way): -1.0, (end, way): 1.0})
                yield Limit(f"{name}:dug", owner, {name: 1.0, built(pipe): -1.0}, per="design")


def _along(node: str, way: str) -> Bus:
    """Where a route leaves a node: at a company not where routes arrive, or it would need no pipe."""
    return (node, way if node.startswith(CROSSING) else f"{way}/feed")
