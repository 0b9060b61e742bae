"""Schemes and the business case as plain values for plan.json."""

from dataclasses import asdict
from math import isfinite
from typing import Any

from collectief.facts.schemes import Scheme
from collectief.facts.schemes import schemes as all_schemes
from collectief.money.schemes import Answer, Span
from collectief.plan.business_case import BusinessCase
from collectief.plan.cash_years import CashFlow
from collectief.plan.financing import financings
from collectief.plan.outcome import Outcome
from collectief.plan.possible_duty import possible_duties
from collectief.plan.schemes import Fitting, fitting_schemes


def money_values(outcome: Outcome, case: BusinessCase) -> dict[str, Any]:
    """All of it: schemes, what the law may ask for, the business case, and the ways to pay for it."""
    return {
        "schemes": schemes_values(outcome),
        "possible_duty": duty_values(outcome),
        "business_case": business_values(case),
        "financing": financing_values(outcome, case),
    }


def duty_values(outcome: Outcome) -> list[dict[str, Any]]:
    """What the energy-saving duty may ask for beside saving, of whom, with what it earns back alone."""
    return [
        {
            "company": one.company,
            "measure": one.measure,
            "investment_eur": one.earning.investment_eur,
            "gain_eur": one.gain_eur,
            "payback_years": one.earning.payback_years,
            "estimate": one.earning.estimate,
        }
        for one in possible_duties(outcome)
    ]


def schemes_values(outcome: Outcome) -> dict[str, Any]:
    """The table of schemes with sources, and per investment what each says; amounts are in no cost of the plan."""
    return {
        "table": {s.key: _scheme(s) for s in all_schemes()},
        "investments": [_fitting(one) for one in fitting_schemes(outcome)],
    }


def _scheme(scheme: Scheme) -> dict[str, Any]:
    return {
        "name": scheme.name,
        "kind": scheme.kind,
        "counter": scheme.counter,
        "what": scheme.what,
        "from": scheme.from_date.isoformat() if scheme.from_date else None,
        "to": scheme.to_date.isoformat() if scheme.to_date else None,
        "year": scheme.year,
        "source": scheme.source,
        "confidence": scheme.confidence,
    }


def _fitting(one: Fitting) -> dict[str, Any]:
    asset = one.investment.asset
    return {
        "owner": one.investment.owner,
        "measure": asset.measure,
        "required_by_law": asset.required_by_law,
        "investment_eur": asset.investment_eur,
        "payback_years": _years(asset.payback_years),
        "if_granted": one.best.scheme.key if one.best else None,
        "answers": {a.scheme.key: _answer(a) for a in one.answers if a.decided_by != "measure"},
        "not_for_this_measure": [a.scheme.key for a in one.answers if a.decided_by == "measure"],
    }


def _years(known: float | Span | None) -> dict[str, float | None] | float | None:
    """A payback, an estimate with its ends, or nothing where it is not known or never comes (JSON has no infinity)."""
    if isinstance(known, Span):
        return {end: _finite(getattr(known, end)) for end in ("low", "middle", "high")}
    return None if known is None else _finite(known)


def _finite(years: float) -> float | None:
    return years if isfinite(years) else None


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "decided_by": answer.decided_by,
        "text": answer.text,
        "worth": asdict(answer.worth) if answer.worth else None,
    }


def financing_values(outcome: Outcome, case: BusinessCase) -> dict[str, Any]:
    """Every way to pay, per company that invests more than now; amounts are in no cost of the plan."""
    return {
        company: [
            {
                "way": f.way,
                "allowed": f.verdict,
                "own_eur": f.own_eur,
                "lent_eur": f.lent_eur,
                "once_eur": f.once_eur,
                "guaranteed_eur": f.guaranteed_eur,
                "years": f.years,
                "paid_eur_per_year": [f.low_eur_per_year, f.high_eur_per_year],
                "left_eur_per_year": f.left_eur_per_year,
            }
            for f in ways
        ]
        for company, ways in financings(case, fitting_schemes(outcome)).items()
    }


def business_values(case: BusinessCase) -> dict[str, Any]:
    """Terms, cash of all and of each company against now and alone, grants if granted, and cost per MWh."""
    return {
        "terms": asdict(case.terms),
        "all": {way: _cash(flow) for way, flow in case.whole.items()},
        "companies": {way: {c: _cash(f) for c, f in flows.items()} for way, flows in case.companies.items()},
        "if_granted_eur": {c: asdict(g) for c, g in case.granted.items()},
        "if_granted_extra_eur": {
            way: {c: asdict(g) for c, g in granted.items()} for way, granted in case.granted_extra.items()
        },
        "part_of_shared": dict(case.parts),
        "levelised": [{**asdict(one), "eur_per_mwh": one.eur_per_mwh} for one in case.levelised],
    }


def _cash(flow: CashFlow) -> dict[str, Any]:
    return asdict(flow)
