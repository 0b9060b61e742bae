"""Reads a park and its year together, so that everything that is wrong with either is told at once."""

from dataclasses import dataclass
from pathlib import Path

from collectief import read_year
from collectief.app.words import YEAR_MIXED, YEAR_REPAIRED
from collectief.errors import BadSeries
from collectief.park import Issue, Park, inspect
from collectief.park.check_words import Spot
from collectief.park.read_settings import SETTINGS_FILE, YEAR_FILES, read_settings
from collectief.profile import Year, year_of
from collectief.text import Text


@dataclass(frozen=True, slots=True, eq=False)
class LookedAt:
    """A park and its year, None where they cannot be used, and all findings, the worst first."""

    park: Park | None
    year: Year | None
    issues: tuple[Issue, ...]

    def blocking(self, *, strict: bool) -> bool:
        """Whether the findings stop a plan: errors always, warnings when strict."""
        return any(i.severity == "error" or (strict and i.severity == "warning") for i in self.issues)


def look_at(folder: Path) -> LookedAt:
    """Everything in the folder of a park, also of the year where the park has errors; no data makes it raise."""
    found = inspect(folder)
    try:
        year = _year(found.park, folder)
    except BadSeries as error:
        return LookedAt(found.park, None, (*error.issues, *found.issues))
    if year is None:
        return LookedAt(None, None, found.issues)
    about = (*(_repaired(text) for text in year.repairs), *(_mixed(text) for text in year.mixed))
    return LookedAt(found.park, year, (*about, *found.issues))


def _year(park: Park | None, folder: Path) -> Year | None:
    """The year of a park; of one with errors None, after a look at the files that its settings name."""
    if park is not None:
        return read_year(park, folder)
    files = read_settings(folder, Spot(SETTINGS_FILE, [])).year
    if any(getattr(files, name) for name in YEAR_FILES):
        year_of(files, folder)
    return None


def _mixed(message: Text) -> Issue:
    return Issue("warning", "year_mixed", SETTINGS_FILE, "[year]", (), message, YEAR_MIXED)


def _repaired(message: Text) -> Issue:
    return Issue("repaired", "year_repaired", SETTINGS_FILE, "[year]", (), message, YEAR_REPAIRED)
