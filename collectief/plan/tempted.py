"""The set of companies that gains most by leaving a division: exact where every set of every area can be listed.

A set gains what its members pay above alone, plus what groups of their own would save. Groups lie within areas, so that
gain is a sum over areas, less one organisation where there is a group at all. Two cases cover all: no group is formed,
or groups are. In each the best set follows area by area; everybody together is no set that leaves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from collectief.allocation import CoreReport, Game, core_check
from collectief.plan.saving_bound import most_saved
from collectief.plan.sharing import Together

Array = NDArray[np.float64]
TEMPTS_EUR = 10.0
"""EUR a year: what a whole group gains by leaving up to this tempts nobody; the report says so."""
DECIMALS = 6
"""A millionth of a euro is rounding of bills: who gains less by going along does not go along."""


@dataclass(frozen=True, slots=True, eq=False)
class AreaSets:
    """All sets of the companies of one area, bit i of the place says that company i is in; what each saves, (2^n,)."""

    companies: tuple[str, ...]
    saved: Array


@dataclass(frozen=True, slots=True)
class _Leaving:
    """A set and what it gains, EUR a year."""

    members: frozenset[str]
    gain: float


def area_sets(together: Together) -> tuple[AreaSets, ...]:
    """Every set of every area with its saving, running cost of the organisation left out."""
    found = []
    for sharing in together.areas.values():
        companies = tuple(sharing.companies)
        saved = [sharing.best(_members(companies, mask))[0] for mask in range(2 ** len(companies))]
        found.append(AreaSets(companies, np.array(saved)))
    return tuple(found)


def worst_set(together: Together, sets: Sequence[AreaSets], shares: Mapping[str, float]) -> CoreReport:
    """Who gains most by leaving under these shares (EUR a year of two players or more), on the bills of the groups.

    Exact: ``sets`` holds every set of every area. What everybody together costs is not asked for.
    """
    extra = {p: round(eur - together.alone_eur[p], DECIMALS) for p, eur in shares.items()}
    inside = {p for s in sets for p in s.companies}
    by_itself = [AreaSets((p,), np.zeros(2)) for p in extra if p not in inside]
    found = max(_apart(extra), _grouped([*sets, *by_itself], extra, together.fixed_eur), key=lambda one: one.gain)
    whole = len(sets) == 1 and not by_itself
    looked_at = sum(2 ** len(s.companies) - 1 for s in sets) - (1 if whole else 0)
    return CoreReport(
        worst=tuple(p for p in extra if p in found.members),
        surplus=found.gain,
        lower=found.gain,
        upper=found.gain,
        stable=bool(found.gain <= TEMPTS_EUR),
        looked_at=looked_at,
        total=looked_at,
        way="all" if whole else "parts",
    )


def searched_set(game: Game, together: Together, shares: Mapping[str, float], *, search: int) -> CoreReport:
    """Who gains most by leaving where some area is too large to list: the worst found, and a bound on all sets.

    A set gains at most what its members pay above alone, and what they could save by groups at most (`most_saved`).
    """
    found = core_check(game, shares, search=search)
    extra = {p: eur - together.alone_eur[p] for p, eur in shares.items()}
    most = {p: eur for sharing in together.areas.values() for p, eur in most_saved(sharing).items()}
    apart = sum(max(0.0, eur) for eur in extra.values())
    grouped = sum(max(0.0, eur + most.get(p, 0.0)) for p, eur in extra.items()) - together.fixed_eur
    upper = max(apart, grouped, found.surplus)
    stable = True if upper <= TEMPTS_EUR else False if found.lower > TEMPTS_EUR else None
    return replace(found, upper=upper, stable=stable, way="bound")


def with_projects(game: Game, groups: Together, paid: Mapping[str, float], *, search: int) -> CoreReport:
    """Who gains most by leaving, also with a project of their own: its worth is of typical days, which is no proof.

    What a set gains with ``groups`` alone is of exact bills: it may leave for that, so that much is proven.
    """
    shares = {p: paid[p] for p in game.players}
    proven = worst_set(groups, area_sets(groups), shares) if groups.listed else None
    if proven is not None and proven.surplus > TEMPTS_EUR:
        return replace(proven, upper=inf)
    lower = -inf if proven is None else proven.surplus
    return replace(core_check(game, shares, search=search), stable=None, lower=lower, upper=inf)


def _apart(extra: Mapping[str, float]) -> _Leaving:
    """Without a group: all who pay more than alone; where nobody does, who gains least by staying."""
    more = [p for p, eur in extra.items() if eur > 0] or [max(extra, key=lambda p: extra[p])]
    if len(more) == len(extra):
        more.remove(min(extra, key=lambda p: extra[p]))
    return _Leaving(frozenset(more), sum(extra[p] for p in more))


def _grouped(sets: Sequence[AreaSets], extra: Mapping[str, float], fixed_eur: float) -> _Leaving:
    """With groups: the best set of each area together, but neither nobody nor everybody."""
    gains = [np.round(s.saved + _extra(s, extra), DECIMALS) for s in sets]
    best = [int(np.argmax(g)) for g in gains]
    if len(_union(sets, best)) in (0, len(extra)):
        best = _second(gains, best)
    gain = sum(float(g[b]) for g, b in zip(gains, best, strict=True))
    return _Leaving(_union(sets, best), gain - fixed_eur)


def _second(gains: Sequence[Array], best: Sequence[int]) -> list[int]:
    """The best choice but this one: another set in the one area where that costs least.

    To change more than one area costs more. Where there is one area, nobody and everybody are left out both.
    """
    found: list[tuple[float, list[int]]] = []
    for area, gain in enumerate(gains):
        left = gain.copy()
        left[[0, best[area], -1] if len(gains) == 1 else best[area]] = -np.inf
        other = int(np.argmax(left))
        found.append((float(gain[best[area]] - left[other]), [*best[:area], other, *best[area + 1 :]]))
    return min(found, key=lambda one: one[0])[1]


def _extra(sets: AreaSets, extra: Mapping[str, float]) -> Array:
    """What the members of each set pay above alone, shape (2^n,)."""
    places = np.arange(len(sets.saved))[:, None] >> np.arange(len(sets.companies)) & 1
    return np.asarray(places @ np.array([extra[p] for p in sets.companies]), dtype=np.float64)


def _union(sets: Sequence[AreaSets], chosen: Sequence[int]) -> frozenset[str]:
    return frozenset[str]().union(*(_members(s.companies, mask) for s, mask in zip(sets, chosen, strict=True)))


def _members(companies: Sequence[str], mask: int) -> frozenset[str]:
    return frozenset(c for place, c in enumerate(companies) if mask >> place & 1)
