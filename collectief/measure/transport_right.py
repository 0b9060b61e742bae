"""A transport right beside the firm contract: in stated hours only (time block), or without guarantee (variable).

Only where the operator says that it is on offer, for a company that has none. What is taken under it makes peaks as any
other kW; per contracted kW a fully variable right pays nothing and a time block its part (Tarievencode 3.7.15), so
of the first a plan may take more than it uses. Who joins a group gives it up: the group's contract has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.rights import TRANSPORT_RIGHT, on_offer, right_name, right_offtakes
from collectief.measure.setting import Setting
from collectief.model import Flow, Limit, Part, Size
from collectief.money import rights_eur
from collectief.park import Company, TransportRight
from collectief.text import Text


@dataclass(frozen=True)
class TransportRightBeside:
    """kW of each right on offer, for what can wait for its hours: charging, a battery, heat in a tank."""

    key: str = TRANSPORT_RIGHT
    title: Text = Text(nl="Recht naast het vaste contract", en="Right beside the firm contract")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Size and flow of each right, only beside an own contract, and within what the area has left."""
        offered, me = on_offer(setting, company), company.id
        for right in offered:
            yield from _right(setting, company, right)
        room_kw = setting.rates[me].offtake_headroom_kw
        if offered and room_kw is not None:
            terms = dict.fromkeys((f"grid/{me}:offtake", *right_offtakes(setting, company)), 1.0)
            yield Limit(f"right/{me}:area", me, {**terms}, {me: np.maximum(room_kw, 0.0)})

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: each company asks for its own."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kW of each right, with its control; what the kW cost stands on the bill of who takes it."""
        for company in setting.park.companies:
            for right in on_offer(setting, company):
                kw = amounts.get(right_name(company.id, right.kind), 0.0)
                if kw > BUILT:
                    eur, me = fact("right.eur_per_year").value, company.id
                    yield Build(self.key, me, me, kw, "kW", 0.0, eur, upkeep_eur=eur, part=right.kind)


def _right(setting: Setting, company: Company, right: TransportRight) -> Iterator[Part]:
    me, rates = company.id, setting.rates[company.id]
    size, local = right_name(me, right.kind), setting.year.local
    eur = rights_eur(rates.tariff, [right], local, firm_kw=rates.contract_kw) / right.kw
    fixed_eur, least_kw = fact("right.eur_per_year").value, fact("right.least_kw").value
    yield Size(size, me, right.kw, eur_per_unit=eur, eur_fixed=fixed_eur, least=least_kw)
    holds = right.window.holds(local).astype(np.float64)
    into = {(me, "electricity"): 1.0}
    yield Flow(f"{size}:offtake", me, into, holds, size, eur_per_kwh=rates.offtake_eur_per_kwh)
    yield Limit(f"{size}:own", me, {size: 1.0, f"contract/{me}": -right.kw}, per="design")
