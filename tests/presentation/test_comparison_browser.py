"""The page of a comparison in a real browser: it asks for nothing, fits a telephone, and no name runs in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import Page
from comparison_fixture import make_comparison
from hostile import PAYLOADS

from collectief.presentation.comparison import comparison
from collectief.presentation.pages import STILL_POLICY

pytestmark = pytest.mark.browser


def opened(page: Page, folder: Path, html: str) -> Page:
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page.open(file, width=375)
    return page


def test_the_page_fits_and_asks_for_nothing(pages: Callable[[], Page], tmp_path: Path) -> None:
    page = opened(pages(), tmp_path, comparison(make_comparison()))
    assert page.run("document.documentElement.scrollWidth") == 375
    assert page.run("document.querySelectorAll('svg').length") == 1
    assert page.asked() == []
    assert page.complaints() == []


def test_no_name_runs_on_the_page_without_its_policy(pages: Callable[[], Page], tmp_path: Path) -> None:
    made = comparison(make_comparison(" ".join(PAYLOADS.values())))
    page = opened(pages(), tmp_path, made.replace(STILL_POLICY.replace("'", "&#39;"), ""))
    assert page.run("document.querySelector('meta[http-equiv]').content") == ""  # escaping alone must do
    assert page.run("document.documentElement.dataset.hit === undefined")
    assert page.run("document.querySelectorAll('h1').length") == 1
