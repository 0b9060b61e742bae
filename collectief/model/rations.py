"""What each month may use of a limit over the year: rations that a master problem hands out.

A limit over the year ties months that are solved apart. With a ration for each month it does so no more: what a month
uses stays within its ration, and rations add up to no more than the limit. Nothing is lost by that: any year within the
limit has rations, namely what its months used. A ration is an amount like a size, so the cuts of a month get a slope
in it, and any prices of its rows bound it from below. A month that gives back may have a ration below zero, so what is
handed out is what lies above the least that the month can use: that is zero or more, and finite as every bound is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from collectief.errors import ModelError
from collectief.model.parts import Array, Flow, Limit, Part, Size, Steps, Store
from collectief.model.write import built, store_blocks
from collectief.text import Text

Between = tuple[Array, Array]
"""The least and the most that a column can be in each step."""


@dataclass(frozen=True, slots=True, eq=False)
class _Rationed:
    """A limit over the year, with the least and the most that its flows can add up to in each month, kWh."""

    limit: Limit
    once: Mapping[str, float]
    """The coefficients of sizes, which count once."""
    least: tuple[float, ...]
    most: tuple[float, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"{self.limit.name}@{month}" for month in range(len(self.least)))


@dataclass(frozen=True, slots=True, eq=False)
class Rations:
    """The rations of all limits over the year in some parts."""

    _limits: Mapping[str, _Rationed]

    def design(self) -> Iterator[Part]:
        """The rations as amounts, and that they stay within the limit of the year."""
        for one in self._limits.values():
            me = one.limit.owner
            for name, least, most in zip(one.names, one.least, one.most, strict=True):
                yield Size(name, me, most - least)
            terms = {**dict.fromkeys(one.names, 1.0), **one.once}
            mine = float(np.sum(one.limit.upper.get(me, 0.0))) - sum(one.least)
            yield Limit(f"{one.limit.name}@", me, terms, {**one.limit.upper, me: mine}, per="design")

    def month(self, parts: Iterable[Part], number: int) -> tuple[Part, ...]:
        """The parts in one month: each limit over the year within its ration, with that as a size."""
        return tuple(found for part in parts for found in self._monthly(part, number))

    def _monthly(self, part: Part, number: int) -> Iterator[Part]:
        one = self._limits.get(part.name) if isinstance(part, Limit) else None
        if one is None:
            yield part
            return
        name, least = one.names[number], one.least[number]
        flows = {n: c for n, c in one.limit.terms.items() if n not in one.once}
        yield Size(name, one.limit.owner, one.most[number] - least)
        yield replace(one.limit, terms={**flows, name: -1.0}, upper={one.limit.owner: least})

    def start(self, given: Mapping[str, float]) -> dict[str, float]:
        """Rations to begin with at these sizes: what the year allows, by what each month can use or can give."""
        known = {**{built(name): float(amount > 0) for name, amount in given.items()}, **given}
        found: dict[str, float] = {}
        for one in self._limits.values():
            most, least = np.array(one.most), np.array(one.least)
            left = sum(float(np.sum(u)) for u in one.limit.upper.values())
            left -= sum(c * known.get(n, 0.0) for n, c in one.once.items())
            reach = np.maximum(most, 0.0) if left >= 0 else np.maximum(-least, 0.0)
            share = left * reach / max(float(reach.sum()), 1.0)
            found |= dict(zip(one.names, np.clip(share, least, most) - least, strict=True))
        return found


def refuse_yearly(parts: Iterable[Part]) -> None:
    """Raise ModelError where there is a limit over the year: months that see through companies have no rations."""
    for limit in (p for p in parts if isinstance(p, Limit) and p.per == "year"):
        raise ModelError(
            Text(
                nl=f"{limit.name} is een grens over het jaar: die past niet in maanden die bedrijven doorzien. "
                "Laat de maatregel weg, of reken bedrijf voor bedrijf.",
                en=f"{limit.name} is a limit over the year: it does not fit months that see through companies. "
                "Leave the measure out, or bound company by company.",
            )
        )


def rations(parts: Sequence[Part], periods: Sequence[Steps]) -> Rations:
    """Rations for every limit over the year; raises ModelError where nothing bounds what one adds up."""
    named = {n for p in parts if isinstance(p, Limit) and p.per == "year" for n in p.terms}
    if not named:
        return Rations({})
    sizes = {p.name: p for p in parts if isinstance(p, Size)}
    once = {n for name in sizes for n in (name, built(name))} & named
    between = [dict(_between(parts, steps, sizes, named)) for steps in periods]
    return Rations(
        {p.name: _rationed(p, periods, between, once) for p in parts if isinstance(p, Limit) and p.per == "year"}
    )


def _rationed(
    limit: Limit, periods: Sequence[Steps], between: Sequence[Mapping[str, Between]], once: set[str]
) -> _Rationed:
    sums = [_reach(limit, steps, found) for steps, found in zip(periods, between, strict=True)]
    if not np.isfinite(sums).all():
        raise ModelError(
            Text(
                nl=f"{limit.name} telt iets op dat geen grens heeft: geef elke stroom erin een grens",
                en=f"{limit.name} adds up something without a bound: give each of its flows one",
            )
        )
    counted = {n: float(np.sum(c)) for n, c in limit.terms.items() if n in once}
    least, most = zip(*sums, strict=True)
    return _Rationed(limit, counted, least, most)


def _reach(limit: Limit, steps: Steps, between: Mapping[str, Between]) -> tuple[float, float]:
    """The least and the most that the flows of a limit can add up to in some steps, kWh."""
    least = most = 0.0
    for name, (low, high) in ((n, between[n]) for n in limit.terms if n in between):
        each = steps.weight * steps.of(limit.terms[name])
        least += float(np.minimum(each * low, each * high).sum())
        most += float(np.maximum(each * low, each * high).sum())
    return least, most


def _between(
    parts: Iterable[Part], steps: Steps, sizes: Mapping[str, Size], named: set[str]
) -> Iterator[tuple[str, Between]]:
    """The bounds of each column that is named, whatever the sizes."""
    none = np.zeros(len(steps))
    for part in parts:
        if isinstance(part, Flow) and part.name in named:
            low, high = steps.of(part.lower), steps.of(part.upper)
            if part.size is not None:
                top = 1.0 if part.per_built else sizes[part.size].upper
                low, high = np.minimum(low * top, 0.0), np.maximum(high * top, 0.0)
            yield part.name, (low, high)
        elif isinstance(part, Store) and named & set(store_blocks(part.name)):
            full = none + sizes[part.size].upper
            for name, high in zip(store_blocks(part.name), (full / part.hours_to_fill,) * 2 + (full,), strict=True):
                yield name, (none, high)
