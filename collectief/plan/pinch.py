"""Which limit of the grid pinches whom, in how many hours, and what one kW more would be worth there.

With the sizes of a plan: a kW more changes what runs, not what is built. The worth is that of the next kW only, and
holds for who pays for it nothing but what it uses.
"""

from dataclasses import dataclass
from typing import Literal

from collectief.park import Way

Cause = Literal["contract", "area", "cable", "group", "group_area"]


@dataclass(frozen=True, slots=True)
class Pinch:
    """One kW more would be worth ``eur_per_kw``, EUR per kW a year, in ``hours`` of the year.

    ``owner`` is a company, or the area of a group contract. ``cause`` of a company: the right or size of its own
    connection, what the energy area has left, or as a member its own cable; of a group: its contract, or what the area
    has left for its members together.
    """

    owner: str
    side: Way
    cause: Cause
    hours: int
    eur_per_kw: float
