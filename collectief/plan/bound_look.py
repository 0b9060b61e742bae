"""How one owner is bounded on all hours of the year, with what it shares as prices."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite, isnan, nan

from collectief.errors import ModelError
from collectief.measure import PARK, Measure, Setting
from collectief.measure.delivered import taxed
from collectief.model import Part, Steps
from collectief.model.bound import THREADS, Master, Way, search
from collectief.model.priced import Apart, Prices, priced, shared
from collectief.park import Company
from collectief.plan.bound_parts import SharedParts, group_parts
from collectief.plan.design import any_size, own_parts
from collectief.plan.finished import Form, key_of, once
from collectief.plan.judged import number
from collectief.plan.lenient import lenient, unworn
from collectief.plan.replay import MONTHS
from collectief.plan.run import Run
from collectief.plan.shared_prices import everybodys
from collectief.plan.steps import month_steps
from collectief.plan.store import Kept
from collectief.text import Text

GAP, PASSES, ROUGH = 1e-3, 10, 3.0
"""Where a search ends; with what only pays when shared earlier, as its prices cost more than that."""
Sizes = Mapping[str, float]
Case = tuple[Sequence[Part], Mapping[str, float], Sequence[Steps]]
"""Parts that share nothing, what prices add to a yes/no, and the months."""
Bounded = tuple[list[float], int]
"""The lowest bound of each way, EUR a year, and how often at most the months were asked again."""
PASSED = "passes"
Told = Callable[[float, Collection[str] | None], None]
"""Hears what these companies cost at least alone, or everybody with all that can be shared (None), EUR a year."""


def unheard(_eur: float, _of: Collection[str] | None) -> None:
    """Nobody hears it."""


UNSAID: Mapping[str, float] = {"apart": -inf, "joined": -inf}
"""Ways that nobody looked at: nothing is below this."""


@dataclass(frozen=True, slots=True)
class Least:
    """What one owner costs at least, EUR a year, infinite in a way that it does not have.

    ``alone``: with nothing shared; ``member``: of some group, with nothing else shared; ``apart``: with other things
    shared but no group; ``joined``: with both. ``passes``: how often at most a search asked the months again.
    """

    alone: float
    member: float
    apart: float
    joined: float
    passes: int = 0


def lowest(*found: float) -> float:
    """The least of these; what is no number leaves no number."""
    return nan if any(map(isnan, found)) else min(found)


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What a bound is made from: the sizes to start from are those alone and those together."""

    setting: Setting
    measures: Sequence[Measure]
    shared: SharedParts
    prices: Prices
    starts: tuple[Sizes, Sizes]
    run: Run
    told: Told = unheard

    @property
    def everything(self) -> tuple[Part, ...]:
        """What each company has by itself, and all that can be shared."""
        return (*everybodys(self.setting, self.measures, self.shared.others), *self.shared.everything)

    def company(self, company: Company, *, beyond: bool = True) -> Least:
        """What one company costs at least, whatever lines of its taxes count; not ``beyond`` groups: -inf there."""
        me, members, extra = company.id, self.shared.members(company.id), self.shared.beyond(company.id)
        own = (f"contract/{me}",)
        ways = {"alone": Way(self.starts[0], (*members, *extra))}
        if members:
            ways["member"] = Way(self.starts[1], (*own, *extra))
        if extra and beyond:
            ways["apart"] = Way(self.starts[1], members, ROUGH)
        if members and extra and beyond:
            ways["joined"] = Way(self.starts[1], own, ROUGH)
        cases = [self._case(kind, company) for kind in lenient(self.setting, company)]
        beside = len(self.setting.park.companies) > 1  # companies are looked at side by side, one alone by its months
        found, passes = self._least(cases, ways, threads=1 if beside else THREADS)
        return _whole(found if beyond else {**found, **UNSAID}, passes)

    def park(self, everything: Apart, *, beyond: bool = True) -> Least:
        """What belongs to all costs at least; nothing where nothing is shared."""
        groups, extra = self.shared.contracts, self.shared.beyond(PARK)
        ways = {}
        if groups:
            ways["member"] = Way(self.starts[1], extra)
        if self.shared.others and beyond:
            ways["apart"] = Way(self.starts[1], groups, ROUGH)
        if groups and self.shared.others and beyond:
            ways["joined"] = Way(self.starts[1], (), ROUGH)
        if not ways:
            return _whole({"alone": 0.0}, 0)
        case = (unworn(everything.of(PARK)), everything.yes_no, months_of(self.setting))
        least, passes = self._least([case], ways)
        return _whole({"alone": 0.0, **least, **({} if beyond else UNSAID)}, passes)

    def seen(self, kind: Setting, company: Company) -> tuple[Part, ...]:
        """All that a company looks at in one of its settings."""
        own = tuple(own_parts(kind, self.measures, company, self.shared.others))
        others = taxed(self.shared.others, company.id, kind.rates[company.id].tax_eur_per_kwh)
        return (*own, *group_parts(kind, self.measures), *others)

    def _case(self, kind: Setting, company: Company) -> Case:
        """All that a company owns in one of its settings, with what it shares as prices."""
        apart = taken_apart(self.seen(kind, company), self.prices)
        eur = float(kind.rates[company.id].offtake_eur_per_kwh.mean())
        return any_size(unworn(apart.of(company.id))), apart.yes_no, months_of(kind, eur)

    def _least(
        self, cases: Sequence[Case], ways: Mapping[str, Way], *, threads: int = THREADS
    ) -> tuple[dict[str, float], int]:
        """The lowest bound of each way over all cases, EUR a year, and passes; raises Stopped where it is to stop."""
        names = list(ways)
        least, passes = once(
            self.run,
            lambda: key_of("bound", cases, list(ways.values())),
            _form(len(names)),
            lambda: _bounded(cases, list(ways.values()), self.run, threads=threads),
        )
        return dict(zip(names, least, strict=True)), passes


def _bounded(cases: Sequence[Case], ways: Sequence[Way], run: Run, *, threads: int) -> Bounded:
    least, passes = [inf] * len(ways), 0
    for parts, yes_no, months in cases:
        run.stop.check()
        stop = run.stop.now
        master = Master(parts, months, yes_no=yes_no, threads=threads)
        found = search(master, ways, gap=GAP, passes=PASSES, enough=least, stop=stop)
        run.stop.check()
        least = [lowest(eur, bound.lower) for eur, bound in zip(least, found, strict=True)]
        passes = max(passes, *(bound.passes for bound in found))
    return least, passes


def _whole(found: Mapping[str, float], passes: int) -> Least:
    """The ways that are missing: who has nothing else to share does as alone, or as a member; no group is none."""
    alone, member = found.get("alone", inf), found.get("member", inf)
    return Least(alone, member, found.get("apart", alone), found.get("joined", member), passes)


def _form(ways: int) -> Form[Bounded]:
    names = [str(way) for way in range(ways)]

    def write(made: Bounded) -> Kept | None:
        least, passes = made
        if not all(isfinite(eur) for eur in least):
            return None
        return Kept({**dict(zip(names, least, strict=True)), PASSED: passes})

    return Form(write, lambda kept: ([number(kept, name) for name in names], int(number(kept, PASSED))))


def taken_apart(parts: Iterable[Part], prices: Prices) -> Apart:
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


def months_of(setting: Setting, border_eur: float | None = None) -> list[Steps]:
    """The months of the year with open borders, at this price of a kWh; if not given that of the mean hour."""
    eur = float(setting.year.price_eur_per_kwh.mean()) if border_eur is None else border_eur
    return [replace(month_steps(setting.year, month), border_eur=eur) for month in range(MONTHS)]
