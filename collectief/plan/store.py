"""Where finished steps are kept: what a plan asks of it, wherever that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What came of a step: whatever JSON can say, and finite arrays of one dimension by name, in their order."""

    said: Mapping[str, object]
    arrays: Mapping[str, Array] = field(default_factory=dict)


class Store(Protocol):
    """Keeps finished steps by the fingerprint of their inputs; asked by several threads at once, and never raises."""

    def read(self, key: str) -> Kept | None:
        """What was kept under this key; None where there is nothing, or nothing whole."""

    def write(self, key: str, kept: Kept) -> None:
        """Keep this, whole or not at all."""

    def refuse(self, key: str) -> None:
        """Hear that what was read under this key cannot have come of its step."""
