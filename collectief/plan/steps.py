"""Which hours a model looks at: typical days for a design, whole months for a replay."""

import numpy as np
from numpy.typing import NDArray

from collectief.measure import Setting
from collectief.model import Steps
from collectief.profile.typical_days import typical_days
from collectief.profile.wind import turbine_profile
from collectief.profile.year import Year

HOURS_A_DAY = 24


def design_steps(setting: Setting, periods: int) -> Steps:
    """Typical and extreme days of each period of the year, hour by hour; by wind too where a turbine may stand."""
    wind = () if setting.park.rules.wind is None else (turbine_profile(setting.year),)
    loads = np.array(
        [
            sum(u.electricity_kw for u in setting.uses.values()),
            sum(u.space_kw for u in setting.uses.values()),
            setting.sun_kw_per_kwp,
            setting.year.price_eur_per_kwh,
            *wind,
        ]
    )
    chosen = typical_days(loads, setting.year, periods=periods)
    hours = np.arange(HOURS_A_DAY)
    return Steps(
        pick=(chosen.days[:, None] * HOURS_A_DAY + hours).ravel(),
        weight=np.repeat(chosen.weight, HOURS_A_DAY).astype(np.float64),
        cycle=np.repeat(np.arange(len(chosen.days)), HOURS_A_DAY),
        period=np.repeat(chosen.period, HOURS_A_DAY).astype(np.int64),
        months=np.asarray(chosen.months_of_period, dtype=np.float64),
    )


def coarse(steps: Steps, *, every: int) -> Steps:
    """Usual days at one hour in so many, each standing for as many; days that stand for themselves stay whole.

    Only for models in which nothing is stored.
    """
    order = np.arange(len(steps)) % HOURS_A_DAY
    whole = steps.weight <= 1.0
    kept = whole | (order % every == every // 2)
    weight = np.where(whole, steps.weight, steps.weight * every)
    return Steps(steps.pick[kept], weight[kept], steps.cycle[kept], steps.period[kept], steps.months)


def month_steps(year: Year, month: int) -> Steps:
    """All hours of one month (0..11), each for itself; stores close within the month."""
    pick = np.flatnonzero(year.month == month).astype(np.int64)
    zeros: NDArray[np.int64] = np.zeros(len(pick), dtype=np.int64)
    return Steps(pick, np.ones(len(pick)), zeros, zeros, np.ones(1))
