"""Sizes that are sought on every hour of the year, month by month, from those that typical days gave."""

from collections.abc import Mapping, Sequence

from collectief.measure import Setting
from collectief.model import Part, Size
from collectief.model.by_owner import prove_by_owner
from collectief.model.write import settled
from collectief.model.yearly import yearly
from collectief.plan.finished import Form, key_of, once
from collectief.plan.judged import numbers
from collectief.plan.replay import MONTHS
from collectief.plan.run import Run
from collectief.plan.steps import month_steps
from collectief.plan.store import Kept

GAP, PASSES = 2e-4, 20
"""Where a search ends. It ends by passes and not by the clock, so that the same question has the same answer."""
SECONDS = 1e6


def on_every_hour(
    setting: Setting,
    parts: Sequence[Part],
    sizes: Mapping[str, float],
    *,
    known: Mapping[str, float] | None = None,
    run: Run | None = None,
) -> dict[str, float]:
    """The cheapest sizes that were found for parts of one owner on all hours of the year, in the units of each size.

    ``sizes`` are where the search begins, and ``known`` stay as they are. Empty where nothing keeps every row, where
    a limit over the year ties the months (`model/own` cannot look at those), and where it is time to stop.
    """
    here = run or Run()
    if yearly(parts) or here.stop.now():
        return {}
    fixed, names = known or {}, [p.name for p in parts if isinstance(p, Size)]
    start = {name: sizes.get(name, 0.0) for name in names}
    months = [month_steps(setting.year, month) for month in range(MONTHS)]
    form = Form(
        lambda made: None if here.stop.cut else Kept({"sizes": made}), lambda kept: numbers(kept, "sizes", among=names)
    )

    def search() -> dict[str, float]:
        found = prove_by_owner(
            settled(parts, fixed), months, gap=GAP, passes=PASSES, seconds=SECONDS, start=start, stop=here.stop.now
        )
        return {**found.sizes, **{n: fixed[n] for n in names if n in fixed}} if found.slack_zero else {}

    return once(here, lambda: key_of("every hour", parts, months, start, fixed), form, search)
