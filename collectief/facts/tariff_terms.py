"""What a tariff may hold beside plain prices: tiers per kW or kWh, and prices per period of the year."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from collectief.facts.window import DAYS, HOURS, MONTHS, Window, span
from collectief.facts.written import Mark, common_mark, parsed, unclear, wrong_cell

BETWEEN = re.compile(r"[\s:=|]+")
"""What stands between the numbers of a cell."""


@dataclass(frozen=True, slots=True)
class Tier:
    """From ``above`` units on, each unit costs ``eur`` instead."""

    above: float
    eur: float


@dataclass(frozen=True, slots=True)
class Period:
    """Prices in a part of the year, in place of the ordinary ones; None leaves the ordinary price.

    ``peak_eur_kw_month`` is on the highest quarter-hour of each month inside the period: what lies in it no
    longer counts for the ordinary monthly peak.
    """

    window: Window
    eur_per_kwh: float | None = None
    peak_eur_kw_month: float | None = None


def tiers(text: str) -> tuple[Tier, ...]:
    """Tiers as written in a cell: ``above:price``, low to high; raises WrongCell for anything else.

    >>> tiers("100:20.5 500:18")
    (Tier(above=100.0, eur=20.5), Tier(above=500.0, eur=18.0))
    """
    found, mark = [], common_mark(BETWEEN.split(text))
    for word in text.split():
        above, colon, eur = word.partition(":")
        if not colon:
            raise wrong_cell(word, nl="schrijf grens:prijs, zoals 100:20.5", en="write bound:price, such as 100:20.5")
        found.append(Tier(price(above, mark), price(eur, mark)))
    if any(one.above >= other.above for one, other in pairwise(found)):
        raise wrong_cell(
            text,
            nl="schrijf de laagste grens eerst, elke grens een keer",
            en="write the lowest bound first, each bound once",
        )
    return tuple(found)


def periods(text: str) -> tuple[Period, ...]:
    """Periods as written in a cell, parted by ``|``; raises WrongCell for anything else.

    >>> periods("months=11-2 days=1-5 hours=17-21 kwh=0.05 peak=4")[0].peak_eur_kw_month
    4.0
    """
    mark = common_mark(BETWEEN.split(text))
    return tuple(_period(part, mark) for part in text.split("|")) if text.strip() else ()


def _period(text: str, mark: Mark) -> Period:
    words: dict[str, str] = {}
    for word in text.split():
        name, sign, value = word.partition("=")
        if not sign or name not in ("months", "days", "hours", "kwh", "peak") or name in words:
            known = "months= days= hours= kwh= peak="
            raise wrong_cell(word, nl=f"bekend zijn {known}, elk een keer", en=f"known are {known}, each once")
        words[name] = value
    if not words.keys() & {"kwh", "peak"}:
        raise wrong_cell(text, nl="een periode heeft kwh= of peak= nodig", en="a period needs kwh= or peak=")
    kwh, peak = (price(words[name], mark) if name in words else None for name in ("kwh", "peak"))
    return Period(window(words), kwh, peak)


def window(words: Mapping[str, str]) -> Window:
    """The window that these words describe; raises WrongCell for a span that cannot be."""
    return Window(
        span(words.get("months", ""), MONTHS), span(words.get("days", ""), DAYS), span(words.get("hours", ""), HOURS)
    )


def price(text: str, mark: Mark = "") -> float:
    """A price or bound of 0 or more, with a point or comma; raises WrongCell for anything else.

    ``mark`` is the decimal mark of the cell, where its other numbers show it.
    """
    if unclear(text, mark):
        bare = re.sub("[.,]", "", text)
        raise wrong_cell(text, nl=f"schrijf {bare} of {text}0", en=f"write {bare} or {text}0")
    value = parsed(text, mark)
    if value is None or not math.isfinite(value) or value < 0:
        raise wrong_cell(text, nl="schrijf een getal van 0 of meer", en="write a number of 0 or more")
    return value
