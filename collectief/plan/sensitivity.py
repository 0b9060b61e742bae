"""What changes the outcome: every figure of the plan at its low and its high, billed again or planned anew.

On a fixed design a figure changes only what things cost. The widest five may be planned anew at both ends: a
plan that may answer the figure shows the effect that a park would really meet.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from collectief.errors import Infeasible
from collectief.facts import Fact, fact, swung
from collectief.measure import MEASURES, Measure
from collectief.plan.decide import optimise
from collectief.plan.outcome import Outcome
from collectief.plan.peak_range import peak_ranges
from collectief.plan.reprice import Ledger, ledger
from collectief.plan.scenario import Scenario
from collectief.plan.sureness import End, Skipped, Sureness, Swing
from collectief.plan.tipping import tipping_points

WIDEST = 5
"""Figures that are planned anew: each takes two plans."""
TARIFF = "tariff."
Progress = Callable[[str, float], None]


def sensitivity(
    outcome: Outcome, *, measures: tuple[Measure, ...] = MEASURES, progress: Progress | None = None
) -> Sureness:
    """The tornado on a fixed design, with tipping points and ranges of the peaks; takes seconds."""
    tell = progress or _silent
    tell("sure", 0.0)
    book = ledger(outcome, measures)
    wanted = [f for f in outcome.facts if why_skipped(f, book) is None]
    swings = []
    for number, one in enumerate(wanted):
        tell("sure", number / (len(wanted) + 1))
        swings.append(_swing(book, one))
    swings.sort(key=lambda s: (-s.saving_width_eur, -s.cost_width_eur, s.fact.key))
    return Sureness(
        swings=tuple(swings),
        tipping=tipping_points(book, swings),
        skipped={f.key: why for f in outcome.facts if (why := why_skipped(f, book)) is not None},
        input_shares=input_shares(outcome),
        peaks=peak_ranges(outcome, book.load_kw),
    )


def _silent(phase: str, done: float) -> None:
    """Nobody listens."""


def why_skipped(one: Fact, book: Ledger) -> Skipped | None:
    """Why a figure is not billed again, or None where it is."""
    if one.low is None and one.high is None:
        return "no_range"
    if not _is_price(one):
        return "through_flows"
    read = one.key in book.quick_keys or (one.key.startswith(TARIFF) and one.key in book.keys)
    return None if read else "not_in_plan"


def _is_price(one: Fact) -> bool:
    """Euros, interest, upkeep and years of life move bills alone; all else moves sizes and flows as well."""
    return "EUR" in one.unit or one.unit == "yr" or (one.unit.startswith("fraction") and one.unit.endswith("/yr"))


def _swing(book: Ledger, one: Fact) -> Swing:
    ends = [_end(book, one.key, one.value if value is None else value) for value in (one.low, one.high)]
    return Swing(one, *ends)


def _end(book: Ledger, key: str, value: float) -> End:
    costs = book.costs({key: value})
    return End(value, costs["alone"], costs["together"])


def replan(scenario: Scenario, sure: Sureness, *, widest: int = WIDEST, progress: Progress | None = None) -> Sureness:
    """The same with the widest figures planned anew at both ends; each takes two plans of the whole park."""
    tell = progress or _silent
    chosen = [s for s in sure.swings if s.cost_width_eur > 0][:widest]
    done: dict[str, Swing] = {}
    for number, one in enumerate(chosen):
        ends = []
        for half, end in enumerate((one.low, one.high)):
            tell("replan", (2 * number + half) / (2 * len(chosen)))
            ends.append(_planned(scenario, one.fact.key, end.value))
        done[one.fact.key] = replace(one, low_replanned=ends[0], high_replanned=ends[1])
    return replace(sure, swings=tuple(done.get(s.fact.key, s) for s in sure.swings), replanned=bool(chosen))


def _planned(scenario: Scenario, key: str, value: float) -> End | None:
    """What a plan made with this figure costs; None where no plan is possible with it."""
    if value == fact(key).value:
        cases = optimise(scenario).cases
    else:
        with swung({key: value}):
            try:
                cases = optimise(scenario).cases
            except Infeasible:
                return None
    return End(value, cases["alone"].eur_per_year, cases["together"].eur_per_year)


def input_shares(outcome: Outcome) -> dict[str, float]:
    """Parts of the yearly energy (electricity and gas in kWh) that are measured, derived, or a key figure."""
    per_m3 = fact("gas.kwh_per_m3").value
    kinds = {"measured": "measured", "given": "derived", "estimated": "key_figure"}
    sums = {"measured": 0.0, "derived": 0.0, "key_figure": 0.0}
    for company in outcome.park.companies:
        power = "measured" if company.id in outcome.park.profiles else kinds[company.origin]
        sums[power] += company.electricity_kwh
        sums[kinds[company.origin]] += company.gas_m3 * per_m3
    total = sum(sums.values())
    return {kind: value / total for kind, value in sums.items()} if total > 0 else sums


def confidence_shares(facts: Iterable[Fact]) -> dict[str, int]:
    """How many figures have high, medium and low confidence."""
    found = {"high": 0, "medium": 0, "low": 0}
    for one in facts:
        found[one.confidence] += 1
    return found
