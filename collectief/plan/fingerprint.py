"""A fingerprint of everything that determines an answer: frozen data are walked whatever they hold.

So a field that is added later counts by itself; what this file does not know is refused, never passed over.
"""

import hashlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from collectief.errors import ModelError
from collectief.facts.csv_rows import tables_text
from collectief.facts.swing import lying_over
from collectief.plan.scenario import ASKED, Scenario
from collectief.text import Text

DIGITS = 16
"""Sixteen hexadecimal digits: two inputs have the same by chance once in 10^19."""


def input_hash(scenario: Scenario) -> str:
    """The park, the year, the measures with their settings, how the answer is sought, and every table of figures.

    Where the park's folder lies does not count.
    """
    known = replace(scenario, park=replace(scenario.park, folder=""))
    digest = hashlib.sha256()
    for piece in pieces((known, tables_text(), lying_over())):
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()[:DIGITS]


def pieces(thing: object) -> Iterator[bytes]:
    """A thing as bytes, one piece after another: each begins with what kind it is, and a whole says how many follow.

    Raises ModelError for a kind that is not known.

    >>> list(pieces(("a", 1)))
    [b'tuple 2', b'str a', b'int 1']
    """
    if thing is None or isinstance(thing, bool | int | float | str | date):
        yield f"{type(thing).__name__} {thing!s}".encode()
    elif isinstance(thing, np.ndarray):
        yield f"array {thing.dtype.str} {thing.shape}".encode() + np.ascontiguousarray(thing).tobytes()
    elif isinstance(thing, pd.DatetimeIndex):
        yield f"moments {thing.tz}".encode() + np.asarray(thing.asi8).tobytes()
    elif isinstance(thing, BaseGeometry):
        yield b"geometry " + thing.wkb
    elif isinstance(thing, Mapping):
        yield from _whole(thing, [(key, thing[key]) for key in sorted(thing, key=_words_first)])
    elif isinstance(thing, AbstractSet):
        yield from _whole(thing, sorted(thing))
    elif isinstance(thing, tuple | list):
        yield from _whole(thing, list(thing))
    elif is_dataclass(thing) and not isinstance(thing, type):
        said = ((f, getattr(thing, f.name)) for f in fields(thing))
        yield from _whole(
            thing, [(f.name, value) for f, value in said if not (ASKED in f.metadata and value == f.default)]
        )
    else:
        raise ModelError(
            Text(
                nl=f"Van {type(thing).__name__} is geen vingerafdruk te maken. Gebruik vaste gegevens (dataclass).",
                en=f"There is no fingerprint of {type(thing).__name__}. Use frozen data (a dataclass).",
            )
        )


def _words_first(key: Any) -> tuple[bool, Any]:
    """Order of keys that are words or several words together."""
    return isinstance(key, tuple), key


def _whole(thing: object, parts: list[object]) -> Iterator[bytes]:
    yield f"{type(thing).__name__} {len(parts)}".encode()
    for part in parts:
        yield from pieces(part)
