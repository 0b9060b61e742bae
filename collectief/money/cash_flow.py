"""Net present value and internal rate of return of a series of yearly amounts: the one door to pyxirr."""

from collections.abc import Sequence

import pyxirr

from collectief.errors import ModelError
from collectief.text import Text


def net_present_value(rate: float, eur_by_year: Sequence[float]) -> float:
    """Worth today of amounts at the end of years 0, 1, 2 ..., EUR; raises ModelError for a rate of -1 or less.

    >>> round(net_present_value(0.10, [-100.0, 121.0]), 6)
    10.0
    """
    found = pyxirr.npv(rate, list(eur_by_year)) if rate > -1 and eur_by_year else None
    if found is None:
        raise ModelError(
            Text(
                nl=f"Geen contante waarde bij rente {rate} over {len(eur_by_year)} jaar: geef een rente boven -1.",
                en=f"No present value at interest {rate} over {len(eur_by_year)} years: give interest above -1.",
            )
        )
    return found


def internal_rate(eur_by_year: Sequence[float]) -> float | None:
    """The rate a year at which the amounts are worth 0; None where there is no such rate, as without an outlay.

    >>> round(internal_rate([-100.0, 60.0, 60.0]) or 0.0, 4)
    0.1307
    >>> internal_rate([-100.0, -5.0]) is None
    True
    """
    if not (any(eur < 0 for eur in eur_by_year) and any(eur > 0 for eur in eur_by_year)):
        return None
    return pyxirr.irr(list(eur_by_year))
