"""The tiny park without a fault, as a fresh folder for each test."""

from pathlib import Path
from shutil import copytree

import pytest
from good_park import good_folder


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The park written once; do not damage it."""
    return good_folder(tmp_path_factory.mktemp("template") / "park")


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A folder that a test may damage."""
    return Path(copytree(template, tmp_path / "park"))
