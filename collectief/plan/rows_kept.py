"""A bound together that keeps what sizes of several owners must add up to, instead of charging a price for it.

One master problem of all owners, whole numbers and all: who digs for whom, who has room in which pipe, who is in which
group. In each hour what they share still has a price. A company whose taxes have several lines stays outside: it is
bounded by itself, at the prices of sizes. Keeping a row never lowers a bound, so this one is as sound and closer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from collectief.measure import PARK
from collectief.model import Part, Size, Steps, built
from collectief.model.bound import Master, Way, search
from collectief.model.priced import Apart, Prices, Row, meeting, priced
from collectief.plan.design import any_size
from collectief.plan.lenient import unworn
from collectief.plan.replay import THREADS
from collectief.plan.run import Run
from collectief.plan.shared_prices import by_choice, of_sizes

GAP, PASSES = 1e-3, 8


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Prices of the rows that have one, and the rows that are kept."""

    prices: Prices
    rows: tuple[Row, ...]


def kept_rows(parts: Sequence[Part], prices: Prices, inside: frozenset[str]) -> Kept | None:
    """The rows of sizes in which only these owners meet; None where that is no more than who is in which group."""
    rows = tuple(row for row, who in meeting(parts).items() if row in prices and who <= inside and of_sizes(row, parts))
    if not any(map(by_choice, rows)):
        return None
    return Kept({row: eur for row, eur in prices.items() if row not in rows}, rows)


def bounded_together(
    mine: Mapping[str, Sequence[Part]],
    kept: Kept,
    months: Sequence[Steps],
    ways: Mapping[str, Way],
    *,
    run: Run,
) -> tuple[dict[str, float], int]:
    """What these owners cost at least in each way, EUR a year, and passes; ``mine`` is all that each looks at."""
    shares = [_apart(parts, kept.prices, owner) for owner, parts in mine.items()]
    master = Master(
        [part for apart in shares for part in apart.parts],
        months,
        yes_no={name: eur for apart in shares for name, eur in apart.yes_no.items()},
        shares=[apart.parts for apart in shares],
        threads=THREADS,
    )
    found = search(master, list(ways.values()), gap=GAP, passes=PASSES, stop=run.stop.now)
    return {name: one.lower for name, one in zip(ways, found, strict=True)}, max(one.passes for one in found)


def _apart(parts: Sequence[Part], prices: Prices, owner: str) -> Apart:
    """What one owner has and is charged."""
    apart = priced(tuple(parts), prices)
    own = apart.of(owner)
    names = {built(p.name) for p in own if isinstance(p, Size)}
    yes_no = {name: eur for name, eur in apart.yes_no.items() if name in names}
    own = unworn(own) if owner == PARK else any_size(unworn(own))
    return replace(apart, parts=own, yes_no=yes_no)
