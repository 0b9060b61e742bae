"""What a grid tariff asks for kW and kWh: tiers, prices per period of the year, and peaks that look back."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.errors import ModelError
from collectief.facts import Tariff, Tier
from collectief.profile.year import Array, product_sum
from collectief.text import Text

Months = NDArray[np.int64]
"""Month 0..11 of each step."""
Flags = NDArray[np.bool_]
HOURS_PER_QUARTER = 0.25


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


def period_flags(tariff: Tariff, local: pd.DatetimeIndex) -> tuple[Flags, ...]:
    """Per period of the tariff when it holds, each of the shape of ``local``; the first that holds counts."""
    found: list[Flags] = []
    free = np.ones(len(local), dtype=np.bool_)
    for period in tariff.periods:
        found.append(period.window.holds(local) & free)
        free &= ~found[-1]
    return tuple(found)


def tiered_eur(units: float, eur: float, tiers: Sequence[Tier]) -> float:
    """Each unit at the price of the tier it lies in, EUR; ``eur`` is the price below the first bound.

    >>> tiered_eur(150, 20.0, [Tier(100, 18.0)])  # 100 x 20 + 50 x 18
    2900.0
    """
    bounds = [0.0, *(t.above for t in tiers), np.inf]
    prices = [eur, *(t.eur for t in tiers)]
    return float(
        sum(max(0.0, min(units, hi) - lo) * p for lo, hi, p in zip(bounds[:-1], bounds[1:], prices, strict=True))
    )


def contract_eur(tariff: Tariff, contract_kw: float) -> float:
    """A year's price of a contract, EUR.

    >>> from collectief.facts import tariff
    >>> round(contract_eur(tariff("stedin_2026.MS"), 100), 2)
    2427.36
    """
    return tiered_eur(contract_kw, tariff.contract_eur_kw_year, tariff.contract_tiers)


def charged_kw(tariff: Tariff, peaks_kw: Array) -> Array:
    """kW that each month is charged: its own peak, or a share of the highest of the months looked back on.

    The year is taken to repeat: before January comes December. Shape (12,) both ways.

    >>> from dataclasses import replace
    >>> from collectief.facts import tariff
    >>> ratchet = replace(tariff("stedin_2026.MS"), lookback_months=3, lookback_share=0.5)
    >>> charged_kw(ratchet, np.array([0, 0, 100.0, 20, 20, 20, 0, 0, 0, 0, 0, 0]))
    array([  0.,   0., 100.,  50.,  50.,  20.,  10.,  10.,   0.,   0.,   0.,   0.])
    """
    back = [np.roll(peaks_kw, shift) for shift in range(tariff.lookback_months)]
    return np.asarray(np.maximum(peaks_kw, tariff.lookback_share * np.max(back, axis=0)))


def peak_eur(tariff: Tariff, net_kw: Array, *, months: Months, periods: Sequence[Flags] = ()) -> float:
    """A year's charge on monthly peaks, EUR: of the ordinary quarter-hours, and apart of each period with a price.

    ``periods`` comes from `period_flags`; raises ModelError where the tariff has periods and these are absent.
    """
    _check(tariff, periods)
    ordinary, total = np.ones(len(net_kw), dtype=np.bool_), 0.0
    for period, holds in zip(tariff.periods, periods, strict=True):
        if period.peak_eur_kw_month is not None:
            ordinary &= ~holds
            inside = monthly_peaks(np.where(holds, net_kw, 0.0), months)
            total += period.peak_eur_kw_month * float(charged_kw(tariff, inside).sum())
    peaks = charged_kw(tariff, monthly_peaks(np.where(ordinary, net_kw, 0.0), months))
    if not tariff.peak_tiers:
        return total + tariff.peak_eur_kw_month * float(peaks.sum())
    return total + sum(tiered_eur(kw, tariff.peak_eur_kw_month, tariff.peak_tiers) for kw in peaks)


def transport_kwh_eur(tariff: Tariff, offtake_kw: Array, *, low_hours: Flags, periods: Sequence[Flags] = ()) -> float:
    """The grid operator's charge per kWh taken, EUR a year; feed-in (negative kW) is free.

    Tiers count the year's kWh outside the periods with a price of their own.

    >>> from collectief.facts import tariff
    >>> low = np.array([False, False, True, True])
    >>> round(transport_kwh_eur(tariff("stedin_2026.LS"), np.array([40.0, 40.0, 80.0, -80.0]), low_hours=low), 4)
    2.418
    """
    _check(tariff, periods)
    kwh = offtake(offtake_kw) * HOURS_PER_QUARTER
    if not tariff.periods and not tariff.kwh_tiers:
        return product_sum(kwh, np.where(low_hours, tariff.kwh_low, tariff.kwh_normal))
    ordinary, total = np.ones(len(kwh), dtype=np.bool_), 0.0
    for period, holds in zip(tariff.periods, periods, strict=True):
        if period.eur_per_kwh is not None:
            ordinary &= ~holds
            total += period.eur_per_kwh * float(kwh[holds].sum())
    if tariff.kwh_tiers:
        return total + tiered_eur(float(kwh[ordinary].sum()), tariff.kwh_normal, tariff.kwh_tiers)
    normal_kwh, low_kwh = float(kwh[ordinary & ~low_hours].sum()), float(kwh[ordinary & low_hours].sum())
    return total + tariff.kwh_normal * normal_kwh + tariff.kwh_low * low_kwh


def marginal_kwh(tariff: Tariff, low_hours: Flags, periods: Sequence[Flags], *, year_kwh: float) -> Array:
    """What one kWh more costs in each step, EUR per kWh; tiers at the step that ``year_kwh`` lies in."""
    _check(tariff, periods)
    price = np.where(low_hours, tariff.kwh_low, tariff.kwh_normal).astype(np.float64)
    for tier in tariff.kwh_tiers:
        price = np.full(len(price), tier.eur) if year_kwh > tier.above else price
    for period, holds in zip(tariff.periods, periods, strict=True):
        if period.eur_per_kwh is not None:
            price = np.where(holds, period.eur_per_kwh, price)
    return price


def marginal_peaks(
    tariff: Tariff, periods: Sequence[Flags], *, peak_kw: float
) -> tuple[tuple[Array | float, float], ...]:
    """The prices on monthly peaks as pairs: where each counts (1 or 0 per step), and EUR per kW and month.

    Tiers at the step that ``peak_kw`` lies in; without looking back. Empty where no peak costs anything.
    """
    _check(tariff, periods)
    base = next((t.eur for t in reversed(tariff.peak_tiers) if peak_kw > t.above), tariff.peak_eur_kw_month)
    priced = [
        (h, p.peak_eur_kw_month)
        for p, h in zip(tariff.periods, periods, strict=True)
        if p.peak_eur_kw_month is not None
    ]
    if not priced:
        return ((1.0, base),) if base else ()
    ordinary = 1.0 - np.any([h for h, _ in priced], axis=0).astype(np.float64)
    return tuple((w, eur) for w, eur in ((ordinary, base), *((h.astype(np.float64), e) for h, e in priced)) if eur)


def _check(tariff: Tariff, periods: Sequence[Flags]) -> None:
    if len(periods) != len(tariff.periods):
        raise ModelError(
            Text(
                nl=f"Tarief {tariff.key} heeft {len(tariff.periods)} perioden, er zijn er {len(periods)} gegeven.",
                en=f"Tariff {tariff.key} has {len(tariff.periods)} periods, {len(periods)} were given.",
            )
        )
