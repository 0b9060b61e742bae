"""Looks figures up by key in the tables that lie beside this file."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from collectief.errors import MissingFact, ModelError
from collectief.facts.csv_rows import confidence, number, read_rows
from collectief.facts.fact import Fact
from collectief.facts.ranges import ranged
from collectief.facts.swing import as_swung
from collectief.text import Text

COLUMNS = ("key", "value", "unit", "year", "source", "confidence", "low", "high", "note")
"""Header of a table of facts: every CSV beside this file that has it is read."""


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
    rows: dict[str, Mapping[str, str]] = {}
    for name in sorted(f.name.removesuffix(".csv") for f in files(__package__).iterdir() if f.name.endswith(".csv")):
        here = read_rows(name)
        if not here or tuple(here[0]) != COLUMNS:
            continue
        for row in here:
            if row["key"] in rows:
                raise ModelError(
                    Text(nl=f"Kengetal '{row['key']}' staat dubbel.", en=f"Fact '{row['key']}' is there twice.")
                )
            rows[row["key"]] = row
    values = {key: float(row["value"]) for key, row in rows.items()}
    return MappingProxyType({key: _fact(row, values) for key, row in rows.items()})


def _fact(row: Mapping[str, str], values: Mapping[str, float]) -> Fact:
    value, low, high = float(row["value"]), number(row["low"]), number(row["high"])
    one = Fact(
        key=row["key"],
        value=value,
        unit=row["unit"],
        year=int(row["year"]),
        source=row["source"],
        confidence=confidence(row["confidence"]),
        low=value if low is None else low,
        high=value if high is None else high,
        note=row["note"],
    )
    return ranged(one, values) if low is None and high is None else one


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
