"""Sums along a tree of pipes, up to the source or down from it, in as many passes as the depth has binary digits.

Each pass looks twice as far as the last, for all pipes at once: a row of ten thousand pipes takes fourteen passes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.heat.laid import Network

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rooted:
    """Which pipe comes before which, by their place in the network.

    ``jumps`` are the pipes 1, 2, 4 ... before each, shape (pipes,); the number of pipes where there is none.
    ``gather`` adds from each pipe to the one so far before it, shape (pipes, pipes). ``source`` is the place of the
    source of each pipe; ``ends`` and ``sources`` are the pipe that ends at each consumer (the number of pipes where
    it is at a source) and the consumer's source, shape (consumers,).
    """

    jumps: tuple[Numbers, ...]
    gather: tuple["sparse.csr_array", ...]
    source: Numbers
    ends: Numbers
    sources: Numbers

    @property
    def first(self) -> NDArray[np.bool_]:
        """Whether a pipe begins at a source, shape (pipes,)."""
        return np.asarray(self.jumps[0] == len(self.source))


def rooted(network: Network) -> Rooted:
    """The tree of a network that was checked."""
    count = len(network.pipes)
    ending = {one.end: i for i, one in enumerate(network.pipes)}
    places = {node: i for i, node in enumerate(network.sources)}
    above = np.array([ending.get(one.start, count) for one in network.pipes], dtype=np.int64)
    jumps = [above]
    while len(further := np.append(jumps[-1], count)[jumps[-1]]) and (further < count).any():
        jumps.append(further)
    own = np.array([places.get(one.start, -1) for one in network.pipes], dtype=np.int64)
    source = np.rint(_down(tuple(jumps), np.ones(count), np.where(own < 0, 0, own).astype(np.float64)))
    ends = np.array([ending.get(node, count) for node in network.consumers], dtype=np.int64)
    at_once = np.array([places.get(node, 0) for node in network.consumers], dtype=np.int64)
    sources = np.where(ends < count, np.append(source, 0)[ends], at_once)
    gather = tuple(_gather(jump, count) for jump in jumps)
    return Rooted(tuple(jumps), gather, source.astype(np.int64), ends, sources.astype(np.int64))


def _gather(jump: Numbers, count: int) -> "sparse.csr_array":
    near = np.flatnonzero(jump < count)
    return sparse.csr_array((np.ones(len(near)), (jump[near], near)), shape=(count, count))


def _down(jumps: tuple[Numbers, ...], factor: Array, start: Array) -> Array:
    value, beyond = start, np.zeros((1, *start.shape[1:]))
    for jump in jumps:
        value = value + factor * np.concatenate([value, beyond])[jump]
        factor = factor * np.concatenate([factor, beyond])[jump]
    return value


def down(tree: Rooted, factor: Array, start: Array) -> Array:
    """For each pipe ``start`` and ``factor`` times what the pipe before it has; shapes (pipes,) or (pipes, steps)."""
    return _down(tree.jumps, factor, start)


def up(tree: Rooted, factor: Array, start: Array) -> Array:
    """For each pipe ``start`` and the sum over the pipes after it of their ``factor`` times what they have."""
    value, beyond = start, np.zeros((1, *start.shape[1:]))
    for jump, gather in zip(tree.jumps, tree.gather, strict=True):
        value = value + gather @ (factor * value)
        factor = factor * np.concatenate([factor, beyond])[jump]
    return value


def most(tree: Rooted, start: Array) -> Array:
    """The largest of each pipe and of all after it, shape (pipes,)."""
    value = np.append(start, -np.inf)
    for jump in tree.jumps:
        np.maximum.at(value, jump, value[:-1].copy())
    return value[:-1]


def at_ends(tree: Rooted, taken: Array) -> Array:
    """What consumers take, by the pipe that ends there: (consumers, steps) to (pipes, steps)."""
    found = np.zeros((len(tree.source) + 1, taken.shape[1]))
    np.add.at(found, tree.ends, taken)
    return found[:-1]
