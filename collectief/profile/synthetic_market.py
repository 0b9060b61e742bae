"""Made prices and CO2 that follow from the weather: sunny and windy hours are cheap and clean.

Residual load = national use - wind - sun + slow noise. Hours are ranked by it, and the rank is looked up in
the measured distribution of 2025: a map that never falls. Two unknowns are searched so that the sourced
statistics come out: more sun lowers the summer midday price, more slow noise (days that differ as a whole)
lowers the daily spread.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.facts import fact, facts_like
from collectief.profile.clock import WORKING, clock_hour, day_kinds, dutch_clock
from collectief.profile.noise import generator, remembering
from collectief.profile.smooth import running_mean
from collectief.profile.year import HOURS

Array = NDArray[np.float64]
KWH_PER_MWH = 1000.0
ROUNDS, HALVINGS = 4, 12
"""Turns of the two searches and steps of each: the statistics stand still to three digits."""
MOST_SUN, MOST_NOISE = 1.0, 1.5
"""Upper ends of the searches, in mean national use: beyond them the sun alone would feed the country."""


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Hourly day-ahead price, CO2 factor, and national use (mean 1), in UTC+1, each shape (8760,)."""

    price_eur_per_kwh: Array
    co2_kg_per_kwh: Array
    national_use: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """What residual load is made of, each in mean national use, shape (8760,), and the measured prices by rank."""

    use: Array
    wind: Array
    sun: Array
    noise: Array
    summer_midday: NDArray[np.bool_]
    curve: tuple[Array, Array]
    sun_share: float = 0.25
    noise_share: float = 0.2

    @property
    def residual(self) -> Array:
        return self.use - self.wind - self.sun_share * self.sun + self.noise_share * self.noise

    @property
    def price(self) -> Array:
        return _at_rank(self.residual, self.curve)


def made_market(start: pd.DatetimeIndex, ghi_w_m2: Array, *, wind_m_s: Array, seed: int) -> Market:
    """Prices and CO2 of one year that belong to this weather (hour starts in UTC+1, shape (8760,))."""
    local = dutch_clock(start)
    use = _national_use(local)
    parts = _Parts(
        use=use,
        wind=_wind_power(wind_m_s),
        sun=_national_sun(ghi_w_m2),
        noise=remembering(generator("market", start[0].year, seed), HOURS, memory=fact("market.noise_memory").value),
        summer_midday=np.asarray((local.month >= 4) & (local.month <= 9) & (local.hour >= 10) & (local.hour < 16)),
        curve=_price_curve(),
    )
    for _ in range(ROUNDS):
        parts = _fit_noise(_fit_sun(parts))
    return Market(parts.price / KWH_PER_MWH, _co2(parts, start, seed=seed), use)


def _national_use(local: pd.DatetimeIndex) -> Array:
    """Shape of Dutch electricity use by the clock: day and night, morning, evening, weekend, winter. Mean 1."""
    hour = clock_hour(local)
    wake = np.clip((hour - fact("market.wake_hour").value) / fact("market.wake_h").value, 0, 1)
    awake = wake * np.clip((24 - hour) / fact("market.sleep_h").value, 0, 1)
    night, weekend = fact("market.night_use").value, fact("market.weekend_use").value
    use = (night + (1 - night) * awake) * np.where(day_kinds(local) == WORKING, 1.0, weekend)
    winter = np.cos(2 * np.pi * (np.arange(HOURS) / 24 - fact("weather.coldest_day").value) / 365)
    use = use * (1 + fact("market.winter_use").value * winter) + _bump(hour, "evening") + _bump(hour, "morning")
    return np.asarray(use / use.mean())


def _bump(hour: Array, part: str) -> Array:
    distance = (hour - fact(f"market.{part}_hour").value) / fact(f"market.{part}_width_h").value
    return fact(f"market.{part}_use").value * np.exp(-(distance**2) / 2)


def _wind_power(wind_m_s: Array) -> Array:
    """Power of the fleet from wind at 10 m: a square up to full power, because many sites even out the cube."""
    power = np.minimum(wind_m_s / fact("market.rated_wind_m_s").value, 1.0) ** 2
    return np.asarray(fact("market.wind_share").value * power / power.mean())


def _national_sun(ghi_w_m2: Array) -> Array:
    """Sun of the whole country, mean 1: partly this station's, partly the usual sun of the hour and the weeks."""
    local, days = fact("market.local_sun").value, int(fact("market.usual_sun_days").value)
    usual = running_mean(ghi_w_m2.reshape(-1, 24), days).ravel()
    return np.asarray((local * ghi_w_m2 + (1 - local) * usual) / ghi_w_m2.mean())


def _price_curve() -> tuple[Array, Array]:
    """Measured quantiles of the day-ahead price (EUR/MWh), with zero at the measured number of negative hours."""
    shares, values = _quantiles("market.price_q")
    below = fact("year.2025.price_negative_hours").value / HOURS
    place = int(np.searchsorted(shares, below))
    return np.insert(shares, place, below), np.insert(values, place, 0.0)


def _quantiles(prefix: str) -> tuple[Array, Array]:
    """Facts ``<prefix>0250`` as (0.25, value), sorted by share; the key holds thousandths."""
    found = facts_like(prefix)
    shares = np.asarray([int(one.key.removeprefix(prefix)) for one in found], dtype=np.float64) / 1000.0
    return shares, np.asarray([one.value for one in found])


def _at_rank(order: Array, quantiles: tuple[Array, Array]) -> Array:
    """The value of each hour in a measured distribution, by its rank in ``order``."""
    return np.interp((pd.Series(order).rank().to_numpy() - 0.5) / HOURS, *quantiles)


def _fit_sun(parts: _Parts) -> _Parts:
    """The parts with the sun that gives the measured mean price of summer middays."""
    target = fact("year.2025.price_summer_midday_eur_per_mwh").value

    def surplus(share: float) -> float:
        return float(replace(parts, sun_share=share).price[parts.summer_midday].mean()) - target

    return replace(parts, sun_share=_search(surplus, MOST_SUN))


def _fit_noise(parts: _Parts) -> _Parts:
    """The parts with the slow noise that gives the measured mean of highest minus lowest price of a day."""
    target = fact("year.2025.price_daily_spread_eur_per_mwh").value

    def surplus(share: float) -> float:
        days = replace(parts, noise_share=share).price.reshape(-1, 24)
        return float(np.ptp(days, axis=1).mean()) - target

    return replace(parts, noise_share=_search(surplus, MOST_NOISE))


def _search(surplus: Callable[[float], float], most: float) -> float:
    """Halve [0, most] until the surplus, which falls as the share grows, is gone; the end where it never is."""
    low, high = 0.0, most
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if surplus(middle) > 0 else (low, middle)
    return (low + high) / 2


def _co2(parts: _Parts, start: pd.DatetimeIndex, *, seed: int) -> Array:
    """kg/kWh by the rank of the share that wind and sun leave to others, with its own slow noise."""
    noise = remembering(generator("co2", start[0].year, seed), HOURS, memory=fact("market.noise_memory").value)
    fossil = (parts.use - parts.wind - parts.sun_share * parts.sun) / parts.use + fact("market.co2_noise").value * noise
    return _at_rank(fossil, _quantiles("market.co2_q"))
