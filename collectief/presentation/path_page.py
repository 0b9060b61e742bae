"""The page of a staged path, and the two files that hold it."""

import tempfile
from pathlib import Path

from collectief.plan.stage import StagedPath
from collectief.presentation.escape import clean
from collectief.presentation.pages import STILL_POLICY, environment, style
from collectief.presentation.path_json import path_json
from collectief.presentation.path_words import headline
from collectief.presentation.section_path import first, stages, waits
from collectief.presentation.section_path_built import built, limits
from collectief.presentation.section_path_ways import reading, ways
from collectief.presentation.speech import Speech
from collectief.text import Language

PAGE, VALUES = "groeipad.html", "groeipad.json"


def path_page(found: StagedPath, language: Language = "nl") -> str:
    """The whole path as html that needs nothing from elsewhere."""
    speech = Speech(language)
    chapters = (first, stages, built, waits, limits, ways, reading)
    return (
        environment()
        .get_template("path.html")
        .render(
            speech=speech,
            park=clean(found.park),
            found=found,
            headline=headline(found, speech),
            sections=tuple(write(found, speech) for write in chapters),
            style=style(),
            policy=STILL_POLICY,
        )
    )


def write_staged_path(found: StagedPath, folder: Path, language: Language = "nl") -> tuple[Path, ...]:
    """Write page and values, and return where they are; an older file stays until its successor is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".collectief-", dir=folder) as made:
        for name, text in ((PAGE, path_page(found, language)), (VALUES, path_json(found))):
            (Path(made) / name).write_text(text, encoding="utf-8", newline="\n")
        return tuple((Path(made) / name).replace(folder / name) for name in (PAGE, VALUES))
