"""What each set of companies in an energy area would save with one contract: exact bills of the full year.

Every company keeps the life it has (alone, or as it answered the group); only the contract differs. So each
value is a bill that these companies could really get, in quarter-hours, and no model stands between.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from collectief.facts import Tariff
from collectief.money import dearness, group_levels, peak_eur
from collectief.money.charges import Flags, contract_eur

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Levels = frozenset[str]
Groups = tuple[float, tuple[frozenset[str], ...]]
"""What groups save together, EUR a year, and who is in each."""
Periods = Callable[[Tariff], Sequence[Flags]]
"""When each period of a tariff holds."""
MOST_LISTED = 12
"""Up to so many companies in an area every set is valued (4,096); above, sets are valued as they are met."""
ROUNDING_KW = 1e-6
LOOKS = 3
"""How often a large group looks for members that it is better off without: a bound on the work, not a proof."""
MONTHS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """One company as it lives in a group: its net load and what it pays apart from the shared contract.

    ``net_kw`` quarter-hours, offtake positive, shape (35040,); ``own_eur`` its bill as a member with all that it
    built; ``alone_eur`` its bill alone. ``contract_kw`` and ``feed_in_kw`` are what it brings to the group.
    """

    company: str
    tariff: Tariff
    net_kw: Array
    own_eur: float
    alone_eur: float
    contract_kw: float
    feed_in_kw: float
    free: bool = False
    """Whether contracts may change here: then a group contracts the peak it has."""
    spare_quarters: int = 0
    """How many quarters a year a group may lie above its contract, by the rule that gave it."""
    capped: bool = False
    """Whether a rule gave what the company brings, so that a group never has more, also where contracts may change."""


class Sharing:
    """Saving of every set of companies in one area by groups among them, EUR a year, running cost left out.

    ``lives`` may hold two lives of a company (alone, and as a member): each group takes what is cheaper for
    it as a whole. ``periods`` is needed where a tariff has any.
    What a member costs to run (``member_eur``) is in; the organisation is not.
    """

    def __init__(
        self, lives: Sequence[Sequence[Life]], months: Ints, *, member_eur: float, periods: Periods | None = None
    ) -> None:
        self.lives, self.months, self.member_eur = lives, months, member_eur
        self._months, self._periods = months, periods
        self.companies = tuple(life.company for life in lives[0]) if lives else ()
        self._lives = lives
        self._starts = np.flatnonzero(np.r_[True, months[1:] != months[:-1]])
        self._member_eur = member_eur
        self._own_peaks = {id(life): self._peaks(life.net_kw) for each in lives for life in each}
        self._one: dict[frozenset[str], float] = {}
        self._best: dict[tuple[frozenset[str], Levels], Groups] = {}
        self._tariffs = {life.company: life.tariff for life in lives[0]} if lives else {}
        self._named = group_levels(self._tariffs.values())

    def one_group(self, members: frozenset[str]) -> float:
        """Saving when exactly these companies form one group; minus infinity where their load does not fit."""
        if members not in self._one:
            self._one[members] = max(self._saving(life, members) for life in self._lives)
        return self._one[members]

    def cheapest_life(self, members: frozenset[str]) -> int:
        """Which of the lives this group is valued at."""
        return int(np.argmax([self._saving(lives, members) for lives in self._lives]))

    def group_kw(self, members: frozenset[str]) -> float:
        """kW of the contract of this group."""
        mine = [life for life in self._lives[self.cheapest_life(members)] if life.company in members]
        return _contract_kw(mine, np.sum([life.net_kw for life in mine], axis=0))

    def level(self, members: frozenset[str]) -> str:
        """The level of a group: the highest among its members, as a plan names it (`money.group_levels`)."""
        return self._named[max((self._tariffs[c] for c in members), key=dearness).key]

    def best(self, members: frozenset[str]) -> Groups:
        """The most these companies can save with any groups among them, and those groups.

        Exact up to twelve companies; above, a search (`_greedy`). At most one group per level: two at one price lose
        nothing by uniting, but that both must then live the same way, changed or not (decision 9).
        """
        return self._beside(frozenset(c for c in self.companies if c in members), frozenset())

    def _beside(self, members: frozenset[str], taken: Levels) -> Groups:
        """The same where some network levels have a group already."""
        key = members, taken
        if key not in self._best:
            listed = len(self.companies) <= MOST_LISTED
            self._best[key] = self._exact(members, taken) if listed else self._greedy(members, taken)
        return self._best[key]

    def _exact(self, members: frozenset[str], taken: Levels) -> Groups:
        """The first company stays alone, or is in a group with some of the others; the rest follows."""
        if len(members) < 2:  # one company is no group
            return 0.0, ()
        first, *others = sorted(members)
        found = self._beside(members - {first}, taken)
        for mask in range(1, 2 ** len(others)):
            group = frozenset([first, *(c for i, c in enumerate(others) if mask >> i & 1)])
            level, saved = self.level(group), self.one_group(group)
            if saved <= 0 or level in taken:
                continue
            more, rest = self._beside(members - group, taken | {level})
            if saved + more > found[0]:
                found = (saved + more, (group, *rest))
        return found

    def _greedy(self, members: frozenset[str], taken: Levels) -> Groups:
        """The best of one group of all and of a group for each run of levels; who is left over may form one more."""
        found: Groups = 0.0, ()
        for runs in self._runs(members):
            saved, groups, used = 0.0, list[frozenset[str]](), set(taken)
            for run in (*runs, members):
                group, more = self._trimmed(run.difference(*groups))
                if more > 0 and self.level(group) not in used:
                    saved, groups = saved + more, [*groups, group]
                    used.add(self.level(group))
            if saved > found[0]:
                found = saved, tuple(groups)
        return found

    def _runs(self, members: frozenset[str]) -> Iterator[tuple[frozenset[str], ...]]:
        """Ways to cut these companies, from the dearest level down, where a cheaper one would pay more in a group."""
        ordered = sorted(members, key=lambda c: (dearness(self._tariffs[c]), c), reverse=True)
        steps = [i for i in range(1, len(ordered)) if self._pays_apart(ordered[i - 1], ordered[i])]
        for mask in range(2 ** len(steps)):
            cuts = [0, *(s for i, s in enumerate(steps) if mask >> i & 1), len(ordered)]
            yield tuple(frozenset(ordered[low:high]) for low, high in pairwise(cuts))

    def _pays_apart(self, upper: str, lower: str) -> bool:
        """Whether the lower of two levels may be better off in a group of its own.

        Not where the kW of the upper one costs no more, contract and peaks each, and contracts stay as they are:
        then the surcharge on own peaks is at most what the contract gets cheaper by.
        """
        top, own = self._tariffs[upper], self._tariffs[lower]
        if self._named[top.key] == self._named[own.key]:
            return False
        dearer = top.contract_eur_kw_year > own.contract_eur_kw_year or top.peak_eur_kw_month > own.peak_eur_kw_month
        return dearer or not (top.plain_peaks and own.plain_peaks) or any(life.free for life in self._lives[0])

    def _trimmed(self, members: frozenset[str]) -> tuple[frozenset[str], float]:
        """One group without the members that it is better off without, looked at a few times; what it saves."""
        if len(members) < 2:  # one company is no group
            return members, 0.0
        group, saved = members, self.one_group(members)
        for _ in range(LOOKS):
            kept = group - self._unwanted(group, saved)
            if kept == group or len(kept) < 2 or self.one_group(kept) <= saved:  # a group takes two
                break
            group, saved = kept, self.one_group(kept)
        return group, max(saved, 0.0)

    def _unwanted(self, group: frozenset[str], saved: float) -> frozenset[str]:
        """Members without whom, one at a time, the group would save more."""
        lives = self._lives[self.cheapest_life(group)]
        mine = [life for life in lives if life.company in group]
        net = np.sum([life.net_kw for life in mine], axis=0)
        without = {life.company: self._value([o for o in mine if o is not life], net - life.net_kw) for life in mine}
        return frozenset(company for company, value in without.items() if value > saved)

    def _saving(self, lives: Sequence[Life], members: frozenset[str]) -> float:
        mine = [life for life in lives if life.company in members]
        return self._value(mine, np.sum([life.net_kw for life in mine], axis=0))

    def _value(self, mine: Sequence[Life], net: Array) -> float:
        """Saving of these companies with this net load of them all, minus infinity where it does not fit."""
        contract_kw = _contract_kw(mine, net)
        over = not _fits(mine, net, contract_kw)
        if over or -float(net.min()) > sum(life.feed_in_kw for life in mine) + ROUNDING_KW:
            return -np.inf
        own = sum(life.own_eur for life in mine) + len(mine) * self._member_eur
        return sum(life.alone_eur for life in mine) - own - self._shared(mine, net, contract_kw)

    def _shared(self, mine: Sequence[Life], net: Array, contract_kw: float) -> float:
        """Contract kW, monthly peaks and surcharge: as `money.group_bill`, which tests hold it against."""
        top = max((life.tariff for life in mine), key=dearness)
        eur = contract_eur(top, contract_kw) + self._peak_eur(top, net)
        for life in mine:
            if life.tariff.level == "MSLS" != top.level:
                extra = max(0.0, life.tariff.contract_eur_kw_year - top.contract_eur_kw_year) / MONTHS
                eur += extra * self._own_peaks[id(life)]
        return eur

    def _peak_eur(self, top: Tariff, net: Array) -> float:
        if top.plain_peaks:
            return top.peak_eur_kw_month * self._peaks(net)
        return peak_eur(top, net, months=self._months, periods=self._periods(top) if self._periods else ())

    def _peaks(self, net: Array) -> float:
        """Sum of the twelve monthly peaks of offtake, kW."""
        return float(np.maximum(np.maximum.reduceat(net, self._starts), 0.0).sum())


def _contract_kw(mine: Sequence[Life], net: Array) -> float:
    """What members bring, or, where contracts may change, the highest quarter of them all."""
    brought_kw = sum(life.contract_kw for life in mine)
    if not all(life.free for life in mine):
        return brought_kw
    peak_kw = max(float(net.max()), 0.0)
    return min(peak_kw, brought_kw) if any(life.capped for life in mine) else peak_kw


def _fits(mine: Sequence[Life], net: Array, contract_kw: float) -> bool:
    """Whether a load stays within the contract, but for the quarters that the rule of the group leaves free."""
    above = net > contract_kw + ROUNDING_KW
    return int(above.sum()) <= min(life.spare_quarters for life in mine)


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """The value of any coalition of a park: its members alone, less what their groups save above the organisation.

    Projects come on top of the groups: what a group saves is taken as before the projects.
    """

    alone_eur: Mapping[str, float]
    areas: Mapping[str, Sharing]
    fixed_eur: float
    projects: tuple[Callable[[frozenset[str]], float], ...] = ()
    """Each gives what a set of companies saves with a shared project, EUR a year."""

    @property
    def listed(self) -> bool:
        """Whether every set of companies in every area is valued, so that looking one up costs nothing."""
        return all(len(s.companies) <= MOST_LISTED for s in self.areas.values())

    def groups(self, members: frozenset[str]) -> dict[str, tuple[frozenset[str], ...]]:
        """The groups that these companies would form per area, or none where that saves less than it costs to run."""
        chosen = {area: s.best(members) for area, s in self.areas.items()}
        if sum(saved for saved, _ in chosen.values()) <= self.fixed_eur:
            return {}
        return {area: found for area, (_, found) in chosen.items() if found}

    def saving(self, members: frozenset[str]) -> float:
        """What these companies save together, EUR a year, never below 0."""
        grouped = max(0.0, sum(s.best(members)[0] for s in self.areas.values()) - self.fixed_eur)
        return grouped + sum(project(members) for project in self.projects)

    def cost(self, members: frozenset[str]) -> float:
        """Value of a coalition in the cost game, EUR a year."""
        return sum(self.alone_eur[c] for c in members) - self.saving(members)
