"""When the counters of schemes are open: the windows of what may fit the plan, the first to close first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from collectief.facts.schemes import Scheme
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import Fitting, fitting_schemes


@dataclass(frozen=True, slots=True)
class GrantWindow:
    """A scheme that fits or may fit, what for, and whether its counter is open.

    ``is_open`` is on the day of deciding where one was given, else all through the year of the tax tables; None
    where it is open for a part of that year.
    """

    scheme: Scheme
    measures: tuple[str, ...]
    is_open: bool | None


def grant_windows(
    outcome: Outcome, found: Sequence[Fitting] | None = None, *, owner: str | None = None
) -> tuple[GrantWindow, ...]:
    """The windows for everybody or for one owner; ``found`` are the schemes, looked up where they are not given."""
    fitting = fitting_schemes(outcome) if found is None else found
    gathered: dict[str, GrantWindow] = {}
    for one in fitting:
        if owner not in (None, one.investment.owner):
            continue
        for option in one.options:
            known = gathered.get(option.scheme.key)
            before = known.measures if known is not None else ()
            measures = tuple(dict.fromkeys((*before, one.investment.asset.measure)))
            gathered[option.scheme.key] = GrantWindow(option.scheme, measures, option.is_open)
    return tuple(sorted(gathered.values(), key=_place))


def _place(one: GrantWindow) -> tuple[bool, date, str]:
    """Closed ones last; the first to close first."""
    return one.is_open is False, one.scheme.to_date or date.max, one.scheme.key
