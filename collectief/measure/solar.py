"""Solar panels on the roofs of companies, behind their own connections."""

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
class Solar:
    """Panels up to what the roof still carries; what the connection cannot take is curtailed."""

    key: str = "solar"
    title: Text = Text(nl="Zonnepanelen", en="Solar panels")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """One size and one flow for each roof that has room for the smallest field."""
        use, least_kwp = setting.uses[company.id], fact("solar.least_kwp").value
        if use.roof_kwp < least_kwp:
            return
        size, eur = f"solar/{company.id}", priced("solar", "kwp").yearly(setting.interest)
        yield Size(size, company.id, use.roof_kwp, eur_per_unit=eur, least=least_kwp)
        yield Flow(f"{size}:kw", company.id, {(company.id, "electricity"): 1.0}, setting.sun_kw_per_kwp, size)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: sharing power over the public grid saves no kWh charge and no tax."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kWp per roof."""
        yield from owned(self.key, setting, amounts, unit="kWp", price=priced("solar", "kwp"))
