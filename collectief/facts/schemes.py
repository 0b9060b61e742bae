"""Schemes (regelingen): what each gives, to what, until when, and on which conditions, as dated data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from collectief.facts.csv_rows import confidence, number, read_rows
from collectief.facts.fact import Confidence
from collectief.facts.tables import missing
from collectief.text import Text

SchemeKind = Literal["deduction", "depreciation", "grant", "operating", "guarantee", "loan", "programme"]
Order = Literal["first", "report", ""]
"""``first``: ask before anything is ordered. ``report``: report after ordering."""
Test = Literal["is", "in", "at_least", "at_most", "above", "below", "look_up", "never"]
Failing = Literal["no", "check"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: ``subject`` must pass ``test`` against ``value``; ``look_up`` is for the reader to find out.

    ``measures`` limits it to these measures (empty: all), ``when`` (``subject=word``) to these cases. ``fails``
    says what failing means: no, or possible after a look. ``asked`` is the requirement in words.
    """

    scheme: str
    measures: tuple[str, ...]
    when: str
    subject: str
    test: Test
    value: str
    fails: Failing
    asked: Text
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme. Rates are fractions of the investment, for deductions of what is taken off the profit.

    ``from_date`` and ``to_date`` bound the days on which it can be asked; ``later`` says what a day outside them
    means: closed (``no``), or look for a new round (``check``). ``excludes`` are schemes that cannot be had for the
    same thing; ``beside`` those for which that must be looked up.
    """

    key: str
    name: Text
    kind: SchemeKind
    counter: Text
    measures: tuple[str, ...]
    rates: tuple[float, float] | None
    eur_per_unit: tuple[float, float] | None
    unit: str
    most_eur: float | None
    order: Order
    excludes: tuple[str, ...]
    beside: tuple[str, ...]
    from_date: date | None
    to_date: date | None
    later: Failing
    what: Text
    year: int
    source: str
    confidence: Confidence
    source_row: str


@cache
def schemes() -> tuple[Scheme, ...]:
    """All schemes in the order of the table. Read once: the table does not change while the program runs.

    >>> [s.key for s in schemes()][:3]
    ['eia', 'mia', 'vamil']
    """
    return tuple(_scheme(row) for row in read_rows("schemes"))


def scheme(key: str) -> Scheme:
    """The scheme with this key; raises MissingFact, which names the keys that look like it."""
    found = next((s for s in schemes() if s.key == key), None)
    if found is None:
        raise missing(Text(nl="Regeling", en="Scheme"), key, [s.key for s in schemes()])
    return found


@cache
def conditions() -> tuple[Condition, ...]:
    """The conditions of all schemes; ``*`` stands for every scheme.

    >>> [c.value for c in conditions() if c.scheme == "wis" and c.subject == "dwellings"]
    ['250']
    """
    return tuple(_condition(row) for row in read_rows("scheme_conditions"))


def _scheme(row: Mapping[str, str]) -> Scheme:
    return Scheme(
        key=row["key"],
        name=Text(nl=row["name_nl"], en=row["name_en"]),
        kind=cast(SchemeKind, row["kind"]),
        counter=Text(nl=row["counter_nl"], en=row["counter_en"]),
        measures=tuple(row["measures"].split()),
        rates=_pair(row, "rate"),
        eur_per_unit=_pair(row, "eur_per_unit"),
        unit=row["unit"],
        most_eur=number(row["most_eur"]),
        order=cast(Order, row["order"]),
        excludes=tuple(row["excludes"].split()),
        beside=tuple(row["beside"].split()),
        from_date=_day(row["from_date"]),
        to_date=_day(row["to_date"]),
        later=cast(Failing, row["later"]),
        what=Text(nl=row["what_nl"], en=row["what_en"]),
        year=int(row["year"]),
        source=row["source"],
        confidence=confidence(row["confidence"]),
        source_row=row["source_row"],
    )


def _pair(row: Mapping[str, str], name: str) -> tuple[float, float] | None:
    low, high = number(row[f"{name}_low"]), number(row[f"{name}_high"])
    return None if low is None or high is None else (low, high)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _condition(row: Mapping[str, str]) -> Condition:
    return Condition(
        scheme=row["scheme"],
        measures=tuple(row["measures"].split()),
        when=row["when"],
        subject=row["subject"],
        test=cast(Test, row["test"]),
        value=row["value"],
        fails=cast(Failing, row["fails"]),
        asked=Text(nl=row["nl"], en=row["en"]),
        source=row["source"],
        confidence=confidence(row["confidence"]),
    )
