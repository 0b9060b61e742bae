"""Writes a park to a folder in the documented format, so that reading it gives the same park."""

import csv
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from shutil import copyfile

import numpy as np
import pandas as pd

from collectief.facts.written import written
from collectief.park.read_commitments import write_commitments
from collectief.park.read_company import COLUMNS
from collectief.park.read_contracts import GROUP_KW
from collectief.park.read_profiles import AREA_PREFIX, SUFFIXES
from collectief.park.read_settings import FORMATS, SETTINGS_FILE, TABLES, YEAR_FILES, Settings
from collectief.park.things import Array, Company, Park
from collectief.park.write_contracts import rule_tables, write_offers, write_rights, write_tariffs
from collectief.park.write_map import write_map

SEPARATOR = ";"
QUARTERS_YEAR = 365 * 24 * 4
HOURS_YEAR = 365 * 24
UTC_PLUS_1 = "+01:00"
ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
Plain = str | int | float | bool | None
Value = Plain | date | tuple[str, ...]


def write_park(park: Park, folder: Path | str) -> Path:
    """Write the park to this folder (made where needed) and return it; what is there of this park is replaced.

    Other files, such as HERKOMST.md, stay. The year's own files (weather, prices, CO2) are copied along.
    """
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    default = Settings(path)
    _copy_year_files(park, path)
    (path / SETTINGS_FILE).write_text(_toml(park), encoding="utf-8", newline="\n")
    write_map(park, path / default.map)
    _write_companies(park, path / default.companies)
    _write_profiles(park, path / default.profiles)
    write_tariffs(park, path)
    write_rights(park, path)
    write_offers(park, path)
    write_commitments(park.commitments, path)
    return path


def _toml(park: Park) -> str:
    """The text of ``park.toml``; what is None is left out."""
    year = park.year
    tables: dict[str, Mapping[str, Value]] = {
        "": {"format": FORMATS[-1], "id": park.id, "name": park.name},
        "year": {"year": year.year, "seed": year.seed, "tax_year": year.tax_year}
        | {key: getattr(year, key) for key in YEAR_FILES},
        **rule_tables(park.rules),
        "schemes": {**asdict(park.schemes), "shared_owner": park.schemes.shared_owner or None},
        "finance": asdict(park.finance),
        "goals": asdict(park.goals),
        "streets": {"derived": park.derived_streets},
        "background": {"electricity_kwh": park.background_kwh},
    }
    return "\n".join(_block(name, tables[name]) for name in ("", *TABLES, GROUP_KW) if name in tables)


def _block(name: str, values: Mapping[str, Value]) -> str:
    """One table of a TOML file."""
    head = [f"[{name}]"] if name else []
    lines = [f"{key} = {_literal(value)}" for key, value in values.items() if value is not None]
    return "\n".join([*head, *lines, ""])


def _literal(value: Value) -> str:
    r"""A value as TOML writes it.

    >>> _literal('De "Vlas"'), _literal(True), _literal(0.05)
    ('"De \\"Vlas\\""', 'true', '0.05')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, str):
        return '"' + "".join(ESCAPED.get(c, c) for c in value) + '"'
    return repr(value)


def _write_companies(park: Park, path: Path) -> None:
    """The table of companies, one row each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [c.name for c in COLUMNS], delimiter=SEPARATOR, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in _row(c).items()} for c in park.companies)


AS_THEY_ARE = (
    "id", "name", "sector", "area", "electricity_kwh", "gas_m3", "solar_kwp", "carport_m2", "peak_kw", "fte",
    "owner_kind", "turnover_eur", "balance_eur", "profit_eur", "budget_eur", "let_roof", "key_weight", "leaves_with",
    "heat_degc", "origin",
)  # fmt: skip
"""Columns that a company holds under the same name."""


def _row(company: Company) -> dict[str, Plain]:
    """The cells of one company by column."""
    connection, wish, heat = company.connection, company.wish, company.residual_heat
    row: dict[str, Plain] = {
        **{key: getattr(company, key) for key in AS_THEY_ARE},
        "x": float(company.location.x),
        "y": float(company.location.y),
        "connection": connection.kind,
        "tariff": connection.tariff,
        "offtake_kw": connection.offtake_kw,
        "feed_in_kw": connection.feed_in_kw,
        "physical_kva": connection.physical_kva,
        "connection_origin": connection.origin,
        "group_kw": connection.group_kw,
        "lowers_to_kw": connection.lowers_to_kw,
        "residence": connection.residence,
        "tax_exempt_share": connection.tax_exempt_share,
        **asdict(company.mobility),
        "signed": " ".join(company.signed),
    }
    if heat is not None:
        row |= {"residual_kw": heat.kw, "residual_degc": heat.degc, "residual_always": heat.always}
        row |= {"residual_until": heat.until}
    if wish is not None:
        row |= {"wish_kw": wish.kw, "wish_year": wish.from_year}
        row |= {"wish_eur_per_year": wish.eur_per_year, "wish_in_queue": wish.in_queue}
    return row


def _cell(value: Plain) -> str:
    """A cell as text; figures keep all their digits.

    >>> _cell(None), _cell(True), _cell(120.0), _cell(0.1)
    ('', '1', '120', '0.1')
    """
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else str(value) if isinstance(value, str) else written(float(value))


def _write_profiles(park: Park, folder: Path) -> None:
    """One parquet file per profile; older files of companies and areas of this park are removed."""
    wanted: dict[str, Array | None] = {c.id: park.profiles.get(c.id) for c in park.companies}
    wanted |= {AREA_PREFIX + area.id: area.others_kw for area in park.areas}
    for name, kw in wanted.items():
        for suffix in SUFFIXES:
            (folder / f"{name}{suffix}").unlink(missing_ok=True)
        if kw is not None:
            folder.mkdir(exist_ok=True)
            write_profile(folder / f"{name}{SUFFIXES[0]}", kw, park.year.year)


def write_profile(path: Path, kw: Array, year: int) -> None:
    """Write one profile (kW, quarter-hours or hours of a year in UTC+1 without a leap day) as parquet."""
    frame = pd.DataFrame({"time": _times(year, len(kw)), "kw": np.asarray(kw, dtype=np.float64)})
    frame.to_parquet(path, index=False)


def _times(year: int, count: int) -> pd.DatetimeIndex:
    """The starts of the quarter-hours (or hours) of a year in UTC+1, without a leap day, shape (count,)."""
    step = "15min" if count == QUARTERS_YEAR else "h"
    if count not in (QUARTERS_YEAR, HOURS_YEAR):
        raise ValueError(f"a profile has {QUARTERS_YEAR} quarter-hours or {HOURS_YEAR} hours, not {count}")
    span = pd.date_range(f"{year}-01-01", f"{year + 1}-01-01", freq=step, inclusive="left", tz=UTC_PLUS_1)
    return span[~((span.month == 2) & (span.day == 29))]


def _copy_year_files(park: Park, folder: Path) -> None:
    """Copy the files of the year from the folder that the park was read from."""
    for name in (getattr(park.year, key) for key in YEAR_FILES):
        source = Path(park.folder) / name if name and park.folder else None
        target = folder / name if name else folder
        if source is not None and source.is_file() and source.resolve() != target.resolve():
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(source, target)
