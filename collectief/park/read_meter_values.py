"""Values of a meter file as mean kW: unit, status of each measurement, counters and spikes."""

import re
from typing import Final

import numpy as np
import pandas as pd

from collectief.park.check_words import Spot, shown
from collectief.park.meter_dialect import Asked, Unit
from collectief.park.meter_words import UNIT, tell_decided, tell_unclear
from collectief.park.read_meter_columns import VALUES, Role
from collectief.park.read_meter_number import decimal_mark, figures, texts
from collectief.park.read_meter_table import MeterTable
from collectief.park.things import Array
from collectief.text import Text

KILO: Final[dict[Unit, float]] = {"wh": 1e-3, "w": 1e-3, "kwh": 1.0, "kw": 1.0, "mwh": 1e3, "mw": 1e3}
HOUR_MINUTES, YEAR_MINUTES = 60, 365 * 24 * 60
CLOSE = 0.25
"""Yearly use differs less than this from one year to the next; kW and kWh per quarter-hour a factor four."""
INVALID = re.compile(r"ongeldig|invalid|missing|ontbre|storing|fout|error|geen|reject|afgekeurd", re.IGNORECASE)
GUESSED = re.compile(
    r"geschat|estimat|schatting|berekend|calculated|interpol|repar|substitut|vervang|^e$|^g$|^s$", re.IGNORECASE
)
COUNTER_ROWS = 200
"""Use that never falls for so many rows, and is far above zero from the start, is a counter."""
SPIKE_TIMES = 2.5
"""A value so many times the one that only a thousandth is above is no peak of a day's work."""
SPIKE_ABOVE = 1.5
"""A cable carries more than its name plate for a while, but not half as much again on the mean of a quarter-hour."""
NO_OFFTAKE = Text(nl="er is geen kolom met afname", en="there is no column with offtake")
INVALID_WORDS = Text(nl="waarden die de meter zelf ongeldig noemt", en="values that the meter itself calls invalid")
SPIKE_WORDS = Text(nl="waarden boven wat de kabel kan dragen", en="values above what the cable can carry")


def values_kw(table: MeterTable, minutes: int, asked: Asked, *, spot: Spot) -> dict[Role, Array] | None:
    """Mean kW per row of offtake, feed-in and production, as far as they are there, or None with a finding.

    What the meter calls invalid is NaN; a column that is empty from top to bottom counts as absent.
    """
    found = _figures(table, minutes, asked=asked, spot=spot)
    if found is None:
        return None
    if "offtake" not in found:
        spot.say("meter_columns_unclear", what=shown(";".join(table.names)), reason=NO_OFFTAKE)
        return None
    if any(_is_counter(column) for column in found.values()):
        spot.say("meter_counter")
        return None
    factors = _factors(table, found, minutes, asked=asked, spot=spot)
    if factors is None:
        return None
    valid = _valid(table, spot)
    with np.errstate(over="ignore"):
        return {role: np.where(valid, column * factors[role], np.nan) for role, column in found.items()}


def _figures(table: MeterTable, minutes: int, *, asked: Asked, spot: Spot) -> dict[Role, Array] | None:
    """The numbers of each kind, tariffs added up, or None with all that is wrong with them."""
    places = [(role, at) for role in VALUES for at in table.columns.places.get(role, ())]
    cells = {at: table.text(at) for _, at in places}
    written = {at: texts(column) for at, column in cells.items()}
    mark = decimal_mark(written.values(), asked, spot)
    if mark is None:
        _ask_unit(table, minutes, asked=asked, spot=spot)
        return None
    read = [(role, figures(cells[at], written[at], mark, field=role, spot=spot)) for role, at in places]
    if any(part is None for _, part in read):
        return None
    found: dict[Role, Array] = {}
    for role, part in read:
        if part is not None and np.isfinite(part).any():
            found[role] = found[role] + part if role in found else part
    return found


def _is_counter(values: Array) -> bool:
    """Whether these are readings of a counter: they rise all the time."""
    known = values[np.isfinite(values)]
    if known.size < COUNTER_ROWS or known[0] <= 0:
        return False
    steps = np.diff(known)
    return bool((steps >= 0).all() and (steps > 0).mean() > 0.5)


