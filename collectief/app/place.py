"""Looks, before anything is calculated, whether the answer can be written where it is asked."""

import os
from pathlib import Path
from tempfile import TemporaryFile

from collectief.app.ending import Unfit
from collectief.app.words import not_a_folder, not_empty, not_writable


def writable(folder: Path) -> Path:
    """The folder itself or, where it must still be made, the nearest one above it; leaves nothing.

    Raises Unfit where it cannot be made or nothing may be written in it.
    """
    nearest = next(place for place in (folder, *folder.absolute().parents) if os.path.lexists(place))
    if not nearest.is_dir():
        raise Unfit(not_a_folder(str(nearest)))
    try:
        with TemporaryFile(dir=nearest):
            return nearest
    except OSError as error:
        raise Unfit(not_writable(str(nearest))) from error


def empty(folder: Path) -> None:
    """Raise Unfit where this folder holds anything."""
    if folder.is_dir() and any(folder.iterdir()):
        raise Unfit(not_empty(str(folder)))
