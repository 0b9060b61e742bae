"""A year of months that are cut by owner, and what is asked of sizes and of what stores hold at month borders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from collectief.errors import Infeasible
from collectief.model.alike import Alike
from collectief.model.block import amounts_of, is_design, master_rows
from collectief.model.incumbent import is_allowed
from collectief.model.owned import OwnedMonth
from collectief.model.parts import Array, Part, Size, Steps, Store
from collectief.model.rations import refuse_yearly
from collectief.model.refuse import refuse_cycles
from collectief.model.shared_year import LEVEL, level_name, levels_of
from collectief.model.solve import keeps
from collectief.model.warm import Warm


class OwnedYear:
    """The months, cut by owner, and the master problem of all sizes and of what stores hold at borders.

    Raises ModelError for a limit over the year, no months, or a store in a month of several cycles.
    """

    def __init__(self, parts: Sequence[Part], periods: Sequence[Steps], *, slack_eur: float) -> None:
        refuse_yearly(parts)
        refuse_cycles(parts, periods)
        self.sizes = {p.name: p for p in parts if isinstance(p, Size)}
        self.levels = levels_of(parts, self.sizes, len(periods))
        stores = [p.name for p in parts if isinstance(p, Store)]
        design: list[Part] = [p for p in parts if isinstance(p, Size) or is_design(p)]
        design += [part for level in self.levels for part in (level.size, level.limit)]
        self.rows = master_rows(design, periods[0])
        self.names = tuple(self.rows.sizes)
        alike = Alike()
        self.months = [
            OwnedMonth(
                parts,
                replace(steps, border_eur=0.0),
                self.names,
                levels={s: (level_name(s, month), level_name(s, (month + 1) % len(periods))) for s in stores},
                slack_eur=slack_eur,
                alike=alike,
            )
            for month, steps in enumerate(periods)
        ]
        self.several = any(len(month.own) > 1 for month in self.months)
        modules = {p.name: p.module or 1.0 for p in design if isinstance(p, Size)}
        self.unit = np.array([modules.get(name, 1.0) for name in self.names])
        index = {name: i for i, name in enumerate(self.names)}
        self._held = [(index[level.of], index[level.size.name]) for level in self.levels]
        plain = {n for n, size in self.sizes.items() if not size.module and not size.yes_no}
        self._plain = np.array([name in plain for name in self.names], dtype=np.bool_)

    def start(self, given: Mapping[str, float]) -> Array:
        """Amounts to begin with: stores are partly full at the borders of months."""
        held = {level.size.name: LEVEL * given.get(level.of, 0.0) for level in self.levels}
        wanted = amounts_of(self.names, {**held, **given})
        return np.clip(wanted, self.rows.lower * self.unit, self.rows.upper * self.unit)

    def mended(self, amounts: Array, wanted: Sequence[Array]) -> Array:
        """As much more of each size as any month asks for, and in stores at borders as both do, where that may be.

        Sizes in modules stay as they are. Where all of it is more than a roof, a budget or a pipe has room for, as much
        as there is room for.
        """
        most = np.where(self._plain, np.maximum.reduce(list(wanted)), 0.0)
        found = np.minimum(amounts + np.maximum(most, 0.0), self.rows.upper * self.unit)
        both = np.sum(list(wanted), axis=0)
        for size, level in self._held:
            found[level] = min(max(amounts[level] + both[level], 0.0), found[size])
        return found if keeps(self.rows, found / self.unit) else self._fitted(np.minimum(amounts, found), found)

    def _fitted(self, least: Array, most: Array) -> Array:
        """What keeps the rows of sizes between two amounts, as near to the most as may be; the most if nothing does."""
        low, high = least / self.unit, most / self.unit
        nearer = 1.0 / np.maximum(self.rows.upper - self.rows.lower, 1e-9)
        rows = replace(self.rows, cost=-nearer, lower=low, upper=high, integer=np.zeros_like(self.rows.integer))
        try:
            found = Warm(rows, presolve=True).solve().x
        except Infeasible:
            return most
        return np.asarray(np.clip(found, low, high) * self.unit)

    def cost(self, amounts: Array) -> float:
        """What sizes cost by themselves, EUR a year."""
        return float(self.rows.cost @ (amounts / self.unit))

    def allowed(self, amounts: Array) -> bool:
        """Whether sizes keep what is asked of sizes, whole numbers and all."""
        return is_allowed(self.rows, amounts / self.unit)

    def trimmed(self, amounts: Array, used: Sequence[Array]) -> Array:
        """No larger than what is in use in any month, where that is allowed."""
        most = np.maximum.reduce(list(used))
        for size, held in self._held:
            most[size] = max(most[size], amounts[held])
        found = np.where(np.isfinite(most) & self._plain, np.minimum(amounts, most), amounts)
        found = np.maximum(found, self.rows.lower * self.unit)
        return found if self.allowed(found) else amounts
