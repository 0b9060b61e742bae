"""Text in Dutch and English, as one value that cannot miss a language."""

from collections.abc import Iterable
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


def joined(sentences: Iterable[Text]) -> Text:
    """Sentences behind one another.

    >>> joined([Text(nl="Ja.", en="Yes."), Text(nl="Nee.", en="No.")]).nl
    'Ja. Nee.'
    """
    found = tuple(sentences)
    return Text(nl=" ".join(one.nl for one in found), en=" ".join(one.en for one in found))
