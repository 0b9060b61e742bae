"""What a company can do now while the grid is full: steps in order of weeks, with kW and EUR a year.

What the plan knows is taken from it: the saving duty, own measures, the group contract. What people can do otherwise
and what the operator offers are estimated from key figures, and say so.
"""

from collections.abc import Iterator
from math import inf

from collectief.facts import fact
from collectief.park import Company
from collectief.plan.ladder_behaviour import behaviour
from collectief.plan.ladder_operator import offered
from collectief.plan.outcome import Case, Outcome
from collectief.plan.rung import Step
from collectief.text import Text

QUEUE = ("amber", "red")
OWN = (
    "efficiency", "solar", "carport", "battery", "cold_shift", "heat_pump", "ground_heat_pump", "aquifer_store",
    "heat_tank", "heat_recovery", "process_heat", "charging_hub",
)  # fmt: skip
"""Measures behind the own connection; what takes longest says when all of it works."""


def ladder(outcome: Outcome, company: Company) -> tuple[Step, ...]:
    """The rungs of one company, soonest first; empty where its area is not congested."""
    if outcome.park.area(company.area).offtake not in QUEUE:
        return ()
    plan = (*_known(outcome, company), *_group(outcome, company))
    steps = (*plan, *behaviour(outcome, company), *offered(outcome, company))
    return tuple(sorted(steps, key=lambda s: (inf if s.weeks is None else s.weeks, s.key)))


def _known(outcome: Outcome, company: Company) -> Iterator[Step]:
    now, required, alone = (outcome.cases[k] for k in ("now", "required", "alone"))
    asked = [b for b in required.builds if b.owner == company.id]
    if asked:
        text = Text(nl="Doe wat de energiebesparingsplicht vraagt", en="Do what the energy-saving duty asks")
        yield _between("duty", text, now, required, company=company.id, slowest=("duty",))
    found = [b for b in alone.builds if b.owner == company.id and b not in asked]
    built = [key for key in OWN if any(b.measure == key for b in found)]
    if built:
        text = Text(
            nl="Bouw wat voor u alleen al loont, achter uw eigen meter",
            en="Build what already pays for you alone, behind your own meter",
        )
        slowest = tuple("duty" if key == "efficiency" else key for key in built)
        yield _between("own", text, required, alone, company=company.id, slowest=slowest)


def _between(key: str, text: Text, before: Case, after: Case, *, company: str, slowest: tuple[str, ...]) -> Step:
    """The step from one case to the next: lower peak and lower bill of this company."""
    kw = before.energy[company].offtake_peak_kw - after.energy[company].offtake_peak_kw
    lead = max((fact(f"lead.{one}.weeks") for one in slowest), key=lambda f: f.value)
    eur = before.bills[company].total - after.bills[company].total
    return Step(key, text, kw, lead, eur, estimate=False, note=_higher(kw))


def _higher(kw: float) -> Text:
    if kw >= 0:
        return Text(nl="", en="")
    return Text(nl="Een min: de piek wordt hoger.", en="A minus: the peak becomes higher.")


def _group(outcome: Outcome, company: Company) -> Iterator[Step]:
    if company.id not in {c for members in outcome.members.values() for c in members}:
        return
    share = outcome.allocations[outcome.chosen_rule].shares[company.id]
    room = sum(g.together_kw - g.alone_kw for g in outcome.growth if g.company == company.id)
    eur = outcome.cases["alone"].bills[company.id].total - share
    yield Step(
        "group_contract",
        Text(nl="Sluit met de groep een groepscontract", en="Enter the group contract"),
        room,
        fact("lead.group_contract.weeks"),
        eur,
        estimate=False,
        note=Text(
            nl="kW: wat van uw wens extra past binnen het contract van de groep. EUR: alles wat u samen doet.",
            en="kW: what more of your wish fits within the group's contract. EUR: all that you do together.",
        ),
    )
