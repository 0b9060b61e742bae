"""Heat of dwellings per hour: rooms by degree hours, tap water by the habits of a day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.park import Dwellings
from collectief.profile.heat import degree_hours
from collectief.profile.year import Year

Array = NDArray[np.float64]
DAY_H = 24


@dataclass(frozen=True, slots=True, eq=False)
class DwellingHeat:
    """Useful heat of one row of dwellings, all of them together: kW per hour for rooms and tap water, each (8760,).

    It is the mean of many dwellings times their number: what they do at the same time is in it, chance is not. The peak
    of a few dwellings lies above it, and the connection of one is sized for its shower, not by this.
    """

    space_kw: Array
    tap_kw: Array

    @property
    def total_kw(self) -> Array:
        """Rooms and tap water together, shape (8760,)."""
        return self.space_kw + self.tap_kw


def dwelling_heat(one: Dwellings, year: Year) -> DwellingHeat:
    """The year of one row of dwellings; its kWh are exactly ``one.heat_kwh``.

    Tap water is the key figure per dwelling (fact ``dwelling.tap_kwh``), or all heat where that is less; it is the
    same every day. Rooms have the rest, by degree hours with a small setback at night.
    """
    tap_kwh = min(one.heat_kwh, one.dwellings * fact("dwelling.tap_kwh").value)
    hour = np.asarray(year.local.hour)
    tap = tap_day()[hour]
    awake = awake_hours()[hour]
    space = degree_hours(year, awake, setback_degc=fact("dwelling.setback_degc").value)
    return DwellingHeat(
        space_kw=space * ((one.heat_kwh - tap_kwh) / space.sum()),
        tap_kw=tap * (tap_kwh / tap.sum()),
    )


def tap_day() -> Array:
    """The part of a day's tap water in each hour of the Dutch clock, shape (24,): morning, evening, the rest by day.

    >>> day = tap_day()
    >>> float(day.sum().round(9)), int(day[:12].argmax()), int(day[12:].argmax()) + 12
    (1.0, 7, 20)
    """
    peaks = np.zeros(DAY_H)
    left, awake = 1.0, awake_hours().astype(np.float64)
    for name in ("morning", "evening"):
        share = fact(f"dwelling.tap_{name}_share").value
        peaks += share * _around(fact(f"dwelling.tap_{name}_h").value)
        left -= share
    return np.asarray(peaks + left * awake / awake.sum())


def awake_hours() -> NDArray[np.bool_]:
    """Hours of the Dutch clock in which dwellings are heated at full temperature, shape (24,)."""
    hour = np.arange(DAY_H)
    return np.asarray((hour >= fact("dwelling.awake_from_h").value) & (hour < fact("dwelling.awake_to_h").value))


def _around(middle_h: float) -> Array:
    """A day's worth spread around a moment as habits are spread (normal), over the end of the day into the next."""
    away_h = np.abs(np.arange(DAY_H) + 0.5 - middle_h)
    away_h = np.minimum(away_h, DAY_H - away_h)
    weight = np.exp(-0.5 * (away_h / fact("dwelling.tap_spread_h").value) ** 2)
    return np.asarray(weight / weight.sum())
