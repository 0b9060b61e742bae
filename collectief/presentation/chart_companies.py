"""The dumbbell chart: what each company pays now, alone and together, with now at 100."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from matplotlib.axes import Axes

from collectief.presentation.chart import BLACK, BLUE, GREY, VERMILLION, draw
from collectief.presentation.escape import short
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE

LONGEST_NAME = 30
HEIGHT = 0.27
"""Inch for one company: all of a park of thirty fit on a page."""


@dataclass(frozen=True, slots=True)
class Payer:
    """What one owner pays now, alone and together, EUR a year."""

    name: str
    now: float
    alone: float
    together: float


def dumbbells(payers: Sequence[Payer], speech: Speech) -> Markup:
    """The chart of those who pay something now; empty where nobody does."""
    shown = [p for p in payers if p.now > 0]
    if not shown:
        return Markup("")
    return draw(
        lambda axes: _paint(axes, shown, speech),
        size=(8.2, 0.9 + HEIGHT * len(shown)),
        key="dumbbell",
        title=speech(nl="Kosten per bedrijf, nu is 100", en="Cost per company, now is 100"),
        description=speech(
            nl="Per bedrijf drie punten: nu, ieder apart en samen. De getallen staan in de tabel eronder.",
            en="Three points per company: now, each alone and together. The figures are in the table below.",
        ),
    )


def _paint(axes: Axes, shown: Sequence[Payer], speech: Speech) -> None:
    rows = range(len(shown))
    alone = [100 * p.alone / p.now for p in shown]
    together = [100 * p.together / p.now for p in shown]
    ends = [(min(100, a, t), max(100, a, t)) for a, t in zip(alone, together, strict=True)]
    axes.hlines(rows, [low for low, _ in ends], [high for _, high in ends], color=GREY, linewidth=2, zorder=1)
    axes.scatter([100] * len(shown), rows, color=BLACK, marker="s", s=34, label=CASE["now"][speech.language], zorder=2)
    axes.scatter(alone, rows, color=BLUE, marker="o", s=44, label=CASE["alone"][speech.language], zorder=3)
    axes.scatter(together, rows, color=VERMILLION, marker="D", s=40, label=CASE["together"][speech.language], zorder=4)
    axes.set_yticks(rows, [short(p.name, LONGEST_NAME) for p in shown])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    axes.set_xlabel(speech(nl="kosten per jaar, nu = 100", en="cost per year, now = 100"))
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, handletextpad=0.2)
