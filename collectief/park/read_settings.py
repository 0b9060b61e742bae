"""Reads ``park.toml``: name, year, rules and the names of the other files."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from collectief.park.check_words import Spot, shown
from collectief.park.read_cell import KWH, PLAIN_ID, PLAIN_ID_WORDS, YEARS
from collectief.park.read_table import read_text
from collectief.park.things import Rules, YearFiles
from collectief.text import Text

SETTINGS_FILE = "park.toml"
FORMATS = (1,)
EUR_RULE = 1e7
"""Highest yearly cost of running a group that is believed."""
SEEDS = (0.0, 2.0**32 - 1)
"""What a random generator takes as a seed."""
YEAR_FILES = ("weather", "prices", "co2")


@dataclass(frozen=True, slots=True)
class Setting:
    """What one key of ``park.toml`` may hold."""

    table: str
    key: str
    kind: Literal["text", "id", "path", "whole", "number", "flag"]
    low: float = 0.0
    high: float = 0.0
    needed: bool = False

    @property
    def name(self) -> str:
        """The key with its table, as it is told to the reader."""
        return f"[{self.table}] {self.key}" if self.table else self.key


SETTINGS: Final = (
    Setting("", "format", "whole", 0.0, 1000.0, needed=True),
    Setting("", "id", "id", needed=True),
    Setting("", "name", "text"),
    Setting("files", "map", "path"),
    Setting("files", "companies", "path"),
    Setting("files", "profiles", "path"),
    Setting("year", "year", "whole", *YEARS, needed=True),
    Setting("year", "seed", "whole", *SEEDS),
    Setting("year", "weather", "path"),
    Setting("year", "prices", "path"),
    Setting("year", "co2", "path"),
    Setting("rules", "lower_contracts", "flag"),
    Setting("rules", "group_fixed_eur", "number", 0.0, EUR_RULE),
    Setting("rules", "group_member_eur", "number", 0.0, EUR_RULE),
    Setting("rules", "interest", "number", 0.0, 1.0),
    Setting("streets", "derived", "flag"),
    Setting("background", "electricity_kwh", "number", 0.0, KWH),
)
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
    year = given.get("year")
    _tell_mixed([key for key in YEAR_FILES if isinstance(year, dict) and key in year], spot)
    return _settings(folder, values)


def _tell_mixed(named: Sequence[str], spot: Spot) -> None:
    """Say what it means that only some of the series of the year are measured."""
    absent = [key for key in YEAR_FILES if key not in named]
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
        elif key not in known:
            spot.say("setting_unknown", shown(key)[1:-1])


def _value(given: Mapping[str, Any], setting: Setting, *, folder: Path, spot: Spot) -> Any:
    """The value of one setting, or None (with a finding where it is wrong or needed)."""
    table = given.get(setting.table, {}) if setting.table else given
    value = table.get(setting.key) if isinstance(table, dict) else None
    if value is None:
        if setting.needed:
            spot.say("setting_missing", setting.name)
        return None
    wanted = _wanted(setting)
    if not _fits(value, setting):
        spot.say("setting_wrong", setting.name, value=shown(value), wanted=wanted)
        return None
    return _path(value, setting, folder=folder, spot=spot) if setting.kind == "path" else value


def _fits(value: Any, setting: Setting) -> bool:
    """Whether a value is of the right kind and within its bounds."""
    if setting.kind == "flag":
        return isinstance(value, bool)
    if setting.kind == "id":
        return isinstance(value, str) and PLAIN_ID.fullmatch(value) is not None
    if setting.kind in ("text", "path"):
        return isinstance(value, str) and bool(value.strip()) and value.isprintable() and len(value) <= 200
    kinds = (int,) if setting.kind == "whole" else (int, float)
    return isinstance(value, kinds) and not isinstance(value, bool) and setting.low <= value <= setting.high


def _wanted(setting: Setting) -> Text:
    """What a setting should be, in words."""
    low, high = f"{setting.low:.12g}", f"{setting.high:.12g}"
    if setting.kind == "flag":
        return Text(nl="true of false", en="true or false")
    if setting.kind == "id":
        return PLAIN_ID_WORDS
    if setting.kind in ("text", "path"):
        return Text(nl="een tekst van 1 tot 200 tekens", en="a text of 1 to 200 characters")
    if setting.kind == "whole":
        return Text(nl=f"een heel getal van {low} tot {high}", en=f"a whole number from {low} to {high}")
    return Text(nl=f"een getal van {low} tot {high}", en=f"a number from {low} to {high}")


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
    rules = {s.key: values[s.name] for s in SETTINGS if s.table == "rules" and s.name in values}
    rules = {key: value if isinstance(value, bool) else float(value) for key, value in rules.items()}
    return Settings(
        folder,
        id=values.get("id", ""),
        name=values.get("name", values.get("id", "")),
        map=folder / values.get("[files] map", default.map),
        companies=folder / values.get("[files] companies", default.companies),
        profiles=folder / values.get("[files] profiles", default.profiles),
        profiles_named="[files] profiles" in values,
        year=YearFiles(
            values.get("[year] year", default.year.year), values.get("[year] seed", default.year.seed), **files
        ),
        rules=Rules(**rules),
        derived_streets=values.get("[streets] derived", False),
        background_kwh=float(values.get("[background] electricity_kwh", 0.0)),
    )
