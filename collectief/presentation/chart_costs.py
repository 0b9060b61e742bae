"""The stacked bars of the four cases: what the yearly cost of the park consists of."""

from collections.abc import Mapping

from markupsafe import Markup
from matplotlib.axes import Axes

from collectief.plan.outcome import CASES, CaseKey, Outcome
from collectief.presentation.chart import BLACK, draw
from collectief.presentation.figures import group_eur
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE, LINE_GROUP

VEHICLES = "vehicles"
_COLOUR: Mapping[str, tuple[str, str]] = {
    "supply": ("#00224e", "white"),
    "tax": ("#575d6d", "white"),
    "grid": ("#a59c74", BLACK),
    "own": ("#fee838", BLACK),
    VEHICLES: ("#56b4e9", BLACK),
    "feed_in": ("#cc79a7", BLACK),
}
"""Fill and ink per group: steps of cividis, blue for cars, and purple for what comes back."""
THOUSAND = 1000.0
LEAST_PART, MARGIN = 0.045, 1.02
"""The narrowest part of a bar, of the longest, that holds its own figure; how far the axis goes on behind it."""


def cost_bars(outcome: Outcome, speech: Speech) -> Markup:
    """The chart of the cases that the outcome holds."""
    return draw(
        lambda axes: _paint(axes, outcome, speech),
        size=(8.2, 2.7),
        key="costs",
        title=speech(nl="Kosten van het park per jaar, vier manieren", en="Cost of the park per year, four ways"),
        description=speech(
            nl="Vier balken: stroom en gas, belasting, net, maatregelen, poolauto's, opbrengst. De tabel geeft elk "
            "bedrag.",
            en="Four bars with supply, tax, grid, measures, pool cars and revenue. The table gives every amount.",
        ),
    )


def _paint(axes: Axes, outcome: Outcome, speech: Speech) -> None:
    shown: list[CaseKey] = [key for key in CASES if key in outcome.cases]
    right, left = dict.fromkeys(shown, 0.0), dict.fromkeys(shown, 0.0)
    longest = max((c.eur_per_year for c in outcome.cases.values()), default=0.0) / THOUSAND
    for group, (fill, ink) in _COLOUR.items():
        widths = [group_eur(outcome.cases[key], group) / THOUSAND for key in shown]
        if group == VEHICLES and not any(widths):  # few parks say what cars they have
            continue
        starts = [right[key] if width >= 0 else left[key] for key, width in zip(shown, widths, strict=True)]
        label = LINE_GROUP[group][0][speech.language]
        bars = axes.barh(range(len(shown)), widths, 0.62, left=starts, color=fill, edgecolor="white", label=label)
        wide = [speech.number(width) if width > LEAST_PART * longest else "" for width in widths]
        axes.bar_label(bars, labels=wide, label_type="center", color=ink, fontsize=9)
        for key, width in zip(shown, widths, strict=True):
            side = right if width >= 0 else left
            side[key] += width
    axes.set_yticks(range(len(shown)), [CASE[key][speech.language] for key in shown])
    axes.set_xlim(right=MARGIN * max(right.values(), default=1.0))
    axes.invert_yaxis()
    axes.axvline(0, color=BLACK, linewidth=0.8)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(lambda value, _: speech.number(value))
    axes.set_xlabel(speech(nl="duizend EUR per jaar", en="thousand EUR per year"))
    axes.legend(
        loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=5, fontsize=9, handlelength=1.0, columnspacing=1.0
    )
