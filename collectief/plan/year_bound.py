"""A bound on the whole year: below it no plan can cost, whatever companies do by themselves or together.

Each company is bounded by itself on all hours of the year (`model.bound`), in settings that are never dearer than its
bill (`lenient`), and so is what belongs to all. What they share is charged at prices (`shared_prices`). What each costs
at least at these prices adds up to a bound on every plan together. Where sizes of several owners must add up to
something, as in a heat network, one master of all owners keeps that (`rows_kept`), which is closer.
"""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from collectief.measure import Measure, Setting
from collectief.measure.setting import Array
from collectief.plan.bound_look import Least, Look, Sizes, Told, lowest, taken_apart, unheard
from collectief.plan.bound_parts import shared_parts
from collectief.plan.floored import floored
from collectief.plan.replay import THREADS
from collectief.plan.rows_kept import ROUNDS, everything_kept, inside_of
from collectief.plan.run import Run
from collectief.plan.shared_prices import shared_prices


@dataclass(frozen=True, slots=True)
class YearBound:
    """What companies cost at least, EUR a year, by company, and what belongs to all, at the prices of what is shared.

    ``organised`` is what a plan with a group pays beside that, and ``constant`` what prices add whatever is done.
    """

    companies: Mapping[str, Least]
    park: Least
    organised: float
    constant: float
    kept: float | None = None
    """What everything that can be shared costs at least, where rows of sizes are kept (`rows_kept`)."""
    passes: int = 0
    """How often at most a search asked the months again."""

    @property
    def alone(self) -> float:
        """Everybody alone, EUR a year."""
        return sum(one.alone for one in self.companies.values())

    @property
    def grouped(self) -> float:
        """The cheapest with what companies can do by themselves and group contracts, EUR a year."""
        joined = sum(lowest(one.alone, one.member) for one in self.companies.values())
        return lowest(self.alone, joined + self.park.member + self.organised + self.constant)

    @property
    def together(self) -> float:
        """The cheapest with everything that can be shared, EUR a year."""
        if self.kept is not None:
            return self.kept
        apart = sum(one.apart for one in self.companies.values()) + self.park.apart + self.constant
        joined = sum(lowest(one.apart, one.joined) for one in self.companies.values()) + self.park.joined
        return lowest(self.grouped, apart, joined + self.organised + self.constant)


def year_bound(
    setting: Setting,
    measures: Sequence[Measure],
    net_kw: Mapping[str, Array],
    *,
    alone: Sizes,
    together: Sizes,
    run: Run | None = None,
    told: Told = unheard,
) -> YearBound | None:
    """Bound every plan of this park; ``alone`` and ``together`` are sizes that are known to be good.

    ``net_kw``: quarters of each company alone. ``told`` hears bounds on the way. None where a tariff has no line below
    it (`floored`). Raises Infeasible where no sizes keep the limits.
    """
    companies, here, lower = setting.park.companies, run or Run(), floored(setting)
    if lower is None:
        return None
    setting = lower
    mine = shared_parts(setting, measures)
    together = {**mine.opened, **together}
    prices = shared_prices(setting, measures, mine, together, net_kw, stop=here.stop.now)
    look = Look(setting, measures, mine, prices, (alone, together), here, told)
    inside = inside_of(look)
    here.stop.check()
    found = _each(look, inside)
    apart = taken_apart(look.everything, prices)
    park = look.park(apart, beyond=not inside)
    kept = everything_kept(look, inside, net_kw) if inside else None
    passes = max(one.passes for one in (*found, park)) if kept is None else max(kept.passes, *(o.passes for o in found))
    bound = YearBound(
        companies=dict(zip((c.id for c in companies), found, strict=True)),
        park=park,
        organised=setting.group_fixed_eur,
        constant=apart.constant,
        kept=None if kept is None else kept.eur,
        passes=passes,
    )
    told(bound.together, None)
    return bound


def _each(look: Look, inside: Collection[str]) -> list[Least]:
    """Every company by itself, in the order of the park; those ``inside`` a master need no bound with all shared."""
    companies, found = look.setting.park.companies, list[Least]()
    with ThreadPoolExecutor(THREADS) as pool:
        looks = pool.map(lambda one: look.company(one, beyond=one.id not in inside), companies)
        for number, one in enumerate(looks, 1):
            found.append(one)
            look.told(sum(each.alone for each in found), [c.id for c in companies[:number]])
            look.run("prove", number / (len(companies) + 1 + (ROUNDS if inside else 0)))
    return found
