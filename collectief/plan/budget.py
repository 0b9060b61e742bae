"""What a company can spend at most on what it owns: one limit on its sizes, by what their builds say was invested.

The euros are those of the plan: excluding VAT and before any subsidy, as no subsidy is sure (`schemes`) and it comes
after the bill. What the law asks is bought whatever the budget is, and comes out of it first. What stands from before
is not taken down for it. What the park owns is in nobody's budget. Without this limit no plan is dearer, so a bound
made with it is as valid as the one without, and closer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from collectief.measure import Measure, Setting
from collectief.measure.efficiency import package_build
from collectief.model import Limit, Part, Size, built
from collectief.park import Company, Park
from collectief.plan.capital import invested_line
from collectief.plan.standing import priced

ROUNDING_EUR = 1e-6
"""What is left of a difference of two investments is nothing."""
RATION = "ration/"


def required_eur(setting: Setting, company: Company) -> float:
    """What the energy-saving duty makes a company invest, EUR."""
    mine = sorted(package for who, package in setting.duty if who == company.id)
    return sum(package_build(setting, company, package, 1.0).investment_eur for package in mine)


def without_budgets(park: Park) -> Park:
    """The same park in which nobody has a budget."""
    return replace(park, companies=tuple(replace(c, budget_eur=None) for c in park.companies))


def left_eur(setting: Setting, company: Company) -> float | None:
    """What a company may invest beyond what the law asks, EUR: by its budget and its ration; None without either."""
    most = []
    if company.budget_eur is not None:
        most.append(max(0.0, company.budget_eur - required_eur(setting, company)))
    if setting.rations is not None:
        most.append(setting.rations.get(company.id, 0.0))
    return min(most, default=None)


def ration(
    setting: Setting, measures: Sequence[Measure], company: Company, beside: Iterable[Part] = ()
) -> Iterator[Limit]:
    """The limit on all that a company may own, where it has a budget or a ration.

    ``beside`` are parts that companies can only have together: what the company itself owns of them counts.
    """
    left = left_eur(setting, company)
    if left is None:
        return
    terms: dict[str, float] = {}
    stands = 0.0
    for mine, size in _bought(setting, measures, company, beside):
        per_unit, once = invested_line(setting, mine, size, owner=company.id)
        terms |= {n: eur for n, eur in ((size.name, per_unit), (built(size.name), once)) if eur > ROUNDING_EUR}
        stands += per_unit * size.lower + (once if size.lower > 0 else 0.0)
    yield Limit(f"{RATION}{company.id}", company.id, terms, upper={company.id: max(left, stands)}, per="design")


def _bought(
    setting: Setting, measures: Sequence[Measure], company: Company, beside: Iterable[Part]
) -> Iterator[tuple[Sequence[Measure], Size]]:
    """What a company may buy, with the measures that may say what it costs."""
    for measure in measures:
        yield from (((measure,), p) for p in measure.own_parts(setting, company) if priced(p) and p.upper > 0)
    yield from ((measures, p) for p in beside if p.owner == company.id and priced(p) and p.upper > 0)
