"""The most that a protected user of heat may be charged in a year, by the maximum tariff of the Dutch regulator."""

from dataclasses import dataclass
from math import isfinite

from collectief.errors import ModelError
from collectief.facts import fact, facts_like
from collectief.facts.tables import missing
from collectief.text import Text

GJ_PER_MWH = 3.6
FAMILY = "heat_tariff."


@dataclass(frozen=True, slots=True)
class MaximumTariff:
    """The maximum tariff of a year: EUR per GJ, and EUR a year per connection for all that is fixed.

    Fixed are standing charge, meter and delivery set of a standard user; a larger delivery set may cost more. Both with
    VAT, as they are published, for heat that is warm enough for rooms and tap water: colder networks have lower maxima,
    which are not here. ``of_year`` is the year of the figures; where it is not ``year``, they are an estimate.
    ``vat`` is a fraction: 21 % on heat since 2023 (pzem.nl, Wat verandert er in 2023).
    """

    year: int
    of_year: int
    eur_per_gj: float
    fixed_eur_per_year: float
    vat: float

    @property
    def estimated(self) -> bool:
        """Whether these are figures of another year than the one that was asked."""
        return self.of_year != self.year

    def paid_eur(self, heat_mwh: float, connections: int = 1) -> float:
        """What all together pay at most in a year, EUR with VAT, for ``heat_mwh`` MWh on so many connections.

        >>> round(maximum_tariff(2026).paid_eur(25 / GJ_PER_MWH), 2)
        1852.16
        """
        if not (isfinite(heat_mwh) and heat_mwh >= 0 and connections >= 0):
            raise ModelError(
                Text(
                    nl=f"{heat_mwh} MWh op {connections} aansluitingen kan niet: geef beide als nul of meer.",
                    en=f"{heat_mwh} MWh on {connections} connections cannot be: give both as zero or more.",
                )
            )
        return heat_mwh * GJ_PER_MWH * self.eur_per_gj + connections * self.fixed_eur_per_year

    def received_eur(self, heat_mwh: float, connections: int = 1) -> float:
        """What the network receives at most of that, EUR without VAT: it pays the rest to the state."""
        return self.paid_eur(heat_mwh, connections) / (1 + self.vat)

    def told(self) -> Text:
        """Of which year the tariff is, and that it is an estimate where the year asked has none yet."""
        if not self.estimated:
            return Text(
                nl=f"Gerekend met het maximumtarief van de ACM voor {self.year}.",
                en=f"Reckoned with the maximum tariff of ACM for {self.year}.",
            )
        return Text(
            nl=f"Het maximumtarief van {self.year} is niet bekend: geschat met dat van {self.of_year}.",
            en=f"The maximum tariff of {self.year} is not known: estimated with that of {self.of_year}.",
        )


def known_tariff_years() -> tuple[int, ...]:
    """Years of which the tables hold the maximum tariff, first to last.

    >>> known_tariff_years()
    (2024, 2025, 2026)
    """
    return tuple(sorted({int(one.key.removeprefix(FAMILY).partition(".")[0]) for one in facts_like(FAMILY)}))


def maximum_tariff(year: int) -> MaximumTariff:
    """The maximum tariff of a year; of a later year than the tables hold the last one, as an estimate.

    Raises MissingFact for a year before the first of the tables.
    """
    known = known_tariff_years()
    before = [one for one in known if one <= year]
    if not before:
        raise missing(
            Text(nl="Maximumtarief voor warmte", en="Maximum tariff for heat"), str(year), [str(one) for one in known]
        )
    of_year = before[-1]
    return MaximumTariff(
        year=year,
        of_year=of_year,
        eur_per_gj=fact(f"{FAMILY}{of_year}.eur_per_gj").value,
        fixed_eur_per_year=fact(f"{FAMILY}{of_year}.fixed_eur").value,
        vat=fact("tax.vat").value,
    )
