"""A good year in whatever dialect is read right, or asked for what it does not tell, and then read right."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meter_facts import known_kw, undecided
from meter_files import Written, meter_text, write_meter, write_text, year_kw
from mutation import assert_told, examples

from collectief.park import Issue
from collectief.park.check_words import Spot
from collectief.park.meter_dialect import Asked
from collectief.park.read_meter import read_meter
from collectief.park.read_meter_columns import Columns
from collectief.park.read_meter_table import MeterTable
from collectief.park.read_meter_time import written_times

FORMATS = ["%d-%m-%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%Y%m%d%H%M"]
dialects = st.builds(
    Written,
    separator=st.sampled_from([";", ",", "\t"]),
    decimal=st.sampled_from([",", "."]),
    stamp=st.sampled_from(["start", "end"]),
    clock=st.sampled_from(["dutch", "winter", "utc", "zoned", "zulu"]),
    unit=st.sampled_from(["kWh", "kW"]),
    minutes=st.sampled_from([15, 15, 15, 60, 60, 60, 5]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    columns=st.sampled_from(["one", "feed_in", "production"]),
    times=st.sampled_from(FORMATS),
    preamble=st.booleans(),
    ean=st.booleans(),
    named=st.booleans(),
    united=st.sampled_from([True, True, False]),
    places=st.sampled_from([None, None, 3]),
    midnight=st.sampled_from(["00:00", "00:00", "", "24:00"]),
    cut=st.sampled_from([0, 0, 0, 1, 4, 96, -1, -4, -96]),
)
ROUNDS = 4
"""Most times that somebody is asked: there are four options."""


def answers(how: Written, options: set[str]) -> dict[str, Any]:
    """What somebody who knows the meter says."""
    clocks = {"zoned": "dutch", "zulu": "utc"}
    known = {
        "--decimal": {"decimal": "comma" if how.decimal == "," else "point"},
        "--unit": {"unit": how.unit.lower()},
        "--stamp": {"stamp": how.stamp},
        "--clock": {"clock": clocks.get(how.clock, how.clock)},
    }
    return {key: value for option in options for key, value in known[option].items()}


def read(path: Path, asked: Asked) -> tuple[np.ndarray | None, set[str], list[Issue]]:
    """The year, the options that were asked, and all findings."""
    spot = Spot("meter.csv", [])
    kw = read_meter([path], 2025, asked, spot=spot)
    assert_told(spot.found)
    refused = [issue for issue in spot.found if issue.severity == "error"]
    assert (kw is None) == bool(refused)
    assert {issue.code for issue in refused} <= {"meter_unclear"}
    assert all(issue.field in issue.advice.nl and issue.field in issue.advice.en for issue in refused)
    return kw, {issue.field for issue in refused}, spot.found


def reads_back(how: Written) -> None:
    """Asked for all that is open and nothing else, then read as it was written."""
    kw = year_kw()
    text = meter_text(kw, how)
    facts, asked, told = undecided(text, how), Asked(), set[str]()
    with TemporaryDirectory() as folder:
        path = write_text(Path(folder), text, how)
        found, options, issues = read(path, asked)
        assert options <= facts
        assert options & {"--decimal", "--unit"} == facts & {"--decimal", "--unit"}
        assert bool(options & {"--stamp", "--clock"}) == bool(facts & {"--stamp", "--clock"})
        for _ in range(ROUNDS):
            assert not options & told, "asked twice"
            told |= options
            if found is None:
                asked = replace(asked, **answers(how, options))
                found, options, issues = read(path, asked)
    assert found is not None, issues
    wanted, there = known_kw(kw, how)
    rounded = 0.0 if how.places is None else 0.5 * 10.0**-how.places * (60 / how.minutes if how.unit == "kWh" else 1.0)
    assert np.abs(found - wanted)[there].max() < rounded + 1e-6
    assert how.cut or not any(issue.code == "profile_gap_filled" for issue in issues)


@examples(4)
@given(dialects.map(lambda how: replace(how, minutes=60)))
def test_a_good_year_of_hours_is_read_or_asked_in_every_dialect(how: Written) -> None:
    reads_back(how)


@pytest.mark.slow
@examples(8)
@given(dialects)
def test_a_good_year_is_read_or_asked_in_very_many_dialects(how: Written) -> None:
    reads_back(how)


@pytest.mark.parametrize(
    ("how", "options"),
    [
        (Written(named=False), set()),
        (Written(named=False, clock="zulu", minutes=60, stamp="end"), {"--stamp"}),
        (Written(named=False, clock="zulu", minutes=60), set()),
        (Written(places=3, united=False), {"--decimal", "--unit"}),
        (Written(places=3, columns="production"), set()),
        (Written(clock="winter", cut=4), {"--clock"}),
    ],
)
def test_what_is_open_follows_from_what_is_written(how: Written, options: set[str]) -> None:
    assert undecided(meter_text(year_kw(), how), how) == options


@pytest.mark.parametrize("clock", ["dutch", "winter", "utc"])
def test_a_clock_that_is_not_named_is_found_and_told(tmp_path: Path, clock: str) -> None:
    spot = Spot("meter.csv", [])
    assert read_meter([write_meter(tmp_path, Written(clock=clock, named=False))], 2025, Asked(), spot=spot) is not None
    told = {i.field for i in spot.found if i.code == "meter_decided"}
    assert told == {"--stamp", "--clock", "--decimal"}


def test_an_hour_that_ends_is_found_where_the_dutch_zone_stands_behind_it() -> None:
    reads_back(Written(clock="zoned", stamp="end", minutes=60, named=False))


def test_hours_in_utc_that_may_start_or_end_are_asked() -> None:
    reads_back(Written(stamp="end", clock="zulu", minutes=60, named=False))


def test_minute_24_is_not_midnight() -> None:
    cells = pd.DataFrame({0: ["01-02-2025 00:24:00", "01-02-2025 24:00:00", "01-02-2025"]}, dtype=str)
    table = MeterTable(("tijd",), cells, Columns({"time": (0,)}, {}, None, ()))
    times = written_times(table, Spot("meter.csv", []))
    assert times is not None
    assert [str(time) for time in times.wall] == ["2025-02-01 00:24:00", "2025-02-02 00:00:00", "2025-02-01 00:00:00"]
