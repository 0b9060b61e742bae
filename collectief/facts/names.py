"""What figures are called in plain words, with their article; where a table has none, the key itself."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from types import MappingProxyType

from collectief.facts.csv_rows import read_rows
from collectief.text import Text

ARTICLES = ("de ", "het ", "the ")
ANY = "*"
"""Stands in the table for the part of a key in which a family of figures differs; the name says it at ``{}``."""


@cache
def _names() -> Mapping[str, Text]:
    """Names by key or pattern. Read once: the table does not change while the program runs."""
    return MappingProxyType({row["key"]: Text(nl=row["nl"], en=row["en"]) for row in read_rows("names")})


@cache
def _families() -> tuple[str, ...]:
    return tuple(key for key in _names() if ANY in key)


def fact_name(key: str) -> Text:
    """The name of a figure within a sentence.

    >>> fact_name("solar.eur_per_kwp").nl
    'de prijs van zonnepanelen'
    >>> fact_name("shift.office.begin_h").en
    'the start of the working day (office)'
    """
    found = _names().get(key)
    if found is not None:
        return found
    family = next((p for p in _families() if fnmatchcase(key, p)), None)
    if family is None:
        return Text(nl=key, en=key)
    before, after = family.split(ANY)
    part = key.removeprefix(before).removesuffix(after)
    name, called = _names()[family], _names().get(part, Text(nl=part, en=part))
    return Text(nl=name.nl.format(called.nl), en=name.en.format(called.en))


def fact_label(key: str) -> Text:
    """The same as a label: without its article.

    >>> fact_label("interest.real").nl
    'rente'
    """
    name = fact_name(key)
    return Text(nl=_bare(name.nl), en=_bare(name.en))


def _bare(words: str) -> str:
    found = next((a for a in ARTICLES if words.startswith(a)), "")
    return words.removeprefix(found)
