"""What figures may be whose own row gives no low and high: a table of families (``ranges.csv``), first match wins."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from typing import Literal, cast, get_args

from collectief.errors import ModelError
from collectief.facts.csv_rows import number, read_rows
from collectief.facts.fact import Fact, Fixed
from collectief.text import Text

Way = Literal["between", "times", "plus", "years", "law", "constant", "measured", "curve"]
"""Low and high are: values; factors of the value; added to it; the lowest and highest of the years in the tables; or
the value itself, being fixed.
"""
YEAR = re.compile(r"(?<=\.)20\d\d(?=\.|$)")


@dataclass(frozen=True, slots=True)
class Range:
    """A family of figures by the pattern of their keys, and how their low and high follow from the value."""

    pattern: str
    way: Way
    low: float
    high: float
    source: str

    @property
    def fixed(self) -> Fixed | None:
        """Why there is no other value than this, or None.

        >>> range_of("tax.vat").fixed, range_of("mobility.van_kwh_per_km").fixed
        ('law', None)
        """
        return cast(Fixed, self.way) if self.way in get_args(Fixed) else None

    def ends(self, key: str, value: float, values: Mapping[str, float]) -> tuple[float, float]:
        """Low and high of a figure with this value. ``values``: of all figures by key, for those of other years.

        >>> range_of("tax.gas.2026.1").ends("tax.gas.2026.1", 0.6, {"tax.gas.2026.1": 0.6, "tax.gas.2023.1": 0.5})
        (0.5, 0.6)
        """
        if self.way == "years":
            alike = YEAR.sub("*", key)
            found = [v for k, v in values.items() if YEAR.sub("*", k) == alike]
            return min(found), max(found)
        if self.way == "between":
            return self.low, self.high
        if self.way == "plus":
            return value + self.low, value + self.high
        if self.way == "times":
            low, high = sorted(_short(value * factor) for factor in (self.low, self.high))
            return low, high
        return value, value


def _short(value: float) -> float:
    """An end in as many digits as an estimate deserves.

    >>> _short(42.45264)
    42.45
    """
    return float(f"{value:.4g}")


@cache
def _ranges() -> tuple[Range, ...]:
    return tuple(_range(row) for row in read_rows("ranges"))


def _range(row: Mapping[str, str]) -> Range:
    if row["way"] not in get_args(Way):
        raise ModelError(
            Text(nl=f"Onbekende bandbreedte '{row['way']}'.", en=f"Unknown way '{row['way']}' in the table of ranges.")
        )
    low, high = number(row["low"]), number(row["high"])
    return Range(row["pattern"], cast(Way, row["way"]), low or 0.0, high or 0.0, row["source"])


def range_of(key: str) -> Range:
    """The family of a figure: the first in the table whose pattern fits; raises ModelError where none does."""
    for one in _ranges():
        if fnmatchcase(key, one.pattern):
            return one
    raise ModelError(
        Text(
            nl=f"Kengetal '{key}' heeft geen laag en hoog: vul ze in, of zet het in ranges.csv.",
            en=f"Figure '{key}' has no low and high: fill them in, or name it in ranges.csv.",
        )
    )


def ranged(one: Fact, values: Mapping[str, float]) -> Fact:
    """A figure with the low and high of its family. ``values``: of all figures by key, for those of other years."""
    family = range_of(one.key)
    low, high = family.ends(one.key, one.value, values)
    return replace(one, low=low, high=high, fixed=family.fixed, range_source=family.source)


def range_patterns() -> tuple[str, ...]:
    """The patterns of the table, in order."""
    return tuple(one.pattern for one in _ranges())
