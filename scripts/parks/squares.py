"""Parks of four companies with square loads: every number follows by hand from these few lines."""

from dataclasses import dataclass

import numpy as np

from parks.files import Array

YEAR = 2025
TAX_YEAR = 2026
"""Tariffs and energy tax are those of Stedin and the law of this year."""
DAYS = 365
HOURS = 24


@dataclass(frozen=True, slots=True)
class Square:
    """One company: its kW per block of hours of every day, and its row in bedrijven.csv."""

    id: str
    name: str
    sector: str
    category: str
    blocks: tuple[tuple[int, int, float], ...]
    contract_kw: float | None
    physical_kva: float | None
    gas_m3: float
    wish: tuple[float, int, float] | None = None
    residual: tuple[float, float] | None = None
    """kW of residual heat that is always there, and its temperature, degC."""
    cars: tuple[int, int, int] | None = None
    """Pool cars, and the trips and km a year of all of them together."""

    @property
    def small(self) -> bool:
        """Whether it pays by fuse."""
        return self.contract_kw is None

    @property
    def day_kw(self) -> Array:
        """kW in each hour of every day (winter time), shape (24,)."""
        found = np.zeros(HOURS)
        for start, end, kw in self.blocks:
            found[start:end] = kw
        return found

    @property
    def kwh(self) -> float:
        """kWh a year."""
        return float(self.day_kw.sum()) * DAYS

    @property
    def peak_kw(self) -> float:
        """Highest kW, the same in every month."""
        return float(self.day_kw.max())


@dataclass(frozen=True, slots=True)
class SquarePark:
    """Four companies on one street in one energy area, and what it costs to run a group."""

    id: str
    name: str
    companies: tuple[Square, ...]
    capacity_kw: float
    others_peak_kw: float
    queue_kw: float
    requests: int
    x_m: float
    y_m: float
    group_fixed_eur: float
    group_member_eur: float

    @property
    def large(self) -> tuple[Square, ...]:
        """The companies that can join a group."""
        return tuple(c for c in self.companies if not c.small)
