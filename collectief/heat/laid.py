"""A network of pipes as built: which pipe lies where, in the direction of flow, and what must come out of it."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import networkx as nx

from collectief.errors import ModelError
from collectief.facts import fact, pipes
from collectief.park.check_words import listed
from collectief.text import Text, joined


@dataclass(frozen=True, slots=True)
class Laid:
    """A trench with a supply and a return pipe between two nodes, named in the direction of the supply.

    ``dn`` is its diameter in the catalogue, ``kw`` the heat that it was designed for.
    """

    id: str
    start: str
    end: str
    length_m: float
    dn: int
    kw: float


def _fact(key: str) -> float:
    return fact(key).value


@dataclass(frozen=True, slots=True)
class Network:
    """Pipes from sources to consumers: one tree per source. ``consumers`` is the kW each node takes in design.

    Temperatures are those that leave the sources, that consumers give back, and of the ground.
    """

    pipes: tuple[Laid, ...]
    sources: tuple[str, ...]
    consumers: Mapping[str, float]
    supply_degc: float = field(default_factory=lambda: _fact("heat_network.supply_degc"))
    return_degc: float = field(default_factory=lambda: _fact("heat_network.return_degc"))
    ground_degc: float = field(default_factory=lambda: _fact("heat_network.ground_degc"))


def checked(network: Network) -> Network:
    """The same network; raises ModelError that says everything that makes it none."""
    found = tuple(wrongs(network))
    if found:
        raise ModelError(joined(found))
    return network


def wrongs(network: Network) -> Iterator[Text]:
    """Everything that is wrong with a network, and what to do; nothing where it is a tree for each source."""
    yield from _wrong_amounts(network)
    yield from _wrong_ends(network)
    if not network.sources:
        yield Text(nl="Er is geen bron: geef er minstens een.", en="There is no source: give at least one.")
        return
    graph: nx.DiGraph[str] = nx.DiGraph((one.start, one.end) for one in network.pipes)
    graph.add_nodes_from(network.sources)
    reached = set(network.sources).union(*(nx.descendants(graph, one) for one in network.sources))
    loose = [one.id for one in network.pipes if one.start not in reached]
    if loose:
        yield _said(
            loose,
            nl="Leiding {}: geen bron voedt haar; leg haar in de richting van de stroom aan een bron.",
            en="Pipe {}: no source feeds it; join it to a source, in the direction of flow.",
        )
    apart = [node for node in network.consumers if node not in reached]
    if apart:
        yield _said(
            apart,
            nl="Afnemer {}: geen leiding van een bron komt hier; leg er een of laat hem weg.",
            en="Consumer {}: no pipe from a source comes here; lay one or leave it out.",
        )


def _wrong_ends(network: Network) -> Iterator[Text]:
    twice = _more_than_once(one.id for one in network.pipes)
    if twice:
        yield _said(twice, nl="Leiding {} staat er dubbel.", en="Pipe {} is there more than once.")
    both = _more_than_once(one.end for one in network.pipes)
    if both:
        yield _said(
            both,
            nl="Knoop {}: er komen meer leidingen aan; een net is een boom, dus hooguit een.",
            en="Node {}: more than one pipe ends here; a network is a tree, so at most one.",
        )
    into = [one.id for one in network.pipes if one.end in network.sources]
    if into:
        yield _said(
            into,
            nl="Leiding {} eindigt bij een bron; elke bron heeft een eigen deel, van de bron af.",
            en="Pipe {} ends at a source; each source has a part of its own, away from it.",
        )


def _wrong_amounts(network: Network) -> Iterator[Text]:
    known = {pipe.dn for pipe in pipes()}
    odd = [one.id for one in network.pipes if not (0 <= one.length_m < math.inf and 0 <= one.kw < math.inf)]
    if odd:
        yield _said(
            odd,
            nl="Leiding {}: geef een lengte en kW van nul of meer.",
            en="Pipe {}: give a length and kW of zero or more.",
        )
    strange = [one.id for one in network.pipes if one.dn not in known]
    if strange:
        sizes = ", ".join(map(str, sorted(known)))
        yield _said(
            strange,
            nl=f"Leiding {{}}: deze DN staat niet in de catalogus ({sizes}).",
            en=f"Pipe {{}}: this DN is not in the catalogue ({sizes}).",
        )
    takes = [node for node, kw in network.consumers.items() if not 0 <= kw < math.inf]
    if takes:
        yield _said(takes, nl="Afnemer {}: geef kW van nul of meer.", en="Consumer {}: give kW of zero or more.")
    if not -math.inf < network.ground_degc <= network.return_degc < network.supply_degc < math.inf:
        yield Text(
            nl="De aanvoer moet warmer zijn dan de retour, en de retour niet kouder dan de grond.",
            en="The supply must be warmer than the return, and the return no colder than the ground.",
        )


def _more_than_once(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _said(names: Iterable[str], *, nl: str, en: str) -> Text:
    found = sorted(names)
    return Text(nl=nl.format(listed(found, "nl")), en=en.format(listed(found, "en")))
