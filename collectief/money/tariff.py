"""The bill of the grid operator for one connection: standing, contract kW, monthly peaks and kWh."""

from collections.abc import Sequence

import holidays
import numpy as np
import pandas as pd

from collectief.facts import Tariff, fact
from collectief.money.bill import Line
from collectief.money.charges import Flags, Months, contract_eur, peak_eur, transport_kwh_eur
from collectief.profile.clock import dates_of
from collectief.profile.year import Array

SATURDAY = 5
NOT_LOW = frozenset({"Good Friday", "Liberation Day"})
"""Holidays of the calendar that are ordinary working days for the meter (from memory)."""


def grid_bill(
    tariff: Tariff,
    offtake_kw: Array,
    *,
    contract_kw: float,
    months: Months,
    low_hours: Flags,
    periods: Sequence[Flags] = (),
) -> dict[Line, float]:
    """The year's bill of one connection outside a group, EUR excluding VAT.

    ``offtake_kw``, ``months``, ``low_hours`` and each of ``periods`` (`period_flags`): quarter-hours, shape
    (35040,); feed-in (negative) is free. Small users pay their capacity tariff and nothing else.

    >>> from collectief.facts import tariff
    >>> month, day = np.repeat(np.arange(12), 2920), np.zeros(35040, dtype=np.bool_)
    >>> ms = grid_bill(tariff("stedin_2026.MS"), np.full(35040, 100.0), contract_kw=120, months=month, low_hours=day)
    >>> {line: round(eur, 2) for line, eur in ms.items()}  # 120 x 24.2736, 12 x 100 x 3.0966, 876,000 x 0.0198
    {'standing': 1946.0, 'contract_kw': 2912.83, 'peak_kw': 3715.92, 'transport_kwh': 17344.8}
    """
    if tariff.kind == "small":
        return standing_bill(tariff)
    return {
        **standing_bill(tariff),
        "contract_kw": contract_eur(tariff, contract_kw),
        "peak_kw": peak_eur(tariff, offtake_kw, months=months, periods=periods),
        "transport_kwh": transport_kwh_eur(tariff, offtake_kw, low_hours=low_hours, periods=periods),
    }


def standing_bill(tariff: Tariff) -> dict[Line, float]:
    """Standing charge and connection fee of one connection, EUR a year; for small users the capacity tariff.

    >>> from collectief.facts import tariff
    >>> standing_bill(tariff("stedin_2026.MS"))
    {'standing': 1946.0}
    """
    return {"standing": tariff.standing_eur_year + tariff.connection_fee_eur_year}


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
    days, place = dates_of(local)
    calendar = holidays.country_holidays("NL", years=sorted(set(days.year)), language="en_US")
    free = sorted(day for day, name in calendar.items() if name not in NOT_LOW)
    return np.asarray(days.isin(pd.DatetimeIndex(free)), dtype=np.bool_)[place]
