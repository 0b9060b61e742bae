"""How one language is spoken: sentences, numbers and euros in Dutch or English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collectief.presentation.rounding import significant
from collectief.text import Language, Text

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Speech:
    """One language: ``say(nl=..., en=...)`` picks the sentence, the rest writes figures its way."""

    language: Language

    def __call__(self, *, nl: str, en: str) -> str:
        """The sentence in this language.

        >>> Speech("nl")(nl="zon", en="sun")
        'zon'
        """
        return Text(nl=nl, en=en)[self.language]

    def word(self, words: Mapping[str, Text], key: str) -> str:
        """The word for a key, or the key itself in readable form where there is no word."""
        return words[key][self.language] if key in words else key.replace("_", " ")

    def number(self, value: float, digits: int = 0) -> str:
        """A figure with separators.

        >>> Speech("nl").number(1234.5, 1), Speech("en").number(1234.5, 1)
        ('1.234,5', '1,234.5')
        """
        written = f"{value:,.{digits}f}"
        if float(written.replace(",", "")) == 0:
            written = written.lstrip("-")
        if self.language == "nl":
            written = written.translate(str.maketrans(",.", ".,"))
        return written.replace("-", MINUS)

    def short(self, value: float) -> str:
        """A figure to three significant digits, never with more than two decimals."""
        rounded = significant(value)
        digits = next((d for d in range(2) if round(rounded, d) == rounded), 2)
        return self.number(rounded, digits)

    def rounded(self, value: float) -> str:
        """A figure to three significant digits without decimals, for an estimate in a table.

        >>> Speech("nl").rounded(314_929.0), Speech("nl").rounded(0.4)
        ('315.000', '0')
        """
        return self.number(significant(value))

    def more(self, value: float) -> str:
        """A difference to three significant digits with its sign, or a dash where there is none.

        >>> Speech("en").more(1_234.0), Speech("en").more(0.3)
        ('+1,230', '–')
        """
        if round(value) == 0:
            return "–"
        return f"+{self.rounded(value)}" if value > 0 else self.rounded(value)

    def euro(self, value: float) -> str:
        """Euros to three significant digits and never in cents.

        >>> Speech("en").euro(241_723.0).replace(NBSP, " ")
        'EUR 242,000'
        """
        return f"EUR{NBSP}{self.number(significant(value))}"

    def percent(self, fraction: float, digits: int = 0) -> str:
        """A fraction as a percentage."""
        return self.number(100 * fraction, digits) + (f"{NBSP}%" if self.language == "nl" else "%")

    def quantity(self, value: float, unit: str) -> str:
        """A figure to three significant digits with its unit."""
        return f"{self.short(value)}{NBSP}{unit}"

    def quoted(self, words: str) -> str:
        """A name between quotation marks.

        >>> Speech("nl").quoted("naar verbruik")
        '“naar verbruik”'
        """
        return f"“{words}”"

    def listing(self, words: Sequence[str]) -> str:
        """Words joined with commas and "and".

        >>> Speech("en").listing(["A", "B", "C"])
        'A, B and C'
        """
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self(nl='en', en='and')} {words[-1]}"


def in_sentence(name: str) -> str:
    """A name of our own within a sentence; what stands in capitals stays so.

    >>> in_sentence("Warmte-koudeopslag (WKO)")
    'warmte-koudeopslag (WKO)'
    """
    return name[:1].lower() + name[1:]
