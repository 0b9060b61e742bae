"""The order in which a reader looks for companies: by name as it is shown, numbers by their size; ties by id.

Everything that is shown of a plan goes through here once, before it is drawn or written: tables, charts, map, workbook
and hand-over sheets then follow the companies of the park. Values for programs (``plan.json``) keep the order of ids.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from collectief.allocation import Allocation, CoreReport
from collectief.measure import Build
from collectief.plan.contracts import Contracts
from collectief.plan.outcome import Case, Outcome
from collectief.plan.stage import Path, Stage, StagedPath
from collectief.plan.stay import Staying
from collectief.presentation.escape import clean

_NUMBER = re.compile(r"([0-9]+)")
Natural = tuple[str | int, ...]
"""Words and numbers in turn."""
Thing = TypeVar("Thing")


def natural(name: str) -> Natural:
    """What a name is sorted by: letters without accents and capitals, numbers by their size.

    >>> sorted(["Hal 10", "hal 9", "Éénhoorn", "Egel", "'t Ven", "Zon"], key=natural)
    ['Éénhoorn', 'Egel', 'hal 9', 'Hal 10', "'t Ven", 'Zon']
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", clean(name)) if not unicodedata.combining(c)).casefold()
    words = " ".join(re.sub(r"[^\w]+", " ", bare).split())
    return tuple(int(part) if at % 2 else part for at, part in enumerate(_NUMBER.split(words)))


def by_name(names: Mapping[str, str]) -> tuple[str, ...]:
    """Ids in the order of their names.

    >>> by_name({"a": "Zon", "b": "Hal 10", "c": "Hal 9"})
    ('c', 'b', 'a')
    """
    return tuple(sorted(names, key=lambda one: (natural(names[one]), one)))


def in_reading_order(outcome: Outcome) -> Outcome:
    """The same outcome with its companies, and all that is told of each, in the order of their names."""
    order = _Order.of({c.id: c.name for c in outcome.park.companies})
    return replace(
        outcome,
        park=replace(outcome.park, companies=order.each(outcome.park.companies, lambda c: c.id)),
        cases={key: _case(case, order) for key, case in outcome.cases.items()},
        members={area: order.named(members) for area, members in outcome.members.items()},
        groups=tuple(replace(g, members=order.named(g.members)) for g in outcome.groups),
        projects=tuple(replace(p, members=order.named(p.members)) for p in outcome.projects),
        allocations={rule: _allocation(one, order) for rule, one in outcome.allocations.items()},
        core={rule: _core(one, order) for rule, one in outcome.core.items()},
        growth=order.each(outcome.growth, lambda g: g.company),
        budgets=order.each(outcome.budgets, lambda s: s.company),
        contracts=_contracts(outcome.contracts, order),
        staying=None if outcome.staying is None else _staying(outcome.staying, order),
        earnings={
            key: order.within(found, lambda e: e.owner, lambda e: e.measures) for key, found in outcome.earnings.items()
        },
    )


def path_in_reading_order(found: StagedPath) -> StagedPath:
    """The same path with its companies in the order of their names."""
    order = _Order.of(found.names)
    return replace(
        found,
        names=order.keyed(found.names),
        wishes=order.keyed(found.wishes),
        paths=tuple(_path(one, order) for one in found.paths),
        best=_path(found.best, order),
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """The place of each id among its companies; who is no company comes last, in the order that was there."""

    place: Mapping[str, int]

    @classmethod
    def of(cls, names: Mapping[str, str]) -> "_Order":
        return cls({one: number for number, one in enumerate(by_name(names))})

    def at(self, one: str) -> int:
        return self.place.get(one, len(self.place))

    def named(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=self.at))

    def keyed(self, values: Mapping[str, Thing]) -> dict[str, Thing]:
        return {one: values[one] for one in self.named(values)}

    def each(self, things: Iterable[Thing], of: Callable[[Thing], str]) -> tuple[Thing, ...]:
        return tuple(sorted(things, key=lambda thing: self.at(of(thing))))

    def within(
        self, things: Iterable[Thing], of: Callable[[Thing], str], kind: Callable[[Thing], object]
    ) -> tuple[Thing, ...]:
        """By kind in the order in which kinds came, and by company within a kind."""
        found = tuple(things)
        first = {one: number for number, one in reversed(list(enumerate(map(kind, found))))}
        return tuple(sorted(found, key=lambda thing: (first[kind(thing)], self.at(of(thing)))))


def _case(case: Case, order: _Order) -> Case:
    return replace(
        case,
        bills=order.keyed(case.bills),
        builds=order.within(case.builds, lambda b: b.owner, _kind),
        energy=order.keyed(case.energy),
        net_kw=order.keyed(case.net_kw),
        breaches=order.each(case.breaches, lambda b: b.owner),
    )


def _kind(build: Build) -> str:
    return build.measure


def _allocation(one: Allocation, order: _Order) -> Allocation:
    return replace(one, shares=order.keyed(one.shares), interval=order.keyed(one.interval))


def _core(one: CoreReport, order: _Order) -> CoreReport:
    return replace(one, worst=order.named(one.worst))


def _staying(found: Staying, order: _Order) -> Staying:
    """Who follows whom stays in the order in which they leave."""
    single = [one for one in found.leaving if len(one.who) == 1]
    groups = [one for one in found.leaving if len(one.who) > 1]
    return replace(
        found,
        leaving=(*order.each(single, lambda one: one.who[0]), *order.each(groups, lambda one: one.who[0])),
        entries=order.each(found.entries, lambda one: one.who),
        anchors=order.named(found.anchors),
        smallest=None if found.smallest is None else order.named(found.smallest),
    )


def _contracts(found: Contracts, order: _Order) -> Contracts:
    return replace(
        found,
        capacities=tuple(replace(c, entitlement_kw=order.keyed(c.entitlement_kw)) for c in found.capacities),
        at_risk=order.each(found.at_risk, lambda r: r.company),
        rights=order.each(found.rights, lambda r: r[0]),
        taken=order.each(found.taken, lambda r: r[0]),
        limitations=order.each(found.limitations, lambda r: r[0]),
    )


def _path(path: Path, order: _Order) -> Path:
    return replace(path, stages=tuple(_stage(stage, order) for stage in path.stages))


def _stage(stage: Stage, order: _Order) -> Stage:
    return replace(
        stage,
        members={area: order.named(members) for area, members in stage.members.items()},
        growth=order.each(stage.growth, lambda g: g.company),
        breaches=order.each(stage.breaches, lambda b: b.owner),
    )
