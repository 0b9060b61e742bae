"""Does a step once: what was finished before, on the very same inputs and by the same code, is read again."""

import hashlib
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Generic, TypeVar

from collectief.facts.swing import lying_over
from collectief.plan.fingerprint import pieces
from collectief.plan.run import Run
from collectief.plan.store import Kept

Result = TypeVar("Result")
CALCULATE = ("highspy", "numpy", "pandas", "pulp", "scipy", "shapely")
"""Packages of which another version may give other digits."""


class Misfit(ValueError):
    """What was kept cannot have come of its step."""


@dataclass(frozen=True, slots=True)
class Form(Generic[Result]):
    """How a result is written down (None: it is not to be kept) and read; ``read`` raises Misfit for what is odd."""

    write: Callable[[Result], Kept | None]
    read: Callable[[Kept], Result]


def once(run: Run, key: Callable[[], str], form: Form[Result], make: Callable[[], Result]) -> Result:
    """What was kept of this step or, where there is nothing sound, what ``make`` makes of it, which is kept."""
    if run.store is None:
        return make()
    name = key()
    kept = run.store.read(name)
    if kept is not None:
        try:
            return _sound(form, kept)
        except Misfit:
            run.store.refuse(name)
    made = make()
    written = form.write(made)
    if written is not None:
        run.store.write(name, written)
    return made


def _sound(form: Form[Result], kept: Kept) -> Result:
    """What was kept, if it says just what its step writes down: no name more, and none less."""
    found = form.read(kept)
    written = form.write(found)
    if written is not None and (written.said.keys() != kept.said.keys() or written.arrays.keys() != kept.arrays.keys()):
        raise Misfit("names")
    return found


def key_of(kind: str, *inputs: object) -> str:
    """The key of a step: a fingerprint of what kind it is, of all its inputs, of the code that does it and its figures.

    >>> key_of("design", 1.0) == key_of("design", 1.0) != key_of("design", 2.0)
    True
    """
    return digest((kind, _code(), lying_over(), inputs))


def digest(thing: object) -> str:
    """A fingerprint of anything frozen, 64 hexadecimal digits."""
    found = hashlib.sha256()
    for piece in pieces(thing):
        found.update(len(piece).to_bytes(8, "big"))
        found.update(piece)
    return found.hexdigest()


@cache
def _code() -> str:
    """A fingerprint of this package, its tables included, and of what calculates under it."""
    packages = {name: version(name) for name in CALCULATE} | {"python": platform.python_version()}
    return digest((packages, tuple(_texts(files("collectief"), ""))))


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            yield from _texts(item, f"{path}{item.name}/")
        elif item.name.endswith((".py", ".csv", ".toml")):
            yield f"{path}{item.name}", hashlib.sha256(item.read_bytes()).hexdigest()
