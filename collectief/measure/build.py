"""What a measure leaves behind in a plan: things that are built or agreed, with their cost."""

from dataclasses import dataclass

from shapely.geometry import LineString

from collectief.facts import fact
from collectief.money import annuity

PARK = "park"
"""Owner of what belongs to all members together."""
SOURCE, RESERVED, BOILED = "source", "reserve", "plant_boiler"
STORED, CONNECTED, BOOSTER, PIPES = "tank", "connected", "booster", "pipes"
"""What a heat network consists of: what it gives and what it serves are the same kW and do not add up."""


@dataclass(frozen=True, slots=True)
class Build:
    """One thing that is built or agreed: which measure, who owns it, where, how much, what it costs.

    ``place`` is a company id, a street id or an area id. ``unit`` such as kWp, kWh, kW, m.
    ``amount`` of an agreement (group contract) is its kW. ``eur_per_year`` is annuity and upkeep together;
    ``shape`` is where a pipe runs, in EPSG:28992; ``life_years`` how long it lasts, 0 where nothing wears out.
    ``kw`` is what a pipe can carry where its amount is a length; ``part`` tells apart what one measure consists of
    (a package of saving, source or connection of a network), empty where it is all one.
    """

    measure: str
    owner: str
    place: str
    amount: float
    unit: str
    investment_eur: float
    eur_per_year: float
    upkeep_eur: float = 0.0
    shape: LineString | None = None
    life_years: float = 0.0
    kw: float = 0.0
    part: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What a unit costs: investment (EUR), years of life and upkeep (EUR a year), all per unit.

    ``fixed_eur`` is invested once where anything is built at all, whatever the amount.
    """

    investment_eur: float
    life_years: float
    upkeep_eur: float = 0.0
    fixed_eur: float = 0.0

    def yearly(self, interest: float) -> float:
        """Annuity and upkeep, EUR per unit and year."""
        return self.investment_eur * annuity(interest, self.life_years) + self.upkeep_eur

    def yearly_fixed(self, interest: float) -> float:
        """Annuity of what is invested once, EUR a year."""
        return self.fixed_eur * annuity(interest, self.life_years)

    def plus(self, other: "Price", interest: float) -> "Price":
        """Two things bought together; the life is that of the first, the annuity of each its own."""
        mine, its = annuity(interest, self.life_years), annuity(interest, other.life_years)
        same = other.investment_eur * its / mine
        extra = (same - other.investment_eur) * mine
        return Price(
            self.investment_eur + other.investment_eur, self.life_years, self.upkeep_eur + other.upkeep_eur + extra
        )


def priced(key: str, unit: str, upkeep: float | None = None) -> Price:
    """The price in the tables: ``<key>.eur_per_<unit>``, ``<key>.life_years`` and, unless given, the upkeep."""
    yearly = fact(f"{key}.upkeep_eur_per_{unit}").value if upkeep is None else upkeep
    return Price(fact(f"{key}.eur_per_{unit}").value, fact(f"{key}.life_years").value, yearly)


def bought(measure: str, owner: str, place: str, amount: float, unit: str, *, price: Price, interest: float) -> Build:
    """A build of so many units at a price."""
    return Build(
        measure, owner, place, amount, unit, amount * price.investment_eur + price.fixed_eur,
        amount * price.yearly(interest) + price.yearly_fixed(interest), amount * price.upkeep_eur,
        life_years=price.life_years,
    )  # fmt: skip
