"""What drives: how much, when it comes and goes, and what its chargers give; what cannot be is told."""

from pathlib import Path

import pytest
from damage import cells

from collectief.facts import fact
from collectief.park import Inspection, inspect, read_park
from collectief.park.read_mobility import DRIVING
from collectief.profile import synthetic_year
from collectief.profile.pool_trips import pool_trips

EMPTY = {column.name: "" for column in DRIVING}


def driving(folder: Path, **values: str) -> Inspection:
    """The park in which one company drives like this, with all that is found."""
    cells(folder, {**EMPTY, **values}, row=1)
    return inspect(folder)


def told(found: Inspection) -> list[tuple[str, str]]:
    return [(issue.code, issue.field) for issue in found.issues]


def test_ten_cars_of_people_who_work_here_are_12_900_kwh(folder: Path) -> None:
    assert driving(folder, commuter_cars="10").issues == ()
    assert read_park(folder).company("drukker").mobility.commuter_kwh == 12_900.0
    driving(folder, commuter_cars="10", commuter_kwh="5000")
    assert read_park(folder).company("drukker").mobility.commuter_kwh == 5_000.0


def test_hours_and_chargers_are_read_and_what_is_empty_stays_a_key_figure(folder: Path) -> None:
    assert driving(folder, van_kwh="8000", van_arrive_h="24", charger_kw="22,5").issues == ()
    found = read_park(folder).company("drukker").mobility
    assert (found.van_arrive_h, found.van_depart_h, found.lorry_arrive_h) == (24.0, None, None)
    assert found.charger_kw == 22.5


@pytest.mark.parametrize("name", ["van_arrive_h", "van_depart_h", "lorry_arrive_h", "lorry_depart_h"])
@pytest.mark.parametrize(
    ("text", "code"), [("25", "number_absurd"), ("-1", "number_negative"), ("6.5", "number_not_whole")]
)
def test_an_hour_is_whole_and_of_one_day(folder: Path, name: str, text: str, code: str) -> None:
    found = driving(folder, van_kwh="8000", lorry_kwh="40000", **{name: text})
    assert told(found) == [(code, name)]
    assert found.park is None


@pytest.mark.parametrize(
    ("arrive", "depart", "field"), [("6", "6", "van_arrive_h"), ("0", "24", "van_arrive_h"), ("", "17", "van_depart_h")]
)
def test_who_leaves_when_it_arrives_never_stands(folder: Path, arrive: str, depart: str, field: str) -> None:
    assert fact("mobility.van_arrive_h").value == 17
    assert told(driving(folder, van_kwh="8000", van_arrive_h=arrive, van_depart_h=depart)) == [("stand_empty", field)]


def test_chargers_that_cannot_give_the_years_kwh_in_the_hours_of_the_stands_are_told(folder: Path) -> None:
    """261 stands of 10 hours on 4 kW, of which 0.93 reaches the battery: 9,699 kWh."""
    hours = {"van_arrive_h": "20", "van_depart_h": "6", "charger_kw": "4"}
    assert driving(folder, van_kwh="9690", **hours).issues == ()
    found = driving(folder, van_kwh="9710", **hours)
    assert told(found) == [("charger_too_small", "charger_kw")]
    assert found.park is not None
    (issue,) = found.issues
    assert "hoogstens 9699 kWh" in issue.message.nl
    assert "at most 9699 kWh" in issue.message.en


def test_what_belongs_to_no_driving_is_told(folder: Path) -> None:
    found = driving(folder, lorry_depart_h="4", charger_kw="22")
    assert told(found) == [("pair_incomplete", "lorry_depart_h"), ("pair_incomplete", "charger_kw")]
    assert told(driving(folder, commuter_cars="2", charger_kw="22")) == []


def test_pool_cars_are_read_with_what_is_known_of_their_trips(folder: Path) -> None:
    assert driving(folder, pool_cars="3", pool_trips="700", pool_km="18.000,5").issues == ()
    found = read_park(folder).company("drukker").mobility
    assert (found.pool_cars, found.pool_trips, found.pool_hours, found.pool_km) == (3, 700.0, None, 18_000.5)
    driving(folder)
    assert read_park(folder).company("drukker").mobility.pool_cars == 0


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("pool_cars", "2,5", "number_not_whole"),
        ("pool_cars", "-1", "number_negative"),
        ("pool_cars", "veel", "number_unreadable"),
        ("pool_cars", "5000", "number_absurd"),
        ("pool_hours", "30", "number_absurd"),
        ("pool_trips", "nan", "number_not_finite"),
    ],
)
def test_pool_cars_that_cannot_be_are_told_with_their_place(folder: Path, name: str, text: str, code: str) -> None:
    found = driving(folder, **{"pool_cars": "2", name: text})
    assert told(found) == [(code, name)]
    assert found.park is None


