"""What a tariff may hold beside plain prices: tiers per kW or kWh, and prices per period of the year."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from collectief.facts.window import DAYS, HOURS, MONTHS, Window, span


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
    """Tiers as written in a cell: ``above:price``, low to high; raises ValueError for anything else.

    >>> tiers("100:20.5 500:18")
    (Tier(above=100.0, eur=20.5), Tier(above=500.0, eur=18.0))
    """
    found = []
    for word in text.split():
        above, colon, eur = word.partition(":")
        if not colon:
            raise ValueError(f"{word!r}: write bound:price, such as 100:20.5")
        found.append(Tier(price(above), price(eur)))
    if any(one.above >= other.above for one, other in pairwise(found)):
        raise ValueError(f"{text!r}: write the lowest bound first, each bound once")
    return tuple(found)


def periods(text: str) -> tuple[Period, ...]:
    """Periods as written in a cell, parted by ``|``; raises ValueError for anything else.

    >>> periods("months=11-2 days=1-5 hours=17-21 kwh=0.05 peak=4")[0].peak_eur_kw_month
    4.0
    """
    return tuple(_period(part) for part in text.split("|")) if text.strip() else ()


def _period(text: str) -> Period:
    words: dict[str, str] = {}
    for word in text.split():
        name, sign, value = word.partition("=")
        if not sign or name not in ("months", "days", "hours", "kwh", "peak") or name in words:
            raise ValueError(f"{word!r}: known are months= days= hours= kwh= peak=, each once")
        words[name] = value
    if not words.keys() & {"kwh", "peak"}:
        raise ValueError(f"{text!r}: a period needs kwh= or peak=")
    return Period(window(words), _maybe(words.get("kwh")), _maybe(words.get("peak")))


def window(words: Mapping[str, str]) -> Window:
    """The window that these words describe; raises ValueError for a span that cannot be."""
    return Window(
        span(words.get("months", ""), MONTHS), span(words.get("days", ""), DAYS), span(words.get("hours", ""), HOURS)
    )


def price(text: str) -> float:
    """A price or bound of 0 or more, with a point or comma; raises ValueError for anything else."""
    value = float(text.replace(",", "."))
    if not math.isfinite(value) or value < 0:
        raise ValueError(f"{text!r}: write a number of 0 or more")
    return value


def _maybe(text: str | None) -> float | None:
    return None if text is None else price(text)
