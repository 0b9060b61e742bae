"""A made Dutch year in which weather, prices and CO2 belong together; for parks without files of their own."""

import numpy as np

from collectief.facts import noted
from collectief.profile.clock import dutch_clock, hours_of
from collectief.profile.synthetic_market import made_market
from collectief.profile.synthetic_weather import made_weather
from collectief.profile.year import Year
from collectief.text import Text

MADE = ("degc", "ghi_w_m2", "wind_m_s", "price_eur_per_kwh", "co2_kg_per_kwh")
"""Series of a year that are made."""


def synthetic_year(number: int = 2025, seed: int = 1) -> Year:
    """A consistent year on the calendar of ``number``; the same number and seed give the same bytes.

    Weather has the statistics of De Bilt with an ordinary year's radiation; prices and CO2 have those of
    2025, whatever the calendar: mean, negative hours, daily spread, summer midday (facts ``year.2025.*``).
    Series of shape (8760,). It is no forecast.

    >>> synthetic_year(2025).price_eur_per_kwh.shape
    (8760,)
    """
    start = hours_of(number)
    weather = made_weather(number, seed)
    market = made_market(start, weather.ghi_w_m2, wind_m_s=weather.wind_m_s, seed=seed)
    return Year(
        number=number,
        start=start,
        local=dutch_clock(start),
        degc=weather.degc,
        ghi_w_m2=weather.ghi_w_m2,
        wind_m_s=weather.wind_m_s,
        price_eur_per_kwh=market.price_eur_per_kwh,
        co2_kg_per_kwh=market.co2_kg_per_kwh,
        sources=(
            ("weather", _made(seed, "KNMI De Bilt")),
            ("prices", _made(seed, "ENTSO-E NL 2025", nl=", bij dit weer", en=", from the weather")),
            ("co2", _made(seed, "NED 2025", nl=", bij dit weer", en=", from the weather")),
        ),
    )


def made_by(year: Year, number: int, seed: int) -> frozenset[str]:
    """The figures by which `synthetic_year` makes this year; none where it is another one, such as of files.

    >>> "weather.ghi_kwh_m2" in made_by(synthetic_year(2025), 2025, 1), made_by(synthetic_year(2025), 2025, 2)
    (True, frozenset())
    """
    with noted() as keys:
        again = synthetic_year(number, seed)
    same = all(np.array_equal(getattr(year, name), getattr(again, name)) for name in MADE)
    return frozenset(keys) if same else frozenset()


def _made(seed: int, statistics: str, *, nl: str = "", en: str = "") -> Text:
    """How a made series came about."""
    return Text(
        nl=f"kunstmatig (zaad {seed}){nl}, met de statistiek van {statistics}",
        en=f"synthetic (seed {seed}){en}, with the statistics of {statistics}",
    )
