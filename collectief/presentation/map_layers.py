"""The layers of the map as plain features: harmless text and a style each, without folium."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from collectief.park import Park
from collectief.plan.outcome import Outcome
from collectief.presentation.escape import clean, safe
from collectief.presentation.figures import (
    measure_name,
    owner_name,
    paid,
    pipe_size,
    pipes,
    saving_of,
    solar_kwp,
    solar_of,
)
from collectief.presentation.map_colour import EDGE, GAIN, LOSS, PIPE, SITE, solar_shade
from collectief.presentation.speech import Speech
from collectief.presentation.words import UNIT

RD, WGS84 = "EPSG:28992", "EPSG:4326"
DEGREE_DIGITS = 6
"""A sixth decimal of a degree is about 0.1 m."""
LEAST_DOT, MOST_DOT = 4.0, 10.0
"""Pixels: larger would hide the building it stands on."""
Style = dict[str, object]
Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: constant name, features, and the fields (property and label) its tooltip and popup show."""

    name: str
    features: tuple[Feature, ...]
    tooltip: tuple[tuple[str, str], ...] = ()
    popup: tuple[tuple[str, str], ...] = ()
    shown: bool = True
    dots: bool = False
    printed: bool = False
    """The words of its points stand on the map all the time."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing on the map before it becomes a feature; ``words`` may be hostile, they are made harmless here.

    ``spoken`` names a dot for a screen reader.
    """

    shape: BaseGeometry
    words: Mapping[str, str]
    style: Style
    spoken: str = ""


def features(items: Sequence[Item]) -> tuple[Feature, ...]:
    """GeoJSON features in degrees, with every word escaped."""
    if not items:
        return ()
    turned = gpd.GeoSeries([item.shape for item in items], crs=RD).to_crs(WGS84)
    return tuple(
        {
            "type": "Feature",
            "geometry": mapping(shapely.transform(shape, lambda xy: np.round(xy, DEGREE_DIGITS))),
            "properties": {
                **{key: safe(word) for key, word in item.words.items()},
                "style": item.style,
                "spoken": safe(item.spoken),
            },
        }
        for shape, item in zip(turned, items, strict=True)
    )


def parcels(outcome: Outcome, speech: Speech) -> Layer:
    """Plots of land with the company that uses them."""
    items = [
        Item(
            p.polygon,
            {"who": owner_name(outcome, p.company, speech) if p.company else "–"},
            {"color": EDGE, "weight": 1, "fillColor": "#ffffff", "fillOpacity": 0.55, "dashArray": "3 3"},
        )
        for p in outcome.park.parcels
    ]
    who = (("who", speech(nl="Gebruiker", en="User")),)
    return Layer(speech(nl="Percelen", en="Parcels"), features(items), who, who)


def streets(outcome: Outcome, speech: Speech) -> Layer:
    """Streets, and other ways such as rail and water."""
    colour = {"rail": "#6b6b6b", "water": "#7fa8c9"}
    items = [
        Item(
            s.line,
            {"id": s.id},
            {"color": colour.get(s.kind, "#ffffff"), "weight": 7, "opacity": 1.0, "interactive": False},
        )
        for s in outcome.park.streets
    ]
    derived = outcome.park.derived_streets
    name = speech(nl="Straten (afgeleid)", en="Streets (derived)") if derived else speech(nl="Straten", en="Streets")
    return Layer(name, features(items))


def buildings(outcome: Outcome, speech: Speech) -> Layer:
    """Buildings, darker to lighter by the solar power that is built on them together, whoever owns it."""
    built, let = solar_kwp(outcome), solar_kwp(outcome, measures=("let_roof",))
    most = max((solar_of(b, outcome, built) for b in outcome.park.buildings), default=0.0)
    items = [
        Item(b.footprint, {"who": "–", "id": b.id, "kwp": "–", "park": "–", "roof": "–"}, _wall("#cfd7dd"))
        for b in outcome.park.background
    ]
    for building in outcome.park.buildings:
        kwp = solar_of(building, outcome, built)
        words = {
            "who": owner_name(outcome, building.company, speech) if building.company else "–",
            "id": building.id,
            "kwp": speech.quantity(kwp, "kWp"),
            "park": speech.quantity(solar_of(building, outcome, let), "kWp"),
            "roof": speech.quantity(building.roof_m2, "m²"),
        }
        items.append(Item(building.footprint, words, _wall(solar_shade(kwp, most))))
    who = ("who", speech(nl="Bedrijf", en="Company"))
    new = ("kwp", speech(nl="Nieuwe zon", en="New solar"))
    roof = ("roof", speech(nl="Bruikbaar dak", en="Usable roof"))
    key = ("id", speech(nl="Gebouw", en="Building"))
    name = speech(nl="Gebouwen: nieuwe zon", en="Buildings: new solar")
    park = (("park", speech(nl="Waarvan van het park (verhuurd dak)", en="Of which the park's (roof to let)")),)
    solar = (new, *(park if let else ()))
    return Layer(name, features(items), (who, *solar), (who, key, *solar, roof))