def test_trips_without_pool_cars_do_not_count_and_are_told(folder: Path) -> None:
    found = driving(folder, pool_trips="100", pool_km="4000")
    assert told(found) == [("pair_incomplete", "pool_trips"), ("pair_incomplete", "pool_km")]
    assert told(driving(folder, pool_cars="0", pool_hours="2")) == [("pair_incomplete", "pool_hours")]


def test_more_trips_than_the_hours_of_the_cars_hold_are_an_error(folder: Path) -> None:
    """One car, 260.7 working days of 11.5 hours, trips of 3 hours with half an hour behind: 856 trips."""
    fits = driving(folder, pool_cars="1", pool_hours="3", pool_trips="856")
    assert told(fits) == [("pool_hours_differ", "pool_hours")]
    found = driving(folder, pool_cars="1", pool_hours="3", pool_trips="857")
    assert told(found) == [("pool_too_busy", "pool_trips")]
    assert found.park is None
    assert "hoogstens 857" in found.issues[0].message.nl


def test_trips_that_are_not_stated_must_fit_too(folder: Path) -> None:
    """1.2 trips a day: with half an hour behind, of 9 hours that is 11.4 of the 11.5 of a day, of 10 hours 12.6."""
    assert told(driving(folder, pool_cars="2", pool_hours="9")) == [("pool_hours_differ", "pool_hours")]
    found = driving(folder, pool_cars="2", pool_hours="10")
    assert told(found) == [("pool_too_busy", "pool_hours")]
    assert found.park is None


@pytest.mark.parametrize("hours", ["0", "11,1", "24"])
@pytest.mark.parametrize("trips", ["", "0", "30"])
def test_a_trip_of_no_time_or_longer_than_the_day_is_an_error(folder: Path, hours: str, trips: str) -> None:
    found = driving(folder, pool_cars="3", pool_hours=hours, pool_trips=trips)
    assert told(found) == [("pool_trip_impossible", "pool_hours")]
    assert found.park is None
    assert "tussen 7 en 18 uur" in found.issues[0].message.nl
    assert "at most 11 hours" in found.issues[0].message.en


@pytest.mark.parametrize(("hours", "short"), [("9", False), ("10", True), ("0,25", False), ("0,05", True)])
def test_trips_that_become_shorter_or_longer_than_stated_are_told(folder: Path, hours: str, *, short: bool) -> None:
    """One trip on a day of 11 hours, of 5 to 15: the longest lose 16 / 20 of an hour, 8 %; of 4.5 to 13.5 it is 4 %."""
    found = driving(folder, pool_cars="3", pool_hours=hours, pool_trips="300")
    assert told(found) == ([("pool_hours_differ", "pool_hours")] if short else [])
    assert found.park is not None


def test_the_hours_that_are_told_are_those_of_the_trips_that_are_made(folder: Path) -> None:
    (issue,) = driving(folder, pool_cars="3", pool_hours="11", pool_trips="700").issues
    made = pool_trips(read_park(folder).company("drukker"), synthetic_year(2025, 1)).hours.mean()
    said = float(issue.message.en.split("become ")[1].split()[0])
    assert said == pytest.approx(made, rel=0.02)
    assert said < 0.95 * 11.0


@pytest.mark.parametrize("trips", ["0", "0,4"])
def test_kilometres_without_any_trip_are_told(folder: Path, trips: str) -> None:
    found = driving(folder, pool_cars="2", pool_trips=trips, pool_km="100000")
    assert told(found) == [("pool_without_trips", "pool_trips")]
    assert "100000 km" in found.issues[0].message.nl
    assert told(driving(folder, pool_cars="2", pool_trips=trips)) == [("pool_without_trips", "pool_trips")]
    assert told(driving(folder, pool_cars="2", pool_trips=trips, pool_km="0")) == []


def test_a_number_that_nobody_can_read_is_not_written_out(folder: Path) -> None:
    """1e308 has 309 digits."""
    (issue,) = driving(folder, pool_cars="2", pool_trips="1e308").issues
    assert issue.code == "number_absurd"
    assert "1e+308" in issue.message.nl
    assert len(issue.message.nl) < 120
