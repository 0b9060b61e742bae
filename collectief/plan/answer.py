"""What is kept of each plan that is compared: its cost, CO2, gas and peak in every case, and its decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from collectief.plan.outcome import Case, CaseKey, Outcome
from collectief.plan.outcome_sums import Sums
from collectief.plan.variation import Variation
from collectief.text import Text


@dataclass(frozen=True, slots=True)
class Answered:
    """A plan in short. ``chosen`` are the keys of its measures beyond what the law asks for.

    ``gap`` is how much cheaper a plan could be at most on typical days, as a fraction, and ``gap_eur`` in EUR a year;
    None where it has no bound.
    """

    cases: Mapping[CaseKey, Sums]
    chosen: tuple[str, ...]
    decision: Text
    gap: float | None
    ended_early: bool
    input_hash: str
    invested: Mapping[str, float] = field(default_factory=dict)
    """EUR by company, beyond what the law asks."""
    gap_eur: float | None = None
    checked: bool | None = None
    """Whether it was recomputed by other means and all was right; None where nobody looked."""

    @property
    def together(self) -> Sums:
        """The plan itself."""
        return self.cases["together"]

    @property
    def saving_eur(self) -> float:
        """Together against alone, EUR a year."""
        return self.cases["alone"].eur - self.together.eur


@dataclass(frozen=True, slots=True)
class Answer:
    """A variation with its plan, or with why there is none."""

    variation: Variation
    plan: Answered | None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Answers side by side; the first is the plan itself. ``names`` are those of companies, by id."""

    park: str
    year: int
    version: str
    answers: tuple[Answer, ...]
    names: Mapping[str, str]

    @property
    def plan(self) -> Answered:
        """The plan that the others are held against; raises LookupError where there is none."""
        found = self.answers[0].plan if self.answers else None
        if found is None:
            raise LookupError("a comparison begins with a plan")
        return found


def in_short(outcome: Outcome, *, checked: bool | None = None) -> Answered:
    """What is kept of an outcome, and whether it was right when it was checked."""
    together = outcome.cases["together"]
    proofs = [case.proof for case in outcome.cases.values() if case.proof is not None]
    law = outcome.cases["required"].builds
    return Answered(
        cases={key: sums_of(case) for key, case in outcome.cases.items()},
        chosen=tuple(dict.fromkeys(b.measure for b in together.builds if b not in law)),
        decision=outcome.decision,
        gap=None if together.proof is None else together.proof.gap,
        gap_eur=None if together.proof is None else together.proof.gap_eur,
        ended_early=any(proof.ended_early for proof in proofs),
        input_hash=outcome.input_hash,
        invested=invested(outcome),
        checked=checked,
    )


def sums_of(case: Case) -> Sums:
    """What is kept of one case."""
    return Sums(case.eur_per_year, case.co2_kg, case.gas_m3, case.peak_kw("offtake"), case.investment_eur)


def invested(outcome: Outcome) -> dict[str, float]:
    """What each company invests together beyond what the law asks, EUR."""
    found = dict.fromkeys((c.id for c in outcome.park.companies), 0.0)
    for case, sign in ((outcome.cases["together"], 1.0), (outcome.cases["required"], -1.0)):
        for build in case.builds:
            if build.owner in found:
                found[build.owner] += sign * build.investment_eur
    return found


__all__ = ["Answer", "Answered", "Comparison", "Sums", "in_short", "invested", "sums_of"]
