"""Every figure carries its unit, year, source and confidence, and says so when it is unverified."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest

import collectief.facts
from collectief.errors import MissingFact, ModelError
from collectief.facts import Confidence, Fact, all_facts, fact, facts_like, sector_row, tariff, tariff_keys
from collectief.facts.ranges import range_of, range_patterns

EVERY = (*all_facts(), *(f for key in tariff_keys() for f in tariff(key).facts))


def failing(figures: Iterable[Fact], good: Callable[[Fact], bool]) -> list[str]:
    return [f.key for f in figures if not good(f)]


def test_every_figure_has_a_unit() -> None:
    assert failing(EVERY, lambda f: bool(f.unit.strip())) == []


def test_every_figure_has_a_year() -> None:
    assert failing(EVERY, lambda f: 2000 <= f.year <= 2035) == []


def test_every_figure_names_its_source() -> None:
    assert failing(EVERY, lambda f: len(f.source.strip()) > 5) == []


def test_every_confidence_is_high_medium_or_low() -> None:
    assert failing(EVERY, lambda f: f.confidence in get_args(Confidence)) == []


def test_every_value_lies_between_its_low_and_high() -> None:
    assert failing(EVERY, lambda f: f.low <= f.value) == []
    assert failing(EVERY, lambda f: f.value <= f.high) == []


def test_a_figure_that_may_be_nothing_else_says_why_and_any_other_may() -> None:
    assert failing(EVERY, lambda f: (f.low == f.high) == (f.fixed is not None)) == []


def test_every_range_that_is_no_part_of_its_row_names_its_source() -> None:
    rows = {row["key"]: row for _, row in tables() if "low" in row and "value" in row}
    bare = [f for f in all_facts() if not (rows[f.key]["low"] or rows[f.key]["high"])]
    assert len(bare) > 250
    assert failing(bare, lambda f: len(f.range_source.strip()) > 5) == []


def test_every_family_of_ranges_is_of_a_figure_that_has_none_itself() -> None:
    used = {range_of(f.key).pattern for f in EVERY if f.range_source}
    assert [pattern for pattern in range_patterns() if pattern not in used] == []


def test_a_figure_without_a_family_is_refused_and_told_where_to_add_it() -> None:
    with pytest.raises(ModelError, match=r"no\.such\.figure.*ranges\.csv"):
        range_of("no.such.figure")


def test_every_unverified_figure_says_so_in_its_source() -> None:
    unverified = [f for f in EVERY if f.confidence == "low"]
    assert len(unverified) > 30
    assert failing(unverified, lambda f: "(from memory)" in f.source or "expert estimate" in f.source) == []


UNVERIFIED = re.compile(r"from memory|expert estimate|\bassumed\b", re.IGNORECASE)
"""Words of a source that nobody can look up; what is said of a range or of something beside it stands in the note."""
Row = Mapping[str, str]


def tables() -> Iterator[tuple[str, Row]]:
    """Every row of every table of the product, with the name of its table and its line."""
    for path in sorted(Path(collectief.facts.__file__).parent.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), 2):
                yield f"{path.stem}:{number}", row


def surer_than_its_source(row: Row) -> bool:
    """Whether a row is called medium or high while its source is a memory or an estimate."""
    pairs = (("source", "confidence"), ("other_source", "other_confidence"))
    return any(UNVERIFIED.search(row[s]) and row[c] != "low" for s, c in pairs if s in row)


def test_what_is_from_memory_or_estimated_has_low_confidence() -> None:
    assert [where for where, row in tables() if surer_than_its_source(row)] == []


def test_every_table_of_figures_is_looked_at() -> None:
    seen = {where.partition(":")[0] for where, row in tables() if row.get("source") and row.get("confidence")}
    assert {"tax", "rules", "sectors", "schemes", "scheme_conditions", "counters", "stedin_2026", "pipes"} <= seen


@pytest.mark.parametrize(
    "row",
    [
        {"source": "(from memory) BAG", "confidence": "medium"},
        {"source": "ISSO; rest from memory", "confidence": "high"},
        {"source": "CBS; gas of this class missing, 5.0 assumed", "confidence": "medium"},
        {"source": "CBS", "confidence": "high", "other_source": "Expert estimate", "other_confidence": "medium"},
    ],
)
def test_a_row_that_is_surer_than_its_source_is_found(row: Row) -> None:
    assert surer_than_its_source(row)


def test_hours_of_a_sector_are_not_as_sure_as_what_is_measured_per_m2() -> None:
    """CBS gives kWh and m3 per m2; the hours, the shares and the temperatures beside them are from memory."""
    row = sector_row("office", 300)
    assert (row.confidence, row.other_confidence) == ("high", "low")
    assert sector_row("wholesale_cooled", 6_000).confidence == "low"  # CBS has no gas of this class


def test_unknown_key_names_the_keys_that_look_like_it() -> None:
    with pytest.raises(MissingFact, match=r"solar\.eur_per_kwp") as found:
        fact("solar.eur_per_kw")
    assert "Bedoelt u" in found.value.words("nl")


def test_prefix_finds_the_four_brackets_of_a_year() -> None:
    keys = [f.key for f in facts_like("tax.gas.2025.") if "bound" not in f.key]
    assert keys == [f"tax.gas.2025.{i}" for i in range(1, 5)]


def test_facts_come_sorted_and_once() -> None:
    keys = [f.key for f in all_facts()]
    assert keys == sorted(set(keys))
