"""The reference problem in numbers: companies, the sun, a group that may buy so much, and one battery.

Every figure here is a placeholder of the right size, made from a seed: what is compared is tools, not parks. Per
company: power from and to the park in each step, solar power below what its roof holds, and a contract in kW. Of all
together: a group contract, its highest net load of each month, and a battery in kWh and kW.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
YEAR, WEEK, MONTH, LATITUDE_DEG = 8760, 168, 730, 52.0
PV_LEAST_KW, PV_FIXED_EUR, BATTERY_FIXED_EUR, MODULE_KWH, GROUP_STEP_KW = 20.0, 150.0, 3000.0, 50.0, 25.0
"""With whole numbers: a smallest roof and what deciding on it costs, the same of the battery, and steps."""


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One reference problem.

    ``load_kw`` and ``pv`` (kW per kW of roof) have shape (companies, steps), ``price`` (EUR per kWh) and ``month``
    (steps,), ``tax_eur`` and ``roof_kw`` (companies,). Each step stands for ``weight`` hours, ``hour`` of the year.
    Yearly costs are EUR per kW, or per kWh of the battery; a peak is paid per kW in each month that is modelled.
    """

    load_kw: Array
    pv: Array
    price: Array
    month: NDArray[np.int64]
    hour: NDArray[np.int64]
    weight: float
    tax_eur: Array
    roof_kw: Array
    group_kw: float
    integer: bool
    seed: int
    fee_eur: float = 0.01
    efficiency: float = 0.95
    pv_eur: float = 60.0
    contract_eur: float = 45.0
    group_eur: float = 25.0
    peak_eur: float = 2.9
    battery_eur_kwh: float = 25.0
    battery_eur_kw: float = 12.0

    @property
    def companies(self) -> int:
        """How many there are."""
        return len(self.load_kw)

    @property
    def months(self) -> int:
        """How many months are modelled: twelve, or as many as the weeks lie in."""
        return int(self.month[-1]) + 1

    @property
    def month_eur(self) -> float:
        """EUR per kW of peak in each month that is modelled: a year always has twelve."""
        return self.peak_eur * 12 / self.months

    @property
    def battery_kwh(self) -> float:
        """The largest battery that is looked at."""
        return float(np.floor(20 * self.load_kw.sum(axis=0).mean() / MODULE_KWH) * MODULE_KWH)

    @property
    def battery_kw(self) -> float:
        """The most power of the battery."""
        return float(1.5 * self.load_kw.sum(axis=0).max())

    @property
    def contract_kw(self) -> Array:
        """The largest contract of each company, shape (companies,)."""
        most = (self.pv * self.roof_kw[:, None] - self.load_kw).max(axis=1)
        return np.asarray(np.maximum(self.load_kw.max(axis=1), most))

    @property
    def roof_least_kw(self) -> Array:
        """The smallest roof where it is a decision, shape (companies,): no larger than half of what there is."""
        return np.minimum(PV_LEAST_KW, self.roof_kw / 2)


def reference(companies: int, steps: int, seed: int, *, integer: bool = False) -> Problem:
    """The problem of so many companies on 8,760 hours, or on whole weeks spread over the year."""
    random = np.random.default_rng(seed)
    time = np.arange(YEAR)
    sun, price = weather(random, time)
    load = np.array([_load(random, time, kind=i % 4) for i in range(companies)])
    roof = load.mean(axis=1) * random.uniform(2, 14, companies)
    yields = random.uniform(0.92, 1.05, companies)
    hour = hours_of(steps)
    load, kwh = load[:, hour], load[:, hour].sum(axis=1) * YEAR / steps
    top = float(load.sum(axis=0).max()) * 0.75
    return Problem(
        load_kw=load,
        pv=sun[hour] * yields[:, None],
        price=price[hour],
        month=month_of(hour),
        hour=hour,
        weight=YEAR / steps,
        tax_eur=np.where(kwh > 50_000, 0.04, 0.10),
        roof_kw=roof,
        group_kw=float(np.ceil(top / GROUP_STEP_KW) * GROUP_STEP_KW) if integer else top,
        integer=integer,
        seed=seed,
    )


def hours_of(steps: int) -> NDArray[np.int64]:
    """All hours, or whole weeks in the middle of equal parts of the year."""
    if steps == YEAR:
        return np.arange(YEAR)
    weeks = steps // WEEK
    firsts = [int((k + 0.5) * 52 / weeks) * WEEK for k in range(weeks)]
    return np.concatenate([np.arange(first, first + WEEK) for first in firsts])


def month_of(hour: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of the month of each of these hours, from zero; a week lies in the month in which it begins."""
    begins = hour if len(hour) == YEAR else np.repeat(hour[::WEEK], WEEK)
    return np.unique(np.minimum(begins // MONTH, 11), return_inverse=True)[1].astype(np.int64)


def weather(random: np.random.Generator, time: NDArray[np.int64]) -> tuple[Array, Array]:
    """What the sun gives per kW of roof, and the price of power, EUR per kWh, which is low when the sun is out."""
    day, clock = time // 24, time % 24
    tilt = np.deg2rad(23.45 * np.sin(2 * np.pi * (284 + day) / 365))
    north, turn = np.deg2rad(LATITUDE_DEG), np.deg2rad(15 * (clock + 0.5 - 12))
    height = np.sin(north) * np.sin(tilt) + np.cos(north) * np.cos(tilt) * np.cos(turn)
    clear = np.clip(random.beta(2, 1.6, 365), 0.08, 0.95)[day] * np.clip(random.normal(1, 0.25, YEAR), 0.3, 1.4)
    sun = np.clip(np.clip(height, 0, None) * clear, 0, 0.9)
    sun = np.clip(sun * 930 / sun.sum(), 0, 0.88)
    season, daily = np.cos(2 * np.pi * (day - 15) / 365), np.sin(2 * np.pi * (clock - 14) / 24)
    chance = random.normal(0, 0.02, 365)[day] + random.normal(0, 0.008, YEAR)
    return sun, 0.075 + 0.03 * season + 0.02 * daily - 0.10 * sun + chance


def _load(random: np.random.Generator, time: NDArray[np.int64], *, kind: int) -> Array:
    """What one company uses, kW: office hours, cold store, day shift or two shifts."""
    day, clock, weekday = time // 24, time % 24, time // 24 % 7
    work = (weekday < 5).astype(np.float64)
    shapes = (
        0.25 + 0.75 * work * ((clock >= 7) & (clock < 18)),
        0.8 + 0.2 * np.sin(2 * np.pi * (clock - 9) / 24),
        0.2 + 0.8 * (weekday < 6) * np.exp(-(((clock - 12) / 5) ** 2)),
        0.3 + 0.7 * ((clock >= 5) & (clock < 22)) * (0.3 + 0.7 * work),
    )
    season = 1 + 0.2 * np.cos(2 * np.pi * (day - 15) / 365)
    chance = np.clip(random.normal(1, 0.12, YEAR), 0.4, 1.8)
    return np.asarray(np.exp(random.normal(3.6, 0.8)) * shapes[kind] * season * chance)