def _wall(fill: str) -> Style:
    return {"color": "#3a444d", "weight": 1, "fillColor": fill, "fillOpacity": 0.95}


def heat_pipes(outcome: Outcome, speech: Speech) -> Layer:
    """Heat pipes, wider where they carry more."""
    laid = pipes(outcome)
    most = max((pipe.strength for pipe in laid), default=0.0) or 1.0
    items = [
        Item(
            pipe.line,
            {
                "id": pipe.build.place,
                "size": pipe_size(pipe, speech),
                "m": speech.quantity(pipe.line.length, "m"),
                "eur": speech.euro(pipe.build.investment_eur),
            },
            {"color": PIPE, "weight": round(2.5 + 5.5 * math.sqrt(pipe.strength / most), 1), "opacity": 1.0},
        )
        for pipe in laid
    ]
    size, m = ("size", speech(nl="Warmteleiding", en="Heat pipe")), ("m", speech(nl="Lengte", en="Length"))
    key, eur = ("id", speech(nl="Straat", en="Street")), ("eur", speech(nl="Investering", en="Investment"))
    return Layer(speech(nl="Warmteleidingen", en="Heat pipes"), features(items), (size,), (size, key, m, eur))


def sites(outcome: Outcome, speech: Speech) -> Layer:
    """Batteries, heat pumps and charging hubs at their company, side by side."""
    spots = {c.id: c.location for c in outcome.park.companies}
    order = list(SITE)
    items = [
        Item(
            shapely.transform(spots[b.place], _aside(14.0 * (order.index(b.measure) - 1))),
            {
                "what": measure_name(b, speech),
                "size": speech.quantity(b.amount, speech.word(UNIT, b.unit)),
                "where": owner_name(outcome, b.place, speech),
            },
            {"color": "#1b1f24", "weight": 1.5, "fillColor": SITE[b.measure], "fillOpacity": 1.0, "radius": 6},
            f"{measure_name(b, speech)}, {speech.quantity(b.amount, speech.word(UNIT, b.unit))}",
        )
        for b in outcome.cases["together"].builds
        if b.measure in SITE and b.place in spots
    ]
    what, size = ("what", speech(nl="Maatregel", en="Measure")), ("size", speech(nl="Omvang", en="Size"))
    where = ("where", speech(nl="Bij", en="At"))
    name = speech(nl="Batterij, warmtepomp, laadplein", en="Battery, heat pump, charging hub")
    return Layer(name, features(items), (what, size), (what, size, where), dots=True)


def _aside(metres: float) -> Callable[[Any], Any]:
    return lambda xy: xy + np.array([metres, -16.0])


def savings(outcome: Outcome, speech: Speech) -> Layer:
    """A dot per company, larger where it saves more; hollow where it pays more than alone."""
    saved = {c.id: saving_of(outcome, c.id) for c in outcome.park.companies}
    most = max((abs(eur) for eur in saved.values()), default=0.0) or 1.0
    items = [
        Item(
            company.location,
            {
                "who": clean(company.name),
                "saving": speech.euro(saved[company.id]),
                "now": speech.euro(paid(outcome.cases["now"], company.id)),
                "alone": speech.euro(paid(outcome.cases["alone"], company.id)),
                "together": speech.euro(outcome.allocations[outcome.chosen_rule].shares.get(company.id, 0.0)),
            },
            _dot(saved[company.id], most),
            f"{company.name}: {speech(nl='voordeel', en='gain')} {speech.euro(saved[company.id])}",
        )
        for company in outcome.park.companies
    ]
    who = ("who", speech(nl="Bedrijf", en="Company"))
    gain = ("saving", speech(nl="Voordeel per jaar", en="Gain per year"))
    rest = (
        ("now", speech(nl="Nu", en="Now")),
        ("alone", speech(nl="Ieder apart", en="Each alone")),
        ("together", speech(nl="Samen", en="Together")),
    )
    name = speech(nl="Voordeel per bedrijf", en="Gain per company")
    return Layer(name, features(items), (who, gain), (who, *rest, gain), dots=True)


def _dot(eur: float, most: float) -> Style:
    radius = round(LEAST_DOT + (MOST_DOT - LEAST_DOT) * math.sqrt(abs(eur) / most), 1)
    if eur < 0:
        return {"color": LOSS, "weight": 3, "fillColor": "#ffffff", "fillOpacity": 0.9, "radius": radius}
    return {"color": "#ffffff", "weight": 1.5, "fillColor": GAIN, "fillOpacity": 0.85, "radius": radius}


def park_shapes(park: Park) -> list[BaseGeometry]:
    """Everything that lies on the park itself and the dwellings beside it, so without the energy areas."""
    return [
        *(b.footprint for b in (*park.buildings, *park.background)),
        *(s.line for s in park.streets),
        *(p.polygon for p in park.parcels),
        *(c.location for c in park.companies),
        *(d.shape for d in park.dwellings),
    ]
