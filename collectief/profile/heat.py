"""Heat of one company per hour, from its yearly gas: space heating by degree hours, process heat by working hours."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.facts import SectorRow, fact, sector_row
from collectief.park import Company
from collectief.profile.electricity import activity
from collectief.profile.year import HOURS, Year

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Heat:
    """Useful heat of one company: kW per hour for the building and for the process, each shape (8760,).

    ``supply_degc`` is what its radiators or air heaters need today, ``process_degc`` what the process needs
    (None where there is no process heat, or its temperature is in no table).
    """

    space_kw: Array
    process_kw: Array
    supply_degc: float
    process_degc: float | None

    @property
    def total_kw(self) -> Array:
        """Space and process together, shape (8760,)."""
        return self.space_kw + self.process_kw


def heat_kw(company: Company, floor_m2: float, *, year: Year, boiler_efficiency: float | None = None) -> Heat:
    """Useful heat that ``company.gas_m3`` gives in its boiler; the year's kWh are exactly m3 x kWh/m3 x efficiency.

    The split between building and process is the sector's (``SectorRow.space_heat_share``, source there).
    ``boiler_efficiency`` is on the upper heating value; the fact ``boiler.efficiency`` where it is None.

    Raises:
        MissingFact: the sector is unknown.
    """
    row = sector_row(company.sector, floor_m2)
    efficiency = fact("boiler.efficiency").value if boiler_efficiency is None else boiler_efficiency
    total_kwh = company.gas_m3 * fact("gas.kwh_per_m3").value * efficiency
    space = degree_hours(year, _heated(row, year.local), setback_degc=fact("heat.setback_degc").value)
    process = activity(row.shift, year.local)
    process_share = 1.0 - row.space_heat_share
    return Heat(
        space_kw=space * (total_kwh * row.space_heat_share / space.sum()),
        process_kw=process * (total_kwh * process_share / process.sum()),
        supply_degc=fact("heat.space_supply_degc").value,
        process_degc=row.process_degc if process_share > 0 else None,
    )


def degree_hours(year: Year, heated: NDArray[np.bool_], *, setback_degc: float) -> Array:
    """Degree hours below the base: 18 degC in the hours that are ``heated``, ``setback_degc`` in others; shape (8760,).

    The building follows the outdoor temperature with a delay: a running mean over the last hours.
    """
    memory = int(fact("heat.memory_h").value)
    before = np.concatenate([np.full(memory - 1, year.degc[0]), year.degc])
    felt = np.convolve(before, np.full(memory, 1.0 / memory), mode="valid")
    base = np.where(heated, fact("heat.base_degc").value, setback_degc)
    return np.asarray(np.maximum(base - felt, 0.0))


def _heated(row: SectorRow, local: pd.DatetimeIndex) -> NDArray[np.bool_]:
    """Hours at full temperature: those with at least half the activity of the busiest, and the hours before them."""
    busy = activity(row.shift, local) >= 0.5
    ahead = int(fact("heat.preheat_h").value)
    shifted = [np.roll(busy, -hours) for hours in range(ahead + 1)]
    return np.asarray(np.any(shifted, axis=0)).reshape(HOURS)
