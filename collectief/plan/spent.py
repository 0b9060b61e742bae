"""What companies with a budget spend of it, and what a euro more would be worth to each."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from collectief.measure import Measure, Setting
from collectief.model import Steps, to_rows
from collectief.model.warm import Warm
from collectief.park import Company, Issue
from collectief.plan.budget import RATION, required_eur
from collectief.plan.design import any_size, own_parts
from collectief.plan.numbers import dutch, english
from collectief.plan.outcome import Case, CaseKey
from collectief.plan.replay import THREADS
from collectief.plan.spending import Spending
from collectief.text import Text


def spendings(
    setting: Setting, measures: Sequence[Measure], cases: Mapping[CaseKey, Case], steps: Steps
) -> tuple[Spending, ...]:
    """One for each company that has a budget, in the order of the park; ``steps`` are those of a design."""
    budgets = [(c, c.budget_eur) for c in setting.park.companies if c.budget_eur is not None]
    with ThreadPoolExecutor(THREADS) as pool:
        worths = list(pool.map(lambda one: _euro_more(setting, measures, one[0], steps), budgets))
    return tuple(
        Spending(
            c.id, budget, required_eur(setting, c), _invested(cases["alone"], c), _invested(cases["together"], c), worth
        )
        for (c, budget), worth in zip(budgets, worths, strict=True)
    )


def _invested(case: Case, company: Company) -> float:
    return sum(b.investment_eur for b in case.builds if b.owner == company.id)


def _euro_more(setting: Setting, measures: Sequence[Measure], company: Company, steps: Steps) -> float:
    """EUR a year that the next euro saves on typical days, without smallest amounts and yes/no.

    It is the price of the limit with that euro: with a budget of nothing at all a limit has no price of its own. A
    budget below what the law asks begins there. Whatever a search for a cap has beside it does not count.
    """
    plain = replace(setting, rations=None, capital_weight=0.0)
    next_eur = max(company.budget_eur or 0.0, required_eur(setting, company)) + 1.0
    parts = own_parts(plain, measures, replace(company, budget_eur=next_eur))
    rows = to_rows(any_size(parts), steps).relaxed()
    warm = Warm(rows, presolve=True)
    warm.solve()
    return max(0.0, -float(warm.duals[rows.limits[f"{RATION}{company.id}"]][0]))


def below_the_law(found: Iterable[Spending]) -> tuple[Issue, ...]:
    """A warning for each company of which the budget is less than what the law makes it invest."""
    return tuple(_warning(one) for one in found if one.short_eur > 0)


def _warning(one: Spending) -> Issue:
    budget, required = one.budget_eur, one.required_eur
    return Issue(
        "warning", "budget_below_duty", "bedrijven.csv", "budget_eur", (one.company,),
        Text(
            nl=f"Het budget van {one.company} is EUR {dutch(budget)}, maar de energiebesparingsplicht vraagt EUR "
            f"{dutch(required)}. Dat staat in het plan; voor iets anders is er geen geld.",
            en=f"The budget of {one.company} is EUR {english(budget)}, but the energy-saving duty asks EUR "
            f"{english(required)}. That is in the plan; there is no money for anything else.",
        ),
        Text(
            nl="Maak het budget minstens zo groot als de plicht, of laat budget_eur leeg.",
            en="Make the budget at least as large as the duty, or leave budget_eur empty.",
        ),
    )  # fmt: skip
