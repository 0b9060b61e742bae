"""Hand-over sheets: per company one page to print for itself, installer, accountant, bank and lawyer.

Each company has a file of its own with its own data only, and there is one for what is shared. Nothing is computed
here: every number comes from the outcome or its business case.
"""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from collectief.plan.business_case import business_case
from collectief.plan.hand_over import hand_overs
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import fitting_schemes
from collectief.presentation.escape import clean
from collectief.presentation.pages import STILL_POLICY, environment, style
from collectief.presentation.reading_order import in_reading_order
from collectief.presentation.sheet import Subject
from collectief.presentation.sheet_accountant import for_accountant
from collectief.presentation.sheet_bank import for_bank
from collectief.presentation.sheet_installer import for_installer
from collectief.presentation.sheet_lawyer import for_lawyer
from collectief.presentation.sheet_self import for_itself
from collectief.presentation.speech import Speech
from collectief.presentation.verdict_words import alarm
from collectief.text import Language
from collectief.verification import Verdict

SHEETS = (for_itself, for_installer, for_accountant, for_bank, for_lawyer)
AGREED_ONLY = (for_itself, for_accountant, for_lawyer)
"""Where what is shared is agreed and not built, an installer and a bank have nothing to do."""
LONGEST = 40
"""A file name needs no more of a company's name."""
MADE = '<meta name="generator" content="collectief hand-over '
"""By this a file of ours is known."""


def hand_over(outcome: Outcome, language: Language = "nl", *, verdict: Verdict | None = None) -> Mapping[str, str]:
    """A page of html per file name: what is shared, where anything is, and each company, by name.

    A failed check of ``verdict`` stands on top of every page.
    """
    speech, outcome = Speech(language), in_reading_order(outcome)
    found = fitting_schemes(outcome)
    case = business_case(outcome, found)
    subjects = [Subject(outcome, case, found, one, speech) for one in hand_overs(outcome, case)]
    digits = len(str(len(subjects)))
    return {
        f"{number:0{digits}}-{_plain(subject, speech)}.html": _page(subject, alarm(verdict, speech))
        for number, subject in enumerate(subjects, start=0 if subjects and subjects[0].shared else 1)
    }


def write_hand_over(
    outcome: Outcome, folder: Path, language: Language = "nl", *, verdict: Verdict | None = None
) -> None:
    """Write the pages to a folder."""
    folder.mkdir()
    for name, page in hand_over(outcome, language, verdict=verdict).items():
        (folder / name).write_text(page, encoding="utf-8", newline="\n")


def put_in_place(made: Path, folder: Path) -> Path:
    """Move made sheets to where they belong; older sheets of ours that are not made anew would mislead, so they go."""
    folder.mkdir(exist_ok=True)
    names = {page.name for page in made.iterdir()}
    for page in sorted(made.iterdir()):
        page.replace(folder / page.name)
    for old in folder.glob("*.html"):
        if old.name not in names and MADE in old.read_text(encoding="utf-8", errors="replace"):
            old.unlink()
    return folder


def _plain(subject: Subject, speech: Speech) -> str:
    """A name that every file system takes; the number in front makes it the only one.

    >>> _slug("Café 't Hek & Zn.")
    'cafe-t-hek-zn'
    """
    if subject.shared:
        return speech(nl="samen", en="together")
    return _slug(subject.name)


def _slug(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:LONGEST].strip("-") or "x"


def _page(subject: Subject, warning: str) -> str:
    sheets = tuple(sheet(subject) for sheet in (AGREED_ONLY if subject.shared and not subject.built else SHEETS))
    return (
        environment()
        .get_template("sheets.html")
        .render(
            speech=subject.speech,
            park=clean(subject.outcome.park.name),
            name=subject.name,
            shared=subject.shared,
            alarm=warning,
            outcome=subject.outcome,
            sheets=sheets,
            style=style(),
            sheet_style=style("sheets"),
            policy=STILL_POLICY,
        )
    )
