"""Which direct lines could pay? An estimate from the year as everybody lives, before any is lived through.

A giver could fill its roofs; what it then has over in an hour, a neighbour could use. That is worth what the neighbour
pays for a kWh beside its tax, less what the giver gets for it now, or what panels cost that are not there yet.
"""

from collections.abc import Mapping

import numpy as np

from collectief.facts import fact
from collectief.measure import Measure, Setting
from collectief.measure.build import priced
from collectief.measure.carport import room_kwp
from collectief.measure.direct_line import Cable, cables
from collectief.measure.setting import Array
from collectief.measure.solar import stated_roofs_kw
from collectief.model import Size
from collectief.plan.screen import Screening

MOST_LINES = 4
"""So many of the most promising lines are lived through."""


def lines(setting: Setting, flows: Mapping[str, Array], measure: Measure) -> Screening:
    """The lines that seem to pay, of each giver and each taker the best; ``flows`` are those of the year as lived.

    ``measure`` says what lines cost: one that stands from before costs less.
    """
    eur = {p.name: p.eur_per_unit for p in measure.shared_parts(setting) if isinstance(p, Size)}
    gains = {cable: worth_eur(setting, cable, flows) - eur[cable.name] for cable in cables(setting)}
    best = sorted((c for c, gain in gains.items() if gain > 0), key=lambda c: (-gains[c], c.name))
    chosen: list[Cable] = []
    for cable in best:
        busy = {end for c in chosen for end in (c.giver, c.taker)}
        if len(chosen) < MOST_LINES and not busy & {cable.giver, cable.taker}:
            chosen.append(cable)
    return Screening(sum(gains[c] for c in chosen), float("inf"), {c.name: 1.0 for c in chosen})


def worth_eur(setting: Setting, cable: Cable, flows: Mapping[str, Array]) -> float:
    """What the power over a line could be worth in a year, EUR, without what the line costs."""
    giver, taker = setting.uses[cable.giver], setting.uses[cable.taker]
    rates, its = setting.rates[cable.taker], setting.rates[cable.giver]
    company = setting.park.company(cable.giver)
    most_kw = (giver.roof_kwp + room_kwp(company)) * setting.sun_kw_per_kwp + stated_roofs_kw(setting, giver)
    over_kw = np.maximum(giver.solar_now_kw + most_kw - giver.electricity_kw, 0.0)
    sold_kw = np.minimum(exchanged_kw(flows, cable.giver, "feed_in"), over_kw)
    wanted_kw = np.minimum(
        exchanged_kw(flows, cable.taker, "offtake", taker.electricity_kw), fact("direct_line.kw").value
    )
    saves = rates.offtake_eur_per_kwh - rates.tax_eur_per_kwh
    panel_eur = priced("solar", "kwp").yearly(setting.interest) / max(float(setting.sun_kw_per_kwp.sum()), 1.0)
    now_kw = np.minimum(sold_kw, wanted_kw)
    more_kw = np.minimum(over_kw - sold_kw, wanted_kw - now_kw)
    instead = now_kw * np.maximum(saves - its.feed_in_eur_per_kwh, 0.0)
    return float(np.sum(instead + more_kw * np.maximum(saves - panel_eur, 0.0)))


def exchanged_kw(flows: Mapping[str, Array], company: str, side: str, otherwise: Array | None = None) -> Array:
    """What a company takes from or gives to the grid in the year as lived, under whatever contract, kW."""
    begins = (f"grid/{company}:", f"right/{company}:", f"member/{company}/")
    found = [kw for name, kw in flows.items() if name.startswith(begins) and name.endswith(f":{side}")]
    if not found:
        return np.zeros(1) if otherwise is None else otherwise
    return np.asarray(np.sum(found, axis=0))
