"""Where a meter file belongs in a park: the company, what is known of it, and the file that its profile gets."""

from dataclasses import dataclass
from pathlib import Path

from collectief.park.check_words import Spot, shown
from collectief.park.meter_dialect import Asked
from collectief.park.read_company import company_rows
from collectief.park.read_known import known_of
from collectief.park.read_profiles import SUFFIXES
from collectief.park.read_settings import is_folder, read_settings
from collectief.park.read_table import read_table
from collectief.park.things import YearFiles


@dataclass(frozen=True, slots=True)
class MeterPlace:
    """The file for the profile of one company, the files of the year, and what the table says of the company."""

    path: Path
    year: YearFiles
    known: Asked

    @property
    def taken(self) -> Path | None:
        """The profile that is there already, or None."""
        both = (self.path.with_suffix(suffix) for suffix in SUFFIXES)
        return next((path for path in both if path.exists()), None)


def meter_place(folder: Path, company: str, spot: Spot) -> MeterPlace | None:
    """Where the profile of a company goes, or None with a finding; the park may lack other things still."""
    if not is_folder(folder):
        spot.say("folder_missing", what=shown(folder))
        return None
    settings = read_settings(folder, spot)
    if any(i.severity == "error" for i in spot.found):
        return None
    table = read_table(settings.companies, spot.at(settings.companies.name))
    if table is None:
        return None
    known = known_of(company_rows(table, Spot(settings.companies.name, []), {}))
    if company not in known:
        at = spot.at(settings.companies.name)
        at.say("meter_company_unknown", "--company", value=shown(company), choices=", ".join(list(known)[:40]) or "-")
        return None
    return MeterPlace(settings.profiles / f"{company}{SUFFIXES[0]}", settings.year, known[company])
