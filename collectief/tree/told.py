"""A tree that was found in the reduced graph, told in the edges, terminals and roots that were asked about."""

from collections.abc import Mapping

from collectief.text import Text
from collectief.tree.graph import Graph
from collectief.tree.grown import Grown, Look
from collectief.tree.link import edges_of
from collectief.tree.net import Net
from collectief.tree.problem import Branch, Edge, Ended, Problem, Tree, cheapest

Way = tuple[Edge, str, str]


def told(problem: Problem, graph: Graph, net: Net, look: Look, best: Grown) -> Tree:
    """The tree with its costs added up anew from what was asked; the bound is its value, for others to lower."""
    served = tuple(sorted(t for p in best.served for t in net.places[p].terminals))
    ways, roots = _ways(graph, net, look, best)
    flow = _flows(problem, served, ways, roots)
    branches = []
    for edge, start, end in ways:
        cost, step = cheapest(edge.steps, flow[end])
        branches.append(Branch(edge.id, start, end, flow[end], step, cost))
    begun = [cheapest(root.steps, flow[root.node])[0] for root in problem.roots if root.node in roots]
    cost = sum(sorted(b.cost for b in branches)) + sum(sorted(begun))
    prize = {t.id: t.prize for t in problem.terminals}
    value = cost - sum(sorted(prize[t] for t in served))
    return Tree(
        value, value, tuple(sorted(branches, key=lambda b: b.edge)), served, tuple(sorted(roots)), "proven", cost=cost
    )


def with_bound(tree: Tree, bound: float, ended: Ended, left: Mapping[str, Text]) -> Tree:
    """The same tree with what was proven of it, and who cannot be reached."""
    named = {name: left[name] for name in sorted(left)}
    return Tree(tree.value, bound, tree.branches, tree.served, tree.roots, ended, named, tree.cost)


def _ways(graph: Graph, net: Net, look: Look, best: Grown) -> tuple[list[Way], set[str]]:
    """The edges in the direction of their flow, and the roots that are used."""
    order = look.order(best.into)
    flow = look.flows(order, best.into, sorted(best.served))
    links = [(net.links[look.link[best.into[n]]], net.name[look.tail[best.into[n]]], flow[n]) for n in order[1:]]
    links += [(link, start, net.places[p].demand) for p in sorted(best.served) for link, start in net.places[p].legs]
    found = [way for link, start, f in links for way in edges_of(link, start, f)]
    roots = {graph.names[link.end] for link, _, _ in links if link.made is None}
    plain = {graph.names[graph.root]} - {""}
    return [(edge, graph.names[start], graph.names[end]) for edge, start, end in found], roots | plain


def _flows(problem: Problem, served: tuple[str, ...], ways: list[Way], roots: set[str]) -> dict[str, float]:
    """What flows into each node, also into a root from outside."""
    above = {end: start for _, start, end in ways}
    flow = dict.fromkeys([*above, *roots], 0.0)
    at = {t.id: t for t in problem.terminals}
    for name in served:
        node = at[name].node
        flow[node] += at[name].demand
        while node in above:
            node = above[node]
            flow[node] += at[name].demand
    return flow
