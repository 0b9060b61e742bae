"""A bound on the whole year: below it no plan can cost, with what companies can do by themselves and group contracts.

Each company is bounded by itself on all hours of the year (`model.bound`), in settings that are never dearer than its
bill (`lenient`). What a group shares is charged at prices (`group_prices`). What each company costs at least, alone or
as a member at these prices, adds up to a bound on every plan together.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import isfinite

from collectief.measure import PARK, GroupContract, Measure, Setting
from collectief.measure.membership import MEMBERS
from collectief.measure.setting import Array
from collectief.model import Part, Size, Steps
from collectief.model.bound import Way, bounds
from collectief.model.priced import priced
from collectief.park import Company
from collectief.plan.design import any_size, own_parts
from collectief.plan.finished import Form, key_of, once
from collectief.plan.judged import number
from collectief.plan.lenient import lenient, straight, unworn
from collectief.plan.replay import MONTHS, THREADS
from collectief.plan.run import Run
from collectief.plan.steps import month_steps
from collectief.plan.store import Kept

GAP, PASSES = 1e-3, 10
Sizes = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class YearBound:
    """What companies cost at least, EUR a year: each alone, as a member at the prices of the group, and all together.

    ``shared_eur`` is what a plan with a group pays beside its members. What only pays when shared, a heat network or a
    battery or chargers of the group, is not in it.
    """

    alone_eur: Mapping[str, float]
    member_eur: Mapping[str, float]
    shared_eur: float

    @property
    def alone(self) -> float:
        """Everybody alone, EUR a year."""
        return sum(self.alone_eur.values())

    @property
    def together(self) -> float:
        """The cheapest of no group, and a group in which each is a member or not, EUR a year."""
        joined = sum(min(eur, self.member_eur.get(c, eur)) for c, eur in self.alone_eur.items())
        return min(self.alone, joined + self.shared_eur)


def year_bound(
    setting: Setting,
    measures: Sequence[Measure],
    prices: Mapping[str, Array],
    *,
    alone: Sizes,
    together: Sizes,
    run: Run | None = None,
) -> YearBound | None:
    """Bound every plan of this park; ``alone`` and ``together`` are sizes that are known to be good.

    None where a tariff has tiers, looks back or prices peaks by period: for these there is no bound yet.
    """
    companies, here = setting.park.companies, run or Run()
    if not all(straight(setting, c) for c in companies):
        return None
    found: list[tuple[float, float | None]] = []
    with ThreadPoolExecutor(THREADS) as pool:
        tasks = pool.map(
            lambda c: _company(setting, measures, c, prices=prices, starts=(alone, together), run=here), companies
        )
        for number, one in enumerate(tasks, 1):
            found.append(one)
            here("prove", number / len(companies))
    ids = [c.id for c in companies]
    return YearBound(
        alone_eur={c: eur for c, (eur, _) in zip(ids, found, strict=True)},
        member_eur={c: eur for c, (_, eur) in zip(ids, found, strict=True) if eur is not None},
        shared_eur=_shared_eur(setting, measures, prices),
    )


def _company(
    setting: Setting,
    measures: Sequence[Measure],
    company: Company,
    *,
    prices: Mapping[str, Array],
    starts: Sequence[Sizes],
    run: Run,
) -> tuple[float, float | None]:
    """What one company costs at least alone, and as a member of some group (None where it cannot be)."""
    members = [
        p.name for p in _parts(setting, measures, company, prices) if isinstance(p, Size) and p.name.startswith(MEMBERS)
    ]
    ways = [Way(starts[0], members)]
    if members:
        ways.append(Way(starts[1], [f"contract/{company.id}"]))
    cases = [
        (any_size(_parts(one, measures, company, prices)), _months(one, company)) for one in lenient(setting, company)
    ]
    least = once(run, lambda: key_of("bound", cases, ways), _form(len(ways)), lambda: _least(cases, ways, run))
    return least[0], least[1] if members else None


def _least(cases: Sequence[tuple[Sequence[Part], Sequence[Steps]]], ways: Sequence[Way], run: Run) -> list[float]:
    """The lowest bound of each way over all cases, EUR a year; raises Stopped where it is time to stop."""
    least = [float("inf")] * len(ways)
    for parts, months in cases:
        run.stop.check()
        found = bounds(parts, months, ways, gap=GAP, passes=PASSES, enough=least)
        least = [min(eur, bound.lower) for eur, bound in zip(least, found, strict=True)]
    return least


def _form(ways: int) -> Form[list[float]]:
    names = [str(way) for way in range(ways)]

    def write(made: list[float]) -> Kept | None:
        return Kept(dict(zip(names, made, strict=True))) if all(isfinite(eur) for eur in made) else None

    return Form(write, lambda kept: [number(kept, name) for name in names])


def _parts(
    setting: Setting, measures: Sequence[Measure], company: Company, prices: Mapping[str, Array]
) -> tuple[Part, ...]:
    """All that a company owns, with what the group shares as prices."""
    mine, _ = priced([*own_parts(setting, measures, company), *_group_parts(setting, measures)], prices)
    return unworn(p for p in mine if p.owner == company.id)


def _group_parts(setting: Setting, measures: Sequence[Measure]) -> list[Part]:
    """What group contracts bring, where these may be used."""
    return [p for m in measures if isinstance(m, GroupContract) for p in m.shared_parts(setting)]


def _months(setting: Setting, company: Company) -> list[Steps]:
    """The months of the year with open borders, at the price of a kWh of this company."""
    eur = float(setting.rates[company.id].offtake_eur_per_kwh.mean())
    return [replace(month_steps(setting.year, month), border_eur=eur) for month in range(MONTHS)]


def _shared_eur(setting: Setting, measures: Sequence[Measure], prices: Mapping[str, Array]) -> float:
    """What a plan with a group pays at least beside its members: its organisation, and contracts that it may buy."""
    kept, constant = priced(_group_parts(setting, measures), prices)
    bought = sum(min(0.0, p.eur_per_unit) * p.upper for p in kept if isinstance(p, Size) and p.owner == PARK)
    return setting.group_fixed_eur + bought + constant
