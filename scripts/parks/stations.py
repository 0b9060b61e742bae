"""The two feeding areas of De Vlasakker: where they lie, how full they are, and the load of everybody else."""

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon

from parks.calendar_nl import QUARTERS_PER_DAY, Calendar, drift, smooth
from parks.files import Array
from parks.layout import BORDER, bent, place

HOURS_PER_DAY = 24
FAR: dict[str, list[tuple[float, float]]] = {
    "vlasveld": [(250, 2600), (-1400, 3050), (-3300, 2300), (-3900, 400), (-3100, -1500), (-1500, -2450), (150, -2200)],
    "akkermolen": [(150, -2200), (1700, -2700), (3300, -1700), (4300, 300), (3700, 2100), (1900, 2900), (250, 2600)],
}
"""Outer corners on the paper of the layout, from where the areas meet to where they meet again."""


@dataclass(frozen=True, slots=True)
class Station:
    """What is typical of the load on a station, kW: homes, business, greenhouses or pumps, and solar."""

    id: str
    name: str
    capacity_kw: float
    homes_kw: float
    business_kw: float
    always_kw: float
    solar_kw: float
    queue_kw: float
    requests: int
    feed_in_queue_kw: float
    feed_in_requests: int
    seed: int


STATIONS = (
    Station("vlasveld", "OS Vlasveld", 40_000, 31_300, 12_500, 8_900, 61_000, 6_100, 26, 2_400, 7, 301),
    Station("akkermolen", "OS Akkermolen", 60_000, 36_300, 18_600, 17_000, 86_000, 3_700, 15, 1_500, 4, 302),
)


def area_rows() -> list[dict[str, object]]:
    """Rows of the layer ``gebieden``."""
    return [
        {
            "id": s.id,
            "name": s.name,
            "offtake": "red",
            "feed_in": "amber",
            "offtake_capacity_kw": s.capacity_kw,
            "feed_in_capacity_kw": s.capacity_kw,
            "offtake_queue_kw": s.queue_kw,
            "feed_in_queue_kw": s.feed_in_queue_kw,
            "offtake_requests": s.requests,
            "feed_in_requests": s.feed_in_requests,
            "alleviation_year": 2031,
            "geometry": _polygon(s.id),
        }
        for s in STATIONS
    ]


def _polygon(station: str) -> Polygon:
    border = bent(BORDER)
    south_to_north = station == "vlasveld"
    return Polygon([*(border if south_to_north else border[::-1]), *(place(u, v) for u, v in FAR[station])])


def others(station: Station, c: Calendar) -> Array:
    """Net load of everybody else, hourly kW, positive offtake, shape (8760,)."""
    rng = np.random.default_rng(station.seed)
    cold = np.clip((17 - c.degc) / 20, 0, 1.1)
    workday = (c.weekday < 5) & ~c.closed
    morning = np.exp(-(((c.hour - 7.75) / 1.6) ** 2))
    evening = np.exp(-(((c.hour - 19.0) / 2.6) ** 2))
    homes = 0.26 + 0.2 * morning + 0.34 * evening * (0.75 + 0.35 * cold) + 0.22 * cold * (0.6 + 0.4 * evening)
    business = 0.3 + smooth(c.between(7, 18.6), 10) * np.where(c.summer, 0.62, 0.72)
    weeks = np.exp(drift(rng, 366, keep=0.75, spread=0.022))[c.day]
    use = station.homes_kw * homes * np.where(workday, 1.0, 0.96) + station.business_kw * business
    net = (use + station.always_kw) * weeks - station.solar_kw * sun(c, rng)
    net *= 1.0 + drift(rng, len(net), keep=0.8, spread=0.004)
    return np.asarray(np.round(net.reshape(-1, 4).mean(axis=1)))


def sun(c: Calendar, rng: np.random.Generator) -> Array:
    """Share of the peak power that panels give: height of the sun at 52 degrees north times the clouds of the day."""
    tilt = np.radians(-23.45 * np.cos(2 * np.pi * (c.day + 10) / 365))
    solar_hour = (np.arange(len(c.hour)) % QUARTERS_PER_DAY) / 4 - 0.65
    angle = np.radians(15 * (solar_hour - 12))
    north = np.radians(52.0)
    height = np.sin(north) * np.sin(tilt) + np.cos(north) * np.cos(tilt) * np.cos(angle)
    clear = np.clip(rng.beta(1.6, 1.5, 366)[c.day] * 0.8 + 0.14, 0, 1)
    passing = np.clip(1 + drift(rng, len(c.hour), keep=0.85, spread=0.08), 0.5, 1.2)
    return np.asarray(np.clip(0.92 * np.maximum(height, 0) ** 1.15 * clear * passing, 0, 0.9))
