"""A bound on the whole year: below it no plan can cost, whatever companies do by themselves or together.

Each company is bounded by itself on all hours of the year (`model.bound`), in settings that are never dearer than its
bill (`lenient`), and so is what belongs to all. What they share is charged at prices (`shared_prices`). What each costs
at least at these prices adds up to a bound on every plan together.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import inf, isfinite, isnan, nan

from collectief.errors import ModelError
from collectief.measure import PARK, Measure, Setting
from collectief.measure.delivered import taxed
from collectief.measure.setting import Array
from collectief.model import Part, Steps
from collectief.model.bound import Way, bounds
from collectief.model.priced import Apart, Prices, priced, shared
from collectief.park import Company
from collectief.plan.bound_parts import SharedParts, group_parts, shared_parts
from collectief.plan.design import any_size, own_parts
from collectief.plan.finished import Form, key_of, once
from collectief.plan.floored import floored
from collectief.plan.judged import number
from collectief.plan.lenient import lenient, unworn
from collectief.plan.replay import MONTHS, THREADS
from collectief.plan.run import Run
from collectief.plan.shared_prices import everybodys, shared_prices
from collectief.plan.steps import month_steps
from collectief.plan.store import Kept
from collectief.text import Text

GAP, PASSES, ROUGH = 1e-3, 10, 3.0
"""Where a search ends; with what only pays when shared earlier, as its prices cost more than that."""
Sizes = Mapping[str, float]
Case = tuple[Sequence[Part], Mapping[str, float], Sequence[Steps]]
"""Parts that share nothing, what prices add to a yes/no, and the months."""


@dataclass(frozen=True, slots=True)
class Least:
    """What one owner costs at least, EUR a year, infinite in a way that it does not have.

    ``alone``: with nothing shared; ``member``: of some group, with nothing else shared; ``apart``: with other things
    shared but no group; ``joined``: with both.
    """

    alone: float
    member: float
    apart: float
    joined: float


@dataclass(frozen=True, slots=True)
class YearBound:
    """What companies cost at least, EUR a year, by company, and what belongs to all, at the prices of what is shared.

    ``organised`` is what a plan with a group pays beside that, and ``constant`` what prices add whatever is done.
    """

    companies: Mapping[str, Least]
    park: Least
    organised: float
    constant: float

    @property
    def alone(self) -> float:
        """Everybody alone, EUR a year."""
        return sum(one.alone for one in self.companies.values())

    @property
    def grouped(self) -> float:
        """The cheapest with what companies can do by themselves and group contracts, EUR a year."""
        joined = sum(_lowest(one.alone, one.member) for one in self.companies.values())
        return _lowest(self.alone, joined + self.park.member + self.organised + self.constant)

    @property
    def together(self) -> float:
        """The cheapest with everything that can be shared, EUR a year."""
        apart = sum(one.apart for one in self.companies.values()) + self.park.apart + self.constant
        joined = sum(_lowest(one.apart, one.joined) for one in self.companies.values()) + self.park.joined
        return _lowest(self.grouped, apart, joined + self.organised + self.constant)


def _lowest(*found: float) -> float:
    """The least of these; what is no number leaves no number."""
    return nan if any(map(isnan, found)) else min(found)


def year_bound(
    setting: Setting,
    measures: Sequence[Measure],
    net_kw: Mapping[str, Array],
    *,
    alone: Sizes,
    together: Sizes,
    run: Run | None = None,
) -> YearBound | None:
    """Bound every plan of this park; ``alone`` and ``together`` are sizes that are known to be good.

    ``net_kw``: quarters of each company alone. None where a tariff has no line below it (`floored`). Raises Infeasible
    where no sizes keep the limits.
    """
    companies, here, lower = setting.park.companies, run or Run(), floored(setting)
    if lower is None:
        return None
    setting = lower
    mine = shared_parts(setting, measures)
    together = {**mine.opened, **together}
    prices = shared_prices(setting, measures, mine, together, net_kw)
    look = _Look(setting, measures, mine, prices, (alone, together), here)
    here.stop.check()
    found: list[Least] = []
    with ThreadPoolExecutor(THREADS) as pool:
        for number, one in enumerate(pool.map(look.company, companies), 1):
            found.append(one)
            here("prove", number / (len(companies) + 1))
    everything = _apart((*everybodys(setting, measures, mine.others), *mine.everything), prices)
    return YearBound(
        companies=dict(zip((c.id for c in companies), found, strict=True)),
        park=look.park(everything),
        organised=setting.group_fixed_eur,
        constant=everything.constant,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What a bound is made from: the sizes to start from are those alone and those together."""

    setting: Setting
    measures: Sequence[Measure]
    shared: SharedParts
    prices: Prices
    starts: tuple[Sizes, Sizes]
    run: Run

    def company(self, company: Company) -> Least:
        """What one company costs at least, whatever lines of its taxes count."""
        me, members, extra = company.id, self.shared.members(company.id), self.shared.beyond(company.id)
        own = (f"contract/{me}",)
        ways = {"alone": Way(self.starts[0], (*members, *extra))}
        if members:
            ways["member"] = Way(self.starts[1], (*own, *extra))
        if extra:
            ways["apart"] = Way(self.starts[1], members, ROUGH)
        if members and extra:
            ways["joined"] = Way(self.starts[1], own, ROUGH)
        cases = [self._case(kind, company) for kind in lenient(self.setting, company)]
        return _whole(self._least(cases, ways))

    def park(self, everything: Apart) -> Least:
        """What belongs to all costs at least; nothing where nothing is shared."""
        groups, extra = self.shared.contracts, self.shared.beyond(PARK)
        ways = {}
        if groups:
            ways["member"] = Way(self.starts[1], extra)
        if self.shared.others:
            ways["apart"] = Way(self.starts[1], groups, ROUGH)
        if groups and self.shared.others:
            ways["joined"] = Way(self.starts[1], (), ROUGH)
        if not ways:
            return _whole({"alone": 0.0})
        eur = float(self.setting.year.price_eur_per_kwh.mean())
        parts = unworn(everything.of(PARK))
        case = (parts, everything.yes_no, _months(self.setting, eur))
        return _whole({"alone": 0.0, **self._least([case], ways)})

    def _case(self, kind: Setting, company: Company) -> Case:
        """All that a company owns in one of its settings, with what it shares as prices."""
        own = tuple(own_parts(kind, self.measures, company, self.shared.others))
        others = taxed(self.shared.others, company.id, kind.rates[company.id].tax_eur_per_kwh)
        apart = _apart((*own, *group_parts(kind, self.measures), *others), self.prices)
        eur = float(kind.rates[company.id].offtake_eur_per_kwh.mean())
        return any_size(unworn(apart.of(company.id))), apart.yes_no, _months(kind, eur)

    def _least(self, cases: Sequence[Case], ways: Mapping[str, Way]) -> dict[str, float]:
        """The lowest bound of each way over all cases, EUR a year; raises Stopped where it is time to stop."""
        names = list(ways)
        found = once(
            self.run,
            lambda: key_of("bound", cases, list(ways.values())),
            _form(len(names)),
            lambda: _bounded(cases, list(ways.values()), self.run),
        )
        return dict(zip(names, found, strict=True))


