"""The same sizes through typical days once more, with another figure: what a figure that moves flows does to costs.

What is built and agreed stays, what runs may answer: where a heat pump gets worse, the boiler burns more. A figure that
makes a profile, or the year where the park brings no files of one, makes it anew. The days are those on which the plan
was designed. Only differences count; they are added to the plan's own euros. A bill of the full year would differ: an
estimate.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from collectief.facts import noted, swung
from collectief.measure import PARK, Measure, Setting
from collectief.measure.efficiency import Efficiency
from collectief.measure.heat_network import HEAT, heat_ways
from collectief.measure.heating import level_of
from collectief.measure.measure import BUILT
from collectief.measure.nets import parted
from collectief.measure.network_names import PIPE
from collectief.measure.pool_cars import PoolOffer
from collectief.measure.pool_offer import pool_offer
from collectief.model import Flow, Load, Part, Rows, Size, Steps, Store, Warm, to_rows
from collectief.model.trim import islands, trim
from collectief.park import Company, Park
from collectief.plan.capacity import by_rule
from collectief.plan.cases import groups_of
from collectief.plan.decide import PERIODS
from collectief.plan.design import own_parts
from collectief.plan.laid import with_pipes
from collectief.plan.outcome import LifeKey, Outcome
from collectief.plan.prepare import Array, Duty, Needs, load_of, need_of, prepare
from collectief.plan.replay import CONTRACT, THREADS
from collectief.plan.steps import design_steps
from collectief.profile.sun import roof_profile
from collectief.profile.synthetic import made_by, synthetic_year
from collectief.profile.year import Year

Sizes = Mapping[str, float]
Stage = Literal["year", "sun", "pools", "setting", "parts"]
Island = tuple[str, str]
"""Whose, and the name of its first part."""


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """One party on typical days: what its sizes cost, EUR a year, and the rows of what runs, by island."""

    sizes_eur: float
    rows: Mapping[Island, Rows]


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What one company uses: electricity in quarter-hours (kW), heat and driving, and the figures that were read."""

    load_kw: Array
    needs: Needs
    keys: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Rerun:
    """A plan on typical days, with the figures of the tables: each company alone, and all who share as one party."""

    outcome: Outcome
    setting: Setting
    measures: tuple[Measure, ...]
    steps: Steps
    sharing: frozenset[str]
    """Companies in a group or a shared project; all others live together as alone."""
    uses: Mapping[str, Made]
    """What each company uses, with the figures of the tables."""
    read: Mapping[Stage, frozenset[str]]
    """The figures that each stage reads; one that a stage does not read leaves it as it was."""
    written: Mapping[str, Written]
    solved: Mapping[Island, Warm]
    eur: Mapping[Island, float]

    @property
    def load_kw(self) -> dict[str, Array]:
        """Electricity of each company before own solar, kW, shape (35040,)."""
        return {c: made.load_kw for c, made in self.uses.items()}

    @property
    def keys(self) -> frozenset[str]:
        """Figures that anything here reads."""
        return frozenset().union(*self.read.values(), *(made.keys for made in self.uses.values()))

    def change(self, key: str, value: float) -> tuple[float, float]:
        """How much dearer alone and together become, EUR a year, when a figure has this value.

        Raises Infeasible where the same sizes cannot keep the limits then.
        """
        with swung({key: value}):
            setting = self._setting_with(key)
            after = _written(self.outcome, setting, self.measures, self.steps, sharing=self.sharing)
        wanted = {place: rows for one in after.values() for place, rows in one.rows.items()}
        changed = [p for p, rows in wanted.items() if p not in self.solved or not _same(rows, self.solved[p].rows)]
        with ThreadPoolExecutor(THREADS) as pool:
            found = pool.map(lambda p: Warm(wanted[p], start=self.solved.get(p)).solve().upper, changed)
            eur = {**self.eur, **dict(zip(changed, found, strict=True))}
        more = {
            who: sum(eur[p] for p in one.rows) + one.sizes_eur - self._before_eur(who) for who, one in after.items()
        }
        alone = sum(x for who, x in more.items() if who != PARK)
        return alone, sum(x for who, x in more.items() if who not in self.sharing)

    def running_eur(self, who: str) -> float:
        """What a party pays for what runs on these days, without its sizes, EUR a year."""
        return sum(self.eur[p] for p in self.written[who].rows)

    def _before_eur(self, who: str) -> float:
        return self.running_eur(who) + self.written[who].sizes_eur

    def _setting_with(self, key: str) -> Setting:
        """The setting with the figures as they are now; what they do not touch, and the duty, stay as planned."""
        other_year = key in self.read["year"]
        anew = [c for c, made in self.uses.items() if other_year or key in made.keys]
        if not (anew or any(key in self.read[stage] for stage in ("sun", "pools", "setting"))):
            return self.setting
        park = self.outcome.park
        year = synthetic_year(park.year.year, park.year.seed) if other_year else self.outcome.year
        uses = {**self.uses, **{c: _made(park, park.company(c), year) for c in anew}}
        sun = None if other_year or key in self.read["sun"] else self.setting.sun_kw_per_kwp
        pools = pool_offer(park, year) if key in self.read["pools"] else self.setting.pools
        return _setting(park, year, uses, sun=sun, duty=self.setting.duty, pools=pools)


