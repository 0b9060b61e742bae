"""What was found in the data of a park: errors, repairs and warnings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from collectief.text import Language, Text

Severity = Literal["error", "repaired", "warning"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: how bad, in which file and layer or row, which field, which ids, and what to do.

    ``before`` and ``after`` are filled where something was repaired; text where they differ by language. ``place`` is
    where it is on the map, (x, y) in m RD, for what is drawn there.
    """

    severity: Severity
    code: str
    where: str
    field: str
    ids: tuple[str, ...]
    message: Text
    advice: Text
    before: str | Text = ""
    after: str | Text = ""
    place: tuple[float, float] | None = None

    def change(self, language: Language) -> tuple[str, str]:
        """What it was and what it is now, in one language."""
        was, now = (v[language] if isinstance(v, Text) else v for v in (self.before, self.after))
        return was, now

    def as_dict(self, language: Language = "nl") -> dict[str, object]:
        """Plain values for JSON, in one language."""
        before, after = self.change(language)
        return {
            "severity": self.severity,
            "code": self.code,
            "where": self.where,
            "field": self.field,
            "ids": list(self.ids),
            "message": self.message[language],
            "advice": self.advice[language],
            "before": before,
            "after": after,
            "place": None if self.place is None else list(self.place),
        }


def errors(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Only the findings that make a plan impossible."""
    return tuple(i for i in issues if i.severity == "error")
