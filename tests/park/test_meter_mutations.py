"""Whatever happens to the bytes of a meter file: all is told, nothing fails, and no other number than is written."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meter_files import Written, meter_text, year_kw
from mutation import Mutation, Numeral, assert_told, damaged, damages, examples, numerals, shared_mark

from collectief.park import Issue
from collectief.park.check_words import Spot
from collectief.park.meter_dialect import Asked
from collectief.park.read_cell import KW
from collectief.park.read_meter import read_meter
from collectief.park.read_profile import read_profile
from collectief.park.things import Array

pytestmark = pytest.mark.slow

HOURS = 4800
"""So many hours are read: more than half a year."""


@cache
def bodies() -> tuple[bytes, ...]:
    """Files of 200 days in some dialects."""
    kw = year_kw()
    dialects = (
        Written(),
        Written(separator=",", decimal=".", clock="zoned", columns="production"),
        Written(separator="\t", ean=True, preamble=True, named=False, minutes=60, encoding="utf-16"),
    )
    return tuple(meter_text(kw[: HOURS * 4], how).encode(how.encoding) for how in dialects)


asked = st.builds(
    Asked,
    unit=st.sampled_from([None, "kwh", "kw", "mw"]),
    stamp=st.sampled_from([None, "start", "end"]),
    clock=st.sampled_from([None, "dutch", "utc", "winter"]),
    decimal=st.sampled_from([None, "comma", "point"]),
    ean=st.sampled_from(["", "all", "1"]),
    net=st.booleans(),
    yearly_kwh=st.sampled_from([None, 0.0, 2e5]),
    limit_kw=st.sampled_from([None, 0.0, 60.0]),
    solar_kwp=st.sampled_from([0.0, 10.0]),
)


def looked_at(body: bytes, how: Asked) -> tuple[Array | None, list[Issue]]:
    """What the reader made of this file, and what it told."""
    spot = Spot("meter.csv", [])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "meter.csv"
        path.write_bytes(body)
        kw = read_meter([path], 2025, how, spot=spot)
        assert path.read_bytes() == body
    assert_told(spot.found)
    assert (kw is None) == any(i.severity == "error" for i in spot.found)
    assert kw is None or (kw.shape == (35040,) and np.isfinite(kw).all() and (how.net or (kw >= 0).all()))
    return kw, spot.found


@examples(3)
@given(damages(lines=HOURS), asked)
def test_no_damage_makes_the_reader_of_meters_fail(changes: list[Mutation], how: Asked) -> None:
    looked_at(damaged(bodies()[2], changes), how)


@pytest.mark.slow
@examples(8)
@given(st.integers(0, 2), damages(lines=20_000), asked)
def test_very_much_damage_does_not_either(which: int, changes: list[Mutation], how: Asked) -> None:
    looked_at(damaged(bodies()[which], changes), how)


@cache
def hours() -> tuple[str, ...]:
    """Rows of whole kW without a decimal mark."""
    return tuple(meter_text(np.full(HOURS * 4, 20.0), Written(minutes=60, unit="kW")).splitlines())


def with_numerals(filled: dict[int, Numeral]) -> list[str]:
    """The rows with these numbers in some of them."""
    return [f"{row.partition(';')[0]};{filled[at].text}" if at in filled else row for at, row in enumerate(hours())]


@examples(4)
@given(filled=st.dictionaries(st.integers(1, HOURS), numerals, min_size=1, max_size=4))
def test_a_number_of_a_plain_profile_is_the_number_in_the_file(tmp_path: Path, filled: dict[int, Numeral]) -> None:
    path, spot = tmp_path / "bakker.csv", Spot("bakker.csv", [])
    path.write_text("\n".join(["time;kw", *with_numerals(filled)[1:]]), encoding="utf-8")
    kw = read_profile(path, 2025, spot=spot)
    assert_told(spot.found)
    mark = shared_mark(one.mark for one in filled.values())
    meant = {at: one.means(mark) for at, one in filled.items() if one.text != "nan"}
    mixed = len({one.mark for one in filled.values()} - {""}) > 1
    if mixed or any(value is None or not 0 <= value <= KW for value in meant.values()):
        assert kw is None
        assert any(i.severity == "error" for i in spot.found)
        return
    assert kw is not None, [i.message.en for i in spot.found]
    assert all(kw[4 * at - 4 : 4 * at] == pytest.approx(value) for at, value in meant.items())


@examples(4)
@given(
    filled=st.dictionaries(st.integers(1, HOURS), numerals, min_size=1, max_size=4),
    decimal=st.sampled_from([None, None, "comma", "point"]),
)
def test_a_number_that_is_taken_is_the_number_in_the_file(filled: dict[int, Numeral], decimal: str | None) -> None:
    how = Asked(decimal="comma" if decimal == "comma" else "point" if decimal else None)
    kw, found = looked_at("\r\n".join(with_numerals(filled)).encode(), how)
    shown = {one.mark for one in filled.values()} - {""}
    mark = {"comma": ",", "point": "."}.get(decimal or "", shared_mark(shown))
    meant = {at: one.means(mark) for at, one in filled.items() if one.text != "nan"}
    if (shown and shown != {mark}) or any(value is None or not 0 <= value <= KW for value in meant.values()):
        assert kw is None or {"meter_rounded"} & {i.code for i in found}
        return
    assert kw is not None, [i.message.en for i in found]
    for at, value in meant.items():
        assert value is not None
        assert kw[4 * at - 4 : 4 * at] == pytest.approx(value)
