"""One case of a plan in five numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sums:
    """One case of a plan in a year. EUR are those of the bills: what CO2 weighs is never in them."""

    eur: float
    co2_kg: float
    gas_m3: float
    peak_kw: float
    investment_eur: float
