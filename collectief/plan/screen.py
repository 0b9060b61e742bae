"""Do the things that only pay when shared pay here? A small design problem for each, with a proven answer.

Here a hub and a shared battery are weighed against own chargers and own batteries; a heat network in `network_screen`.
Each problem is solved on a few typical days and gives a bound: more than that a shared asset cannot save.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from collectief.facts import HeatLevel
from collectief.measure import Measure, Setting
from collectief.model import Part, Size, Steps, amounts, to_rows
from collectief.model.trim import islands
from collectief.model.warm import Warm, safe_bound
from collectief.plan.design import all_parts
from collectief.plan.finished import Form, Misfit, key_of, once
from collectief.plan.judged import number, numbers
from collectief.plan.run import Run
from collectief.plan.store import Kept

BUILT = 1e-3
HUB, SITE, BATTERY, WIND = "hub/", "site/", "battery/", "wind/"


@dataclass(frozen=True, slots=True)
class Screening:
    """What sharing could save, EUR a year: ``found`` by the best way we found, at most ``most`` by any.

    ``sizes`` are the shared sizes of that best way; empty where it builds nothing. ``ended`` holds how a search
    ended that was not done. ``level`` are the temperatures of a heat network where these are not those of the setting,
    and ``looks`` what was found at each level.
    """

    found: float
    most: float
    sizes: Mapping[str, float]
    ended: frozenset[str] = frozenset()
    level: HeatLevel | None = None
    looks: tuple[tuple[HeatLevel, float], ...] = ()


def form(names: Collection[str]) -> Form[Screening]:
    """A screening is kept where its search was done and came to a bound."""

    def write(made: Screening) -> Kept | None:
        if made.ended or not np.isfinite(made.most):
            return None
        return Kept({"found": made.found, "most": made.most, "sizes": dict(made.sizes)})

    def read(kept: Kept) -> Screening:
        found, most, sizes = number(kept, "found"), number(kept, "most"), numbers(kept, "sizes", among=names)
        if min(found, most, *sizes.values()) < 0:
            raise Misfit("screening")
        return Screening(found, most, sizes)

    return Form(write, read)


def site(
    setting: Setting,
    measures: Sequence[Measure],
    steps: Steps,
    *,
    agreed: Mapping[str, float],
    run: Run | None = None,
) -> Screening:
    """What a hub, a battery and a turbine on the group's own site could save, with the groups as agreed.

    ``agreed`` holds the contracts and memberships.
    """
    kept = [m for m in measures if m.key != "heat_network"]
    parts = tuple(all_parts(setting, kept))
    settled = {p.name: agreed.get(p.name, 0.0) for p in parts if isinstance(p, Size) and _is_contract(p.name)}
    on_site = {p.name for p in parts if isinstance(p, Size) and _on_site(setting, p.name)}
    return once(
        run or Run(),
        lambda: key_of("site", parts, steps, settled, on_site),
        form(on_site),
        lambda: _site(parts, steps, settled, on_site=on_site),
    )


def _site(parts: Sequence[Part], steps: Steps, settled: Mapping[str, float], *, on_site: Collection[str]) -> Screening:
    closed = dict.fromkeys(on_site, 0.0)
    without = lower = upper = 0.0
    chosen: dict[str, float] = {}
    for island in islands(parts):
        rows = to_rows(island, steps)
        here = rows.relaxed().settled({n: v for n, v in settled.items() if n in rows.columns})
        warm = Warm(here, presolve=True, interior=True)
        warm.solve()
        lower += safe_bound(here, here.cost, warm.duals)
        shut = warm.solve(here.settled({n: v for n, v in closed.items() if n in rows.columns})).upper
        bought = {n: 1.0 for n in here.columns if n.startswith(SITE) and n.endswith("?")}
        built = warm.solve(here.settled(bought)) if bought else None
        without += shut
        upper += min(shut, built.upper) if built else shut
        if built and built.upper < shut:
            chosen |= {n: a for n, a in amounts(island, rows, built.x).items() if a > BUILT and n in on_site}
    return Screening(max(0.0, without - upper), max(0.0, without - lower), chosen)


def _is_contract(name: str) -> bool:
    return name.startswith(("contract/", "member/", "group")) and not name.endswith(":kw")


def _on_site(setting: Setting, name: str) -> bool:
    return name.startswith((HUB, SITE, WIND)) or name in {f"{BATTERY}{area.id}" for area in setting.park.areas}
