"""Real files become hours in winter time; what is wrong in them is said in plain words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from collectief.park import Park, YearFiles
from collectief.profile import BadSeries, hours_of, read_year
from collectief.profile.co2 import read_co2
from collectief.profile.entsoe import read_prices
from collectief.profile.knmi import read_knmi
from collectief.text import Text

Sample = Callable[[str], Path]
KNMI = "knmi_uurgegevens_260_deBilt_2025.txt"
ENTSOE = "entsoe_nl_dayahead_2025_hourly.csv"
NED = "ned_co2_nl_2025_hourly.csv"


def park(**files: Any) -> Park:
    return Park("p", "P", (), (), (), (), year=YearFiles(2025, 1, **files))


def knmi_file(folder: Path, *, skip: int = 0, blank: int | None = None) -> Path:
    """A KNMI file of 2025 with T = hour ending in UT (in 0.1 degC), FH 3.0 m/s and Q 36 J/cm2 (100 W/m2)."""
    times = pd.date_range("2024-12-31 23:00", "2025-12-31 22:00", freq="h")[skip:]
    rows = []
    for k, moment in enumerate(times):
        degc = "   " if k == blank else f"{moment.hour + 1:5d}"
        rows.append(f"  260,{moment:%Y%m%d},{moment.hour + 1:5d},   30,{degc},   36")
    path = folder / "weer.txt"
    path.write_text("# BRON: KNMI\n# STN,YYYYMMDD,HH,   FH,    T,    Q\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def price_file(folder: Path, *, minutes: int, tail: str = "") -> Path:
    """Prices on the Dutch clock, each the number of the hour since the start of the year."""
    times = pd.date_range("2024-12-31 23:00", "2025-12-31 22:59", freq=f"{minutes}min", tz="UTC")
    local = times.tz_convert("Europe/Amsterdam")
    since = ((times - times[0]) // pd.Timedelta(hours=1)).to_numpy()
    lines = [f"{moment.isoformat(sep=' ')},{value}" for moment, value in zip(local, since, strict=True)]
    path = folder / "prijzen.csv"
    path.write_text("time,price_eur_per_mwh\n" + "\n".join(lines) + tail + "\n", encoding="utf-8")
    return path


def test_knmi_hour_1_is_the_second_hour_of_the_winter_day(tmp_path: Path) -> None:
    # HH=1 runs from 00 to 01 UT = 01 to 02 in UTC+1.
    weather = read_knmi(knmi_file(tmp_path), 2025)
    assert weather.degc[1] == pytest.approx(0.1)
    assert weather.degc[24] == pytest.approx(2.4)
    assert weather.ghi_w_m2 == pytest.approx(100.0)
    assert weather.wind_m_s == pytest.approx(3.0)
    assert weather.repairs == ()


def test_a_blank_field_is_filled_and_listed(tmp_path: Path) -> None:
    weather = read_knmi(knmi_file(tmp_path, blank=101), 2025)
    assert weather.degc[101] == pytest.approx((weather.degc[100] + weather.degc[102]) / 2)
    assert len(weather.repairs) == 1
    assert "1 ontbrekende uren" in weather.repairs[0].nl


def test_a_missing_day_of_weather_is_refused_with_its_date(tmp_path: Path) -> None:
    with pytest.raises(BadSeries, match=r"weer.txt: 24 hours of 2025 are missing, first 01-01-2025 00:00"):
        read_knmi(knmi_file(tmp_path, skip=24), 2025)


def test_weather_of_another_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSeries, match="hours of 2024 are missing"):
        read_knmi(knmi_file(tmp_path), 2024)


def test_a_knmi_file_without_radiation_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weer.txt"
    path.write_text("# STN,YYYYMMDD,HH,   FH,    T\n  260,20250101,    1,   80,   83\n", encoding="utf-8")
    with pytest.raises(BadSeries, match="Column Q is missing") as found:
        read_knmi(path, 2025)
    assert "Kolom Q ontbreekt" in found.value.words("nl")


@pytest.mark.parametrize("row", ["260,20251399,1,1,1,1", "260,20250101,25,1,1,1", "260,20250101,,1,1,1"])
def test_a_day_or_hour_that_does_not_exist_is_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "weer.txt"
    path.write_text(f"# STN,YYYYMMDD,HH,FH,T,Q\n{row}\n", encoding="utf-8")
    with pytest.raises(BadSeries, match="is no time"):
        read_knmi(path, 2025)


def test_two_stations_in_one_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weer.txt"
    path.write_text("# STN,YYYYMMDD,HH,FH,T,Q\n260,20250101,1,1,1,1\n240,20250101,1,1,1,1\n", encoding="utf-8")
    with pytest.raises(BadSeries, match="stations 240, 260"):
        read_knmi(path, 2025)


@pytest.mark.parametrize("minutes", [60, 15])
def test_prices_of_23_and_25_hour_days_fall_into_place(tmp_path: Path, minutes: int) -> None:
    prices = read_prices(price_file(tmp_path, minutes=minutes), 2025)
    assert prices.values * 1000 == pytest.approx(np.arange(8760.0))
    assert prices.repairs == ()


def test_a_price_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    prices = read_prices(price_file(tmp_path, minutes=60, tail="\n2025-01-01 00:00:00+01:00,999"), 2025)
    assert prices.values[0] == 0.0
    assert "1 dubbele tijden" in prices.repairs[0].nl


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "time,price_eur_per_mwh\n2025-01-01 00:00:00,90\n",
            "Line 2: time '2025-01-01 00:00:00' is no time with a zone",
        ),
        ("time,price_eur_per_mwh\nmaandag,90\n", "Line 2: time 'maandag' is no time with a zone"),
        ("tijd,prijs\n2025-01-01 00:00:00+01:00,90\n", "Column time, price_eur_per_mwh is missing"),
        ("", "Column time, price_eur_per_mwh is missing"),
        ("time,price_eur_per_mwh\n", "8760 hours of 2025 are missing"),
        ("time,price_eur_per_mwh\n2025-01-01 00:00:00+01:00,0.09\n", "not in EUR/kWh"),
        ("time;price_eur_per_mwh\n2025-01-01 00:00:00+01:00;90,5\n", "8759 hours of 2025 are missing"),
    ],
)
def test_a_wrong_price_file_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "prijzen.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSeries) as found:
        read_prices(path, 2025)
    assert says in found.value.words("en")
    assert found.value.words("nl").startswith("prijzen.csv: ")


def test_a_missing_or_binary_file_is_no_traceback_of_another_library(tmp_path: Path) -> None:
    with pytest.raises(BadSeries, match="cannot be opened"):
        read_prices(tmp_path / "niets.csv", 2025)
    binary = tmp_path / "co2.csv"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(BadSeries, match="UTF-8"):
        read_co2(binary, 2025)


def test_grams_are_not_kilograms(tmp_path: Path) -> None:
    path = tmp_path / "co2.csv"
    path.write_text("validfrom_utc,co2_factor_kg_per_kwh\n2025-01-01 00:00:00+00:00,210\n", encoding="utf-8")
    with pytest.raises(BadSeries, match="kg/kWh"):
        read_co2(path, 2025)


def test_a_park_without_files_gets_the_made_year() -> None:
    year = read_year(park(), ".")
    assert year.repairs == ()
    assert all(isinstance(s, Text) and "synthetic" in s.en and "kunstmatig" in s.nl for _, s in year.sources)


def test_weather_without_prices_makes_prices_that_fit_it(tmp_path: Path) -> None:
    knmi_file(tmp_path)
    year = read_year(park(weather="weer.txt"), tmp_path)
    assert year.wind_m_s == pytest.approx(3.0)
    assert year.repairs == ()
    assert dict(year.sources)["weather"] == "weer.txt"
    prices = dict(year.sources)["prices"]
    assert isinstance(prices, Text)
    assert "synthetic" in prices.en


def test_prices_without_weather_are_used_as_they_are(tmp_path: Path) -> None:
    price_file(tmp_path, minutes=60)
    year = read_year(park(prices="prijzen.csv"), tmp_path)
    assert year.price_eur_per_kwh[8759] == pytest.approx(8.759)
    assert year.repairs == ()


def test_the_real_files_of_2025_give_the_sourced_statistics(sample: Sample) -> None:
    folder = sample(KNMI).parent
    year = read_year(park(weather=KNMI, prices=sample(ENTSOE).name, co2=sample(NED).name), folder)
    price = year.price_eur_per_kwh * 1000
    assert price.mean() == pytest.approx(86.81, abs=0.01)
    assert (price < 0).sum() == 584
    assert np.quantile(year.co2_kg_per_kwh, [0.05, 0.95]) == pytest.approx([0.037, 0.393], abs=0.001)
    assert year.ghi_w_m2.sum() / 1000 == pytest.approx(1211.4, abs=0.1)
    assert (year.start == hours_of(2025)).all()
    # The file begins at 00 UT, an hour after the Dutch year: that one hour is filled and listed.
    assert len(year.repairs) == 1
    assert "01-01-2025 00:00" in year.repairs[0].nl


def test_the_real_hours_line_up_sun_and_price_move_against_each_other(sample: Sample) -> None:
    folder = sample(KNMI).parent
    year = read_year(park(weather=KNMI, prices=sample(ENTSOE).name, co2=sample(NED).name), folder)
    assert np.corrcoef(year.price_eur_per_kwh, year.ghi_w_m2)[0, 1] == pytest.approx(-0.54, abs=0.01)
    assert np.corrcoef(year.price_eur_per_kwh, year.co2_kg_per_kwh)[0, 1] == pytest.approx(0.70, abs=0.01)
