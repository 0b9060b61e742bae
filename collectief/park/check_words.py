"""What each finding says: one code, one severity, one sentence and one advice in both languages (``issues.toml``)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Final

from shapely.geometry.base import BaseGeometry

from collectief.park.issue import Issue
from collectief.park.middle import middle_of
from collectief.text import Language, Text

WORDS: Final[Mapping[str, Mapping[str, Any]]] = tomllib.loads(
    files("collectief.park").joinpath("issues.toml").read_text(encoding="utf-8")
)
CODES: Final[tuple[str, ...]] = tuple(WORDS)
"""Every code that a finding can have."""
SHOWN_CHARACTERS = 60
"""Longest piece of somebody's data that is quoted in a sentence."""
SHOWN_IDS = 8
"""Most ids that are named in a sentence; ``Issue.ids`` holds all."""
WHOLE, LONG = 1e3, 1e15
"""From which number on all digits before the point are written, and from which no longer: nobody counts them."""
AND_MORE = Text(nl="en nog {}", en="and {} more")
PLACE = Text(nl=" Plaats: x {:.0f}, y {:.0f} (RD).", en=" Place: x {:.0f}, y {:.0f} (RD).")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the data (file and layer, or row) and the list that gathers what is found there.

    ``place`` is where it is on the map, (x, y) in m, where that is known; the sentence then ends with it.
    """

    where: str
    found: list[Issue]
    ids: tuple[str, ...] = ()
    place: tuple[float, float] | None = None

    def at(self, where: str, *ids: str) -> "Spot":
        """Another place in the data that gathers in the same list."""
        return replace(self, where=where, ids=ids, place=None)

    def near(self, shape: BaseGeometry | None) -> "Spot":
        """The same with the middle of a shape as its place on the map; without one where the shape has none."""
        return replace(self, place=None if shape is None else middle_of(shape))

    def say(self, code: str, field: str = "", *, before: Any = "", after: Any = "", **words: Any) -> None:
        """Add one finding; ``words`` fill the sentence of this code."""
        entry = WORDS[code]
        given = {"field": field, "before": before, "after": after, **words}

        def said(key: str, language: Language) -> str:
            return _filled(entry[key], language, ids=self.ids, given=given)

        message = Text(nl=said("nl", "nl") + self._placed("nl"), en=said("en", "en") + self._placed("en"))
        advice = Text(nl=said("advice_nl", "nl"), en=said("advice_en", "en"))
        was, now = _either(before), _either(after)
        self.found.append(
            Issue(entry["severity"], code, self.where, field, self.ids, message, advice, was, now, self.place)
        )

    def _placed(self, language: Language) -> str:
        return "" if self.place is None else PLACE[language].format(*self.place)


def shown(value: object) -> str:
    """Somebody's data, fit to be quoted: no control characters, not too long.

    >>> shown("  a" + chr(7) + "b")
    "'ab'"
    """
    try:
        written = str(value)
    except ValueError:  # a whole number of thousands of digits
        written = "..."
    text = "".join(c for c in written[: 2 * SHOWN_CHARACTERS] if c.isprintable()).strip()
    return f"'{text}'" if len(text) <= SHOWN_CHARACTERS else f"'{text[:SHOWN_CHARACTERS]}...'"


def listed(ids: Iterable[str], language: Language) -> str:
    """The first ids and how many more there are.

    >>> listed("abcdefghij", "en")
    'a, b, c, d, e, f, g, h and 2 more'
    """
    names = [shown(one)[1:-1] for one in ids]
    first = ", ".join(names[:SHOWN_IDS])
    more = len(names) - SHOWN_IDS
    return f"{first} {AND_MORE[language].format(more)}" if more > 0 else first


def figure(value: float, language: Language) -> str:
    """A number for in a sentence, with a decimal comma in Dutch; from ``LONG`` on as a power of ten.

    >>> figure(1250.0, "nl"), figure(43.51, "nl"), figure(0.0421, "en"), figure(1e308, "en")
    ('1250', '43,5', '0.0421', '1e+308')
    """
    text = f"{value:.0f}" if WHOLE <= abs(value) < LONG else f"{value:.3g}"
    return text.replace(".", ",") if language == "nl" else text


def _word(value: Any, language: Language) -> str:
    """One word of a sentence in one language."""
    if isinstance(value, Text):
        return value[language]
    return figure(value, language) if isinstance(value, float) else str(value)


def _either(value: Any) -> str | Text:
    """A value for both languages, as one word where it is the same in both."""
    both = Text(nl=_word(value, "nl"), en=_word(value, "en"))
    return both.nl if both.nl == both.en else both


def _filled(sentence: str, language: Language, *, ids: tuple[str, ...], given: Mapping[str, Any]) -> str:
    """A sentence with its words filled in."""
    known = {key: _word(value, language) for key, value in given.items()}
    return sentence.format(**known, ids=listed(ids, language))
