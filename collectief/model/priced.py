"""What is shared as prices: several owners are taken apart, so that each can be looked at by itself.

A limit that is left out while what its terms use is charged never makes a plan dearer, whatever the prices from zero
up (Lagrange). A bus that need not balance while all that it gives is paid for, and all that it gets is bought, does not
either, whatever the prices. So what each owner costs at least, at these prices, adds up to a bound on all together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from collectief.errors import ModelError
from collectief.model.parts import Array, Bus, Flow, Limit, Load, Part, Series, Size, Store
from collectief.model.write import built, store_blocks
from collectief.text import Text

Row = str | Bus
"""A limit by its name, or a bus."""
Prices = Mapping[Row, Series]
"""EUR per kW in each hour, shape (8760,), or EUR a year per unit where it is of sizes only."""


@dataclass(frozen=True, slots=True, eq=False)
class Apart:
    """Parts that share nothing, a constant in EUR a year, and what prices add to a yes/no, EUR a year by its name."""

    parts: tuple[Part, ...]
    constant: float
    yes_no: Mapping[str, float] = field(default_factory=dict)

    def of(self, owner: str) -> tuple[Part, ...]:
        """The parts of one owner."""
        return tuple(p for p in self.parts if p.owner == owner)


def shared(parts: Iterable[Part]) -> tuple[Row, ...]:
    """Limits and buses that parts of more than one owner meet in, in the order of the parts."""
    return tuple(row for row, who in meeting(parts).items() if len(who) > 1)


def meeting(parts: Iterable[Part]) -> dict[Row, set[str]]:
    """Who meet in each limit and bus, in the order of the parts."""
    ordered = tuple(parts)
    owners = {name: p.owner for p in ordered if not isinstance(p, Limit) for name in _columns(p)}
    found: dict[Row, set[str]] = {}
    for part in ordered:
        if isinstance(part, Limit):
            found[part.name] = {part.owner, *part.upper, *(owners[n] for n in part.terms if n in owners)}
        for bus in _buses(part):
            found.setdefault(bus, set()).add(part.owner)
    return found


def priced(parts: Sequence[Part], prices: Prices) -> Apart:
    """The parts with these limits and buses as prices; one of a limit below zero counts as zero.

    Of a charge on the highest value of a month the prices of that month may add up to that charge at most. Raises
    ModelError where a store stands in what is shared.
    """
    charges: dict[str, Series] = {}
    sums: dict[str, float] = {}
    constant = 0.0
    for limit in (p for p in parts if isinstance(p, Limit) and p.name in prices):
        price = np.maximum(prices[limit.name], 0.0)
        for name, coefficient in limit.terms.items():
            charges[name] = charges.get(name, 0.0) + price * coefficient
            sums[name] = sums.get(name, 0.0) + float(np.sum(price * coefficient))
        constant -= sum(float(np.sum(price * upper)) for upper in limit.upper.values())
    for load in (p for p in parts if isinstance(p, Load) and p.bus in prices):
        constant += float(np.sum(prices[load.bus] * np.asarray(load.kw)))
    kept = [p for p in parts if not _is_priced(p, prices)]
    _refuse_stores(kept, charges, prices)
    sizes = [p.name for p in kept if isinstance(p, Size)]
    yes_no = {built(name): sums[built(name)] for name in sizes if built(name) in sums}
    return Apart(tuple(_charged(p, prices, charges, sums) for p in kept), constant, yes_no)


def _charged(part: Part, prices: Prices, charges: Mapping[str, Series], sums: Mapping[str, float]) -> Part:
    """A part with what the prices add to its cost, and without the buses that have one.

    ``charges`` in each hour are for flows, and their ``sums`` for sizes.
    """
    if isinstance(part, Flow):
        eur = part.eur_per_kwh + charges.get(part.name, 0.0) - _earned(part.into, prices)
        return replace(part, eur_per_kwh=eur, into={b: c for b, c in part.into.items() if b not in prices})
    if isinstance(part, Size):
        once = sums.get(part.name, 0.0) - float(np.sum(_earned(part.into, prices)))
        return replace(
            part, eur_per_unit=part.eur_per_unit + once, into={b: c for b, c in part.into.items() if b not in prices}
        )
    return part


def _earned(into: Mapping[Bus, Series], prices: Prices) -> Series:
    """What one unit gets for what it brings to buses with a price."""
    total: Array | float = 0.0
    for bus, coefficient in into.items():
        if bus in prices:
            total = total + prices[bus] * np.asarray(coefficient)
    return total


def _is_priced(part: Part, prices: Prices) -> bool:
    return (isinstance(part, Limit) and part.name in prices) or (isinstance(part, Load) and part.bus in prices)


def _refuse_stores(parts: Iterable[Part], charges: Mapping[str, Series], prices: Prices) -> None:
    for store in (p for p in parts if isinstance(p, Store)):
        if store.bus in prices or any(name in charges for name in store_blocks(store.name)):
            raise ModelError(
                Text(
                    nl=f"{store.name} staat in wat gedeeld is: daarvoor zijn er geen prijzen",
                    en=f"{store.name} stands in what is shared: there are no prices for that",
                )
            )


def _columns(part: Part) -> tuple[str, ...]:
    if isinstance(part, Size):
        return (part.name, built(part.name))
    return store_blocks(part.name) if isinstance(part, Store) else (part.name,)


def _buses(part: Part) -> Iterator[Bus]:
    if isinstance(part, Flow | Size):
        yield from part.into
    elif isinstance(part, Load | Store):
        yield part.bus
