"""The world of a later year: prices and tariffs that grew, who could grow by then, which queue and heat have ended.

Real euros: growth is without inflation, as the interest is. Series keep the shape of the year of the park.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from collectief.facts import Tariff, fact, tax_years
from collectief.facts.tariffs import UNITS
from collectief.park import Company, Connection, EnergyArea, Park
from collectief.plan.other_figures import with_figures
from collectief.plan.prepare import load_of
from collectief.plan.price_lines import price_figure
from collectief.plan.rates import QUEUE
from collectief.plan.scenario import Scenario
from collectief.profile.year import Year

GAS = "gas.ttf_eur_per_mwh"
RATES = (
    "path.gas_per_year", "path.electricity_per_year", "path.grid_tariff_per_year", "path.driving_per_year",
    "path.grid_co2_per_year",
)  # fmt: skip
"""What grows each year by a figure of its own."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as the user states it, from a year on (0: in all years)."""

    key: str
    value: float
    from_year: int = 0


@dataclass(frozen=True, slots=True)
class World:
    """What a planning year differs in from the year of the park. Factors are of today's value.

    ``grown`` are the ids of companies whose wish has come true, with their kW; ``opened`` the energy areas of which
    the queue has ended; ``ended`` who had heat to spare until a year before, a company or a source of the map.
    ``tax_year`` is the last year of the tax that is known by then.
    """

    year: int
    tax_year: int
    gas_eur_per_mwh: float
    power_eur_per_mwh: float | None
    tariff_factor: float
    driving_factor: float
    grid_co2_factor: float
    grown: tuple[tuple[str, float], ...] = ()
    opened: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


@contextmanager
def in_year(scenario: Scenario, year: int, stated: Sequence[Stated] = ()) -> Iterator[tuple[Scenario, World]]:
    """The scenario as it is in a later year, while it lasts: figures are swung for the whole process.

    What the user states for that year is taken as it is and grows no further.
    """
    given = {one.key: one.value for one in stated if one.from_year <= year}
    with with_figures(scenario, given) as base:
        moved = _prices(base.year, year, given)
        park, world = _later(base, year, moved, given)
        with with_figures(replace(base, park=park), moved) as other:
            yield replace(other, year=_greener(other.year, world.grid_co2_factor)), world


def grows(rate: str, since: int, year: int) -> float:
    """What is left of today's value, or added to it, as a factor.

    >>> round(grows("path.gas_per_year", 2025, 2027), 4)
    1.0404
    """
    return (1.0 + fact(rate).value) ** max(year - since, 0)


def _prices(hours: Year, year: int, given: Mapping[str, float]) -> dict[str, float]:
    """Figures of energy that have another value by then; what is stated stays as it is."""
    power = price_figure(hours)
    found = {GAS: fact(GAS).value * grows("path.gas_per_year", fact(GAS).year, year)}
    if power is not None:
        found[power] = fact(power).value * grows("path.electricity_per_year", hours.number, year)
    return {key: value for key, value in found.items() if key not in given}


def _later(base: Scenario, year: int, moved: Mapping[str, float], given: Mapping[str, float]) -> tuple[Park, World]:
    park, hours = base.park, base.year
    opened = tuple(a.id for a in park.areas if opens_by(a, year))
    grown = {c.id: c.wish.kw for c in park.companies if c.wish is not None and wish_fits(park, c, year)}
    driving = grows("path.driving_per_year", park.year.year, year)
    used = {key: park.tariff(key) for key in sorted({c.connection.tariff for c in park.companies})}
    tax_year = max((one for one in tax_years() if one <= year), default=park.tax_year)
    power = price_figure(hours)
    ended = heat_ended(park, year)
    later = replace(
        _without_heat(_with_growth(base, grown, driving), ended),
        areas=tuple(_opened(a) if a.id in opened else a for a in park.areas),
        tariffs={**park.tariffs, **{key: raised(one, year, given) for key, one in used.items()}},
        year=replace(park.year, tax_year=tax_year),
    )
    world = World(
        year=year,
        tax_year=tax_year,
        gas_eur_per_mwh=moved.get(GAS, fact(GAS).value),
        power_eur_per_mwh=None if power is None else moved.get(power, fact(power).value),
        tariff_factor=max((grows("path.grid_tariff_per_year", one.year, year) for one in used.values()), default=1.0),
        driving_factor=driving,
        grid_co2_factor=grows("path.grid_co2_per_year", hours.number, year),
        grown=tuple(grown.items()),
        opened=opened,
        ended=ended,
    )
    return later, world


