"""The map as a page of its own or a part of the report: libraries inlined, nothing asked from elsewhere."""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from branca.element import Figure
from markupsafe import Markup

from collectief.plan.outcome import Outcome
from collectief.presentation.escape import clean
from collectief.presentation.map import draw_map, layers
from collectief.presentation.map_legend import legend
from collectief.presentation.map_static import still_map
from collectief.presentation.pages import environment, style
from collectief.presentation.speech import Speech
from collectief.text import Language

_VENDOR = "vendor"
_PICTURE = re.compile(r"url\((images/[\w-]+\.png)\)")


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The parts of a map in a page: its element with the legend, its stylesheet and its script."""

    markup: Markup
    style: str
    script: str


def drawn_map(outcome: Outcome, language: Language = "nl") -> DrawnMap:
    """The map in parts, for a page that brings the libraries."""
    figure = draw_map(outcome, language).get_root()
    if not isinstance(figure, Figure):  # never: a folium map stands in a figure
        raise TypeError("a map has no figure")
    figure.render()
    speech = Speech(language)
    element = Markup(figure.html.render())  # noqa: S704 - folium's own div, with ids that count
    still = Markup('<div class="still" aria-hidden="true">{}</div>').format(
        still_map(outcome, layers(outcome, speech), speech)
    )
    return DrawnMap(element + still + legend(outcome, speech), _leaflet_style(), figure.script.render())


def scripts(drawing: str) -> tuple[Markup, ...]:
    """What runs in the page, in order: Leaflet, jQuery and the drawing of the map."""
    sources = (_vendored("leaflet-1.9.4/leaflet.js"), _vendored("jquery-3.7.1/jquery.min.js"), drawing)
    # a source map would be asked for by the developer tools
    kept = (re.sub(r"//# sourceMappingURL=\S+", "", source) for source in sources)
    return tuple(Markup(f"\n{source.strip()}\n") for source in kept)  # noqa: S704 - vendored, or escaped by folium


def policy(code: Sequence[str]) -> str:
    """Content security policy: only these scripts run (by their sha256), nothing is loaded from anywhere."""
    hashes = " ".join(f"'sha256-{_digest(source)}'" for source in code)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(source: str) -> str:
    return base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def map_html(outcome: Outcome, language: Language = "nl") -> str:
    """A page with only the map, in one file that opens without a network."""
    drawn = drawn_map(outcome, language)
    code = scripts(drawn.script)
    speech = Speech(language)
    return (
        environment()
        .get_template("map.html")
        .render(
            speech=speech,
            park=clean(outcome.park.name),
            headline=outcome.decision[language],
            markup=drawn.markup,
            style=style(),
            map_style=Markup(drawn.style),  # noqa: S704 - vendored
            scripts=code,
            policy=policy(code),
        )
    )


@cache
def _vendored(name: str) -> str:
    return (files(__package__) / _VENDOR / name).read_text(encoding="utf-8")


@cache
def _leaflet_style() -> str:
    """Leaflet's stylesheet with its pictures inside; those of markers are not used."""

    def inside(found: re.Match[str]) -> str:
        picture = files(__package__) / _VENDOR / "leaflet-1.9.4" / found[1]
        if not picture.is_file():
            return "none"
        return f"url(data:image/png;base64,{base64.b64encode(picture.read_bytes()).decode()})"

    return _PICTURE.sub(inside, _vendored("leaflet-1.9.4/leaflet.css"))
