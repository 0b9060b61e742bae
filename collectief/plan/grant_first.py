"""Which measures of a plan must wait for a grant: what is ordered before the decision gets nothing."""

from collections.abc import Mapping, Sequence
from datetime import date

from collectief.facts.schemes import Scheme
from collectief.measure import PARK
from collectief.plan.concern import ON_SITE, SITE, takes_part
from collectief.plan.investor import ADVICE, VEHICLES
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import Fitting, fitting_schemes


def grants_first(
    outcome: Outcome, found: Sequence[Fitting] | None = None, *, owner: str | None = None, start: date | None = None
) -> Mapping[str, tuple[Scheme, ...]]:
    """Per measure the schemes that fit or may fit and come before the order, of everybody or of one owner.

    A counter that has closed for good, or until a round that nobody knows of, is not waited for. ``found`` are the
    schemes, looked up where they are not given.
    """
    fitting, shared = fitting_schemes(outcome) if found is None else found, _shared(outcome, owner)
    day = from_day(outcome, start)
    first: dict[str, dict[str, Scheme]] = {}
    for one in fitting:
        mine, measure = one.investment.owner, one.investment.asset.measure
        if measure in (ADVICE, VEHICLES):  # not ordered in this plan
            continue
        key = SITE if mine == PARK and measure in ON_SITE else measure
        if owner in (None, mine) or (mine == PARK and key in shared):
            first.setdefault(key, {}).update({a.scheme.key: a.scheme for a in one.options if _awaited(a.scheme, day)})
    return {key: tuple(schemes.values()) for key, schemes in first.items() if schemes}


def _shared(outcome: Outcome, owner: str | None) -> frozenset[str]:
    return frozenset() if owner in (None, PARK) else takes_part(outcome, owner)


def from_day(outcome: Outcome, start: date | None) -> date:
    """The day from which is looked ahead: that of deciding, or the first of the year of the tax tables."""
    return outcome.park.schemes.decide_on or start or date(outcome.park.tax_year, 1, 1)


def _awaited(scheme: Scheme, day: date) -> bool:
    """Whether the order waits for it: asked first, and not closed by then."""
    return scheme.order == "first" and (scheme.to_date is None or day <= scheme.to_date)


def opens(found: Mapping[str, tuple[Scheme, ...]]) -> date | None:
    """The first day on which one of them can be asked; None where that is not bounded."""
    days = [s.from_date for schemes in found.values() for s in schemes]
    return None if not days or None in days else min(day for day in days if day is not None)
