"""EPW weather and the yield of panels from files: placed in the year, or refused with the year that they hold."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pvlib
import pytest

from collectief.park import YearFiles
from collectief.profile import BadSeries, hours_of, roof_profile, year_of
from collectief.profile.solar_file import read_solar
from collectief.profile.sun_epw import read_epw

Sample = Callable[[str], Path]
HEAD = """LOCATION,Plaats,-,NLD,IWEC,0,52.3,4.77,1.0,-2.0
DESIGN
TYPICAL
GROUND
HOLIDAYS
COMMENTS 1
COMMENTS 2
DATA PERIODS"""
EW, SOUTH = "pv_cabauw_2023_EW15_kwh_per_kwp.csv", "pv_cabauw_2023_S35_kwh_per_kwp.csv"
ETM = "etm_nl2023_solar_pv_on_roof_buildings.csv"


def epw_text(years: Callable[[int], int], *, hours: int = 8760) -> str:
    """An EPW with T = the hour of the day, radiation 100 and wind 3."""
    rows = []
    for at, moment in enumerate(hours_of(2025)[:hours]):
        cells = [str(years(at)), str(moment.month), str(moment.day), str(moment.hour + 1), "60", "?"]
        cells += [f"{moment.hour}.0", "5.0", "80", "101000", "0", "0", "300", "100", "0", "0", "0", "0", "0", "0"]
        rows.append(",".join([*cells, "180", "3.0", *["0"] * 13]))
    return f"{HEAD}\n" + "\n".join(rows) + "\n"


def test_an_epw_hour_is_the_hour_that_ends_then(tmp_path: Path) -> None:
    path = tmp_path / "weer.epw"
    path.write_text(epw_text(lambda _: 2025), encoding="utf-8")
    weather, mixed = read_epw(path, 2025)
    assert weather.degc[:3].tolist() == [0.0, 1.0, 2.0]
    assert weather.ghi_w_m2 == pytest.approx(100.0)
    assert weather.wind_m_s == pytest.approx(3.0)
    assert mixed == ()


def test_a_name_in_an_older_encoding_is_no_reason_to_refuse_the_figures(tmp_path: Path) -> None:
    path = tmp_path / "weer.epw"
    path.write_bytes(epw_text(lambda _: 1999).replace("Plaats", "Orléans", 1).encode("cp1252"))
    weather, mixed = read_epw(path, 2025)
    assert weather.degc[:3].tolist() == [0.0, 1.0, 2.0]
    assert "(Orléans)" in mixed[0].nl


def test_a_typical_year_says_of_which_years_it_is(tmp_path: Path) -> None:
    (tmp_path / "weer.epw").write_text(epw_text(lambda at: 1984 if at < 4000 else 1999), encoding="utf-8")
    year = year_of(YearFiles(2025, weather="weer.epw"), tmp_path)
    assert "1984-1999" in year.mixed[0].nl
    assert dict(year.sources)["weather"] == "weer.epw"


@pytest.mark.parametrize("text", ["", "LOCATION\n", "een,twee\n1,2\n", epw_text(lambda _: 2025, hours=4000)])
def test_what_is_no_whole_epw_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weer.epw"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSeries, match=r"weer\.epw"):
        read_epw(path, 2025)


def test_the_epw_of_amsterdam_that_pvlib_brings_is_a_dutch_year() -> None:
    path = Path(pvlib.__file__).parent / "data" / "NLD_Amsterdam062400_IWEC.epw"
    if not path.exists():
        pytest.skip("this pvlib has no Dutch weather")
    weather, mixed = read_epw(path, 2025)
    assert weather.degc.mean() == pytest.approx(10, abs=1)
    assert weather.ghi_w_m2.sum() / 1000 == pytest.approx(1000, rel=0.1)
    assert len(mixed) == 1


@pytest.mark.parametrize(("name", "kwh"), [(EW, 836), (SOUTH, 961)])
def test_the_yield_of_cabauw_is_what_was_measured(sample: Sample, name: str, kwh: float) -> None:
    series, mixed = read_solar(sample(name), 2023)
    assert series.values.sum() == pytest.approx(kwh, abs=1)
    assert mixed == ()


def test_a_measured_yield_is_the_roof_of_the_year(sample: Sample) -> None:
    path = sample(EW)
    year = year_of(YearFiles(2023, solar=path.name), path.parent)
    assert roof_profile(year).sum() == pytest.approx(836, abs=1)
    assert dict(year.sources)["solar"] == EW


def test_a_file_of_another_year_is_refused_with_the_year_that_it_holds(sample: Sample) -> None:
    with pytest.raises(BadSeries, match="This file has 2023"):
        read_solar(sample(EW), 2025)


def test_a_curve_of_the_etm_has_the_yield_of_a_flat_roof_and_no_year(sample: Sample) -> None:
    series, mixed = read_solar(sample(ETM), 2025)
    assert series.values.sum() == pytest.approx(836)
    assert "no year" in mixed[0].en
    assert series.values.reshape(365, 24).sum(axis=0)[12] > series.values.reshape(365, 24).sum(axis=0)[8]


def test_all_wrong_files_are_named_at_once(sample: Sample) -> None:
    folder = sample(EW).parent
    files = YearFiles(2024, weather="knmi_uurgegevens_260_deBilt_2025.txt", co2="weg.csv", solar=EW)
    with pytest.raises(BadSeries) as found:
        year_of(files, folder)
    said = found.value.words("nl")
    assert all(name in said for name in (str(files.weather), "weg.csv", EW, "heeft 2023", "heeft 2025"))


@pytest.mark.parametrize("values", ["-1", "850", "x", "0"])
def test_what_cannot_be_a_yield_is_refused(tmp_path: Path, values: str) -> None:
    times = pd.date_range("2024-12-31 23:00", periods=8760, freq="h", tz="UTC")
    path = tmp_path / "zon.csv"
    path.write_text("utc,kwh_per_kwp\n" + "\n".join(f"{t},{values}" for t in times), encoding="utf-8")
    with pytest.raises(BadSeries, match=r"zon\.csv"):
        read_solar(path, 2025)
