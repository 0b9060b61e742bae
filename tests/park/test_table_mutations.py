"""The tables of a park under damage: all is told at once, and a number that is taken is the number in the file."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutation import Mutation, Numeral, assert_told, damaged, damages, examples, numerals, shared_mark
from shapely.geometry import box

from collectief.facts import Tariff
from collectief.park import errors
from collectief.park.check_words import Spot
from collectief.park.read_cell import Column
from collectief.park.read_commitments import COLUMNS as PROMISE_COLUMNS
from collectief.park.read_commitments import COMMITMENTS_FILE, LONGEST_SENTENCE, read_commitments, write_commitments
from collectief.park.read_company import COLUMNS as COMPANY_COLUMNS
from collectief.park.read_company import company_rows
from collectief.park.read_layer import BUILDINGS, LAYERS, buildings
from collectief.park.read_map import Layer
from collectief.park.read_rights import COLUMNS as RIGHT_COLUMNS
from collectief.park.read_rights import RIGHTS_FILE, read_rights
from collectief.park.read_table import read_table
from collectief.park.read_tariffs import COLUMNS as TARIFF_COLUMNS
from collectief.park.read_tariffs import TARIFFS_FILE, read_tariffs

Cells = Mapping[str, str]
Numbers = dict[tuple[int, str], float]
"""Numbers that were taken, by row and column."""
NAMES = ("een", "twee", "drie")
COMPANIES = "bedrijven.csv"
TARIFF = {"kind": "large", "level": "MS", "standing_eur_year": "400", "year": "2026", "source": "nota"}
COMPANY = {"name": "Naam", "sector": "wholesale", "connection": "large", "tariff": "stedin_2026.MS"}


def tariffs(folder: Path, spot: Spot) -> Numbers:
    found = read_tariffs(folder, spot)
    return {
        (at, name): value
        for at, key in enumerate(NAMES)
        if (one := found.get(f"{key}.MS")) is not None
        for name in numbered(TARIFF_COLUMNS)
        if (value := getattr(one, name)) is not None
    }


def rights(folder: Path, spot: Spot) -> Numbers:
    found = read_rights(folder, dict.fromkeys(NAMES, "large"), spot=spot).rights
    pairs = [(at, right) for at, key in enumerate(NAMES) for right in found.get(key, ())]
    given_share = {(at, "contract_share"): r.contract_share for at, r in pairs if r.contract_share is not None}
    return {(at, "kw"): r.kw for at, r in pairs} | given_share


def companies(folder: Path, spot: Spot) -> Numbers:
    at = spot.at(COMPANIES)
    rows = company_rows(read_table(folder / COMPANIES, at), at)
    sound = [(NAMES.index(row.word("id")), row) for row in rows if row.sound and row.word("id") in NAMES]
    return {(at, name): value for at, row in sound for name, value in row.numbers.items()}


def promises(folder: Path, spot: Spot) -> Numbers:
    found = read_commitments(folder, NAMES, spot=spot)
    for one in found:
        assert one.promise.nl
        assert one.promise.en
        assert one.company in ("", *NAMES)
    copy = folder / "kopie"
    copy.mkdir(exist_ok=True)
    write_commitments(found, copy)
    assert read_commitments(copy, NAMES, spot=Spot(".", [])) == found
    return {}


def numbered(columns: tuple[Column, ...]) -> dict[str, Column]:
    return {c.name: c for c in columns if c.kind in ("number", "whole")}


@dataclass(frozen=True)
class Read:
    """One table: its file, its columns, three good rows without a decimal mark, and its reader."""

    file: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    read: Callable[[Path, Spot], Numbers]

    def text(self, cells: Mapping[tuple[int, str], str]) -> str:
        """The file with some cells filled in."""
        out = StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        names = [c.name for c in self.columns]
        writer.writerow(names)
        writer.writerows([cells.get((at, n), row.get(n, "")) for n in names] for at, row in enumerate(self.rows))
        return out.getvalue()


READERS = {
    "tarieven": Read(TARIFFS_FILE, TARIFF_COLUMNS, tuple({**TARIFF, "key": f"{n}.MS"} for n in NAMES), tariffs),
    "rechten": Read(
        RIGHTS_FILE,
        RIGHT_COLUMNS,
        tuple({"company": n, "kind": "block", "direction": "offtake", "kw": "10", "hours": "22-6"} for n in NAMES),
        rights,
    ),
    "bedrijven": Read(COMPANIES, COMPANY_COLUMNS, tuple({**COMPANY, "id": n} for n in NAMES), companies),
    "afspraken": Read(
        COMMITMENTS_FILE,
        PROMISE_COLUMNS,
        tuple({"party": "company", "promise_nl": "tekent", "company": n, "by_when": "2027-06"} for n in NAMES),
        promises,
    ),
}
tables = pytest.mark.parametrize("table", READERS.values(), ids=READERS.keys())
with_numbers = pytest.mark.parametrize("table", [READERS[n] for n in ("tarieven", "rechten", "bedrijven")])
rows = st.integers(0, len(NAMES) - 1)


def looked_at(table: Read, folder: Path, body: bytes) -> tuple[Numbers, Spot]:
    """What the reader took of this file, and what it told."""
    (folder / table.file).write_bytes(body)
    spot = Spot(".", [])
    numbers = table.read(folder, spot)
    assert_told(spot.found)
    assert all(issue.where.startswith(table.file) for issue in spot.found)
    assert (folder / table.file).read_bytes() == body
    return numbers, spot


@tables
def test_a_good_table_is_read_without_a_word(table: Read, tmp_path: Path) -> None:
    _, spot = looked_at(table, tmp_path, table.text({}).encode())
    assert {i.code for i in spot.found} <= {"right_price_estimated"}


@tables
@examples(25)
@given(changes=damages())
def test_no_damage_makes_reading_fail(table: Read, tmp_path: Path, changes: list[Mutation]) -> None:
    looked_at(table, tmp_path, damaged(table.text({}).encode(), changes))


def believed(value: float | None, column: Column) -> bool:
    """Whether the column may hold this number."""
    whole = column.kind == "number" or (value is not None and value.is_integer())
    return value is not None and column.low <= value <= column.high and whole


@with_numbers
@examples(40)
@given(data=st.data())
def test_a_number_that_is_taken_is_the_number_in_the_file(table: Read, tmp_path: Path, data: st.DataObject) -> None:
    columns = numbered(table.columns)
    places = st.tuples(rows, st.sampled_from(sorted(columns)))
    filled: dict[tuple[int, str], Numeral] = data.draw(st.dictionaries(places, numerals, min_size=1, max_size=6))
    mark = shared_mark(numeral.mark for numeral in filled.values())
    taken, spot = looked_at(table, tmp_path, table.text({k: n.text for k, n in filled.items()}).encode())
    wrong = {(i.where, i.field) for i in errors(spot.found)}
    refused = {at for at, _ in filled if any(where == f"{table.file}:{at + 2}" for where, _ in wrong)}
    for (at, name), numeral in filled.items():
        meant = numeral.means(mark)
        if not believed(meant, columns[name]):
            assert (f"{table.file}:{at + 2}", name) in wrong, numeral
        elif at not in refused:
            assert taken[at, name] == meant, numeral


@pytest.mark.parametrize(
    ("name", "column", "text", "code"),
    [
        ("tarieven", "year", "2026,5", "number_not_whole"),
        ("tarieven", "lookback_months", "1.5", "number_not_whole"),
        ("tarieven", "phases", "2", "choice_unknown"),
        ("bedrijven", "wish_year", "2027.9", "number_not_whole"),
        ("rechten", "kw", "1.250", "number_unclear"),
        ("rechten", "kw", "1_000", "number_unreadable"),
        ("tarieven", "peak_tiers", "0:1.250", "tariff_terms_wrong"),
        ("tarieven", "periods", f"{' ' * 190}kwh=0.05 peak", "tariff_terms_wrong"),
    ],
)
def test_nothing_is_rounded_or_cut_off_in_silence(tmp_path: Path, name: str, column: str, text: str, code: str) -> None:
    table = READERS[name]
    _, spot = looked_at(table, tmp_path, table.text({(1, column): text}).encode())
    assert [(i.code, i.where, i.field) for i in errors(spot.found)] == [(code, f"{table.file}:3", column)]


@examples(40)
@given(first=numerals, second=numerals, column=st.sampled_from(["contract_tiers", "peak_tiers", "kwh_tiers"]))
def test_a_price_in_a_tier_is_the_number_in_the_cell(
    tmp_path: Path, first: Numeral, second: Numeral, column: str
) -> None:
    table = READERS["tarieven"]
    mark = shared_mark((first.mark, second.mark))
    text = table.text({(0, column): f"0:{first.text} 9:{second.text}", (1, "periods"): f"kwh={first.text}"})
    _, spot = looked_at(table, tmp_path, text.encode())
    found: Mapping[str, Tariff] = read_tariffs(tmp_path, Spot(".", []))
    meant = [numeral.means(mark) for numeral in (first, second)]
    wrong = {i.field for i in spot.found if i.code == "tariff_terms_wrong" and i.where.endswith(":2")}
    prices = [value for value in meant if value is not None and value >= 0]
    if len(prices) < 2:
        assert wrong == {column}
    else:
        assert [tier.eur for tier in getattr(found["een.MS"], column)] == prices
    alone = first.means(shared_mark([first.mark]))
    assert ("twee.MS" in found) == (alone is not None and alone >= 0)
    assert "twee.MS" not in found or found["twee.MS"].periods[0].eur_per_kwh == alone


@examples(20)
@given(first=numerals, second=numerals, year=numerals)
def test_a_number_in_a_layer_of_the_map_is_the_number_that_is_written(
    first: Numeral, second: Numeral, year: Numeral
) -> None:
    cells = {"id": "p1", "floor_m2": first.text, "roof_m2": second.text, "year": year.text}
    shapes = np.array([box(150_000, 400_000, 150_020, 400_020)], dtype=object)
    spot = Spot("kaart.gpkg/gebouwen", [])
    found = buildings(Layer(tuple(cells), (cells,), shapes, spot), {})
    assert_told(spot.found)
    columns = numbered(LAYERS[BUILDINGS])
    mark = shared_mark(one.mark for one in (first, second, year))
    meant = dict(zip(columns, (one.means(mark) for one in (first, second, year)), strict=True))
    wrong = {name for name, value in meant.items() if not believed(value, columns[name])}
    assert {i.field for i in errors(spot.found)} == wrong
    assert [(b.floor_m2, b.roof_m2, b.year) for b in found] == ([] if wrong else [tuple(meant.values())])


@examples(20)
@given(at=rows, wrong=st.sets(st.sampled_from(["kind", "direction", "kw", "months", "days", "hours"]), min_size=2))
def test_all_that_is_wrong_with_a_right_is_told_at_once(tmp_path: Path, at: int, wrong: set[str]) -> None:
    table = READERS["rechten"]
    _, spot = looked_at(table, tmp_path, table.text({(at, name): "x" for name in wrong}).encode())
    assert {i.field for i in errors(spot.found) if i.where == f"{table.file}:{at + 2}"} == wrong


@examples(20)
@given(wrong=st.sets(st.sampled_from(["key", "kind", "level", "year", "peak_tiers", "periods"]), min_size=2))
def test_all_that_is_wrong_with_a_tariff_is_told_at_once(tmp_path: Path, wrong: set[str]) -> None:
    table = READERS["tarieven"]
    _, spot = looked_at(table, tmp_path, table.text({(1, name): "x" for name in wrong}).encode())
    assert {i.field for i in errors(spot.found) if i.where == f"{table.file}:3"} == wrong


@examples(25)
@given(sentence=st.text(min_size=1, max_size=LONGEST_SENTENCE + 50), name=st.text(max_size=300))
def test_a_promise_is_kept_to_the_letter_or_told(tmp_path: Path, sentence: str, name: str) -> None:
    table = READERS["afspraken"]
    body = table.text({(0, "promise_nl"): sentence, (0, "name"): name}).encode("utf-8", "replace")
    _, spot = looked_at(table, tmp_path, body)
    found = read_commitments(tmp_path, NAMES, spot=Spot(".", []))
    told = {i.field for i in spot.found}
    plain = "".join(c if c.isprintable() else " " for c in sentence.strip()).strip()
    if plain and not told & {"promise_nl", ""}:
        assert found[0].promise.nl == plain
    assert len(found) == 3 or told
