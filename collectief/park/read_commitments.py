"""Reads and writes ``afspraken.csv``: who promises what by when, on which condition, with which consequence."""

import csv
import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from collectief.park.check_words import Spot, shown
from collectief.park.choices import SIGNABLE
from collectief.park.promises import PARTIES, Commitment
from collectief.park.read_cell import Column, Row
from collectief.park.read_rows import read_rows
from collectief.park.read_table import read_table
from collectief.text import Text

COMMITMENTS_FILE = "afspraken.csv"
WHEN = re.compile(r"(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
"""A year, a month or a day."""
LONGEST_SENTENCE = 2000
"""Most characters of what is promised: a page."""
COLUMNS: Final = (
    Column("party", "choice", needed=True, choices=PARTIES, default="other"),
    Column("name"),
    Column("promise_nl", longest=LONGEST_SENTENCE),
    Column("promise_en", longest=LONGEST_SENTENCE),
    Column("by_when", "written"),
    Column("condition_nl", longest=LONGEST_SENTENCE),
    Column("condition_en", longest=LONGEST_SENTENCE),
    Column("consequence_nl", longest=LONGEST_SENTENCE),
    Column("consequence_en", longest=LONGEST_SENTENCE),
    Column("company", "plain_id"),
    Column("measure", "written"),
)


def read_commitments(folder: Path, companies: Collection[str], *, spot: Spot) -> tuple[Commitment, ...]:
    """All commitments in the folder, in the order of the file; without a file there are none."""
    spot = spot.at(COMMITMENTS_FILE)
    path = folder / COMMITMENTS_FILE
    table = read_table(path, spot) if path.exists() else None
    if table is None:
        return ()
    found = [_commitment(row, companies) for row in read_rows(table, COLUMNS, spot=spot)]
    return tuple(one for one in found if one is not None)


def _commitment(row: Row, companies: Collection[str]) -> Commitment | None:
    """The commitment of one row, or None with a finding where nothing is promised."""
    promise = _text(row, "promise")
    if promise is None:
        row.spot.say("promise_missing", "promise_nl")
    company, measure, when = row.word("company"), row.word("measure"), row.word("by_when")
    if company and companies and company not in companies:  # without companies the table itself was told about
        row.spot.say("promise_company_unknown", "company", value=shown(company))
        company = ""
    if measure and measure not in SIGNABLE:
        row.spot.say("promise_measure_unknown", "measure", value=shown(measure), choices=", ".join(SIGNABLE))
        measure = ""
    if when and not WHEN.fullmatch(when):
        row.spot.say("promise_date_unreadable", "by_when", value=shown(when))
        when = ""
    if not row.sound or promise is None:
        return None
    nothing = Text(nl="", en="")
    condition, consequence = _text(row, "condition") or nothing, _text(row, "consequence") or nothing
    name = row.word("name")
    return Commitment(row.word("party") or "other", name, promise, when, condition, consequence, company, measure)


def _text(row: Row, name: str) -> Text | None:
    """A sentence in both languages; the other one where only one is filled in, None where neither is."""
    nl, en = row.word(f"{name}_nl"), row.word(f"{name}_en")
    return Text(nl=nl or en, en=en or nl) if nl or en else None


def write_commitments(found: Collection[Commitment], folder: Path) -> None:
    """Write the file, or remove it where nothing was promised."""
    path = folder / COMMITMENTS_FILE
    if not found:
        path.unlink(missing_ok=True)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow([column.name for column in COLUMNS])
        for c in found:
            said = (c.promise.nl, c.promise.en, c.by_when, c.condition.nl, c.condition.en)
            writer.writerow([c.party, c.name, *said, c.consequence.nl, c.consequence.en, c.company, c.measure])
