"""Whatever happens to the bytes of a meter file: findings in both languages, never an exception, and a year or none."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from meter_files import Written, meter_text, year_kw

from collectief.park.check_words import CODES, Spot
from collectief.park.meter_dialect import Asked
from collectief.park.read_meter import read_meter

Mutation = Callable[[bytes], bytes]
JUNK = (
    *("", "-", "1e999", "nan", "=cmd()", "9" * 400, "1.234.567,8", "0001-01-01 00:00", "31-02-2025 00:15", '"'),
    *("9999-12-31 23:45", "2025-03-30 02:30", "24:00", "kWh", "EAN", "☃", "\u202e", "-5", "2025-01-01T00:00+14:00"),
    "\t;,|",
)


@cache
def bodies() -> tuple[bytes, ...]:
    """Files of 200 days in some dialects."""
    kw = year_kw()
    dialects = (
        Written(),
        Written(separator=",", decimal=".", clock="zoned", columns="production"),
        Written(separator="\t", ean=True, preamble=True, named=False, minutes=60, encoding="utf-16"),
    )
    return tuple(meter_text(kw[:18_000], how).encode(how.encoding) for how in dialects)


def garbled(at: float, data: bytes, *, cut: bool) -> Mutation:
    def change(body: bytes) -> bytes:
        place = int(at * len(body))
        return body[:place] + data + (b"" if cut else body[place + len(data) :])

    return change


def celled(line: int, text: str, *, whole: bool) -> Mutation:
    def change(body: bytes) -> bytes:
        lines = body.split(b"\r\n")
        at = line % len(lines)
        new = text.encode("utf-8", "replace")
        lines[at] = new if whole else lines[at] + b";" + new
        return b"\r\n".join(lines)

    return change


def columned(text: str, place: int) -> Mutation:
    def change(body: bytes) -> bytes:
        head, _, rest = body.partition(b"\r\n")
        rows = (row.split(b";") for row in rest.split(b"\r\n"))
        mutated = (b";".join([*row[:place], text.encode(), *row[place + 1 :]]) for row in rows)
        return head + b"\r\n" + b"\r\n".join(mutated)

    return change


mutations = st.one_of(
    st.builds(lambda a, d, c: garbled(a, d, cut=c), st.floats(0, 1), st.binary(max_size=20), st.booleans()),
    st.builds(lambda a, d, c: garbled(a, d, cut=c), st.floats(0, 0.002), st.binary(max_size=8), st.booleans()),
    st.builds(lambda n, t, w: celled(n, t, whole=w), st.integers(0, 40_000), st.sampled_from(JUNK), st.booleans()),
    st.builds(lambda n, t, w: celled(n, t, whole=w), st.integers(0, 3), st.text(max_size=30), st.booleans()),
    st.builds(columned, st.sampled_from(JUNK), st.integers(0, 2)),
    st.builds(lambda n: lambda body: b"\r\n".join(body.split(b"\r\n")[:n]), st.integers(0, 30_000)),
    st.builds(lambda: lambda body: body + body),
    st.builds(lambda d: lambda _: d, st.binary(max_size=200)),
)
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


def survives(which: int, damages: list[Mutation], how: Asked) -> None:
    body = bodies()[which]
    for damage in damages:
        body = damage(body)
    spot = Spot("meter.csv", [])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "meter.csv"
        path.write_bytes(body)
        kw = read_meter([path], 2025, how, spot=spot)
    for issue in spot.found:
        assert issue.code in CODES
        assert all(0 < len(s) < 2000 for s in (issue.message.nl, issue.message.en, issue.advice.nl, issue.advice.en))
        assert (issue.before and issue.after) or issue.severity != "repaired"
    assert (kw is None) == any(i.severity == "error" for i in spot.found)
    assert kw is None or (kw.shape == (35040,) and np.isfinite(kw).all() and (how.net or (kw >= 0).all()))


MANY = int(os.environ.get("COLLECTIEF_EXAMPLES", "8"))
"""Damaged files in the slow test: each takes a second; 300 were run when it was written."""
calm = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@settings(calm, max_examples=4, phases=[Phase.generate])
@given(st.integers(0, 2), st.lists(mutations, min_size=1, max_size=3), asked)
def test_no_damage_makes_the_reader_of_meters_fail(which: int, damages: list[Mutation], how: Asked) -> None:
    survives(which, damages, how)


@pytest.mark.slow
@settings(calm, max_examples=MANY, phases=[Phase.generate])
@given(st.integers(0, 2), st.lists(mutations, min_size=1, max_size=3), asked)
def test_very_much_damage_does_not_either(which: int, damages: list[Mutation], how: Asked) -> None:
    survives(which, damages, how)
