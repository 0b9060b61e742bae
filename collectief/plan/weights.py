"""For how many years a stage stands, and what these are worth today."""

from collections.abc import Sequence
from itertools import pairwise


def years_each(years: Sequence[int]) -> tuple[int, ...]:
    """A stage stands until the next one; the last for as long as the one before it.

    >>> years_each([2027, 2030, 2035])
    (3, 5, 5)
    """
    gaps = [later - earlier for earlier, later in pairwise(years)]
    return (*gaps, gaps[-1] if gaps else 1)


def discounted_years(years: Sequence[int], interest: float) -> tuple[float, ...]:
    """The years of each stage, each divided by what a euro grows to since the first year.

    >>> [round(w, 3) for w in discounted_years([2027, 2029], 0.05)]
    [1.952, 1.771]
    """
    return tuple(
        sum((1.0 + interest) ** -(first + n - years[0]) for n in range(count))
        for first, count in zip(years, years_each(years), strict=True)
    )
