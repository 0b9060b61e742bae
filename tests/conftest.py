"""What all tests share: they hear Ctrl-C, leave what was imported alone, and make what they only read once."""

import gc
import signal
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from markupsafe import Markup

from collectief import Outcome, Scenario, optimise, read_park, read_year
from collectief.measure import GroupContract
from collectief.presentation import section_areas

MINI = Path(__file__).parents[1] / "data" / "parken" / "proeftuin-mini"


def pytest_configure() -> None:
    """Give the interrupt back its usual meaning, for the tests and for the programs that they start.

    A shell lets its jobs in the background ignore it.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Look for waste in what the tests make only, not again and again in what was imported: that took 13 s of 62."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def kept_aside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Steps that tests finish are kept in a folder of the tests, never in that of a person."""
    folder = tmp_path_factory.mktemp("kept") / "steps"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLLECTIEF_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def grouped() -> Outcome:
    """Proeftuin Mini with only a group contract: four companies that answer fast, and can be followed by hand."""
    park = read_park(MINI)
    return optimise(Scenario(park, read_year(park, MINI), measures=(GroupContract(),)))


@pytest.fixture(scope="session")
def drawn_charts() -> Callable[..., Markup]:
    """The chart of an energy area, drawn once for the very same area; one that is made anew is drawn anew."""
    return cache(section_areas.load_duration)


@pytest.fixture
def unchanged_charts(monkeypatch: pytest.MonkeyPatch, drawn_charts: Callable[..., Markup]) -> None:
    """Most tests change something else than an area: its chart, most of the work of a report, is drawn once."""
    monkeypatch.setattr(section_areas, "load_duration", drawn_charts)
