"""Plans between two that prices find: each company gets a ration of what it may invest, between what it does in both.

At a price at which something just pays, everything that pays as much is built or nothing is: no price gives half of it.
A ration does. Between a plan that keeps the caps and a cheaper one that does not, each company invests so far along
that the caps are just kept, as far as the two say; the year that is lived decides, and gives the next pair.
"""

from collections.abc import Callable, Mapping

from collectief.plan.cap_search import SAME, Line
from collectief.plan.caps import Caps, Prices, Tried, neighbour
from collectief.plan.outcome import ROUNDING_EUR

FILLS = 4
"""Most plans with rations for one cap."""
ALIKE = 0.01
"""Plans whose investment differs less differ in how they run: then no ration lies between them, and a price does."""

LiveRationed = Callable[[Prices, Mapping[str, float]], Tried | None]


def fill(caps: Caps, tried: list[Tried], line: Line, live: LiveRationed, *, fills: int = FILLS) -> None:
    """Add plans with rations while there is more to save than a search is fine."""
    for _ in range(fills):
        plan = best(caps, tried)
        near = None if plan is None else neighbour(caps, plan, tried)
        if plan is None or near is None:
            return
        if plan.sums.eur - line.eur <= max(ROUNDING_EUR, SAME * abs(plan.sums.eur)):
            return
        along = _along(caps, plan, near)
        new = live(_prices(plan, near, along), between(plan, near, along))
        if new is None:
            return
        tried.append(new)
        if new.sums in (plan.sums, near.sums):
            return


def best(caps: Caps, tried: list[Tried]) -> Tried | None:
    """The cheapest plan that keeps the caps."""
    return min((one for one in tried if caps.kept_by(one.sums)), key=lambda one: one.sums.eur, default=None)


def between(plan: Tried, near: Tried, along: float) -> dict[str, float]:
    """What each company may invest, EUR: that far along from one plan to the other.

    >>> from collectief.plan.outcome_sums import Sums
    >>> one, other = (Tried(Prices(), Sums(0, 0, 0, 0, 0), {"a": eur}) for eur in (100.0, 300.0))
    >>> between(one, other, 0.25)
    {'a': 150.0}
    """
    return {c: max(0.0, eur + along * (near.invested.get(c, 0.0) - eur)) for c, eur in plan.invested.items()}


def _prices(plan: Tried, near: Tried, along: float) -> Prices:
    """Those of the plan that invests more, so that each wants its ration; between both where they invest the same."""
    less, more = sorted((plan, near), key=lambda one: one.sums.investment_eur)
    if more.sums.investment_eur - less.sums.investment_eur > ALIKE * more.sums.investment_eur:
        return more.prices
    one, other = plan.prices, near.prices
    return Prices(
        one.eur_per_tonne + along * (other.eur_per_tonne - one.eur_per_tonne),
        one.eur_per_eur + along * (other.eur_per_eur - one.eur_per_eur),
    )


def _along(caps: Caps, plan: Tried, near: Tried) -> float:
    """How far from a plan that keeps the caps to one that does not all of them are still kept, on a straight line."""
    pairs = (
        (caps.co2_tonnes, plan.tonnes, near.tonnes),
        (caps.budget_eur, plan.sums.investment_eur, near.sums.investment_eur),
    )
    room = [(cap - kept) / (broken - kept) for cap, kept, broken in pairs if cap is not None and broken > cap]
    return min(room)
