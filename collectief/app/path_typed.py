"""From what was typed after ``collectief path`` to years and figures; all that is wrong is said at once, in 2."""

import re
from collections.abc import Sequence

from collectief import Park, Stated, figures_of, year_faults
from collectief.app.ending import Mistyped
from collectief.app.typed_number import number
from collectief.app.words_compare import unknown
from collectief.app.words_path import NO_YEARS, no_figure, no_year
from collectief.text import joined

YEAR = re.compile(r"[0-9]{1,4}")


def years_of(typed: str, park_year: int, this_year: int) -> tuple[int, ...]:
    """The planning years; raises Mistyped, which says everything that is wrong with them."""
    words = [word.strip() for word in typed.split(",")]
    if not any(words):
        raise Mistyped(NO_YEARS)
    wrong = [no_year(word) for word in dict.fromkeys(words) if not YEAR.fullmatch(word)]
    years = tuple(int(word) for word in words if YEAR.fullmatch(word))
    faults = year_faults(years, park_year, this_year)
    alone = faults[:1] if len(years) < 2 and len(words) > len(years) else ()  # the other words are told as they are
    if wrong or faults:
        raise Mistyped(joined((*wrong, *(f for f in faults if f not in alone))))
    return years


def stated_of(typed: Sequence[str], park: Park) -> tuple[Stated, ...]:
    """The figures that were stated, with the year from which they hold; raises Mistyped."""
    known = figures_of(park) if typed else {}
    found, wrong = [], []
    for word in (word for words in typed for word in words.split(",")):
        one = _stated(word)
        if one is None:
            wrong.append(no_figure(word))
        elif one.key not in known:
            wrong.append(unknown("--with", one.key, known))
        else:
            found.append(one)
    if wrong:
        raise Mistyped(joined(wrong))
    return tuple(found)


def _stated(typed: str) -> Stated | None:
    """One figure, or None for what is none."""
    left, mark, value = (part.strip() for part in typed.partition("="))
    year, colon, key = left.partition(":")
    found = number(value)
    if not mark or found is None or (colon and not YEAR.fullmatch(year.strip())):
        return None
    return Stated(key.strip(), found, int(year)) if colon else Stated(left, found)
