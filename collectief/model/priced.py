"""Limits as prices: what several owners share is taken apart, so that each can be looked at by itself.

A limit that is left out while what its terms use is charged at a price per kW never makes a plan dearer, whatever the
prices from zero up (Lagrange): so what each owner costs at least, at these prices, adds up to a bound on all together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from collectief.model.parts import Array, Flow, Limit, Part, Size


def priced(parts: Sequence[Part], prices: Mapping[str, Array]) -> tuple[tuple[Part, ...], float]:
    """The parts with these limits as prices (EUR per kW in each hour, shape (8760,)), and a constant, EUR a year.

    Of a charge on the highest value of a month the prices of that month may add up to that charge at most.
    """
    flows: dict[str, Array] = {}
    sizes: dict[str, float] = {}
    constant = 0.0
    for limit in (p for p in parts if isinstance(p, Limit) and p.name in prices):
        price = prices[limit.name]
        for name, coefficient in limit.terms.items():
            flows[name] = flows.get(name, np.zeros(len(price))) + price * coefficient
        constant -= sum(float((price * upper).sum()) for upper in limit.upper.values())
    sizes = {name: float(eur.sum()) for name, eur in flows.items()}
    kept = [p for p in parts if not (isinstance(p, Limit) and p.name in prices)]
    return tuple(_charged(p, flows, sizes) for p in kept), constant


def _charged(part: Part, flows: Mapping[str, Array], sizes: Mapping[str, float]) -> Part:
    """A part with what the prices add to its cost."""
    if isinstance(part, Flow) and part.name in flows:
        return replace(part, eur_per_kwh=part.eur_per_kwh + flows[part.name])
    if isinstance(part, Size) and part.name in sizes:
        return replace(part, eur_per_unit=part.eur_per_unit + sizes[part.name])
    return part
