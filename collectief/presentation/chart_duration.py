"""The load-duration chart of an energy area: how many hours a year the park's own load is how high."""

import numpy as np
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from collectief.plan.outcome import AreaReport, CaseKey
from collectief.presentation.chart import BLACK, BLUE, VERMILLION, draw
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE
from collectief.profile.year import HOURS

HOURS_BETWEEN_TICKS = 2000
_LINES: tuple[tuple[CaseKey, str, str], ...] = (
    ("now", BLACK, "-"),
    ("alone", BLUE, "-"),
    ("together", VERMILLION, "--"),
)


def load_duration(report: AreaReport, name: str, key: str, *, speech: Speech) -> Markup:
    """The chart of one area and direction; ``name`` says both."""
    return draw(
        lambda axes: _paint(axes, report, speech),
        size=(5.8, 3.3),
        key=key,
        title=name,
        description=speech(
            nl="De belasting van het park gesorteerd van hoog naar laag, nu, ieder apart en samen.",
            en="The load of the park sorted from high to low, now, each alone and together.",
        ),
    )


def _paint(axes: Axes, report: AreaReport, speech: Speech) -> None:
    for case, colour, style in _LINES:
        load = report.duration_kw.get(case)
        if load is not None:
            hours = np.linspace(0, HOURS, len(load))
            axes.plot(hours, load, color=colour, linestyle=style, linewidth=1.8, label=CASE[case][speech.language])
    if report.contracts_kw > 0:
        contracts = speech(nl="som van contracten", en="sum of contracts")
        axes.axhline(report.contracts_kw, color="black", linestyle=":", linewidth=1.4, label=contracts)
    axes.set_xlim(0, HOURS)
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_locator(MultipleLocator(HOURS_BETWEEN_TICKS))
    axes.grid()
    axes.set_axisbelow(True)
    axes.set_xlabel(speech(nl="uren per jaar", en="hours per year"))
    axes.set_ylabel("kW")
    axes.xaxis.set_major_formatter(lambda value, _: speech.number(value))
    axes.yaxis.set_major_formatter(lambda value, _: speech.number(value))
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, fontsize=9, columnspacing=1.2, handlelength=1.8)
