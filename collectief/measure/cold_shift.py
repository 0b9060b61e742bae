"""Shifting the cooling of a cold store by a few hours: colder than needed ahead of dear hours, or a little less so.

Only cooling moves, never more than is asked in an hour and never above the power of the machines, and the store is as
cold at the end of every day as it was at its beginning. The cold that can be held ahead or behind is so many hours of
mean cooling; half of it lies on either side of the usual temperature.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build, Price
from collectief.measure.cooling import cooling_kw
from collectief.measure.measure import Amounts
from collectief.measure.owned import owned
from collectief.measure.setting import Array, Setting
from collectief.model import Flow, Limit, Part, Series, Size, Store
from collectief.park import Company
from collectief.text import Text

HOURS_A_DAY = 24
MIDNIGHT = np.arange(8760) % HOURS_A_DAY == HOURS_A_DAY - 1
USUAL = 0.5
"""Part of the range that is filled at the usual temperature: as far to colder as to warmer."""
TIE_EUR_PER_KWH = 1e-5
"""Breaks ties between equal ways to shift in favour of the least, also where power costs nothing; in no bill."""


@dataclass(frozen=True)
class ColdShift:
    """Controls for the cooling of a whole store, or none; the cold itself costs nothing but a little more power."""

    key: str = "cold_shift"
    title: Text = Text(nl="Koeling verschuiven", en="Shifting of cooling")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Cold as a stock, with cooling above what is asked into it and cooling below out of it."""
        cooling, me, size = cooling_kw(setting, company), company.id, f"cold_shift/{company.id}"
        if not cooling.any() or company.connection.kind != "large":
            return
        most_kwh, top_kw = shift_kwh(cooling), float(cooling.max())
        once = _price().yearly_fixed(setting.interest)
        yield Size(size, me, most_kwh, eur_fixed=once, least=most_kwh)
        power, cold, store = (me, "electricity"), (me, "cold"), f"{size}:store"
        yield Store(store, me, cold, size, most_kwh / top_kw, 1.0, TIE_EUR_PER_KWH)
        colder = {power: -1.0, cold: fact("cold_shift.efficiency").value}
        yield Flow(f"{size}:more", me, colder, (top_kw - cooling) / most_kwh, size)
        yield Flow(f"{size}:less", me, {power: 1.0, cold: -1.0}, cooling / most_kwh, size)
        for sign, side in ((1.0, "colder"), (-1.0, "warmer")):
            usual: dict[str, Series] = {f"{store}:stock": sign * MIDNIGHT, size: -sign * USUAL * MIDNIGHT}
            yield Limit(f"{size}:{side}", me, usual)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: a store cools its own goods."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kWh of electricity that a store can shift at once."""
        yield from owned(self.key, setting, amounts, unit="kWh", price=_price())


def shift_kwh(cooling_kw: Array) -> float:
    """Electricity that can be used earlier or later at once, kWh.

    >>> shift_kwh(np.full(8760, 10.0))
    30.0
    """
    return float(cooling_kw.mean()) * fact("cold_shift.hours").value


def _price() -> Price:
    return Price(0.0, fact("cold_shift.life_years").value, fixed_eur=fact("cold_shift.eur_fixed").value)
