"""The page of a comparison, and the two files that hold it."""

import tempfile
from pathlib import Path

from collectief.plan.answer import Comparison
from collectief.presentation.comparison_json import comparison_json
from collectief.presentation.escape import clean
from collectief.presentation.pages import STILL_POLICY, environment, style
from collectief.presentation.section_answers import against_co2, decisions, reading, side_by_side
from collectief.presentation.speech import Speech
from collectief.text import Language

PAGE, VALUES = "vergelijking.html", "vergelijking.json"


def comparison(found: Comparison, language: Language = "nl") -> str:
    """The whole comparison as html that needs nothing from elsewhere."""
    speech = Speech(language)
    chapters = (side_by_side, against_co2, decisions, reading)
    return (
        environment()
        .get_template("comparison.html")
        .render(
            speech=speech,
            park=clean(found.park),
            found=found,
            headline=clean(found.plan.decision[language]),
            sections=tuple(write(found, speech) for write in chapters),
            style=style(),
            policy=STILL_POLICY,
        )
    )


def write_comparison(found: Comparison, folder: Path, language: Language = "nl") -> tuple[Path, ...]:
    """Write page and values, and return where they are; an older file stays until its successor is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".collectief-", dir=folder) as made:
        for name, text in ((PAGE, comparison(found, language)), (VALUES, comparison_json(found))):
            (Path(made) / name).write_text(text, encoding="utf-8", newline="\n")
        return tuple((Path(made) / name).replace(folder / name) for name in (PAGE, VALUES))
