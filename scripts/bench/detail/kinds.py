"""Six kinds of companies: when they use power and heat, how large their roofs are, and when their vehicles charge."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.peers.problem import YEAR, Array

Hours = NDArray[np.int64]
DAYS = YEAR // 24
BASE_DEGC = 16.0
"""Below this outside, rooms are heated."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of company; all figures are placeholders of the right size.

    ``size`` is the logarithm of its largest power in kW; heat for rooms and for processes, and the energy of vehicles,
    are parts of its electricity; ``roof`` is kW of sun per kW of mean load; ``cop`` is the heat from a kW of power
    when it is 7 degC outside; vehicles charge from ``begin`` to ``end`` o'clock on weekdays.
    """

    name: str
    size: float
    rooms: float
    process: float
    roof: float
    driving: float
    cop: float
    begin: int = 8
    end: int = 17


KINDS = (
    Kind("logistics", 4.6, rooms=0.25, process=0.0, roof=8.0, driving=0.30, cop=3.3, begin=17, end=24),
    Kind("cold store", 4.9, rooms=0.05, process=0.0, roof=5.0, driving=0.05, cop=3.3),
    Kind("manufacturing", 4.8, rooms=0.6, process=0.5, roof=5.0, driving=0.03, cop=2.5),
    Kind("office", 3.3, rooms=1.0, process=0.0, roof=4.0, driving=0.25, cop=3.3),
    Kind("food at night", 4.2, rooms=0.5, process=1.2, roof=5.0, driving=0.08, cop=2.5, begin=17, end=24),
    Kind("small", 2.8, rooms=1.2, process=0.0, roof=8.0, driving=0.25, cop=3.3),
)


def shape_of(kind: Kind, degc: Array) -> Array:
    """When this kind uses power, as a part of its most, shape (8760,)."""
    time = np.arange(YEAR)
    clock, weekday = time % 24, time // 24 % 7
    work = (weekday < 5).astype(np.float64)
    saturday = (weekday < 6).astype(np.float64)
    shapes = {
        "logistics": 0.25 + 0.75 * work * ((clock >= 6) & (clock < 20)),
        "cold store": 0.75 + 0.25 * np.clip((degc - 5) / 20, 0, 1),
        "manufacturing": 0.25 + 0.75 * work * ((clock >= 6) & (clock < 22)),
        "office": 0.2 + 0.8 * work * np.exp(-(((clock - 12.5) / 4.5) ** 2)),
        "food at night": 0.35 + 0.65 * saturday * ((clock < 8) | (clock >= 22)),
        "small": 0.15 + 0.85 * saturday * ((clock >= 8) & (clock < 18)),
    }
    return np.asarray(shapes[kind.name])


def rooms_of(degc: Array) -> Array:
    """When rooms are heated, one on average, shape (8760,)."""
    time = np.arange(YEAR)
    used = 0.45 + 0.55 * (time // 24 % 7 < 5) * ((time % 24 >= 5) & (time % 24 < 18))
    asked = np.clip(BASE_DEGC - degc, 0, None) * used
    return np.asarray(asked / asked.mean())


def cop_of(kind: Kind, degc: Array) -> Array:
    """Heat from a kW of power, shape (8760,): less where it is cold outside, and where processes ask for more."""
    return np.clip(kind.cop + 0.07 * (degc - 7), 1.6, 5.5)


def plugged_of(kind: Kind) -> Array:
    """One where vehicles stand at the charger, shape (8760,)."""
    time = np.arange(YEAR)
    clock, work = time % 24, time // 24 % 7 < 5
    return np.asarray(work & (clock >= kind.begin) & (clock < kind.end), dtype=np.float64)


def driven_of(kind: Kind, day_kwh: Array) -> Array:
    """When vehicles leave with what they drive on, kW in the last hour at the charger, shape (8760,)."""
    series = np.zeros(YEAR)
    series[np.arange(DAYS) * 24 + kind.end - 1] = day_kwh
    return series * plugged_of(kind)
