"""Where the grid pinches in a year that was lived: from the flows at their limit, by what sets that limit."""

from collections.abc import Iterator, Mapping

import numpy as np

from collectief.measure import Setting
from collectief.measure.setting import Array
from collectief.park import Company, Way
from collectief.plan.as_is import limits_kw
from collectief.plan.pinch import Cause, Pinch
from collectief.plan.rates import WAYS
from collectief.plan.replay import GRID

LEAST_EUR = 0.5
"""A kW that is worth less a year is nobody's trouble."""


def pinches(setting: Setting, pinched: Mapping[str, Array]) -> tuple[Pinch, ...]:
    """All of a year that was lived (`replay.Dispatch.pinched`), the dearest first."""
    found = [p for c in setting.park.companies for side in WAYS for p in _of(setting, c, side, pinched=pinched)]
    return tuple(sorted(found, key=lambda p: (-p.eur_per_kw, p.company, p.side, p.cause)))


def _of(setting: Setting, company: Company, side: Way, *, pinched: Mapping[str, Array]) -> Iterator[Pinch]:
    eur = pinched.get(f"{GRID}{company.id}:{side}")
    if eur is None:
        return
    own_kw, area_kw = limits_kw(setting, company, side)
    by_area = np.zeros(len(eur), dtype=np.bool_) if area_kw is None else area_kw < own_kw
    causes: tuple[tuple[Cause, Array], ...] = (("contract", ~by_area * eur), ("area", by_area * eur))
    for cause, part in causes:
        if part.sum() >= LEAST_EUR:
            yield Pinch(company.id, side, cause, int(np.count_nonzero(part)), float(part.sum()))
