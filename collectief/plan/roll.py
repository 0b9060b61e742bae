"""Lives through the year as who does not know tomorrow: every day decides on 48 hours, then meets each hour as it is.

What the coming hours ask and give is expected to be what it was a week ago in the same hour. Known are the prices of
the day itself, the timetable of vehicles and the hours that the grid operator calls. Nothing lies before the first
week: it expects what the same weekdays of the last whole week of the year bring.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.model import Flow, Limit, Part, Steps
from collectief.model.band import Band, to_band
from collectief.model.block import SLACK_EUR
from collectief.model.stretch import Begun, Course, Stretches, Wish

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
DAY, WEEK = 24, 168
AHEAD = 2 * DAY
"""Hours that each decision looks at; a day later it is taken anew."""
GRID = (":offtake", ":feed_in")
"""How flows to and from the grid end: no law of nature keeps them within a contract, so they may go over."""
OVER, SLACK = ":over", ":slack"
MOST_KW = 1e5
"""More than any park: so far may what gives way go, at a price that no other comes near."""
TIMETABLE = ("public/", "batteries/", "chargers/", "hub/", "limitation/")
"""What is known beforehand: when vehicles stand and leave, and which hours are called."""
COLD, LATE_EUR = "cold_shift/", 1.0
"""Cold that is not at its usual level by midnight comes later: EUR per kWh, more than power costs, less than a peak."""
FOLLOW_EUR = 0.01
"""EUR per kWh: for less than a cent a store does not leave its plan."""


@dataclass(frozen=True, slots=True, eq=False)
class Rolled:
    """How some parts lived: flows and stocks by name, kW and kWh, shape (hours,); ``missed`` by the name of a limit."""

    flows: Mapping[str, Array]
    missed: Mapping[str, Array]


def known_ahead(name: str) -> bool:
    """Whether what happens with a flow, stock or limit is on a timetable."""
    return name.startswith(TIMETABLE)


def week_ago(hours: int) -> Ints:
    """The hour that each hour is expected to be like, shape (hours,), of which there are a week or more.

    >>> week_ago(8760)[[0, 167, 168, 8759]].tolist()
    [8568, 8735, 0, 8591]
    """
    back = np.arange(hours, dtype=np.int64) - WEEK
    return np.where(back < 0, back + hours // WEEK * WEEK, back)


def elastic(parts: Sequence[Part]) -> Iterator[Part]:
    """The same parts, of which the grid may give more than it should and a limit may be missed, at a price."""
    over = {p.name for p in parts if isinstance(p, Flow) and p.name.endswith(GRID)}
    for part in parts:
        if isinstance(part, Flow) and part.name in over:
            eur = part.eur_per_kwh + SLACK_EUR
            yield Flow(f"{part.name}{OVER}", part.owner, part.into, MOST_KW, eur_per_kwh=eur)
        if isinstance(part, Limit):
            terms = {**part.terms, **{f"{n}{OVER}": c for n, c in part.terms.items() if n in over}}
            if part.per == "step":
                slack, eur = f"{part.name}{SLACK}", LATE_EUR if part.name.startswith(COLD) else SLACK_EUR
                yield Flow(slack, part.owner, {}, MOST_KW, eur_per_kwh=eur)
                terms[slack] = -1.0
            yield replace(part, terms=terms)
        else:
            yield part


def roll(
    parts: Sequence[Part],
    sizes: Mapping[str, float],
    *,
    month: Ints,
    known: Callable[[str], bool] = known_ahead,
    heard: Callable[[], None] = lambda: None,
) -> Rolled:
    """Live through all hours of ``month``, shape (hours,): whole days, a week or more. ``sizes`` gives every size.

    ``heard`` is called after each day, and may raise.
    """
    hours = len(month)
    pick = np.arange(hours, dtype=np.int64)
    steps = Steps(pick, np.ones(hours), np.zeros_like(pick), month, np.ones(1))
    band = to_band(tuple(elastic(parts)), steps, sizes)
    year = _Year(band, month, known)
    for first in range(0, hours, DAY):
        year.live(first)
        heard()
    return _named(band, year.x)


class _Year:
    """A year while it is lived: what stores hold, the peaks of this month so far, and all that was done."""

    def __init__(self, band: Band, month: Ints, known: Callable[[str], bool]) -> None:
        self.x = np.zeros_like(band.cost)
        self._band, self._month = band, month
        expected = band.as_before(week_ago(len(month)), known)
        self._true, self._expected = Stretches(band), Stretches(expected)
        self._held = np.zeros(len(band.stores))
        self._reached = np.zeros(len(band.peaks))
        self._measured = _peak_rows(band)

    def live(self, first: int) -> None:
        """Decide on the coming hours, then live through the first day of them."""
        if first == 0 or self._month[first] != self._month[first - 1]:
            self._reached = np.zeros_like(self._reached)
        plan = self._decided(first)
        allowed = np.maximum(self._reached, plan.peaks[:, 0])
        for hour in range(DAY):
            allowed = self._lived(first + hour, plan, hour, allowed)
        self._reached = np.maximum(self._reached, self._peaks(first))

    def _decided(self, first: int) -> Course:
        """The cheapest way through the coming hours, as far as these are known or expected."""
        count = min(AHEAD, len(self._month) - first)
        here = self._month[first : first + count]
        later = (here != here[0]).astype(np.int64)
        cost = self._expected.band.cost[first : first + count].copy()
        cost[:DAY] = self._band.cost[first : first + DAY]
        reached = np.stack([self._reached, np.zeros_like(self._reached)], axis=1)
        eur = np.stack([self._peak_eur(first), self._peak_eur(first + count - 1)], axis=1)
        return self._expected.course(first, count, Begun(self._held, reached, eur, later), cost=cost)

    def _lived(self, hour: int, plan: Course, at: int, allowed: Array) -> Array:
        """One hour as it is: stores do as planned, unless a kWh is worth more elsewhere; the grid takes the rest."""
        band = self._band
        now = Begun(self._held, allowed[:, None], band.peak_eur[:, None], np.zeros(1, dtype=np.int64))
        wished = np.clip(plan.x[at, band.held], 0.0, band.upper[hour, band.held])
        worth = plan.worth[at]
        course = self._true.step(hour, now, Wish(wished, FOLLOW_EUR + worth, FOLLOW_EUR - worth))
        self.x[hour] = course.x[0]
        held = course.x[0, band.held] + course.x[0, band.above]
        self._held = np.clip(held, 0.0, band.upper[hour, band.held])
        return np.asarray(course.peaks[:, 0])

    def _peak_eur(self, hour: int) -> Array:
        """What a kW more in the peak of a month weighs now: a peak serves all that is left of its month."""
        left = np.count_nonzero(self._month[hour:] == self._month[hour])
        return self._band.peak_eur * min(1.0, AHEAD / left)

    def _peaks(self, first: int) -> Array:
        """The highest value of each monthly limit on a day, shape (L,)."""
        if not len(self._reached):
            return self._reached
        rows = self._measured[first * len(self._reached) : (first + DAY) * len(self._reached)]
        value = (rows @ self.x.ravel()).reshape(DAY, -1)
        constant = self._band.constant[first : first + DAY][:, self._band.peaks]
        return np.asarray((value + constant).max(axis=0))


def _peak_rows(band: Band) -> sparse.csr_matrix:
    """The rows of the monthly limits, hour by hour, shape (hours L, hours K)."""
    rows = np.arange(len(band))[:, None] * band.low.shape[1] + band.peaks
    return sparse.csr_matrix(band.a.tocsr()[rows.ravel()])


def _named(band: Band, x: Array) -> Rolled:
    """What was done by name; what went over a flow's bound is part of that flow."""
    series: dict[str, Array] = {}
    for place, name in enumerate(band.names):
        kw = x[:, place]
        series[name] = series[name] + kw if name in series else kw
    missed = {n.removesuffix(SLACK): kw for n, kw in series.items() if n.endswith(SLACK) and kw.any()}
    flows = {n: kw + series.get(f"{n}{OVER}", 0.0) for n, kw in series.items() if not n.endswith((OVER, SLACK))}
    return Rolled(flows, missed)
