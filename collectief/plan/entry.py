"""What is just out of the plan: the price at which a measure that nobody builds starts to pay at a first company.

On the typical days of `rerun`, all else as planned. The most that a unit of a measure can be worth is found by asking
again at the worth of the last answer, until it no longer rises (Dinkelbach): a handful of small programmes a company.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from collectief.errors import Infeasible
from collectief.facts import Fact, fact, noted, swung
from collectief.measure import Measure, Setting
from collectief.measure.measure import BUILT
from collectief.model import Rows, Size, Warm, built
from collectief.plan.one_less import own_sizes
from collectief.plan.replay import THREADS
from collectief.plan.rerun import Rerun, company_rows
from collectief.plan.sureness import Tipping
from collectief.plan.tipping import searched
from collectief.plan.tipping_words import OF_MEASURE, starts

ROUNDS = 8
"""Answers to a question that mostly settles in four."""
FIRST = 3
"""Companies that may choose everything anew: those to which it is worth most with all else as planned."""
CLOSE = 1e-3
"""A worth that rises by less than a thousandth has settled."""


@dataclass(frozen=True, slots=True)
class _Price:
    """What a unit of a measure costs a year, as a line through its price on purchase: EUR a year per EUR."""

    figure: Fact
    eur_a_year: float
    slope: float

    def at(self, worth_eur: float) -> float:
        """The price on purchase at which a unit costs as much as it is worth, EUR a year."""
        return self.figure.value + (worth_eur - self.eur_a_year) / self.slope


def entries(runs: Rerun, measures: Sequence[Measure], *, tax_year: int) -> tuple[Tipping, ...]:
    """One for each measure that no company builds and that would pay at a price within reach."""
    found = []
    for measure in measures:
        worth = _most_worth(runs, measure, measures) if _absent(runs, measure) else None
        price = _price(runs.setting, measure) if worth is not None else None
        if price is not None and worth is not None:
            value, figure = price.at(worth), price.figure
            if searched(figure)[0] <= value < figure.value:
                text = starts(OF_MEASURE.get(measure.key, measure.title), figure, value, tax_year=tax_year)
                inside = figure.low <= value <= figure.high
                found.append(Tipping(figure.key, measure.key, value, below=True, inside=inside, text=text))
    return tuple(found)


def _absent(runs: Rerun, measure: Measure) -> bool:
    """Whether companies could build this by themselves and none does."""
    sizes = runs.outcome.lives["alone"].sizes
    names = tuple(own_sizes(runs.setting, measure))
    return bool(names) and all(sizes.get(n, 0.0) <= BUILT for n in names)


def _price(setting: Setting, measure: Measure) -> _Price | None:
    """The price on purchase that its yearly cost follows most, or None where it has no figure for it."""
    with noted() as keys:
        before = _unit_eur(setting, measure)
    candidates = [fact(k) for k in sorted(keys) if k.split(".")[-1].startswith("eur_per_") and "upkeep" not in k]
    best = None
    for figure in candidates:
        with swung({figure.key: figure.value * 2}):
            slope = (_unit_eur(setting, measure) - before) / figure.value
        if slope > 0 and (best is None or slope * figure.value > best.slope * best.figure.value):
            best = _Price(figure, before, slope)
    return best


def _unit_eur(setting: Setting, measure: Measure) -> float:
    """What a unit costs a year at the first company that could build it."""
    return next((s.eur_per_unit for c in setting.park.companies for s in _sizes(setting, measure, c.id)), 0.0)


def _sizes(setting: Setting, measure: Measure, company: str) -> Iterator[Size]:
    for part in measure.own_parts(setting, setting.park.company(company)):
        if isinstance(part, Size) and part.eur_per_unit > 0:
            yield part


def _most_worth(runs: Rerun, measure: Measure, measures: Sequence[Measure]) -> float | None:
    """The most that a unit is worth to any company after what it costs once, EUR a year; None where to nobody.

    Companies are ranked with all else as planned; the first few may then choose all their sizes anew.
    """
    companies = [c.id for c in runs.setting.park.companies]
    with ThreadPoolExecutor(THREADS) as pool:
        quick = dict(zip(companies, pool.map(lambda c: _worth(_as_planned(runs, measure, c)), companies), strict=True))
        first = sorted((c for c in companies if quick[c] > 0.0), key=lambda c: -quick[c])[:FIRST]
        free = list(pool.map(lambda c: _worth(_anew(runs, measure, c, measures=measures)), first))
    return max((w for w in free if w > 0.0), default=None)


@dataclass(frozen=True, slots=True, eq=False)
class _Choice:
    """A company that must build something: its rows, the size, and what it pays without it, EUR a year."""

    rows: Rows
    size: Size
    without_eur: float


def _as_planned(runs: Rerun, measure: Measure, company: str) -> _Choice | None:
    """The choice with all else as planned; None where there is no such size, or several."""
    size = _size(runs.setting, measure, company)
    if size is None:
        return None
    rows = company_rows(runs, company, (*runs.measures, measure), free=size.name).relaxed()
    return _Choice(_on(rows, size), size, runs.running_eur(company))


def _anew(runs: Rerun, measure: Measure, company: str, *, measures: Sequence[Measure]) -> _Choice | None:
    """The choice with all else anew."""
    size = _size(runs.setting, measure, company)
    if size is None:
        return None
    rows = company_rows(runs, company, measures).relaxed()
    names = [n for n in (size.name, built(size.name)) if n in rows.columns]
    return _Choice(_on(rows, size), size, Warm(rows.close(names), presolve=True).solve().upper)


def _on(rows: Rows, size: Size) -> Rows:
    """The same rows in which the size is built: one module or more, where it comes in these."""
    yes_no, lower = built(size.name), rows.lower.copy()
    if size.module:
        lower[rows.columns[size.name]] = np.maximum(lower[rows.columns[size.name]], 1.0)
    return replace(rows, lower=lower).settled({yes_no: 1.0} if yes_no in rows.columns else {})


def _size(setting: Setting, measure: Measure, company: str) -> Size | None:
    sizes = {s.name: s for s in _sizes(setting, measure, company)}
    return next(iter(sizes.values())) if len(sizes) == 1 else None


def _worth(choice: _Choice | None) -> float:
    """The highest mean worth of a unit at any amount, EUR a year; 0 where it is worth nothing."""
    if choice is None:
        return 0.0
    worth, warm = 0.0, None
    for _ in range(ROUNDS):
        try:
            warm = Warm(_priced(choice.rows, choice.size, worth), presolve=warm is None, start=warm)
            answer = warm.solve()
        except Infeasible:
            return 0.0
        amount = float(choice.rows.at(answer.x, choice.size.name)[0]) * (choice.size.module or 1.0)
        if amount <= BUILT:
            break
        after = (choice.without_eur - (answer.upper - worth * amount)) / amount
        if abs(after - worth) <= CLOSE * abs(worth):
            return after
        worth = after
    return max(worth, 0.0)


def _priced(rows: Rows, size: Size, eur: float) -> Rows:
    """The same rows in which a unit of a size costs so much."""
    cost = np.array(rows.cost)
    cost[rows.columns[size.name]] = eur * (size.module or 1.0)
    return replace(rows, cost=cost)
