"""The sums of a group contract by hand, for parks with square loads: bills, savings and the game they make."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, combinations

import numpy as np
from scipy.optimize import linprog

from parks.squares import Square, SquarePark

MONTHS = 12

# Stedin 2026, EUR per kW a year and per kW a month, excl. VAT, as in collectief/facts/tariffs.csv (a test compares).
CONTRACT_EUR = {"MSLS": 47.1696, "MS": 24.2736, "HSTS_MS": 45.4512}
PEAK_EUR = {"MSLS": 3.0966, "MS": 3.0966, "HSTS_MS": 5.2943}
RANK = ("MSLS", "MS", "HSTS_MS")
"""Categories from the low to the high network level."""


def alone_eur(company: Square) -> float:
    """Contract and twelve monthly peaks of one company by itself, EUR a year."""
    contract = company.contract_kw or 0.0
    return CONTRACT_EUR[company.category] * contract + MONTHS * PEAK_EUR[company.category] * company.peak_kw


def group_peak_kw(members: Iterable[Square]) -> float:
    """Highest simultaneous kW of these companies."""
    return float(np.max(np.sum([c.day_kw for c in members], axis=0)))


def group_eur(park: SquarePark, members: Collection[Square], *, lower: bool = False) -> float:
    """Contract, peaks, surcharge and running cost of one group, EUR a year (Tarievencode 3.7.2a and 3.7.19).

    One contract at the sum of the contracts (``lower``: at the group's own peak) and twelve peaks of the net load, at
    the highest network level among the members; MS/LS members in an MS group pay the difference of the contract
    prices over their own monthly peaks.
    """
    top = max((c.category for c in members), key=RANK.index)
    peak = group_peak_kw(members)
    contract = peak if lower else sum(c.contract_kw or 0.0 for c in members)
    mixed = [c for c in members if c.category == "MSLS"] if top == "MS" else []
    surcharge = sum((CONTRACT_EUR["MSLS"] - CONTRACT_EUR["MS"]) * c.peak_kw for c in mixed)
    running = park.group_fixed_eur + park.group_member_eur * len(members)
    return CONTRACT_EUR[top] * contract + MONTHS * PEAK_EUR[top] * peak + surcharge + running


def group_saving_eur(park: SquarePark, members: Collection[Square], *, lower: bool = False) -> float:
    """What one group of these companies saves against each alone, running cost included; may be negative."""
    return sum(alone_eur(c) for c in members) - group_eur(park, members, lower=lower)


def savings(park: SquarePark, *, lower: bool = False) -> dict[tuple[str, ...], float]:
    """v(S) of all coalitions of the large companies: the best split into groups and companies alone."""
    value: dict[tuple[str, ...], float] = {(): 0.0}
    for members in subsets(park.large)[1:]:
        key = _ids(members)
        whole = group_saving_eur(park, members, lower=lower) if len(members) > 1 else 0.0
        splits = [(part, [c for c in members if c not in part]) for part in subsets(members)[1:-1]]
        parts = [value[_ids(one)] + value[_ids(other)] for one, other in splits]
        value[key] = max([0.0, whole, *parts])
    return value


def _ids(companies: Iterable[Square]) -> tuple[str, ...]:
    return tuple(c.id for c in companies)


def subsets(companies: Iterable[Square]) -> list[tuple[Square, ...]]:
    """All subsets, small ones first, the empty one and the whole included."""
    pool = tuple(companies)
    return list(chain.from_iterable(combinations(pool, n) for n in range(len(pool) + 1)))


def least_core(value: Mapping[tuple[str, ...], float]) -> tuple[float, dict[str, float]]:
    """The smallest discontent (EUR; above 0 the core is empty) and shares of the saving that reach it."""
    grand = max(value, key=len)
    proper = [s for s in value if 0 < len(s) < len(grand)]
    rows = [[*(-1.0 if p in s else 0.0 for p in grand), -1.0] for s in proper]
    found = linprog(
        c=[*(0.0 for _ in grand), 1.0],
        A_ub=rows,
        b_ub=[-value[s] for s in proper],
        A_eq=[[*(1.0 for _ in grand), 0.0]],
        b_eq=[value[grand]],
        bounds=[(None, None)] * (len(grand) + 1),
    )
    *shares, discontent = np.asarray(found.x, dtype=np.float64).tolist()
    return discontent, dict(zip(grand, shares, strict=True))


def shapley(value: Mapping[tuple[str, ...], float]) -> dict[str, float]:
    """Shapley value of three players, written out: 1/3 alone, 1/6 to each pair, 1/3 to the whole."""
    a, b, c = max(value, key=len)
    v = {frozenset(s): x for s, x in value.items()}
    whole = v[frozenset((a, b, c))]

    def share(i: str, j: str, k: str) -> float:
        pairs = v[frozenset((i, j))] - v[frozenset((j,))] + v[frozenset((i, k))] - v[frozenset((k,))]
        return v[frozenset((i,))] / 3 + pairs / 6 + (whole - v[frozenset((j, k))]) / 3

    return {a: share(a, b, c), b: share(b, a, c), c: share(c, a, b)}