def _made(park: Park, company: Company, year: Year) -> Made:
    """What one company uses, and the figures that make it."""
    with noted() as keys:
        load_kw = load_of(park, company, year)
        needs = need_of(park, company, year)
    return Made(load_kw, needs, frozenset(keys))


def rerun(outcome: Outcome, measures: Sequence[Measure]) -> Rerun:
    """A plan made ready to be run again on typical days, with the measures that are in it."""
    park, year = outcome.park, outcome.year
    uses = {c.id: _made(park, c, year) for c in park.companies}
    with noted() as sun_keys:
        sun = roof_profile(year)
    with noted() as pool_keys:
        pools = pool_offer(park, year)
    with noted() as keys:
        setting = _setting(park, year, uses, sun=sun, duty=None, pools=pools)
    built = {b.measure for case in outcome.cases.values() for b in case.builds} | {Efficiency().key}
    used = tuple(m for m in measures if m.key in built)
    sharing = _sharing(outcome, setting)
    steps = design_steps(setting, PERIODS)
    with noted() as part_keys:
        written = _written(outcome, setting, used, steps, sharing=sharing)
    rows = {place: r for one in written.values() for place, r in one.rows.items()}
    with ThreadPoolExecutor(THREADS) as pool:
        solved = dict(zip(rows, pool.map(lambda r: Warm(r, presolve=True), rows.values()), strict=True))
        eur = dict(zip(solved, pool.map(lambda warm: warm.solve().upper, solved.values()), strict=True))
    read: dict[Stage, frozenset[str]] = {
        "year": made_by(year, park.year.year, park.year.seed), "sun": frozenset(sun_keys),
        "pools": frozenset(pool_keys), "setting": frozenset(keys), "parts": frozenset(part_keys),
    }  # fmt: skip
    return Rerun(outcome, setting, used, steps, sharing, uses, read, written, solved, eur)


def _setting(
    park: Park, year: Year, uses: Mapping[str, Made], *, sun: Array | None, duty: Duty | None, pools: PoolOffer
) -> Setting:
    load_kw = {c: made.load_kw for c, made in uses.items()}
    needs = {c: made.needs for c, made in uses.items()}
    return by_rule(prepare(park, year, load_kw, needs=needs, sun_kw_per_kwp=sun, duty=duty, pools=pools), load_kw)


def _sharing(outcome: Outcome, setting: Setting) -> frozenset[str]:
    groups = groups_of(setting, outcome.lives["together"].sizes)
    members = {c.id for g in groups for c in g.members}
    return frozenset(members | {c for p in outcome.projects if p.adopted for c in p.members})


