"""Who pays what: first what the groups cost by each rule, then what each shared project saves on top of that.

Cooperative values add up: the Shapley value of groups and projects is that of the groups plus that of each
project. Keys that practice uses divide a project's saving in their own spirit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from collectief.allocation import Allocation, CoreReport, Game
from collectief.measure import PARK, Setting
from collectief.park import Park
from collectief.plan.by_use import USE
from collectief.plan.by_weight import by_weight
from collectief.plan.divide import DIVIDED, SEARCH, divide, on_sets, own_weight, play, stability
from collectief.plan.outcome import Case
from collectief.plan.preferred import OWN_KEY, keeping_eur, preferred
from collectief.plan.sharing import MOST_LISTED, Together
from collectief.plan.staying import Key, staying
from collectief.plan.tempted import with_projects
from collectief.plan.worth import Worth


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Per rule what each company pays a year, EUR, and the set of companies that gains most by leaving.

    ``keeping_eur`` a year from outside would keep everybody together, None where that is not known.
    """

    allocations: Mapping[str, Allocation]
    core: Mapping[str, CoreReport]
    keeping_eur: float | None = None
    game: Game | None = None
    keys: tuple[Key, ...] = ()
    """Keys of practice as rules of that game, where nothing is divided on top of them."""


def shares(
    setting: Setting,
    value: Together,
    cases: Sequence[Case],
    *,
    members: Sequence[str],
    worths: Sequence[Worth],
    samples: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> Shares:
    """Divide a plan's cost; ``cases`` are together without the projects, and with them.

    The shares of each rule sum to the cost of the plan.
    """
    before, after = cases
    players = [c for sharing in value.areas.values() for c in sharing.companies]
    game = play(value, players, before.eur_per_year - _rest(before, players))
    allocations = divide(
        setting, before, game, members=members, samples=samples, seed=seed, progress=progress,
    )  # fmt: skip
    if not worths:
        if game is not None and members:
            allocations |= _on_sets(game, allocations, {c: b.total for c, b in before.bills.items() if c != PARK})
        core = stability(game, value, allocations)
        keys = _keys(setting, before, players, members, by_use=allocations[USE])
        return Shares(allocations, core, keeping_eur(game, core, most_listed=MOST_LISTED), game, keys)
    taking_part = {c for w in worths for c in w.project.members}
    everybody = [c.id for c in setting.park.companies if c.id in {*players, *taking_part}]
    whole = replace(value, projects=tuple(worths))
    game = play(whole, everybody, after.eur_per_year - _rest(after, everybody))
    weight = own_weight(setting.park, everybody)
    by_rule = {rule: allocations[rule] for rule in DIVIDED}
    if weight:  # where nobody in a group has any, what the group costs goes by contract
        by_rule = {OWN_KEY: replace(allocations.get(OWN_KEY, by_rule["contract_kw"]), rule=OWN_KEY), **by_rule}
    found = {rule: _on_top(one, worths, value.alone_eur, weight=weight) for rule, one in by_rule.items()}
    if game is not None:
        found |= _on_sets(game, found, {c.id: value.alone_eur[c.id] for c in setting.park.companies})
    if game is None or len(everybody) < 2:  # nobody to leave with
        return Shares(found, {}, game=game)
    core = {rule: with_projects(game, value, a.shares, search=SEARCH) for rule, a in found.items()}
    return Shares(found, core, game=game, keys=_keys(setting, before, everybody, members, by_use=allocations[USE]))


def division(divided: Shares, park: Park) -> dict[str, Any]:
    """Who pays what and who stays, as an outcome holds it."""
    rule = preferred(divided.core, divided.allocations)
    return {
        "allocations": divided.allocations,
        "core": divided.core,
        "chosen_rule": rule,
        "keeping_eur": divided.keeping_eur,
        "game": divided.game,
        "staying": staying(divided.game, divided.allocations, rule, divided.keys, groups=park.leaving_groups),
    }


def _on_sets(game: Game, found: Mapping[str, Allocation], bills: Mapping[str, float]) -> dict[str, Allocation]:
    """The rules that look at sets of companies; who is not in the game pays its own bill."""
    listed = on_sets(game, {rule: one.shares for rule, one in found.items()})
    return {rule: replace(one, rule=rule, shares={**bills, **one.shares}) for rule, one in listed.items()}


def _keys(
    setting: Setting, case: Case, players: Sequence[str], members: Sequence[str], *, by_use: Allocation
) -> tuple[Key, ...]:
    """By contract, kWh, use and the association's own: members pay their own bill, and of what is common a part.

    By use that part is what it is in the whole group, also in a smaller one.
    """
    own = {p: case.bills[p].total for p in players}
    contract = {p: setting.rates[p].contract_kw for p in members}
    kwh, mine = {p: case.energy[p].offtake_kwh for p in members}, own_weight(setting.park, members)
    used = {p: by_use.shares[p] - own[p] for p in members}
    found = (Key("contract_kw", own, contract), Key("kwh", own, kwh), Key(USE, own, used))
    return (*found, Key(OWN_KEY, own, mine)) if mine else found


def _rest(case: Case, players: Sequence[str]) -> float:
    """What companies outside the game pay: their own bills."""
    return sum(b.total for owner, b in case.bills.items() if owner not in players and owner != PARK)


def _on_top(
    allocation: Allocation, worths: Sequence[Worth], alone_eur: Mapping[str, float], *, weight: Mapping[str, float]
) -> Allocation:
    """The same rule with the saving of the projects divided as well."""
    paid = dict(allocation.shares)
    for each in worths:
        for company, eur in _divided(allocation.rule, each, alone_eur, weight=weight).items():
            paid[company] -= eur
    return replace(allocation, shares=paid)


def _divided(
    rule: str, each: Worth, alone_eur: Mapping[str, float], *, weight: Mapping[str, float]
) -> Mapping[str, float]:
    """A project's saving: equal parts, by cost alone, by the own key, or else by what each brings to it."""
    gain, members = each.project.gain_eur, each.project.members
    if rule == "equal_saving":
        return dict.fromkeys(members, gain / len(members))
    if rule == "stand_alone":
        total = sum(alone_eur[c] for c in members)
        return {c: gain * alone_eur[c] / total for c in members}
    if rule == OWN_KEY and any(weight.get(c) for c in members):
        return by_weight(gain, {c: weight.get(c, 0.0) for c in members})
    return each.shapley()


__all__ = ["Shares", "division", "shares"]
