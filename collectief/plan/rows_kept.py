"""A bound together that keeps what sizes of several owners must add up to, instead of charging a price for it.

One master problem of all owners, whole numbers and all: who digs for whom, who has room in which pipe, who is in which
group. In each hour what they share still has a price: first those of the plan, then halfway to those of the sizes that
came out. A company whose taxes have several lines stays outside: it is bounded by itself, at the prices of sizes.
Keeping a row never lowers a bound: this one is as sound, and closer once its search is done.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite, isnan

import numpy as np

from collectief.errors import Infeasible
from collectief.measure import PARK
from collectief.measure.setting import Array
from collectief.model import Part, Size, Steps, built
from collectief.model.bound import Bound, Master, Way, search
from collectief.model.priced import Apart, Prices, Row, meeting, priced
from collectief.plan.bound_look import Look, lowest, months_of
from collectief.plan.design import any_size
from collectief.plan.finished import Form, key_of, once
from collectief.plan.group_prices import group_prices
from collectief.plan.judged import number
from collectief.plan.lenient import lenient, unworn
from collectief.plan.run import Stopped
from collectief.plan.shared_prices import rows_of_sizes, worth_keeping
from collectief.plan.store import Kept

GAP, PASSES = 1e-3, 8
ROUNDS = 2
"""Prices of the plan, and halfway from there: a third time gained a thousandth, a fourth nothing."""
HALFWAY = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Nothing costs less than ``eur`` a year; after so many passes, and with the sizes that came out last."""

    eur: float
    passes: int
    sizes: Mapping[str, float]


def inside_of(look: Look) -> frozenset[str]:
    """Owners that one master can hold; nobody where no sizes of several owners must add up to anything."""
    single = (c.id for c in look.setting.park.companies if len(list(lenient(look.setting, c))) == 1)
    inside = frozenset({PARK, *single})
    return inside if any(map(worth_keeping, kept_rows(look.everything, look.prices, inside))) else frozenset()


def kept_rows(parts: Sequence[Part], prices: Prices, inside: Collection[str]) -> tuple[Row, ...]:
    """The rows of sizes in which only these owners meet."""
    sized, here = rows_of_sizes(parts), set(inside)
    return tuple(row for row, who in meeting(parts).items() if row in prices and row in sized and who <= here)


def everything_kept(look: Look, inside: Collection[str], net_kw: Mapping[str, Array]) -> Found:
    """What everything that can be shared costs at least, with these owners in one master; ``net_kw`` as there.

    Where it is time to stop it is what was found so far.
    """
    everything, stop = look.everything, look.run.stop
    form = Form(
        lambda made: None if stop.cut or not isfinite(made.eur) else Kept({"eur": made.eur, "passes": made.passes}),
        lambda kept: Found(number(kept, "eur"), int(number(kept, "passes")), {}),
    )

    def key() -> str:
        setting, companies = look.setting, look.setting.park.companies
        seen = [look.seen(kind, c) for c in companies for kind in lenient(setting, c)]
        given = (look.prices, look.starts, net_kw, months_of(setting), setting.group_fixed_eur)
        return key_of("rows kept", everything, seen, sorted(inside), *given)

    return once(look.run, key, form, lambda: _rounds(look, everything, inside, net_kw))


def _rounds(look: Look, everything: Sequence[Part], inside: Collection[str], net_kw: Mapping[str, Array]) -> Found:
    """The best of all rounds; sizes that no year can be lived with give no further prices."""
    best = _round(look, everything, inside)
    look.told(best.eur, None)
    for _ in range(ROUNDS - 1):
        if isnan(best.eur) or look.run.stop.now():
            break
        sizes = {**look.starts[1], **look.shared.opened, **best.sizes}
        try:
            others = group_prices(look.setting, any_size(everything), sizes, net_kw)
            look = replace(look, prices=_halfway(look.prices, others))
            found = _round(look, everything, inside)
        except (Infeasible, Stopped):
            break
        best = best if found.eur <= best.eur else found
    return best


def _seen(look: Look, inside: Collection[str]) -> dict[str, tuple[Part, ...]]:
    """What each company looks at whose taxes are one line."""
    mine = (c for c in look.setting.park.companies if c.id in inside)
    return {c.id: look.seen(next(lenient(look.setting, c)), c) for c in mine}


def _halfway(prices: Prices, others: Prices) -> Prices:
    there = {row: (1.0 - HALFWAY) * prices[row] + HALFWAY * np.asarray(others[row]) for row in others if row in prices}
    return {**prices, **there}


def _round(look: Look, everything: Sequence[Part], inside: Collection[str]) -> Found:
    """The bound at the prices of this look."""
    rows, seen = kept_rows(everything, look.prices, inside), _seen(look, inside)
    prices = {row: eur for row, eur in look.prices.items() if row not in rows}
    apart = [owned(parts, prices, owner) for owner, parts in {**seen, PARK: everything}.items()]
    members = [name for me in seen for name in look.shared.members(me)]
    ways = {"apart": Way(look.starts[1], (*look.shared.contracts, *members))}
    if look.shared.contracts:
        ways["joined"] = Way(look.starts[1])
    found = bounded_together(apart, months_of(look.setting), ways, stop=look.run.stop.now)
    least = [look.company(c) for c in look.setting.park.companies if c.id not in inside]
    ends = [found["apart"].lower + sum(one.apart for one in least)]
    if "joined" in found:
        joined = sum(lowest(one.apart, one.joined) for one in least)
        ends.append(found["joined"].lower + joined + look.setting.group_fixed_eur)
    eur = lowest(*ends) + priced(everything, prices).constant
    return Found(eur, max(one.passes for one in found.values()), found[list(ways)[ends.index(min(ends))]].sizes)


def bounded_together(
    apart: Sequence[Apart], months: Sequence[Steps], ways: Mapping[str, Way], *, stop: Callable[[], bool]
) -> dict[str, Bound]:
    """What owners cost at least in each way, EUR a year, with the rows of sizes in which they meet."""
    master = Master(
        [part for one in apart for part in one.parts],
        months,
        yes_no={name: eur for one in apart for name, eur in one.yes_no.items()},
        shares=[one.parts for one in apart],
    )
    found = search(master, list(ways.values()), gap=GAP, passes=PASSES, stop=stop)
    return dict(zip(ways, found, strict=True))


def owned(parts: Sequence[Part], prices: Prices, owner: str) -> Apart:
    """What one owner has, charged what it shares."""
    apart = priced(tuple(parts), prices)
    own = apart.of(owner)
    names = {built(p.name) for p in own if isinstance(p, Size)}
    yes_no = {name: eur for name, eur in apart.yes_no.items() if name in names}
    own = unworn(own) if owner == PARK else any_size(unworn(own))
    return replace(apart, parts=own, yes_no=yes_no)
