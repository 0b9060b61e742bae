"""Reads the tables that lie beside this file: rows, numbers, and the words for how sure a row is."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import get_args

from collectief.errors import ModelError
from collectief.facts.fact import Confidence
from collectief.text import Text


def read_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Rows of the table ``name``.csv beside this file, as text by column."""
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def tables_text() -> Mapping[str, str]:
    """Every table beside this file and below, by its path here, with the line ends of no machine in particular."""
    return MappingProxyType(dict(sorted(_texts(files(__package__), ""))))


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _texts(item, f"{path}{item.name}/")
        elif item.name.endswith(".csv"):
            yield f"{path}{item.name}", "\n".join(item.read_text(encoding="utf-8").splitlines())


def number(text: str) -> float | None:
    """A number, or None for an empty cell.

    >>> number("0.21"), number("")
    (0.21, None)
    """
    return float(text) if text.strip() else None


def confidence(text: str) -> Confidence:
    """The word as a `Confidence`; raises ModelError for another word."""
    for word in get_args(Confidence):
        if word == text:
            return word  # type: ignore[no-any-return]
    raise ModelError(
        Text(nl=f"Onbekend vertrouwen '{text}' in een tabel.", en=f"Unknown confidence '{text}' in a table.")
    )
