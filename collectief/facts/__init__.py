"""What the world costs and weighs: tables with unit, year, source and confidence."""

from collectief.facts.fact import Confidence, Fact
from collectief.facts.pipes import Pipe, pipes
from collectief.facts.sectors import SectorRow, Shift, sector_keys, sector_row
from collectief.facts.tables import all_facts, fact, facts_like
from collectief.facts.tariffs import Level, Tariff, TariffKind, fuse_kva, tariff, tariff_keys, tariff_kind

__all__ = [
    "Confidence",
    "Fact",
    "Level",
    "Pipe",
    "SectorRow",
    "Shift",
    "Tariff",
    "TariffKind",
    "all_facts",
    "fact",
    "facts_like",
    "fuse_kva",
    "pipes",
    "sector_keys",
    "sector_row",
    "tariff",
    "tariff_keys",
    "tariff_kind",
]
