"""Who pays what: cooperative games, pure mathematics on the value of coalitions."""

from collectief.allocation.climbing import Climbing
from collectief.allocation.core import core_check
from collectief.allocation.game import Allocation, Coalition, CoreReport, Game
from collectief.allocation.in_core import closest_in_core, min_variance_core
from collectief.allocation.kept import Kept, hash_of
from collectief.allocation.keys import equal_percentage, equal_saving, proportional, stand_alone
from collectief.allocation.least_core import core_is_empty, least_core, least_core_surplus
from collectief.allocation.leaving import Entry, Leaving, anchors, entry, exit_report, smallest
from collectief.allocation.linear_game import LPGame, MILPGame
from collectief.allocation.listed import Listed
from collectief.allocation.nucleolus import nucleolus, prenucleolus
from collectief.allocation.owen import owen
from collectief.allocation.pooled import Pooled
from collectief.allocation.properties import AS_ONE, PROPERTIES, Property, Rule, Tested, properties
from collectief.allocation.separable import gately, scrb, tau
from collectief.allocation.shapley import shapley
from collectief.allocation.subsidy import Subsidy, cost_of_stability
from collectief.allocation.unions import subadditive_violation, superadditive_violation

__all__ = [
    "AS_ONE",
    "PROPERTIES",
    "Allocation",
    "Climbing",
    "Coalition",
    "CoreReport",
    "Entry",
    "Game",
    "Kept",
    "LPGame",
    "Leaving",
    "Listed",
    "MILPGame",
    "Pooled",
    "Property",
    "Rule",
    "Subsidy",
    "Tested",
    "anchors",
    "closest_in_core",
    "core_check",
    "core_is_empty",
    "cost_of_stability",
    "entry",
    "equal_percentage",
    "equal_saving",
    "exit_report",
    "gately",
    "hash_of",
    "least_core",
    "least_core_surplus",
    "min_variance_core",
    "nucleolus",
    "owen",
    "prenucleolus",
    "properties",
    "proportional",
    "scrb",
    "shapley",
    "smallest",
    "stand_alone",
    "subadditive_violation",
    "superadditive_violation",
    "tau",
]
