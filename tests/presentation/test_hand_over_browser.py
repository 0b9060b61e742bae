"""The hand-over sheets in a real browser: they ask for nothing, fit a telephone, and each begins on a new page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import Page
from hostile import PAYLOADS, everywhere
from outcome_fixture import make_outcome

from collectief.plan.outcome import Outcome
from collectief.presentation.hand_over import hand_over
from collectief.presentation.pages import STILL_POLICY

pytestmark = pytest.mark.browser
BREAKS = "[...document.querySelectorAll('.sheet')].map(s => getComputedStyle(s).breakBefore)"


def opened(page: Page, folder: Path, html: str) -> Page:
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page.open(file, width=375)
    return page


@pytest.mark.parametrize("which", [0, 2])
def test_a_sheet_fits_and_asks_for_nothing(
    pages: Callable[[], Page], tmp_path: Path, outcome: Outcome, which: int
) -> None:
    page = opened(pages(), tmp_path, list(hand_over(outcome).values())[which])
    assert page.run("document.documentElement.scrollWidth") == 375
    page("Emulation.setEmulatedMedia", media="print")
    assert page.run(BREAKS) == ["auto", "page", "page", "page", "page"]
    assert page.asked() == []
    assert page.complaints() == []


def test_no_name_runs_on_a_sheet(pages: Callable[[], Page], tmp_path: Path) -> None:
    made = list(hand_over(make_outcome(everywhere(" ".join(PAYLOADS.values())))).values())[1]
    page = opened(pages(), tmp_path, made.replace(STILL_POLICY, "").replace(STILL_POLICY.replace("'", "&#39;"), ""))
    assert page.run("document.querySelector('meta[http-equiv]').content") == ""  # escaping alone must do
    assert page.run("document.documentElement.dataset.hit === undefined")
    assert page.run("document.querySelectorAll('h1').length") == 1
