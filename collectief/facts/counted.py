"""How many figures there are, how many name a source, how sure they are, and where their low and high come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from collectief.facts.counters import counters
from collectief.facts.fact import Confidence, Fact
from collectief.facts.heat_levels import other_levels
from collectief.facts.heat_rules import heat_rules
from collectief.facts.pipes import pipes
from collectief.facts.schemes import conditions, schemes
from collectief.facts.sectors import sector_keys, sector_row
from collectief.facts.tables import all_facts
from collectief.facts.tariffs import tariff, tariff_keys
from collectief.facts.water import water

UNSOURCED = ("(from memory)", "expert estimate")
"""What stands in the source of a figure that names none."""


class Sourced(Protocol):
    """A row of any table: it says where it comes from, and how sure it is."""

    @property
    def source(self) -> str:
        """Where it comes from."""
        ...

    @property
    def confidence(self) -> Confidence:
        """How sure it is."""
        ...


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one kind: how many, how many of them name a source, and how sure they are."""

    name: str
    count: int
    sourced: int
    high: int
    medium: int
    low: int


@dataclass(frozen=True, slots=True)
class Ends:
    """Where low and high of figures come from: the row itself, a family of figures, or they are the value (fixed)."""

    own: int
    family: int
    fixed: int


def names_source(source: str) -> bool:
    """Whether this is more than memory or an estimate.

    >>> names_source("CBS 83374ENG"), names_source("expert estimate: 4 % of purchase a year")
    (True, False)
    """
    return bool(source) and not any(words in source for words in UNSOURCED)


def rows_of(name: str, found: Iterable[Sourced]) -> Rows:
    """Rows of one kind, counted."""
    rows = tuple(found)
    sure = [row.confidence for row in rows]
    sourced = sum(names_source(row.source) for row in rows)
    return Rows(name, len(rows), sourced, sure.count("high"), sure.count("medium"), sure.count("low"))


def ends_of(found: Iterable[Fact]) -> Ends:
    """Where the low and high of these figures come from."""
    facts = tuple(found)
    fixed = sum(one.fixed is not None for one in facts)
    family = sum(one.fixed is None and bool(one.range_source) for one in facts)
    return Ends(len(facts) - fixed - family, family, fixed)


def families() -> dict[str, tuple[Fact, ...]]:
    """All figures by the first word of their key, in the order of the alphabet."""
    facts = all_facts()
    names = sorted({one.key.partition(".")[0] for one in facts})
    return {name: tuple(one for one in facts if one.key.partition(".")[0] == name) for name in names}


def other_tables() -> tuple[Rows, ...]:
    """Rows of the tables that hold more than one figure each, and those of schemes and counters."""
    return (
        rows_of("tariff categories", (tariff(key) for key in tariff_keys())),
        rows_of("sectors", (sector_row(key, 0.0) for key in sector_keys())),
        rows_of("pipes", pipes()),
        rows_of("water", water()),
        rows_of("temperatures of heat networks", other_levels()),
        rows_of("schemes", schemes()),
        rows_of("conditions of schemes", conditions()),
        rows_of("counters", counters()),
        rows_of("rules on heat", heat_rules()),
    )
