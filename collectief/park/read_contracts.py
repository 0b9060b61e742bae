"""Reads what ``park.toml`` says of groups: kW of each, lowering offtake when called, a turbine, direct lines."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from collectief.facts import Window, fact
from collectief.facts.window import DAYS, HOURS, MONTHS, span
from collectief.park.check_words import Spot, shown
from collectief.park.limits import Limitation, WindSite
from collectief.park.read_cell import KW, PLAIN_ID
from collectief.park.things import Rules
from collectief.text import Text

GROUP_KW, LIMITATION, WIND, DIRECT_LINE = "group_kw", "limitation", "wind", "direct_line"
SPANS = {"months": MONTHS, "days": DAYS, "between": HOURS}
"""Keys of the window in which is called; without ``between`` it is the hours in which the grid is fullest."""


def with_contracts(rules: Rules, given: Mapping[str, Any], values: Mapping[str, Any], *, spot: Spot) -> Rules:
    """The rules with the operator's figures per area and the limitation on offer, as far as the file names them."""
    offered = given.get(LIMITATION)
    return replace(
        rules,
        group_kw=_group_kw(given.get(GROUP_KW), spot),
        limitation=_limitation(values, spot) if isinstance(offered, dict) else None,
        wind=_wind(values) if isinstance(given.get(WIND), dict) else None,
        direct_line_m=_line_m(values) if isinstance(given.get(DIRECT_LINE), dict) else None,
    )


def _group_kw(table: Any, spot: Spot) -> tuple[tuple[str, float], ...]:
    """kW per energy area, by id."""
    if table is None:
        return ()
    if not isinstance(table, dict):
        spot.say("setting_wrong", GROUP_KW, value=shown(table), wanted=_table())
        return ()
    found = []
    for area, kw in table.items():
        fits = isinstance(kw, int | float) and not isinstance(kw, bool) and 0 < kw <= KW
        if not fits or not PLAIN_ID.fullmatch(area):
            spot.say("setting_wrong", f"[{GROUP_KW}] {shown(area)[1:-1]}", value=shown(kw), wanted=_table())
        else:
            found.append((area, float(kw)))
    return tuple(sorted(found))


def _table() -> Text:
    return Text(
        nl=f"een tabel [{GROUP_KW}] met per voedingsgebied een getal boven 0 (kW)",
        en=f"a table [{GROUP_KW}] with a number above 0 (kW) per energy area",
    )


def _limitation(values: Mapping[str, Any], spot: Spot) -> Limitation:
    """The offer, with key figures where it says nothing."""

    def figure(key: str) -> float:
        return float(values.get(f"[{LIMITATION}] {key}", fact(f"limitation.{key}").value))

    months, days, hours = (_span(values, key, spot) for key in SPANS)
    return Limitation(round(figure("hours")), figure("eur_per_mw_h"), figure("share"), Window(months, days, hours))


def _wind(values: Mapping[str, Any]) -> WindSite:
    return WindSite(values.get(f"[{WIND}] area", ""), float(values.get(f"[{WIND}] kw", 0.0)))


def _line_m(values: Mapping[str, Any]) -> float:
    """How far apart neighbours with a direct line may be; a key figure where the file does not say."""
    return float(values.get(f"[{DIRECT_LINE}] most_m", fact("direct_line.most_m").value))


def _span(values: Mapping[str, Any], key: str, spot: Spot) -> tuple[int, int]:
    """One span of the window; whole where it is wrong, with a finding."""
    name, whole = f"[{LIMITATION}] {key}", SPANS[key]
    if key == "between" and name not in values:
        return round(fact("grid.congestion_from_hour").value), round(fact("grid.congestion_to_hour").value)
    text = values.get(name, "")
    try:
        return span(text, whole)
    except ValueError:
        wanted = Text(
            nl=f'een tekst zoals "{whole[0]}-{whole[1]}", binnen die grenzen',
            en=f'a text such as "{whole[0]}-{whole[1]}", within these bounds',
        )
        spot.say("setting_wrong", name, value=shown(text), wanted=wanted)
        return whole
