"""``collectief import bag``: a first park from buildings, written whole or not at all."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from collectief.app.check_command import next_step
from collectief.app.ending import Unfit
from collectief.app.findings import tell
from collectief.app.looked_at import look_at
from collectief.app.options import BagForm
from collectief.app.place import empty, writable
from collectief.app.terminal import answer, say
from collectief.app.words import BAG_REFUSED, IMPORTED, own_source
from collectief.app.year_files import copy_year_files, year_files
from collectief.clean import clean
from collectief.errors import InvalidPark
from collectief.park import Issue, Park, errors, write_park
from collectief.park.from_bag import park_from_bag


def import_bag(form: BagForm) -> None:
    """Make the park of the form, tell what was estimated, and say what comes next."""
    near = writable(form.out)
    if not form.force:
        empty(form.out)
    park, issues = park_from_bag(
        form.file,
        name=clean(form.name or form.file.stem).strip(),
        min_footprint_m2=form.min_footprint,
        operator=form.operator,
        congestion=form.congestion,
        streets=form.streets,
        year=year_files(form),
    )
    with tempfile.TemporaryDirectory(prefix=".collectief-", dir=near) as made:
        about_year = _write(form, park, Path(made))
        _move(form, Path(made))
    tell((*issues, *about_year), form.lang)
    answer(IMPORTED[form.lang].format(name=park.name, companies=len(park.companies), folder=form.out))
    say(next_step(str(form.out), form.lang))


def _write(form: BagForm, park: Park, aside: Path) -> list[Issue]:
    """Write the park aside and look at it as its reader will; what is worth knowing of its year.

    Raises InvalidPark where it could not be read again.
    """
    copy_year_files(form, park.year, aside)
    write_park(park, aside)
    found = look_at(aside).issues
    if errors(found):
        raise InvalidPark(BAG_REFUSED, errors(found))
    return [issue for issue in found if issue.code.startswith("year_")]


def _move(form: BagForm, aside: Path) -> None:
    """Move the files of the park to their place; other files that are there stay."""
    names = sorted(file.name for file in aside.iterdir())
    _spare_sources(form, names)
    form.out.mkdir(parents=True, exist_ok=True)
    for name in names:
        (aside / name).replace(form.out / name)


def _spare_sources(form: BagForm, names: Iterable[str]) -> None:
    """Raise Unfit where the park would overwrite a file that it is made from."""
    sources = {path.resolve() for path in (form.file, form.streets) if path is not None}
    for target in (form.out / name for name in names):
        if target.resolve() in sources:
            raise Unfit(own_source(str(target)))
