"""Cost against CO2 with caps: from the plan itself to the lowest CO2 that is found, the cheapest plan below each cap.

Every plan that was lived through for one cap counts for all others, and its price is where the search for the next
begins (`cap_search`); rations find what lies between (`cap_fill`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from collectief.errors import Infeasible
from collectief.plan import decide
from collectief.plan.answer import Answer, Answered, in_short
from collectief.plan.cap_fill import best, fill
from collectief.plan.cap_search import MOST, line, most_prices, refine
from collectief.plan.caps import Caps, Prices, Tried
from collectief.plan.run import Progress
from collectief.plan.scenario import Scenario
from collectief.plan.variation import Variation
from collectief.plan.within import weighing

PLANS, FILLS = 2, 1
"""Most plans at new prices, and with rations, for each cap."""


def frontier(scenario: Scenario, count: int, plan: Answered, progress: Progress | None = None) -> tuple[Answer, ...]:
    """At most so many plans, each the cheapest that was found below its cap; the last emits the least.

    ``plan`` is that of the scenario itself. The caps lie at equal steps of CO2. Fewer where one plan is the cheapest
    below several caps. ``progress`` hears a phase and how far it is.
    """
    pool, tried = _Pool(scenario, progress, [plan]), [Tried(Prices(), plan.together, plan.invested)]
    most = Prices(most_prices(tried[0], MOST[-1]).eur_per_tonne)
    lowest = pool.live(most)
    if lowest is None:
        return ()
    tried.append(lowest)
    high, low = tried[0].tonnes, min(one.tonnes for one in tried)
    found: dict[int, Answer] = {}
    for number in range(1, count + 1):
        cap = Caps(co2_tonnes=high - (high - low) * number / count)
        refine(cap, tried, pool.live, most=most, plans=PLANS)
        fill(cap, tried, line(tried, cap, most), pool.live, fills=FILLS)
        kept = best(cap, tried)
        if kept is not None and kept.tonnes < high:
            place = tried.index(kept)
            found.setdefault(place, Answer(Variation.cap(cap.co2_tonnes or 0.0, kept.prices), pool.answered[place]))
    return tuple(found.values())


@dataclass(slots=True, eq=False)
class _Pool:
    """Lives through plans, and keeps each in short, in the order in which they were asked for."""

    scenario: Scenario
    progress: Progress | None
    answered: list[Answered]

    def live(self, prices: Prices, rations: Mapping[str, float] | None = None) -> Tried | None:
        """The plan at these prices and within these rations; None where there is none."""
        try:
            with weighing(replace(self.scenario, rations=rations), prices) as other:
                plan = in_short(decide.optimise(other, self.progress))
        except Infeasible:
            return None
        self.answered.append(plan)
        return Tried(prices, plan.together, plan.invested, rationed=rations is not None)
