"""Writes report, plan, map layers, workbook and hand-over sheets to a folder: all or none."""

import tempfile
from pathlib import Path

from collectief.plan.outcome import Outcome
from collectief.presentation.hand_over import put_in_place, write_hand_over
from collectief.presentation.plan_json import plan_json
from collectief.presentation.plan_layers import write_layers
from collectief.presentation.report import report
from collectief.presentation.workbook import write_workbook
from collectief.text import Language
from collectief.verification import Verdict

REPORT, PLAN, LAYERS, WORKBOOK = "rapport.html", "plan.json", "plan.gpkg", "bedrijven.xlsx"
SHEETS = "overdracht"
"""Folder of the hand-over sheets."""


def write_all(
    outcome: Outcome, folder: Path, language: Language = "nl", *, verdict: Verdict | None = None
) -> tuple[Path, ...]:
    """Write the four files and the folder of sheets, and return where they are.

    An older file stays until its successor is complete.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".collectief-", dir=folder) as made:
        aside = Path(made)
        (aside / REPORT).write_text(report(outcome, language, verdict=verdict), encoding="utf-8", newline="\n")
        (aside / PLAN).write_text(plan_json(outcome, verdict=verdict), encoding="utf-8", newline="\n")
        write_layers(outcome, aside / LAYERS)
        write_workbook(outcome, aside / WORKBOOK, language, verdict=verdict)
        write_hand_over(outcome, aside / SHEETS, language, verdict=verdict)
        sheets = put_in_place(aside / SHEETS, folder / SHEETS)  # first: it fails where a file has the folder's name
        files = tuple((aside / name).replace(folder / name) for name in (REPORT, PLAN, LAYERS, WORKBOOK))
        return (*files, sheets)
