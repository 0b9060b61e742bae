"""What stands from earlier stages: lots with the year in which they were built, what they cost, and their life."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from collectief.measure import Build, Measure, Setting
from collectief.measure.capacity_limitation import LIMITATION
from collectief.measure.efficiency import package_build
from collectief.measure.measure import BUILT
from collectief.measure.rights import TRANSPORT_RIGHT
from collectief.measure.shared_mobility import SHARED_MOBILITY
from collectief.model import Part, Size

AGREED = ("group_contract", LIMITATION, TRANSPORT_RIGHT, SHARED_MOBILITY)
"""What is agreed and not built: it may be joined or left in any stage."""
DUTY = "efficiency"


@dataclass(frozen=True, slots=True)
class Lot:
    """What one stage added to one size: ``amount`` in the unit of the size, ``built`` in that of the reader.

    ``annuity_eur`` is paid in every year of its life (``life_years``; 0 where nothing wears out), ``upkeep_eur`` too.
    ``shared``: it belongs to a project of several, and may stand idle. ``small``: it is added to what stands, and less
    than the smallest that is for sale: so exact is only the model.
    """

    size: str
    measure: str
    owner: str
    place: str
    part: str
    amount: float
    built: float
    unit: str
    year: int
    life_years: float
    investment_eur: float
    annuity_eur: float
    upkeep_eur: float
    shared: bool = False
    small: bool = False

    def stands(self, year: int) -> bool:
        """Whether its life has not ended.

        >>> lot = Lot("solar/a", "solar", "a", "a", "", 5.0, 5.0, "kWp", 2027, 8.0, 1.0, 1.0, 0.0)
        >>> lot.stands(2034), lot.stands(2035)
        (True, False)
        """
        return self.life_years <= 0 or year < self.year + self.life_years

    @property
    def eur_per_built(self) -> float:
        """Annuity and upkeep of one unit, EUR a year."""
        return (self.annuity_eur + self.upkeep_eur) / self.built if self.built else 0.0


def standing(lots: Iterable[Lot], year: int) -> dict[str, float]:
    """What stands in a year, by size."""
    found: dict[str, float] = {}
    for lot in lots:
        if lot.stands(year):
            found[lot.size] = found.get(lot.size, 0.0) + lot.amount
    return found


def priced(part: Part) -> TypeGuard[Size]:
    """Whether a part is something that is bought."""
    return isinstance(part, Size) and (part.eur_per_unit > 0 or part.eur_fixed > 0)


def bought_sizes(setting: Setting, measures: Sequence[Measure]) -> Iterator[tuple[Measure, Size, bool]]:
    """What may be bought: its measure, its size, and whether it is of several together."""
    for measure in measures:
        if measure.key in AGREED:
            continue
        for company in setting.park.companies:
            yield from ((measure, p, False) for p in measure.own_parts(setting, company) if priced(p))
        yield from ((measure, p, True) for p in measure.shared_parts(setting) if priced(p))


def built_lots(
    setting: Setting, measures: Sequence[Measure], sizes: Mapping[str, float], *, before: Mapping[str, float], year: int
) -> tuple[Lot, ...]:
    """What a stage adds to what stood ``before``, at the prices of the stage; what the law asks for is among it."""
    found: list[Lot] = []
    for measure, size, shared in bought_sizes(setting, measures):
        amount, had = sizes.get(size.name, 0.0), before.get(size.name, 0.0)
        if amount - had > BUILT:
            small = had > 0 and amount - had < size.least
            lots = _added(setting, measure, size.name, (had, amount), year=year)
            found += (replace(lot, shared=shared, small=small) for lot in lots)
    return (*found, *(lot for lot in law_lots(setting, year) if lot.size not in before))


def _added(setting: Setting, measure: Measure, name: str, amounts: tuple[float, float], *, year: int) -> Iterator[Lot]:
    """The lot between two amounts of a size; nothing where the measure builds nothing of it."""
    had, amount = amounts
    whole, old = build_of(setting, measure, name, amount), build_of(setting, measure, name, had)
    if whole is not None:
        none = replace(whole, amount=0.0, investment_eur=0.0, eur_per_year=0.0, upkeep_eur=0.0)
        yield _lot(name, whole, less=old or none, year=year, amount=amount - had)


def build_of(setting: Setting, measure: Measure, name: str, amount: float) -> Build | None:
    """What a measure leaves of one size alone, or None."""
    return next(iter(measure.builds(setting, {name: amount})), None) if amount > BUILT else None


def law_lots(setting: Setting, year: int) -> tuple[Lot, ...]:
    """All packages that the energy-saving duty asks for, as if none stood yet."""
    return tuple(
        _lot(f"{DUTY}/{company}/{package}", whole, less=None, year=year, amount=1.0)
        for company, package in sorted(setting.duty)
        if (whole := package_build(setting, setting.park.company(company), package, 1.0)).amount > 0
    )


def _lot(name: str, whole: Build, *, less: Build | None, year: int, amount: float) -> Lot:
    built, investment, eur, upkeep = whole.amount, whole.investment_eur, whole.eur_per_year, whole.upkeep_eur
    if less is not None:
        built, investment = built - less.amount, investment - less.investment_eur
        eur, upkeep = eur - less.eur_per_year, upkeep - less.upkeep_eur
    return Lot(
        size=name, measure=whole.measure, owner=whole.owner, place=whole.place, part=whole.part, amount=amount,
        built=built, unit=whole.unit, year=year, life_years=whole.life_years, investment_eur=investment,
        annuity_eur=eur - upkeep, upkeep_eur=upkeep,
    )  # fmt: skip