def _written(
    outcome: Outcome, setting: Setting, measures: Sequence[Measure], steps: Steps, *, sharing: frozenset[str]
) -> dict[str, Written]:
    """Every company alone, and under PARK those who share, as they live together."""
    named: Mapping[str, LifeKey] = {PARK: "together"}
    own = {c.id: tuple(own_parts(setting, measures, c)) for c in setting.park.companies}
    parties: dict[str, Iterable[Part]] = dict(own)
    if sharing:
        shared = shared_parts(setting, measures, outcome.lives["together"].sizes)
        parties[PARK] = netted(setting, [p for c in own if c in sharing for p in own[c]] + [*shared], outcome)
    return {
        who: _party(who, tuple(parts), outcome.lives[named.get(who, "alone")].sizes, steps)
        for who, parts in parties.items()
    }


def shared_parts(setting: Setting, measures: Sequence[Measure], sizes: Sizes) -> Iterator[Part]:
    """What is shared by the measures of which anything shared is built; of a heat network the pipes that lie."""
    for measure in with_pipes(measures, sizes, level_of(setting.park)):
        parts = tuple(measure.shared_parts(setting))
        if any(isinstance(p, Size) and sizes.get(p.name, 0.0) > BUILT for p in parts):
            yield from parts


def netted(setting: Setting, parts: Sequence[Part], outcome: Outcome) -> Iterable[Part]:
    """The same parts, with heat only between what pipes connect."""
    dug = {n for n, amount in outcome.lives["together"].sizes.items() if n.startswith(PIPE) and amount > BUILT}
    return parted(parts, heat_ways(setting), heat=HEAT, dug=dug) if dug else parts


def company_rows(runs: Rerun, company: str, measures: Sequence[Measure], *, free: str | None = None) -> Rows:
    """The rows of a company alone with one size free to choose and all others as planned, which cost nothing here.

    With none named all its sizes are free, at their price.
    """
    parts = tuple(own_parts(runs.setting, measures, runs.setting.park.company(company)))
    if free is None:
        return to_rows(parts, runs.steps)
    known, loose = _known(parts, runs.outcome.lives["alone"].sizes)
    here = {n: amount for n, amount in known.items() if n != free}
    return to_rows([_grown(p, loose) for p in trim(parts, here, least=BUILT)], runs.steps, here)


def _known(parts: Sequence[Part], sizes: Sizes) -> tuple[Sizes, Sizes]:
    """Sizes that are given, and contracts that may be chosen and may grow."""
    amounts = {p.name: sizes.get(p.name, 0.0) for p in parts if isinstance(p, Size)}
    loose = {n: kw for n, kw in amounts.items() if n.endswith(CONTRACT)}
    return {n: (x if x > BUILT else 0.0) for n, x in amounts.items() if n not in loose}, loose


def _party(who: str, parts: Sequence[Part], sizes: Sizes, steps: Steps) -> Written:
    """The rows of a party with its sizes; contracts that may be chosen may grow, at their price."""
    known, loose = _known(parts, sizes)
    eur = sum(_size_eur(p, known[p.name]) for p in parts if isinstance(p, Size) and p.name in known)
    living = [
        tuple(_grown(p, loose) for p in island)
        for island in islands(trim(parts, known, least=BUILT))
        if any(isinstance(p, Flow | Load | Store) for p in island)
    ]
    return Written(eur, {(who, island[0].name): to_rows(island, steps, known) for island in living})


def _size_eur(size: Size, amount: float) -> float:
    return size.eur_per_unit * amount + (size.eur_fixed if amount > BUILT else 0.0)


def _grown(part: Part, designed: Sizes) -> Part:
    if isinstance(part, Size) and part.name in designed:
        return replace(part, lower=designed[part.name], upper=max(part.upper, designed[part.name]))
    return part


def _same(rows: Rows, before: Rows) -> bool:
    """Whether two models are the same to the last digit."""
    if rows.a.shape != before.a.shape or rows.columns != before.columns:
        return False
    pairs = (
        (rows.cost, before.cost), (rows.lower, before.lower), (rows.upper, before.upper), (rows.high, before.high),
        (rows.a.indices, before.a.indices), (rows.a.data, before.a.data), (rows.a.indptr, before.a.indptr),
    )  # fmt: skip
    return all(np.array_equal(a, b) for a, b in pairs)
