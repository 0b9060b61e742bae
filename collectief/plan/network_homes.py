"""Dwellings beside a park and a heat network: who is served, what they pay, and the gas that they no longer burn."""

from collections.abc import Mapping

from collectief.measure import Setting
from collectief.measure.homes import connected_homes, home_node, homes, tariff_of
from collectief.plan.billing import heat_to_m3
from collectief.plan.network_said import HomesServed

KWH_PER_MWH = 1000.0


def homes_served(setting: Setting, sizes: Mapping[str, float]) -> tuple[HomesServed, ...]:
    """Every row of dwellings that could be a customer, in the order of their ids."""
    tariff, connected = tariff_of(setting.park), connected_homes(setting.park, sizes)
    return tuple(
        HomesServed(
            home_node(one),
            one.neighbourhood,
            one.dwellings,
            one.heat_kwh / KWH_PER_MWH,
            one in connected,
            tariff.paid_eur(one.heat_kwh / KWH_PER_MWH, one.dwellings),
            tariff.received_eur(one.heat_kwh / KWH_PER_MWH, one.dwellings),
            heat_to_m3(one.heat_kwh),
        )
        for one in sorted(homes(setting), key=lambda one: one.id)
    )
