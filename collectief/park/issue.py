"""What was found in the data of a park: errors, repairs and warnings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from collectief.text import Language, Text

Severity = Literal["error", "repaired", "warning"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: how bad, in which file and layer or row, which field, which ids, and what to do.

    ``before`` and ``after`` are filled where something was repaired.
    """

    severity: Severity
    code: str
    where: str
    field: str
    ids: tuple[str, ...]
    message: Text
    advice: Text
    before: str = ""
    after: str = ""

    def as_dict(self, language: Language = "nl") -> dict[str, object]:
        """Plain values for JSON, in one language."""
        return {
            "severity": self.severity,
            "code": self.code,
            "where": self.where,
            "field": self.field,
            "ids": list(self.ids),
            "message": self.message[language],
            "advice": self.advice[language],
            "before": self.before,
            "after": self.after,
        }


def errors(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Only the findings that make a plan impossible."""
    return tuple(i for i in issues if i.severity == "error")
