"""How full the grid is, in the words of the map of grid operators."""

from typing import Literal

Constraint = Literal["transparent", "yellow", "amber", "red"]
"""Class of the capaciteitskaart; amber and red have a queue."""
