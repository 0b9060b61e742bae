"""Dwellings on a heat network once more: what they pay by the published tariff, and that they get all their heat."""

from collections.abc import Iterator

from collectief.facts import fact
from collectief.heat.tariff import known_tariff_years
from collectief.measure.build import CONNECTED
from collectief.park import Dwellings
from collectief.plan.outcome import PARK, Case, Outcome
from collectief.text import Text
from collectief.verification.verdict import Check, near

GIVEN = Text(nl="Warmte aan woningen is hun jaarverbruik (kWh)", en="Heat to dwellings is their use of a year (kWh)")
START, GJ_PER_KWH, WITHIN_KWH = "dwellings/", 0.0036, 0.5


def check_homes(outcome: Outcome) -> Iterator[Check]:
    """That dwellings that are connected get as much heat as they use."""
    for row in connected_homes(outcome, outcome.cases["together"]):
        flow = outcome.lives["together"].flows.get(f"connect/{START}{row.id}:kw")
        given = 0.0 if flow is None else float(flow.sum())
        yield near(GIVEN, given - row.heat_kwh, f"together/{row.id}", within=WITHIN_KWH)


def connected_homes(outcome: Outcome, case: Case) -> tuple[Dwellings, ...]:
    """The rows of dwellings with a connection in a case."""
    places = {b.place for b in case.builds if b.owner == PARK and b.part == CONNECTED}
    return tuple(one for one in outcome.park.dwellings if f"{START}{one.id}" in places)


def heat_sold_eur(outcome: Outcome, case: Case) -> float:
    """What the park receives of dwellings, EUR a year without VAT: the maximum tariff of the year of the tax."""
    years = known_tariff_years()
    year = max((one for one in years if one <= outcome.park.tax_year), default=years[0])
    each, per_gj = (fact(f"heat_tariff.{year}.{name}").value for name in ("fixed_eur", "eur_per_gj"))
    rows = connected_homes(outcome, case)
    paid = sum(one.dwellings * each + one.heat_kwh * GJ_PER_KWH * per_gj for one in rows)
    return float(paid / (1 + fact("tax.vat").value))
