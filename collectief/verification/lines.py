"""Direct lines once more: what leaves one end arrives at the other, fits the cable, and was made by panels."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from collectief.park.roofs import LAYOUTS
from collectief.plan.outcome import Case, Outcome
from collectief.profile.sun import layout_profile, roof_profile
from collectief.text import Text
from collectief.verification.verdict import WATTS_KW, Check, at_most, near

Array = NDArray[np.float64]
LINE, PANELS = "line/", ("solar", "carport")
TAXED = (LINE, "let/")
"""How what comes otherwise than over the own connection begins."""
ENDS = Text(nl="Wat in een directe lijn gaat, komt eruit (kW)", en="What enters a direct line leaves it (kW)")
CABLE = Text(nl="Meer over een directe lijn dan hij aankan (kW)", en="More over a direct line than it carries (kW)")
MADE = Text(
    nl="Meer over directe lijnen dan de panelen geven (kW)", en="More over direct lines than the panels make (kW)"
)


def line_kwh(outcome: Outcome, case: Case, company: str) -> float:
    """What a company takes in a year over direct lines, and of panels of the park on its roof; only together."""
    ends = f"/{company}:in"
    return float(sum(kw.sum() for name, kw in _flows(outcome, case, TAXED).items() if name.endswith(ends)))


def check_lines(outcome: Outcome) -> Iterator[Check]:
    """Every line of the plan, and every giver."""
    case = outcome.cases["together"]
    flows = _flows(outcome, case)
    laid = {b.place: b.kw for b in case.builds if b.measure == "direct_line"}
    for place in dict.fromkeys(name.removeprefix(LINE).partition(":")[0] for name in flows):
        sent, came = (flows.get(f"{LINE}{place}:{end}", np.zeros(1)) for end in ("out", "in"))
        yield near(ENDS, float(np.max(np.abs(sent - came))), f"together/{place}", within=WATTS_KW)
        yield at_most(CABLE, float(np.max(sent)) - laid.get(place, 0.0), f"together/{place}", within=WATTS_KW)
    for giver in dict.fromkeys(name.split("/")[1] for name in flows if name.endswith(":out")):
        total = sum(kw for name, kw in flows.items() if name.startswith(f"{LINE}{giver}/") and name.endswith(":out"))
        over = float(np.max(total - _panels_kw(outcome, case, giver)))
        yield at_most(MADE, over, f"together/{giver}", within=WATTS_KW)


def _panels_kw(outcome: Outcome, case: Case, company: str) -> Array:
    """What the panels of today and of the plan can give in each hour."""
    usual, park = roof_profile(outcome.year), outcome.park
    stated = (b.roof for b in park.buildings_of(company) if b.roof is not None)
    sun: dict[str, Array] = {}
    for way in (way for kind in stated for way in LAYOUTS[kind]):
        sun[way] = layout_profile(outcome.year, way)
    total = park.company(company).solar_kwp * usual
    for build in (b for b in case.builds if b.owner == company and b.measure in PANELS):
        total = total + build.amount * sun.get(build.part, usual)
    return np.asarray(total)


def _flows(outcome: Outcome, case: Case, begins: tuple[str, ...] = (LINE,)) -> Mapping[str, Array]:
    """The flows of all lines, or of what begins so, by name."""
    if case.key != "together" or "together" not in outcome.lives:
        return {}
    return {name: kw for name, kw in outcome.lives["together"].flows.items() if name.startswith(begins)}