def _factors(
    table: MeterTable, found: dict[Role, Array], minutes: int, *, asked: Asked, spot: Spot
) -> dict[Role, float] | None:
    """What makes kW of each column, or None with a question."""
    factors: dict[Role, float] = {}
    for role, column in found.items():
        unit = asked.unit or _named_unit(table, role) or _likely_unit(column, minutes, asked)
        if unit is None:
            _tell_unit(table, role, spot)
            return None
        if asked.unit is None and (_named_unit(table, role) is None or unit not in ("kwh", "kw")):
            tell_decided(UNIT, unit, spot)
        per_hour = HOUR_MINUTES / minutes if unit.endswith("h") else 1.0
        factors[role] = KILO[unit] * per_hour
    return factors


def _ask_unit(table: MeterTable, minutes: int, *, asked: Asked, spot: Spot) -> None:
    """Ask for the unit beside something else, where the numbers can never tell it."""
    open_one = minutes != HOUR_MINUTES and asked.unit is None and not asked.yearly_kwh
    for role in VALUES if open_one else ():
        if role in table.columns.places and _named_unit(table, role) is None:
            _tell_unit(table, role, spot)
            return


def _tell_unit(table: MeterTable, role: Role, spot: Spot) -> None:
    name = table.names[table.columns.places[role][0]]
    tell_unclear(UNIT, spot, value=shown(name), choices="kwh, kw")


def _named_unit(table: MeterTable, role: Role) -> Unit | None:
    """The unit in the name of the column, or in a column of units that holds one unit only."""
    named = table.columns.units.get(table.columns.places[role][0])
    if named is not None:
        return named
    cells = table.of("unit")
    words = set() if cells is None else set(cells.str.lower().unique()) - {""}
    return next((unit for unit in KILO if words == {unit}), None)


def _likely_unit(column: Array, minutes: int, asked: Asked) -> Unit | None:
    """The unit that gives the company's yearly use; in steps of an hour kW and kWh are the same."""
    if minutes == HOUR_MINUTES:
        return "kwh"
    known = column[np.isfinite(column)]
    if not asked.yearly_kwh or not known.size:
        return None
    year = float(known.mean()) * YEAR_MINUTES
    likely: tuple[tuple[Unit, float], ...] = (("kwh", year / minutes), ("kw", year / HOUR_MINUTES))
    near = [unit for unit, kwh in likely if abs(kwh - asked.yearly_kwh) <= CLOSE * asked.yearly_kwh]
    return near[0] if len(near) == 1 else None


def _valid(table: MeterTable, spot: Spot) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """False where the status says that a value is not one; what it says of the others is told."""
    cells = table.of("status")
    if cells is None:
        return np.ones(len(table.cells), dtype=bool)
    invalid = _like(INVALID, cells)
    if invalid.any():
        spot.say(
            "meter_values_dropped",
            before=_example(cells, invalid),
            after="-",
            value=int(invalid.sum()),
            reason=INVALID_WORDS,
        )
    guessed = _like(GUESSED, cells) & ~invalid
    if guessed.any():
        spot.say("meter_status", value=int(guessed.sum()), what=shown(cells[guessed].iloc[0]))
    return ~invalid


def _like(words: "re.Pattern[str]", cells: "pd.Series[str]") -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which cells hold such words; each spelling is looked at once."""
    place, written = pd.factorize(cells)
    return np.array([words.search(word) is not None for word in written], dtype=bool)[place]


def _example(cells: "pd.Series[str]", marked: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> str:
    return shown(cells[marked].iloc[0])


def without_spikes(kw: Array, time: pd.DatetimeIndex, asked: Asked, *, spot: Spot) -> Array:
    """The series with NaN where it is above what the cable carries; other odd peaks stay and are told."""
    high = np.zeros(len(kw), dtype=bool) if asked.limit_kw is None else kw > SPIKE_ABOVE * asked.limit_kw
    if 0 < high.sum() <= len(kw) // 1000:
        at = int(high.argmax())
        before = f"{str(time[at])[:16]}: {kw[at]:.6g} kW"
        spot.say("meter_values_dropped", before=before, after="-", value=int(high.sum()), reason=SPIKE_WORDS)
        kw = np.where(high, np.nan, kw)
    known = kw[np.isfinite(kw) & (kw > 0)]
    usual = float(np.quantile(known, 0.999)) if known.size else 0.0
    odd = kw > SPIKE_TIMES * usual
    if odd.any() and usual > 0:
        at = int(np.nanargmax(kw))
        spot.say("meter_spikes", value=int(odd.sum()), time=str(time[at])[:16], peak_kw=float(kw[at]), usual_kw=usual)
    return kw
