"""What the energy-saving duty may ask for beside saving: own generation and another carrier that pay back in time.

Since 2023 the duty covers measures for own renewable generation, up to the own use, and for another carrier of energy
(rvo.nl, energiebesparingsplicht: terugverdientijdmethodiek, checked 19-02-2024; solarmagazine.nl 26-10-2022). Who
follows the list of recognised measures (EML) only has to do what is on it; this program does not hold that list, nor
the prices by which the law reckons payback. So the answer is never yes, but "possible, check".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from collectief.facts import fact
from collectief.measure.efficiency import under_duty
from collectief.plan.earning import Earning
from collectief.plan.outcome import Outcome

COVERED = ("solar", "carport", "heat_pump", "ground_heat_pump", "aquifer_store", "heat_recovery", "process_heat")
"""Measures that lower CO2 by making or using energy otherwise; a battery or charger by itself does not."""


@dataclass(frozen=True, slots=True)
class PossibleDuty:
    """A measure that a company chooses by itself and that the duty may ask for, with what it earns back alone."""

    company: str
    measure: str
    earning: Earning

    @property
    def gain_eur(self) -> float:
        """EUR a year on the bill, less upkeep, that would belong to what is required and not to the plan."""
        return self.earning.saved_eur - self.earning.upkeep_eur


def possible_duties(outcome: Outcome) -> tuple[PossibleDuty, ...]:
    """What may be required of whom; nothing where it was not calculated what measures earn back."""
    return tuple(_possible(outcome))


def _possible(outcome: Outcome) -> Iterator[PossibleDuty]:
    most_years = fact("duty.payback_years").value
    large = {c.id for c in outcome.park.companies if under_duty(c)}
    for one in outcome.earnings.get("alone", ()):
        years = one.payback_years
        covered = len(one.measures) == 1 and one.measures[0] in COVERED and not one.required
        if covered and one.owner in large and years is not None and years <= most_years:
            yield PossibleDuty(one.owner, one.measures[0], one)


def may_be_required(outcome: Outcome) -> frozenset[tuple[str, str]]:
    """Pairs of company and measure that the duty may ask for."""
    return frozenset((one.company, one.measure) for one in possible_duties(outcome))
