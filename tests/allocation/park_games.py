"""Games of the parks that the benchmarks measure."""

from bench.game_park import PARK, park_rows
from collectief.allocation import LPGame, MILPGame

STEPS = 4


def park_game(count: int, seed: int, *, whole: bool = False, beside: float = 0.0, constant: float = 0.0) -> LPGame:
    """The game of these companies; the park itself is no player."""
    rows = park_rows(count, seed, steps=STEPS, whole=whole, constant=constant)
    if whole:
        return MILPGame(rows, rows.owners[:-1], beside_eur=beside, tolerance=1e-7)
    return LPGame(rows, rows.owners[:-1], beside_eur=beside)


__all__ = ["PARK", "STEPS", "park_game", "park_rows"]
