"""Reads ``tarieven.csv``: categories of a grid operator and year that the tables of the product do not have."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, get_args

from collectief.facts import Confidence, Level, Period, Tariff, TariffKind, Tier, made_tariff, tariff, tariff_keys
from collectief.facts.tariff_terms import periods, tiers
from collectief.facts.tariffs import UNITS, LowHours
from collectief.facts.written import WrongCell
from collectief.park.check_words import Spot, shown
from collectief.park.read_cell import EUR, YEARS, Column, Row, tell_doubles
from collectief.park.read_rows import read_rows
from collectief.park.read_table import read_table
from collectief.text import Text

TARIFFS_FILE = "tarieven.csv"
EUR_UNIT = 1e4
"""Highest price of a kW or kWh that is believed, EUR."""
AMPERE = 1e4
MONTHS_PER_YEAR = 12.0
Terms = tuple[Tier, ...] | tuple[Period, ...]
TERMS: Final[Mapping[str, Callable[[str], Terms]]] = {
    "contract_tiers": tiers,
    "peak_tiers": tiers,
    "kwh_tiers": tiers,
    "periods": periods,
}
SAME_KWH = Text(
    nl="bij kwh_tiers zijn kwh_normal en kwh_low gelijk", en="with kwh_tiers, kwh_normal and kwh_low are the same"
)
COLUMNS: Final = (
    Column("key", "id", needed=True),
    Column("kind", "choice", needed=True, choices=get_args(TariffKind)),
    Column("level", "choice", needed=True, choices=get_args(Level)),
    Column("standing_eur_year", "number", needed=True, high=EUR),
    Column("contract_eur_kw_year", "number", high=EUR_UNIT),
    Column("peak_eur_kw_month", "number", high=EUR_UNIT),
    Column("kwh_normal", "number", high=EUR_UNIT),
    Column("kwh_low", "number", high=EUR_UNIT),
    Column("connection_fee_eur_year", "number", high=EUR),
    Column("low_hours", "choice", choices=get_args(LowHours)),
    Column("ampere", "number", high=AMPERE),
    Column("phases", "choice", choices=("1", "3")),
    Column("year", "whole", needed=True, low=YEARS[0], high=YEARS[1]),
    Column("source", needed=True),
    Column("confidence", "choice", choices=get_args(Confidence)),
    Column("standing_low", "number", high=EUR),
    Column("standing_high", "number", high=EUR),
    Column("note"),
    *(Column(name, "written") for name in TERMS),
    Column("lookback_months", "whole", low=1.0, high=MONTHS_PER_YEAR),
    Column("lookback_share", "number", high=1.0),
)
WHOLE = ("year", "lookback_months")
Tariffs = Mapping[str, Tariff]


def read_tariffs(folder: Path, spot: Spot) -> Tariffs:
    """The park's own categories by key; none without a file. What is wrong is told and left out."""
    spot = spot.at(TARIFFS_FILE)
    path = folder / TARIFFS_FILE
    table = read_table(path, spot) if path.exists() else None
    if table is None:
        return {}
    rows = read_rows(table, COLUMNS, spot=spot)
    tell_doubles([key for row in rows if (key := row.word("key"))], spot, field="key")
    made = [_category(row) for row in rows]
    return {one.key: one for one in made if one is not None}


def _category(row: Row) -> Tariff | None:
    """The category in one row, or None with all that is wrong with it."""
    fit = [_key_fits(row), _fuse_known(row), *(_terms_fit(row, name) for name in TERMS), _kwh_fit(row)]
    if not row.sound or not all(fit) or not {"key", "kind", "level", "source"} <= set(row.words):
        return None
    if "year" not in row.numbers:
        return None
    if row.word("key") in tariff_keys():
        row.spot.say("tariff_replaced", "key", value=row.word("key"))
    return made_tariff(_cells(row))


def _key_fits(row: Row) -> bool:
    """Whether the key names an operator and a category."""
    key = row.word("key")
    sheet, _, category = key.partition(".")
    if key and not (sheet and category):
        row.spot.say("tariff_key_wrong", "key", value=shown(key))
    return bool(sheet and category)


def _fuse_known(row: Row) -> bool:
    """Whether a small connection says its fuse."""
    known = row.word("kind") != "small" or "ampere" in row.numbers
    if not known:
        effect = Text(nl="het tarief telt niet", en="the tariff does not count")
        row.spot.say("pair_incomplete", "kind", other="ampere", effect=effect)
    return known


def _terms_fit(row: Row, name: str) -> bool:
    """Whether tiers or periods can be read."""
    try:
        TERMS[name](row.word(name))
    except WrongCell as error:
        row.spot.say("tariff_terms_wrong", name, value=error.message)
        return False
    return True


def _kwh_fit(row: Row) -> bool:
    """Whether tiers per kWh stand beside one price for all hours."""
    normal, low = (row.numbers.get(name, 0.0) for name in ("kwh_normal", "kwh_low"))
    if row.word("kwh_tiers") and normal != low:
        row.spot.say("tariff_terms_wrong", "kwh_tiers", value=SAME_KWH)
        return False
    return True


def _cells(row: Row) -> dict[str, str]:
    """The row as a table of the product has it: figures with a point, empty prices as 0."""
    cells = dict.fromkeys(UNITS, "0") | {"low_hours": "none", "confidence": "low"} | dict(row.words)
    for name, value in row.numbers.items():
        cells[name] = str(round(value)) if name in WHOLE else repr(value)
    return cells


def lookup(own: Tariffs, key: str) -> Tariff | None:
    """A category by key, the park's own first, or None where it is in no table."""
    return own.get(key) or (tariff(key) if key in tariff_keys() else None)
