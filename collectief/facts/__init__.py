"""What the world costs and weighs: tables with unit, year, source and confidence."""

from collectief.facts.carbon_price import PRICE_OF_CO2, weight_eur_per_kg
from collectief.facts.counters import Counter, CounterLevel, counters
from collectief.facts.fact import Confidence, Fact
from collectief.facts.heat_levels import HeatLevel, HeatLevelKey, heat_level, other_levels, usual_level
from collectief.facts.pipes import Pipe, pipes
from collectief.facts.sectors import SectorRow, Shift, sector_keys, sector_row
from collectief.facts.swing import noted, swung
from collectief.facts.tables import all_facts, fact, facts_like
from collectief.facts.tariff_terms import Period, Tier
from collectief.facts.tariffs import (
    Level,
    Tariff,
    TariffKind,
    fuse_kva,
    fuse_of,
    made_tariff,
    tariff,
    tariff_keys,
    tariff_kind,
)
from collectief.facts.tax_years import tax_years
from collectief.facts.water import Water, water
from collectief.facts.window import Window

__all__ = [
    "PRICE_OF_CO2",
    "Confidence",
    "Counter",
    "CounterLevel",
    "Fact",
    "HeatLevel",
    "HeatLevelKey",
    "Level",
    "Period",
    "Pipe",
    "SectorRow",
    "Shift",
    "Tariff",
    "TariffKind",
    "Tier",
    "Water",
    "Window",
    "all_facts",
    "counters",
    "fact",
    "facts_like",
    "fuse_kva",
    "fuse_of",
    "heat_level",
    "made_tariff",
    "noted",
    "other_levels",
    "pipes",
    "sector_keys",
    "sector_row",
    "swung",
    "tariff",
    "tariff_keys",
    "tariff_kind",
    "tax_years",
    "usual_level",
    "water",
    "weight_eur_per_kg",
]
