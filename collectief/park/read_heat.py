"""Makes dwellings and sources of heat of the two layers of the map that are about heat."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, cast, get_args

from shapely.geometry.base import BaseGeometry

from collectief.facts import fact
from collectief.facts.window import MONTHS, Span, span
from collectief.facts.written import WrongCell
from collectief.park.check_words import shown
from collectief.park.dwellings import Dwellings
from collectief.park.heat_source import HeatKind, HeatSource
from collectief.park.read_cell import COUNT, DEGC, HEATING_DEGC, KW, KWH, YEARS, Column, Row
from collectief.park.read_layer import ORIGIN, made
from collectief.park.read_map import Layer
from collectief.park.read_shape import place, point
from collectief.park.things import Origin
from collectief.text import Text

DWELLINGS, SOURCES = "woningen", "warmtebronnen"
USUALLY = ("heat_kwh", "degc")
"""What is a key figure where the map does not say it."""
SITE, BURNT = "plant_site", "biomass"
NEIGHBOURHOOD = re.compile(r"BU[0-9]{8}")
"""Codes of CBS: municipality, district and neighbourhood in eight digits."""
EUR_PER_KWH = 10.0
"""Highest price of heat that is believed: cents or a price per MWh are more."""
KG_PER_KWH = 1.0
"""Most CO2 of heat that is believed: coal in a bad boiler is less, grams or a figure per GJ are more."""
HEAT_LAYERS: Final[Mapping[str, tuple[Column, ...]]] = {
    DWELLINGS: (
        Column("id", "plain_id", needed=True),
        Column("dwellings", "whole", needed=True, low=1.0, high=COUNT),
        Column("heat_kwh", "number", high=KWH),
        Column("degc", "number", low=HEATING_DEGC[0], high=HEATING_DEGC[1]),
        Column("neighbourhood"),
        Column("label"),
        ORIGIN,
    ),
    SOURCES: (
        Column("id", "plain_id", needed=True),
        Column("kind", "choice", needed=True, choices=get_args(HeatKind)),
        Column("kw", "number", high=KW),
        Column("degc", "number", high=DEGC),
        Column("months", "written"),
        Column("eur_per_kwh", "number", high=EUR_PER_KWH),
        Column("until", "whole", low=YEARS[0], high=YEARS[1]),
        Column("co2_kg_per_kwh", "number", high=KG_PER_KWH),
    ),
}


def dwelling_heat_kwh() -> float:
    """Useful heat of one dwelling in a year, kWh, by the key figure: gas of the mean dwelling through a boiler.

    >>> round(dwelling_heat_kwh())
    10928
    """
    return fact("dwelling.gas_m3").value * fact("gas.kwh_per_m3").value * fact("boiler.efficiency").value


def dwellings(layer: Layer | None) -> tuple[Dwellings, ...]:
    """All rows of dwellings; heat and temperature that are empty are key figures, told once for the layer."""
    lacking: dict[str, list[str]] = {name: [] for name in USUALLY}

    def make(row: Row, shape: BaseGeometry | None) -> tuple[Dwellings, ...]:
        lies, count, code = place(shape, row.spot), row.whole("dwellings"), _neighbourhood(row)
        if lies is None or count is None or not row.sound:
            return ()
        absent = [name for name in USUALLY if name not in row.numbers]
        for name in absent:
            lacking[name].append(row.word("id"))
        one = Dwellings(
            id=row.word("id"),
            dwellings=count,
            heat_kwh=row.numbers.get("heat_kwh", count * dwelling_heat_kwh()),
            degc=row.numbers.get("degc", fact("heat.space_supply_degc").value),
            shape=lies,
            neighbourhood=code,
            label=row.word("label"),
            origin="estimated" if absent else cast(Origin, row.word("origin") or "given"),
        )
        return (one,)

    found = made(layer, HEAT_LAYERS[DWELLINGS], make=make)
    if layer is not None:
        _tell_lacking(layer, lacking)
    return found


def heat_sources(layer: Layer | None) -> tuple[HeatSource, ...]:
    """All sources of heat and places for a plant."""

    def make(row: Row, shape: BaseGeometry | None) -> tuple[HeatSource, ...]:
        lies, months = point(shape, row.spot), _months(row)
        complete = _has_figures(row)
        if lies is None or months is None or not complete or not row.sound:
            return ()
        kind, numbers = cast(HeatKind, row.word("kind")), row.numbers
        if kind == SITE:
            return (HeatSource(row.word("id"), kind, lies),)
        return (
            HeatSource(
                row.word("id"), kind, lies, numbers["kw"], numbers["degc"], months,
                eur_per_kwh=numbers.get("eur_per_kwh", 0.0), until=row.whole("until"),
                co2_kg_per_kwh=numbers.get("co2_kg_per_kwh", 0.0),
            ),
        )  # fmt: skip

    return made(layer, HEAT_LAYERS[SOURCES], make=make)


def _tell_lacking(layer: Layer, lacking: Mapping[str, Sequence[str]]) -> None:
    """Say which rows have a key figure, and which one."""
    each, degc = dwelling_heat_kwh(), fact("heat.space_supply_degc").value
    used = {
        "heat_kwh": Text(nl=f"{each:.0f} kWh per woning", en=f"{each:.0f} kWh per dwelling"),
        "degc": Text(nl=f"{degc:.0f} graden", en=f"{degc:.0f} degC"),
    }
    for name, ids in lacking.items():
        if ids:
            layer.spot.at(layer.spot.where, *ids).say("dwellings_estimated", name, used=used[name])


def _neighbourhood(row: Row) -> str:
    """The code of the neighbourhood; empty with a finding where it is none."""
    code = row.word("neighbourhood").upper()
    if code and not NEIGHBOURHOOD.fullmatch(code):
        row.spot.say("neighbourhood_wrong", "neighbourhood", value=shown(code))
        return ""
    return code


def _months(row: Row) -> Span | None:
    """The months with heat; None with a finding."""
    try:
        return span(row.word("months"), MONTHS)
    except WrongCell as error:
        row.spot.say("months_wrong", "months", value=error.message)
        return None


def _has_figures(row: Row) -> bool:
    """Whether a source has what its kind needs; a place for a plant needs nothing, and is told what does not count."""
    kind, numbers = row.word("kind"), row.numbers
    if kind == SITE:
        for name in ("kw", "degc", "months", "eur_per_kwh", "until", "co2_kg_per_kwh"):
            if numbers.get(name) or row.word(name):
                row.spot.say("site_figure_ignored", name)
        return True
    needed = ("kw", "degc", "eur_per_kwh") if kind == BURNT else ("kw", "degc")  # fuel is never free
    absent = [name for name in needed if name not in numbers]
    if row.sound:
        for name in absent:
            row.spot.say("value_missing", name)
    return not absent
