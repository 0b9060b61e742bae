"""A tariff that no table has: the finding says which file, key and columns to fill in, and that is enough."""

import re
from pathlib import Path

import pytest
from damage import cells

from collectief.park import Issue, check, read_park
from collectief.park.read_tariffs import COLUMNS
from collectief.text import Language

CELLS = {
    "key": "stedin_2026.EIGEN", "kind": "large", "level": "MS", "year": "2026", "source": "eigen nota", "ampere": "63",
}  # fmt: skip


def unknown(folder: Path, key: str, row: int) -> Issue:
    cells(folder, {"tariff": key}, row=row)
    (issue,) = (i for i in check(folder) if i.code == "tariff_unknown")
    return issue


def columns(issue: Issue, language: Language) -> list[str]:
    """The columns that the advice names."""
    found = re.search(r"(?:de kolommen|the columns) ([a-z0-9_, ]+)\.", issue.advice[language])
    assert found is not None
    return found[1].split(", ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_advice_names_the_file_the_key_and_all_that_is_needed(folder: Path, language: Language) -> None:
    issue = unknown(folder, "stedin_2026.EIGEN", 1)
    assert "tarieven.csv" in issue.advice[language]
    assert "stedin_2026.EIGEN" in issue.advice[language]
    needed = {c.name for c in COLUMNS if c.needed}
    prices = {"contract_eur_kw_year", "peak_eur_kw_month", "kwh_normal", "kwh_low", "connection_fee_eur_year"}
    assert set(columns(issue, language)) == needed | prices
    assert "stedin_2026.MS" in issue.message[language]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("row", "kind"), [(1, "large"), (2, "small")])
def test_a_file_with_just_those_columns_makes_the_tariff_known(
    folder: Path, language: Language, row: int, kind: str
) -> None:
    names = columns(unknown(folder, "stedin_2026.EIGEN", row), language)
    values = [(CELLS | {"kind": kind}).get(name, "7") for name in names]
    (folder / "tarieven.csv").write_text(f"{';'.join(names)}\n{';'.join(values)}\n", encoding="utf-8")
    assert not [i for i in check(folder) if i.severity == "error"]
    assert read_park(folder).tariff("stedin_2026.EIGEN").standing_eur_year == 7.0
