"""The pages in a real browser: they draw, they ask for nothing, and no name runs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import Page
from hostile import PAYLOADS, everywhere
from outcome_fixture import make_outcome

from collectief.plan.outcome import Outcome
from collectief.presentation import map_areas, map_html, map_layers, report
from collectief.presentation.escape import clean

pytestmark = pytest.mark.browser
DRAWINGS = 50
Pages = Callable[[], Page]
OPEN_ALL = """
(() => {
    const found = [];
    const map = Object.values(window).find(one => one instanceof L.Map);
    map.eachLayer(layer => {
        if (!layer.getTooltip || !layer.getElement) return;
        if (layer.openTooltip) { layer.openTooltip(); }
        if (layer.openPopup) { layer.openPopup(); }
        document.querySelectorAll(".leaflet-popup-content, .leaflet-tooltip").forEach(e => found.push(e.innerText));
    });
    document.querySelectorAll("*").forEach(e => {
        const box = e.getBoundingClientRect();
        const at = {bubbles: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2};
        for (const kind of ["mouseover", "click"]) e.dispatchEvent(new MouseEvent(kind, at));
        e.dispatchEvent(new FocusEvent("focus"));
    });
    return found;
})()
"""
HIT = "document.documentElement.dataset.hit === undefined ? 0 : 1"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def opened(pages: Pages, folder: Path, html: str, *, width: int = 1280) -> Page:
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page = pages()
    page.open(file, width=width)
    return page


def settle(page: Page) -> None:
    page.run("new Promise(done => setTimeout(done, 60))")


def settled(page: Page, what: str) -> object:
    """What is seen once the page had time to draw."""
    settle(page)
    return page.run(what)


def test_the_map_is_drawn_without_asking_anything(pages: Pages, tmp_path: Path, outcome: Outcome) -> None:
    page = opened(pages, tmp_path, map_html(outcome))
    assert page.run("document.querySelectorAll('.folium-map svg path').length") >= 25
    assert page.asked() == []
    assert page.complaints() == []


def test_the_report_is_drawn_without_asking_anything(pages: Pages, tmp_path: Path, dutch: str) -> None:
    page = opened(pages, tmp_path, dutch)
    assert page.run("document.querySelectorAll('.folium-map svg path').length") >= 25
    assert page.run("document.querySelectorAll('svg.drawn').length") >= 3
    assert page.asked() == []
    assert page.complaints() == []


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_the_report_is_never_wider_than_the_window(pages: Pages, tmp_path: Path, dutch: str, width: int) -> None:
    page = opened(pages, tmp_path, dutch, width=width)
    assert page.run("document.documentElement.scrollWidth") == width


def test_print_has_a_still_map_of_the_same_layers(pages: Pages, tmp_path: Path, dutch: str) -> None:
    page = opened(pages, tmp_path, dutch)
    shown = "['.still', '.folium-map'].map(e => getComputedStyle(document.querySelector(e)).display)"
    assert page.run(shown) == ["none", "block"]
    page("Emulation.setEmulatedMedia", media="print")
    assert page.run(shown) == ["block", "none"]
    assert "Station Noord: afname" in page.run("document.querySelector('.still').textContent")


def test_on_a_small_window_whatever_slides_says_so(pages: Pages, tmp_path: Path, outcome: Outcome) -> None:
    page = opened(pages, tmp_path, report(outcome), width=375)
    page.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    silent, told = page.run(
        "(() => { const boxes = [...document.querySelectorAll('.scroll')];"
        " const wide = boxes.filter(box => box.scrollWidth > box.clientWidth + 1);"
        " const says = box => { const hint = box.previousElementSibling;"
        "   return hint?.matches('.hint') && hint.offsetHeight > 0; };"
        " return [wide.filter(b => !says(b)).map(b => b.getAttribute('aria-label')), wide.filter(says).length]; })()"
    )
    assert silent == []
    assert told >= 3


def test_dots_are_smaller_on_a_smaller_map(pages: Pages, tmp_path: Path, outcome: Outcome) -> None:
    page = opened(pages, tmp_path, map_html(outcome))
    largest = (
        "(() => { const map = Object.values(window).find(one => one instanceof L.Map); const found = [];"
        " map.eachLayer(one => { if (one instanceof L.CircleMarker) found.push(one.getRadius()); });"
        " return Math.max(...found); })()"
    )
    before = page.run(largest)
    page.run("void Object.values(window).find(one => one instanceof L.Map).setZoom(14, {animate: false})")
    assert 3 <= page.run(largest) < before <= 10


def test_what_is_folded_is_printed_only_when_it_is_open(pages: Pages, tmp_path: Path, outcome: Outcome) -> None:
    page = opened(pages, tmp_path, report(outcome))
    page("Emulation.setEmulatedMedia", media="print")
    shown = (
        "['table', '.paper'].map(what => { const part = document.querySelector('#samen details ' + what);"
        " return part.checkVisibility({contentVisibilityAuto: true}); })"
    )
    assert page.run(shown) == [False, True]
    page.run("document.querySelector('#samen details').open = true")
    assert [True, False] in (settled(page, shown) for _ in range(DRAWINGS))  # a busy machine needs more than one


def test_a_dot_opens_with_the_keyboard(pages: Pages, tmp_path: Path, outcome: Outcome) -> None:
    page = opened(pages, tmp_path, map_html(outcome))
    label = page.run(
        "(() => { const dot = [...document.querySelectorAll('path[role=button]')].pop(); dot.focus();"
        " return dot.getAttribute('aria-label'); })()"
    )
    assert label.startswith("Vrachtwerk Oost: voordeel EUR")
    for kind in ("keyDown", "keyUp"):
        page("Input.dispatchKeyEvent", type=kind, key="Enter", text="\r" if kind == "keyDown" else "")
    settle(page)
    assert "Vrachtwerk Oost" in page.run("document.querySelector('.leaflet-popup-content').innerText")


def test_a_click_on_a_building_shows_its_company(pages: Pages, tmp_path: Path, outcome: Outcome) -> None:
    page = opened(pages, tmp_path, map_html(outcome))
    x, y = page.run(
        "(() => { const wall = [...document.querySelectorAll('path')].find(p => p.getAttribute('fill') === '#fee838');"
        " const box = wall.getBoundingClientRect(); return [box.x + 6, box.y + 6]; })()"
    )
    page.point(x, y, click=True)
    settle(page)
    shown = page.run("document.querySelector('.leaflet-popup-content').innerText")
    assert 'Koelhuis "Noord" & Zn. <BV>' in shown


@pytest.mark.parametrize("kind", PAYLOADS)
def test_no_name_runs_on_the_map(pages: Pages, tmp_path: Path, kind: str) -> None:
    html = map_html(make_outcome(everywhere(PAYLOADS[kind])))
    page = opened(pages, tmp_path, POLICY.sub("", html))  # escaping alone must do
    found = page.run(OPEN_ALL)
    settle(page)
    assert page.run(HIT) == 0
    assert page.complaints() == []
    assert page.asked() == []
    shown = " ".join(" ".join(found).split())
    assert " ".join(clean(PAYLOADS[kind]).split()) in shown, "the name is shown exactly as it is written"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_name_runs_in_the_report(pages: Pages, tmp_path: Path, language: str) -> None:
    together = " ".join(PAYLOADS.values())
    html = report(make_outcome(everywhere(together)), "nl" if language == "nl" else "en")
    page = opened(pages, tmp_path, POLICY.sub("", html))
    page.run(OPEN_ALL)
    settle(page)
    assert page.run(HIT) == 0
    assert page.complaints() == []
    assert page.run("document.querySelectorAll('h1').length") == 1


@pytest.fixture
def unescaped(monkeypatch: pytest.MonkeyPatch) -> str:
    """A map whose names were not made harmless: proof that these tests can fail."""
    for module in (map_layers, map_areas):
        if hasattr(module, "safe"):
            monkeypatch.setattr(module, "safe", lambda text: text)
    return map_html(make_outcome(everywhere(PAYLOADS["image"])))


def test_without_escaping_and_policy_a_name_does_run(pages: Pages, tmp_path: Path, unescaped: str) -> None:
    page = opened(pages, tmp_path, POLICY.sub("", unescaped))
    page.run(OPEN_ALL)
    settle(page)
    assert page.run(HIT) == 1


def test_the_policy_alone_stops_a_name_too(pages: Pages, tmp_path: Path, unescaped: str) -> None:
    page = opened(pages, tmp_path, unescaped)
    page.run(OPEN_ALL)
    settle(page)
    assert page.run(HIT) == 0
    assert "Content Security Policy" in " ".join(page.complaints())
