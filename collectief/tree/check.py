"""What is wrong with a problem, all at once; and which terminals no tree can reach."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from collectief.errors import Infeasible, ModelError
from collectief.text import Text, joined
from collectief.tree.graph import Graph, widths
from collectief.tree.problem import Problem, Step


def checked(problem: Problem) -> None:
    """Raise ModelError with all that makes no sense in a problem."""
    wrong = list(_wrong(problem))
    if wrong:
        raise ModelError(joined(wrong))


def _wrong(problem: Problem) -> Iterator[Text]:
    if not problem.roots:
        yield Text(nl="Er is geen wortel: geef er een.", en="There is no root: give one.")
    ids = (
        ("Verbinding", "Edge", [e.id for e in problem.edges]),
        ("Eindpunt", "Terminal", [t.id for t in problem.terminals]),
    )
    for nl, en, names in ids:
        for name in sorted(n for n, count in Counter(names).items() if count > 1):
            yield Text(
                nl=f"{nl} {name} staat er vaker dan een keer: geef elk een eigen naam.",
                en=f"{en} {name} is there more than once: give each a name of its own.",
            )
    for edge in problem.edges:
        if not edge.steps or not all(_sound(step) for step in edge.steps):
            yield Text(
                nl=f"Verbinding {edge.id}: geef kosten van nul of meer, en een grootste stroom boven nul.",
                en=f"Edge {edge.id}: give costs of zero or more, and a largest flow above zero.",
            )
    for root in problem.roots:
        if not root.steps or not all(_sound(step) for step in root.steps):
            yield Text(
                nl=f"Wortel {root.node}: geef kosten van nul of meer, en een grootste stroom boven nul.",
                en=f"Root {root.node}: give costs of zero or more, and a largest flow above zero.",
            )
    for t in problem.terminals:
        if not (math.isfinite(t.demand) and t.demand >= 0 and math.isfinite(t.prize)):
            yield Text(
                nl=f"Eindpunt {t.id}: geef een vraag van nul of meer en een prijs die een getal is.",
                en=f"Terminal {t.id}: give a demand of zero or more and a prize that is a number.",
            )


def _sound(step: Step) -> bool:
    costs = math.isfinite(step.fixed) and math.isfinite(step.per) and step.fixed >= 0 and step.per >= 0
    return costs and step.most > 0


def unreachable(graph: Graph) -> Mapping[str, Text]:
    """Take out the places that no way from the root can serve, and say why; raises Infeasible where one is forced."""
    width = widths(graph)
    left: dict[str, Text] = {}
    forced: list[Text] = []
    for place in list(graph.all_places()):
        most = width.get(place.node)
        if most is not None and most >= place.demand * (1 - 1e-12):
            continue
        name = place.terminals[0]
        left[name] = _no_way(name) if most is None else _too_much(name, place.demand, most)
        forced += [left[name]] if place.forced else []
        graph.drop(place)
    if forced:
        raise Infeasible(joined(forced))
    return left


def _no_way(name: str) -> Text:
    return Text(
        nl=f"Eindpunt {name}: geen weg leidt van een wortel hierheen. Leg een verbinding, of laat het weg.",
        en=f"Terminal {name}: no way leads here from a root. Make an edge, or leave it out.",
    )


def _too_much(name: str, demand: float, most: float) -> Text:
    return Text(
        nl=f"Eindpunt {name} vraagt {demand:g}; over elke weg hierheen kan hoogstens {most:g}. "
        "Geef een grotere stap, of splits het.",
        en=f"Terminal {name} asks {demand:g}; every way here takes at most {most:g}. Give a larger step, or split it.",
    )
