"""Which limit of the grid pinches whom, in how many hours, and what one kW more would be worth there.

With the sizes of the plan, each alone: a kW more changes what runs, not what is built. The worth is that of the next kW
only, and holds for who pays for it nothing but what it uses.
"""

from dataclasses import dataclass
from typing import Literal

from collectief.park import Way

Cause = Literal["contract", "area"]


@dataclass(frozen=True, slots=True)
class Pinch:
    """One kW more would be worth ``eur_per_kw`` a year, in ``hours`` of the year.

    ``cause``: the right or size of the connection itself, or what the energy area has left.
    """

    company: str
    side: Way
    cause: Cause
    hours: int
    eur_per_kw: float
