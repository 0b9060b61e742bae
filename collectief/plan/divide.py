"""Dividing the cost of a plan: keys as practice uses them, and the rules of game theory, on one game.

The game's value of a coalition is the exact bill its members could get (`sharing`). What each company pays
is its own bill together plus a share of the group's bill; companies outside a group pay what they pay alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from collectief.allocation import (
    Allocation,
    Climbing,
    CoreReport,
    Game,
    closest_in_core,
    core_is_empty,
    equal_saving,
    nucleolus,
    prenucleolus,
    proportional,
    shapley,
    stand_alone,
)
from collectief.errors import ModelError
from collectief.measure import Setting
from collectief.park import Park
from collectief.plan.by_use import USE, by_use
from collectief.plan.outcome import Case, Outcome
from collectief.plan.preferred import OWN_KEY, STABLE
from collectief.plan.sharing import MOST_LISTED, Together
from collectief.plan.tempted import area_sets, searched_set, worst_set
from collectief.text import Text

REPAIR = 600
"""New sets that may be valued where a key is made stable and not all are listed."""
SEARCH = 150
"""New sets that the search for the most tempted one may value per rule, where not all are listed."""
DIVIDED = ("contract_kw", "kwh", USE, "stand_alone", "equal_saving", "shapley")


def play(together: Together, players: Sequence[str], total_eur: float) -> Game | None:
    """The cost game of all who could join a group; ``total_eur`` is what they pay together in the plan.

    Who could join but does not is a player too: another group might want it. None where nobody could.
    """
    grand = frozenset(players)
    if not grand:
        return None

    def value(coalition: frozenset[str]) -> float:
        return total_eur if coalition == grand else together.cost(coalition)

    return Game(players, value)


def own_weight(park: Park, members: Sequence[str]) -> dict[str, float]:
    """The weights of the association's own key, of these companies; empty where it gives none of them any."""
    given = {c: park.company(c).key_weight or 0.0 for c in members}
    return given if any(given.values()) else {}


def divide(
    setting: Setting,
    case: Case,
    game: Game | None,
    *,
    members: Sequence[str],
    samples: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Allocation]:
    """What each company pays a year by each rule, all in; the shares of each rule sum to the plan's cost.

    Keys divide among the members of the groups; all others pay their own bill.
    """
    bills = {c.id: case.bills[c.id].total for c in setting.park.companies}
    if game is None or not members:
        return {rule: Allocation(rule, dict(bills)) for rule in DIVIDED}
    own = {p: bills[p] for p in members}
    common = case.eur_per_year - sum(bills.values())
    contract = {p: setting.rates[p].contract_kw for p in members}
    kwh = {p: case.energy[p].offtake_kwh for p in members}
    inside = _among(game, members, sum(own.values()) + common)
    mine = own_weight(setting.park, members)
    found = {OWN_KEY: _by_key(OWN_KEY, own, common, weight=mine)} if mine else {}
    found |= {
        "contract_kw": _by_key("contract_kw", own, common, weight=contract),
        "kwh": _by_key("kwh", own, common, weight=kwh),
        USE: by_use(setting.park, case, members),
        "stand_alone": stand_alone(inside),
        "equal_saving": equal_saving(inside),
        "shapley": shapley(game, samples=_samples(game, samples), seed=seed, progress=progress),
    }
    return {rule: _with(allocation, rule, bills) for rule, allocation in found.items()}


def on_every_set(game: Game, keys_eur: Mapping[str, Mapping[str, float]]) -> dict[str, Allocation]:
    """The rules that look at every set of companies: the nucleolus, and a key (what each pays, by rule) made stable.

    What is nearest to the key in the core, or where that is empty in the least core.
    """
    least = prenucleolus(game) if core_is_empty(game) else nucleolus(game)
    return {"nucleolus": least, **made_stable(game, keys_eur)}


def made_stable(
    game: Game, keys_eur: Mapping[str, Mapping[str, float]], searcher: Climbing | None = None
) -> dict[str, Allocation]:
    """The association's own key, or else that by contract (what each pays, by rule), made stable, by its name then.

    Where there are too many companies to look at every set: for the sets that a search finds. Whether another is
    better off is then for `stability` to say.
    """
    rule = next(key for key in STABLE if key in keys_eur)
    stable, wish = STABLE[rule], {player: keys_eur[rule][player] for player in game.players}
    return {stable: replace(closest_in_core(game, wish, rule=stable, searcher=searcher), note="")}


