"""The page of a staged path, and the two files that hold it."""

from pathlib import Path

from collectief.plan.stage import StagedPath
from collectief.presentation.escape import clean
from collectief.presentation.pages import Head, chapters_page, write_texts
from collectief.presentation.path_json import path_json
from collectief.presentation.path_words import headline
from collectief.presentation.reading_order import path_in_reading_order
from collectief.presentation.section_path import first, stages, waits
from collectief.presentation.section_path_built import built, limits
from collectief.presentation.section_path_ways import reading, ways
from collectief.presentation.speech import Speech
from collectief.text import Language

PAGE, VALUES = "groeipad.html", "groeipad.json"


def path_page(found: StagedPath, language: Language = "nl") -> str:
    """The whole path as html that needs nothing from elsewhere."""
    speech, found = Speech(language), path_in_reading_order(found)
    head = Head(
        park=clean(found.park),
        title=speech(nl="groeipad", en="staged path"),
        kind=speech(nl="groeipad", en="staged path"),
        when=", ".join(str(year) for year in found.years),
        headline=headline(found, speech),
        version=found.version,
        input_hash=found.best.stages[0].input_hash,
    )
    chapters = (first, stages, built, waits, limits, ways, reading)
    return chapters_page(head, tuple(write(found, speech) for write in chapters), speech)


def write_staged_path(found: StagedPath, folder: Path, language: Language = "nl") -> tuple[Path, ...]:
    """Write page and values, and return where they are; an older file stays until its successor is complete."""
    return write_texts({PAGE: path_page(found, language), VALUES: path_json(found)}, folder)
