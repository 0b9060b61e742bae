"""Who invests in what: owners and their investments in the words that schemes ask about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from collectief.facts import sector_keys, sector_row, tariff
from collectief.measure import PARK, Build
from collectief.measure.build import CONNECTED
from collectief.measure.homes import home_node
from collectief.money.schemes import Applicant, Asset, Span
from collectief.park import Company, EnergyArea, Park
from collectief.plan.outcome import CaseKey, Outcome
from collectief.plan.possible_duty import may_be_required

ADVICE, VEHICLES = "advice", "vehicles"
"""What schemes give for beside the measures of the plan: a study, and electric vans and lorries."""
ENERGY_SBI = 35
"""Division of the standard industrial classification for the supply of energy."""


@dataclass(frozen=True, slots=True)
class Investment:
    """One owner's share of one measure: who it is and what it is. ``owner`` is a company id or `PARK`."""

    owner: str
    who: Applicant
    asset: Asset


def investments(outcome: Outcome, way: CaseKey = "together") -> tuple[Investment, ...]:
    """Everything that schemes could be asked for, per owner in the park's order, shared things last."""
    found: list[Investment] = []
    builds = outcome.cases[way].builds
    for company in outcome.park.companies:
        mine = [b for b in builds if b.owner == company.id]
        who = _applicant(outcome.park, company, mine)
        assets = (*_assets(outcome, way, mine), *_beside(company))
        found += (Investment(company.id, who, asset) for asset in assets)
    shared = [b for b in builds if b.owner == PARK]
    who = _shared_applicant(outcome.park, shared)
    return (*found, *(Investment(PARK, who, asset) for asset in _assets(outcome, way, shared)))


def _applicant(park: Park, company: Company, mine: Sequence[Build]) -> Applicant:
    area, connection = _area(park, company.area), company.connection
    return Applicant(
        kind=company.owner_kind,
        sbi=sbi_divisions(sector_row(company.sector, 0.0).sbi) if company.sector in sector_keys() else (),
        fte=company.fte,
        turnover_eur=company.turnover_eur,
        balance_eur=company.balance_eur,
        profit_eur=company.profit_eur,
        connection=connection.kind,
        level=tariff(connection.tariff).level,
        contract_kw=connection.offtake_kw,
        electricity_kwh=company.electricity_kwh,
        gas_m3=company.gas_m3,
        lorry_kwh=company.mobility.lorry_kwh,
        solar_kwp=company.solar_kwp,
        offtake=area.offtake if area else None,
        feed_in=area.feed_in if area else None,
        companies_in_area=float(sum(c.area == company.area for c in park.companies)),
        investment_eur=sum(b.investment_eur for b in mine),
    )


def _shared_applicant(park: Park, shared: Sequence[Build]) -> Applicant:
    """Who owns what is shared, as far as the park says; its area where there is only one."""
    kind = park.schemes.shared_owner
    used = {c.area for c in park.companies}
    area = _area(park, next(iter(used))) if len(used) == 1 else None
    return Applicant(
        kind=kind,
        sbi=(ENERGY_SBI,) if kind == "energiebedrijf" else (),
        offtake=area.offtake if area else None,
        feed_in=area.feed_in if area else None,
        companies_in_area=float(max((sum(c.area == a for c in park.companies) for a in used), default=0)),
        investment_eur=sum(b.investment_eur for b in shared),
        shared=True,
    )


def _area(park: Park, key: str) -> EnergyArea | None:
    return next((a for a in park.areas if a.id == key), None)


def _assets(outcome: Outcome, way: CaseKey, mine: Sequence[Build]) -> Iterator[Asset]:
    """One asset per measure; what the law asks for stands apart."""
    asked = outcome.cases["required"].builds if "required" in outcome.cases else ()
    chosen, perhaps = outcome.park.schemes, may_be_required(outcome)
    places = {b.place for b in outcome.cases[way].builds if b.part == CONNECTED}
    served = [one for one in outcome.park.dwellings if home_node(one) in places]
    ordered = {c.id: c.signed for c in outcome.park.companies} | {PARK: chosen.signed}
    for measure in dict.fromkeys(b.measure for b in mine):
        for required in (True, False):
            builds = [b for b in mine if b.measure == measure and (b in asked) == required]
            if not builds:
                continue
            owner = builds[0].owner
            yield Asset(
                measure,
                amount=sum(b.amount for b in builds if b.unit == builds[0].unit),
                unit=builds[0].unit,
                investment_eur=sum(b.investment_eur for b in builds),
                payback_years=_payback(outcome, way, owner, measure, required=required),
                required_by_law=None if not required and (owner, measure) in perhaps else required,
                grid_balancing=measure == "group_contract" or (measure == "battery" and owner == PARK),
                signed=measure in ordered[owner],
                dwellings=float(max(chosen.dwellings, sum(one.dwellings for one in served))),
                dwelling_buildings=float(max(chosen.dwelling_buildings, len(served))),
            )


def _beside(company: Company) -> Iterator[Asset]:
    """What is not in the plan but has schemes of its own; the plan does not know what it costs."""
    yield Asset(ADVICE)
    if company.mobility.van_kwh > 0 or company.mobility.lorry_kwh > 0:
        yield Asset(VEHICLES)


def _payback(outcome: Outcome, way: CaseKey, owner: str, measure: str, *, required: bool) -> float | Span | None:
    """How soon a measure pays for itself on the bill of its owner; None where that was not calculated."""
    known = (e for e in outcome.earnings.get(way, ()) if e.owner == owner and measure in e.measures)
    mine = next((e for e in known if e.required == required), None)
    return None if mine is None else mine.payback_known


def sbi_divisions(text: str) -> tuple[int, ...]:
    """Divisions (two digits) in the code of a sector; nothing where there is none.

    >>> sbi_divisions("46/52.10"), sbi_divisions("62-65"), sbi_divisions("")
    ((46, 52), (62, 63, 64, 65), ())
    """
    found: list[int] = []
    for one in filter(None, text.split("/")):
        ends = [int(part.partition(".")[0]) for part in one.split("-")]
        found += range(ends[0], ends[-1] + 1)
    return tuple(dict.fromkeys(found))


def by_owner(found: Iterable[Investment]) -> Mapping[str, tuple[Investment, ...]]:
    """The same per owner, in order."""
    grouped: dict[str, tuple[Investment, ...]] = {}
    for one in found:
        grouped[one.owner] = (*grouped.get(one.owner, ()), one)
    return grouped
