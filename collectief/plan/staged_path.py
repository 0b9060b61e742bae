"""What to build in which year: plans of several years, each with what stands from before, and the cheapest path."""

import importlib.metadata
from collections.abc import Sequence

from collectief.errors import Infeasible
from collectief.facts import heat_level
from collectief.plan.one_stage import Question, bound_stage
from collectief.plan.path_level import with_level
from collectief.plan.path_ways import STOPPED, at_once, best_end, guided, interest_of, named, waiting, walk
from collectief.plan.path_years import refuse
from collectief.plan.rates import QUEUE
from collectief.plan.run import Progress, Run, Stopped, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.stage import Bound, Path, StagedPath
from collectief.plan.stage_world import GAS, RATES, Stated
from collectief.plan.weights import years_each
from collectief.text import Text

PRICES_ONLY = (GAS, *RATES, "tariff.", "year.", "electricity.", "gas.", "co2.")
"""Figures that change no cost of building: these may change between stages without a bound losing its meaning."""
DEARER = Text(
    nl="U liet een kengetal later veranderen dat de prijs van bouwen kan zijn. Wie eerder bouwt betaalt dan de oude "
    "prijs; een ondergrens voor het hele pad is er dan niet.",
    en="You let a figure change later that may be a price of building. Who builds earlier then pays the old price; "
    "there is no lower bound of the whole path then.",
)


def staged_path(
    scenario: Scenario, years: Sequence[int], *, stated: Sequence[Stated] = (), progress: Progress | None = None
) -> StagedPath:
    """The cheapest path found through these planning years, beside the other ways through them.

    Each year is planned with its prices, its demand and its room on the grid; what was built before stands for its
    life and is paid for once. ``stated`` are figures of the user's own. Raises BadYears for years that cannot be
    planned, Infeasible where the first year has no plan, and Stopped where it had to stop before there was one.
    """
    refuse(years, scenario.park.year.year)
    run = run_of(progress)
    question = Question(with_level(scenario, years[-1], stated, run), tuple(years), tuple(stated))
    forward = walk(question, "forward", run)
    if not forward.stages:
        raise Stopped if forward.why is STOPPED else Infeasible(forward.why or STOPPED)
    end = best_end(question, run) if forward.complete else None
    paths = (forward, guided(question, end, run), at_once(question, end, run), waiting(question, forward, run))
    best = min((p for p in paths if p.total_eur is not None), key=lambda p: p.total_eur or 0.0, default=forward)
    no_bound = _no_bound(question, best)
    bounds = () if no_bound is not None else _bounds(question, best, run)
    park = scenario.park
    return StagedPath(
        park=park.name,
        park_year=scenario.year.number,
        version=importlib.metadata.version("collectief"),
        years=question.years,
        counted=years_each(question.years),
        interest=interest_of(question),
        stated=question.stated,
        paths=paths,
        best=best,
        names={**{a.id: a.name for a in park.areas}, **{c.id: c.name for c in park.companies}},
        reliefs={a.id: a.alleviation_year for a in park.areas if a.offtake in QUEUE},
        bounds=bounds,
        water=heat_level(question.scenario.park.rules.heat_level),
        no_bound=no_bound if bounds == () else None,
        wishes={
            c.id: (c.wish.kw, c.wish.from_year, c.area)
            for c in park.companies
            if c.wish is not None and c.wish.kw > 0
        },
    )  # fmt: skip


def _no_bound(question: Question, best: Path) -> Text | None:
    if not best.complete or any(not stage.sizes for stage in best.stages):
        return Text(nl="Voor dit pad is geen ondergrens gezocht.", en="No lower bound was looked for of this path.")
    first = question.years[0]
    later = [one.key for one in question.stated if one.from_year > first]
    return DEARER if any(not key.startswith(PRICES_ONLY) for key in later) else None


def _bounds(question: Question, best: Path, run: Run) -> tuple[Bound, ...]:
    """A bound of every stage; none where it is time to stop."""
    found = []
    for stage in best.stages:
        if run.stop.now():
            return ()
        here = named(run, "bound", stage.year)
        here("prove", 0.0)
        try:
            found.append(bound_stage(question, stage, here))
        except Stopped:
            return ()
    return tuple(found)
