"""Which roofs could pay for the park that its companies let? An estimate from the year as everybody lives.

What panels on the room that is left make is worth to the host what it pays for a kWh beside its tax, as far as it takes
power then; the rest what it would get for it, as far as it may still feed in. A larger field sells more for less: a
quarter, half and all of the room are looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from collectief.measure import Measure, Setting
from collectief.measure.let_roof import Field, fields, hosts
from collectief.measure.panels import field_name, kwp_per_m2
from collectief.measure.setting import Array
from collectief.model import Size
from collectief.park import Company
from collectief.park.roofs import LAYOUTS
from collectief.plan.as_is import limits_kw
from collectief.plan.line_screen import exchanged_kw
from collectief.plan.screen import Screening

PARTS = (0.25, 0.5, 1.0)
"""Parts of the room on a roof at which its worth is looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class _Host:
    """A year of a host as lived: kW that it takes and could feed in more, and what a kWh is worth there, EUR."""

    taken_kw: Array
    room_kw: Array
    saved_eur: Array
    fed_eur: Array


def roofs(setting: Setting, sizes: Mapping[str, float], flows: Mapping[str, Array], measure: Measure) -> Screening:
    """The hosts whose roof seems to pay, with every field on it; ``sizes`` and ``flows`` are of the year as lived.

    ``measure`` says what a field costs: one that stands from before costs less.
    """
    costs = {p.name: p for p in measure.shared_parts(setting) if isinstance(p, Size)}
    total = 0.0
    chosen: dict[str, float] = {}
    for host in hosts(setting):
        mine, lived = tuple(fields(setting, host)), _lived(setting, host, flows)
        gain = max(
            (_best_eur(lived, one, costs[one.name], left_kwp=_left_kwp(sizes, host, one)) for one in mine), default=0.0
        )
        if gain > 0:
            total += gain
            chosen |= {one.name: one.most_kwp for one in mine}
    return Screening(total, float("inf"), chosen)


def _lived(setting: Setting, host: Company, flows: Mapping[str, Array]) -> _Host:
    rates = setting.rates[host.id]
    own_kw, area_kw = limits_kw(setting, host, "feed_in")
    most = own_kw if area_kw is None else np.minimum(own_kw, area_kw)
    return _Host(
        taken_kw=exchanged_kw(flows, host.id, "offtake", setting.uses[host.id].electricity_kw),
        room_kw=np.maximum(most - exchanged_kw(flows, host.id, "feed_in"), 0.0),
        saved_eur=np.maximum(rates.offtake_eur_per_kwh - rates.tax_eur_per_kwh, 0.0),
        fed_eur=np.maximum(rates.feed_in_eur_per_kwh, 0.0),
    )


def _best_eur(host: _Host, one: Field, cost: Size, *, left_kwp: float) -> float:
    """What the best of a few amounts brings, EUR a year."""
    return max(_gain_eur(host, one, cost, kwp=part * left_kwp) for part in PARTS)


def _left_kwp(sizes: Mapping[str, float], host: Company, one: Field) -> float:
    """What the panels of the host itself leave of its roof."""
    taken = sizes.get(one.own, 0.0)
    if one.layout is not None:
        ways = next(ways for ways in LAYOUTS.values() if one.layout in ways)
        m2 = sum(sizes.get(field_name(host, way), 0.0) / kwp_per_m2(way) for way in ways)
        taken = m2 * kwp_per_m2(one.layout)
    return max(0.0, one.most_kwp - taken)


def _gain_eur(host: _Host, one: Field, cost: Size, *, kwp: float) -> float:
    """What so many kWp bring in the year as lived, less what they cost, EUR a year; nothing below the smallest."""
    if kwp < cost.least:
        return 0.0
    made = kwp * one.sun
    used = np.minimum(made, host.taken_kw)
    worth = used * host.saved_eur + np.minimum(made - used, host.room_kw) * host.fed_eur
    return float(worth.sum()) - cost.eur_per_unit * kwp - cost.eur_fixed
