"""Which figures of the tables a plan rests on: those the report lists."""

from collections.abc import Iterable

from collectief.facts import Fact, Tariff, all_facts

USED = (
    "gas.", "electricity.", "interest.real", "group.", "solar.", "battery.",
    "heat_pump.", "residual_heat", "central_heat_pump.", "heat_network.", "boiler.efficiency", "charging.", "mobility.",
    "industrial_heat_pump.", "steam_heat_pump.", "e_boiler.", "electric_oven.", "heat_tank.", "ground_heat_pump.",
    "aquifer_store.", "dry_cooler.", "condenser.",
    "cold_shift.", "carport.", "wind.", "direct_line.", "let_roof.", "pool.",
    "efficiency.", "duty.", "co2.gas", "co2.electricity", "grid.power_factor", "grid.low", "grid.unused",
    "grid.reasonable", "right.",
    "limitation.", "lead.group_contract.", "water.", "year.2025.",
)  # fmt: skip
"""Families of figures that the measures and bills read."""


def used_facts(tariffs: Iterable[Tariff], *, tax_year: int) -> tuple[Fact, ...]:
    """The figures behind a plan, by key, with the tax of its year and the tariffs of its own connections."""
    tax = tuple(f"tax.{family}.{tax_year}" for family in ("electricity", "gas", "reduction"))
    plain = tuple(f for f in all_facts() if f.key.startswith((*USED, *tax)))
    prices = {f.key: f for t in tariffs for f in t.facts}
    return (*plain, *(prices[k] for k in sorted(prices)))
