"""The lines of a bill that figures move, from sums of the year: quick enough to swing many figures many times.

A whole bill (`reprice`) walks through 35,040 quarter-hours per company. Commodity margins, taxes, gas, charging,
standing charges and what is built need only sums of these, which are taken once. Contract and peak lines stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from collectief.facts import fact
from collectief.measure import Build, Measure, Setting
from collectief.money import TaxTerms, buying_margin, electricity_tax, gas_bill, selling_margin, standing_bill, tax_of
from collectief.park import Company, Park
from collectief.plan.cases import duty_builds
from collectief.plan.outcome import Case

QUARTER_H = 0.25


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one connection exchanges in a year: kWh taken and given, m3 of gas, kWh charged in public."""

    taken_kwh: float
    given_kwh: float
    gas_m3: float
    public_kwh: float


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """One way of living in sums: amounts per owner, the sizes, and the measures that build anything."""

    case: Case
    amounts: Mapping[str, Amounts]
    sizes: Mapping[str, float]
    measures: tuple[Measure, ...]
    duty: bool

    def eur(self, setting: Setting) -> float:
        """EUR a year of the lines that figures move, with the figures as they are now (swung or not)."""
        own = sum(
            _connection_eur(setting.park, setting.park.company(c), a)
            for c, a in self.amounts.items()
            if c in _ids(setting)
        )
        tax = TaxTerms(setting.park.tax_year)
        site = sum(_power_eur(a, tax) for c, a in self.amounts.items() if c not in _ids(setting))
        return own + site + sum(b.eur_per_year for b in self._builds(setting))

    def _builds(self, setting: Setting) -> Sequence[Build]:
        asked = duty_builds(setting) if self.duty else ()
        return (*asked, *(b for m in self.measures for b in m.builds(setting, self.sizes)))


def lines_of(
    setting: Setting, case: Case, sizes: Mapping[str, float], *, measures: Sequence[Measure], duty: bool = True
) -> Lines:
    """The sums of a case that was lived with these sizes."""
    amounts = {
        owner: Amounts(
            float(np.maximum(net, 0.0).sum() * QUARTER_H),
            float(np.maximum(-net, 0.0).sum() * QUARTER_H),
            case.energy[owner].gas_m3,
            case.energy[owner].public_charging_kwh,
        )
        for owner, net in case.net_kw.items()
    }
    building = tuple(m for m in measures if any(True for _ in m.builds(setting, sizes)))
    return Lines(case, amounts, sizes, building, duty)


def _ids(setting: Setting) -> frozenset[str]:
    return frozenset(c.id for c in setting.park.companies)


def _connection_eur(park: Park, company: Company, a: Amounts) -> float:
    eur = _power_eur(a, tax_of(park, company)) + sum(standing_bill(park.tariff(company.connection.tariff)).values())
    eur += sum(gas_bill(a.gas_m3, year=park.tax_year).values()) if company.gas_m3 > 0 else 0.0
    return eur + (a.public_kwh * fact("charging.public_eur_per_kwh").value if a.public_kwh > 0 else 0.0)


def _power_eur(a: Amounts, tax: TaxTerms) -> float:
    """Margins of the supplier and energy tax; the day-ahead price itself is no fact and stays."""
    margins = a.taken_kwh * buying_margin() + a.given_kwh * selling_margin()
    return margins + sum(electricity_tax(a.taken_kwh, tax).values())
