"""The fingerprint of the input: the same for the same input, another when anything in it changes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from collectief import Scenario, read_park, read_year
from collectief.errors import ModelError
from collectief.facts import swung
from collectief.facts.csv_rows import tables_text
from collectief.plan import fingerprint
from collectief.plan.fingerprint import input_hash, pieces

ROOT = Path(__file__).parents[2]
MINI = ROOT / "data" / "parken" / "proeftuin-mini"
WHERE_IT_LIES = "park.folder"


@cache
def scenario() -> Scenario:
    """Proeftuin Mini with series of a day: what is hashed hundreds of times here is short."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    series: dict[str, Any] = {
        f.name: v[:24] for f in fields(year) if isinstance(v := getattr(year, f.name), np.ndarray)
    }
    short = replace(park, profiles={c: kw[:96] for c, kw in park.profiles.items()})
    return Scenario(short, replace(year, **series))


def changes(thing: object, path: str = "") -> Iterator[tuple[str, object]]:
    """The same thing with one leaf changed, for each leaf: of a row of alike things the first and the number."""
    if is_dataclass(thing) and not isinstance(thing, type):
        for f in fields(thing):
            for where, other in changes(getattr(thing, f.name), f"{path}.{f.name}".lstrip(".")):
                yield where, replace(thing, **{f.name: other})
    elif isinstance(thing, Mapping):
        yield f"{path}: one more", {**thing, "more": 1.0}
        for key in list(thing)[:1]:
            for where, other in changes(thing[key], f"{path}[{key}]"):
                yield where, {**thing, key: other}
    elif isinstance(thing, tuple):
        yield f"{path}: one more", (*thing, *(thing[:1] or (1.0,)))
        for first in thing[:1]:
            for where, other in changes(first, f"{path}[0]"):
                yield where, (other, *thing[1:])
    else:
        yield path, leaf(thing)


def leaf(thing: Any) -> object:
    """Another value of the same kind; something where there was nothing."""
    return next(other(thing) for kind, other in OTHERS if isinstance(thing, kind))


OTHERS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (NoneType, lambda _: 1.0),
    (bool, lambda x: not x),
    (int, lambda x: x + 1),
    (float, lambda x: x + 1),
    (str, lambda x: x + "x"),
    (date, lambda x: x + timedelta(days=1)),
    (np.ndarray, lambda x: np.r_[x[:-1], x[-1] + 1e-9]),
    (pd.DatetimeIndex, lambda x: x + pd.Timedelta(minutes=1)),
    (BaseGeometry, lambda x: translate(x, xoff=0.01)),
)


def test_changing_anything_in_the_input_changes_it() -> None:
    """Every field of park, year, measures and settings, to the last number of a series; but not where the park lies."""
    first, same, seen = input_hash(scenario()), [], 0
    for where, other in changes(scenario()):
        assert isinstance(other, Scenario)
        seen += 1
        if input_hash(other) == first:
            same.append(where)
    assert same == [WHERE_IT_LIES]
    assert seen > 100


def test_the_same_input_read_again_has_the_same() -> None:
    again = read_park(MINI)
    park = replace(again, profiles={c: kw[:96].copy() for c, kw in again.profiles.items()})
    assert input_hash(Scenario(park, scenario().year)) == input_hash(scenario())


def test_a_figure_that_is_swung_changes_it() -> None:
    with swung({"gas.ttf_eur_per_mwh": 41.0}):
        other = input_hash(scenario())
    assert other != input_hash(scenario())


def test_every_table_counts_with_every_character(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures, sectors, pipes and tariffs: all tables that are there, and a digit in any of them."""
    folder = ROOT / "collectief" / "facts"
    assert set(tables_text()) == {p.relative_to(folder).as_posix() for p in folder.rglob("*.csv")}
    first, texts = input_hash(scenario()), dict(tables_text())
    for name in ("measures.csv", "sectors.csv", "grid_tariffs/stedin_2026.csv"):
        monkeypatch.setattr(fingerprint, "tables_text", lambda name=name: {**texts, name: texts[name] + "1"})
        assert input_hash(scenario()) != first, name


def test_measures_of_the_same_name_with_another_setting_differ() -> None:
    @dataclass(frozen=True)
    class Panels:
        key: str = "solar"
        tilt_deg: float = 13.0

    told = [b"".join(pieces(Panels(tilt_deg=deg))) for deg in (13.0, 35.0)]
    assert told[0] != told[1]


def test_the_order_in_which_a_table_was_filled_does_not_count() -> None:
    assert list(pieces({"a": 1, "b": 2})) == list(pieces({"b": 2, "a": 1}))


@pytest.mark.parametrize(("one", "other"), [(("ab", "c"), ("a", "bc")), (1, 1.0), (1, True), ("1", 1), (None, "None")])
def test_things_that_look_alike_differ(one: object, other: object) -> None:
    assert list(pieces(one)) != list(pieces(other))


def test_what_is_not_known_is_refused_and_not_passed_over() -> None:
    with pytest.raises(ModelError, match="object"):
        list(pieces(object()))


def test_the_order_of_keys_does_not_matter_be_they_words_or_pairs_of_words() -> None:
    """Prices are of limits by name and of buses by place and carrier."""
    found: dict[Any, float] = {"limit": 1.0, ("place", "heat"): 2.0, "another": 3.0}
    assert list(pieces(found)) == list(pieces(dict(reversed(found.items()))))
    assert list(pieces(found)) != list(pieces({**found, ("place", "heat"): 2.5}))
