"""The grammar: parts become rows, rows are solved; knows no company and no measure."""

from collectief.model.parts import Bus, Flow, Limit, Load, Part, Series, Size, Steps, Store
from collectief.model.rows import Rows
from collectief.model.solution import Solution, early
from collectief.model.solve import solve
from collectief.model.warm import Warm
from collectief.model.write import amounts, built, store_blocks, to_rows

__all__ = [
    "Bus",
    "Flow",
    "Limit",
    "Load",
    "Part",
    "Rows",
    "Series",
    "Size",
    "Solution",
    "Steps",
    "Store",
    "Warm",
    "amounts",
    "built",
    "early",
    "solve",
    "store_blocks",
    "to_rows",
]
