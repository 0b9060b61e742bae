"""Roofs that are let once more: what is used and fed in was made by the panels, and these fit on the roof."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.park import Company
from collectief.park.roofs import LAYOUTS
from collectief.plan.outcome import PARK, Build, Case, Outcome
from collectief.profile.sun import layout_profile, roof_profile
from collectief.text import Text
from collectief.verification.lived import flows_of
from collectief.verification.verdict import WATTS_KW, Check, at_most

Array = NDArray[np.float64]
LET, MEASURE = "let/", "let_roof"
SQUARE_M = 0.1
"""A tenth of a m2: the solver keeps its rows to far less."""
MADE = Text(
    nl="Meer van een verhuurd dak dan zijn panelen geven (kW)", en="More from a roof to let than its panels make (kW)"
)
FED = Text(
    nl="Meer teruggeleverd van een verhuurd dak dan het bedrijf teruglevert (kW)",
    en="More fed in from a roof to let than its company feeds in (kW)",
)
ROOM = Text(nl="Meer panelen dan op de daken past (m2)", en="More panels than fit on the roofs (m2)")
OFFERED = Text(nl="Panelen op een dak dat niet te huur is (kWp)", en="Panels on a roof that is not to let (kWp)")


def check_roofs(outcome: Outcome) -> Iterator[Check]:
    """Every company with panels of the park on its roof, or power of such panels in its year."""
    case = outcome.cases["together"]
    flows = flows_of(outcome, "together")
    for company in outcome.park.companies:
        builds = [b for b in case.builds if b.measure == MEASURE and b.owner == PARK and b.place == company.id]
        used, fed = (flows.get(f"{LET}{company.id}:{side}", np.zeros(1)) for side in ("in", "out"))
        if builds or used.any() or fed.any():
            yield from _of(outcome, case, company, builds=builds, used=used, fed=fed, flows=flows)


def _of(
    outcome: Outcome,
    case: Case,
    company: Company,
    *,
    builds: list[Build],
    used: Array,
    fed: Array,
    flows: Mapping[str, Array],
) -> Iterator[Check]:
    where, parts = f"together/{company.id}", {b.part for b in builds}
    ways: dict[str, Array] = {
        way: layout_profile(outcome.year, way) for kind in LAYOUTS.values() for way in kind if way in parts
    }
    usual = roof_profile(outcome.year)
    made = sum((b.amount * ways.get(b.part, usual) for b in builds), np.zeros(8760))
    yield at_most(MADE, float(np.max(used + fed - made)), where, within=WATTS_KW)
    begins = (f"grid/{company.id}:", f"member/{company.id}/")
    given = [kw for name, kw in flows.items() if name.startswith(begins) and name.endswith(":feed_in")]
    yield at_most(FED, float(np.max(fed - sum(given, np.zeros(8760)))), where, within=WATTS_KW)
    yield at_most(ROOM, _m2_over(outcome, case, company), where, within=SQUARE_M)
    offered = company.let_roof and company.id not in outcome.park.rules.apart
    yield at_most(OFFERED, 0.0 if offered else sum(b.amount for b in builds), where, within=WATTS_KW)


def _m2_over(outcome: Outcome, case: Case, company: Company) -> float:
    """By how much the panels of today, of the company and of the park lie over all its roofs, m2."""
    dense, south = fact("solar.kwp_per_m2").value, fact("solar.south_kwp_per_m2").value
    mine = [b for b in case.builds if b.place == company.id and b.measure in ("solar", MEASURE) and b.unit == "kWp"]
    laid = sum(b.amount / (south if b.part == LAYOUTS["flat"][1] else dense) for b in mine)
    room = sum(b.roof_m2 for b in outcome.park.buildings_of(company.id))
    return laid + company.solar_kwp / dense - max(room, company.solar_kwp / dense)
