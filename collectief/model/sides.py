"""The rows of a month: their right-hand sides, and which may be off at a price."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from collectief.model.parts import Array
from collectief.model.warm import safe_prices

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Rows: their right-hand sides, whether equal, and at what price each may be off (infinite: it may not).

    ``group`` numbers the block of rows that each was written in.
    """

    high: Array
    equal: Flags
    eur: Array
    group: Places

    @classmethod
    def of(cls, several: Sequence["Sides"]) -> "Sides":
        """Rows of several behind one another."""
        return cls(*(np.concatenate([getattr(one, key.name) for one in several]) for key in fields(cls)))

    def only(self, rows: Places) -> "Sides":
        """Some of the rows."""
        return Sides(self.high[rows], self.equal[rows], self.eur[rows], self.group[rows])

    def prices(self, duals: Array) -> Array:
        """Prices of the right sign, and no higher than being off costs."""
        return np.asarray(np.clip(safe_prices(self.equal, duals), -self.eur, self.eur))

    def off(self, flows: Array) -> Array:
        """How far each row is over (above zero), or under where it is equal (below), at what flows bring to it."""
        over = flows - self.high
        return np.where(self.equal, over, np.maximum(over, 0.0))

    @property
    def off_eur(self) -> float:
        """What a row that may be off costs at least; infinite where none may."""
        return float(self.eur.min(initial=np.inf))

    @property
    def low(self) -> Array:
        """Lower side of each row."""
        return np.asarray(np.where(self.equal, self.high, -np.inf))
