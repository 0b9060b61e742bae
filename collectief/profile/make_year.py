"""The year of a park: its own files where given, otherwise made series that fit the weather."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from collectief.park import Park, YearFiles
from collectief.profile.co2 import read_co2
from collectief.profile.entsoe import read_prices
from collectief.profile.knmi import Weather, read_knmi
from collectief.profile.series import Series
from collectief.profile.synthetic import synthetic_year
from collectief.profile.synthetic_market import made_market
from collectief.profile.year import Year

Array = NDArray[np.float64]


def read_year(park: Park, folder: Path | str) -> Year:
    """The year of a park, all series of the same calendar year; what was mended is in ``repairs``.

    Weather given without prices or CO2: those are made from that weather. Prices or CO2 given without weather:
    they are used beside made weather. That either is so is a finding of the park. Paths are relative to ``folder``.

    Raises:
        BadSeries: a file cannot be read or lacks hours of the park's year.
    """
    files, place = park.year, Path(folder)
    year = synthetic_year(files.year, files.seed)
    if files.weather is not None:
        year = _with_weather(year, read_knmi(place / files.weather, files.year), files=files)
    if files.prices is not None:
        prices = read_prices(place / files.prices, files.year)
        year = _with(replace(year, price_eur_per_kwh=prices.values), prices, name="prices", file=files.prices)
    if files.co2 is not None:
        factor = read_co2(place / files.co2, files.year)
        year = _with(replace(year, co2_kg_per_kwh=factor.values), factor, name="co2", file=files.co2)
    return year


def _with(year: Year, series: Series | Weather, *, name: str, file: str) -> Year:
    """The year with the source of one series replaced and its repairs added."""
    sources = tuple((key, file if key == name else source) for key, source in year.sources)
    return replace(year, sources=sources, repairs=(*year.repairs, *series.repairs))


def _with_weather(year: Year, weather: Weather, *, files: YearFiles) -> Year:
    """The year with measured weather, and prices and CO2 made from it."""
    market = made_market(year.start, weather.ghi_w_m2, wind_m_s=weather.wind_m_s, seed=files.seed)
    measured = replace(
        year,
        degc=weather.degc,
        ghi_w_m2=weather.ghi_w_m2,
        wind_m_s=weather.wind_m_s,
        price_eur_per_kwh=market.price_eur_per_kwh,
        co2_kg_per_kwh=market.co2_kg_per_kwh,
    )
    return _with(measured, weather, name="weather", file=str(files.weather))
