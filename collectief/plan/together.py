"""All together: who shares a contract with whom, how each member answers it, and what that costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from collectief.measure import Measure, Setting
from collectief.measure.group_contract import group_name
from collectief.measure.membership import eligible, level_of, member_name
from collectief.model import Steps
from collectief.money import dearness
from collectief.plan.billing import quarters
from collectief.plan.capital import weighs_anything, weight_eur
from collectief.plan.cases import lived
from collectief.plan.members import Joined, Lived, join, respond
from collectief.plan.outcome import Case
from collectief.plan.replay import Dispatch
from collectief.plan.run import Run
from collectief.plan.sharing import Life, Sharing, Together

Array = NDArray[np.float64]
SHARED_LINES = ("contract_kw", "contract_rights", "peak_kw")


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The groups of a plan, how everybody lives in it, and the value of every other coalition.

    ``everybody`` is the same with a group of all where an area has none as that does not pay, which loses ``loss_eur``
    a year; None where there is no such area. ``divided`` are the groups that a division of the plan before its projects
    knows, where these are not ``groups``.
    """

    groups: tuple[Joined, ...]
    life: Lived
    value: Together
    everybody: "Chosen | None" = None
    loss_eur: float = 0.0
    divided: tuple[Joined, ...] | None = None


def choose(
    setting: Setting,
    measures: Sequence[Measure],
    alone_life: Lived,
    alone: Case,
    *,
    steps: Steps,
    load_kw: Mapping[str, Array],
    every_hour: bool = False,
    run: Run | None = None,
) -> Chosen:
    """Let all who may join answer one contract per area, then keep the groups that save most on exact bills.

    With ``every_hour`` they answer a second time, with sizes of all hours: a third way to live, of which the cheapest
    counts.

    Where CO2 or investment weighs, the groups are kept by bills with that weight, and valued by bills alone.
    """
    tried = everybody(setting) if any(m.key == "group_contract" for m in measures) else ()
    joined = join(setting, alone_life, tried)
    answered = respond(setting, measures, joined, groups=tried, steps=steps, run=run)
    ways = [joined, answered] if tried else []
    if tried and every_hour:
        ways.append(respond(setting, measures, answered, groups=tried, steps=steps, every_hour=True, run=run))
    lives = [_lived(setting, measures, life, load_kw=load_kw) for life in ways]
    value = _value(setting, lives, alone, groups=tried)
    judge = _value(setting, lives, alone, groups=tried, weighs=True) if weighs_anything(setting) else value
    found = judge.groups(frozenset(c.id for c in setting.park.companies))
    groups = tuple(_joined(setting, area, members) for area, sets in sorted(found.items()) for members in sets)
    settled = partial(_settle, setting, alone_life, ways, value=judge)
    made = Chosen(groups, settled(groups=groups), value)
    turned_down = {g: judge.areas[g.area].one_group(frozenset(g.members)) for g in tried if g.area not in found}
    more = {g: eur for g, eur in turned_down.items() if isfinite(eur)}
    if not more:
        return made
    whole = (*groups, *more)
    loss_eur = (0.0 if groups else setting.group_fixed_eur) - sum(more.values())
    return replace(made, everybody=Chosen(whole, settled(groups=whole), value), loss_eur=loss_eur)


def _value(
    setting: Setting, cases: Sequence[Case], alone: Case, *, groups: Sequence[Joined], weighs: bool = False
) -> Together:
    """The value of every coalition, by bills alone or with what CO2 weighs."""
    lives, clock = [case_lives(setting, case, alone, weighs=weighs) for case in cases], quarters(setting)
    sharing = {
        g.area: Sharing(
            [each[g.area] for each in lives], clock.months, member_eur=setting.group_member_eur, periods=clock.periods
        )
        for g in groups
    }
    return Together({c: b.total for c, b in alone.bills.items()}, sharing, setting.group_fixed_eur)


def everybody(setting: Setting) -> tuple[Joined, ...]:
    """One group per area of all companies that may join one, where there are two or more."""
    found = []
    for area in setting.park.areas:
        members = frozenset(c.id for c in eligible(setting, area))
        if len(members) > 1:  # one company is no group
            found.append(_joined(setting, area.id, members))
    return tuple(found)


def _joined(setting: Setting, area: str, members: frozenset[str]) -> Joined:
    """A group at the highest level among its members."""
    mine = [c for c in setting.park.companies if c.id in members]
    top = max(mine, key=lambda c: dearness(setting.rates[c.id].tariff))
    return Joined(area, level_of(setting, top), tuple(c.id for c in mine))


def _lived(setting: Setting, measures: Sequence[Measure], life: Lived, *, load_kw: Mapping[str, Array]) -> Case:
    dispatch = Dispatch(life.flows, {}, 0.0)
    return lived(setting, measures, life.sizes, dispatch=dispatch, load_kw=load_kw, key="together")


def case_lives(setting: Setting, case: Case, alone: Case, *, weighs: bool = False) -> dict[str, list[Life]]:
    """How each company that may join lives in a case, per area, with its bill as a member.

    Where it ``weighs``, with what its CO2 and what it builds weigh.
    """
    return {
        area.id: [
            Life(
                company=c.id,
                tariff=setting.rates[c.id].tariff,
                net_kw=case.net_kw[c.id],
                own_eur=sum(v for k, v in case.bills[c.id].lines.items() if k not in SHARED_LINES)
                + (weight_eur(setting, case, c.id) if weighs else 0.0),
                alone_eur=alone.bills[c.id].total + (weight_eur(setting, alone, c.id) if weighs else 0.0),
                contract_kw=setting.rates[c.id].group_kw,
                feed_in_kw=c.connection.feed_in_kw,
                free=setting.rates[c.id].free_contract,
                spare_quarters=setting.rates[c.id].spare_quarters,
                capped=setting.rates[c.id].brings_kw is not None,
            )
            for c in eligible(setting, area)
        ]
        for area in setting.park.areas
    }


def _settle(
    setting: Setting, alone: Lived, ways: Sequence[Lived], *, groups: Sequence[Joined], value: Together
) -> Lived:
    """Members live as is cheapest for their group, all others as alone; the first of ``ways`` is to go on unchanged."""
    sizes, flows = dict(alone.sizes), dict(alone.flows)
    unchanged = join(setting, alone, groups)
    for group in groups:
        sharing, members = value.areas[group.area], frozenset(group.members)
        source = (unchanged, *ways[1:])[sharing.cheapest_life(members)]
        sizes |= {n: v for n, v in unchanged.sizes.items() if n.startswith(("group", "contract/", "member/"))}
        sizes[f"{group_name(group.area, group.level)}:kw"] = sharing.group_kw(members)
        for company in group.members:
            sizes |= {n: v for n, v in source.sizes.items() if _own_size(n, company)}
            flows = {n: v for n, v in flows.items() if not _belongs(n, company)}
            flows |= {_named(n, company, group.level): v for n, v in source.flows.items() if _belongs(n, company)}
    return Lived(sizes, flows, frozenset[str]().union(*(way.ended for way in ways)))


def _belongs(name: str, company: str) -> bool:
    """Whether a flow or size is of this company: its id stands between slashes or ends the name before a colon."""
    return company in name.partition(":")[0].split("/")


def _own_size(name: str, company: str) -> bool:
    return _belongs(name, company) and not name.startswith(("contract/", "member/"))


def _named(name: str, company: str, level: str) -> str:
    """The same flow under a membership at this level."""
    if not name.startswith(f"member/{company}/"):
        return name
    return f"{member_name(company, level)}:{name.partition(':')[2]}"
