"""The bill of one owner for a year, line by line, in EUR excluding VAT (cost positive, revenue negative)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Line = Literal[
    "standing",
    "contract_kw",
    "contract_rights",
    "peak_kw",
    "transport_kwh",
    "group_surcharge",
    "group_running",
    "electricity",
    "feed_in",
    "electricity_tax",
    "line_tax",
    "tax_reduction",
    "gas",
    "gas_transport",
    "gas_tax",
    "charging_public",
    "vehicles",
    "limitation_fee",
    "heat_sold",
    "heat_bought",
    "investment",
    "upkeep",
]
"""``contract_rights`` are transport rights beside the firm contract; ``limitation_fee`` is what the operator pays for
lowering offtake on its call; ``line_tax`` energy tax on what comes over a direct line. ``electricity`` and ``feed_in``
are commodity; ``vehicles`` pool cars, with booking and hire where a plan shares them; ``heat_sold`` what dwellings pay
a heat network, ``heat_bought`` what sources outside the park ask; ``investment`` the annuity, ``upkeep`` the yearly
maintenance."""


@dataclass(frozen=True, slots=True)
class Bill:
    """One owner's year: euro per line. The total is the sum of the lines and nothing else."""

    lines: Mapping[Line, float]

    @property
    def total(self) -> float:
        """EUR a year.

        >>> Bill({"gas": 10.0, "feed_in": -4.0}).total
        6.0
        """
        return float(sum(self.lines.values()))

    def plus(self, other: "Bill") -> "Bill":
        """Line by line sum."""
        keys = dict.fromkeys((*self.lines, *other.lines))
        return Bill({k: self.lines.get(k, 0.0) + other.lines.get(k, 0.0) for k in keys})
