"""Whether a plan keeps what all together may emit and invest, and whether what is said of other plans can be."""

from collections.abc import Iterator
from math import fsum

from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.outcome import Outcome
from collectief.text import Text
from collectief.verification.energy import totals
from collectief.verification.outside import heat_bought_kg
from collectief.verification.verdict import CENT, Check, at_most, near

KG = 0.01
"""Ten grams: the year's CO2 is a sum of 35,040 numbers for each owner."""
EMITTED = Text(nl="CO2 boven de grens, uit de kwartieren (kg)", en="CO2 above the cap, from the quarter-hours (kg)")
INVESTED = Text(nl="Investering boven het budget (EUR)", en="Investment above the budget (EUR)")
BELOW = Text(nl="De lijn ligt niet boven het plan (EUR)", en="The line does not lie above the plan (EUR)")
SAID = Text(nl="Kosten van het plan binnen de grens (EUR)", en="Cost of the plan within the cap (EUR)")


def check_caps(outcome: Outcome) -> Iterator[Check]:
    """Emission from offtake by the quarter, gas and charging; investment from what is built. Nothing without caps."""
    found = outcome.capped
    if found is None:
        return
    together = outcome.cases["together"]
    if found.caps.co2_tonnes is not None:
        kg = fsum(
            totals(
                outcome, net, gas_m3=together.energy[o].gas_m3, public_kwh=together.energy[o].public_charging_kwh
            ).co2_kg
            for o, net in together.net_kw.items()
        )
        kg += heat_bought_kg(outcome, together)
        yield at_most(EMITTED, kg - found.caps.co2_tonnes * KG_PER_TONNE, "together", within=KG)
    if found.caps.budget_eur is not None:
        eur = fsum(build.investment_eur for build in together.builds)
        yield at_most(INVESTED, eur - found.caps.budget_eur, "together", within=CENT)
    yield near(SAID, found.plan.sums.eur - together.eur_per_year, "together", within=CENT)
    yield at_most(BELOW, found.line_eur - together.eur_per_year, "together", within=CENT)
