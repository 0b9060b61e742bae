"""Whether they stay: what leaving costs, who would follow, without whom nothing works, and what each key does here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from collectief.allocation import (
    AS_ONE,
    Allocation,
    Game,
    Leaving,
    Property,
    Rule,
    Tested,
    anchors,
    closest_in_core,
    core_is_empty,
    entry,
    equal_saving,
    exit_report,
    nucleolus,
    prenucleolus,
    properties,
    shapley,
    smallest,
    stand_alone,
)
from collectief.errors import ModelError
from collectief.plan.by_weight import by_weight
from collectief.plan.outcome import Outcome
from collectief.plan.preferred import STABLE
from collectief.plan.stay import Staying
from collectief.plan.tempted import TEMPTS_EUR
from collectief.text import Text

EVERY_GAME = 8
"""Up to so many companies a key is tried on every smaller game as well, and on every pair as one."""
BESIDE_CORE: tuple[Property, ...] = ("efficient", "rational", "bill", "population", "splitting")
"""Whether a key holds every group is in the check of groups, on exact bills."""
FEW: tuple[Property, ...] = ("efficient", "rational", "bill")


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """A key of practice as a rule: each its own bill, and of what is common a part by its weight."""

    rule: str
    own_eur: Mapping[str, float]
    weight: Mapping[str, float]

    def __call__(self, game: Game) -> Allocation:
        """Two who act as one have the bills and the weight of both."""
        own = {p: fsum(self.own_eur[one] for one in p.split(AS_ONE)) for p in game.players}
        weight = {p: fsum(self.weight.get(one, 0.0) for one in p.split(AS_ONE)) for p in game.players}
        part = by_weight(game(game.players) - fsum(own.values()), weight)
        return Allocation(self.rule, {p: own[p] + part[p] for p in game.players})


def staying(
    game: Game | None,
    allocations: Mapping[str, Allocation],
    chosen: str,
    keys: Sequence[Key],
    *,
    groups: Iterable[Iterable[str]] = (),
) -> Staying | None:
    """What leaving does under the chosen key, and what every key does in this game; None where nobody shares.

    ``game`` is of all who could share something; ``keys`` are those that are no rule of games. Beside each company
    these ``groups`` are looked at as well, as far as they share something.
    """
    if game is None or len(game.players) < 2 or chosen not in allocations:
        return None
    shares = allocations[chosen].shares
    rules: dict[str, Rule] = {key.rule: key for key in keys} | _rules(game, keys)
    several = [who for group in groups if len(who := sorted(set(group) & set(game.players))) > 1]
    return Staying(
        leaving=exit_report(game, shares, [*([p] for p in game.players), *several], eps=TEMPTS_EUR),
        entries=tuple(entry(game, player) for player in game.players),
        anchors=anchors(game, least=TEMPTS_EUR),
        smallest=smallest(game, least=TEMPTS_EUR),
        tested={name: _tested(game, found, rules.get(name)) for name, found in allocations.items()},
    )


def _tested(game: Game, found: Allocation, rule: Rule | None) -> Mapping[Property, Tested]:
    """What is known of a key: all where it can be tried on other games, else what its shares say by themselves.

    Where projects are divided on top of a key, it is no rule of the whole game: then it is its shares that count.
    """
    inside = {p: found.shares[p] for p in game.players}
    here = Allocation(found.rule, inside)
    if rule is None or not _is_this(rule, game, inside):
        return properties(game, lambda _: here, which=("efficient", "rational"), eps=TEMPTS_EUR)
    which = BESIDE_CORE if len(game.players) <= EVERY_GAME else FEW
    return properties(game, rule, which=which, eps=TEMPTS_EUR)


def _is_this(rule: Rule, game: Game, shares: Mapping[str, float]) -> bool:
    """Whether a rule gives these shares in this game; one that has no answer in it does not."""
    try:
        found = rule(game).shares
    except ModelError:
        return False
    return all(abs(found[p] - eur) <= 1.0 for p, eur in shares.items())


def leaving(outcome: Outcome, groups: Sequence[Iterable[str]]) -> tuple[Leaving, ...]:
    """What happens when each of these groups of companies leaves, under the chosen key.

    Raises ModelError for a company that shares nothing here.
    """
    game = outcome.game
    strangers = sorted({c for group in groups for c in group} - set(game.players if game else ()))
    if game is None or strangers:
        names = ", ".join(strangers)
        raise ModelError(
            Text(
                nl=f"Deze bedrijven delen hier niets en kunnen dus niet weggaan: {names}.",
                en=f"These companies share nothing here, and so cannot leave: {names}.",
            )
        )
    return exit_report(game, outcome.allocations[outcome.chosen_rule].shares, groups, eps=TEMPTS_EUR)


def _rules(game: Game, keys: Sequence[Key]) -> dict[str, Rule]:
    """The rules of games by their name here; of many companies only those that need no list of all sets."""
    found: dict[str, Rule] = {"stand_alone": stand_alone, "equal_saving": equal_saving}
    if len(game.players) > EVERY_GAME:
        return found
    found |= {STABLE[key.rule]: _made_stable(key) for key in keys if key.rule in STABLE}
    return found | {
        "shapley": shapley,
        "nucleolus": lambda one: prenucleolus(one) if core_is_empty(one) else nucleolus(one),
    }


def _made_stable(key: Key) -> Rule:
    return lambda game: closest_in_core(game, key(game).shares, rule=STABLE[key.rule])
