"""What the park pays for on roofs that are let, what becomes of the power, and the rent between park and host."""

from dataclasses import dataclass

import numpy as np

from collectief.measure import PARK
from collectief.measure.delivered import LET
from collectief.measure.let_roof import LetRoof, rent_eur
from collectief.plan.outcome import Outcome


@dataclass(frozen=True, slots=True)
class LetPanels:
    """Panels of the park on the roof of one company: EUR, and kWh a year to the host and to the grid.

    ``rent_eur`` goes from the park to the host each year: a key figure, in no bill, and nothing for all together.
    """

    company: str
    kwp: float
    investment_eur: float
    eur_per_year: float
    used_kwh: float
    fed_kwh: float
    rent_eur: float


def let_panels(outcome: Outcome) -> tuple[LetPanels, ...]:
    """One for each company on whose roof the plan has panels of the park, in the order of the park."""
    flows = outcome.lives["together"].flows if "together" in outcome.lives else {}
    builds = [b for b in outcome.cases["together"].builds if b.measure == LetRoof().key and b.owner == PARK]
    found = []
    for company in outcome.park.companies:
        mine = [b for b in builds if b.place == company.id]
        if mine:
            kwp, invested, yearly = (
                sum(getattr(b, name) for b in mine) for name in ("amount", "investment_eur", "eur_per_year")
            )
            used, fed = (float(np.sum(flows.get(f"{LET}{company.id}:{side}", 0.0))) for side in ("in", "out"))
            found.append(LetPanels(company.id, kwp, invested, yearly, used, fed, rent_eur(kwp)))
    return tuple(found)
