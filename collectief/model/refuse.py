"""What months with sizes as bounds cannot hold, refused by name: no end, no month, a store that begins within one."""

from collections.abc import Iterable, Sequence

import numpy as np

from collectief.errors import ModelError
from collectief.model.parts import Flow, Limit, Part, Size, Steps, Store
from collectief.text import Text


def refuse_endless(parts: Iterable[Part]) -> None:
    """Raise ModelError where something has no end: a price of zero times infinity is no number, and no bound."""
    for part in parts:
        ends = (
            tuple(part.upper.values()) if isinstance(part, Limit)
            else (part.lower, part.upper) if isinstance(part, Size | Flow)
            else ()
        )  # fmt: skip
        if not all(np.isfinite(end).all() for end in ends):
            raise ModelError(
                Text(
                    nl=f"{part.name} heeft geen eindige grens: geef een getal, al is het groot.",
                    en=f"{part.name} has no finite bound: give a number, however large.",
                )
            )


def refuse_cycles(parts: Iterable[Part], periods: Sequence[Steps]) -> None:
    """Raise ModelError where there are no months, or one has a border of a store within it, which has no amount."""
    if not periods:
        raise ModelError(Text(nl="een jaar zonder maanden", en="a year without months"))
    store = next((p.name for p in parts if isinstance(p, Store)), None)
    if store is not None and any(steps.cycle[0] != steps.cycle[-1] for steps in periods if len(steps)):
        raise ModelError(
            Text(
                nl=f"{store} begint binnen een maand opnieuw: geef elke maand een kringloop",
                en=f"{store} begins anew within a month: give each month one cycle",
            )
        )
