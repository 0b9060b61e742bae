"""What is found out about a plan once it stands: reasons, earnings, climate, and what is spent of budgets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from collectief.measure import Measure, Setting
from collectief.model import Steps
from collectief.plan.climate import climate
from collectief.plan.earn_back import both_ways
from collectief.plan.outcome import LifeKey, Living, Outcome
from collectief.plan.prepare import Array
from collectief.plan.reasons import reasons
from collectief.plan.screen import Screening
from collectief.plan.spent import below_the_law, spendings


def told(
    found: Outcome,
    setting: Setting,
    measures: Sequence[Measure],
    *,
    screened: Mapping[str, Screening],
    living: Mapping[LifeKey, Living],
    steps: Steps,
    load_kw: Mapping[str, Array],
) -> Outcome:
    """The outcome with these; ``steps`` are those on which each company was designed."""
    cases, projects = found.cases, found.projects
    earned = both_ways(setting, measures, cases, living, load_kw=load_kw, projects=projects)
    mine = earned["together"]
    budgets = spendings(setting, measures, cases, steps)
    held = [one.company for one in budgets if one.binds]
    return replace(
        found,
        issues=below_the_law(budgets),
        reasons=reasons(setting, measures, cases, screened=screened, projects=projects, earned=mine, held=held),
        climate=climate(setting, measures, cases, living, mine),
        earnings=earned,
        budgets=budgets,
    )
