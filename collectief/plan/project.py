"""Shared projects: a heat network, a hub or battery on the group's site, direct lines, lived through the full year.

A screening finds on a few typical days what could pay. Those who take part then design anew, with the
project and with each other, while all others go on as they were. It is kept where the exact bills of the full
year are lower with it than without.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from collectief.errors import Infeasible
from collectief.measure import PARK, Measure, Setting
from collectief.measure.digging import ROUTE
from collectief.measure.direct_line import cables
from collectief.measure.heat_network import HEAT, heat_ways
from collectief.measure.heating import level_of
from collectief.measure.let_roof import fields, hosts
from collectief.measure.measure import BUILT
from collectief.measure.nets import parted
from collectief.measure.network_names import CONNECT, PIPE, PLANTS, RESIDUAL
from collectief.measure.outside_heat import outside_sources, power_per_outside, source_size
from collectief.measure.shared_mobility import SHARED_MOBILITY, on_offer
from collectief.model import Part, Size, Steps, built, early
from collectief.model.trim import freeze, without
from collectief.plan.breaches import further
from collectief.plan.capital import total_weight_eur
from collectief.plan.cases import groups_of, lived
from collectief.plan.design import all_parts, find_design
from collectief.plan.laid import with_pipes
from collectief.plan.members import Lived, moved
from collectief.plan.network_water import flowing_pipes
from collectief.plan.outcome import Case, Living, Project
from collectief.plan.replay import CONTRACT, Array, Dispatch, replay
from collectief.plan.run import INTERRUPTED, Run, Stopped
from collectief.plan.screen import HUB, Screening

NETWORK, DIRECT, ROOFS, POOLS = "heat_network", "direct_line", "let_roof", SHARED_MOBILITY
GAP, NEAR, SECONDS = 2e-3, 5e-4, 300.0
"""The design with a project ends this near, of the cost of those who take part; nearer with a network, as it is known
who connects, which takes most of the time."""


@dataclass(frozen=True, slots=True, eq=False)
class WithProjects:
    """How everybody lives with the projects that pay, what it cost before them, and every project looked at."""

    life: Lived
    before: Case
    projects: tuple[Project, ...]

    @property
    def adopted(self) -> tuple[Project, ...]:
        """The projects in the plan."""
        return tuple(p for p in self.projects if p.adopted)


def found(setting: Setting, sizes: Mapping[str, float], key: str, answer: Screening) -> Project | None:
    """The project that a screening found, or None where it found nothing that pays."""
    if answer.found <= 0 or not answer.sizes:
        return None
    names = set(answer.sizes)
    sites = {g.site for g in groups_of(setting, sizes)}
    lifted = {source_size(one) for one in outside_sources(setting.park) if power_per_outside(setting.park, one) > 0}
    on_site = any(n.startswith((*PLANTS, HUB)) for n in names) or bool(names & (sites | lifted))
    users = _users(setting, sizes, key, names)
    laid = {n: kw for n, kw in answer.sizes.items() if n.startswith(PIPE)}
    opens = frozenset(names | (sites if on_site else set()))
    return Project(key, users, opens, laid=laid) if users else None


def _users(setting: Setting, sizes: Mapping[str, float], key: str, names: Container[str]) -> tuple[str, ...]:
    """Who takes part in a project of this kind that may build these sizes."""
    if key == NETWORK:
        return _connected(setting, names)
    if key == POOLS:
        return _pooled(setting, names)
    if key == ROOFS:
        return _hosts(setting, names)
    return ends(setting, names) if key == DIRECT else _on_site(setting, sizes, names)


def _pooled(setting: Setting, names: Container[str]) -> tuple[str, ...]:
    """Who puts cars in one of these pools, in the order of the park."""
    mine = {c for pool in on_offer(setting) if pool.name in names for c in pool.members}
    return tuple(c.id for c in setting.park.companies if c.id in mine)


def ends(setting: Setting, names: Container[str]) -> tuple[str, ...]:
    """Who gives or takes over these direct lines, in the order of the park."""
    both = {end for cable in cables(setting) if cable.name in names for end in (cable.giver, cable.taker)}
    return tuple(c.id for c in setting.park.companies if c.id in both)


def _hosts(setting: Setting, names: Container[str]) -> tuple[str, ...]:
    """Who lets the roof on which these panels are, in the order of the park."""
    return tuple(c.id for c in hosts(setting) if any(one.name in names for one in fields(setting, c)))


def _laid(setting: Setting, project: Project, sizes: Mapping[str, float]) -> Project:
    """The same project with what it built: of direct lines and roofs those that turned out to pay, and whose they are.

    Where that is none, those who answered anew may live cheaper or dearer, but no line or roof does that.
    """
    if project.key not in (DIRECT, ROOFS):
        return project
    built = frozenset(n for n in project.opens if sizes.get(n, 0.0) > BUILT)
    if not built:
        return replace(project, gain_eur=min(project.gain_eur, 0.0), weight_eur=0.0)
    return replace(project, opens=built, members=_users(setting, sizes, project.key, built))


def _connected(setting: Setting, names: Container[str]) -> tuple[str, ...]:
    """Who connects to a network, and who feeds it."""
    companies = (c.id for c in setting.park.companies)
    return tuple(c for c in companies if f"{CONNECT}{c}" in names or f"{RESIDUAL}{c}" in names)


def _on_site(setting: Setting, sizes: Mapping[str, float], names: Container[str]) -> tuple[str, ...]:
    """The members of the groups on whose site something is built: they pay for it and carry its peak."""
    groups = [g for g in groups_of(setting, sizes) if g.site in names or f"{HUB}{g.area}" in names]
    return tuple(c.id for g in groups for c in g.members)


def adopt(
    setting: Setting,
    measures: Sequence[Measure],
    start: Lived,
    wanted: Sequence[Project],
    *,
    steps: Steps,
    load_kw: Mapping[str, Array],
    run: Run | None = None,
) -> WithProjects:
    """Live through the year with each project in turn, and keep those with which all bills together are lower.

    One with which a contract or connection is broken in some quarter does not fit: its gain is minus infinity. Where it
    is time to stop, the rest is not looked at.
    """
    here = run or Run()
    life, seen = start, []
    before = _case(setting, measures, life, load_kw=load_kw)
    eur, weight = before.eur_per_year, total_weight_eur(setting, before)
    for project in wanted:
        if here.stop.now():
            life = replace(life, ended=life.ended | {INTERRUPTED})
            break
        try:
            laid, tried = _lived_with(setting, measures, life, project, steps=steps, run=here)
        except Stopped:
            life = replace(life, ended=life.ended | {INTERRUPTED})
            break
        except Infeasible as error:
            seen.append(replace(project, gain_eur=float("-inf")))
            life = replace(life, ended=life.ended | early(error.ended))
            continue
        case = _case(setting, measures, tried, load_kw=load_kw)
        with_it = case.eur_per_year if fits(case, before) else float("inf")
        one = replace(laid, gain_eur=eur - with_it, weight_eur=weight - total_weight_eur(setting, case))
        one = _laid(setting, one, tried.sizes)
        seen.append(one if one.adopted else replace(one, tried=Living(tried.sizes, tried.flows)))
        if one.adopted:
            life, eur, weight = tried, with_it, total_weight_eur(setting, case)
        life = replace(life, ended=life.ended | tried.ended)
    return WithProjects(life, before, tuple(seen))


def fits(case: Case, before: Case) -> bool:
    """Whether a plan breaks no contract and no connection further than the plan before it, in any quarter."""
    over_kw, _ = further((b for b in case.breaches if b.kind != "area"), before.breaches)
    return over_kw == 0.0


def _case(setting: Setting, measures: Sequence[Measure], life: Lived, *, load_kw: Mapping[str, Array]) -> Case:
    dispatch = Dispatch(life.flows, {}, 0.0)
    return lived(setting, measures, life.sizes, dispatch=dispatch, load_kw=load_kw, key="together")


def _lived_with(
    setting: Setting, measures: Sequence[Measure], start: Lived, project: Project, *, steps: Steps, run: Run
) -> tuple[Project, Lived]:
    """The year with a project; with a network, with pipes made larger until the water in them keeps its limits.

    Larger pipes cost and lose little more: what all designed with the smaller ones stays.
    """
    tried: Lived | None = None
    while True:
        tried = _live(setting, measures, start, project, steps=steps, run=run, designed=tried)
        if project.key != NETWORK:
            return project, tried
        stretches = heat_ways(setting)
        kept = {n: kw for n, kw in tried.sizes.items() if not _removed(n, project)}
        flowing = flowing_pipes(stretches, kept, level_of(setting.park))
        if all(flowing[n] <= project.laid.get(n, 0.0) for n in flowing):
            return project, tried
        project = replace(project, laid={**project.laid, **flowing})


def _removed(name: str, project: Project) -> bool:
    """Whether a pipe is none of the project."""
    return name.startswith(PIPE) and name not in project.laid


def _live(
    setting: Setting,
    measures: Sequence[Measure],
    start: Lived,
    project: Project,
    *,
    steps: Steps,
    run: Run,
    designed: Lived | None = None,
) -> Lived:
    """All who take part design and live anew with the project; everybody else goes on as before.

    With what was ``designed`` before they only live. Raises Infeasible where who goes on leans on what others did.
    """
    if project.key == POOLS:  # cars are no part of what runs: nobody lives otherwise
        return replace(start, sizes={**start.sizes, **dict.fromkeys(project.opens, 1.0)})
    dug = {n for n in {*start.sizes, *project.opens} if n.startswith(PIPE) and _stands(n, start, project)}
    measures = with_pipes(measures, {**start.sizes, **project.laid}, level_of(setting.park))
    everything = tuple(all_parts(setting, measures))
    if dug:
        everything = tuple(parted(everything, heat_ways(setting), heat=HEAT, dug=dug))
    mine = freeze(everything, (PARK, *project.members), lived=start.flows, sizes=start.sizes)
    known = _known(setting, measures, mine, start, project)
    here = without(mine, {n for n, amount in known.items() if amount <= BUILT})
    if designed is None:
        gap = NEAR if project.key == NETWORK else GAP
        connects = {built(n): 1.0 for n in sorted(project.opens) if n.startswith(CONNECT)}  # open it takes minutes
        chosen = find_design(here, steps, gap=gap, seconds=SECONDS, known={**known, **connects}, run=run)
        sizes, ended = {**start.sizes, **known, **chosen.sizes}, start.ended | early(chosen.status)
    else:
        sizes, ended = {**designed.sizes, **known}, designed.ended
    year = replay(setting, here, sizes, run=run)
    return Lived({**sizes, **year.contracts_kw}, moved(start.flows, mine, year), ended)


def _stands(name: str, start: Lived, project: Project) -> bool:
    return name in project.opens or start.sizes.get(name, 0.0) > BUILT


def _settled(name: str, shared: Container[str]) -> bool:
    return (name in shared and not name.startswith(ROUTE)) or name.startswith("contract/")


def _known(
    setting: Setting, measures: Sequence[Measure], mine: Sequence[Part], start: Lived, project: Project
) -> dict[str, float]:
    """What is settled before: who has which contract, and all that is shared outside the project; not how many kW."""
    shared = {p.name for m in measures for p in m.shared_parts(setting) if isinstance(p, Size)} - project.opens
    names = (p.name for p in mine if isinstance(p, Size))
    settled = (n for n in names if _settled(n, shared) and not n.endswith(CONTRACT))
    return {n: start.sizes.get(n, 0.0) for n in settled} | dict(project.laid)
