"""Cost against CO2 with caps: from the plan itself to the lowest CO2 that is found, the cheapest plan below each cap.

Every plan that was lived through for one cap counts for all others, and its price is where the search for the next
begins (`cap_search`); rations find what lies between (`cap_fill`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from collectief.errors import Infeasible
from collectief.plan import decide
from collectief.plan.answer import Answer, Answered, in_short
from collectief.plan.cap_fill import best, fill
from collectief.plan.cap_search import MOST, SAME, line, most_prices, refine
from collectief.plan.caps import Caps, Prices, Tried
from collectief.plan.compare import Look, unlooked
from collectief.plan.outcome import ROUNDING_EUR
from collectief.plan.run import Progress, Run, Stopped, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.variation import Variation
from collectief.plan.within import weighing

PLANS = 4
"""So many plans are lived through for each cap at most, where most is left to find first."""


def frontier(
    scenario: Scenario, count: int, plan: Answered, progress: Progress | None = None, *, look: Look = unlooked
) -> tuple[Answer, ...]:
    """At most so many plans, each the cheapest that was found below its cap; the last emits the least.

    ``plan`` is that of the scenario itself. The caps lie at equal steps of CO2. Fewer where one plan is the cheapest
    below several caps. ``progress`` hears a phase and how far it is; a `Run` may ask to stop, which leaves the plans
    that were found. ``look`` checks each plan.
    """
    pool, tried = _Pool(scenario, run_of(progress), look, [plan]), [Tried(Prices(), plan.together, plan.invested)]
    most = Prices(most_prices(tried[0], MOST[-1]).eur_per_tonne)
    lowest = pool.live(most)
    if lowest is None:
        return ()
    tried.append(lowest)
    high, low = tried[0].tonnes, min(one.tonnes for one in tried)
    caps = [Caps(co2_tonnes=high - (high - low) * number / count) for number in range(1, count + 1)]
    _narrow(caps, tried, pool.live, most=most)
    found: dict[int, Answer] = {}
    for cap in caps:
        kept = best(cap, tried)
        if kept is not None and kept.tonnes < high:
            place = tried.index(kept)
            found.setdefault(place, Answer(Variation.cap(cap.co2_tonnes or 0.0, kept.prices), pool.answered[place]))
    return tuple(found.values())


def _narrow(caps: Sequence[Caps], tried: list[Tried], live: Callable[..., Tried | None], *, most: Prices) -> None:
    """Add plans where most is left between the cheapest below a cap and the line: at a new price, else with rations."""
    done: set[Caps] = set()
    for _ in range(PLANS * len(caps)):
        cap = max((c for c in caps if c not in done), key=lambda c: _left_eur(c, tried, most), default=None)
        if cap is None or _left_eur(cap, tried, most) <= max(ROUNDING_EUR, SAME * abs(tried[0].sums.eur)):
            return
        before = len(tried)
        refine(cap, tried, live, most=most, plans=1)
        if len(tried) == before:
            fill(cap, tried, line(tried, cap, most), live, fills=1)
        if len(tried) == before:
            done.add(cap)


def _left_eur(cap: Caps, tried: list[Tried], most: Prices) -> float:
    """EUR a year between the cheapest plan below a cap and the line there."""
    kept = best(cap, tried)
    return 0.0 if kept is None else kept.sums.eur - line(tried, cap, most).eur


@dataclass(slots=True, eq=False)
class _Pool:
    """Lives through plans, and keeps each in short, in the order in which they were asked for."""

    scenario: Scenario
    run: Run
    look: Look
    answered: list[Answered]

    def live(self, prices: Prices, rations: Mapping[str, float] | None = None) -> Tried | None:
        """The plan at these prices and within these rations; None where there is none, or no time."""
        if self.run.stop.now():
            return None
        try:
            with weighing(replace(self.scenario, rations=rations), prices) as other:
                outcome, right = self.look(partial(decide.optimise, other), self.run)
        except (Infeasible, Stopped):
            return None
        plan = in_short(outcome, checked=right)
        self.answered.append(plan)
        return Tried(prices, plan.together, plan.invested, rationed=rations is not None)
