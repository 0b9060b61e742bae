"""One planning year of a path: planned with what stands, and bounded as if nothing stood."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from collectief.facts import usual_level
from collectief.measure import Measure, Setting
from collectief.measure.delivered import LET, LINE
from collectief.measure.measure import BUILT
from collectief.measure.network_names import PIPE
from collectief.plan.answer import in_short
from collectief.plan.breaches import further
from collectief.plan.budget import without_budgets
from collectief.plan.capacity import by_rule
from collectief.plan.decide import FEW_PERIODS, optimise
from collectief.plan.outcome import Outcome
from collectief.plan.prepare import prepare, quarters
from collectief.plan.project import NETWORK
from collectief.plan.proof import prove
from collectief.plan.run import Run
from collectief.plan.scenario import Scenario
from collectief.plan.stage import Bound, Stage
from collectief.plan.stage_world import Stated, World, in_year
from collectief.plan.staged_measure import Staged
from collectief.plan.standing import AGREED, Lot, built_lots, law_lots, standing
from collectief.plan.steps import design_steps

ONLY_SHARED: Mapping[str, str] = {NETWORK: PIPE, "wind": "wind/", "direct_line": LINE, "let_roof": LET}
"""Measures of which no company builds anything for itself, with how their sizes begin."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a stage may build: at least (as far as it fits) and at most, by size; no ``most``: anything."""

    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] | None = None


FREE = Room()


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """The park of today, the years that are planned, and the figures that the user states."""

    scenario: Scenario
    years: tuple[int, ...]
    stated: tuple[Stated, ...] = ()

    @contextmanager
    def at(self, year: int) -> Iterator[tuple[Scenario, World, Setting]]:
        """The scenario of a year with its setting, while it lasts."""
        with in_year(one_level(self.scenario), year, self.stated) as (then, world):
            load_kw = quarters(then.park, then.year)
            yield then, world, by_rule(prepare(then.park, then.year, load_kw), load_kw)


def one_level(scenario: Scenario) -> Scenario:
    """The same with one temperature of a heat network, the park's or the usual: pipes lie for longer than a stage."""
    rules = scenario.park.rules
    level = rules.heat_level or usual_level().key
    return replace(scenario, park=replace(scenario.park, rules=replace(rules, heat_level=level)))


def plan_stage(question: Question, year: int, lots: Sequence[Lot], *, room: Room, run: Run) -> Stage:
    """The best plan of a year in which these lots stand.

    Raises Infeasible where no plan keeps the limits, and Stopped where it is time to stop before there is one.
    """
    with question.at(year) as (then, world, setting):
        outcome = optimise(replace(then, measures=_staged(then.measures, lots, room=room, year=year)), run)
        return _stage(outcome, world, setting, then.measures, lots=lots)


def _staged(measures: Sequence[Measure], lots: Sequence[Lot], *, room: Room, year: int) -> tuple[Measure, ...]:
    """The measures with what stands of each; what is only shared is left out where the best end does not have it."""
    found: list[Measure] = []
    for measure in measures:
        mine = tuple(lot for lot in lots if lot.measure == measure.key and lot.stands(year))
        if room.most is not None and measure.key in ONLY_SHARED and not mine and not _within(measure, room.most):
            continue
        plain = measure.key in AGREED or not (mine or room.least or room.most is not None)
        found.append(measure if plain else Staged(measure, year, mine, room.least, room.most))
    return tuple(found)


def _within(measure: Measure, most: Mapping[str, float]) -> bool:
    """Whether anything of a shared measure stands in the end."""
    return any(name.startswith(ONLY_SHARED[measure.key]) and built > BUILT for name, built in most.items())


def _stage(
    outcome: Outcome, world: World, setting: Setting, measures: Sequence[Measure], *, lots: Sequence[Lot]
) -> Stage:
    sizes, short, year = outcome.lives["together"].sizes, in_short(outcome), world.year
    stood = tuple(lot for lot in lots if lot.stands(year))
    idle_eur = sum(_idle_eur(lot, sizes, setting) for lot in stood)
    return Stage(
        world=world,
        eur=short.together.eur + idle_eur,
        idle_eur=idle_eur,
        co2_kg=short.together.co2_kg,
        cases=short.cases,
        added=built_lots(setting, measures, sizes, before=standing(stood, year), year=year),
        stood=stood,
        law=law_lots(setting, year),
        members=outcome.members,
        pinches=outcome.pinches,
        growth=outcome.growth,
        breaches=outcome.cases["together"].breaches,
        decision=outcome.decision,
        sizes=sizes,
        adopted=tuple(p.key for p in outcome.projects if p.adopted),
        ended_early=short.ended_early,
        input_hash=short.input_hash,
        over_kw=further(outcome.cases["together"].breaches, outcome.cases["now"].breaches)[0],
    )


def _idle_eur(lot: Lot, sizes: Mapping[str, float], setting: Setting) -> float:
    """What is paid for a lot that is in no bill: of what is shared its annuity, and of what can be used no more."""
    if lot.shared:
        return lot.annuity_eur
    by_law = any(lot.size == f"efficiency/{company}/{package}" for company, package in setting.duty)
    return 0.0 if by_law or sizes.get(lot.size, 0.0) > BUILT else lot.annuity_eur


def waited(planned: Stage, lots: Sequence[Lot]) -> Stage:
    """The same year in which nobody does more than the law asks for."""
    stood = tuple(lot for lot in lots if lot.stands(planned.year))
    had, required = standing(stood, planned.year), planned.nothing_more
    return Stage(
        world=planned.world, eur=required.eur, idle_eur=0.0, co2_kg=required.co2_kg, cases=planned.cases,
        added=tuple(lot for lot in planned.law if lot.size not in had), stood=stood, law=planned.law,
    )  # fmt: skip


def bound_stage(question: Question, stage: Stage, run: Run) -> Bound:
    """The sizes of a stage on typical days, and the least that any plan of its year costs there, had nothing stood.

    A path pays in each stage no less than that, so the bounds of all stages bound the path. Budgets are left out: what
    stands may have been bought when the law asked less.
    """
    with question.at(stage.year) as (then, _, found):
        setting = replace(found, park=without_budgets(found.park))
        stands = standing((lot for lot in stage.stood if lot.shared), stage.year)
        sizes = {n: max(x, stands.get(n, 0.0)) if x > BUILT else x for n, x in stage.sizes.items()}
        sizes |= {
            f"{n}:kw": 0.0 for n, x in sizes.items() if n.startswith("contract/") and f"{n}:kw" in sizes and x < 1
        }
        unused = sum(lot.annuity_eur for lot in stage.stood if _idle_eur(lot, sizes, setting) and _off(lot, sizes))
        left_out = ({NETWORK} - set(stage.adopted)) & {m.key for m in then.measures}
        proof = prove(
            setting, then.measures, design_steps(setting, FEW_PERIODS), sizes, replayed=stage.eur, left_out=left_out,
            run=run,
        )  # fmt: skip
        return Bound(proof.design_upper + unused, proof.design_lower, proof.left_out)


def _off(lot: Lot, sizes: Mapping[str, float]) -> bool:
    return sizes.get(lot.size, 0.0) <= BUILT
