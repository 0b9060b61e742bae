"""A park whose made profiles peak as high as one year in ten: for a plan that still fits when it is worse than usual.

Each company that has no meter and does not know its peak gets the ninth decile of its own peaks in twenty possible
years, with the same use a year: a sharper profile and no larger one. All are high in the same year, which is rarer than
one in ten, so the plan is on the careful side.
"""

from dataclasses import replace

from collectief.park import Company, Park
from collectief.plan.prepare import floor_m2, load_of
from collectief.profile.peak_range import peak_range
from collectief.profile.year import Year


def with_high_peaks(park: Park, year: Year) -> Park:
    """The park in which made profiles have their P90 peak, kW, or the one planned with where that is higher."""
    return replace(park, companies=tuple(_with_high_peak(park, c, year) for c in park.companies))


def made(park: Park, company: Company) -> bool:
    """Whether the peak of a company was made: it has no meter and does not know it."""
    return company.id not in park.profiles and not company.peak_kw and company.electricity_kwh > 0


def _with_high_peak(park: Park, company: Company, year: Year) -> Company:
    if not made(park, company):
        return company
    high = peak_range(company, year=year, floor_m2=floor_m2(park, company)).p90_kw
    planned = float(load_of(park, company, year).max())
    return replace(company, peak_kw=max(high, planned))
