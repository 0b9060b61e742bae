"""What an independent check of an outcome found: one line per thing that was looked at."""

from dataclasses import dataclass

from collectief.text import Text

CENT = 0.01
"""EUR: bills are compared to the cent."""
WATTS_KW = 0.01
"""kW: the solver keeps its rows to far less than this, and no meter sees it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    ``amount`` is how far it is off, in the unit that its name says; ``where`` is case, owner and line.
    """

    name: Text
    ok: bool
    amount: float
    where: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks of one outcome."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether everything that was looked at is right, and something was.

        >>> fine = Check(Text(nl="som", en="sum"), True, 0.0, "now")
        >>> Verdict((fine,)).ok, Verdict(()).ok
        (True, False)
        """
        return bool(self.checks) and all(c.ok for c in self.checks)

    @property
    def failed(self) -> tuple[Check, ...]:
        """What is not right."""
        return tuple(c for c in self.checks if not c.ok)


def near(name: Text, off: float, where: str, *, within: float) -> Check:
    """A check that something is off by at most so much; what is not a number is never right.

    >>> near(Text(nl="som", en="sum"), 0.5, "now", within=0.01).ok
    False
    """
    return Check(name, bool(abs(off) <= within), float(off), where)


def at_most(name: Text, over: float, where: str, *, within: float) -> Check:
    """A check that something is not exceeded: ``over`` is by how much, below zero where there is room."""
    return Check(name, bool(over <= within), float(max(over, 0.0)), where)
