"""Reads the tables that lie beside this file and looks figures up by key."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import get_args

from collectief.errors import MissingFact, ModelError
from collectief.facts.fact import Confidence, Fact
from collectief.facts.swing import as_swung
from collectief.text import Text

COLUMNS = ("key", "value", "unit", "year", "source", "confidence", "low", "high", "note")
"""Header of a table of facts: every CSV beside this file that has it is read."""


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


def missing(kind: Text, key: str, known: Iterable[str]) -> MissingFact:
    """The error for an unknown key: names the keys that look like it."""
    near = get_close_matches(key, list(known), n=4, cutoff=0.5)
    nl = f" Bedoelt u: {', '.join(near)}?" if near else " Kijk in de tabellen in collectief/facts."
    en = f" Did you mean: {', '.join(near)}?" if near else " Look in the tables in collectief/facts."
    return MissingFact(
        Text(nl=f"{kind.nl} '{key}' staat in geen tabel.{nl}", en=f"{kind.en} '{key}' is in no table.{en}")
    )


@cache
def _facts() -> Mapping[str, Fact]:
    """All facts by key. Read once: the tables do not change while the program runs."""
    found: dict[str, Fact] = {}
    for name in sorted(f.name.removesuffix(".csv") for f in files(__package__).iterdir() if f.name.endswith(".csv")):
        rows = read_rows(name)
        if not rows or tuple(rows[0]) != COLUMNS:
            continue
        for row in rows:
            if row["key"] in found:
                raise ModelError(
                    Text(nl=f"Kengetal '{row['key']}' staat dubbel.", en=f"Fact '{row['key']}' is there twice.")
                )
            found[row["key"]] = _fact(row)
    return MappingProxyType(found)


def _fact(row: Mapping[str, str]) -> Fact:
    return Fact(
        key=row["key"],
        value=float(row["value"]),
        unit=row["unit"],
        year=int(row["year"]),
        source=row["source"],
        confidence=confidence(row["confidence"]),
        low=number(row["low"]),
        high=number(row["high"]),
        note=row["note"],
    )


def fact(key: str) -> Fact:
    """The figure with this key; raises MissingFact, which names the keys that look like it.

    >>> fact("tax.electricity.2026.1").value
    0.09161
    """
    facts = _facts()
    if key not in facts:
        raise missing(Text(nl="Kengetal", en="Fact"), key, facts)
    return as_swung(facts[key])


def facts_like(prefix: str) -> tuple[Fact, ...]:
    """All figures whose key starts with ``prefix``, sorted by key.

    >>> [f.key for f in facts_like("battery.eur_")]
    ['battery.eur_fixed', 'battery.eur_per_kwh']
    """
    facts = _facts()
    return tuple(as_swung(facts[k]) for k in _keys_like(prefix))


@cache
def _keys_like(prefix: str) -> tuple[str, ...]:
    """Keys that begin so, in order. Of keys, not of values: these stay as they are also when a value is swung."""
    return tuple(sorted(k for k in _facts() if k.startswith(prefix)))


def all_facts() -> tuple[Fact, ...]:
    """Every figure, sorted by key."""
    facts = _facts()
    return tuple(as_swung(facts[k]) for k in sorted(facts))
