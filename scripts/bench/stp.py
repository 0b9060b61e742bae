"""Reads SteinLib files (.stp): Steiner trees in graphs, with terminals that must be reached or that bring a prize."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from collectief.tree import Edge, Problem, Root, Step, Terminal

MAGIC = "33d32945"
SAID = {"comment", "comments", "coordinates"}
"""Sections in which nothing stands that a tree depends on."""


class StpError(Exception):
    """What is wrong in a file, and on which line."""


@dataclass(frozen=True, slots=True)
class Steiner:
    """A problem from a file, and what is added to its value: SteinLib counts the prizes that are missed."""

    name: str
    problem: Problem
    missed: float


@dataclass(slots=True)
class _Lines:
    """What was read so far."""

    path: Path
    nodes: int = 0
    edges: list[Edge] = field(default_factory=list)
    forced: list[int] = field(default_factory=list)
    prize: dict[int, float] = field(default_factory=dict)
    root: int | None = None
    said: dict[str, tuple[int, int]] = field(default_factory=dict)
    """How many edges and terminals a file says it has, and on which line."""

    def wrong(self, line: int, what: str) -> StpError:
        return StpError(f"{self.path.name}, line {line}: {what}")

    def whole(self, line: int, word: str) -> int:
        if not word.isdecimal():
            raise self.wrong(line, f"'{word}' is no whole number from 0 up.")
        return int(word)

    def node(self, line: int, word: str) -> int:
        number = self.whole(line, word)
        if not 1 <= number <= self.nodes:
            raise self.wrong(line, f"node {word} is not one of 1 to {self.nodes}.")
        return number

    def amount(self, line: int, word: str) -> float:
        try:
            number = float(word)
        except ValueError:
            number = math.nan
        if not (math.isfinite(number) and number >= 0):
            raise self.wrong(line, f"'{word}' is no cost or prize: a number from 0 up is needed.")
        return number

    def edge(self, line: int, words: list[str], *, oneway: bool) -> None:
        start, end, cost = self.node(line, words[0]), self.node(line, words[1]), self.amount(line, words[2])
        self.edges.append(Edge(f"{len(self.edges):07}", _name(start), _name(end), (Step(cost),), oneway=oneway))

    def terminal(self, line: int, node: int, prize: float | None = None) -> None:
        if node in self.forced or node in self.prize:
            raise self.wrong(line, f"node {node} is a terminal already.")
        if prize is None:
            self.forced.append(node)
        else:
            self.prize[node] = prize


def _name(node: int) -> str:
    """A node by its number, so written that names are in the order of numbers."""
    return f"{node:07}"


Reads = Callable[[_Lines, int, list[str]], None]


def _says(what: str) -> Reads:
    def read(so_far: _Lines, line: int, words: list[str]) -> None:
        so_far.said[what] = (so_far.whole(line, words[0]), line)

    return read


def _nodes(so_far: _Lines, line: int, words: list[str]) -> None:
    so_far.nodes = so_far.whole(line, words[0])


def _root(so_far: _Lines, line: int, words: list[str]) -> None:
    so_far.root = so_far.node(line, words[0])


WORDS: dict[str, dict[str, tuple[int, Reads]]] = {
    "graph": {
        "nodes": (1, _nodes),
        "edges": (1, _says("edges")),
        "arcs": (1, _says("arcs")),
        "e": (3, lambda so_far, line, words: so_far.edge(line, words, oneway=False)),
        "a": (3, lambda so_far, line, words: so_far.edge(line, words, oneway=True)),
    },
    "terminals": {
        "terminals": (1, _says("terminals")),
        "root": (1, _root),
        "rootp": (1, _root),
        "t": (1, lambda so_far, line, words: so_far.terminal(line, so_far.node(line, words[0]))),
        "tp": (
            2,
            lambda so_far, line, words: so_far.terminal(
                line, so_far.node(line, words[0]), so_far.amount(line, words[1])
            ),
        ),
    },
}
"""The words of each section, with how many figures follow and what is done with these."""


def read_stp(path: Path) -> Steiner:
    """The problem in a file; raises StpError with the line where something is wrong."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as wrong:
        raise StpError(f"{path.name}: cannot be read ({wrong.strerror}).") from wrong
    so_far = _Lines(path)
    section: str | None = None
    for line, words in _lines(so_far, text):
        first = words[0].lower()
        if section is None:
            section = _opened(so_far, line, words)
        elif first == "end":
            section = None
        elif section in WORDS:
            _read(so_far, line, section, words)
    if section is not None:
        raise StpError(f"{path.name}: ends within section {section}, without END.")
    return _made(so_far)


def _lines(so_far: _Lines, text: str) -> Iterator[tuple[int, list[str]]]:
    lines = text.splitlines()
    if not lines or not lines[0].lower().startswith(MAGIC):
        raise so_far.wrong(1, f"a SteinLib file begins with {MAGIC.upper()}; this one does not.")
    for number, line in enumerate(lines[1:], start=2):
        words = line.split("#")[0].split()
        if [word.lower() for word in words] == ["eof"]:
            return
        if words:
            yield number, words


def _opened(so_far: _Lines, line: int, words: list[str]) -> str:
    name = words[1].lower() if len(words) == 2 else ""
    if words[0].lower() != "section" or not name:
        raise so_far.wrong(line, f"'{words[0]}' stands outside a section.")
    if name not in WORDS and name not in SAID:
        raise so_far.wrong(line, f"section {words[1]} is not known here: its trees would be others.")
    return name


def _read(so_far: _Lines, line: int, section: str, words: list[str]) -> None:
    word = words[0].lower()
    if word not in WORDS[section]:
        raise so_far.wrong(line, f"'{words[0]}' is not known in section {section}.")
    count, read = WORDS[section][word]
    if len(words) - 1 != count:
        raise so_far.wrong(line, f"'{words[0]}' needs {count} figures, not {len(words) - 1}.")
    read(so_far, line, words[1:])


def _made(so_far: _Lines) -> Steiner:
    arcs = sum(edge.oneway for edge in so_far.edges)
    there = {"edges": len(so_far.edges) - arcs, "arcs": arcs, "terminals": len(so_far.forced) + len(so_far.prize)}
    for what, (count, line) in so_far.said.items():
        if count != there[what] and not (what == "terminals" and so_far.root is not None):  # some count the root
            raise so_far.wrong(line, f"{count} {what} are announced, {there[what]} are there.")
    terminals = [Terminal(_name(n), _name(n), forced=True) for n in so_far.forced]
    terminals += [Terminal(_name(n), _name(n), prize=prize) for n, prize in so_far.prize.items()]
    if not terminals:
        raise StpError(f"{so_far.path.name}: has no terminals.")
    root = so_far.root or (min(so_far.forced) if so_far.forced else None)
    roots = [root] if root is not None else sorted(so_far.prize)
    problem = Problem(
        tuple(so_far.edges), tuple(terminals), tuple(Root(_name(n)) for n in roots), one_root=root is None
    )
    return Steiner(so_far.path.stem, problem, sum(so_far.prize.values()))
