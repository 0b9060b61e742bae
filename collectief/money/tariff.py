"""The bill of the grid operator for one connection: standing, contract kW, monthly peaks and kWh."""

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.facts import Tariff, fact
from collectief.money.bill import Line
from collectief.profile.year import Array

Months = NDArray[np.int64]
"""Month 0..11 of each step."""
Flags = NDArray[np.bool_]
HOURS_PER_QUARTER = 0.25
SATURDAY = 5
NOT_LOW = frozenset({"Good Friday", "Liberation Day"})
"""Holidays of the calendar that are ordinary working days for the meter (from memory)."""


def offtake(net_kw: Array) -> Array:
    """What is taken from the grid (kW, 0 or more) of a net load (offtake positive), same shape."""
    return np.maximum(net_kw, 0.0)


def monthly_peaks(net_kw: Array, months: Months) -> Array:
    """Highest quarter-hour of offtake in each month, kW, shape (12,).

    >>> monthly_peaks(np.array([5.0, 7.0, -3.0]), np.array([0, 0, 1]))[:2]
    array([7., 0.])
    """
    peaks = np.zeros(12)
    np.maximum.at(peaks, months, offtake(net_kw))
    return peaks


def grid_bill(
    tariff: Tariff, offtake_kw: Array, *, contract_kw: float, months: Months, low_hours: Flags
) -> dict[Line, float]:
    """The year's bill of one connection outside a group, EUR excluding VAT.

    ``offtake_kw``, ``months``, ``low_hours``: quarter-hours, shape (35040,); feed-in (negative) is free.
    Small users pay their capacity tariff and nothing else.
    """
    if tariff.kind == "small":
        return standing_bill(tariff)
    peaks_kw = float(monthly_peaks(offtake_kw, months).sum())
    return {
        **standing_bill(tariff),
        "contract_kw": tariff.contract_eur_kw_year * contract_kw,
        "peak_kw": tariff.peak_eur_kw_month * peaks_kw,
        "transport_kwh": transport_kwh_eur(tariff, offtake_kw, low_hours=low_hours),
    }


def standing_bill(tariff: Tariff) -> dict[Line, float]:
    """Standing charge and connection fee of one connection, EUR a year; for small users the capacity tariff.

    >>> from collectief.facts import tariff
    >>> standing_bill(tariff("stedin_2026.MS"))
    {'standing': 1946.0}
    """
    return {"standing": tariff.standing_eur_year + tariff.connection_fee_eur_year}


def transport_kwh_eur(tariff: Tariff, offtake_kw: Array, *, low_hours: Flags) -> float:
    """Transport charge per kWh over a year of quarter-hours, EUR: low hours at the low charge."""
    taken_kwh = offtake(offtake_kw) * HOURS_PER_QUARTER
    return float(taken_kwh @ np.where(low_hours, tariff.kwh_low, tariff.kwh_normal))


def tariff_low_hours(tariff: Tariff, local: pd.DatetimeIndex) -> Flags:
    """Which steps count as low hours; ``local`` are starts of quarters or hours on the Dutch clock.

    >>> from collectief.facts import tariff
    >>> at = pd.DatetimeIndex(["2026-04-27 12:00", "2026-04-28 12:00"])  # King's Day and the day after
    >>> tariff_low_hours(tariff("stedin_2026.LS"), at)
    array([ True, False])
    """
    if tariff.low_hours == "none":
        return np.zeros(len(local), dtype=np.bool_)
    hour = np.asarray(local.hour)
    night = (hour >= fact("grid.low_from_hour").value) | (hour < fact("grid.low_to_hour").value)
    if tariff.low_hours == "night":
        return np.asarray(night)
    return np.asarray(night | (local.day_of_week >= SATURDAY) | _holiday(local))


def _holiday(local: pd.DatetimeIndex) -> Flags:
    calendar = holidays.country_holidays("NL", years=sorted(set(local.year)), language="en_US")
    free = {day for day, name in calendar.items() if name not in NOT_LOW}
    return np.asarray(pd.Series(local.date).isin(free), dtype=np.bool_)
