"""How sure we are of a plan: a bound below which no design can cost, on the same typical days."""

from collections.abc import Mapping, Sequence

from collectief.measure import Measure, Setting
from collectief.model import Part, Size, Steps, built, to_rows
from collectief.model.rows import Rows
from collectief.model.trim import islands
from collectief.model.warm import Warm, safe_bound
from collectief.plan.design import all_parts
from collectief.plan.outcome import Proof


def prove(
    setting: Setting, measures: Sequence[Measure], steps: Steps, sizes: Mapping[str, float], *, replayed: float
) -> Proof:
    """Bound the design problem with these measures from below, and cost these sizes on it.

    The bound relaxes every yes/no and is made from duals alone, so it holds whatever the solver's tolerance.
    """
    parts = tuple(all_parts(setting, measures))
    lower = upper = 0.0
    for island in islands(parts):
        rows = to_rows(island, steps)
        warm = Warm(rows.relaxed(), presolve=True, interior=True)
        warm.solve()
        lower += safe_bound(rows, rows.cost, warm.duals)
        fixed = rows.relaxed().settled(_settled(island, rows, sizes))
        upper += Warm(fixed, presolve=True).solve().upper
    gap = (upper - lower) / max(abs(upper), 1.0)
    return Proof("checked", "bounded", lower, upper, gap, replayed, len(steps))


def _settled(island: Sequence[Part], rows: Rows, sizes: Mapping[str, float]) -> dict[str, float]:
    """Values of the size columns, in modules, and of their yes/no."""
    found: dict[str, float] = {}
    for size in (p for p in island if isinstance(p, Size)):
        amount = min(max(sizes.get(size.name, 0.0), size.lower), size.upper)
        found[size.name] = amount / (size.module or 1.0)
        if built(size.name) in rows.columns:
            found[built(size.name)] = float(amount > 0)
    return found
