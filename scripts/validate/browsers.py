"""The report and the map in other browsers: they draw, ask for nothing, fit a telephone, and no name runs."""

import os
import re
import subprocess
import tempfile
import time
import urllib.error
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

from hostile import PAYLOADS, everywhere
from outcome_fixture import make_outcome
from test_browser import OPEN_ALL

from collectief.presentation import map_html, report
from validate.page import Section
from validate.webdriver import PACKAGES, Tab, chromium, firefox, webkit

BROWSERS: Mapping[str, Callable[[], AbstractContextManager[Tab]]] = {
    "Chromium": chromium,
    "Firefox": firefox,
    "WebKit": webkit,
}
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
DRAWN = "return document.querySelectorAll('.folium-map svg path').length"
ASKED = "return performance.getEntriesByType('resource').filter(e => /^(https?|wss?):/.test(e.name)).length"
BROAD = """
const page = document.documentElement;
return `${page.scrollWidth - page.clientWidth} at ${window.innerWidth}`
"""
HIT = "return document.documentElement.dataset.hit === undefined ? 0 : 1"
PHONE, DESK = 375, 1280
SETTLE = 0.1
"""Seconds in which a picture that cannot be loaded has called its handler."""


def browsers(root: Path) -> Section:
    """Open the pages of the tests in each browser; installs Debian's packages where it may."""
    _install()
    del root
    rows, remarks = [], []
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        pages = dict(_pages(Path(folder)))
        for name, start in BROWSERS.items():
            try:
                with start() as tab:
                    rows.append(_looked_at(name, tab, pages))
            except (OSError, StopIteration, urllib.error.URLError) as error:
                remarks.append(f"{name} did not run on this machine: {type(error).__name__} {error}.")
    return Section(
        "Browsers",
        "The report and the map of the tests, and the same with a name that tries to run in every place (with the "
        "page's own policy taken out: escaping alone must do). *Names run* counts pages in which one did; *control* "
        "is the same count on a map that was not escaped, and must be 1.",
        (
            "browser",
            "version",
            "shapes on the map",
            "requests",
            "too broad, px, in a narrow window",
            "names run",
            "control",
        ),
        rows,
        remarks,
    )


def _install() -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
        setting = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["apt-get", "update", "-qq"], command):
            subprocess.run(step, capture_output=True, env=setting, check=False)


def _pages(folder: Path) -> Iterator[tuple[str, Path]]:
    """The plain report, and pages full of payloads without their policy."""
    yield "report", _saved(folder / "report.html", report(make_outcome({})))
    together = make_outcome(everywhere(" ".join(PAYLOADS.values())))
    for language in ("nl", "en"):
        html = POLICY.sub("", report(together, "nl" if language == "nl" else "en"))
        yield f"hostile {language}", _saved(folder / f"hostile-{language}.html", html)
    for number, payload in enumerate(PAYLOADS.values()):
        html = POLICY.sub("", map_html(make_outcome(everywhere(payload))))
        yield f"hostile map {number}", _saved(folder / f"map-{number}.html", html)
    with patch("collectief.presentation.map_layers.safe", str):
        html = POLICY.sub("", map_html(make_outcome(everywhere(PAYLOADS["image"]))))
    yield "control", _saved(folder / "control.html", html)


def _saved(file: Path, html: str) -> Path:
    file.write_text(html, encoding="utf-8")
    return file


def _looked_at(name: str, tab: Tab, pages: Mapping[str, Path]) -> list[str]:
    tab.open(pages["report"], width=PHONE)
    broad = tab.run(BROAD)
    tab.open(pages["report"], width=DESK)
    drawn, asked = tab.run(DRAWN), tab.run(ASKED)
    hostile = [_runs(tab, page) for key, page in pages.items() if key.startswith("hostile")]
    run = f"{sum(hostile)} of {len(hostile)}"
    return [name, tab.version, str(drawn), str(asked), str(broad), run, str(_runs(tab, pages["control"]))]


def _runs(tab: Tab, page: Path) -> int:
    """Whether a name runs in a page when everything in it is touched."""
    tab.open(page, width=DESK)
    tab.run(f"return {OPEN_ALL.strip()}")
    time.sleep(SETTLE)
    return int(tab.run(HIT))
