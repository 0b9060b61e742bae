"""Six meters of De Vlasakker: quarter-hours of a year, kW, built from shifts, machines, weather and chance."""

from collections.abc import Callable, Mapping

import numpy as np

from parks.calendar_nl import Calendar, drift, smooth
from parks.files import Array

Meter = Callable[[Calendar, np.random.Generator], Array]


def machines(rng: np.random.Generator, wanted: Array, number: int, *, quarters_on: float) -> Array:
    """How many machines run, shape of ``wanted`` (0..1, the share that should run on average).

    Each machine starts and stops by chance and runs ``quarters_on`` quarter-hours at a time on average.
    """
    stop = 1.0 / quarters_on
    start = np.clip(wanted * stop / np.maximum(1.0 - wanted, 0.02), 0.0, 1.0)
    chance = rng.random((len(wanted), number))
    running = np.zeros(number, dtype=np.bool_)
    found = np.empty(len(wanted))
    for k in range(len(wanted)):
        running = np.where(running, chance[k] >= stop * (2.0 - wanted[k]), chance[k] < start[k])
        found[k] = running.sum() if wanted[k] > 0 else 0.0
    return found


def _daily(c: Calendar, rng: np.random.Generator, spread: float) -> Array:
    """A factor per day around 1: busy and quiet days and weeks."""
    return np.asarray(np.exp(drift(rng, 366, keep=0.6, spread=spread))[c.day])


def _grain(rng: np.random.Generator, steps: int, spread: float) -> Array:
    """A factor per quarter-hour around 1: small loads that switch."""
    return 1.0 + drift(rng, steps, keep=0.5, spread=spread)


def plastics(c: Calendar, rng: np.random.Generator) -> Array:
    """Injection moulding: three shifts from Monday to Saturday morning, two machines on through the weekend."""
    week = smooth(np.maximum(c.between(5.5, 24), c.between(0, 6, "12345")), 8)
    calm = np.where(c.summer, 0.55, 1.0) * np.where(c.hour > 21.5, 0.86, 1.0)
    running = machines(rng, np.clip(0.74 * week * calm * _daily(c, rng, 0.04), 0, 0.95), 24, quarters_on=60)
    weekend = np.where(c.closed, 0.0, 1.0 - week) * 58
    cooling = 46 + 3.1 * np.maximum(c.degc - 4, 0) * (0.25 + 0.75 * week) + 2.8 * running
    return np.asarray((running * 25.5 + weekend + cooling) * _grain(rng, len(week), 0.012))


def cold_store(c: Calendar, rng: np.random.Generator) -> Array:
    """Frozen goods: compressors follow the weather, goods come in by day, extra cold is made in the cheap night."""
    goods = smooth(c.between(6, 18, "012345"), 12) * _daily(c, rng, 0.12)
    night = smooth(((c.hour >= 23) | (c.hour < 6)).astype(np.float64), 6)
    warm = np.clip((c.degc + 4) / 30, 0.08, 1.15)
    harvest = 1 + 0.22 * np.exp(-(((c.day - 268) / 30.0) ** 2))
    wanted = np.clip((0.17 + 0.46 * warm + 0.13 * goods + 0.14 * night) * harvest, 0, 0.97)
    running = machines(rng, wanted, 6, quarters_on=7)
    defrost = 26 * ((c.hour % 6) < 0.5)
    return np.asarray((34 + running * 43 + defrost + 18 * goods) * _grain(rng, len(goods), 0.015))


def plating(c: Calendar, rng: np.random.Generator) -> Array:
    """Electroplating: rectifiers in two shifts, baths kept warm, heated up early on Monday."""
    shifts = smooth(c.between(6, 23), 4) * np.where(c.summer, 0.6, 1.0)
    lines = machines(rng, np.clip(0.66 * shifts * _daily(c, rng, 0.06), 0, 0.93), 9, quarters_on=6)
    baths = 21 + 0.55 * (20 - c.degc) + 52 * c.between(3.75, 6, "0")
    return (lines * 19.4 + 43 * shifts + baths) * _grain(rng, len(shifts), 0.014)


def bakery(c: Calendar, rng: np.random.Generator) -> Array:
    """Bread for the morning: from Sunday evening to Saturday morning by night, packing and cooling by day."""
    baking = smooth(c.between(22, 9, "601234"), 5) * (1 + 0.25 * (c.weekday == 5))
    packing = smooth(c.between(6, 15, "012345"), 6)
    feast = 1 + 0.18 * np.exp(-(((c.day - 350) / 9.0) ** 2)) + 0.1 * np.exp(-(((c.day - 105) / 7.0) ** 2))
    ovens = machines(rng, np.clip(0.62 * baking * feast * _daily(c, rng, 0.05), 0, 0.95), 10, quarters_on=5)
    freezers = 41 + 0.9 * np.maximum(c.degc, 0) + 7 * ((c.hour % 4) < 0.75)
    return np.asarray((ovens * 14.5 + 26 * baking + 30 * packing + freezers) * _grain(rng, len(baking), 0.015))


def printing(c: Calendar, rng: np.random.Generator) -> Array:
    """Two presses with dryers in two shifts, binding by day, Saturdays in the busy months before Christmas."""
    busy = (c.day > 288) & (c.day < 350)
    shifts = np.maximum(c.between(6, 22.5), c.between(7, 15, "5") * busy) * np.where(c.summer, 0.7, 1.0)
    presses = machines(rng, np.clip(0.6 * shifts * (1 + 0.2 * busy) * _daily(c, rng, 0.06), 0, 0.92), 4, quarters_on=9)
    binding = smooth(c.between(7, 16.5), 4)
    climate = 15 + 1.4 * np.maximum(c.degc - 16, 0) + 6 * smooth(shifts, 4)
    return (presses * 33 + 31 * binding + 12 * smooth(shifts, 3) + climate) * _grain(rng, len(binding), 0.016)


def laser(c: Calendar, rng: np.random.Generator) -> Array:
    """Three laser cutters, by day with people and often unmanned into the evening; press brakes and air."""
    day = c.between(7, 16.5) * np.where(c.summer, 0.35, 1.0)
    evening = c.between(16.5, 21.5, "0123") * np.repeat(rng.random(366) < 0.7, 96)[: len(day)]
    cutters = machines(rng, np.clip(0.64 * day + 0.62 * evening * (c.summer == 0), 0, 0.9), 3, quarters_on=5)
    brakes = machines(rng, np.clip(0.5 * day * _daily(c, rng, 0.08), 0, 0.9), 5, quarters_on=2)
    air = 9 + 16 * smooth(np.maximum(day, 0.8 * evening), 3)
    return (cutters * 49 + brakes * 11.5 + air) * _grain(rng, len(day), 0.014)


METERS: Mapping[str, Meter] = {
    "kunststof": plastics,
    "koelhuis": cold_store,
    "galvano": plating,
    "bakkerij": bakery,
    "drukkerij": printing,
    "laser": laser,
}


def meters(c: Calendar, seed: int) -> dict[str, Array]:
    """kW per metered company, rounded to 0.1, shape (35040,)."""
    rngs = np.random.default_rng(seed).spawn(len(METERS))
    made: dict[str, Array] = {key: meter(c, rng) for (key, meter), rng in zip(METERS.items(), rngs, strict=True)}
    return {key: np.asarray(np.round(np.maximum(kw, 0.0), 1), dtype=np.float64) for key, kw in made.items()}
