"""Reads ``rechten.csv``: transport rights of companies, which may be combined on one connection."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, cast, get_args

from collectief.facts import Window, fact
from collectief.facts.window import DAYS, HOURS, MONTHS, Span, span
from collectief.facts.written import WrongCell
from collectief.park.check_words import Spot, shown
from collectief.park.limits import RightKind, TransportRight, Way
from collectief.park.read_cell import KW, Column, Row
from collectief.park.read_rows import read_rows
from collectief.park.read_table import read_table

RIGHTS_FILE = "rechten.csv"
SPANS: Final = {"months": MONTHS, "days": DAYS, "hours": HOURS}
COLUMNS: Final = (
    Column("company", "plain_id", needed=True),
    Column("kind", "choice", needed=True, choices=get_args(RightKind)),
    Column("direction", "choice", needed=True, choices=get_args(Way)),
    Column("kw", "number", needed=True, high=KW),
    *(Column(name, "written") for name in SPANS),
    Column("contract_share", "number", high=1.0),
)
Rights = Mapping[str, tuple[TransportRight, ...]]


@dataclass(frozen=True, slots=True)
class Given:
    """The rights of each company by id, and where the file is told about."""

    rights: Rights
    spot: Spot

    def of(self, company: str) -> tuple[TransportRight, ...]:
        """The rights beside the firm ones."""
        return tuple(r for r in self.rights.get(company, ()) if r.kind != "firm")


def read_rights(folder: Path, companies: Mapping[str, str], *, spot: Spot) -> Given:
    """All rights in the folder; ``companies`` holds the kind of connection by id. Without a file there are none."""
    spot = spot.at(RIGHTS_FILE)
    path = folder / RIGHTS_FILE
    table = read_table(path, spot) if path.exists() else None
    found: dict[str, tuple[TransportRight, ...]] = {}
    if table is None:
        return Given(found, spot)
    for row in read_rows(table, COLUMNS, spot=spot):
        right = _right(row, companies)
        if right is not None:
            found[row.word("company")] = (*found.get(row.word("company"), ()), right)
    return Given(found, spot)


def _right(row: Row, companies: Mapping[str, str]) -> TransportRight | None:
    """The right in one row, or None with all that is wrong with it."""
    company, spot = row.word("company"), row.spot
    spans = [span_in(row, name) for name in SPANS]
    fits = _company_fits(company, companies, spot=spot)
    if not row.sound or not fits or not {"kind", "direction"} <= set(row.words) or "kw" not in row.numbers:
        return None
    months, days, hours = spans
    if months is None or days is None or hours is None:
        return None
    kind, way = cast(RightKind, row.word("kind")), cast(Way, row.word("direction"))
    share = row.numbers.get("contract_share")
    right = TransportRight(kind, way, row.numbers["kw"], Window(months, days, hours), share)
    tell_right(right, spot.at(spot.where, company))
    return right


def _company_fits(company: str, companies: Mapping[str, str], *, spot: Spot) -> bool:
    """Whether this is a large user of the park."""
    if company and company not in companies:
        spot.say("right_company_unknown", "company", value=shown(company))
    elif company and companies[company] == "small":
        spot.at(spot.where, company).say("right_small_user", "company", value=company)
    return companies.get(company, "small") != "small"


def span_in(row: Row, name: str) -> Span | None:
    """When it holds, in months, days or hours; None with a finding."""
    try:
        return span(row.word(name), SPANS[name])
    except WrongCell as error:
        row.spot.say("right_hours_wrong", name, value=error.message)
        return None


def tell_right(right: TransportRight, here: Spot) -> None:
    """What is not certain about a right: its price, or its hours."""
    if right.kind == "variable":
        here.say("right_not_firm", "kw", value=right.kw)
    if right.kind == "block" and right.contract_share is None and right.direction == "offtake":
        here.say("right_price_estimated", "contract_share")


def with_firm(row: Row, given: Given) -> Row:
    """A row of the table of companies with its firm kW as the rights say; what both say differently is told."""
    rights, numbers = given.rights.get(row.word("id"), ()), dict(row.numbers)
    for way in get_args(Way):
        mine = [r for r in rights if r.direction == way]
        firm, column = sum(r.kw for r in mine if r.kind == "firm"), f"{way}_kw"
        named = any(r.kind == "firm" for r in mine)
        if named and numbers.get(column, firm) != firm:
            row.spot.say("right_firm_differs", column, before=numbers[column], after=float(firm))
        if named or (mine and column not in numbers):
            numbers[column] = float(firm)
    if rights and "physical_kva" not in numbers and "offtake_kw" in numbers:
        more = sum(r.kw for r in rights if r.direction == "offtake" and r.kind != "firm")
        numbers["physical_kva"] = (numbers["offtake_kw"] + more) / fact("grid.power_factor").value
    return replace(row, numbers=numbers)


def kinds(rows: Collection[Row]) -> Mapping[str, str]:
    """The kind of connection of each company that is named in the table."""
    return {row.word("id"): row.word("connection") for row in rows if row.word("id")}
