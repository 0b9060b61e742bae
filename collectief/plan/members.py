"""Members of a group answering its bill: each in turn chooses sizes and runs while the others go on as they were.

Every answer lowers the bill of the whole or leaves it as it was, so after each one the plan is valid. It is
not a proof of the best plan for the whole; the plan's proof says so.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial

from collectief.errors import Infeasible
from collectief.measure import Measure, Setting
from collectief.measure.delivered import LET
from collectief.measure.digging import ROUTE
from collectief.measure.group_contract import ORGANISATION, group_name
from collectief.measure.membership import member_name
from collectief.measure.rights import RIGHT, right_kw
from collectief.model import Part, Size, Steps, Store, early, store_blocks
from collectief.model.trim import freeze
from collectief.plan.design import all_parts, find_design
from collectief.plan.every_hour import on_every_hour
from collectief.plan.replay import THREADS, Array, Dispatch, replay
from collectief.plan.run import INTERRUPTED, Run, Stopped

AGREED = ("contract/", "member/", ROUTE, LET)
GAP, SECONDS = 1e-4, 20.0
"""One company's design is small: it is solved to a ten-thousandth within a second or so."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Who shares a contract, in which area and at which network level."""

    area: str
    level: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lived:
    """Sizes and the flows of the year (kW, shape (8760,)) that go with them.

    ``ended`` holds how a search behind them ended that was not done.
    """

    sizes: Mapping[str, float]
    flows: Mapping[str, Array]
    ended: frozenset[str] = frozenset()


def join(setting: Setting, alone: Lived, groups: Sequence[Joined]) -> Lived:
    """The same lives under the group's contracts: nobody changes what it does, only the contract changes."""
    sizes, flows = dict(alone.sizes), dict(alone.flows)
    for group in groups:
        name = group_name(group.area, group.level)
        brought_kw = sum(setting.rates[c].group_kw for c in group.members)
        sizes |= {name: 1.0, f"{name}:kw": brought_kw, ORGANISATION: 1.0}
        for company in group.members:
            sizes |= {f"contract/{company}": 0.0, member_name(company, group.level): 1.0}
            beside = [n for n in (*sizes, *flows) if n.startswith(f"{RIGHT}{company}:")]
            sizes |= {n: 0.0 for n in beside if n in sizes}
            more = right_kw(flows, company)
            flows = {n: kw for n, kw in flows.items() if n not in beside}
            for side in ("offtake", "feed_in", "calm"):
                kw = flows.pop(f"grid/{company}:{side}", None)
                kw = kw + more if kw is not None and side == "offtake" else kw
                if kw is not None:
                    flows[f"{member_name(company, group.level)}:{side}"] = kw
    return Lived(sizes, flows)


def respond(
    setting: Setting,
    measures: Sequence[Measure],
    start: Lived,
    *,
    groups: Sequence[Joined],
    steps: Steps,
    every_hour: bool = False,
    run: Run | None = None,
) -> Lived:
    """One round in which every member answers the group's bill with new sizes and a new year.

    With ``every_hour`` these are sizes of all hours. Members of one group answer in turn, groups side by side. Where it
    is time to stop, the rest does not answer.
    """
    here = run or Run()
    parts = tuple(all_parts(setting, measures))
    lives, todo = [start] * len(groups), [list(group.members) for group in groups]
    count, done = sum(len(group.members) for group in groups), 0
    answer_of = partial(_answer, setting, parts, steps=steps, every_hour=every_hour, run=here)
    with ThreadPoolExecutor(THREADS) as pool:
        running: dict[Future[Lived], int] = {}

        def send(group: int) -> None:
            if todo[group] and not here.stop.now():
                answer = pool.submit(answer_of, lives[group], todo[group].pop(0))
                running[answer] = group

        for group in range(len(groups)):
            send(group)
        while running:
            for answer in wait(running, return_when=FIRST_COMPLETED).done:
                group, done = running.pop(answer), done + 1
                lives[group] = answer.result()
                send(group)
                here("together", done / count)
    found = _merged(parts, start, lives, groups)
    return replace(found, ended=found.ended | {INTERRUPTED}) if any(todo) else found


def _answer(
    setting: Setting, parts: Sequence[Part], life: Lived, company: str, *, steps: Steps, every_hour: bool, run: Run
) -> Lived:
    """How all live when this company answers; unchanged where the others lean on what it does now."""
    mine = freeze(parts, (company,), lived=life.flows, sizes=life.sizes)
    known = _agreed(mine, life.sizes)
    try:
        chosen = find_design(mine, steps, gap=GAP, seconds=SECONDS, known=known, doubted=life.sizes, run=run)
        if every_hour:
            sizes = {**life.sizes, **chosen.sizes}
            sharper = on_every_hour(setting, mine, sizes, known=known, run=run)
            chosen = replace(chosen, sizes={**chosen.sizes, **sharper})
        year = replay(setting, mine, {**life.sizes, **chosen.sizes}, run=run)
    except Infeasible as error:
        return replace(life, ended=life.ended | early(error.ended))
    except Stopped:
        return replace(life, ended=life.ended | {INTERRUPTED})
    anew = {n: chosen.sizes[n] for n in chosen.sizes if n not in known}
    return Lived({**life.sizes, **anew}, moved(life.flows, mine, year), life.ended | early(chosen.status))


def _merged(parts: Sequence[Part], start: Lived, lives: Sequence[Lived], groups: Sequence[Joined]) -> Lived:
    """What the members of each group came to; groups touch nothing of each other's."""
    sizes, flows = dict(start.sizes), dict(start.flows)
    for life, group in zip(lives, groups, strict=True):
        theirs = {n for p in parts if p.owner in group.members for n in (p.name, *_blocks(p))}
        sizes |= {n: x for n, x in life.sizes.items() if n in theirs}
        flows = {n: kw for n, kw in flows.items() if n not in theirs}
        flows |= {n: kw for n, kw in life.flows.items() if n in theirs}
    return Lived(sizes, flows, frozenset[str]().union(*(life.ended for life in lives)))


def moved(flows: Mapping[str, Array], parts: Sequence[Part], year: Dispatch) -> dict[str, Array]:
    """The flows of a year in which these parts were lived anew, and all others as before."""
    anew = {name for p in parts if not isinstance(p, Size) for name in (p.name, *_blocks(p))}
    kept = {n: kw for n, kw in flows.items() if n not in anew}
    return kept | {n: kw for n, kw in year.flows.items() if not n.endswith(":others")}


def _agreed(parts: Sequence[Part], sizes: Mapping[str, float]) -> dict[str, float]:
    """What a member does not decide by itself: its contract, the way to it through pipes, what the park lays on it."""
    names = (p.name for p in parts if isinstance(p, Size))
    return {n: sizes.get(n, 0.0) for n in names if n.startswith(AGREED)}


def _blocks(part: Part) -> tuple[str, ...]:
    return store_blocks(part.name) if isinstance(part, Store) else ()
