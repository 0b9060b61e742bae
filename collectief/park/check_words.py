"""What each finding says: one code, one severity, one sentence and one advice in both languages (``issues.toml``)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Final

from collectief.park.issue import Issue
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


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the data (file and layer, or row) and the list that gathers what is found there."""

    where: str
    found: list[Issue]
    ids: tuple[str, ...] = ()

    def at(self, where: str, *ids: str) -> "Spot":
        """Another place that gathers in the same list."""
        return replace(self, where=where, ids=ids)

    def say(self, code: str, field: str = "", *, before: Any = "", after: Any = "", **words: Any) -> None:
        """Add one finding; ``words`` fill the sentence of this code."""
        entry = WORDS[code]
        given = {"field": field, "before": before, "after": after, **words}

        def said(key: str, language: Language) -> str:
            return _filled(entry[key], language, ids=self.ids, given=given)

        message = Text(nl=said("nl", "nl"), en=said("en", "en"))
        advice = Text(nl=said("advice_nl", "nl"), en=said("advice_en", "en"))
        change = [_either(value) for value in (before, after)]
        self.found.append(Issue(entry["severity"], code, self.where, field, self.ids, message, advice, *change))


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
