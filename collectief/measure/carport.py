"""Solar panels above the parking places of companies, behind their own connections: dearer than on a roof."""

from collections.abc import Iterator
from dataclasses import dataclass

from collectief.facts import fact
from collectief.measure.build import Build, priced
from collectief.measure.measure import Amounts
from collectief.measure.owned import owned
from collectief.measure.setting import Setting
from collectief.model import Flow, Part, Size
from collectief.park import Company
from collectief.text import Text


@dataclass(frozen=True)
class Carport:
    """Only where the park states how much parking could be covered; what cannot be taken is curtailed."""

    key: str = "carport"
    title: Text = Text(nl="Zonnecarports", en="Solar carports")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """One size and one flow where there is room for the smallest."""
        most_kwp, least_kwp = room_kwp(company), fact("carport.least_kwp").value
        if most_kwp < least_kwp:
            return
        size, me = f"carport/{company.id}", company.id
        eur = priced("carport", "kwp").yearly(setting.interest)
        yield Size(size, me, most_kwp, eur_per_unit=eur, least=least_kwp)
        yield Flow(f"{size}:kw", me, {(me, "electricity"): 1.0}, setting.sun_kw_per_kwp, size)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: sharing power over the public grid saves no kWh charge and no tax."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kWp per parking place of a company."""
        yield from owned(self.key, setting, amounts, unit="kWp", price=priced("carport", "kwp"))


def room_kwp(company: Company) -> float:
    """What fits above the parking of a company, lanes and all."""
    return company.carport_m2 * fact("carport.kwp_per_m2").value