def on_sets(game: Game, keys_eur: Mapping[str, Mapping[str, float]]) -> dict[str, Allocation]:
    """The rules that look at sets of companies: at all, or where these are too many at those that a search finds."""
    if len(game.players) <= MOST_LISTED:
        return on_every_set(game, keys_eur)
    return made_stable(game, keys_eur, Climbing(game, budget=REPAIR))


def _among(game: Game, members: Sequence[str], total_eur: float) -> Game:
    """The members by themselves: what each pays alone, and what they pay together."""
    grand = frozenset(members)
    return Game(members, lambda group: total_eur if group == grand else game(group))


def _samples(game: Game, samples: int) -> int | None:
    return None if len(game.players) <= MOST_LISTED else 2 * samples


def _by_key(rule: str, own: Mapping[str, float], common: float, *, weight: Mapping[str, float]) -> Allocation:
    """Each pays its own bill; the common bill is divided by a key."""
    if not any(weight.values()):
        weight = dict.fromkeys(own, 1.0)
    shared = proportional(Game(tuple(own), lambda group: common if len(group) == len(own) else 0.0), weight, rule=rule)
    return Allocation(rule, {p: own[p] + shared.shares[p] for p in own})


def _with(allocation: Allocation, rule: str, bills: Mapping[str, float]) -> Allocation:
    """The same with those it says nothing about, who pay their own bill."""
    return Allocation(
        rule, {**bills, **allocation.shares}, allocation.exact, dict(allocation.interval), allocation.note
    )


def stability(game: Game | None, together: Together, allocations: Mapping[str, Allocation]) -> dict[str, CoreReport]:
    """For each rule the set of companies that would gain most by leaving.

    Exact where every area is small enough to list; else the worst that a search finds, and a bound on all.
    """
    if game is None or len(game.players) < 2:  # nobody to leave with
        return {}
    sets = area_sets(together) if together.listed else ()
    found = {}
    for rule, allocation in allocations.items():
        shares = {p: allocation.shares[p] for p in game.players}
        searched = None if sets else searched_set(game, together, shares, search=SEARCH)
        found[rule] = searched or worst_set(together, sets, shares)
    return found


def allocate(outcome: Outcome, rule: str | Mapping[str, float], *, stable: bool = False) -> Allocation:
    """What each company pays a year, EUR all in: by a rule by name, or by a key of your own.

    A key gives a weight per company: members pay their own bill and their part of the common bill by weight. With
    ``stable`` it is changed as little as it takes for no group to be better off without the rest; where no division
    does that, to the nearest by which leaving gains least, and its ``note`` says what subsidy would hold everybody
    together. Raises ModelError for a rule that was not computed, a key without any weight among the members, or more
    than twelve companies to make stable.
    """
    found = _asked(outcome, rule)
    if not stable or outcome.game is None or len(outcome.game.players) < 2:
        return found
    near = closest_in_core(outcome.game, {p: found.shares[p] for p in outcome.game.players}, rule=found.rule)
    return replace(near, shares={**found.shares, **near.shares})


def _asked(outcome: Outcome, rule: str | Mapping[str, float]) -> Allocation:
    """The division as it is asked."""
    if isinstance(rule, str):
        if rule not in outcome.allocations:
            known = ", ".join(outcome.allocations)
            raise ModelError(
                Text(
                    nl=f"De regel '{rule}' is niet berekend. Kies uit: {known}.",
                    en=f"No rule '{rule}'. Choose: {known}.",
                )
            )
        return outcome.allocations[rule]
    case = outcome.cases["together"]
    bills = {c.id: case.bills[c.id].total for c in outcome.park.companies}
    members = [c for group in outcome.members.values() for c in group]
    weight = {c: float(rule.get(c, 0.0)) for c in members}
    if members and not any(weight.values()):
        raise ModelError(
            Text(nl="De sleutel geeft geen enkel lid een gewicht.", en="The key gives no member any weight.")
        )
    if not members:
        return Allocation("key", bills)
    common = case.eur_per_year - sum(bills.values())
    return _with(_by_key("key", {c: bills[c] for c in members}, common, weight=weight), "key", bills)
