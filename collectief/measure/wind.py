"""A wind turbine of all members on the site of their group: it feeds the group's own connection.

Behind that connection it serves what stands there and otherwise feeds in at the market price. To a member it goes
over the public grid: that saves the group's contract and peaks and the difference between buying and selling, never the
charge per kWh nor the energy tax. What it feeds in counts in the group's right to.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from collectief.facts import fact
from collectief.measure.build import PARK, Build, bought, priced
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.membership import candidates, levels
from collectief.measure.setting import Setting
from collectief.model import Flow, Part, Size
from collectief.park import Company, EnergyArea
from collectief.profile.wind import turbine_profile
from collectief.text import Text

LEAST_MEMBERS = 2


@dataclass(frozen=True)
class Wind:
    """Only where the park says where a turbine may stand and how large it may be."""

    key: str = "wind"
    title: Text = Text(nl="Gedeelde windturbine", en="Shared wind turbine")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Nothing: a turbine is of all members."""
        del setting, company
        yield from ()

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """One size and one flow on the group's site, where there can be a group; what is too much is curtailed."""
        site, least_kw = setting.park.rules.wind, fact("wind.least_kw").value
        if site is None or site.kw < least_kw:
            return
        for area in (a for a in setting.park.areas if a.id == site.area and _can_group(setting, a)):
            size, eur = f"wind/{area.id}", priced("wind", "kw").yearly(setting.interest)
            yield Size(size, PARK, site.kw, eur_per_unit=eur, least=least_kw)
            yield Flow(f"{size}:kw", PARK, {(area.id, "site"): 1.0}, turbine_profile(setting.year), size)

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kW of turbine per energy area."""
        for area in setting.park.areas:
            kw = amounts.get(f"wind/{area.id}", 0.0)
            if kw > BUILT:
                price = priced("wind", "kw")
                yield bought(self.key, PARK, area.id, kw, "kW", price=price, interest=setting.interest)


def _can_group(setting: Setting, area: EnergyArea) -> bool:
    return any(len(candidates(setting, area, level)) >= LEAST_MEMBERS for level in levels(setting, area))
