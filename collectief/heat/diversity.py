"""Not everybody takes their most at once: the kW that a pipe is designed for is less than the sum behind it."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from collectief.facts import fact
from collectief.heat.laid import Network, checked
from collectief.heat.rooted import at_ends, most, rooted, up

Array = NDArray[np.float64]


def coincidence(consumers: ArrayLike) -> Array:
    """The part of the summed peaks of so many consumers that comes at once: 0.62 + 0.38 / n, 1 for one or none.

    Source: THERMOS, technical description (``heat_network.diversity_floor`` and ``_spread``).

    >>> coincidence([1, 2, 19]).round(3).tolist()
    [1.0, 0.81, 0.64]
    """
    floor, spread = fact("heat_network.diversity_floor").value, fact("heat_network.diversity_spread").value
    return np.asarray(floor + spread / np.maximum(np.asarray(consumers, dtype=np.float64), 1.0))


def design_kw(network: Network) -> Array:
    """What each pipe is designed for, kW, shape (pipes,): its sum at its coincidence, or its largest branch where more.

    One large consumer, or a branch of a few, can ask more than the coincidence of all together: a trunk is never less.
    Consumers that take nothing do not count.
    """
    tree = rooted(checked(network))
    kw = np.array(list(network.consumers.values())).reshape(-1, 1)
    ones = np.ones(len(network.pipes))
    own = at_ends(tree, kw)[:, 0]
    behind = up(tree, ones, own)
    count = up(tree, ones, at_ends(tree, (kw > 0).astype(np.float64))[:, 0])
    return most(tree, np.maximum(coincidence(np.rint(count)) * behind, own))


def designed(network: Network) -> Network:
    """The same network with its pipes designed for what comes at once."""
    found = design_kw(network)
    return replace(
        network, pipes=tuple(replace(one, kw=float(kw)) for one, kw in zip(network.pipes, found, strict=True))
    )
