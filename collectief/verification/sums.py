"""Whether the parts add up: bills to the cost, shares to the cost, and the cost to what the proof says."""

from collections.abc import Iterable, Iterator
from math import fsum

from collectief.plan.outcome import Breach, Outcome
from collectief.text import Text
from collectief.verification.verdict import CENT, WATTS_KW, Check, at_most, near

COST = Text(nl="Alle regels samen zijn de kosten (EUR)", en="All lines together are the cost (EUR)")
BELOW = Text(nl="De kosten liggen niet onder hun ondergrens (EUR)", en="The cost is not below its lower bound (EUR)")
KEPT = Text(nl="Wat bewezen is, houdt de grenzen (kW)", en="What is proven keeps the limits (kW)")
PROVEN = Text(nl="De kosten zijn die van het bewijs (EUR)", en="The cost is that of the proof (EUR)")
SHARES = Text(nl="De delen samen zijn de kosten samen (EUR)", en="The shares together are the cost together (EUR)")
EVERYBODY = Text(nl="Elk bedrijf een deel, niemand anders (aantal)", en="Each company a share, nobody else (number)")
OUTSIDE = Text(
    nl="Wie nergens aan meedoet, betaalt zijn eigen rekening (EUR)", en="Who joins nothing pays its own bill (EUR)"
)
CHOSEN = Text(nl="De gekozen regel is uitgerekend (aantal)", en="The chosen rule was worked out (number)")


def check_sums(outcome: Outcome) -> Iterator[Check]:
    """Cost of each case, and shares of each rule."""
    for case in outcome.cases.values():
        lines = fsum(eur for bill in case.bills.values() for eur in bill.lines.values())
        yield near(COST, case.eur_per_year - lines, case.key, within=CENT)
        if case.proof is not None:
            yield near(PROVEN, case.proof.replayed - lines, case.key, within=CENT)
            for lower in (case.proof.year_lower, case.proof.grouped_lower):
                if lower is not None:
                    yield at_most(BELOW, lower - lines, case.key, within=CENT)
            if case.proof.year_lower is not None:
                further = _further(case.breaches, outcome.cases["now"].breaches)
                yield at_most(KEPT, further, case.key, within=WATTS_KW)
    for rule in outcome.allocations:
        yield from _shares(outcome, rule)
    yield near(CHOSEN, float(outcome.chosen_rule not in outcome.allocations), outcome.chosen_rule, within=0)


def _further(broken: Iterable[Breach], before: Iterable[Breach]) -> float:
    """How far a limit is broken beyond what it was before, kW; one that is lowered must be kept."""
    was = {(b.owner, b.direction, b.kind): b for b in before}
    pairs = ((b, was.get((b.owner, b.direction, b.kind))) for b in broken)
    excused = ((b, a.peak_kw - a.limit_kw if a and b.limit_kw >= a.limit_kw - WATTS_KW else 0.0) for b, a in pairs)
    return max((b.peak_kw - b.limit_kw - kw for b, kw in excused), default=0.0)


def _shares(outcome: Outcome, rule: str) -> Iterator[Check]:
    shares, together = outcome.allocations[rule].shares, outcome.cases["together"]
    yield near(SHARES, fsum(shares.values()) - together.eur_per_year, rule, within=CENT)
    odd = set(shares) ^ {c.id for c in outcome.park.companies}
    yield near(EVERYBODY, len(odd), f"{rule}/{', '.join(sorted(odd))}", within=0)
    outside = (_never_grouped(outcome) - _in_projects(outcome)) & set(shares)
    off = {c: shares[c] - together.bills[c].total for c in sorted(outside)}
    worst = max(off, key=lambda c: abs(off[c]), default="")
    yield near(OUTSIDE, off.get(worst, 0.0), f"{rule}/{worst}", within=CENT)


def _never_grouped(outcome: Outcome) -> set[str]:
    """Small users, and large ones without a charge on their monthly peaks: no group contract is for them."""
    return {c.id for c in outcome.park.companies if not outcome.park.tariff(c.connection.tariff).charges_peaks}


def _in_projects(outcome: Outcome) -> set[str]:
    """Companies that take part in a shared project of the plan; a small user may."""
    return {company for project in outcome.projects if project.adopted for company in project.members}
