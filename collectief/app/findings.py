"""What was found in the data, in plain words: grouped, errors first."""

from collections.abc import Iterable

from collectief.app.terminal import say
from collectief.app.words import CHANGE, GROUPS
from collectief.park import Issue
from collectief.text import Language

STYLES = {"error": "bold red", "repaired": "bold cyan", "warning": "bold yellow"}


def tell(issues: Iterable[Issue], language: Language) -> None:
    """Print all findings on stderr, the errors in front."""
    for severity, lines in grouped(issues, language):
        say(lines[0], style=STYLES[severity])
        for line in lines[1:]:
            say(line)


def listing(issues: Iterable[Issue], language: Language) -> list[str]:
    """All findings as lines of text, the errors in front."""
    return [line for _, lines in grouped(issues, language) for line in lines]


def grouped(issues: Iterable[Issue], language: Language) -> list[tuple[str, list[str]]]:
    """Per severity that occurs: a heading with the count and the lines of its findings."""
    found = tuple(issues)
    groups = {kind: [i for i in found if i.severity == kind] for kind in GROUPS}
    return [
        (kind, [f"{GROUPS[kind][language]} ({len(some)})", *(line for i in some for line in _lines(i, language))])
        for kind, some in groups.items()
        if some
    ]


def _lines(issue: Issue, language: Language) -> list[str]:
    """Where and what, and below it what to do; what was changed where the sentence does not say so."""
    place = ", ".join(part for part in (issue.where.removeprefix("./"), issue.field) if part and part != ".")
    message = issue.message[language]
    before, after = issue.change(language)
    change = CHANGE[language].format(before=before, after=after)
    said = before in message and after in message
    lines = [f"  {place}: {message}" if place else f"  {message}", f"    {issue.advice[language]}"]
    return lines if issue.severity != "repaired" or said else [lines[0], f"    {change}", lines[1]]
