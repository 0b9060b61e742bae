"""Another tree near one: made anew in a part of the net, with weights that are drawn."""

from collections.abc import Sequence

import numpy as np

from collectief.tree.grown import Grown, Look
from collectief.tree.spread import spread
from collectief.tree.trim import trim

SIZES = (20, 40, 80)
"""So many nodes are in the part that is made anew."""
KEPT, LEAST, MOST = 0.05, 0.3, 1.7
"""What is in the tree weighs this part of what it does elsewhere; in the part made anew a weight is drawn between these
parts of it."""
TAKEN, LEFT = 0.7, 0.1
"""Each place in that part is wanted with this chance, and then each node not with that."""


def shaken(look: Look, tree: Grown, weight: Sequence[float], random: np.random.Generator) -> Grown:
    """The part that pays of a tree like this one, but for the part around a node that is drawn."""
    here = _around(look, int(random.integers(1, look.net.count)), int(random.choice(SIZES)))
    kept = {look.link[arc] for arc in tree.into.values()}
    weights = [w * (KEPT if link in kept else 1.0) for link, w in enumerate(weight)]
    for link in sorted({look.link[arc] for node in here for arc in (*look.out[node], *look.back[node])}):
        weights[link] = weight[link] * float(random.uniform(LEAST, MOST))
    wanted = {int(look.net.spot[p]) for p in tree.served}
    wanted |= {node for node in here if look.places[node] and random.random() < TAKEN}
    wanted -= {node for node in here if random.random() < LEFT}
    wanted |= {int(look.net.spot[p]) for p in look.forced}
    return trim(look, spread(look, weights, wanted))


def _around(look: Look, node: int, size: int) -> list[int]:
    """The nodes nearest to one, by the number of arcs between."""
    found, seen = [node], {0, node}
    for one in found:
        for arc in (*look.out[one], *look.back[one]):
            for other in (look.head[arc], look.tail[arc]):
                if other not in seen and len(found) < size:
                    seen.add(other)
                    found.append(other)
    return found
