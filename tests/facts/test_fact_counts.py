"""The page on figures counts what the tables hold, and what names no source is never more than low."""

from pathlib import Path

import pytest

from collectief.facts import all_facts
from collectief.facts.counted import Rows, ends_of, families, names_source, other_tables, rows_of

PAGE = Path(__file__).parents[2] / "docs" / "facts.md"


def page_rows(mark: str) -> dict[str, list[int]]:
    """The rows of one table of the page by their name."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.partition(f"<!-- {mark} -->\n")[2].partition(f"\n<!-- end of {mark} -->")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return {name: [int(number) for number in numbers] for name, *numbers in rows}


def numbers(one: Rows) -> list[int]:
    return [one.count, one.sourced, one.high, one.medium, one.low]


def test_every_family_on_the_page_is_counted_as_the_tables_stand() -> None:
    found = {**families(), "all": all_facts()}
    counted = {}
    for name, facts in found.items():
        ends = ends_of(facts)
        counted[name] = [*numbers(rows_of(name, facts)), ends.own, ends.family, ends.fixed]
    assert page_rows("figures") == counted


def test_the_other_tables_are_counted_as_they_stand() -> None:
    assert page_rows("tables") == {one.name: numbers(one) for one in other_tables()}


def test_rows_add_up_in_every_way_and_families_to_all() -> None:
    rows = page_rows("figures")
    everything = rows.pop("all")
    for count, _, high, medium, low, own, family, fixed in rows.values():
        assert high + medium + low == own + family + fixed == count
    assert [sum(column) for column in zip(*rows.values(), strict=True)] == everything
    assert everything[0] == len({one.key for one in all_facts()})


@pytest.mark.parametrize("confidence", ["high", "medium"])
def test_a_figure_of_some_confidence_names_a_source(confidence: str) -> None:
    assert all(names_source(one.source) for one in all_facts() if one.confidence == confidence)
    assert not any(names_source(one.source) for one in all_facts() if one.confidence == "low")
