"""Reads ``park.toml``: name, year, rules and the names of the other files."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, get_args

from collectief.facts import HeatLevelKey
from collectief.park.check_words import Spot, shown
from collectief.park.choices import SIGNABLE, FinanceChoices, SchemeChoices
from collectief.park.limits import CapacityRule, EntitlementRule
from collectief.park.owners import OWNERS
from collectief.park.promises import Goals
from collectief.park.read_cell import COUNT, KW, KWH, YEARS
from collectief.park.read_contracts import GROUP_KW, SPANS, with_contracts
from collectief.park.read_signed import tell_signed_together
from collectief.park.read_table import read_text
from collectief.park.setting import Setting, fits, wanted
from collectief.park.things import Rules, YearFiles
from collectief.text import Text

SETTINGS_FILE = "park.toml"
FORMATS = (1,)
EUR_RULE = 1e7
"""Highest yearly cost of running a group that is believed."""
SEEDS = (0.0, 2.0**32 - 1)
"""What a random generator takes as a seed."""
HOURS_A_YEAR = 8760.0
LONGEST_YEARS = 60.0
"""Years of a loan or a business case that are believed."""
LONGEST_LINE_M = 2000.0
"""Metres of a private cable between neighbours that are believed."""
SERIES = ("weather", "prices", "co2")
YEAR_FILES = (*SERIES, "solar")


SETTINGS: Final = (
    Setting("", "format", "whole", 0.0, 1000.0, needed=True),
    Setting("", "id", "id", needed=True),
    Setting("", "name", "text"),
    Setting("files", "map", "path"),
    Setting("files", "companies", "path"),
    Setting("files", "profiles", "path"),
    Setting("year", "year", "whole", *YEARS, needed=True),
    Setting("year", "seed", "whole", *SEEDS),
    Setting("year", "tax_year", "whole", *YEARS),
    Setting("year", "weather", "path"),
    Setting("year", "prices", "path"),
    Setting("year", "co2", "path"),
    Setting("year", "solar", "path"),
    Setting("rules", "lower_contracts", "flag"),
    Setting("rules", "group_fixed_eur", "number", 0.0, EUR_RULE),
    Setting("rules", "group_member_eur", "number", 0.0, EUR_RULE),
    Setting("rules", "interest", "number", 0.0, 1.0),
    Setting("rules", "group_capacity", "choice", choices=get_args(CapacityRule)),
    Setting("rules", "heat_level", "choice", choices=get_args(HeatLevelKey)),
    Setting("rules", "group_entitlement", "choice", choices=get_args(EntitlementRule)),
    Setting("limitation", "hours", "whole", 1.0, HOURS_A_YEAR),
    Setting("limitation", "eur_per_mw_h", "number", 0.0, EUR_RULE),
    Setting("limitation", "share", "number", 0.0, 1.0),
    *(Setting("limitation", key, "text") for key in SPANS),
    Setting("direct_line", "most_m", "number", 0.0, LONGEST_LINE_M),
    Setting("wind", "area", "id"),
    Setting("wind", "kw", "number", 0.0, KW),
    Setting("schemes", "decide_on", "date", *YEARS),
    Setting("schemes", "shared_owner", "choice", choices=tuple(OWNERS)),
    Setting("schemes", "dwellings", "whole", 0.0, COUNT),
    Setting("schemes", "dwelling_buildings", "whole", 0.0, COUNT),
    Setting("schemes", "signed", "choices", choices=SIGNABLE),
    Setting("goals", "first_year", "whole", *YEARS),
    Setting("goals", "first_reduction", "number", 0.0, 1.0),
    Setting("goals", "last_year", "whole", *YEARS),
    Setting("goals", "last_reduction", "number", 0.0, 1.0),
    Setting("goals", "base_tonnes", "number", 0.0, COUNT),
    Setting("finance", "horizon_years", "whole", 1.0, LONGEST_YEARS),
    Setting("finance", "discount", "number", 0.0, 1.0),
    Setting("finance", "loan_share", "number", 0.0, 1.0),
    Setting("finance", "loan_interest", "number", 0.0, 1.0),
    Setting("finance", "loan_years", "whole", 1.0, LONGEST_YEARS),
    Setting("streets", "derived", "flag"),
    Setting("background", "electricity_kwh", "number", 0.0, KWH),
)
RULED = ("rules", "limitation", "wind", "direct_line")
"""Tables of which the rules of a park are made; none holds a path."""
TABLES = tuple(dict.fromkeys(s.table for s in SETTINGS if s.table))


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``park.toml`` says, with the defaults of the format where it says nothing. Paths lie inside ``folder``."""

    folder: Path
    id: str = ""
    name: str = ""
    map: Path = Path("kaart.gpkg")
    companies: Path = Path("bedrijven.csv")
    profiles: Path = Path("profielen")
    profiles_named: bool = False
    year: YearFiles = field(default_factory=lambda: YearFiles(2025))
    rules: Rules = field(default_factory=Rules)
    schemes: SchemeChoices = field(default_factory=SchemeChoices)
    finance: FinanceChoices = field(default_factory=FinanceChoices)
    goals: Goals = field(default_factory=Goals)
    derived_streets: bool = False
    background_kwh: float = 0.0


