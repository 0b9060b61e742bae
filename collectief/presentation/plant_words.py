"""The plant of a heat network: which machines, and how much heat each makes."""

from collections.abc import Iterator, Mapping

from collectief.measure.build import BOILED, SOURCE
from collectief.measure.network_names import BOILER, CENTRAL
from collectief.plan.outcome import Outcome
from collectief.presentation.speech import Speech
from collectief.text import Text

KWH_PER_MWH = 1000.0
MACHINES: Mapping[str, tuple[str, Text]] = {
    SOURCE: (CENTRAL, Text(nl="een warmtepomp op buitenlucht", en="a heat pump on outside air")),
    BOILED: (BOILER, Text(nl="een elektrische ketel", en="an electric boiler")),
}
"""By the part of a network that it is: how its flows begin, and what it is called."""


def plant(outcome: Outcome, speech: Speech) -> Iterator[tuple[str, str]]:
    """One line for each machine of the plan, with the site that powers it."""
    lead, life = speech(nl="De centrale:", en="The plant:"), outcome.lives.get("together")
    areas = {area.id for area in outcome.park.areas}
    for build in outcome.cases["together"].builds:
        if build.measure != "heat_network" or build.part not in MACHINES or build.place not in areas:
            continue
        start, name = MACHINES[build.part]
        given = None if life is None else life.flows.get(f"{start}{build.place}:kw")
        mwh = "" if given is None else f" ({speech.quantity(float(given.sum()) / KWH_PER_MWH, 'MWh')})"
        kw = speech.quantity(build.amount, "kW")
        yield (
            lead,
            speech(
                nl=f"{name.nl} van {kw}{mwh}, op de stroom van de groep.",
                en=f"{name.en} of {kw}{mwh}, on the group's electricity.",
            ),
        )
