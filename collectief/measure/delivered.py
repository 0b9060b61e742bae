"""Power that reaches a company otherwise than through its own connection: energy tax is due on it all the same.

Over a direct line, or from panels on its roof that are not its own (Wet belastingen op milieugrondslag art. 50).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from collectief.measure.setting import Array
from collectief.model import Flow, Part

LINE, LET = "line/", "let/"
"""How the names of direct lines, and of panels on a roof that was let, begin."""


def arrives(flow: str, company: str) -> bool:
    """Whether a flow is what a company takes of such power.

    >>> arrives("line/bakker/drukker:in", "drukker"), arrives("let/drukker:in", "drukker"), arrives("let/a:out", "a")
    (True, True, False)
    """
    return flow.startswith((LINE, LET)) and flow.endswith(f"/{company}:in")


def arriving_kw(flows: Mapping[str, Array], company: str) -> Array | float:
    """What a company takes of it in each hour, kW, shape (8760,); 0 without any."""
    found = [kw for name, kw in flows.items() if arrives(name, company)]
    return np.asarray(np.sum(found, axis=0)) if found else 0.0


def taxed(parts: Iterable[Part], company: str, eur_per_kwh: float) -> tuple[Part, ...]:
    """The same parts, in which what this company takes of it is taxed at so much, EUR per kWh."""
    return tuple(
        replace(p, eur_per_kwh=eur_per_kwh)
        if isinstance(p, Flow) and p.owner == company and arrives(p.name, company)
        else p
        for p in parts
    )
