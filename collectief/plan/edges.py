"""The limits of the grid that a year is lived within, and what one kW more of each would save in each hour."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from collectief.measure.measure import BUILT
from collectief.measure.membership import MEMBERS
from collectief.measure.setting import Array
from collectief.model import Flow, Limit, Part, Rows, Warm

OWN, FEED_IN, GROUP = "grid/", "feed_in/", "group/"
"""How flows under an own contract begin, limits on what a quarter-hour feeds in, and the limits of a group."""
WATT_KW = 1e-3
SIDES = (":offtake", ":feed_in")
BOUGHT = ":kw"
"""A limit with a size of this ending in it is a contract that may be chosen: a kW more of it has a price."""


def edges(parts: Sequence[Part]) -> Iterator[str]:
    """Names of flows to and from the grid, and of limits on these in each step that no contract can be bought for."""
    for part in parts:
        if isinstance(part, Flow) and part.name.startswith((OWN, MEMBERS)) and part.name.endswith(SIDES):
            yield part.name
        elif isinstance(part, Limit) and part.per == "step" and part.name.startswith((FEED_IN, GROUP)):
            yield from () if any(name.endswith(BOUGHT) for name in part.terms) else (part.name,)


def worth_of_more(parts: Sequence[Part], solved: Warm) -> dict[str, Array]:
    """What one kW more of each would save in each hour, EUR, by name; what binds in no hour is absent.

    Of a linear programme that was solved, and is solved once more a watt above these limits: what just fits has a price
    there only where more would be used. Of a flow minus its reduced cost where it is full, of a limit minus its dual.
    """
    names = tuple(edges(parts))
    rows = _wider(solved.rows, names)
    x = solved.solve(rows).x
    reduced, duals = solved.reduced_costs, solved.duals
    found: dict[str, Array] = {}
    for name in names:
        if name in rows.limits:
            found[name] = np.maximum(-duals[rows.limits[name]], 0.0)
        else:
            here = rows.columns[name]
            found[name] = np.where(x[here] >= rows.upper[here] - BUILT, np.maximum(-reduced[here], 0.0), 0.0)
    return {name: eur for name, eur in found.items() if eur.any()}


def _wider(rows: Rows, names: Iterable[str]) -> Rows:
    """The same rows with a watt more of each."""
    upper, high = rows.upper.copy(), np.zeros(len(rows.equal))
    for name in names:
        if name in rows.limits:
            high[rows.limits[name]] = WATT_KW
        else:
            upper[rows.columns[name]] += WATT_KW
    here = np.flatnonzero(high)
    first = sparse.csc_matrix((high[here], (here, np.zeros_like(here))), shape=rows.brings.shape)
    return replace(rows, upper=upper, brings=sparse.csc_matrix(rows.brings + first))
