"""The made-up outcome for every test, and the mark of tests that need a browser."""

from collections.abc import Callable, Iterator

import pytest
from chromium import Page, chromium
from outcome_fixture import make_outcome

from collectief.plan.outcome import Outcome


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "browser: drives a real headless Chromium")


@pytest.fixture(scope="session")
def outcome() -> Outcome:
    """Six companies, two areas, every case and every measure."""
    return make_outcome()


@pytest.fixture(scope="session")
def pages() -> Iterator[Callable[[], Page]]:
    """Fresh pages of one running browser."""
    with chromium() as fresh:
        yield fresh
