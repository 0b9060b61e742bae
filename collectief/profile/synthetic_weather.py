"""Made weather of a Dutch year: sun, wind and temperature that belong together.

Not a forecast and not a measured year: noise with the spread, memory and yearly sums of De Bilt
(facts ``weather.*``), so that clear days are warm in summer, cold in winter, and a little less windy.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import brentq

from collectief.facts import fact
from collectief.profile.clock import clock_hour, hours_of
from collectief.profile.noise import generator, remembering
from collectief.profile.sun import clear_sky_w_m2
from collectief.profile.year import HOURS

Array = NDArray[np.float64]
DAYS = 365


@dataclass(frozen=True, slots=True, eq=False)
class MadeWeather:
    """Hourly weather in UTC+1, each shape (8760,)."""

    degc: Array
    ghi_w_m2: Array
    wind_m_s: Array


def made_weather(number: int, seed: int) -> MadeWeather:
    """Weather of one year; the same number and seed give the same bytes."""
    rng = generator("weather", number, seed)
    start = hours_of(number)
    clouds = remembering(rng, DAYS, memory=fact("weather.clear_memory").value)
    clear = _clear_index(rng, clouds)
    ghi, clear = _radiation(start, clear)
    wind = _wind(rng, clouds, start=start)
    return MadeWeather(_temperature(rng, clear, start=start), ghi, wind)


def _season() -> Array:
    """1 on the warmest day of the year, -1 on the coldest; shape (8760,)."""
    days = np.arange(HOURS) / 24.0
    return -np.cos(2 * np.pi * (days - fact("weather.coldest_day").value) / DAYS)


def _clear_index(rng: np.random.Generator, clouds: Array) -> Array:
    """Radiation as a share of the clear sky's: a level per day and noise per hour."""
    daily = fact("weather.clear_mean").value + fact("weather.clear_spread").value * clouds
    noise = fact("weather.clear_hour_spread").value * remembering(
        rng, HOURS, memory=fact("weather.clear_hour_memory").value
    )
    return np.repeat(daily, 24) + fact("weather.clear_winter").value * _season() + noise


def _radiation(start: pd.DatetimeIndex, clear: Array) -> tuple[Array, Array]:
    """Global radiation with the fact's yearly sum, and the clear-sky share that gives it."""
    sky = clear_sky_w_m2(start)
    lowest, highest = fact("weather.clear_lowest").value, fact("weather.clear_highest").value
    target_w = fact("weather.ghi_kwh_m2").value * 1000.0

    def missed(shift: float) -> float:
        return float(np.sum(np.clip(clear + shift, lowest, highest) * sky) - target_w)

    shifted = np.clip(clear + brentq(missed, -1.0, 1.0, xtol=1e-6), lowest, highest)
    return shifted * sky, shifted


def _wind(rng: np.random.Generator, clouds: Array, *, start: pd.DatetimeIndex) -> Array:
    link = fact("weather.wind_clear_link").value
    noise = remembering(rng, HOURS, memory=fact("weather.wind_memory").value)
    linked = link * np.repeat(clouds, 24) + np.sqrt(1 - link**2) * noise
    wave = np.cos(2 * np.pi * (clock_hour(start) - fact("weather.warmest_hour").value) / 24)
    swing = 1 + fact("weather.wind_day_swing").value * wave
    speed = swing * np.exp(fact("weather.wind_log_spread").value * linked)
    return np.asarray(speed * fact("weather.wind_m_s").value / speed.mean())


def _temperature(rng: np.random.Generator, clear: Array, *, start: pd.DatetimeIndex) -> Array:
    """Yearly wave + weather of days + the sun's daily wave, moved until the degree days are the fact's."""
    daily_clear = np.repeat(clear.reshape(DAYS, 24).mean(axis=1), 24)
    season, departure = _season(), daily_clear - daily_clear.mean()
    middays = np.arange(DAYS) * 24 + 12
    slow = np.interp(np.arange(HOURS), middays, remembering(rng, DAYS, memory=fact("weather.day_memory").value))
    wave = np.cos(2 * np.pi * (clock_hour(start) - fact("weather.warmest_hour").value) / 24)
    extra = fact("weather.day_swing_clear_degc").value / np.std(daily_clear)
    swing = fact("weather.day_swing_degc").value + extra * departure
    degc = (
        fact("weather.annual_swing_degc").value * season
        + fact("weather.day_noise_degc").value * slow
        + fact("weather.clear_sky_degc").value * season * departure
        + np.maximum(swing, 0.0) * wave
    )
    return np.asarray(degc + _level(degc))


def _level(degc: Array) -> float:
    """What to add so that the year has the fact's degree days."""
    base, target = fact("heat.base_degc").value, fact("year.2025.degree_days").value
    days = degc.reshape(DAYS, 24).mean(axis=1)
    return float(brentq(lambda level: np.maximum(base - days - level, 0.0).sum() - target, -60.0, 60.0, xtol=1e-6))
