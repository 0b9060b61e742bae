"""The page of a comparison, and the two files that hold it."""

from pathlib import Path

from collectief.plan.answer import Comparison
from collectief.presentation.comparison_json import comparison_json
from collectief.presentation.escape import clean
from collectief.presentation.pages import Head, chapters_page, write_texts
from collectief.presentation.section_answers import against_co2, decisions, reading, side_by_side
from collectief.presentation.speech import Speech
from collectief.text import Language

PAGE, VALUES = "vergelijking.html", "vergelijking.json"


def comparison(found: Comparison, language: Language = "nl") -> str:
    """The whole comparison as html that needs nothing from elsewhere."""
    speech = Speech(language)
    head = Head(
        park=clean(found.park),
        title=speech(nl="vergelijking", en="comparison"),
        kind=speech(nl="vergelijking van plannen", en="comparison of plans"),
        when=str(found.year),
        headline=clean(found.plan.decision[language]),
        version=found.version,
        input_hash=found.plan.input_hash,
    )
    chapters = (side_by_side, against_co2, decisions, reading)
    return chapters_page(head, tuple(write(found, speech) for write in chapters), speech)


def write_comparison(found: Comparison, folder: Path, language: Language = "nl") -> tuple[Path, ...]:
    """Write page and values, and return where they are; an older file stays until its successor is complete."""
    return write_texts({PAGE: comparison(found, language), VALUES: comparison_json(found)}, folder)
