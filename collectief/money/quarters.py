"""The clock of a bill: which month, low hour and tariff period each quarter-hour belongs to."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from collectief.facts import Tariff
from collectief.money.charges import Flags, Months, period_flags
from collectief.money.tariff import tariff_low_hours


@dataclass(frozen=True, slots=True, eq=False)
class Quarters:
    """Moments on the Dutch clock, each standing for ``each`` quarter-hours, and the month of every quarter-hour."""

    local: pd.DatetimeIndex
    months: Months
    each: int = 1

    def low_hours(self, tariff: Tariff) -> Flags:
        """Quarter-hours with the low charge per kWh."""
        return np.repeat(tariff_low_hours(tariff, self.local), self.each)

    def periods(self, tariff: Tariff) -> tuple[Flags, ...]:
        """Quarter-hours of each period of the tariff."""
        return tuple(np.repeat(holds, self.each) for holds in period_flags(tariff, self.local))
