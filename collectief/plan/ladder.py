"""What a company can do now while the grid is full: steps in order of weeks, with kW and EUR a year.

What the plan knows is taken from it: the saving duty, own measures, the group contract. Behaviour is estimated
from key figures, and says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from collectief.facts import fact
from collectief.park import Company
from collectief.plan.outcome import Case, Outcome
from collectief.text import Text

LEAST_KW = 0.5
QUEUE = ("amber", "red")
OWN = ("solar", "battery", "heat_pump", "heat_recovery", "charging_hub")
"""Measures behind the own connection with a lead time of their own."""


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: kW less peak (or room to grow), weeks until it works, EUR a year that it saves (None: not known)."""

    key: str
    text: Text
    kw: float | None
    weeks: float
    eur_per_year: float | None
    estimate: bool


def ladder(outcome: Outcome, company: Company) -> tuple[Step, ...]:
    """The rungs of one company, soonest first; empty where its area is not congested."""
    if outcome.park.area(company.area).offtake not in QUEUE:
        return ()
    steps = (*_known(outcome, company), *_group(outcome, company), *_behaviour(outcome, company))
    return tuple(sorted(steps, key=lambda s: (s.weeks, s.key)))


def _known(outcome: Outcome, company: Company) -> Iterator[Step]:
    now, required, alone = (outcome.cases[k] for k in ("now", "required", "alone"))
    asked = [b for b in required.builds if b.owner == company.id]
    if asked:
        text = Text(nl="Doe wat de energiebesparingsplicht vraagt", en="Do what the energy-saving duty asks")
        yield _between("duty", text, now, required, company=company.id, weeks=_weeks("duty"))
    built = sorted({b.measure for b in alone.builds if b.owner == company.id and b.measure in OWN})
    if built:
        text = Text(
            nl="Bouw wat voor u alleen al loont, achter uw eigen meter",
            en="Build what already pays for you alone, behind your own meter",
        )
        weeks = max(_weeks(m) for m in built)
        yield _between("own", text, required, alone, company=company.id, weeks=weeks)


def _between(key: str, text: Text, before: Case, after: Case, *, company: str, weeks: float) -> Step:
    """The step from one case to the next: lower peak and lower bill of this company."""
    kw = before.energy[company].offtake_peak_kw - after.energy[company].offtake_peak_kw
    return Step(key, text, kw, weeks, before.bills[company].total - after.bills[company].total, estimate=False)


def _group(outcome: Outcome, company: Company) -> Iterator[Step]:
    if company.id in {c for members in outcome.members.values() for c in members}:
        share = outcome.allocations[outcome.chosen_rule].shares[company.id]
        room = sum(g.together_kw - g.alone_kw for g in outcome.growth if g.company == company.id)
        text = Text(nl="Sluit met de groep een groepscontract", en="Enter the group contract")
        eur = outcome.cases["alone"].bills[company.id].total - share
        yield Step("group_contract", text, room, _weeks("group_contract"), eur, estimate=False)
    if company.connection.kind == "large":
        text = Text(
            nl="Vraag de netbeheerder wat hij betaalt als u op afroep minder afneemt",
            en="Ask the grid operator what it pays when you take less on call",
        )
        yield Step("capacity_limitation", text, None, _weeks("capacity_limitation"), None, estimate=True)


def _behaviour(outcome: Outcome, company: Company) -> Iterator[Step]:
    """What people can do otherwise: estimates, in kW off the own peak of now; no euros are claimed."""
    peak_kw = outcome.cases["now"].energy[company.id].offtake_peak_kw
    shift = fact("behaviour.shift.peak_share").value * peak_kw
    text = Text(nl="Schuif diensten of machines uit de drukke uren", en="Move shifts or machines out of the busy hours")
    yield from _estimate("shift", text, shift)
    text = Text(nl="Spreid leveringen, koelen en heffen over de dag", en="Spread deliveries, cooling and lifting")
    yield from _estimate("delivery", text, fact("behaviour.delivery.peak_share").value * peak_kw)
    text = Text(
        nl="Laat auto's van medewerkers later of elders laden", en="Let cars of staff charge later or elsewhere"
    )
    yield from _estimate("commuting", text, fact("behaviour.commuting.kw_per_fte").value * (company.fte or 0.0))
    if company.mobility.van_kwh + company.mobility.lorry_kwh > 0:
        text = Text(nl="Laad bestelbussen en vrachtwagens 's nachts", en="Charge vans and lorries at night")
        yield Step("night_charging", text, None, _weeks("night_charging"), None, estimate=True)


def _estimate(key: str, text: Text, kw: float) -> Iterator[Step]:
    if kw >= LEAST_KW:
        yield Step(key, text, kw, fact(f"behaviour.{key}.weeks").value, None, estimate=True)


def _weeks(key: str) -> float:
    return fact(f"lead.{key}.weeks").value
