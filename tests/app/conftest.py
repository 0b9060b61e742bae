"""The command line and a park for every test."""

from pathlib import Path
from shutil import copytree

import pytest
from typed_command import PARKS, Typed
from typer.testing import CliRunner

from collectief.app.cli import app


@pytest.fixture(autouse=True)
def _charts_once(unchanged_charts: None) -> None:
    """Every test here may use the chart of an unchanged area again."""


@pytest.fixture
def typed() -> Typed:
    """Type words after ``collectief`` and get the code, stdout and stderr."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """The park Proeftuin Mini in a folder that a test may damage."""
    return Path(copytree(PARKS / "proeftuin-mini", tmp_path / "mini"))
