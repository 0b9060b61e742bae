"""What is used, step by step, in one year: weather, prices, electricity, heat, driving, sun, typical days."""

from collectief.errors import BadSeries
from collectief.profile.clock import clock_hour, day_kinds, hours_of, quarters_of
from collectief.profile.cop import air_cop, carnot_cop, water_cop
from collectief.profile.dwelling_heat import DwellingHeat, dwelling_heat
from collectief.profile.electricity import activity, electricity_kw
from collectief.profile.heat import Heat, heat_kw
from collectief.profile.make_year import read_year, year_of
from collectief.profile.mobility import Driving, Windows, driving, windows
from collectief.profile.own_solar import before_solar
from collectief.profile.peak_range import PeakRange, peak_range
from collectief.profile.sun import roof_profile, solar_kw_per_kwp
from collectief.profile.synthetic import synthetic_year
from collectief.profile.typical_days import TypicalDays, select, typical_days
from collectief.profile.year import HOURS, QUARTERS, Year, to_hours, to_quarters

__all__ = [
    "HOURS",
    "QUARTERS",
    "BadSeries",
    "Driving",
    "DwellingHeat",
    "Heat",
    "PeakRange",
    "TypicalDays",
    "Windows",
    "Year",
    "activity",
    "air_cop",
    "before_solar",
    "carnot_cop",
    "clock_hour",
    "day_kinds",
    "driving",
    "dwelling_heat",
    "electricity_kw",
    "heat_kw",
    "hours_of",
    "peak_range",
    "quarters_of",
    "read_year",
    "roof_profile",
    "select",
    "solar_kw_per_kwp",
    "synthetic_year",
    "to_hours",
    "to_quarters",
    "typical_days",
    "water_cop",
    "windows",
    "year_of",
]
