"""Text in Dutch and English, as one value that cannot miss a language."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages.

    >>> Text(nl="zon", en="sun")["en"]
    'sun'
    """

    nl: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en
