"""Which hours a model looks at: typical days for a design, whole months for a replay."""

import numpy as np
from numpy.typing import NDArray

from collectief.measure import Setting
from collectief.measure.homes import homes
from collectief.measure.outside_heat import given_kw, gives, outside_sources
from collectief.measure.residual import network_spare_kw
from collectief.model import Steps
from collectief.profile.typical_days import period_of_day, typical_days
from collectief.profile.wind import turbine_profile
from collectief.profile.year import HOURS, Year

HOURS_A_DAY, PART_OF_A_DAY = 24, 0.01


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
    usual = Steps(
        pick=(chosen.days[:, None] * HOURS_A_DAY + hours).ravel(),
        weight=np.repeat(chosen.weight, HOURS_A_DAY).astype(np.float64),
        cycle=np.repeat(np.arange(len(chosen.days)), HOURS_A_DAY),
        period=np.repeat(chosen.period, HOURS_A_DAY).astype(np.int64),
        months=np.asarray(chosen.months_of_period, dtype=np.float64),
    )
    day = _hardest_day(setting)
    return usual if day is None or day in chosen.days else _with_day(usual, day, setting.year, periods)


def _hardest_day(setting: Setting) -> int | None:
    """The day on which dwellings, which have no boiler left, ask most beside what companies and sources give."""
    rows = homes(setting)
    if not rows:
        return None
    spare = [network_spare_kw(setting, c) for c in setting.park.companies if setting.may_share(c)]
    spare += [given_kw(setting.park, one) * gives(setting, one) for one in outside_sources(setting.park)]
    asked = sum((setting.dwelling_kw[one.id] for one in rows), np.zeros(HOURS))
    return int(np.argmax(asked - sum((kw for kw in spare if kw is not None), np.zeros(HOURS)))) // HOURS_A_DAY


def _with_day(steps: Steps, day: int, year: Year, periods: int) -> Steps:
    """The same with a day that must be kept, too: of a hundredth of itself, less of the usual days of its period."""
    period = int(period_of_day(year, periods)[day])
    mine = (steps.period == period) & (steps.weight > 1.0)
    weight = np.where(mine, steps.weight - PART_OF_A_DAY * HOURS_A_DAY / max(int(mine.sum()), 1), steps.weight)
    more = np.arange(HOURS_A_DAY) + day * HOURS_A_DAY
    return Steps(
        pick=np.append(steps.pick, more),
        weight=np.append(weight, np.full(HOURS_A_DAY, PART_OF_A_DAY)),
        cycle=np.append(steps.cycle, np.full(HOURS_A_DAY, steps.cycle.max() + 1)),
        period=np.append(steps.period, np.full(HOURS_A_DAY, period)),
        months=steps.months,
    )


def coarse(steps: Steps, *, every: int) -> Steps:
    """Usual days at one hour in so many, each lasting as many; days that stand for themselves stay whole."""
    order = np.arange(len(steps)) % HOURS_A_DAY
    whole = steps.weight <= 1.0
    kept = whole | (order % every == every // 2)
    weight = np.where(whole, steps.weight, steps.weight * every)
    hours = np.where(whole, 1.0, float(every))[kept]
    return Steps(steps.pick[kept], weight[kept], steps.cycle[kept], steps.period[kept], steps.months, hours=hours)


def month_steps(year: Year, month: int) -> Steps:
    """All hours of one month (0..11), each for itself; stores close within the month."""
    pick = np.flatnonzero(year.month == month).astype(np.int64)
    zeros: NDArray[np.int64] = np.zeros(len(pick), dtype=np.int64)
    return Steps(pick, np.ones(len(pick)), zeros, zeros, np.ones(1))
