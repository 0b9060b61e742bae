"""The notebooks run from top to bottom, use the front door only, and hold nobody's numbers."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import collectief

FOLDER = Path(__file__).parents[2] / "notebooks"
BOOKS = sorted(FOLDER.glob("*.ipynb"))
FRONT_DOOR = {*collectief.__all__}
OTHERS = {"pathlib", "pandas"}


def cells(book: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(book.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def test_there_is_one_for_each_reader() -> None:
    assert [book.stem for book in BOOKS] == ["gemeente", "netbeheerder", "vereniging"]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_it_uses_the_front_door_only_and_keeps_no_output(book: Path) -> None:
    for cell in cells(book, "code"):
        assert (cell["outputs"], cell["execution_count"]) == ([], None)
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= OTHERS
            if isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names}
                assert node.module in OTHERS or (node.module == "collectief" and names <= FRONT_DOOR)
    first = "".join(cells(book, "markdown")[0]["source"])
    assert first.count("?") >= 2  # the same question in both languages


@pytest.mark.slow
@pytest.mark.parametrize(
    "book",
    [pytest.param(book, id=book.stem, marks=pytest.mark.long if book.stem == "gemeente" else ()) for book in BOOKS],
)
def test_it_runs_from_top_to_bottom(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(FOLDER)
    names: dict[str, Any] = {}
    for cell in cells(book, "code"):
        exec(compile("".join(cell["source"]), book.name, "exec"), names)  # noqa: S102 - our own text
    said = capsys.readouterr().out
    assert names["plan"].decision.nl in said
    assert names["plan"].cases["together"].eur_per_year <= names["plan"].cases["alone"].eur_per_year
