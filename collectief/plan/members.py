"""Members of a group answering its bill: each in turn chooses sizes and runs while the others go on as they were.

Every answer lowers the bill of the whole or leaves it as it was, so after each one the plan is valid. It is
not a proof of the best plan for the whole; the plan's proof says so.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from collectief.errors import Infeasible
from collectief.measure import Measure, Setting
from collectief.measure.group_contract import ORGANISATION, group_name, member_name
from collectief.model import Part, Size, Steps, Store, store_blocks
from collectief.model.trim import freeze
from collectief.plan.design import all_parts, find_design
from collectief.plan.replay import Array, Dispatch, replay

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
    """Sizes and the flows of the year (kW, shape (8760,)) that go with them."""

    sizes: Mapping[str, float]
    flows: Mapping[str, Array]


def join(setting: Setting, alone: Lived, groups: Sequence[Joined]) -> Lived:
    """The same lives under the group's contracts: nobody changes what it does, only the contract changes."""
    sizes, flows = dict(alone.sizes), dict(alone.flows)
    for group in groups:
        name = group_name(group.area, group.level)
        brought_kw = sum(setting.rates[c].contract_kw for c in group.members)
        sizes |= {name: 1.0, f"{name}:kw": brought_kw, ORGANISATION: 1.0}
        for company in group.members:
            sizes |= {f"contract/{company}": 0.0, member_name(company, group.level): 1.0}
            for side in ("offtake", "feed_in"):
                kw = flows.pop(f"grid/{company}:{side}", None)
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
    progress: Callable[[int, int], None] | None = None,
) -> Lived:
    """One round in which every member answers the group's bill with new sizes and a new year."""
    parts = tuple(all_parts(setting, measures))
    sizes, flows = dict(start.sizes), dict(start.flows)
    members = [company for group in groups for company in group.members]
    for number, company in enumerate(members, 1):
        mine = freeze(parts, (company,), lived=flows, sizes=sizes)
        known = _agreed(mine, sizes)
        with suppress(Infeasible):  # the others lean on what it does now: then it goes on doing it
            chosen = find_design(mine, steps, gap=GAP, seconds=SECONDS, known=known)
            year = replay(setting, mine, {**sizes, **chosen.sizes})
            sizes |= {n: chosen.sizes[n] for n in chosen.sizes if n not in known}
            flows = moved(flows, mine, year)
        if progress is not None:
            progress(number, len(members))
    return Lived(sizes, flows)


def moved(flows: Mapping[str, Array], parts: Sequence[Part], year: Dispatch) -> dict[str, Array]:
    """The flows of a year in which these parts were lived anew, and all others as before."""
    anew = {name for p in parts if not isinstance(p, Size) for name in (p.name, *_blocks(p))}
    kept = {n: kw for n, kw in flows.items() if n not in anew}
    return kept | {n: kw for n, kw in year.flows.items() if not n.endswith(":others")}


def _agreed(parts: Sequence[Part], sizes: Mapping[str, float]) -> dict[str, float]:
    """The contract a member has: settled before it answers."""
    names = (p.name for p in parts if isinstance(p, Size))
    return {n: sizes.get(n, 0.0) for n in names if n.startswith(("contract/", "member/"))}


def _blocks(part: Part) -> tuple[str, ...]:
    return store_blocks(part.name) if isinstance(part, Store) else ()
