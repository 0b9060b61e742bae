"""Electric driving of one company: how much must be charged in which hours at home.

Each working day vans and lorries leave in the morning and come back in the evening. What they drove must be
charged between that arrival and the next departure: one *window*, longer over a weekend or a holiday. The cars of
people who work here stand there by day: one window per working day.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.park import Company
from collectief.profile.clock import WORKING, clock_hour, day_kinds
from collectief.profile.year import Year

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Vehicle = Literal["van", "lorry", "car"]


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """When one kind of vehicle stands at the company, and what it must have charged by the end of each stand.

    ``window`` is the number of the window of each hour, -1 on the road, shape (8760,); ``kwh`` what must
    flow into the vehicles within each window, shape (windows,).
    """

    window: Ints
    kwh: Array

    @property
    def plugged(self) -> Array:
        """1 in hours at home, 0 on the road; shape (8760,)."""
        return (self.window >= 0).astype(np.float64)

    @property
    def even_kw(self) -> Array:
        """Charging as slowly as the windows allow: kW, shape (8760,); its sum is the year's kWh."""
        lengths = np.bincount(self.window[self.window >= 0], minlength=self.kwh.size)
        per_hour = np.append(self.kwh / np.maximum(lengths, 1), 0.0)
        return np.asarray(per_hour[self.window])


@dataclass(frozen=True, slots=True, eq=False)
class Driving:
    """The windows of a company's vans and lorries, and of the cars of its people."""

    vans: Windows
    lorries: Windows
    cars: Windows


def driving(company: Company, year: Year) -> Driving:
    """Charging windows of a company: the yearly kWh of each kind of vehicle, the same for every day of driving."""
    driven = company.mobility
    return Driving(
        vans=windows("van", driven.van_kwh, year=year, arrive_h=driven.van_arrive_h, depart_h=driven.van_depart_h),
        lorries=windows(
            "lorry", driven.lorry_kwh, year=year, arrive_h=driven.lorry_arrive_h, depart_h=driven.lorry_depart_h
        ),
        cars=windows("car", driven.commuter_kwh, year=year),
    )


def windows(
    vehicle: Vehicle,
    kwh_per_year: float,
    *,
    year: Year,
    arrive_h: float | None = None,
    depart_h: float | None = None,
) -> Windows:
    """Windows of one kind of vehicle.

    Vans and lorries are away on working days from departure to arrival, past midnight where that is earlier; cars are
    there on working days from arrival to departure. Hours that are None are key figures (facts ``mobility.*``).
    The night of New Year's Eve is cut by the end of the year: its kWh are split over the first and the last
    window by their hours.
    """
    arrives = fact(f"mobility.{vehicle}_arrive_h").value if arrive_h is None else arrive_h
    departs = fact(f"mobility.{vehicle}_depart_h").value if depart_h is None else depart_h
    home = _there(year.local, arrives, departs) if vehicle == "car" else ~_there(year.local, departs, arrives)
    starts = home & ~np.concatenate(([False], home[:-1]))
    window = np.where(home, np.cumsum(starts) - 1, -1).astype(np.int64)
    count = int(starts.sum())
    share = np.ones(count)
    if count > 1 and home[0] and home[-1]:
        first, last = int((window == 0).sum()), int((window == count - 1).sum())
        share[0], share[-1] = first / (first + last), last / (first + last)
    return Windows(window, kwh_per_year * share / share.sum())


def _there(local: pd.DatetimeIndex, from_h: float, to_h: float) -> NDArray[np.bool_]:
    """Hours from one hour of a working day to another, past midnight where that is earlier."""
    began = local - pd.Timedelta(hours=from_h)
    return np.asarray((day_kinds(began) == WORKING) & ((clock_hour(local) - from_h) % 24 < (to_h - from_h) % 24))