def read_settings(folder: Path, spot: Spot) -> Settings:
    """The settings of the park in this folder; defaults where the file is missing or wrong, with a finding."""
    spot = spot.at(SETTINGS_FILE)
    given = _toml(folder / SETTINGS_FILE, spot)
    if given is None:
        return _settings(folder, {})
    _tell_unknown(given, spot)
    values = {s.name: value for s in SETTINGS if (value := _value(given, s, folder=folder, spot=spot)) is not None}
    if "format" in values and values["format"] not in FORMATS:
        spot.say("format_unsupported", "format", value=values["format"], choices=", ".join(map(str, FORMATS)))
    if "id" in values and "name" not in values:
        spot.say("setting_default", "name", after=values["id"])
    tell_signed_together(values.get("[schemes] signed", ()), spot)
    year = given.get("year")
    _tell_mixed([key for key in YEAR_FILES if isinstance(year, dict) and key in year], spot)
    found = _settings(folder, values)
    return replace(found, rules=with_contracts(found.rules, given, values, spot=spot))


def read_rules(given: Mapping[str, Any], spot: Spot) -> Rules:
    """The rules in the tables of a ``park.toml``; what is wrong there keeps its default, with a finding."""
    here = (s for s in SETTINGS if s.table in RULED)
    values = {s.name: value for s in here if (value := _value(given, s, folder=Path(), spot=spot)) is not None}
    return with_contracts(Rules(**_of("rules", values)), given, values, spot=spot)


def _tell_mixed(named: Sequence[str], spot: Spot) -> None:
    """Say what it means that only some of the series of the year are measured."""
    absent = [key for key in SERIES if key not in named]
    if named and "weather" in absent:
        spot.say("year_without_weather", "[year]", value=", ".join(named))
    elif named and absent:
        spot.say("year_series_made", "[year]", value=", ".join(absent))


def is_file(path: Path) -> bool:
    """Whether this is a file; a name that no system can hold is not."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether this is a folder; a name that no system can hold is not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _toml(path: Path, spot: Spot) -> Mapping[str, Any] | None:
    """The keys and tables in the file, or None with a finding."""
    text = read_text(path, spot)
    if text is None:
        return None
    if not text.strip():
        spot.say("file_empty", what=shown(path.name))
        return None
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        spot.say("file_unreadable", what=shown(path.name), reason=shown(error))
        return None


def _tell_unknown(given: Mapping[str, Any], spot: Spot) -> None:
    """Say which keys nobody knows and which tables are no table."""
    known = {s.name for s in SETTINGS}
    for key, value in given.items():
        if key in TABLES and not isinstance(value, dict):
            wanted = Text(nl=f"een tabel [{key}]", en=f"a table [{key}]")
            spot.say("setting_wrong", key, value=shown(value), wanted=wanted)
        elif key in TABLES:
            for name in (f"[{key}] {k}" for k in value):
                if name not in known:
                    spot.say("setting_unknown", shown(name)[1:-1])
        elif key not in known and key != GROUP_KW:
            spot.say("setting_unknown", shown(key)[1:-1])


def _value(given: Mapping[str, Any], setting: Setting, *, folder: Path, spot: Spot) -> Any:
    """The value of one setting, or None (with a finding where it is wrong or needed)."""
    table = given.get(setting.table, {}) if setting.table else given
    value = table.get(setting.key) if isinstance(table, dict) else None
    if value is None:
        if setting.needed:
            spot.say("setting_missing", setting.name)
        return None
    if not fits(value, setting):
        spot.say("setting_wrong", setting.name, value=shown(value), wanted=wanted(setting))
        return None
    return _path(value, setting, folder=folder, spot=spot) if setting.kind == "path" else value


def _path(value: str, setting: Setting, *, folder: Path, spot: Spot) -> Path | None:
    """A file or folder inside the folder of the park; files of the year must exist."""
    try:
        inside = (folder / value).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside:
        spot.say("path_outside", setting.name, value=shown(value))
        return None
    if setting.table == "year" and not is_file(folder / value):
        spot.say("file_missing", setting.name, what=shown(value))
        return None
    return Path(value)


def _settings(folder: Path, values: Mapping[str, Any]) -> Settings:
    """Settings from the values that were given."""
    default = Settings(folder)
    files = {key: values[name].as_posix() for key in YEAR_FILES if (name := f"[year] {key}") in values}
    return Settings(
        folder,
        id=values.get("id", ""),
        name=values.get("name", values.get("id", "")),
        map=folder / values.get("[files] map", default.map),
        companies=folder / values.get("[files] companies", default.companies),
        profiles=folder / values.get("[files] profiles", default.profiles),
        profiles_named="[files] profiles" in values,
        year=YearFiles(
            values.get("[year] year", default.year.year),
            values.get("[year] seed", default.year.seed),
            tax_year=values.get("[year] tax_year"),
            **files,
        ),
        rules=Rules(**_of("rules", values)),
        schemes=SchemeChoices(**_of("schemes", values)),
        finance=FinanceChoices(**_of("finance", values)),
        goals=Goals(**_of("goals", values)),
        derived_streets=values.get("[streets] derived", False),
        background_kwh=float(values.get("[background] electricity_kwh", 0.0)),
    )


def _of(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was given in one table, with lists as tuples and numbers with decimals."""
    given = {s: values[s.name] for s in SETTINGS if s.table == table and s.name in values}
    turned: Mapping[str, Callable[[Any], Any]] = {"number": float, "choices": lambda v: tuple(dict.fromkeys(v))}
    return {s.key: turned[s.kind](v) if s.kind in turned else v for s, v in given.items()}
