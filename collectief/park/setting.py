"""What one key of ``park.toml`` may hold: of which kind, within which bounds, and how that is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from collectief.park.read_cell import PLAIN_ID, PLAIN_ID_WORDS
from collectief.text import Text

SettingKind = Literal["text", "id", "path", "whole", "number", "flag", "date", "choice", "choices"]
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Setting:
    """What one key of ``park.toml`` may hold; ``low`` and ``high`` bound a number, or the year of a date."""

    table: str
    key: str
    kind: SettingKind
    low: float = 0.0
    high: float = 0.0
    needed: bool = False
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The key with its table, as it is told to the reader."""
        return f"[{self.table}] {self.key}" if self.table else self.key


def fits(value: Any, setting: Setting) -> bool:
    """Whether a value is of the right kind and within its bounds."""
    return RIGHT[setting.kind](value, setting)


def wanted(setting: Setting) -> Text:
    """What a setting should be, in words."""
    low, high = f"{setting.low:.12g}", f"{setting.high:.12g}"
    words = ", ".join(setting.choices)
    text = Text(nl=f"een tekst van 1 tot {LONGEST_TEXT} tekens", en=f"a text of 1 to {LONGEST_TEXT} characters")
    said: Mapping[SettingKind, Text] = {
        "flag": Text(nl="true of false", en="true or false"),
        "id": PLAIN_ID_WORDS,
        "text": text,
        "path": text,
        "date": Text(nl="een datum zoals 2026-12-01 (geen tekst)", en="a date such as 2026-12-01 (not a text)"),
        "choice": Text(nl=f"een van: {words}", en=f"one of: {words}"),
        "choices": Text(nl=f"een lijst van: {words}", en=f"a list of: {words}"),
        "whole": Text(nl=f"een heel getal van {low} tot {high}", en=f"a whole number from {low} to {high}"),
        "number": Text(nl=f"een getal van {low} tot {high}", en=f"a number from {low} to {high}"),
    }
    return said[setting.kind]


def _text(value: Any, setting: Setting) -> bool:
    del setting
    return isinstance(value, str) and bool(value.strip()) and value.isprintable() and len(value) <= LONGEST_TEXT


def _within(value: Any, setting: Setting) -> bool:
    kinds = (int,) if setting.kind == "whole" else (int, float)
    return isinstance(value, kinds) and not isinstance(value, bool) and setting.low <= value <= setting.high


def _listed(value: Any, setting: Setting) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v in setting.choices for v in value)


RIGHT: Mapping[SettingKind, Callable[[Any, Setting], bool]] = {
    "flag": lambda value, _: isinstance(value, bool),
    "id": lambda value, _: isinstance(value, str) and PLAIN_ID.fullmatch(value) is not None,
    "text": _text,
    "path": _text,
    "date": lambda value, setting: type(value) is date and setting.low <= value.year <= setting.high,
    "choice": lambda value, setting: isinstance(value, str) and value in setting.choices,
    "choices": _listed,
    "whole": _within,
    "number": _within,
}
"""Per kind whether a value is right; a moment with a time is no date."""
