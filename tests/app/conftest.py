"""How tests type a command."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner, Result

from collectief.app.cli import app

Typed = Callable[..., Result]
PARKS = Path(__file__).parents[2] / "data" / "parken"


@pytest.fixture
def typed() -> Typed:
    """Type words after ``collectief`` and get its code, stdout and stderr."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """The park Proeftuin Mini in a folder that a test may damage."""
    return Path(copytree(PARKS / "proeftuin-mini", tmp_path / "mini"))
