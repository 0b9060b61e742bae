"""The tornado: how far the saving moves when a figure is at its low or its high, widest first."""

from collections.abc import Sequence

from markupsafe import Markup
from matplotlib.axes import Axes

from collectief.plan.sureness import Swing
from collectief.presentation.chart import BLACK, BLUE, VERMILLION, draw
from collectief.presentation.escape import short
from collectief.presentation.speech import Speech
from collectief.presentation.sure_words import figure_name

LONGEST_NAME = 44
HEIGHT = 0.6


def tornado(swings: Sequence[Swing], saving_eur: float, speech: Speech) -> Markup:
    """The bars of some swings around the saving of the plan, EUR a year; empty without swings."""
    if not swings:
        return Markup("")
    return draw(
        lambda axes: _paint(axes, swings, saving_eur, speech=speech),
        size=(8.2, 1.3 + 0.34 * len(swings)),
        key="tornado",
        title=speech(nl="Wat de besparing verandert, per kengetal", en="What changes the saving, per key figure"),
        description=speech(
            nl="Per kengetal een balk: de besparing bij de lage en bij de hoge waarde. De tabel geeft elk getal.",
            en="One bar per key figure, from the saving at its low to that at its high. The table gives each amount.",
        ),
    )


def _paint(axes: Axes, swings: Sequence[Swing], saving_eur: float, *, speech: Speech) -> None:
    rows = range(len(swings))
    for ends, colour, hatch, label in (
        ([s.low.saving_eur for s in swings], BLUE, "", speech(nl="lage waarde", en="low value")),
        ([s.high.saving_eur for s in swings], VERMILLION, "///", speech(nl="hoge waarde", en="high value")),
    ):
        widths = [end - saving_eur for end in ends]
        axes.barh(
            rows, widths, HEIGHT, left=saving_eur, color=colour, hatch=hatch, edgecolor="white", label=label, alpha=0.9
        )
    axes.axvline(saving_eur, color=BLACK, linewidth=0.8)
    axes.set_yticks(rows, [short(figure_name(s, speech), LONGEST_NAME) for s in swings])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(lambda value, _: speech.number(value))
    axes.set_xlabel(speech(nl="besparing, EUR per jaar", en="saving, EUR per year"))
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=2)