def _bounded(cases: Sequence[Case], ways: Sequence[Way], run: Run) -> list[float]:
    least = [inf] * len(ways)
    for parts, yes_no, months in cases:
        run.stop.check()
        found = bounds(parts, months, ways, gap=GAP, passes=PASSES, enough=least, yes_no=yes_no)
        least = [_lowest(eur, bound.lower) for eur, bound in zip(least, found, strict=True)]
    return least


def _whole(found: Mapping[str, float]) -> Least:
    """The ways that are missing: who has nothing else to share does as alone, or as a member; no group is none."""
    alone, member = found.get("alone", inf), found.get("member", inf)
    return Least(alone, member, found.get("apart", alone), found.get("joined", member))


def _form(ways: int) -> Form[list[float]]:
    names = [str(way) for way in range(ways)]

    def write(made: list[float]) -> Kept | None:
        return Kept(dict(zip(names, made, strict=True))) if all(isfinite(eur) for eur in made) else None

    return Form(write, lambda kept: [number(kept, name) for name in names])


def _apart(parts: Iterable[Part], prices: Prices) -> Apart:
    """The parts with prices for all that they share; raises ModelError where something shared has none."""
    found = priced(tuple(parts), prices)
    if shared(found.parts):
        raise ModelError(
            Text(
                nl="Niet alles wat gedeeld wordt heeft een prijs: zo is er geen ondergrens.",
                en="Not all that is shared has a price: like this there is no lower bound.",
            )
        )
    return found


def _months(setting: Setting, border_eur: float) -> list[Steps]:
    """The months of the year with open borders, at this price of a kWh."""
    return [replace(month_steps(setting.year, month), border_eur=border_eur) for month in range(MONTHS)]
