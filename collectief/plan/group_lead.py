"""How long it takes until there can be a group contract, from the first talk with the grid operator."""

from datetime import date, timedelta

from collectief.facts import fact

WEEKS_A_YEAR = 52


def group_lead_years() -> float:
    """Years from the first talk to the signature.

    >>> group_lead_years()
    2.0
    """
    return fact("lead.group_contract.weeks").value / WEEKS_A_YEAR


def group_year(start: date | None) -> int:
    """The first year in which there can be a group contract, when deciding begins on a day (None: not known).

    >>> group_year(None), group_year(date(2026, 12, 1))  # operators must offer it from 2027; it takes two years
    (2027, 2028)
    """
    offered = round(fact("group.offered_from_year").value)
    if start is None:
        return offered
    return max(offered, (start + timedelta(weeks=fact("lead.group_contract.weeks").value)).year)