def heat_ended(park: Park, year: int) -> tuple[str, ...]:
    """Companies and sources of the map, by id, of which the heat had its last year before this one."""
    heat = [(c.id, c.residual_heat.until) for c in park.companies if c.residual_heat is not None]
    return tuple(key for key, last in (*heat, *((s.id, s.until) for s in park.heat_sources)) if last and last < year)


def _without_heat(park: Park, ended: Container[str]) -> Park:
    """The park in which these have no heat to spare any more."""
    companies = (replace(c, residual_heat=None) if c.id in ended else c for c in park.companies)
    sources = tuple(one for one in park.heat_sources if one.id not in ended)
    return replace(park, companies=tuple(companies), heat_sources=sources)


def _with_growth(base: Scenario, grown: Mapping[str, float], driving: float) -> Park:
    """The park of which these companies have what they wished for, kW by id, and all drive so much more."""
    park, profiles, companies = base.park, dict(base.park.profiles), []
    for company in park.companies:
        more = _driving_more(company, driving)
        if company.id in grown:
            factor = _growth(base, company)
            more = _grown(more, factor)
            if company.id in profiles:
                profiles[company.id] = profiles[company.id] * factor
        companies.append(more)
    return replace(park, companies=tuple(companies), profiles=profiles)


def opens_by(area: EnergyArea, year: int) -> bool:
    """Whether an area that has a queue today has none any more in a year."""
    return area.offtake in QUEUE and area.alleviation_year is not None and area.alleviation_year <= year


def wish_fits(park: Park, company: Company, year: int) -> bool:
    """Whether what a company wishes can be contracted by then: from its year on, and not before a queue ends.

    A wish of a small user asks for another kind of connection: that is not looked at.
    """
    wish, area = company.wish, park.area(company.area)
    if wish is None or wish.kw <= 0 or wish.from_year > year or company.connection.kind != "large":
        return False
    return area.offtake not in QUEUE or opens_by(area, year)


def _opened(area: EnergyArea) -> EnergyArea:
    """An area after its queue: contracts may be chosen, and what it could take before says nothing any more."""
    return replace(area, offtake="transparent", offtake_capacity_kw=None, offtake_queue_kw=0.0, offtake_requests=0)


def raised(one: Tariff, year: int, given: Mapping[str, float]) -> Tariff:
    """A tariff category in a later year: every price grew, but for those that are stated.

    >>> from collectief.facts import tariff
    >>> before = tariff("stedin_2026.MS")
    >>> round(raised(before, 2027, {}).peak_eur_kw_month / before.peak_eur_kw_month, 6)
    1.04
    """
    factor = grows("path.grid_tariff_per_year", one.year, year)
    prices: dict[str, Any] = {n: getattr(one, n) * (1.0 if f"tariff.{one.key}.{n}" in given else factor) for n in UNITS}
    tiers: dict[str, Any] = {
        name: tuple(replace(t, eur=t.eur * factor) for t in getattr(one, name))
        for name in ("contract_tiers", "peak_tiers", "kwh_tiers")
    }
    periods = tuple(
        replace(p, eur_per_kwh=_times(p.eur_per_kwh, factor), peak_eur_kw_month=_times(p.peak_eur_kw_month, factor))
        for p in one.periods
    )
    return replace(one, **prices, **tiers, periods=periods)


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def _growth(base: Scenario, company: Company) -> float:
    """By what the use of a company grows when its wish comes true: its highest quarter becomes so many kW higher."""
    peak_kw = float(load_of(base.park, company, base.year).max())
    return 1.0 + (company.wish.kw if company.wish is not None else 0.0) / max(peak_kw, 1.0)


def _grown(company: Company, factor: float) -> Company:
    """A company that uses more, with the contract that it wished for and a connection that carries it."""
    before, kw = company.connection, company.wish.kw if company.wish is not None else 0.0
    offtake_kw = before.offtake_kw + kw
    connection: Connection = replace(
        before, offtake_kw=offtake_kw,
        physical_kva=max(before.physical_kva, offtake_kw / fact("grid.power_factor").value),
    )  # fmt: skip
    peak_kw = None if company.peak_kw is None else company.peak_kw * factor
    return replace(
        company, connection=connection, electricity_kwh=company.electricity_kwh * factor, peak_kw=peak_kw, wish=None
    )


def _driving_more(company: Company, factor: float) -> Company:
    """A company of which what drives electric grew; its own chargers are as they were."""
    drives = company.mobility
    more = replace(
        drives, van_kwh=drives.van_kwh * factor, lorry_kwh=drives.lorry_kwh * factor,
        commuter_kwh=drives.commuter_kwh * factor,
    )  # fmt: skip
    return replace(company, mobility=more)


def _greener(hours: Year, factor: float) -> Year:
    return replace(hours, co2_kg_per_kwh=hours.co2_kg_per_kwh * factor)
