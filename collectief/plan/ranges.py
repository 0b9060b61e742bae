"""Between which values a figure may lie: what the tables say, and for a tax rate what the law asked in other years."""

from dataclasses import replace

from collectief.facts import Fact, fact, tax_years

TAXES = ("electricity", "gas")
RATES = ("1", "2", "3", "4")


def with_range(one: Fact) -> Fact:
    """The figure with its low and high; of a tax rate these are the lowest and highest of the years in the tables.

    >>> gas = with_range(fact("tax.gas.2026.1"))
    >>> gas.low, gas.value, gas.high
    (0.4898, 0.60066, 0.60066)
    """
    words = one.key.split(".")
    if one.low is not None or one.high is not None or len(words) != 4 or words[0] != "tax":
        return one
    _, family, _, bracket = words
    if family not in TAXES or bracket not in RATES:
        return one
    rates = [fact(f"tax.{family}.{year}.{bracket}").value for year in tax_years()]
    return replace(one, low=min(rates), high=max(rates))


def known_range(one: Fact) -> tuple[float, float]:
    """Low and high of a figure; its value where there is none."""
    low, high = (one.value if v is None else v for v in (one.low, one.high))
    return low, high
