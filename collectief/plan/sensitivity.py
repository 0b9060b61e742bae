"""What changes the outcome: every figure that the plan used at its low and at its high, with the same plan.

A figure that only moves prices is billed again over the full year. One that moves flows (a COP, a yield, a loss), or
that makes a profile or the year, is run again on typical days with the sizes as they are. `replan` answers the widest
anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from collectief.errors import Infeasible
from collectief.facts import Fact, all_facts, fact
from collectief.measure import MEASURES, Measure
from collectief.plan.entry import entries
from collectief.plan.finished import key_of, once
from collectief.plan.kept_swing import mark_of, swing_form
from collectief.plan.outcome import Outcome
from collectief.plan.peak_range import peak_ranges
from collectief.plan.reprice import Ledger, ledger
from collectief.plan.rerun import Rerun, rerun
from collectief.plan.run import Progress, Run, run_of
from collectief.plan.sureness import End, Skipped, Sureness, Swing
from collectief.plan.tipping import shared_entries, tipping_points

TARIFF = "tariff."
LEAST_EUR = 0.005
"""Less than a cent a year is no effect."""


@dataclass(frozen=True, slots=True, eq=False)
class _Books:
    """The plan made ready to be billed again, and to be run again."""

    ledger: Ledger
    runs: Rerun

    @property
    def keys(self) -> frozenset[str]:
        """Figures that anything reads."""
        return self.ledger.keys | self.ledger.quick_keys | self.runs.keys

    def swing(self, one: Fact) -> Swing | Skipped:
        """A figure at both ends, or why it has no swing."""
        if one.key not in self.keys:
            return "not_in_plan"
        if one.fixed is not None:
            return one.fixed
        if self.is_billed(one):
            return self._billed(one)
        return "not_in_plan" if is_price(one) else self._run(one)

    def is_billed(self, one: Fact) -> bool:
        """Whether whole bills, or their quick lines, show all that a figure does."""
        read = one.key in self.ledger.quick_keys or (one.key.startswith(TARIFF) and one.key in self.ledger.keys)
        return read and is_price(one)

    def _billed(self, one: Fact) -> Swing | Skipped:
        ends = []
        for value in (one.low, one.high):
            costs = self.ledger.costs({one.key: value})
            ends.append(End(value, costs["alone"], costs["together"]))
        found = Swing(one, ends[0], ends[1])
        return found if max(found.cost_width_eur, found.saving_width_eur) >= LEAST_EUR else "as_planned"

    def _run(self, one: Fact) -> Swing | Skipped:
        alone_eur, together_eur = (self.ledger.eur[way] for way in ("alone", "together"))
        try:
            more = [(0.0, 0.0) if v == one.value else self.runs.change(one.key, v) for v in (one.low, one.high)]
        except Infeasible:
            return "does_not_fit"
        if all(abs(eur) < LEAST_EUR for end in more for eur in end):
            return "as_planned"
        ends = [End(v, alone_eur + m[0], together_eur + m[1]) for v, m in zip((one.low, one.high), more, strict=True)]
        return Swing(one, ends[0], ends[1], how="run")


def sensitivity(
    outcome: Outcome, *, measures: tuple[Measure, ...] = MEASURES, progress: Progress | None = None
) -> Sureness:
    """The tornado on a fixed design, with tipping points and ranges of the peaks.

    Raises Stopped where it is time to stop.
    """
    run = run_of(progress)
    run("sure", 0.0)
    runs = rerun(outcome, measures)
    load_kw = runs.load_kw
    books = _Books(ledger(outcome, measures, setting=runs.setting, load_kw=load_kw), runs)
    figures = looked_at(outcome, books.keys)
    mark = "" if run.store is None else mark_of(outcome, measures)
    found: dict[str, Swing | Skipped] = {}
    for number, one in enumerate(figures):
        run.stop.check()
        run("sure", number / len(figures))
        found[one.key] = _swing(books, one, mark, run)
    swings = sorted(
        (s for s in found.values() if isinstance(s, Swing)),
        key=lambda s: (-s.saving_width_eur, -s.cost_width_eur, s.fact.key),
    )
    billed = [s for s in swings if s.how == "billed"]
    tips, firm = tipping_points(books.ledger, billed)
    return Sureness(
        swings=tuple(swings),
        tipping=tips,
        firm=firm,
        entries=(*shared_entries(books.ledger, billed), *entries(runs, measures, tax_year=outcome.park.tax_year)),
        skipped={key: why for key, why in found.items() if isinstance(why, str)},
        input_shares=input_shares(outcome),
        peaks=peak_ranges(outcome, load_kw),
    )


def _swing(books: _Books, one: Fact, mark: str, run: Run) -> Swing | Skipped:
    return once(run, lambda: key_of("swing", mark, one), swing_form(one), lambda: books.swing(one))


def looked_at(outcome: Outcome, read: Iterable[str]) -> tuple[Fact, ...]:
    """The figures that the report lists and those that were read, by key."""
    keys = frozenset(read)
    found = {f.key: f for f in all_facts() if f.key in keys} | {f.key: f for f in outcome.facts}
    return tuple(one for _, one in sorted(found.items()))


def is_price(one: Fact) -> bool:
    """Euros, interest, upkeep and years of life move bills alone; all else moves sizes and flows as well."""
    return "EUR" in one.unit or one.unit == "yr" or (one.unit.startswith("fraction") and one.unit.endswith("/yr"))


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
