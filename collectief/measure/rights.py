"""Transport rights that may be taken beside a firm contract: to whom they are on offer, and what they are called."""

from collections.abc import Iterable, Mapping

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build
from collectief.measure.setting import Array, Setting
from collectief.money import extra_kw
from collectief.park import Company, Park, TransportRight
from collectief.profile.year import HOURS

RIGHT = "right/"
TRANSPORT_RIGHT = "transport_right"
QUEUE = ("amber", "red")


def right_name(company: str, kind: str) -> str:
    """The size of a right that a company may take; with ``:offtake`` the flow under it.

    >>> right_name("bakker", "block")
    'right/bakker:block'
    """
    return f"{RIGHT}{company}:{kind}"


def right_offtakes(setting: Setting, company: Company) -> tuple[str, ...]:
    """Names of the flows under all rights on offer to a company."""
    return tuple(f"{right_name(company.id, r.kind)}:offtake" for r in on_offer(setting, company))


def on_offer(setting: Setting, company: Company) -> tuple[TransportRight, ...]:
    """What a large user in a full area may take and has none of yet, up to what its cable still carries.

    Only where contracts stay as they are: else a right without guarantee would take the place of a firm contract.
    """
    rates, area = setting.rates[company.id], setting.park.area(company.area)
    if company.connection.kind != "large" or rates.free_contract or area.offtake not in QUEUE:
        return ()
    room_kw = cable_room_kw(setting, company)
    has = {r.kind for r in company.connection.rights if r.direction == "offtake"}
    offers = (right for place, right in setting.park.offers if place == area.id and right.kind not in has)
    found = (_within(right, min(right.kw, room_kw)) for right in offers)
    return tuple(right for right in found if right.kw >= fact("right.least_kw").value)


def cable_room_kw(setting: Setting, company: Company) -> float:
    """kW that the connection itself carries above all that may be taken now, in any quarter."""
    rates = setting.rates[company.id]
    taken_kw = float((rates.offtake_limit_kw + setting.uses[company.id].rise_kw).max())
    return company.connection.physical_kva * fact("grid.power_factor").value - taken_kw


def taken(park: Park, company: Company, builds: Iterable[Build]) -> tuple[TransportRight, ...]:
    """The rights that a company takes in a plan."""
    kw = {b.part: b.amount for b in builds if b.measure == TRANSPORT_RIGHT and b.owner == company.id}
    offers = (right for place, right in park.offers if place == company.area)
    return tuple(_within(right, kw[right.kind]) for right in offers if right.kind in kw)


def right_kw(flows: Mapping[str, Array], company: str) -> Array:
    """What a company takes under such rights in each hour, kW, shape (8760,)."""
    begins = f"{RIGHT}{company}:"
    found = [kw for name, kw in flows.items() if name.startswith(begins) and name.endswith(":offtake")]
    return np.asarray(np.sum(found, axis=0)) if found else np.zeros(HOURS)


def beside_kw(setting: Setting, rights: Iterable[TransportRight]) -> Array:
    """kW that rights give beside the firm contract in each hour, shape (8760,)."""
    return extra_kw(tuple(rights), "offtake", setting.year.local)


def _within(right: TransportRight, kw: float) -> TransportRight:
    return TransportRight(right.kind, right.direction, kw, right.window, right.contract_share)
