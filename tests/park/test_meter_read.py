"""What a meter file does not say is asked, what is repaired is told, and the sum is done by head."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from meter_files import EAN, Written, meter_text, write_meter, year_kw

from collectief.park import Issue
from collectief.park.check_words import Spot
from collectief.park.meter_dialect import Asked
from collectief.park.read_meter import read_meter

Lines = list[str]
NOTHING = Asked()


@pytest.fixture(scope="module")
def good() -> str:
    """A year in one column of kWh."""
    return meter_text(year_kw(), Written())


def read(
    folder: Path, text: str, asked: Asked = NOTHING, *, year: int = 2025
) -> tuple[np.ndarray | None, tuple[Issue, ...]]:
    """The year and what was found."""
    path = folder / "meter.csv"
    path.write_text(text, encoding="utf-8")
    spot = Spot("meter.csv", [])
    return read_meter([path], year, asked, spot=spot), tuple(spot.found)


def changed(text: str, change: Callable[[Lines], Lines]) -> str:
    return "\r\n".join(change(text.split("\r\n")))


def codes(found: tuple[Issue, ...], severity: str = "error") -> list[str]:
    return [i.code for i in found if i.severity == severity]


def test_kw_or_kwh_is_asked_where_the_name_does_not_say(good: str, tmp_path: Path) -> None:
    text = good.replace(" (kWh)", "", 1)
    kw, found = read(tmp_path, text)
    assert kw is None
    assert codes(found) == ["meter_unclear"]
    assert "--unit" in found[-1].advice.nl
    asked, _ = read(tmp_path, text, Asked(unit="kwh"))
    assert asked is not None
    assert np.allclose(asked, year_kw())


def test_the_yearly_use_of_the_company_tells_kw_from_kwh(good: str, tmp_path: Path) -> None:
    text = good.replace(" (kWh)", "", 1)
    kwh = float(year_kw().sum()) / 4
    for yearly, factor in ((kwh * 1.1, 1.0), (kwh / 4 * 0.9, 0.25)):
        kw, found = read(tmp_path, text, Asked(yearly_kwh=yearly))
        assert kw is not None
        assert np.allclose(kw, year_kw() * factor)
        assert "--unit" in [i.field for i in found if i.code == "meter_decided"]


def test_a_use_that_fits_neither_unit_is_asked(good: str, tmp_path: Path) -> None:
    kw, found = read(tmp_path, good.replace(" (kWh)", "", 1), Asked(yearly_kwh=1.0))
    assert kw is None
    assert codes(found) == ["meter_unclear"]


def test_mwh_are_a_thousand_kwh_and_that_is_told(good: str, tmp_path: Path) -> None:
    kw, found = read(tmp_path, good.replace("(kWh)", "(MWh)", 1))
    assert kw is not None
    assert np.allclose(kw, year_kw() * 1000)
    assert "--unit" in [i.field for i in found if i.code == "meter_decided"]


def test_start_or_end_is_asked_where_the_file_begins_and_ends_in_the_day(tmp_path: Path) -> None:
    whole = meter_text(year_kw(), Written(named=False))
    text = changed(whole, lambda ls: [ls[0], *ls[5000:-5000]])
    kw, found = read(tmp_path, text)
    assert kw is None
    assert next(i for i in found if i.severity == "error").field in ("--stamp", "--clock")
    start, _ = read(tmp_path, text, Asked(stamp="start", clock="dutch"))
    assert start is not None
    assert np.array_equal(start[6000:9000], year_kw()[6000:9000])


def test_a_day_that_ends_at_24_00_is_the_next_midnight(tmp_path: Path) -> None:
    def at_24(line: str) -> str:
        day, _, rest = line.partition(" 00:00")
        if not rest:
            return line
        date = np.datetime64(f"{day[6:]}-{day[3:5]}-{day[:2]}") - np.timedelta64(1, "D")
        year, month, number = str(date).split("-")
        return f"{number}-{month}-{year} 24:00{rest}"

    text = meter_text(year_kw(), Written(stamp="end"))
    kw, _ = read(tmp_path, changed(text, lambda ls: [ls[0], *map(at_24, ls[1:])]))
    assert kw is not None
    assert np.allclose(kw, year_kw())


def test_day_and_hour_may_stand_in_two_columns(good: str, tmp_path: Path) -> None:
    text = good.replace("Begintijd", "Datum;Tijd", 1).replace(" ", ";").replace("Afname;(kWh)", "Afname (kWh)")
    kw, _ = read(tmp_path, text)
    assert kw is not None
    assert np.allclose(kw, year_kw())


def test_high_and_low_tariff_are_added(good: str, tmp_path: Path) -> None:
    def split(line: str) -> str:
        time, _, value = line.partition(";")
        return f"{time};{value};0" if value else line

    text = changed(good, lambda ls: ["Begintijd;Afname hoog (kWh);Afname laag (kWh)", *map(split, ls[1:])])
    kw, _ = read(tmp_path, text)
    assert kw is not None
    assert np.allclose(kw, year_kw())


def test_two_columns_of_one_kind_are_asked(good: str, tmp_path: Path) -> None:
    text = changed(good, lambda ls: ["Begintijd;Afname (kWh);Verbruik (kWh)", *(f"{x};1" for x in ls[1:-1])])
    kw, found = read(tmp_path, text)
    assert kw is None
    assert codes(found) == ["meter_columns_unclear"]


def two_connections(good: str) -> str:
    rows = good.split("\r\n")
    other = EAN[:-1] + "8"
    lines = [f"EAN;{rows[0]}", *(f"{ean};{row}" for row in rows[1:-1] for ean in (EAN, other))]
    return "\r\n".join(lines)


def test_two_connections_in_a_file_are_asked_chosen_or_added(good: str, tmp_path: Path) -> None:
    text = two_connections(good)
    kw, found = read(tmp_path, text)
    assert kw is None
    assert found[-1].field == "--ean"
    assert EAN in found[-1].advice.nl
    one, _ = read(tmp_path, text, Asked(ean=EAN))
    assert one is not None
    assert np.allclose(one, year_kw())
    added, told = read(tmp_path, text, Asked(ean="all"))
    assert added is not None
    assert np.allclose(added, 2 * year_kw())
    assert "meter_added" in codes(told, "repaired")
    none, found = read(tmp_path, text, Asked(ean="871687400000000000"))
    assert none is None
    assert found[-1].field == "--ean"


def test_use_is_offtake_less_feed_in_plus_production(tmp_path: Path) -> None:
    kw = year_kw()
    path = write_meter(tmp_path, Written(columns="production"), kw=kw)
    made = read_meter([path], 2025, Asked(solar_kwp=50.0), spot=Spot("m", []))
    assert made is not None
    assert np.allclose(made, kw)


def test_own_panels_without_production_are_an_error_with_its_way_out(good: str, tmp_path: Path) -> None:
    kw, found = read(tmp_path, good, Asked(solar_kwp=30.0))
    assert kw is None
    assert codes(found) == ["meter_solar_unknown"]
    assert "--solar made" in found[-1].advice.nl
    net, _ = read(tmp_path, good, Asked(solar_kwp=30.0, net=True))
    assert net is not None
    assert np.allclose(net, year_kw())


def test_feed_in_makes_the_net_negative(good: str, tmp_path: Path) -> None:
    text = changed(good, lambda ls: [f"{ls[0]};Invoeding (kWh)", *(f"{x};5" for x in ls[1:-1])])
    kw, found = read(tmp_path, text)
    assert kw is None
    assert codes(found) == ["meter_solar_unknown"]
    net, _ = read(tmp_path, text, Asked(net=True))
    assert net is not None
    assert np.allclose(net, year_kw() - 20.0)


def test_invalid_values_become_a_gap_and_guesses_stay(good: str, tmp_path: Path) -> None:
    def status(at: int) -> str:
        return "ongeldig" if 100 <= at < 103 else "geschat" if at < 200 else "gemeten"

    text = changed(good, lambda ls: [f"{ls[0]};Status", *(f"{x};{status(n)}" for n, x in enumerate(ls[1:-1]))])
    kw, found = read(tmp_path, text)
    assert kw is not None
    assert np.allclose(np.delete(kw, range(100, 103)), np.delete(year_kw(), range(100, 103)))
    dropped = next(i for i in found if i.code == "meter_values_dropped")
    assert dropped.message.en.startswith("3 ")
    assert any(i.code == "profile_gap_filled" for i in found)
    assert next(i for i in found if i.code == "meter_status").message.en.startswith("197 ")


def test_a_peak_above_the_cable_is_left_out_and_another_is_told(good: str, tmp_path: Path) -> None:
    text = changed(good, lambda ls: [*ls[:500], ls[500].partition(";")[0] + ";5000", *ls[501:]])
    kept, found = read(tmp_path, text)
    assert kept is not None
    assert kept.max() == pytest.approx(20_000)
    assert "meter_spikes" in codes(found, "warning")
    mended, found = read(tmp_path, text, Asked(limit_kw=60.0))
    assert mended is not None
    assert mended.max() == pytest.approx(year_kw().max())
    assert "meter_values_dropped" in codes(found, "repaired")


def test_readings_of_a_counter_are_no_use(good: str, tmp_path: Path) -> None:
    text = changed(good, lambda ls: [ls[0], *(f"{x.partition(';')[0]};{1000 + n}" for n, x in enumerate(ls[1:-1]))])
    kw, found = read(tmp_path, text)
    assert kw is None
    assert codes(found) == ["meter_counter"]


def test_a_total_at_the_end_does_not_count_and_is_told(good: str, tmp_path: Path) -> None:
    kw, found = read(tmp_path, good + "Totaal;123456")
    assert kw is not None
    assert np.allclose(kw, year_kw())
    assert "meter_rows_dropped" in codes(found, "repaired")


def test_doubles_that_contradict_are_told(good: str, tmp_path: Path) -> None:
    kw, found = read(tmp_path, changed(good, lambda ls: [*ls[:-1], ls[50].partition(";")[0] + ";9"]))
    assert kw is not None
    assert np.allclose(kw, year_kw())
    assert "profile_duplicates" in codes(found, "repaired")
    assert "meter_doubles_differ" in codes(found, "warning")


def test_twelve_files_of_a_month_make_a_year(good: str, tmp_path: Path) -> None:
    head, *rows = good.split("\r\n")
    paths = []
    for month in range(1, 13):
        path = tmp_path / f"{month:02}.csv"
        path.write_text("\n".join([head, *(row for row in rows if row[3:5] == f"{month:02}")]), encoding="utf-8")
        paths.append(path)
    kw = read_meter(paths, 2025, Asked(), spot=Spot("meter", []))
    assert kw is not None
    assert np.allclose(kw, year_kw())


def test_newest_first_is_the_same_year(good: str, tmp_path: Path) -> None:
    kw, _ = read(tmp_path, changed(good, lambda ls: [ls[0], *ls[-2:0:-1]]))
    assert kw is not None
    assert np.allclose(kw, year_kw())


def test_another_year_and_half_a_year_are_refused(good: str, tmp_path: Path) -> None:
    for text, year, code in (
        (good, 2023, "profile_other_year"),
        (changed(good, lambda ls: ls[:10_000]), 2025, "profile_incomplete"),
    ):
        kw, found = read(tmp_path, text, Asked(stamp="start", clock="dutch"), year=year)
        assert kw is None
        assert codes(found) == [code]


def test_a_comma_before_three_digits_is_asked(good: str, tmp_path: Path) -> None:
    text = changed(good, lambda ls: [ls[0], *(f"{x.partition(';')[0]};1,250" for x in ls[1:-1])])
    kw, found = read(tmp_path, text)
    assert kw is None
    assert next(i for i in found if i.severity == "error").field == "--decimal"
    for asked, value in ((Asked(decimal="comma"), 5.0), (Asked(decimal="point"), 5000.0)):
        kw, _ = read(tmp_path, text, asked)
        assert kw is not None
        assert np.allclose(kw, value)


def test_a_header_that_says_nothing_is_refused(good: str, tmp_path: Path) -> None:
    kw, found = read(tmp_path, good.replace("Begintijd;Afname (kWh)", "a;b", 1))
    assert kw is None
    assert codes(found) == ["meter_columns_unclear"]


def test_the_example_of_a_survey_site_has_no_time_and_is_refused(tmp_path: Path) -> None:
    kw, found = read(tmp_path, "value\n0.1\n12.2\n3\n4\n0\n")
    assert kw is None
    assert codes(found) == ["meter_columns_unclear"]


def test_a_table_of_loose_lines_only_is_refused(tmp_path: Path) -> None:
    kw, found = read(tmp_path, "Begintijd;Afname (kWh)\nTotaal;1\nEinde;2\n")
    assert kw is None
    assert codes(found) == ["profile_time_unreadable"]
