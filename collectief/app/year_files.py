"""Takes the files of a year along with a park, under names that every system can hold."""

import re
from pathlib import Path
from shutil import copyfile

from collectief.app.ending import Unfit
from collectief.app.options import BagForm
from collectief.app.words import no_file
from collectief.park import YearFiles

PREFIXES = {"weather": "weer", "prices": "prijzen", "co2": "co2"}
"""What the copies begin with: so they differ from each other and from the park's own files."""
NOT_PLAIN = re.compile(r"[^A-Za-z0-9.-]+")
LONGEST = 80


def year_files(form: BagForm) -> YearFiles:
    """The year of the form with the names that its files get; raises Unfit where a file is not there."""
    given = {key: path for key in PREFIXES if (path := getattr(form, key)) is not None}
    for path in given.values():
        if not path.is_file():
            raise Unfit(no_file(str(path)))
    names = {key: safe_name(key, path) for key, path in given.items()}
    return YearFiles(form.year, weather=names.get("weather"), prices=names.get("prices"), co2=names.get("co2"))


def copy_year_files(form: BagForm, files: YearFiles, folder: Path) -> None:
    """Copy the files of the form to this folder under their new names."""
    for key in PREFIXES:
        name = getattr(files, key)
        if name is not None:
            copyfile(getattr(form, key), folder / name)


def safe_name(key: str, path: Path) -> str:
    """The name of the copy of a file: what it is, and the letters and digits of its own name.

    >>> safe_name("weather", Path("../uur gegevens;260.txt"))
    'weer_uur_gegevens_260.txt'
    """
    plain = NOT_PLAIN.sub("_", path.stem)[:LONGEST]
    suffix = NOT_PLAIN.sub("", path.suffix)[:LONGEST]
    return f"{PREFIXES[key]}_{plain}{suffix}"
