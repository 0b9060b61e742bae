"""Reads ``tarieven.csv``: categories of a grid operator and year that the tables of the product do not have."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, get_args

from collectief.errors import CollectiefError
from collectief.facts import Confidence, Level, Tariff, TariffKind, made_tariff, tariff, tariff_keys
from collectief.facts.tariffs import UNITS, LowHours
from collectief.park.check_words import Spot, shown
from collectief.park.read_cell import EUR, YEARS, Column, Row, read_row, tell_columns, tell_doubles
from collectief.park.read_table import read_table
from collectief.text import Text

TARIFFS_FILE = "tarieven.csv"
EUR_UNIT = 1e4
"""Highest price of a kW or kWh that is believed, EUR."""
AMPERE = 1e4
MONTHS_PER_YEAR = 12.0
TERMS = ("contract_tiers", "peak_tiers", "kwh_tiers", "periods")
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
    Column("phases", "number", low=1.0, high=3.0),
    Column("year", "number", needed=True, low=YEARS[0], high=YEARS[1]),
    Column("source", needed=True),
    Column("confidence", "choice", choices=get_args(Confidence)),
    Column("standing_low", "number", high=EUR),
    Column("standing_high", "number", high=EUR),
    Column("note"),
    *(Column(name) for name in TERMS),
    Column("lookback_months", "number", low=1.0, high=MONTHS_PER_YEAR),
    Column("lookback_share", "number", high=1.0),
)
WHOLE = ("phases", "year", "lookback_months")
Tariffs = Mapping[str, Tariff]


def read_tariffs(folder: Path, spot: Spot) -> Tariffs:
    """The park's own categories by key; none without a file. What is wrong is told and left out."""
    spot = spot.at(TARIFFS_FILE)
    path = folder / TARIFFS_FILE
    table = read_table(path, spot) if path.exists() else None
    if table is None:
        return {}
    tell_columns(table.columns, COLUMNS, spot=spot)
    rows = [
        read_row(table.row(at), COLUMNS, spot=spot.at(f"{spot.where}:{line}")) for at, line in enumerate(table.lines)
    ]
    tell_doubles([key for row in rows if (key := row.word("key"))], spot, field="key")
    made = [_category(row) for row in rows]
    return {one.key: one for one in made if one is not None}


def _category(row: Row) -> Tariff | None:
    """The category in one row, or None with a finding."""
    key, spot = row.word("key"), row.spot
    if not row.sound or not {"key", "kind", "level", "source"} <= set(row.words) or "year" not in row.numbers:
        return None
    sheet, _, category = key.partition(".")
    if not sheet or not category:
        spot.say("tariff_key_wrong", "key", value=shown(key))
        return None
    if row.word("kind") == "small" and "ampere" not in row.numbers:
        spot.say("pair_incomplete", "kind", other="ampere", effect=_no_fuse())
        return None
    if key in tariff_keys():
        spot.say("tariff_replaced", "key", value=key)
    try:
        return _checked(made_tariff(_cells(row)))
    except (ValueError, CollectiefError) as error:
        spot.say("tariff_terms_wrong", ", ".join(TERMS), value=shown(error))
        return None


def _checked(one: Tariff) -> Tariff:
    """The category itself; raises ValueError where two of its terms contradict each other."""
    if one.kwh_tiers and one.kwh_normal != one.kwh_low:
        raise ValueError("kwh_tiers: then kwh_normal and kwh_low are the same")
    return one


def _cells(row: Row) -> dict[str, str]:
    """The row as a table of the product has it: figures with a point, empty prices as 0."""
    cells = dict.fromkeys(UNITS, "0") | {"low_hours": "none", "confidence": "low"} | dict(row.words)
    for name, value in row.numbers.items():
        cells[name] = str(round(value)) if name in WHOLE else repr(value)
    return cells


def _no_fuse() -> Text:
    return Text(nl="het tarief telt niet", en="the tariff does not count")


def lookup(own: Tariffs, key: str) -> Tariff | None:
    """A category by key, the park's own first, or None where it is in no table."""
    return own.get(key) or (tariff(key) if key in tariff_keys() else None)
