"""Simple payback and what flows out each year: one definition for the first screen and the business case."""

from collectief.money import Bill
from collectief.plan.earning import simple_payback
from collectief.plan.outcome import Case

__all__ = ["running_bill_eur", "running_eur", "simple_payback"]


def running_bill_eur(bill: Bill) -> float:
    """EUR a year of one bill without the yearly part of investments.

    >>> running_bill_eur(Bill({"gas": 10.0, "investment": 4.0}))
    10.0
    """
    return bill.total - bill.lines.get("investment", 0.0)


def running_eur(case: Case) -> float:
    """EUR a year of all bills without the yearly part of investments."""
    return case.eur_per_year - sum(b.lines.get("investment", 0.0) for b in case.bills.values())
