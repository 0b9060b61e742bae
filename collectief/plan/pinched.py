"""Where the grid pinches in a year that was lived: from the flows at their limit, by what sets that limit."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from collectief.measure import Setting
from collectief.measure.group_contract import group_name
from collectief.measure.membership import levels, member_flows
from collectief.measure.setting import Array
from collectief.park import Company, EnergyArea, Way
from collectief.plan.as_is import limits_kw
from collectief.plan.edges import FEED_IN, OWN
from collectief.plan.pinch import Cause, Pinch
from collectief.plan.rates import WAYS
from collectief.profile.year import HOURS

LEAST_EUR = 0.5
"""A kW that is worth less a year is nobody's trouble."""


def pinches(
    setting: Setting, pinched: Mapping[str, Array], companies: Iterable[Company] | None = None
) -> tuple[Pinch, ...]:
    """Those of all companies, or of some, in a year that was lived (`replay.Dispatch.pinched`), the dearest first."""
    mine = setting.park.companies if companies is None else companies
    return dearest_first(p for c in mine for side in WAYS for p in _of(setting, c, side, pinched))


def group_pinches(setting: Setting, pinched: Mapping[str, Array]) -> tuple[Pinch, ...]:
    """Those of all group contracts in a year that was lived, the dearest first."""
    return dearest_first(p for a in setting.park.areas for side in WAYS for p in _of_groups(setting, a, side, pinched))


def dearest_first(found: Iterable[Pinch]) -> tuple[Pinch, ...]:
    """In an order that hangs on nothing but what they are."""
    return tuple(sorted(found, key=lambda p: (-p.eur_per_kw, p.owner, p.side, p.cause)))


def _of(setting: Setting, company: Company, side: Way, pinched: Mapping[str, Array]) -> Iterator[Pinch]:
    """By its own contract and its area, and as a member by its own cable.

    A right to feed in counts in the flow of the hour and in its lowest quarter: a kW more of it widens both.
    """
    eur = _series(pinched, f"{OWN}{company.id}:{side}")
    own_kw, area_kw = limits_kw(setting, company, side)
    by_area = np.zeros(HOURS, dtype=np.bool_) if area_kw is None else area_kw < own_kw
    quarters = _series(pinched, f"{FEED_IN}{company.id}") if side == "feed_in" else np.zeros(HOURS)
    cable = sum((_series(pinched, name) for name in member_flows(setting, company, side)), np.zeros(HOURS))
    yield from _pinch(company.id, side, "contract", ~by_area * eur + quarters)
    yield from _pinch(company.id, side, "area", by_area * eur)
    yield from _pinch(company.id, side, "cable", cable)


def _of_groups(setting: Setting, area: EnergyArea, side: Way, pinched: Mapping[str, Array]) -> Iterator[Pinch]:
    ends: tuple[tuple[Cause, str], ...] = (("group", side), ("group_area", f"{side}_area"))
    for level in levels(setting, area):
        for cause, end in ends:
            yield from _pinch(area.id, side, cause, _series(pinched, f"{group_name(area.id, level)}:{end}"))


def _series(pinched: Mapping[str, Array], name: str) -> Array:
    return pinched.get(name, np.zeros(HOURS))


def _pinch(owner: str, side: Way, cause: Cause, eur: Array) -> Iterator[Pinch]:
    if eur.sum() >= LEAST_EUR:
        yield Pinch(owner, side, cause, int(np.count_nonzero(eur)), float(eur.sum()))
