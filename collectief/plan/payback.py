"""Simple payback and what flows out each year: one definition for the first screen and the business case."""

from collectief.money import Bill
from collectief.plan.outcome import Case


def running_bill_eur(bill: Bill) -> float:
    """EUR a year of one bill without the yearly part of investments.

    >>> running_bill_eur(Bill({"gas": 10.0, "investment": 4.0}))
    10.0
    """
    return bill.total - bill.lines.get("investment", 0.0)


def running_eur(case: Case) -> float:
    """EUR a year of all bills without the yearly part of investments."""
    return case.eur_per_year - sum(b.lines.get("investment", 0.0) for b in case.bills.values())


def simple_payback(extra_eur: float, saved_eur: float) -> float | None:
    """Extra investment over the yearly saving without interest; None where it is never earned back.

    >>> simple_payback(100.0, 25.0), simple_payback(-5.0, 1.0), simple_payback(100.0, 0.0)
    (4.0, 0.0, None)
    """
    if extra_eur <= 0:
        return 0.0
    return extra_eur / saved_eur if saved_eur > 0 else None
