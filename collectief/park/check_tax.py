"""Rules on the years of a bill: the energy tax has one that is in the tables, and goes with tariffs and series."""

from collectief.facts import tax_years
from collectief.park.check_words import Spot
from collectief.park.issue import errors
from collectief.park.things import Park

SETTINGS, TAX_YEAR = "park.toml", "[year] tax_year"


def check_tax(park: Park, spot: Spot) -> None:
    """Say which year of the tax is missing, and which years stand beside each other without being asked for.

    A stated year of the tax says that other series were meant: only tariffs of another year are then told.
    """
    if not park.companies:
        return
    here, year = spot.at(SETTINGS), park.tax_year
    if year not in tax_years():
        here.say("tax_year_missing", TAX_YEAR, value=year, choices=", ".join(map(str, tax_years())))
    tariffs = sorted({park.tariff(c.connection.tariff).year for c in park.companies} - {year})
    if tariffs:
        here.say("tax_year_differs", TAX_YEAR, value=year, years=", ".join(map(str, tariffs)))
    unread = any(issue.where == SETTINGS for issue in errors(here.found))  # then the year of the series is a default
    if park.year.tax_year is None and park.year.year != year and not unread:
        here.say("year_differs", TAX_YEAR, value=year, year=park.year.year)
