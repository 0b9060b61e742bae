"""One chart as svg for a page: real text, ids of its own, title and description, the same bytes each time."""

import math
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from typing import Any
from xml.dom.minidom import Document, Element, parseString

from markupsafe import Markup
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

BLACK, BLUE, VERMILLION, GREY = "#1b1f24", "#0072b2", "#d55e00", "#b4bdc6"
"""Now is black with a square, alone blue with a dot, together vermillion with a diamond."""
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "collectief",
    "font.family": "DejaVu Sans",
    "font.size": 10.0,
    "text.parse_math": False,
    "text.color": BLACK,
    "axes.labelcolor": "#4a5560",
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": "#4a5560",
    "ytick.color": "#4a5560",
    "grid.color": "#e3e8ec",
    "legend.frameon": False,
}
SVG_DPI = 72
"""An svg counts in points."""
_POINTER = re.compile(r"(url\(#|^#)([^)]*)")
_HASHED = re.compile(r"[A-Za-z]+[0-9a-f]{10}")
"""An id that is made of places on the chart, to the last bit."""
_PLACE = re.compile(r"-?\d+\.\d{3,}")
_PLACED = ("d", "points", "transform", "x", "y")
OFF_HALF = 0.01
"""Of a hundredth of a point: halves and quarters lie on the border of two, and there a rest of adding up decides."""


def draw(paint: Callable[[Axes], None], *, size: tuple[float, float], key: str, title: str, description: str) -> Markup:
    """The svg of what ``paint`` draws on one pair of axes; ``size`` in inches, ``key`` makes its ids unique."""
    written = StringIO()
    with rc_context(_STYLE), warnings.catch_warnings():
        # a name may hold signs the font lacks; the reader's own font shows them
        warnings.filterwarnings("ignore", message="Glyph")
        figure = Figure(figsize=size, layout="constrained", dpi=SVG_DPI)
        FigureCanvasSVG(figure)
        paint(figure.subplots())
        _lay_out(figure)
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _fit_for_page(written.getvalue(), key, title, description=description)


def _lay_out(figure: Figure) -> None:
    """Give everything its place now: left to ``savefig``, all is drawn twice, once for nothing but the places."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    figure.set_layout_engine(None)


def _fit_for_page(svg: str, key: str, title: str, *, description: str) -> Markup:
    document = parseString(svg)  # noqa: S318 - matplotlib wrote it a line ago
    root = document.documentElement
    if root is None:  # never: matplotlib writes one root
        return Markup("")
    for name in ("metadata", "style"):
        for node in root.getElementsByTagName(name):
            if node.parentNode is not None:
                node.parentNode.removeChild(node)
    own = _own_names(root, key)
    for element in _elements(root):
        _own_ids(element, own)
        _round_places(element)
    for name in ("width", "height"):
        root.removeAttribute(name)
    for name, value in {"class": "drawn", "role": "img", "aria-labelledby": f"{key}-title {key}-desc"}.items():
        root.setAttribute(name, value)
    for name, text in (("desc", description), ("title", title)):
        root.insertBefore(_worded(document, f"{key}-{name}", name, text=text), root.firstChild)
    return Markup(root.toxml())  # noqa: S704 - made here; every text went through the xml writer


def _elements(root: Element) -> Iterator[Element]:
    yield root
    yield from root.getElementsByTagName("*")


def _own_names(root: Element, key: str) -> dict[str, str]:
    """A name of this chart's own for each id; what is made of places gets a number, so that no rounding is in it."""
    ids = dict.fromkeys(e.getAttribute("id") for e in _elements(root) if e.hasAttribute("id"))
    return {name: f"{key}-{f'at{at}' if _HASHED.fullmatch(name) else name}" for at, name in enumerate(ids)}


def _own_ids(element: Element, own: Mapping[str, str]) -> None:
    for name, value in list(element.attributes.items()):
        if name == "id":
            element.setAttribute(name, own[value])
        elif "#" in value:
            element.setAttribute(name, _POINTER.sub(lambda found: found[1] + own.get(found[2], found[2]), value))


def _round_places(element: Element) -> None:
    """Places in hundredths of a point, so that they are the same where sums differ in their last bits."""
    for name in _PLACED:
        value = element.getAttribute(name)
        if value and "scale" not in value:
            element.setAttribute(name, _PLACE.sub(lambda found: _hundredths(float(found[0])), value))


def _hundredths(place: float) -> str:
    """A place to a hundredth, what lies on a half always to the same side.

    >>> _hundredths(439.979687), _hundredths(1.125), _hundredths(1.124999), _hundredths(-0.001)
    ('439.98', '1.13', '1.13', '0')
    """
    return f"{math.floor(place * 100 + 0.5 + OFF_HALF) / 100:.2f}".rstrip("0").rstrip(".")


def _worded(document: Document, identity: str, name: str, *, text: str) -> Element:
    node = document.createElement(name)
    node.setAttribute("id", identity)
    node.appendChild(document.createTextNode(text))
    return node
