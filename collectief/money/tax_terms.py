"""What the energy tax of one connection hangs on beside its use: the year, people in the building, exempt use."""

from dataclasses import dataclass

from collectief.money.bill import Line
from collectief.money.tax import energy_tax_eur, tangent, tax_reduction_eur
from collectief.park import Company, Park


@dataclass(frozen=True, slots=True)
class TaxTerms:
    """The year of the rates, and what is special about a connection.

    ``residence``: people live or work there, which gives the reduction (Wet belastingen op milieugrondslag, art. 63).
    ``exempt_share``: the part of its electricity for chemical reduction, electrolytic or metallurgical processes, as
    declared to the supplier (art. 64); the rest goes through the brackets from the first kWh on.
    """

    year: int
    residence: bool = False
    exempt_share: float = 0.0

    @property
    def taxed_share(self) -> float:
        """Part of the electricity that is taxed."""
        return 1.0 - self.exempt_share


def tax_of(park: Park, company: Company) -> TaxTerms:
    """The terms of a company's connection; all of a park have the same year."""
    connection = company.connection
    return TaxTerms(park.tax_year, connection.residence, connection.tax_exempt_share)


def electricity_tax(taken_kwh: float, terms: TaxTerms) -> dict[Line, float]:
    """Tax and reduction of one connection for a year's kWh taken, EUR.

    >>> electricity_tax(50_000, TaxTerms(2026))
    {'electricity_tax': 3584.5}
    >>> {k: round(v, 2) for k, v in electricity_tax(50_000, TaxTerms(2026, residence=True, exempt_share=0.8)).items()}
    {'electricity_tax': 916.1, 'tax_reduction': -519.8}
    """
    tax = energy_tax_eur(taken_kwh * terms.taxed_share, "electricity", terms.year)
    lines: dict[Line, float] = {"electricity_tax": tax}
    if terms.residence:
        lines["tax_reduction"] = tax_reduction_eur(residence=True, year=terms.year)
    return lines


def line_tax(taken_kwh: float, line_kwh: float, terms: TaxTerms) -> dict[Line, float]:
    """Tax on kWh that come over a direct line to who takes others from the grid: above these in the brackets, EUR.

    >>> round(line_tax(10_000, 40_000, TaxTerms(2026))["line_tax"], 2)  # 40,000 x 0.06671
    2668.4
    """
    upto, all_of_it = (
        energy_tax_eur(kwh * terms.taxed_share, "electricity", terms.year) for kwh in (taken_kwh, taken_kwh + line_kwh)
    )
    return {"line_tax": all_of_it - upto}


def electricity_tangent(taken_kwh: float, terms: TaxTerms) -> tuple[float, float]:
    """The line through tax and reduction in the bracket of this use: (constant EUR, EUR per kWh taken).

    >>> constant, rate = electricity_tangent(60_000, TaxTerms(2026, residence=True))
    >>> round(constant, 2), rate  # 1,717.00 - 519.80
    (1197.2, 0.03735)
    """
    constant, rate = tangent(taken_kwh * terms.taxed_share, "electricity", terms.year)
    return constant + tax_reduction_eur(residence=terms.residence, year=terms.year), rate * terms.taxed_share
