"""Two charts of a path: the cost and the CO2 of each stage, beside doing no more than the law asks for."""

from collections.abc import Sequence

from markupsafe import Markup
from matplotlib.axes import Axes

from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.stage import StagedPath
from collectief.presentation.chart import BLACK, VERMILLION, draw
from collectief.presentation.speech import Speech

THOUSAND, TOP = 1000.0, 1.08
"""How far the axis goes on above the highest step."""
Line = tuple[Sequence[float], str, str, str]
"""Heights per stage, colour, marker and name."""


def cost_chart(found: StagedPath, speech: Speech) -> Markup:
    """EUR a year of each stage."""
    stages = found.best.stages
    path = [s.eur / THOUSAND for s in stages]
    idle = [s.nothing_more.eur / THOUSAND for s in stages]
    title = speech(nl="Kosten per jaar, duizend EUR", en="Cost per year, thousand EUR")
    return _chart(found, (path, idle), key="path-eur", title=title, speech=speech)


def co2_chart(found: StagedPath, speech: Speech) -> Markup:
    """Tonnes of CO2 a year of each stage."""
    stages = found.best.stages
    path = [s.co2_kg / KG_PER_TONNE for s in stages]
    idle = [s.nothing_more.co2_kg / KG_PER_TONNE for s in stages]
    return _chart(
        found,
        (path, idle),
        key="path-co2",
        title=speech(nl="CO₂ per jaar, ton", en="CO₂ per year, tonnes"),
        speech=speech,
    )


def _chart(
    found: StagedPath, heights: tuple[Sequence[float], Sequence[float]], *, key: str, title: str, speech: Speech
) -> Markup:
    lines: tuple[Line, Line] = (
        (heights[0], VERMILLION, "D", speech(nl="dit pad", en="this path")),
        (heights[1], BLACK, "s", speech(nl="niet meer dan de wet vraagt", en="no more than the law asks for")),
    )
    return draw(
        lambda axes: _paint(axes, found, lines, title=title, speech=speech),
        size=(4.6, 3.0),
        key=key,
        title=title,
        description=speech(
            nl="Een trap per planjaar voor dit pad en voor niet meer doen dan de wet vraagt. De tabel geeft elk getal.",
            en="A step per planning year of this path and of doing no more than the law asks for. The table gives each "
            "number.",
        ),
    )


def _paint(axes: Axes, found: StagedPath, lines: Sequence[Line], *, title: str, speech: Speech) -> None:
    years = found.years[: len(found.best.stages)]
    end = years[-1] + found.counted[len(years) - 1]
    for heights, colour, marker, name in lines:
        axes.step([*years, end], [*heights, heights[-1]], where="post", color=colour, linewidth=1.6)
        axes.plot(years, heights, marker, color=colour, markersize=6, label=name, linestyle="none")
    axes.set_ylim(0, TOP * max(max(heights) for heights, *_ in lines))
    axes.set_xticks([*years, end], [str(year) for year in (*years, end)])
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    axes.yaxis.set_major_formatter(lambda value, _: speech.number(value))
    axes.set_ylabel(title)
    axes.legend(loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=1, fontsize=9, handlelength=1.0)
