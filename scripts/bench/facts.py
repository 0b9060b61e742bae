"""Write how many figures there are, and what they rest on, into docs/facts.md: ``python -m bench.facts``."""

from pathlib import Path

from bench.tables import put, table
from collectief.facts.counted import Ends, Rows, ends_of, families, other_tables, rows_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "facts.md"
HEAD = ("rows", "name a source", "high", "medium", "low")
ENDS = ("low and high in its row", "by family", "fixed")


def main() -> None:
    """Every family of figures and their sum, then the tables that hold more than one figure in a row."""
    found = families()
    every = [one for facts in found.values() for one in facts]
    rows = [[*_cells(rows_of(name, facts)), *_ends(ends_of(facts))] for name, facts in found.items()]
    rows.append([*_cells(rows_of("all", every)), *_ends(ends_of(every))])
    put(PAGE, "figures", table(("family", *HEAD, *ENDS), rows))
    put(PAGE, "tables", table(("table", *HEAD), [_cells(one) for one in other_tables()]))


def _cells(one: Rows) -> list[str]:
    return [one.name, *(str(number) for number in (one.count, one.sourced, one.high, one.medium, one.low))]


def _ends(one: Ends) -> list[str]:
    return [str(number) for number in (one.own, one.family, one.fixed)]


if __name__ == "__main__":
    main()
