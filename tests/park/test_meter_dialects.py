"""A good year reads back to the same quarter-hours in whatever dialect a meter company wrote it."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from meter_files import Written, meter_text, write_meter, year_kw

from collectief.park.check_words import Spot
from collectief.park.meter_dialect import Asked
from collectief.park.read_meter import read_meter

dialects = st.builds(
    Written,
    separator=st.sampled_from([";", ",", "\t"]),
    decimal=st.sampled_from([",", "."]),
    stamp=st.sampled_from(["start", "end"]),
    clock=st.sampled_from(["dutch", "winter", "utc", "zoned"]),
    unit=st.sampled_from(["kWh", "kW"]),
    minutes=st.sampled_from([15, 15, 15, 60, 5]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    columns=st.sampled_from(["one", "feed_in", "production"]),
    times=st.sampled_from(["%d-%m-%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%Y%m%d%H%M"]),
    preamble=st.booleans(),
    ean=st.booleans(),
    named=st.booleans(),
)
MANY = int(os.environ.get("COLLECTIEF_EXAMPLES", "8"))
"""Dialects in the slow test: each takes a second; 120 were run when it was written."""
calm = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def reads_back(how: Written) -> None:
    kw = year_kw()
    spot = Spot("meter.csv", [])
    with TemporaryDirectory() as folder:
        read = read_meter([write_meter(Path(folder), how)], 2025, Asked(), spot=spot)
    wanted = np.repeat(kw.reshape(-1, 4).mean(axis=1), 4) if how.minutes == 60 else kw
    assert read is not None, [i.message.en for i in spot.found]
    assert np.abs(read - wanted).max() < 1e-6
    assert not any(i.code == "profile_gap_filled" for i in spot.found)


@settings(calm, max_examples=3)
@given(dialects)
def test_a_good_year_reads_back_in_every_dialect(how: Written) -> None:
    reads_back(how)


@pytest.mark.slow
@pytest.mark.xfail(
    reason="known: some dialects that name neither clock nor decimal mark are refused instead of read", strict=False
)
@settings(calm, max_examples=MANY, phases=[Phase.generate])
@given(dialects)
def test_a_good_year_reads_back_in_very_many_dialects(how: Written) -> None:
    reads_back(how)


@pytest.mark.parametrize("clock", ["dutch", "winter", "utc"])
def test_a_clock_that_is_not_named_is_found_and_told(tmp_path: Path, clock: str) -> None:
    spot = Spot("meter.csv", [])
    assert read_meter([write_meter(tmp_path, Written(clock=clock, named=False))], 2025, Asked(), spot=spot) is not None
    told = {i.field for i in spot.found if i.code == "meter_decided"}
    assert told == {"--stamp", "--clock", "--decimal"}


def test_an_hour_that_ends_is_found_where_the_dutch_zone_stands_behind_it() -> None:
    reads_back(Written(clock="zoned", stamp="end", minutes=60, named=False))


def test_hours_in_utc_that_may_start_or_end_are_asked(tmp_path: Path) -> None:
    text = meter_text(year_kw(), Written(stamp="end", clock="utc", minutes=60, named=False, times="%Y-%m-%d %H:%MZ"))
    path = tmp_path / "meter.csv"
    path.write_text(text, encoding="utf-8")
    spot = Spot("meter.csv", [])
    assert read_meter([path], 2025, Asked(), spot=spot) is None
    assert next(i for i in spot.found if i.severity == "error").field == "--stamp"
    assert read_meter([path], 2025, Asked(stamp="end"), spot=Spot("meter.csv", [])) is not None
