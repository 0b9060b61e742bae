"""A park in full detail in numbers, made from a seed: what companies use, hour by hour, and what they may build.

Every figure is a placeholder of the right size: what is measured is how sizing a park grows with its companies, not a
park. Companies are of six kinds in turn and stand in two energy areas by turns. Together they may take in less than
they take today at once, so without building anything no plan keeps the caps.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bench.detail.kinds import DAYS, KINDS, Kind, cop_of, driven_of, plugged_of, rooms_of, shape_of
from bench.peers.problem import WEEK, YEAR, Array, hours_of, month_of, weather

AREAS = 2
CAP, GIVEN = 0.88, 0.55
"""What an energy area may take in, and give, as parts of the highest that its companies take in today."""
BOILER = 0.95
"""Heat from a kWh of gas."""


@dataclass(frozen=True, slots=True, eq=False)
class Works:
    """One company: series of the whole year, shape (8760,), and the most that it may build.

    ``load_kw`` and ``heat_kw`` are asked, ``driven_kw`` leaves with vehicles, which charge with up to ``charger_kw``
    where ``plugged`` is one; ``pv`` is kW per kW of roof. Taxes are EUR per kWh of power and of heat from gas.
    """

    kind: Kind
    load_kw: Array
    heat_kw: Array
    driven_kw: Array
    charger_kw: float
    pv: Array
    cop: Array
    roof_kw: float
    tax_eur: float
    gas_eur: float

    @property
    def plugged(self) -> Array:
        """Where vehicles can charge."""
        return plugged_of(self.kind)

    @property
    def vehicles_kwh(self) -> float:
        """What its vehicles hold: the longest day."""
        return float(self.driven_kw.max())

    @property
    def today_kw(self) -> Array:
        """What it takes in where it builds nothing and charges evenly, shape (8760,)."""
        standing = self.plugged.reshape(DAYS, 24)
        a_day = self.driven_kw.reshape(DAYS, 24).sum(axis=1, keepdims=True)
        charged = standing * a_day / np.maximum(standing.sum(axis=1, keepdims=True), 1)
        return np.asarray(self.load_kw + charged.ravel(), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Park:
    """Companies with what they share: the price of power and the air outside, shape (8760,), and the steps modelled.

    ``hour`` and ``month`` have shape (steps,) and each step stands for ``weight`` hours. Costs are EUR a year per kW,
    or per kWh of what stores.
    """

    companies: tuple[Works, ...]
    price: Array
    degc: Array
    hour: NDArray[np.int64]
    month: NDArray[np.int64]
    weight: float
    integer: bool
    fee_eur: float = 0.008
    wear_eur: float = 1e-4
    pv_eur: float = 62.0
    battery_eur: float = 36.0
    heat_pump_eur: float = 80.0
    tank_eur: float = 1.9
    connection_eur: float = 16.0
    contract_eur: float = 20.0
    group_eur: float = 14.0
    peak_eur: float = 1.5
    shared_eur: dict[str, float] = field(
        default_factory=lambda: {"battery": 24.0, "residual": 30.0, "heat_pump": 52.0, "tank": 0.8, "network": 9.0}
    )
    residual_eur: float = 0.010
    heat_tax_eur: float = 0.0387

    def weeks(self, count: int) -> "Park":
        """The same park on so many weeks spread over the year."""
        hour = hours_of(count * WEEK)
        return replace(self, hour=hour, month=month_of(hour), weight=YEAR / len(hour))

    @property
    def months(self) -> int:
        """How many months are modelled: twelve, or as many as the weeks lie in."""
        return int(self.month[-1]) + 1

    @property
    def areas(self) -> tuple[tuple[int, ...], ...]:
        """The companies of each energy area."""
        count = min(AREAS, len(self.companies))
        return tuple(tuple(range(area, len(self.companies), count)) for area in range(count))

    @property
    def today_kw(self) -> Array:
        """The highest that each area takes in today at once, in the steps that are modelled, shape (areas,)."""
        here = [sum((self.companies[i].today_kw for i in area), np.zeros(YEAR)) for area in self.areas]
        return np.array([kw[self.hour].max() for kw in here])

    @property
    def heat_kw(self) -> Array:
        """What all ask of heat, shape (8760,)."""
        return np.asarray(sum((one.heat_kw for one in self.companies), np.zeros(YEAR)))

    @property
    def residual(self) -> Array:
        """Which part of a connection to residual heat is there, shape (8760,): its source works in two shifts."""
        time = np.arange(YEAR)
        works = (time // 24 % 7 < 6) & (time % 24 >= 5) & (time % 24 < 23)
        return np.where(works, 1.0, 0.35)


def detail_park(companies: int, steps: int, seed: int, *, integer: bool = False) -> Park:
    """The park of so many companies on 8,760 hours, or on whole weeks spread over the year."""
    random = np.random.default_rng(seed)
    sun, price = weather(random, np.arange(YEAR))
    degc = _outside(random)
    hour = hours_of(steps)
    made = tuple(_works(random, KINDS[i % len(KINDS)], sun=sun, degc=degc) for i in range(companies))
    return Park(made, price, degc, hour, month_of(hour), YEAR / steps, integer)


def _outside(random: np.random.Generator) -> Array:
    """The air outside, degC, shape (8760,): cold spells last for days."""
    time = np.arange(YEAR)
    day, clock = time // 24, time % 24
    spell, chance = np.zeros(DAYS), random.normal(0, 1.8, DAYS)
    for today in range(1, DAYS):
        spell[today] = 0.8 * spell[today - 1] + chance[today]
    season, daily = np.cos(2 * np.pi * (day - 20) / 365), np.sin(2 * np.pi * (clock - 9) / 24)
    return np.asarray(10.5 - 8.5 * season + 3 * daily + spell[day])


def _works(random: np.random.Generator, kind: Kind, *, sun: Array, degc: Array) -> Works:
    shape = shape_of(kind, degc)
    load = np.exp(random.normal(kind.size, 0.55)) * shape * np.clip(random.normal(1, 0.1, YEAR), 0.4, 1.7)
    rooms = kind.rooms * rooms_of(degc) * np.clip(random.normal(1, 0.08, YEAR), 0.5, 1.5)
    mean_kw = float(load.mean())
    heat = mean_kw * (rooms + kind.process * shape / shape.mean())
    day_kwh = mean_kw * 24 * kind.driving * np.clip(random.normal(1, 0.15, DAYS), 0.5, 1.5)
    kwh, gas_kwh = float(load.sum() + day_kwh.sum()), float(heat.sum()) / BOILER
    driven = driven_of(kind, day_kwh)
    return Works(
        kind=kind,
        load_kw=load,
        heat_kw=heat,
        driven_kw=driven,
        charger_kw=2.2 * float(driven.max()) / (kind.end - kind.begin),
        pv=sun * random.uniform(0.92, 1.05),
        cop=cop_of(kind, degc),
        roof_kw=mean_kw * kind.roof * random.uniform(0.5, 1.5),
        tax_eur=0.0387 if kwh > 50_000 else 0.0694 if kwh > 10_000 else 0.10,
        gas_eur=(0.051 + (0.032 if gas_kwh > 1.66e6 else 0.058)) / BOILER,
    )
