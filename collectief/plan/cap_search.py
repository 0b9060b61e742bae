"""Which internal prices make a plan keep its caps: found from the plans themselves, one price after another.

Of the plans that were found, the mix that keeps the caps for the least is a small linear programme. What a tonne and a
euro of budget more would be worth in it are the next prices to plan at: there a new plan is either below the line
between those known, or there is none (up to how closely a plan is searched), and the line is the best that prices can
reach. With one cap this is the secant between two plans.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from collectief.errors import ModelError
from collectief.plan.caps import Caps, Prices, Tried
from collectief.plan.outcome import ROUNDING_EUR
from collectief.text import Text

PLANS = 12
"""Most plans that are lived through for one cap."""
SAME = 1e-4
"""A plan is searched to a ten-thousandth: prices and weighed costs that differ less are the same."""
ENDLESS = 1e12
"""A cap above this is none: larger numbers run out of what a computer can write."""
MOST = (10.0, 100.0)
"""A tonne that weighs so many times what the plan costs per tonne; an invested euro so many each year. What does not
keep a cap at either is taken not to exist."""

Live = Callable[[Prices], Tried | None]
"""Lives through the plan at some prices; None where there is none or no time for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """The cheapest mix of plans that keeps the caps: the prices there, its cost, and whether it keeps them at all."""

    prices: Prices
    eur: float
    kept: bool


def searched(caps: Caps, free: Tried, live: Live) -> tuple[list[Tried], Line]:
    """Every plan that was lived through for these caps, the one without caps first, and the line through them."""
    tried = [free]
    if caps.kept_by(free.sums):
        return tried, Line(Prices(), free.sums.eur, kept=True)
    for times in MOST:
        most = most_prices(free, times)
        refine(caps, tried, live, most=most)
        found = line(tried, caps, most)
        if found.kept:
            break
    return tried, found


def most_prices(free: Tried, times: float) -> Prices:
    """Prices beside which what is paid hardly counts."""
    per_tonne = abs(free.sums.eur) / free.tonnes if free.tonnes > 0 else 0.0
    return Prices(times * max(per_tonne, 1.0), times)


def refine(caps: Caps, tried: list[Tried], live: Live, *, most: Prices, plans: int = PLANS) -> None:
    """Add plans at the prices where the line through those known lies, until none lies below it."""
    for _ in range(plans):
        prices = line(tried, caps, most).prices
        if any(_same(prices, one.prices) for one in tried):
            return
        known = min(one.weighed_eur(prices) for one in tried)
        new = live(prices)
        if new is None:
            return
        tried.append(new)
        if new.weighed_eur(prices) >= known - max(ROUNDING_EUR, SAME * abs(known)):
            return


def line(tried: Sequence[Tried], caps: Caps, most: Prices) -> Line:
    """The cheapest mix of plans; what a mix is above a cap costs ``most``."""
    every = (
        (caps.co2_tonnes, most.eur_per_tonne, [one.tonnes for one in tried]),
        (caps.budget_eur, most.eur_per_eur, [one.sums.investment_eur for one in tried]),
    )
    rows = [(cap, price, np.array(amounts)) for cap, price, amounts in every if cap is not None]
    eur, count, over = np.array([one.sums.eur for one in tried]), len(tried), len(rows)
    # Each row and its slack in units of the largest amount in it: the solver's tolerance is then the same part of all.
    scales = [max(float(np.abs(amounts).max()), min(cap, ENDLESS), 1.0) for cap, _, amounts in rows]
    slack = np.array([price * scale for (_, price, _), scale in zip(rows, scales, strict=True)])
    answer = linprog(
        np.r_[eur, slack],
        A_ub=np.hstack([np.array([a / s for (_, _, a), s in zip(rows, scales, strict=True)]), -np.eye(over)]),
        b_ub=[cap / scale for (cap, _, _), scale in zip(rows, scales, strict=True)],
        A_eq=np.r_[np.ones(count), np.zeros(over)].reshape(1, -1),
        b_eq=[1.0],
        method="highs-ds",
    )
    if answer.status != 0:
        raise ModelError(
            Text(
                nl=f"De prijs van een grens kon niet worden bepaald: {answer.message}",
                en=f"The price of a cap could not be found: {answer.message}",
            )
        )
    x, duals = np.asarray(answer.x), np.asarray(answer.ineqlin.marginals)
    values = iter(-float(dual) / scale for dual, scale in zip(duals, scales, strict=True))
    tonne = _price(next(values), most.eur_per_tonne) if caps.co2_tonnes is not None else 0.0
    invested = _price(next(values), most.eur_per_eur) if caps.budget_eur is not None else 0.0
    kept = bool((x[count:] <= SAME * SAME).all())
    return Line(Prices(tonne, invested), float(eur @ x[:count]), kept)


def _price(dual: float, most: float) -> float:
    """A price without the last digits of a solver, at most the most."""
    return min(float(f"{max(dual, 0.0):.9g}"), most)


def _same(one: Prices, other: Prices) -> bool:
    pairs = ((one.eur_per_tonne, other.eur_per_tonne), (one.eur_per_eur, other.eur_per_eur))
    return all(abs(a - b) <= SAME * max(a, b) for a, b in pairs)
