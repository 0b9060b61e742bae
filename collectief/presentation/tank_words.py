"""Tanks beside the sources of a heat network: how large, and how much heat goes through them."""

from collections.abc import Iterator

import numpy as np

from collectief.measure.build import STORED
from collectief.measure.heating import level_of
from collectief.measure.hot_water import tank_m3
from collectief.measure.network_names import TANK
from collectief.plan.outcome import Outcome
from collectief.presentation.figures import owner_name
from collectief.presentation.speech import Speech

KWH_PER_MWH = 1000.0


def tanks(outcome: Outcome, speech: Speech) -> Iterator[tuple[str, str]]:
    """One line for each tank of the plan."""
    lead, life = speech(nl="Buffer:", en="Tank:"), outcome.lives.get("together")
    level = level_of(outcome.park)
    for build in (b for b in outcome.cases["together"].builds if b.part == STORED):
        m3 = tank_m3(build.amount, level.supply_degc - level.return_degc)
        held = None if life is None else life.flows.get(f"{TANK}{build.place}:store:stock")
        mwh = "" if held is None else speech.quantity(float(np.maximum(-np.diff(held), 0.0).sum()) / KWH_PER_MWH, "MWh")
        through = mwh and speech(nl=f" Per jaar gaat er {mwh} doorheen.", en=f" {mwh} a year go through.")
        size, water = speech.quantity(build.amount, "kWh"), speech.quantity(m3, "m³")
        where = owner_name(outcome, build.place, speech)
        yield (
            lead,
            speech(
                nl=f"bij {where} een tank van {water} ({size}): warmte die over is wacht er tot de bron tekortkomt."
                f"{through}",
                en=f"a tank of {water} ({size}) at {where}: heat that is left over waits until the source is short."
                f"{through}",
            ),
        )
