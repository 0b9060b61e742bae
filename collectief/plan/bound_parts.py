"""What can be shared, as a bound looks at it: what a group contract brings, and what else companies can do together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from collectief.measure import PARK, GroupContract, Measure, Setting
from collectief.measure.group_contract import ORGANISATION
from collectief.measure.membership import MEMBERS, levels, top_tariff
from collectief.measure.setting import Array
from collectief.model import Flow, Limit, Part, Size
from collectief.money import buying_margin, energy_tax_eur
from collectief.plan.lenient import unworn
from collectief.plan.rates import kwh_charge
from collectief.profile.year import HOURS

GROUPS, SITE = "group/", "site/"
OPEN = ":open"
"""Sizes with this ending are no sizes: they say whether a flow that needs none may be used at all."""


@dataclass(frozen=True, slots=True, eq=False)
class SharedParts:
    """Parts of group contracts, and of all else that only companies together can have, whoever owns them."""

    groups: tuple[Part, ...]
    others: tuple[Part, ...]

    @property
    def everything(self) -> tuple[Part, ...]:
        """Both."""
        return (*self.groups, *self.others)

    def beyond(self, owner: str) -> tuple[str, ...]:
        """Sizes of this owner without which it shares no more than a contract."""
        sizes = (p for p in self.everything if isinstance(p, Size) and p.owner == owner)
        return tuple(p.name for p in sizes if p in self.others or p.name.startswith(SITE))

    @property
    def opened(self) -> Mapping[str, float]:
        """What says that flows which need no size may be used."""
        return {p.name: 1.0 for p in self.others if isinstance(p, Size) and p.name.endswith(OPEN)}

    @property
    def contracts(self) -> tuple[str, ...]:
        """Sizes of the group itself: without these there is none."""
        return tuple(p.name for p in self.groups if isinstance(p, Size) and p.owner == PARK)

    def members(self, company: str) -> tuple[str, ...]:
        """Memberships that this company can choose from."""
        mine = (p.name for p in self.groups if isinstance(p, Size) and p.owner == company)
        return tuple(name for name in mine if name.startswith(MEMBERS))


def shared_parts(setting: Setting, measures: Sequence[Measure]) -> SharedParts:
    """What these measures bring when shared, never dearer than the bill.

    The organisation of a group is left out: who reckons with a group adds what it costs.
    """
    others = (p for m in measures if not isinstance(m, GroupContract) for p in m.shared_parts(setting))
    return SharedParts(group_parts(setting, measures), tuple(_closable(unworn(others))))


def group_parts(setting: Setting, measures: Sequence[Measure]) -> tuple[Part, ...]:
    """What group contracts bring, without the organisation, and with power for the group's site at its lowest price."""
    found = [p for m in measures if isinstance(m, GroupContract) for p in m.shared_parts(setting)]
    kept = [p for p in found if p.name != ORGANISATION and not (isinstance(p, Limit) and ORGANISATION in p.terms)]
    prices = dict(_site_prices(setting, [p for p in kept if isinstance(p, Size)]))
    return tuple(_at(p, prices) for p in kept)


def _at(part: Part, prices: Mapping[str, Array]) -> Part:
    return replace(part, eur_per_kwh=prices[part.name]) if isinstance(part, Flow) and part.name in prices else part


def _site_prices(setting: Setting, sizes: Iterable[Size]) -> Iterator[tuple[str, Array]]:
    """Each flow that takes power for a site, with a price that is below its bill.

    As tax rates fall with use, that is with the mean tax on the most that it can take.
    """
    tops = {size.name: size.upper for size in sizes if size.name.startswith(SITE)}
    for area in setting.park.areas:
        for level in levels(setting, area):
            name = f"{SITE}{area.id}/{level}"
            if tops.get(name, 0.0) > 0:
                kwh = tops[name] * HOURS
                tax = energy_tax_eur(kwh, "electricity", setting.park.tax_year) / kwh
                grid = kwh_charge(top_tariff(setting, area, level), setting.year)
                yield f"{name}:offtake", np.asarray(setting.year.price_eur_per_kwh + buying_margin() + grid + tax)


def _closable(parts: Iterable[Part]) -> Iterator[Part]:
    """The same parts, in which flows of a company that need no size can be closed."""
    for part in parts:
        if isinstance(part, Flow) and part.owner != PARK and part.size is None:
            yield Size(f"{part.name}{OPEN}", part.owner, 1.0)
            yield replace(part, size=f"{part.name}{OPEN}")
        else:
            yield part
