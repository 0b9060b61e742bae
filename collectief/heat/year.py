"""A year of water: what pipes lose and pumps take, in steps of so many hours."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from collectief.errors import ModelError
from collectief.facts import fact
from collectief.heat.hydraulics import Flowing, flowing
from collectief.heat.laid import Network
from collectief.text import Text

Array = NDArray[np.float64]
STEPS = 24
"""Steps in which a year of hours is told: a year in 24 loses what one in 8,760 does to within a few thousandths."""


@dataclass(frozen=True, slots=True, eq=False)
class YearOfWater:
    """What a network takes, loses and pumps in a year, kWh, and the steps that it was added up from."""

    heat_kwh: float
    delivered_kwh: float
    loss_kwh: float
    pump_kwh: float
    hours: Array
    water: Flowing

    @property
    def loss_share(self) -> float:
        """The part of what sources give that pipes lose; 0 where they give nothing."""
        return self.loss_kwh / self.heat_kwh if self.heat_kwh > 0 else 0.0


def steps_of(kw: Mapping[str, ArrayLike], steps: int = STEPS) -> tuple[Array, dict[str, Array]]:
    """A year of hours as a load duration: so many steps of as many hours each, from the busiest to the stillest.

    ``kw`` has shape (hours,) for each consumer. Gives the hours of each step and the mean kW of each consumer in them,
    both of shape (steps,): no kWh is lost, and the busiest hour of all is a step by itself.
    """
    taken = {node: np.asarray(series, dtype=np.float64) for node, series in kw.items()}
    total = np.asarray(sum(taken.values(), np.zeros(0 if not taken else len(next(iter(taken.values()))))))
    order = np.argsort(-total, kind="stable")
    parts = [order[:1], *np.array_split(order[1:], max(steps - 1, 1))]
    parts = [part for part in parts if len(part)]
    hours = np.array([float(len(part)) for part in parts])
    return hours, {node: np.array([series[part].mean() for part in parts]) for node, series in taken.items()}


def year_of(
    network: Network, hours: ArrayLike, kw: Mapping[str, ArrayLike], *, kept_degc: float | None = None
) -> YearOfWater:
    """Losses and pumping over steps: ``hours`` has shape (steps,), and ``kw`` that of each consumer in each of them.

    Pipes stay warm all summer: bypasses hold them at ``kept_degc``, ``heat_network.bypass_drop_k`` below the supply
    where not given. All steps are held at once: tell a year of hours in steps first (`steps_of`), as 8,760 of them for
    800 pipes take a gigabyte. Raises ModelError where hours and kW do not fit.
    """
    usual_degc = network.supply_degc - fact("heat_network.bypass_drop_k").value
    water = flowing(network, kw, kept_degc=usual_degc if kept_degc is None else kept_degc)
    long = np.asarray(hours, dtype=np.float64)
    if long.ndim != 1 or not np.isfinite(long).all() or (long < 0).any() or water.kw.shape[1] not in (1, len(long)):
        raise ModelError(
            Text(
                nl="Een jaar in stappen: geef uren van nul of meer, en voor elke stap de kW van elke afnemer.",
                en="A year in steps: give hours of zero or more, and for each step the kW of each consumer.",
            )
        )
    return YearOfWater(
        heat_kwh=_kwh(water.heat_kw.sum(axis=0), long),
        delivered_kwh=_kwh(water.kw.sum(axis=0), long),
        loss_kwh=_kwh(water.loss_kw, long),
        pump_kwh=_kwh(water.pump_kw.sum(axis=0), long),
        hours=long,
        water=water,
    )


def _kwh(kw: Array, hours: Array) -> float:
    return float(np.sum(kw * hours))


def by_share(network: Network, share: ArrayLike) -> dict[str, Array]:
    """What each consumer takes where all take the same part of their peak: ``share`` has shape (steps,)."""
    part = np.asarray(share, dtype=np.float64)
    return {node: kw * part for node, kw in network.consumers.items()}
