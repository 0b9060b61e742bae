"""Which rule a plan is shown with, and what it would cost to keep everybody where no division does."""

from collections.abc import Mapping

from collectief.allocation import Allocation, CoreReport, Game, cost_of_stability
from collectief.plan.tempted import TEMPTS_EUR

OWN_KEY, OWN_KEY_STABLE = "own_key", "own_key_stable"
"""A key of the association's own, by the weights of its park, and the same made stable."""
STABLE = {OWN_KEY: OWN_KEY_STABLE, "contract_kw": "closest_in_core"}
"""What a key is called when it is made stable."""

SIMPLEST_FIRST = (
    OWN_KEY, OWN_KEY_STABLE,
    "equal_saving", "contract_kw", "kwh", "use", "stand_alone", "closest_in_core", "shapley", "nucleolus",
)  # fmt: skip
"""The association's own key before all, then that key made stable: it is repaired, not replaced."""
CENTS = 2
"""Temptations that are the same to a cent are the same: then the simplest rule is taken."""


def preferred(core: Mapping[str, CoreReport], allocations: Mapping[str, Allocation]) -> str:
    """The simplest rule that is proven to leave nobody better off elsewhere; else the one that tempts least.

    Where nothing is proven and nobody was found to gain by leaving under the association's own key, that key made
    stable, or else under Shapley, it is the first of these. ``SIMPLEST_FIRST`` begins with that key.
    """
    known = [rule for rule in SIMPLEST_FIRST if rule in allocations] or list(allocations)
    weighed = [rule for rule in known if rule in core]
    for rule in weighed:
        if core[rule].stable is True:
            return rule
    for rule in (OWN_KEY, OWN_KEY_STABLE, "shapley"):
        if rule in weighed and core[rule].stable is None and core[rule].surplus <= TEMPTS_EUR:
            return rule
    if not weighed:
        return next((rule for rule in (OWN_KEY, "shapley") if rule in known), known[0])
    return min(weighed, key=lambda rule: round(core[rule].surplus, CENTS))


def keeping_eur(game: Game | None, core: Mapping[str, CoreReport], *, most_listed: int) -> float | None:
    """EUR a year from outside that would keep everybody together: 0 where some division does so by itself.

    None where that is not known: no division is proven to, and there are too many companies to look at every set.

    >>> pair = {1: 3.0, 2: 3.0, 3: 6.0}
    >>> keeping_eur(Game("abc", lambda group: pair[len(group)]), {}, most_listed=12)
    1.5
    """
    if any(report.stable is True for report in core.values()):
        return 0.0
    if game is None or len(game.players) < 2 or len(game.players) > most_listed:  # alone nobody can leave
        return None
    return cost_of_stability(game).amount
