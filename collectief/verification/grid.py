"""What the grid operator charges, once more with other code: month by month, quarter-hour by quarter-hour."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.facts import Tariff, Tier, Window, fact
from collectief.money import Line
from collectief.park import TransportRight
from collectief.plan.outcome import Outcome

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
MONTHS = 12


def own_lines(
    outcome: Outcome, tariff: Tariff, net_kw: Array, *, contract_kw: float, rights: Sequence[TransportRight]
) -> dict[Line, float]:
    """Contract, rights and peaks of a connection outside a group, EUR a year; a small user has none of these."""
    if tariff.kind == "small":
        return {}
    kw = contract_kw + sum(r.kw * paid_share(r, outcome) for r in rights if r.direction == "offtake")
    firm, whole = (stepped(units, tariff.contract_eur_kw_year, tariff.contract_tiers) for units in (contract_kw, kw))
    return {
        "contract_kw": firm,
        "contract_rights": whole - firm,
        "peak_kw": peaks_eur(outcome, tariff, net_kw),
    }


def paid_share(right: TransportRight, outcome: Outcome) -> float:
    """Part of the tariff per contracted kW: nothing when fully variable, by its hours when a block, else as stated."""
    if right.contract_share is not None:
        return right.contract_share
    hours = float(np.count_nonzero(inside(right.window, outcome.year.local))) / len(outcome.year.local)
    return fact(f"right.{right.kind}.contract_share").value * (hours if right.kind == "block" else 1.0)


def inside(window: Window, local: pd.DatetimeIndex) -> Flags:
    """Whether each moment lies in the window: a list of all months, days and hours that count."""
    (first, last), (start, end) = window.months, window.days
    hours = [(window.hours[0] + i) % 24 for i in range((window.hours[1] - window.hours[0]) % 24 or 24)]
    months = [(first - 1 + i) % MONTHS + 1 for i in range((last - first) % MONTHS + 1)]
    days = [(start - 1 + i) % 7 for i in range((end - start) % 7 + 1)]
    return np.asarray(local.hour.isin(hours) & local.month.isin(months) & local.day_of_week.isin(days))


def stepped(units: float, first_eur: float, tiers: Sequence[Tier]) -> float:
    """Units at the price of their tier, EUR: all at the first price, and above each bound the difference."""
    eur, prices = units * first_eur, [first_eur, *(t.eur for t in tiers)]
    for tier, (before, after) in zip(tiers, pairwise(prices), strict=True):
        eur += max(0.0, units - tier.above) * (after - before)
    return eur


def peaks_eur(outcome: Outcome, tariff: Tariff, net_kw: Array) -> float:
    """A year's charge on monthly peaks, EUR."""
    hours = _period_of(outcome, tariff, "peak_eur_kw_month")
    month = np.repeat(outcome.year.month, 4)
    frame = pd.DataFrame({"kw": np.maximum(net_kw, 0.0), "month": month, "period": np.repeat(hours, 4)})
    eur = 0.0
    for number in sorted({-1, *hours.tolist()}):
        part = frame[frame["period"] == number]
        peaks = part.groupby("month")["kw"].max().reindex(range(MONTHS), fill_value=0.0).tolist()
        price = None if number < 0 else tariff.periods[number].peak_eur_kw_month
        for m in range(MONTHS):
            back = [peaks[(m - i) % MONTHS] for i in range(tariff.lookback_months)]
            kw = max(peaks[m], tariff.lookback_share * max(back))
            eur += stepped(kw, tariff.peak_eur_kw_month, tariff.peak_tiers) if price is None else price * kw
    return eur


def kwh_eur(outcome: Outcome, tariff: Tariff, net_kw: Array, low_hours: Flags) -> float:
    """A year's charge per kWh, EUR; nothing for a small user."""
    if tariff.kind == "small":
        return 0.0
    kwh = np.maximum(net_kw, 0.0) / 4
    period = np.repeat(_period_of(outcome, tariff, "eur_per_kwh"), 4)
    eur = sum(float(kwh[period == i].sum()) * (p.eur_per_kwh or 0.0) for i, p in enumerate(tariff.periods))
    rest = kwh[period < 0]
    if tariff.kwh_tiers:
        return eur + stepped(float(rest.sum()), tariff.kwh_normal, tariff.kwh_tiers)
    low = low_hours[period < 0]
    return eur + float(rest[low].sum()) * tariff.kwh_low + float(rest[~low].sum()) * tariff.kwh_normal


def _period_of(outcome: Outcome, tariff: Tariff, price: str) -> NDArray[np.int64]:
    """Which period with such a price each hour lies in, -1 for none; the first period that holds counts."""
    found = np.full(len(outcome.year.local), -1, dtype=np.int64)
    taken = np.zeros(len(found), dtype=np.bool_)
    for number, period in enumerate(tariff.periods):
        here = inside(period.window, outcome.year.local) & ~taken
        taken |= here
        if getattr(period, price) is not None:
            found[here] = number
    return found
