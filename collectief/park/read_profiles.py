"""Reads the folder of profiles: which file belongs to which company or area."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from collectief.park.check_words import Spot, shown
from collectief.park.meter_dialect import Asked
from collectief.park.read_meter import read_meter
from collectief.park.read_meter_table import is_plain
from collectief.park.read_profile import read_profile
from collectief.park.read_settings import Settings, is_file, is_folder
from collectief.park.things import Array
from collectief.text import Text

SUFFIXES = (".parquet", ".csv")
"""In order of preference where there are two of one company."""
AREA_PREFIX = "gebied_"
"""What the name of a profile of the others in an area starts with."""
NOT_PROFILES = (".md", "")
"""Suffixes of files that may lie beside the profiles, such as notes and hidden files."""

NO_FOLDER = Text(nl="het is geen map", en="it is not a folder")


@dataclass(frozen=True, slots=True)
class Profiles:
    """Quarter-hours of a year per company id and per area id, shape (35040,); and whose file is wrong."""

    companies: Mapping[str, Array] = field(default_factory=dict)
    areas: Mapping[str, Array] = field(default_factory=dict)
    spots: Mapping[str, Spot] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()


def read_profiles(
    settings: Settings, companies: Mapping[str, Asked], *, areas: Collection[str], spot: Spot
) -> Profiles:
    """All profiles of these companies and areas, with findings; files of others are told and not read.

    ``companies`` holds what is known of each, for meter files that are put here as they came.
    """
    folder = settings.profiles
    if not is_folder(folder):
        if is_file(folder):
            spot.say("file_unreadable", what=shown(folder.name), reason=NO_FOLDER)
        elif settings.profiles_named:
            spot.say("profiles_missing", what=shown(folder.name))
        return Profiles()
    owners = {name: name for name in companies} | {AREA_PREFIX + name: name for name in areas}
    read: dict[str, Array] = {}
    spots: dict[str, Spot] = {}
    for stem, path in sorted(_files(folder, owners, spot=spot, others=bool(companies and areas)).items()):
        spots[stem] = spot.at(f"{folder.name}/{path.name}", owners[stem])
        if stem in companies and path.suffix.lower() == ".csv" and not is_plain(path):
            kw = read_meter([path], settings.year.year, companies[stem], spot=spots[stem])
        else:
            kw = read_profile(path, settings.year.year, spot=spots[stem], net=stem not in companies)
        read |= {} if kw is None else {stem: kw}
    return Profiles(
        {stem: kw for stem, kw in read.items() if stem in companies},
        {owners[stem]: kw for stem, kw in read.items() if stem not in companies},
        spots,
        frozenset(owners[stem] for stem in spots if stem not in read),
    )


def _files(folder: Path, owners: Mapping[str, str], *, spot: Spot, others: bool) -> dict[str, Path]:
    """The file of each owner by its name without suffix; doubles are told, ``others`` where all owners are known."""
    found: dict[str, Path] = {}
    try:
        paths = list(folder.iterdir())
    except OSError as error:
        spot.say("file_unreadable", what=shown(folder.name), reason=shown(error))
        return found
    for path in sorted(paths, key=lambda p: (_rank(p), p.name)):
        at = spot.at(f"{folder.name}/{shown(path.name)[1:-1]}")
        if path.suffix.lower() not in SUFFIXES or path.stem not in owners:
            if path.suffix.lower() not in NOT_PROFILES and others:
                at.say("profile_unknown", what=shown(path.name))
        elif path.stem in found:
            at.at(at.where, owners[path.stem]).say("profile_twice", after=found[path.stem].name)
        else:
            found[path.stem] = path
    return found


def _rank(path: Path) -> int:
    """Place of the kind of file in the order of preference."""
    suffix = path.suffix.lower()
    return SUFFIXES.index(suffix) if suffix in SUFFIXES else len(SUFFIXES)
