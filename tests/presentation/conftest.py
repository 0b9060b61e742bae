"""The made-up outcome for every test, its report in both languages, and the mark of tests that need a browser."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from chromium import Page, chromium
from outcome_fixture import make_outcome

from collectief.plan.outcome import Outcome
from collectief.presentation import report
from collectief.text import Language


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "browser: drives a real headless Chromium")


@pytest.fixture(scope="session")
def outcome() -> Outcome:
    """Six companies, two areas, every case and every measure."""
    return make_outcome()


@pytest.fixture(scope="session")
def reports(outcome: Outcome) -> Callable[[Language], str]:
    """The report of the outcome in a language, made once for all tests that only read it."""
    return cache(lambda language: report(outcome, language))


@pytest.fixture(scope="session")
def dutch(reports: Callable[[Language], str]) -> str:
    """The report of the outcome in Dutch."""
    return reports("nl")


@pytest.fixture(autouse=True)
def _charts_once(unchanged_charts: None) -> None:
    """Every test here may use the chart of an unchanged area again."""


@pytest.fixture(scope="session")
def pages() -> Iterator[Callable[[], Page]]:
    """Fresh pages of one running browser."""
    with chromium() as fresh:
        yield fresh
