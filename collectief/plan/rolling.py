"""A plan's year lived once more, day by day: alone and together, with the same sizes and billed by the same code."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from collectief.errors import Infeasible
from collectief.measure import Measure, Setting
from collectief.measure.measure import BUILT
from collectief.model import Flow, Limit, Part, Size, Store
from collectief.model.trim import freeze, islands, trim
from collectief.plan.breaches import WATTS_KW, further
from collectief.plan.capacity import by_rule
from collectief.plan.caps import Prices
from collectief.plan.cases import lived
from collectief.plan.design import own_parts
from collectief.plan.finished import Form, digest, key_of, once
from collectief.plan.foresight import Foresight, Lived
from collectief.plan.judged import arrays
from collectief.plan.outcome import CaseKey, LifeKey, Living, Outcome
from collectief.plan.prepare import Array, prepare, quarters
from collectief.plan.replay import THREADS, Dispatch, named
from collectief.plan.rerun import netted, shared_parts
from collectief.plan.roll import COLD, Rolled
from collectief.plan.roll_within import roll_within
from collectief.plan.run import Progress, Run, Stopped, run_of
from collectief.plan.scenario import Scenario
from collectief.plan.store import Kept
from collectief.plan.within import weighing
from collectief.profile.year import HOURS

Island = tuple[Part, ...]
MISSED = ":missed"
"""Under which name it is kept by how much a limit was missed."""
_LIFE: Mapping[CaseKey, LifeKey] = {"alone": "alone", "together": "together"}


def rolling(scenario: Scenario, outcome: Outcome, progress: Progress | None = None) -> Outcome:
    """The same answer with what is left of its saving when nobody knows tomorrow.

    ``outcome`` is the plan of this scenario. Where it is time to stop it stays as it was. A plan within a cap is lived
    as it was chosen: CO2 and investment weigh as much, and are in no bill.
    """
    prices = Prices() if outcome.capped is None else outcome.capped.plan.prices
    with weighing(scenario, prices):
        return _rolled(scenario, outcome, run_of(progress))


def _rolled(scenario: Scenario, outcome: Outcome, run: Run) -> Outcome:
    load_kw = quarters(outcome.park, outcome.year)
    setting = by_rule(prepare(outcome.park, outcome.year, load_kw), load_kw)
    keys: tuple[CaseKey, CaseKey] = ("alone", "together")
    found = {key: moving_parts(setting, scenario.measures, outcome, key) for key in keys}
    try:
        years = _years(setting, outcome, found, run)
    except (Infeasible, Stopped):  # a year that no price brings within its limits is not lived
        return outcome
    both = {key: _billed(setting, scenario.measures, outcome, key, years[key], load_kw=load_kw) for key in keys}
    now_eur = outcome.cases["now"].eur_per_year
    return replace(outcome, foresight=Foresight(now_eur, both["alone"], both["together"]))


def moving_parts(setting: Setting, measures: Sequence[Measure], outcome: Outcome, key: CaseKey) -> list[Island]:
    """What is connected and has a choice that hangs on tomorrow, in a case, while all others go on as they lived."""
    life = outcome.lives[_LIFE[key]]
    parts: Iterable[Part] = [p for c in setting.park.companies for p in own_parts(setting, measures, c)]
    if key == "together":
        parts = netted(setting, [*parts, *shared_parts(setting, measures, life.sizes)], outcome)
    ordered = tuple(parts)
    known = {p.name: life.sizes.get(p.name, 0.0) for p in ordered if isinstance(p, Size)}
    left = tuple(_settled(p) for p in trim(ordered, known, least=BUILT))
    return [_moving(island, life) for island in islands(left) if _looks_ahead(island)]


def _settled(part: Part) -> Part:
    """A size has its amount: what it brings to other sizes ties nobody any more."""
    return replace(part, into={}) if isinstance(part, Size) else part


def _looks_ahead(island: Sequence[Part]) -> bool:
    """Whether an hour is tied to the next: by a store, or by a month's peak or a year's limit on machines."""
    if any(isinstance(p, Store) for p in island):
        return True
    tied = any(isinstance(p, Limit) and p.per in ("month", "year") for p in island)
    return tied and any(_machine(p) for p in island)


def _machine(part: Part) -> bool:
    """A flow from one bus to another: it may run or not, as something else can serve."""
    return isinstance(part, Flow) and len(part.into) > 1


def _moving(island: Island, life: Living) -> Island:
    """The parts of who has such a choice, while all others go on as they lived."""
    return freeze(island, _choosers(island), lived=life.flows, sizes=life.sizes)


def _choosers(island: Sequence[Part]) -> tuple[str, ...]:
    """Owners of a store or a machine, and all who share a bus with these: what one leaves, the other must take."""
    flows = [p for p in island if isinstance(p, Flow)]
    found = {p.owner for p in island if isinstance(p, Store) or _machine(p)}
    while True:
        shared = {bus for p in flows if p.owner in found for bus in p.into}
        more = found | {p.owner for p in flows if shared & set(p.into)}
        if more == found:
            return tuple(dict.fromkeys(p.owner for p in island if p.owner in found))
        found = more


def _years(
    setting: Setting, outcome: Outcome, found: Mapping[CaseKey, list[Island]], run: Run
) -> dict[CaseKey, list[Rolled]]:
    """Every island day by day; who lives the same alone and together is lived once."""
    asked = {key: [(island, _amounts(outcome, key, island)) for island in found[key]] for key in found}
    marks = {key: [digest(one) for one in asked[key]] for key in asked}
    todo = {mark: one for key in asked for mark, one in zip(marks[key], asked[key], strict=True)}
    run("rolling", 0.0)
    done: dict[str, Rolled] = {}
    with ThreadPoolExecutor(THREADS) as pool:
        lives = pool.map(lambda mark: _year(mark, todo[mark], setting, run), todo)
        for number, (mark, one) in enumerate(zip(todo, lives, strict=True), 1):
            done[mark] = one
            run("rolling", number / len(todo))
    return {key: [done[m] for m in marks[key]] for key in marks}


def _year(mark: str, asked: tuple[Island, Mapping[str, float]], setting: Setting, run: Run) -> Rolled:
    """One island day by day, or as it was kept."""
    month = setting.year.month
    return once(
        run,
        lambda: key_of("rolled", mark, month),
        _form(asked[0]),
        lambda: roll_within(*asked, month=month, heard=run.stop.check),
    )


def _form(island: Island) -> Form[Rolled]:
    """A year is kept whole: every flow and stock, and what was missed, by the hour."""
    flows = sorted(n for p in island if isinstance(p, Flow | Store) for n in named(p))
    limits = [p.name for p in island if isinstance(p, Limit)]

    def write(made: Rolled) -> Kept:
        missed = {f"{n}{MISSED}": kw for n, kw in sorted(made.missed.items())}
        return Kept({}, {**{n: made.flows[n] for n in flows}, **missed})

    def read(kept: Kept) -> Rolled:
        missed = [f"{n}{MISSED}" for n in sorted(limits) if f"{n}{MISSED}" in kept.arrays]
        found = arrays(kept, [*flows, *missed], length=HOURS)
        return Rolled({n: found[n] for n in flows}, {n.removesuffix(MISSED): found[n] for n in missed})

    return Form(write, read)


def _amounts(outcome: Outcome, key: CaseKey, island: Island) -> dict[str, float]:
    sizes = outcome.lives[_LIFE[key]].sizes
    return {p.name: sizes.get(p.name, 0.0) for p in island if isinstance(p, Size)}


def _billed(
    setting: Setting,
    measures: Sequence[Measure],
    outcome: Outcome,
    key: CaseKey,
    years: Sequence[Rolled],
    *,
    load_kw: Mapping[str, Array],
) -> Lived:
    """What a year cost that was lived day by day, and what it broke that the plan does not."""
    life, planned = outcome.lives[_LIFE[key]], outcome.cases[key]
    flows = dict(life.flows)
    for year in years:
        flows |= {n: kw for n, kw in year.flows.items() if not n.endswith(":others")}
    dispatch = Dispatch(flows, {}, 0.0)
    case = lived(setting, measures, life.sizes, dispatch=dispatch, load_kw=load_kw, key=key)
    over_kw, over_quarters = further(case.breaches, planned.breaches)
    late = [kwh for year in years for n, kwh in year.missed.items() if n.startswith(COLD)]
    return Lived(
        planned.eur_per_year, case.eur_per_year, over_kw, over_quarters,
        late_kwh=float(sum(kwh.sum() for kwh in late)), late_days=int(sum((kwh > WATTS_KW).sum() for kwh in late)),
    )  # fmt: skip
