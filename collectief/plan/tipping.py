"""Where something stops paying: the value of one figure at which a saving is gone, on a fixed design.

Bills are billed again, not planned anew: a plan that may answer the figure turns later, never earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.optimize import bisect

from collectief.facts import Fact
from collectief.money import gas_price_eur_per_m3, marginal_rate
from collectief.plan.outcome import ROUNDING_EUR
from collectief.plan.reprice import Ledger, Way
from collectief.plan.sureness import Swing, Tipping
from collectief.text import Text

MOST_LOOKED_AT = 8
"""Figures that are looked at for each thing that may stop paying: the widest."""
BEYOND = 2.0
"""How many times its known range a figure is followed to each side; farther says nothing about the world."""
PRECISION = 1e-4
"""Of the range that is searched; a sentence has three digits."""
GAS = "gas.ttf_eur_per_mwh"


@dataclass(frozen=True, slots=True)
class _Question:
    """Something that pays in this plan: its cheaper way against its dearer way, and what it is called."""

    about: str
    without: Way
    with_it: Way
    title: Text


def tipping_points(book: Ledger, swings: Sequence[Swing]) -> tuple[Tipping, ...]:
    """The nearest value of each of the widest figures at which acting together, or a shared project, stops paying."""
    found = []
    for question in _questions(book):
        costs = book.costs({}, (question.without, question.with_it))
        if costs[question.without] - costs[question.with_it] <= ROUNDING_EUR:
            continue
        for swing in _widest(book, question, swings):
            one = _tipping(book, question, swing.fact)
            found += [one] if one is not None else []
    return tuple(sorted(found, key=lambda t: (not t.inside, t.about, t.key)))


def _questions(book: Ledger) -> tuple[_Question, ...]:
    adopted = [p.key for p in book.outcome.projects if p.adopted]
    whole = _Question("together", "alone", "together", Text(nl="samen doen", en="acting together"))
    if not adopted:
        return (whole,)
    network = adopted == ["heat_network"]
    title = Text(nl="het warmtenet", en="the heat network") if network else _shared(len(adopted))
    return (whole, _Question(adopted[0] if len(adopted) == 1 else "projects", "group", "together", title))


def _shared(count: int) -> Text:
    if count == 1:
        return Text(nl="het gedeelde laadplein of de batterij", en="the shared charging hub or battery")
    return Text(nl="de gedeelde projecten", en="the shared projects")


def _widest(book: Ledger, question: _Question, swings: Sequence[Swing]) -> list[Swing]:
    """The figures that move this saving most, widest first."""
    ways = (question.without, question.with_it)

    def width(one: Swing) -> float:
        ends = [book.costs({one.fact.key: value}, ways) for value in (one.low.value, one.high.value)]
        low, high = (c[question.without] - c[question.with_it] for c in ends)
        return abs(high - low)

    wide = {s.fact.key: (s.saving_width_eur if question.about == "together" else width(s)) for s in swings}
    ranked = sorted((s for s in swings if wide[s.fact.key] > ROUNDING_EUR), key=lambda s: -wide[s.fact.key])
    return ranked[:MOST_LOOKED_AT]


def _tipping(book: Ledger, question: _Question, one: Fact) -> Tipping | None:
    """The value nearest to that of the table at which the saving is gone, or None within what is looked at."""

    def saving(value: float) -> float:
        costs = book.costs({one.key: value}, (question.without, question.with_it))
        return costs[question.without] - costs[question.with_it]

    low, high = (one.value if v is None else v for v in (one.low, one.high))
    span = high - low
    ends = (max(low - BEYOND * span, low / (1.0 + BEYOND) if low > 0 else 0.0), high + BEYOND * span)
    if saving(one.value) <= 0.0:
        return None  # pays at no value of the tables: nothing to tip
    turns = [
        float(bisect(saving, min(one.value, end), max(one.value, end), xtol=PRECISION * span))
        for end in ends
        if end != one.value and saving(end) < 0.0
    ]
    if not turns:
        return None
    value = min(turns, key=lambda v: abs(v - one.value))
    below = bool(value < one.value)
    text = _sentence(question, one, value, tax_year=book.outcome.park.tax_year)
    return Tipping(one.key, question.about, value, below, bool(low <= value <= high), text)


def _sentence(question: _Question, one: Fact, value: float, *, tax_year: int) -> Text:
    below = value < one.value
    nl_side, en_side = ("Onder", "Below") if below else ("Boven", "Above")
    nl_amount, en_amount = _amount(one, value, tax_year=tax_year)
    return Text(
        nl=f"{nl_side} {nl_amount} kost {question.title.nl} meer dan het oplevert.",
        en=f"{en_side} {en_amount} {question.title.en} costs more than it brings.",
    )


def _amount(one: Fact, value: float, *, tax_year: int) -> tuple[str, str]:
    """The value with its unit and the figure it is of; the price of gas as a company knows it, per m3 with tax."""
    if one.key == GAS:
        gas = gas_price_eur_per_m3(value) + marginal_rate(0.0, "gas", tax_year)
        text = f"{gas:.2f}"
        return f"{text.replace('.', ',')} EUR/m3 gas (met belasting)", f"{text} EUR/m3 of gas (tax included)"
    text = f"{value:.3g}"
    return f"{text.replace('.', ',')} {one.unit} ({one.key})", f"{text} {one.unit} ({one.key})"
