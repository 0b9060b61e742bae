"""Which figures of the tables a plan rests on: those the report lists."""

from collections.abc import Iterable

from collectief.facts import Fact, Tariff, all_facts

USED = (
    "tax.electricity.2026", "tax.gas.2026", "gas.", "electricity.", "interest.real", "group.", "solar.", "battery.",
    "heat_pump.", "residual_heat", "central_heat_pump.", "heat_network.", "boiler.efficiency", "charging.", "mobility.",
    "efficiency.", "duty.", "co2.gas", "co2.electricity", "grid.power_factor", "grid.low", "grid.unused",
    "grid.reasonable", "right.",
    "limitation.", "water.", "year.2025.",
)  # fmt: skip
"""Families of figures that the measures and bills read."""


def used_facts(tariffs: Iterable[Tariff]) -> tuple[Fact, ...]:
    """The figures behind a plan, by key, with the tariffs of its own connections."""
    plain = tuple(f for f in all_facts() if f.key.startswith(USED))
    prices = {f.key: f for t in tariffs for f in t.facts}
    return (*plain, *(prices[k] for k in sorted(prices)))
