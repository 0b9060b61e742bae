"""The legend below the map: what colours, widths and dots mean, in words that also stand without colour."""

from itertools import pairwise

from markupsafe import Markup

from collectief.plan.outcome import Outcome
from collectief.presentation.figures import pipes, place_name, pools_of, solar_kwp, solar_of
from collectief.presentation.map_areas import area_label
from collectief.presentation.map_colour import (
    BARE,
    CABLE,
    CIVIDIS,
    GAIN,
    NEUTRAL,
    PIPE,
    POOL,
    SITE,
    WARM,
    loading_shade,
    loading_words,
    solar_steps,
)
from collectief.presentation.map_homes import served_nodes
from collectief.presentation.map_sources import used_sources
from collectief.presentation.pages import environment
from collectief.presentation.speech import Speech
from collectief.presentation.words import MEASURE

Entry = tuple[str, str, str]
"""Form (``plane``, ``line`` or ``dot``), colour and words."""


def legend(outcome: Outcome, speech: Speech) -> Markup:
    """The legend of what this map shows."""
    parts = [
        (speech(nl="Nieuwe zon per gebouw (kWp)", en="New solar per building (kWp)"), _solar(outcome, speech)),
        (speech(nl="Belasting van het station, samen", en="Station loading, together"), _loading(outcome, speech)),
        (speech(nl="Voedingsgebieden, nu → samen", en="Energy areas, now → together"), _areas(outcome, speech)),
        (speech(nl="Punten en lijnen", en="Dots and lines"), _signs(outcome, speech)),
    ]
    return Markup(environment().get_template("legend.html").render(parts=[p for p in parts if p[1]]))  # noqa: S704


def _solar(outcome: Outcome, speech: Speech) -> list[Entry]:
    built = solar_kwp(outcome)
    most = max((solar_of(b, outcome, built) for b in outcome.park.buildings), default=0.0)
    if most <= 0:
        return []
    steps = solar_steps(most)
    edges = [*steps, steps[-1] + steps[1]]
    classes: list[Entry] = [
        ("plane", CIVIDIS[1 + i], f"{speech.short(low)}\N{EN DASH}{speech.short(high)}")
        for i, (low, high) in enumerate(pairwise(edges))
    ]
    return [("plane", BARE, speech(nl="geen", en="none")), *classes]


def _loading(outcome: Outcome, speech: Speech) -> list[Entry]:
    unknown: Entry = ("area", NEUTRAL, speech(nl="niet bekend: eigen kW van het park", en="unknown: the park's own kW"))
    if not any(report.loading for report in outcome.areas):
        return [unknown]
    middles = (0.5, 0.7, 0.9, 1.1, 1.3)  # one inside each class, to ask its colour
    known: list[Entry] = [
        ("area", loading_shade(middle), words) for middle, words in zip(middles, loading_words(), strict=True)
    ]
    return [*known, unknown]


def _areas(outcome: Outcome, speech: Speech) -> list[Entry]:
    """Each area in words: what the labels on the map say, which a small window leaves out."""
    found: list[Entry] = []
    for area in outcome.park.areas:
        colour, words = area_label([r for r in outcome.areas if r.area == area.id], speech)
        found.append(("area", colour, f"{place_name(outcome, area.id, speech)}: {words}"))
    return found


def _signs(outcome: Outcome, speech: Speech) -> list[Entry]:
    signs: list[Entry] = [
        ("dot", GAIN, speech(nl="voordeel van een bedrijf (groter is meer)", en="gain of a company (larger is more)"))
    ]
    if pipes(outcome):
        signs.append(
            ("line", PIPE, speech(nl="warmteleiding (breder is zwaarder)", en="heat pipe (wider carries more)"))
        )
    if served_nodes(outcome):
        signs.append(("plane", WARM, speech(nl="woningen op het warmtenet", en="dwellings on the heat network")))
    if used_sources(outcome):
        signs.append(("dot", WARM, speech(nl="bron van het warmtenet", en="source of the heat network")))
    built = {b.measure for b in outcome.cases["together"].builds}
    if "direct_line" in built:
        signs.append(("line", CABLE, speech(nl="directe lijn tussen buren", en="direct line between neighbours")))
    if pools_of(outcome):
        signs.append(("line", POOL, speech(nl="deelt auto's die hier staan", en="shares cars that stand here")))
    signs.extend(("dot", colour, speech.word(MEASURE, key)) for key, colour in SITE.items() if key in built)
    return signs
