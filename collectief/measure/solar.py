"""Solar panels on the roofs of companies, behind their own connections.

Where the park says how a roof lies, its panels have the yield of that side. On a flat roof there is a choice: in pairs
to east and west, which fit more kWp, or in rows to the south, which give more per kWp and a higher peak at noon.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build, bought, priced
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.owned import owned
from collectief.measure.panels import field_name, kwp_per_m2
from collectief.measure.setting import Array, Setting, Use
from collectief.model import Flow, Limit, Part, Size
from collectief.park import Company
from collectief.park.roofs import LAYOUTS, RoofKind
from collectief.text import Text

LAYOUT: Mapping[str, Text] = {
    "flat_east_west": Text(nl="plat dak, oost en west", en="flat roof, east and west"),
    "flat_south": Text(nl="plat dak, zuid", en="flat roof, south"),
    "south": Text(nl="schuin dak op het zuiden", en="pitched roof to the south"),
    "east": Text(nl="schuin dak op het oosten", en="pitched roof to the east"),
    "west": Text(nl="schuin dak op het westen", en="pitched roof to the west"),
    "north": Text(nl="schuin dak op het noorden", en="pitched roof to the north"),
    "east_west": Text(nl="schuin dak, oost en west", en="pitched roof, east and west"),
}
"""The ways in which panels lie, by the part of a build."""


@dataclass(frozen=True)
class Solar:
    """Panels up to what the roof still carries; what the connection cannot take is curtailed."""

    key: str = "solar"
    title: Text = Text(nl="Zonnepanelen", en="Solar panels")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """One size and one flow for the roofs that have room for the smallest field, and for each way to lay it."""
        use = setting.uses[company.id]
        yield from _field(setting, company, f"solar/{company.id}", use.roof_kwp, sun=setting.sun_kw_per_kwp)
        for kind, m2 in use.roofs:
            for layout in LAYOUTS[kind]:
                most_kwp = m2 * kwp_per_m2(layout)
                yield from _field(
                    setting, company, field_name(company, layout), most_kwp, sun=setting.sun_by_layout[layout]
                )
            if len(LAYOUTS[kind]) > 1:
                yield _one_roof(company, kind, m2)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: sharing power over the public grid saves no kWh charge and no tax."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kWp per company, and per way in which it lies where that is known."""
        price = priced("solar", "kwp")
        yield from owned(self.key, setting, amounts, unit="kWp", price=price)
        for company in setting.park.companies:
            for layout in (way for kind, _ in setting.uses[company.id].roofs for way in LAYOUTS[kind]):
                kwp = amounts.get(field_name(company, layout), 0.0)
                if kwp > BUILT:
                    me, interest = company.id, setting.interest
                    one = bought(self.key, me, me, kwp, "kWp", price=price, interest=interest)
                    yield replace(one, part=layout)


def stated_roofs_kw(setting: Setting, use: Use) -> Array:
    """The most that roofs can give of which is stated how they lie, best laid for each hour, kW, shape (8760,)."""
    return np.asarray(
        sum(
            (
                m2 * np.max([kwp_per_m2(way) * setting.sun_by_layout[way] for way in LAYOUTS[kind]], axis=0)
                for kind, m2 in use.roofs
            ),
            np.zeros(len(setting.sun_kw_per_kwp)),
        )
    )


def _field(setting: Setting, company: Company, size: str, most_kwp: float, *, sun: Array) -> Iterator[Part]:
    least_kwp, me = fact("solar.least_kwp").value, company.id
    if most_kwp < least_kwp:
        return
    eur = priced("solar", "kwp").yearly(setting.interest)
    yield Size(size, me, most_kwp, eur_per_unit=eur, least=least_kwp)
    yield Flow(f"{size}:kw", me, {(me, "electricity"): 1.0}, sun, size)


def _one_roof(company: Company, kind: RoofKind, m2: float) -> Limit:
    """All that is laid on one roof fits on it."""
    terms = {field_name(company, layout): 1.0 / kwp_per_m2(layout) for layout in LAYOUTS[kind]}
    return Limit(f"solar/{company.id}:{kind}:roof", company.id, {**terms}, {company.id: m2}, per="design")
