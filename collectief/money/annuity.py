"""Spreads an investment over the years of its life."""

from math import expm1, log1p

from collectief.errors import ModelError
from collectief.text import Text


def annuity(interest: float, years: float) -> float:
    """Yearly fraction of an investment that pays it back with interest: i / (1 - (1 + i)^-n).

    ``interest`` is a fraction a year (0 gives 1 / n); raises ModelError for a life or interest that cannot be.

    >>> round(annuity(0.05, 15), 6)
    0.096342
    """
    if not (years > 0 and interest >= 0):
        raise ModelError(
            Text(
                nl=f"Rente {interest} en levensduur {years} jaar: geef een rente van 0 of meer en een leven boven 0.",
                en=f"Interest {interest} and life {years} years: give an interest of 0 or more and a life above 0.",
            )
        )
    return 1 / years if interest == 0 else interest / -expm1(-years * log1p(interest))
