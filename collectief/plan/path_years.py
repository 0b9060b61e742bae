"""Which years can be planned: two or more, first to last, not before the data and not in the past."""

from collections.abc import Sequence
from itertools import pairwise

from collectief.errors import CollectiefError
from collectief.text import Text, joined

MOST_STAGES, LAST_YEAR = 8, 2100
"""Each stage takes several plans; prices of the next century mean nothing."""


class BadYears(CollectiefError):
    """Years that cannot be planned; says all that is wrong with them."""


def refuse(years: Sequence[int], park_year: int) -> None:
    """Raise BadYears where anything is wrong with these years."""
    found = year_faults(years, park_year)
    if found:
        raise BadYears(joined(found))


def year_faults(years: Sequence[int], park_year: int, this_year: int | None = None) -> tuple[Text, ...]:
    """All that is wrong with years, a sentence each.

    >>> [fault.en for fault in year_faults([2030, 2027], 2025)]
    ['Write the years first to last: 2027 comes after 2030.']
    """
    found = []
    if len(years) < 2:
        found.append(Text(nl="Noem twee jaren of meer: 2027,2030.", en="Name two years or more: 2027,2030."))
    if len(years) > MOST_STAGES:
        found.append(
            Text(
                nl=f"Noem hooguit {MOST_STAGES} jaren: het zijn er {len(years)}.",
                en=f"Name at most {MOST_STAGES} years: there are {len(years)}.",
            )
        )
    found += [_twice(one) for one in sorted({y for y in years if list(years).count(y) > 1})]
    found += [_turned(a, b) for a, b in pairwise(years) if b < a]
    for one in sorted(set(years)):
        if one < park_year:
            found.append(_early(one, park_year))
        elif this_year is not None and one < this_year:
            found.append(Text(nl=f"{one} is al voorbij.", en=f"{one} is over already."))
        elif one > LAST_YEAR:
            found.append(
                Text(nl=f"{one} ligt te ver weg: kies tot {LAST_YEAR}.", en=f"{one} is too far: choose to {LAST_YEAR}.")
            )
    return tuple(found)


def _twice(year: int) -> Text:
    return Text(nl=f"{year} staat er twee keer.", en=f"{year} is there twice.")


def _turned(before: int, after: int) -> Text:
    return Text(
        nl=f"Schrijf de jaren van vroeg naar laat: {after} staat na {before}.",
        en=f"Write the years first to last: {after} comes after {before}.",
    )


def _early(year: int, park_year: int) -> Text:
    return Text(
        nl=f"{year} ligt voor het jaar van de gegevens van het park ({park_year}).",
        en=f"{year} lies before the year of the data of the park ({park_year}).",
    )
