"""The statistics by which a year is known as a Dutch one, and what sources measured for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from collectief.facts import Fact, fact
from collectief.profile.sun import roof_profile, solar_kw_per_kwp
from collectief.profile.year import Year

PER_MWH = 1000.0


@dataclass(frozen=True, slots=True)
class Statistic:
    """One figure of a year: what it is, how it follows, its sourced target, and how far it may be off.

    ``tolerance`` is a share of the target; why it is what it is stands in ``docs/year.md``.
    """

    name: str
    of: Callable[[Year], float]
    target: str
    tolerance: float

    @property
    def fact(self) -> Fact:
        """The sourced figure."""
        return fact(self.target)

    def off(self, year: Year) -> float:
        """How far a year is off, as a share of the target."""
        return self.of(year) / self.fact.value - 1.0


def summer_midday(year: Year) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Hours from 10 to 16 h on the Dutch clock in April to September, shape (8760,)."""
    local = year.local
    return np.asarray((local.month >= 4) & (local.month <= 9) & (local.hour >= 10) & (local.hour < 16))


def degree_days(year: Year) -> float:
    """Sum over the days of what their mean temperature is below 18 degC."""
    days = year.degc.reshape(-1, 24).mean(axis=1)
    return float(np.maximum(fact("heat.base_degc").value - days, 0.0).sum())


STATISTICS: Final = (
    Statistic(
        "mean price, EUR/MWh",
        lambda y: float(y.price_eur_per_kwh.mean()) * PER_MWH,
        "year.2025.price_mean_eur_per_mwh",
        0.02,
    ),
    Statistic(
        "hours with a negative price",
        lambda y: float((y.price_eur_per_kwh < 0).sum()),
        "year.2025.price_negative_hours",
        0.002,
    ),
    Statistic(
        "mean price April-September 10-16 h, EUR/MWh",
        lambda y: float(y.price_eur_per_kwh[summer_midday(y)].mean()) * PER_MWH,
        "year.2025.price_summer_midday_eur_per_mwh",
        0.10,
    ),
    Statistic(
        "mean daily spread of the price, EUR/MWh",
        lambda y: float(np.ptp(y.price_eur_per_kwh.reshape(-1, 24), axis=1).mean()) * PER_MWH,
        "year.2025.price_daily_spread_eur_per_mwh",
        0.05,
    ),
    Statistic(
        "yield south 35 degrees, kWh/kWp",
        lambda y: float(solar_kw_per_kwp(y, 35.0, azimuth_deg=180.0).sum()),
        "year.2023.solar_yield_s35_kwh_per_kwp",
        0.03,
    ),
    Statistic(
        "yield east-west 15 degrees, kWh/kWp",
        lambda y: float(roof_profile(y).sum()),
        "year.2023.solar_yield_ew15_kwh_per_kwp",
        0.03,
    ),
    Statistic("degree days below 18 degC", degree_days, "year.2025.degree_days", 0.001),
    Statistic(
        "mean CO2 factor, kg/kWh",
        lambda y: float(y.co2_kg_per_kwh.mean()),
        "year.2025.co2_hourly_mean_kg_per_kwh",
        0.02,
    ),
    Statistic(
        "CO2 factor, 5th percentile, kg/kWh",
        lambda y: float(np.quantile(y.co2_kg_per_kwh, 0.05)),
        "year.2025.co2_p5_kg_per_kwh",
        0.05,
    ),
    Statistic(
        "CO2 factor, 95th percentile, kg/kWh",
        lambda y: float(np.quantile(y.co2_kg_per_kwh, 0.95)),
        "year.2025.co2_p95_kg_per_kwh",
        0.05,
    ),
)
"""In the order of the table in ``docs/year.md``."""
