"""``park.toml`` under damage: a value that is taken is the value in the file, and all that are not are told at once."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from mutation import JUNK, Mutation, assert_told, damaged, damages, examples

from collectief.park import Limitation, errors
from collectief.park.check_words import Spot
from collectief.park.read_cell import KW
from collectief.park.read_settings import SETTINGS, SETTINGS_FILE, Settings, read_settings
from collectief.park.setting import Setting, fits

HEAD = 'format = 1\nid = "klein"\nname = "Klein"\n'
SPANS = {"months": (1, 12), "days": (1, 7), "between": (0, 24)}
TYPED = [s for s in SETTINGS if s.kind != "path" and s.table not in ("", "files") and s.name != "[year] year"]
PLAIN = [s for s in TYPED if s.table != "limitation" or s.key not in SPANS]
SPOKEN = [word for setting in TYPED for word in setting.choices]
values = st.one_of(
    st.integers(-3, 10**4),
    st.integers(),
    st.floats(),
    st.floats(0, 1),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(SPOKEN + list(JUNK)),
    st.text(max_size=12),
    st.lists(st.sampled_from(SPOKEN), max_size=3),
    st.lists(st.integers() | st.just([1]), max_size=2),
)


def toml(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "") if isinstance(value, str) else repr(value)


def written(given_values: Mapping[str, Mapping[str, object]]) -> str:
    """The file with these tables, beside what is always needed."""
    tables = {"year": {"year": 2025}, **given_values} | {"year": {"year": 2025, **given_values.get("year", {})}}
    blocks = [f"[{t}]\n" + "".join(f"{k} = {toml(v)}\n" for k, v in keys.items()) for t, keys in tables.items()]
    return HEAD + "\n".join(blocks)


def read(folder: Path, body: bytes) -> tuple[Settings, Spot]:
    """What the reader took, and what it told."""
    (folder / SETTINGS_FILE).write_bytes(body)
    spot = Spot(".", [])
    found = read_settings(folder, spot)
    assert_told(spot.found)
    assert {i.where for i in spot.found} <= {SETTINGS_FILE}
    assert (folder / SETTINGS_FILE).read_bytes() == body
    return found, spot


def taken(found: Settings, setting: Setting) -> object:
    """What became of one setting."""
    places: dict[str, object] = {
        "rules": found.rules, "limitation": found.rules.limitation, "wind": found.rules.wind,
        "schemes": found.schemes, "goals": found.goals, "finance": found.finance, "year": found.year,
    }  # fmt: skip
    if setting.table == "direct_line":
        return found.rules.direct_line_m
    if setting.table in places:
        return getattr(places[setting.table], setting.key)
    return {"streets": found.derived_streets, "background": found.background_kwh}[setting.table]


@examples(25)
@given(changes=damages(lines=60, separator=b"="))
def test_no_damage_to_the_settings_makes_reading_fail(tmp_path: Path, changes: list[Mutation]) -> None:
    whole: dict[str, dict[str, object]] = {
        "rules": {"group_capacity": "operator", "interest": 0.05},
        "group_kw": {"noord": 900},
        "limitation": {"hours": 200, "share": 0.5, "between": "16-21"},
        "wind": {"area": "noord", "kw": 1500},
        "direct_line": {"most_m": 80},
        "schemes": {"decide_on": date(2026, 12, 1), "signed": ["solar"]},
        "finance": {"horizon_years": 20},
        "goals": {"first_year": 2030, "base_tonnes": 1200},
    }
    read(tmp_path, damaged(written(whole).encode(), changes))


@examples(40)
@given(given_values=st.dictionaries(st.sampled_from(PLAIN), values, min_size=1, max_size=5))
def test_a_setting_that_is_taken_is_what_is_written(tmp_path: Path, given_values: dict[Setting, object]) -> None:
    tables: dict[str, dict[str, object]] = {}
    for setting, value in given_values.items():
        tables.setdefault(setting.table, {})[setting.key] = value
    found, spot = read(tmp_path, written(tables).encode())
    wrong = {i.field for i in errors(spot.found)}
    assert wrong == {setting.name for setting, value in given_values.items() if not fits(value, setting)}
    for setting, value in given_values.items():
        if fits(value, setting):
            meant = tuple(dict.fromkeys(value)) if isinstance(value, list) else value
            assert taken(found, setting) == meant


def test_a_moment_is_no_day_and_a_yes_is_no_number() -> None:
    by_name = {s.name: s for s in SETTINGS}
    for name, value in (
        ("[schemes] decide_on", datetime(2026, 12, 1, 10, 0)),  # noqa: DTZ001 - as TOML gives it
        ("[finance] horizon_years", True),
        ("[finance] loan_share", float("nan")),
        ("[goals] base_tonnes", "1200"),
        ("[limitation] hours", 20.0),
    ):
        assert not fits(value, by_name[name])


@examples(25)
@given(
    months=st.from_regex(r"[0-9]{1,3}-[0-9]{1,2}", fullmatch=True) | st.sampled_from(["winter", "1-12-3", "22-6"]),
    days=st.from_regex(r"[0-9]-[0-9]", fullmatch=True),
    between=st.from_regex(r"[12]?[0-9]-[12]?[0-9]", fullmatch=True),
)
def test_a_window_that_is_taken_is_the_one_that_is_written(
    tmp_path: Path, months: str, days: str, between: str
) -> None:
    given_spans = {"months": months, "days": days, "between": between}
    found, spot = read(tmp_path, written({"limitation": given_spans}).encode())
    offered = found.rules.limitation
    assert isinstance(offered, Limitation)
    wrong = {i.field for i in errors(spot.found)}
    spans = zip(given_spans, (offered.window.months, offered.window.days, offered.window.hours), strict=True)
    for name, span in spans:
        low, high = SPANS[name]
        ends = [int(part) if part.isdecimal() else -1 for part in given_spans[name].split("-")]
        sound = len(ends) == 2 and all(low <= end <= high for end in ends) and (name != "between" or len({*ends}) > 1)
        assert (f"[limitation] {name}" in wrong) == (not sound), given_spans[name]
        assert not sound or span == tuple(ends)


@examples(25)
@given(areas=st.dictionaries(st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True), values, min_size=1, max_size=4))
def test_the_kw_of_a_group_are_what_is_written(tmp_path: Path, areas: dict[str, object]) -> None:
    found, spot = read(tmp_path, written({"group_kw": areas}).encode())
    sound = {
        name: value
        for name, value in areas.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= KW
    }
    assert dict(found.rules.group_kw) == sound
    assert {i.field for i in errors(spot.found)} == {f"[group_kw] {name}" for name in areas if name not in sound}
