"""Where something stops paying: the value of one figure at which a saving is gone.

Bills are billed again, not planned anew. Where acting together or a shared project is weighed, both sides may drop one
measure of the companies: who stays alone with cheap gas does without its heat pumps. More answers they have not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scipy.optimize import brentq

from collectief.facts import Fact, fact
from collectief.plan.cases import groups_of
from collectief.plan.one_less import without
from collectief.plan.outcome import ROUNDING_EUR
from collectief.plan.reprice import Ledger, Way, tried
from collectief.plan.sureness import Swing, Tipping
from collectief.plan.tipping_words import (
    GROUP,
    LINE,
    NETWORK,
    OF_MEASURE,
    POOLS,
    ROOFS,
    SHARED,
    SITE,
    TOGETHER,
    opens,
    stops,
)  # fmt: skip
from collectief.text import Text

MOST_LOOKED_AT = 8
"""Figures that are looked at for each thing that may stop paying: the widest."""
MOST_SAID = 3
"""Tipping points that are said of each thing: those nearest to the value of today, in parts of their range."""
BEYOND = 2.0
"""How many times its known range a figure is followed to each side; farther says nothing about the world."""
TITLES: Mapping[str, Text] = {
    "heat_network": NETWORK, "site": SITE, "direct_line": LINE, "let_roof": ROOFS, "shared_mobility": POOLS,
}  # fmt: skip
RUNNING = "group.fixed_eur_per_year"
PRECISION = 1e-4
"""Of the range that is searched; a sentence has three digits."""


@dataclass(frozen=True, slots=True)
class _Question:
    """Something that pays in this plan: its dearer ways against its cheaper ways, and what it is called."""

    about: str
    without: tuple[Way, ...]
    with_it: tuple[Way, ...]
    title: Text
    enters: bool = False
    """Whether it does not pay now, and is looked at for where it starts to."""


def tipping_points(book: Ledger, swings: Sequence[Swing]) -> tuple[tuple[Tipping, ...], tuple[Text, ...]]:
    """Where acting together, a shared project, or a measure of the companies stops paying, by its widest figures.

    And what no figure makes stop paying, within what is looked at.
    """
    found: list[Tipping] = []
    firm: list[Text] = []
    for question in _questions(book):
        saving = _saving(book, question, {})
        if saving > ROUNDING_EUR:
            stated = _as_stated(book, question, saving)
            tips = [*stated, *_turns(book, question, swings)[: MOST_SAID - len(stated)]]
            found += tips
            firm += [] if tips else [question.title]
    return tuple(sorted(found, key=lambda t: (not t.inside, t.about, t.key))), tuple(firm)


def shared_entries(book: Ledger, swings: Sequence[Swing]) -> tuple[Tipping, ...]:
    """Where a shared project that was lived through and left out starts to pay, by its widest figures."""
    found: list[Tipping] = []
    adopted = any(p.adopted for p in book.outcome.projects)
    for key in (p.key for p in book.outcome.projects if p.tried is not None):
        before = "group" if adopted and key == "heat_network" else "together"
        question = _Question(key, book.kin(before), (tried(key),), TITLES[key], enters=True)
        found += _turns(book, question, swings)[:MOST_SAID]
    return tuple(found)


def _questions(book: Ledger) -> Iterator[_Question]:
    """The whole, the group contract, the shared projects, and each measure of the companies."""
    adopted = [p.key for p in book.outcome.projects if p.adopted]
    grouped = bool(groups_of(book.setting, book.outcome.lives["together"].sizes))
    alone, together = book.kin("alone"), book.kin("together")
    if grouped and not adopted:
        yield _Question("group_contract", alone, together, GROUP)
    elif adopted:
        yield _Question("together", alone, together, TOGETHER)
        if grouped:
            yield _Question("group_contract", alone, book.kin("group"), GROUP)
        title = TITLES[adopted[0]] if len(adopted) == 1 else SHARED
        yield _Question(adopted[0] if len(adopted) == 1 else "projects", book.kin("group"), together, title)
    for measure in book.measures:
        less, title = without(measure.key), OF_MEASURE.get(measure.key, measure.title)
        if less in book.lines:
            yield _Question(measure.key, (less,), ("together",), title)


def _as_stated(book: Ledger, question: _Question, saving: float) -> tuple[Tipping, ...]:
    """Of a group of which the park itself states what it costs to run: the cost at which nothing is left."""
    stated = book.setting.park.rules.group_fixed_eur
    if stated is None or question.about != "group_contract":
        return ()
    one = replace(fact(RUNNING), value=stated)
    value = stated + saving
    if value > searched(one)[1]:
        return ()
    text = stops(question.title, one, value, tax_year=book.outcome.park.tax_year)
    return (Tipping(RUNNING, question.about, value, below=False, inside=one.low <= value <= one.high, text=text),)


def _saving(book: Ledger, question: _Question, values: dict[str, float]) -> float:
    """The cheapest way without it, less the cheapest with it, EUR a year."""
    costs = book.costs(values, (*question.without, *question.with_it))
    return min(costs[way] for way in question.without) - min(costs[way] for way in question.with_it)


def _turns(book: Ledger, question: _Question, swings: Sequence[Swing]) -> list[Tipping]:
    """Where the widest figures turn the answer, those nearest to today first."""
    found = [t for s in _widest(book, question, swings) if (t := _tipping(book, question, s.fact)) is not None]
    return [tip for _, tip in sorted(found, key=lambda pair: pair[0])]


def _widest(book: Ledger, question: _Question, swings: Sequence[Swing]) -> list[Swing]:
    """The figures that move this saving most, widest first."""
    widths = {}
    for one in swings:
        if one.fact.key in book.quick_keys:
            ends = [_saving(book, question, {one.fact.key: end.value}) for end in (one.low, one.high)]
            widths[one.fact.key] = abs(ends[1] - ends[0])
    ranked = [s for s in swings if widths.get(s.fact.key, 0.0) > ROUNDING_EUR]
    return sorted(ranked, key=lambda s: -widths[s.fact.key])[:MOST_LOOKED_AT]


def searched(one: Fact) -> tuple[float, float]:
    """The lowest and highest value of a figure that is looked at: its range, and as far again on both sides, twice.

    >>> from collectief.facts import fact
    >>> [round(end) for end in searched(fact("solar.eur_per_kwp"))]
    [167, 1700]
    """
    span = one.high - one.low
    return max(one.low - BEYOND * span, one.low / (1.0 + BEYOND) if one.low > 0 else 0.0), one.high + BEYOND * span


def _tipping(book: Ledger, question: _Question, one: Fact) -> tuple[float, Tipping] | None:
    """How far off, in parts of its range, and what: the nearest value at which a saving is gone, or begins."""
    span = one.high - one.low

    def saving(value: float) -> float:
        saved = _saving(book, question, {one.key: value})
        return -saved if question.enters else saved

    if saving(one.value) <= 0.0:
        return None
    turns = [
        float(brentq(saving, min(one.value, end), max(one.value, end), xtol=PRECISION * span))
        for end in searched(one)
        if end != one.value and saving(end) < 0.0
    ]
    if not turns:
        return None
    value = min(turns, key=lambda v: abs(v - one.value))
    say = opens if question.enters else stops
    text = say(question.title, one, value, tax_year=book.outcome.park.tax_year)
    inside = bool(one.low <= value <= one.high)
    below = bool(value < one.value)
    return abs(value - one.value) / span, Tipping(one.key, question.about, value, below, inside, text)
