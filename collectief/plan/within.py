"""The main job where all together may emit or invest so much at most: the cheapest plan found that keeps to it.

A cap on the year binds everybody at once, while each company is designed by itself. So it becomes what a tonne, or an
invested euro, weighs in every choice (`carbon`, `capital`), and the year that is lived through decides whether the cap
holds (`cap_search`). See decision 17.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from collectief.errors import Infeasible
from collectief.plan import decide
from collectief.plan.answer import invested, sums_of
from collectief.plan.cap_fill import fill
from collectief.plan.cap_search import MOST, Line, line, most_prices, searched
from collectief.plan.cap_words import kept_sentence, out_of_reach
from collectief.plan.caps import Capped, Caps, Prices, Tried
from collectief.plan.fingerprint import input_hash
from collectief.plan.outcome import Outcome
from collectief.plan.pinched_together import valued
from collectief.plan.prove_year import bound_of, prove_year, proven
from collectief.plan.run import Progress, Run, Stopped, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.variation import Variation, varied
from collectief.text import Text


def optimise(scenario: Scenario, progress: Progress | None = None) -> Outcome:
    """The whole answer for a scenario, within its caps where it has any.

    Raises Infeasible where no plan keeps the limits or the caps, and Stopped where it had to stop before there was one.
    ``progress`` hears a phase and how far it is, 0 to 1; a `Run` also keeps what is finished, and may ask to stop.
    """
    caps = scenario.caps
    if caps is None or caps == Caps():
        run = run_of(progress)
        return valued(scenario, decide.optimise(scenario, run), run)
    search = _Search(scenario, caps, run_of(progress))
    free = search.live(Prices())
    tried, found = searched(caps, free, search.other)
    fill(caps, tried, found, search.rationed)
    if search.best is None:
        if search.cut:
            raise Stopped
        raise Infeasible(out_of_reach(caps, tried))
    best, outcome = search.best
    with weighing(replace(scenario, rations=search.rations), best.prices) as other:
        outcome = valued(other, outcome, search.run)
    return _capped(scenario, (best, outcome), tried, through=line(tried, caps, most_prices(free, MOST[-1])))


@dataclass(slots=True, eq=False)
class _Search:
    """Lives through plans at prices, and holds on to the cheapest that keeps the caps."""

    scenario: Scenario
    caps: Caps
    run: Run
    best: tuple[Tried, Outcome] | None = None
    rations: Mapping[str, float] | None = None
    """Those of the best."""
    cut: bool = False

    def live(self, prices: Prices, rations: Mapping[str, float] | None = None) -> Tried:
        """The plan at these prices, lived through; no word of its cost goes out, for it may break a cap."""
        stop = self.run.stop.within()
        with weighing(replace(self.scenario, rations=rations), prices) as other:
            try:
                outcome = decide.optimise(other, replace(self.run, stop=stop, stands=lambda _: None))
            finally:
                self.run.stop.cut |= stop.cut
        one = Tried(prices, sums_of(outcome.cases["together"]), invested(outcome), rationed=rations is not None)
        if self.caps.kept_by(one.sums) and (self.best is None or one.sums.eur < self.best[0].sums.eur):
            self.best, self.rations = (one, outcome), rations
            self.run.stop.plan_stands = True
        return one

    def other(self, prices: Prices) -> Tried | None:
        """The same for one more plan: None where there is none, or no time."""
        return self.rationed(prices, None)

    def rationed(self, prices: Prices, rations: Mapping[str, float] | None) -> Tried | None:
        """The same where each company may invest no more than its ration."""
        if self.run.stop.now():
            self.cut = True
            return None
        try:
            return self.live(prices, rations)
        except Stopped:
            self.cut = True
        except Infeasible:
            pass
        return None


def weighing(scenario: Scenario, prices: Prices) -> AbstractContextManager[Scenario]:
    """The scenario in which CO2 and investment weigh so much, while it lasts."""
    return varied(replace(scenario, capital_weight=prices.eur_per_eur), Variation.co2(prices.eur_per_tonne))


def _capped(scenario: Scenario, best: tuple[Tried, Outcome], tried: Sequence[Tried], *, through: Line) -> Outcome:
    """The best plan with how it came to keep its caps."""
    plan, outcome = best
    found = Capped(
        scenario.caps or Caps(),
        tried[0],
        plan,
        through.prices,
        min(through.eur, plan.sums.eur),
        sums_of(outcome.cases["alone"]),
        tuple(tried),
    )
    said = kept_sentence(found)
    decision = Text(nl=f"{outcome.decision.nl} {said.nl}", en=f"{outcome.decision.en} {said.en}")
    return replace(outcome, capped=found, decision=decision, input_hash=input_hash(scenario))


def prove(scenario: Scenario, outcome: Outcome, progress: Progress | None = None) -> Outcome:
    """The same answer with a lower bound on all hours of the year (`prove_year`), within its caps where it has any.

    Whatever a tonne and an invested euro weigh: a plan that keeps the caps costs no less than the bound with these
    weights, less what the caps themselves weigh (Lagrange). Each alone is held to no cap, so it keeps its own proof.
    """
    found = outcome.capped
    if found is None or found.prices == Prices():
        return prove_year(scenario, outcome, progress)
    with weighing(scenario, found.prices) as other:
        bound = bound_of(other, outcome, progress)
    if bound is None:
        return outcome
    caps, prices = found.caps, found.prices
    allowed = prices.eur_per_tonne * (caps.co2_tonnes or 0.0) + prices.eur_per_eur * (caps.budget_eur or 0.0)
    asked = prices.eur_per_eur * outcome.cases["required"].investment_eur  # by law, so in no size
    least = bound.together + asked - allowed
    case = proven(outcome.cases["together"], least, passes=bound.passes)
    if case.proof is None or case.proof.year_lower is None:
        return outcome
    return replace(outcome, cases={**outcome.cases, "together": case}, capped=replace(found, least_eur=least))
