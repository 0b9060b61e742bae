"""Which way a roof lies, and in which ways panels can be laid on it."""

from collections.abc import Mapping
from typing import Literal

RoofKind = Literal["flat", "south", "east", "west", "north", "east_west"]
"""``flat``; else pitched, and the side on which its usable part lies: ``east_west`` is half on each."""
Layout = Literal["flat_south", "flat_east_west", "south", "east", "west", "north", "east_west"]
"""How panels lie: on a flat roof in rows to the south or in pairs to east and west; on a pitched one flush with it."""
LAYOUTS: Mapping[RoofKind, tuple[Layout, ...]] = {
    "flat": ("flat_east_west", "flat_south"),
    "south": ("south",),
    "east": ("east",),
    "west": ("west",),
    "north": ("north",),
    "east_west": ("east_west",),
}
"""The layouts that each kind of roof can have."""
