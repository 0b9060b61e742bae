"""Which limit of the grid pinches whom, in how many hours, and what one kW more would be worth there.

With the sizes of the plan, each alone: a kW more changes what runs, not what is built. The worth is that of the next kW
only, and holds for who pays for it nothing but what it uses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collectief.measure import Setting
from collectief.measure.setting import Array
from collectief.park import Company
from collectief.plan.as_is import limits_kw
from collectief.plan.replay import GRID

Cause = Literal["contract", "area"]
Side = Literal["offtake", "feed_in"]
SIDES: tuple[Side, ...] = ("offtake", "feed_in")
LEAST_EUR = 0.5
"""A kW that is worth less a year is nobody's trouble."""


@dataclass(frozen=True, slots=True)
class Pinch:
    """One kW more would be worth ``eur_per_kw`` a year, in ``hours`` of the year.

    ``cause``: the right or size of the connection itself, or what the energy area has left.
    """

    company: str
    side: Side
    cause: Cause
    hours: int
    eur_per_kw: float


def pinches(setting: Setting, pinched: Mapping[str, Array]) -> tuple[Pinch, ...]:
    """All of a year that was lived (`replay.Dispatch.pinched`), the dearest first."""
    found = [p for c in setting.park.companies for side in SIDES for p in _of(setting, c, side, pinched=pinched)]
    return tuple(sorted(found, key=lambda p: (-p.eur_per_kw, p.company, p.side, p.cause)))


def _of(setting: Setting, company: Company, side: Side, *, pinched: Mapping[str, Array]) -> Iterator[Pinch]:
    eur = pinched.get(f"{GRID}{company.id}:{side}")
    if eur is None:
        return
    own_kw, area_kw = limits_kw(setting, company, side)
    by_area = np.zeros(len(eur), dtype=np.bool_) if area_kw is None else area_kw < own_kw
    causes: tuple[tuple[Cause, Array], ...] = (("contract", ~by_area * eur), ("area", by_area * eur))
    for cause, part in causes:
        if part.sum() >= LEAST_EUR:
            yield Pinch(company.id, side, cause, int(np.count_nonzero(part)), float(part.sum()))
