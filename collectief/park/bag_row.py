"""One row of a BAG table as values: id, uses, year and floor, each None or empty where the row does not say."""

import math
from collections.abc import Mapping
from typing import Any

from collectief.facts import fact
from collectief.facts.written import parsed, unclear

Row = Mapping[str, Any]
"""Values by column name in lower case."""
ID_DIGITS = 16
"""Length of the id of a building in the BAG; a table may have lost the zeros in front."""


def text(row: Row, *columns: str) -> str:
    """The first of these columns that holds something, as text; empty where none does.

    >>> text({"bedrijf": None, "company": " Bakker "}, "bedrijf", "company")
    'Bakker'
    """
    for column in columns:
        value = row.get(column)
        if value is None or (isinstance(value, float) and math.isnan(value)):
            continue
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        words = "".join(c for c in str(value) if c.isprintable()).strip()
        if words and words not in ("<NA>", "NaT"):
            return words
    return ""


def number(row: Row, *columns: str) -> float | None:
    """The first of these columns that holds a number; a decimal comma is fine, what may be thousands is unknown.

    >>> number({"oppervlakte": "12,5"}, "oppervlakte"), number({"oppervlakte": "1.250"}, "oppervlakte")
    (12.5, None)
    """
    for column in columns:
        words = text(row, column)
        value = None if isinstance(row.get(column), str) and unclear(words) else parsed(words)
        if value is not None and math.isfinite(value):
            return value
    return None


def whole(row: Row, column: str) -> int | None:
    """The number in this column, where it is a whole one.

    >>> whole({"bouwjaar": 1999.0}, "bouwjaar"), whole({"bouwjaar": "1999,5"}, "bouwjaar")
    (1999, None)
    """
    found = number(row, column)
    return int(found) if found is not None and found.is_integer() else None


def bag_id(row: Row) -> str:
    """The id of the building, with the zeros in front that a table may have lost; empty where there is none.

    >>> bag_id({"identificatie": 200100000086721})
    '0200100000086721'
    """
    found = text(row, "identificatie", "pandidentificatie", "id")
    return found.zfill(ID_DIGITS) if found.isdecimal() else found


def uses(row: Row) -> tuple[str, ...]:
    """The uses of the units, sorted and unique.

    >>> uses({"gebruiksdoel": "kantoorfunctie,industriefunctie"})
    ('industriefunctie', 'kantoorfunctie')
    """
    words = (word.strip().lower() for word in text(row, "gebruiksdoel").split(","))
    return tuple(sorted({word for word in words if word}))


def year(row: Row) -> int | None:
    """The year of building; None where it is missing or cannot be (the BAG uses 0, 1005 and 9999 for unknown)."""
    found = whole(row, "bouwjaar")
    if found is None or not fact("from_bag.year_first").value <= found <= fact("from_bag.year_last").value:
        return None
    return found


def units(row: Row) -> int | None:
    """How many units (verblijfsobjecten) the building holds."""
    found = whole(row, "aantal_verblijfsobjecten")
    return None if found is None or found < 0 else found


def floor_m2(row: Row) -> tuple[float | None, bool]:
    """Usable floor of all units in m2, and whether it is exact.

    With only the smallest and the largest unit, the floor of more than two units is their mean times the number.

    >>> floor_m2({"oppervlakte_min": 410, "oppervlakte_max": 1719, "aantal_verblijfsobjecten": 2})
    (2129.0, True)
    """
    whole = _known(number(row, "oppervlakte"))
    if whole is not None:
        return whole, True
    small, large = _known(number(row, "oppervlakte_min")), _known(number(row, "oppervlakte_max"))
    if large is None:
        return None, True
    several = units(row)
    if several is None:
        return large, small == large
    return max(large, several * ((small or large) + large) / 2), several <= 2


def _known(value_m2: float | None) -> float | None:
    """The area, unless it is one of the figures that stand for unknown."""
    if value_m2 is None:
        return None
    real = fact("from_bag.floor_unknown_m2").value < value_m2 < fact("from_bag.floor_absurd_m2").value
    return value_m2 if real else None
