"""Reads ``aanbod.csv``: transport rights that the operator offers to large users in an area, beside their contract."""

from collections.abc import Collection
from pathlib import Path
from typing import Final, cast

from collectief.facts import Window
from collectief.park.check_words import Spot, shown
from collectief.park.limits import RightKind, TransportRight
from collectief.park.read_cell import KW, Column, Row
from collectief.park.read_rights import SPANS, span_in, tell_right
from collectief.park.read_rows import read_rows
from collectief.park.read_table import read_table

OFFERS_FILE = "aanbod.csv"
KINDS: Final = ("variable", "block")
COLUMNS: Final = (
    Column("area", "plain_id", needed=True),
    Column("kind", "choice", needed=True, choices=KINDS),
    Column("kw", "number", needed=True, high=KW),
    *(Column(name, "written") for name in SPANS),
    Column("contract_share", "number", high=1.0),
)
Offer = tuple[str, TransportRight]
"""In which energy area, and the right: its kW are the most for one connection."""


def read_offers(folder: Path, areas: Collection[str], *, spot: Spot) -> tuple[Offer, ...]:
    """All offers in the folder, at most one of each kind per area; without a file there are none."""
    spot, path = spot.at(OFFERS_FILE), folder / OFFERS_FILE
    table = read_table(path, spot) if path.exists() else None
    found: dict[tuple[str, str], TransportRight] = {}
    for row in () if table is None else read_rows(table, COLUMNS, spot=spot):
        right = _offered(row, areas)
        if right is None:
            continue
        place = row.word("area"), right.kind
        if place in found:
            row.spot.say("offer_double", "kind", value=right.kind, area=place[0])
        else:
            found[place] = right
    return tuple((area, right) for (area, _), right in found.items())


def _offered(row: Row, areas: Collection[str]) -> TransportRight | None:
    """The right in one row, or None with all that is wrong with it."""
    area = row.word("area")
    spans = [span_in(row, name) for name in SPANS]
    if area not in areas:
        if area and areas:
            row.spot.say("area_unknown", "area", value=shown(area), choices=", ".join(sorted(areas)))
        return None
    if not row.sound or not {"area", "kind"} <= set(row.words) or "kw" not in row.numbers:
        return None
    months, days, hours = spans
    if months is None or days is None or hours is None:
        return None
    window, share = Window(months, days, hours), row.numbers.get("contract_share")
    right = TransportRight(cast(RightKind, row.word("kind")), "offtake", row.numbers["kw"], window, share)
    tell_right(right, row.spot)
    return right
