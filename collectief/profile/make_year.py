"""The year of a park: its own files where given, otherwise made series that fit the weather."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from collectief.errors import BadSeries
from collectief.park import Issue, Park, YearFiles
from collectief.profile.co2 import read_co2
from collectief.profile.entsoe import read_prices
from collectief.profile.knmi import Weather, read_knmi
from collectief.profile.series import Series, bad_series
from collectief.profile.solar_file import read_solar
from collectief.profile.sun_epw import SUFFIX, read_epw
from collectief.profile.synthetic import synthetic_year
from collectief.profile.synthetic_market import made_market
from collectief.profile.year import Year

Array = NDArray[np.float64]


def read_year(park: Park, folder: Path | str) -> Year:
    """The year of a park, as `year_of` makes it; paths are relative to ``folder``."""
    return year_of(park.year, folder)


def year_of(files: YearFiles, folder: Path | str) -> Year:
    """The year of these files, all series of the same calendar year; what was mended is in ``repairs``.

    Weather given without prices or CO2: those are made from that weather. Prices or CO2 given without weather:
    they are used beside made weather. That either is so is a finding of the park. Paths are relative to ``folder``.

    Raises:
        BadSeries: files cannot be read or lack hours of the year; all of them are named.
    """
    year, wrong = synthetic_year(files.year, files.seed), list[Issue]()
    for name, add in STEPS:
        file = getattr(files, name)
        if file is not None:
            try:
                year = add(year, Path(folder) / file, files)
            except BadSeries as error:
                wrong += error.issues
    if wrong:
        raise bad_series(wrong)
    return year


def _with(year: Year, series: Series | Weather, *, name: str, file: str) -> Year:
    """The year with the source of one series replaced and its repairs added."""
    sources = tuple((key, file if key == name else source) for key, source in year.sources)
    return replace(year, sources=sources, repairs=(*year.repairs, *series.repairs))


def _weather(year: Year, path: Path, files: YearFiles) -> Year:
    """The year with measured weather, and prices and CO2 made from it."""
    if path.suffix.lower() == SUFFIX:
        weather, mixed = read_epw(path, files.year)
    else:
        weather, mixed = read_knmi(path, files.year), ()
    market = made_market(year.start, weather.ghi_w_m2, wind_m_s=weather.wind_m_s, seed=files.seed)
    measured = replace(
        year,
        degc=weather.degc,
        ghi_w_m2=weather.ghi_w_m2,
        wind_m_s=weather.wind_m_s,
        price_eur_per_kwh=market.price_eur_per_kwh,
        co2_kg_per_kwh=market.co2_kg_per_kwh,
        mixed=(*year.mixed, *mixed),
    )
    return _with(measured, weather, name="weather", file=str(files.weather))


def _prices(year: Year, path: Path, files: YearFiles) -> Year:
    prices = read_prices(path, files.year)
    return _with(replace(year, price_eur_per_kwh=prices.values), prices, name="prices", file=str(files.prices))


def _co2(year: Year, path: Path, files: YearFiles) -> Year:
    factor = read_co2(path, files.year)
    return _with(replace(year, co2_kg_per_kwh=factor.values), factor, name="co2", file=str(files.co2))


def _solar(year: Year, path: Path, files: YearFiles) -> Year:
    measured, mixed = read_solar(path, files.year)
    given = replace(
        year,
        roof_kw_per_kwp=measured.values,
        mixed=(*year.mixed, *mixed),
        sources=(*year.sources, ("solar", str(files.solar))),
    )
    return _with(given, measured, name="solar", file=str(files.solar))


STEPS: Final[tuple[tuple[str, Callable[[Year, Path, YearFiles], Year]], ...]] = (
    ("weather", _weather),
    ("prices", _prices),
    ("co2", _co2),
    ("solar", _solar),
)
"""The files of a year in the order in which they count: prices and CO2 come after what weather makes of them."""
