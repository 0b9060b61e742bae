"""Cost against CO2: a numbered mark for each answer, filled where no other answer beats it."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup
from matplotlib.axes import Axes

from collectief.plan.answer import Comparison
from collectief.plan.front import Point
from collectief.plan.variation import Kind
from collectief.presentation.chart import BLACK, BLUE, VERMILLION, draw
from collectief.presentation.speech import Speech
from collectief.text import Text

THOUSAND = 1000.0
GREEN, PURPLE = "#009e73", "#cc79a7"
Mark = tuple[str, str, Text]
"""Shape, colour and what it stands for: each shape is another one, so colour is never needed."""
NOW: Mark = ("s", BLACK, Text(nl="nu", en="now"))
ALONE: Mark = ("o", BLUE, Text(nl="ieder apart", en="each alone"))
MARK: Mapping[Kind, Mark] = {
    "plan": ("D", VERMILLION, Text(nl="het plan", en="the plan")),
    "co2": ("^", GREEN, Text(nl="CO₂ weegt mee", en="CO₂ weighs")),
    "cap": ("<", GREEN, Text(nl="grens op CO₂", en="cap on CO₂")),
    "without": ("v", PURPLE, Text(nl="zonder maatregel", en="without a measure")),
    "apart": ("P", BLUE, Text(nl="iemand apart", en="somebody apart")),
    "with": ("X", BLACK, Text(nl="andere kengetallen", en="other key figures")),
    "robust": ("h", BLACK, Text(nl="hoge pieken", en="high peaks")),
}
BESIDE = ((7, 5), (7, -12), (-14, 5), (-14, -12))
"""Where a number stands from its mark, in points: in turn, so that close marks keep theirs apart."""
PLACES = 60
"""Marks nearer than a sixtieth of the chart lie on each other: they share one label."""


def front(found: Comparison, marked: Sequence[Point], speech: Speech) -> Markup:
    """The chart of all answers that have a plan."""
    return draw(
        lambda axes: _paint(axes, found, marked, speech=speech),
        size=(8.2, 4.4),
        key="front",
        title=speech(nl="Kosten tegen CO₂, per antwoord", en="Cost against CO₂, per answer"),
        description=speech(
            nl="Per antwoord een genummerd teken: naar rechts meer CO₂, naar boven duurder. Een open teken wordt "
            "verslagen door een ander. De tabel geeft elk getal.",
            en="A numbered mark per answer: more CO₂ to the right, dearer upwards. An open mark is beaten by another "
            "one. The table gives each number.",
        ),
    )


def _paint(axes: Axes, found: Comparison, marked: Sequence[Point], *, speech: Speech) -> None:
    best = [p for p in marked if _on_line(found, p)]
    ordered = sorted(best, key=lambda p: (p.tonnes, -p.eur))
    axes.plot([p.tonnes for p in ordered], [p.eur / THOUSAND for p in ordered], ":", color=BLACK, linewidth=1.0)
    named: set[str] = set()
    for point in marked:
        shape, colour, words = _mark(found, point)
        label = None if shape in named else words[speech.language]
        named.add(shape)
        face = "white" if point.beaten_by is not None else colour
        x, y = point.tonnes, point.eur / THOUSAND
        axes.plot(x, y, shape, color=colour, markerfacecolor=face, markersize=8, label=label, linestyle="none")
    for turn, (x, y, numbers) in enumerate(_labels(marked)):
        axes.annotate(numbers, (x, y), BESIDE[turn % len(BESIDE)], textcoords="offset points", fontsize=9)
    axes.margins(0.08)
    axes.grid()
    axes.set_axisbelow(True)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: speech.number(value))
    axes.set_xlabel(speech(nl="CO₂, ton per jaar", en="CO₂, tonnes per year"))
    axes.set_ylabel(speech(nl="duizend EUR per jaar", en="thousand EUR per year"))
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, fontsize=9, handlelength=1.0)


def _labels(marked: Sequence[Point]) -> Iterator[tuple[float, float, str]]:
    """Where numbers stand, and which: answers on one place together, as "0, 5"."""
    own = [p for p in marked if p.case == "together"]
    wide, high = (max(x) - min(x) for x in ([p.tonnes for p in marked], [p.eur for p in marked]))
    while own:
        first = own[0]
        near = [
            p for p in own
            if abs(p.tonnes - first.tonnes) <= wide / PLACES and abs(p.eur - first.eur) <= high / PLACES
        ]  # fmt: skip
        yield first.tonnes, first.eur / THOUSAND, ", ".join(str(p.number) for p in near)
        own = [p for p in own if p not in near]


def _mark(found: Comparison, point: Point) -> Mark:
    if point.case == "together":
        return MARK[found.answers[point.number].variation.kind]
    return NOW if point.case == "now" else ALONE


def _on_line(found: Comparison, point: Point) -> bool:
    """Whether a point is a plan in the world of the plan that none beats: the line goes through these."""
    comparable = found.answers[point.number].variation.comparable
    return point.case == "together" and comparable and point.beaten_by is None
