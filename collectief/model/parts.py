"""The grammar of the model: five parts with owners, without any solver and without any energy.

A *bus* is a (place, carrier) pair at which power must balance in every step; a *design bus* is one at
which sizes must balance once. Arrays cover the whole year of hours, shape (8760,), whatever steps are
modelled: :class:`Steps` picks. Power is in kW, energy in kWh, money in EUR a year.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Series = Array | float
Bus = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Size:
    """What may be built: ``lower`` to ``upper`` units at a yearly cost.

    ``eur_fixed`` is paid once it is built at all, and then it is ``least`` units or more (either makes it a
    yes/no). ``module`` > 0 allows only whole multiples of it. ``into`` gives what one unit brings to design buses.
    """

    name: str
    owner: str
    upper: float
    lower: float = 0.0
    eur_per_unit: float = 0.0
    eur_fixed: float = 0.0
    module: float = 0.0
    into: Mapping[Bus, float] = field(default_factory=dict)
    least: float = 0.0

    @property
    def yes_no(self) -> bool:
        """Whether building it at all is a decision of its own."""
        return self.eur_fixed > 0 or self.least > 0


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Power through buses: 1 kW of flow gives ``into[bus]`` kW at each bus.

    Bounded by ``lower`` and ``upper`` (kW), or, with a ``size``, by these times that size, or times its
    yes/no where ``per_built``. Every upper is finite. One with a ``lower`` follows its size, so both have one owner and
    it is not below zero.
    """

    name: str
    owner: str
    into: Mapping[Bus, Series]
    upper: Series
    size: str | None = None
    lower: Series = 0.0
    per_built: bool = False
    eur_per_kwh: Series = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """A stock (kWh) at a bus that carries energy between steps, up to its ``size``.

    Filling or emptying takes at least ``hours_to_fill``; ``efficiency`` is lost on the way in. The stock
    returns to where it began within each cycle of the steps. ``eur_per_kwh`` is wear per kWh taken out.
    """

    name: str
    owner: str
    bus: Bus
    size: str
    hours_to_fill: float
    efficiency: float
    eur_per_kwh: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """A cap on a sum of flows and sizes, each ``step`` or over the ``year``, or a charge on its highest of a ``month``.

    ``terms`` maps the names of flows and sizes to coefficients; a name that is not in the model counts as
    zero. With ``per="step"`` the sum stays under the amounts in ``upper``, which each belong to an owner and
    count only while that owner takes part. With ``per="month"`` the highest value of each month costs
    ``eur_per_kw``; without its owner there is nobody to bring a peak, so the sum stays at zero or below. With
    ``per="design"`` the terms are sizes and the sum is capped once. With ``per="year"`` flows are added up over the
    year, in kWh, and sizes count once, with numbers as coefficients and in ``upper``; it holds only in a model of
    the whole year, and one of some months has rations (`model/rations`) or a price (`model/yearly`) instead.
    """

    name: str
    owner: str
    terms: Mapping[str, Series]
    upper: Mapping[str, Series] = field(default_factory=dict)
    per: Literal["step", "month", "year", "design"] = "step"
    eur_per_kw: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """Power that must be served at a bus, or with ``design`` an amount that sizes must add up to."""

    name: str
    owner: str
    bus: Bus
    kw: Series
    design: bool = False


Part = Size | Flow | Store | Limit | Load


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Which hours are modelled. All arrays have shape (steps,), but ``months`` (periods,).

    ``pick`` indexes the hours of the year; ``weight`` is the hours each step stands for; steps with the
    same ``cycle`` are consecutive and close a store's balance; ``period`` numbers the months (or groups
    of months) and ``months`` says how many months each period stands for. With ``border_eur`` a store need not
    close its cycle: it begins with what it likes at this price, and is paid as much for what is left at the end.
    ``hours`` is how long each step lasts in its cycle, shape (steps,): what a store takes in is power times this.
    """

    pick: NDArray[np.int64]
    weight: Array
    cycle: NDArray[np.int64]
    period: NDArray[np.int64]
    months: Array
    border_eur: float | None = None
    hours: Series = 1.0

    def __len__(self) -> int:
        return len(self.pick)

    def of(self, series: Series) -> Array:
        """The modelled steps of a series: shape (8760,) or a number to shape (steps,)."""
        values = np.asarray(series, dtype=np.float64)
        return np.full(len(self.pick), float(values)) if values.ndim == 0 else values[self.pick]
