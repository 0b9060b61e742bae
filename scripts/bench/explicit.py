"""Rules on games whose values are all given, beside coopgame-py: the same shares, and how long each takes.

``cd scripts && python -m bench.explicit`` writes its table into docs/benchmarks.md; coopgame-py is put in the
environment of peers the first time. Ends with 1 where shares differ by more than a millionth of what all save.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.reference import peers
from bench.tables import put, table
from collectief.allocation import Allocation, Game, nucleolus, prenucleolus, shapley
from collectief.allocation.table import values

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
CHILD = Path(__file__).parent / "peers" / "coopgame_child.py"
PLAYERS, SEEDS, SAME = (10, 12, 14, 16, 18), range(5), 1e-6
RULES: Mapping[str, Callable[[Game], Allocation]] = {
    "shapley": shapley,
    "nucleolus": nucleolus,
    "prenucleolus": prenucleolus,
}
HEAD = ("players", "games", "rule", "ours, s", "coopgame-py, s", "times as long", "largest difference")
Worth = NDArray[np.float64]


def worth_of(players: int, seed: int, *, like_a_park: bool) -> Worth:
    """What each coalition saves, shape (2^n,): loads of 24 steps that are not high at once, or numbers by chance."""
    rng = np.random.default_rng(seed)
    inside = np.arange(2**players)[:, None] >> np.arange(players) & 1
    if like_a_park:
        load = rng.uniform(0.0, 10.0, (players, 24))
        apart, peak = inside @ load.max(axis=1), (inside @ load).max(axis=1)
        return np.asarray(np.maximum(0.0, apart - peak - 5.0 * (inside.sum(axis=1) > 1)))
    found: Worth = rng.integers(0, 60, 2**players).astype(np.float64)
    found[0], found[2 ** np.arange(players)], found[-1] = 0.0, 0.0, 30.0 * players
    return found


def ours(worth: Worth) -> dict[str, Any]:
    """Seconds of reading the values from a mapping, and of each rule after that, with its shares."""
    count = len(worth).bit_length() - 1
    names = [f"p{place:02d}" for place in range(count)]
    given = {frozenset(n for i, n in enumerate(names) if mask >> i & 1): float(worth[mask]) for mask in range(2**count)}
    game = Game(names, given, "profit")
    begun = time.perf_counter()
    values(game, names)
    found: dict[str, Any] = {"read": {"seconds": time.perf_counter() - begun}}
    for rule, solve in RULES.items():
        begun = time.perf_counter()
        shares = solve(game).shares
        found[rule] = {"seconds": time.perf_counter() - begun, "shares": [shares[name] for name in names]}
    return found


def theirs(games: Sequence[Worth]) -> list[dict[str, Any]]:
    """The same of coopgame-py, in a process of its own."""
    python = peers()
    if isinstance(python, str):
        raise SystemExit(python)
    asked = "\n".join(json.dumps({"worth": worth[1:].tolist()}) for worth in games)
    done = subprocess.run([str(python), str(CHILD)], input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> int:
    """Measure all, write the table, and say whether shares are the same."""
    rows, worst = [], 0.0
    for count in PLAYERS:
        for like_a_park in (True, False):
            games = [worth_of(count, seed, like_a_park=like_a_park) for seed in SEEDS]
            pairs = [(ours(worth), other) for worth, other in zip(games, theirs(games), strict=True)]
            for rule in ("read", *RULES):
                row, off = _row(rule, pairs)
                worst = max(worst, off)
                rows.append((str(count), "park" if like_a_park else "by chance", *row))
                print(*rows[-1], flush=True)
    put(PAGE, "explicit", table(HEAD, rows))
    return int(worst > SAME)


def _row(rule: str, pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> tuple[tuple[str, ...], float]:
    mine, its = (statistics.median(pair[side][rule]["seconds"] for pair in pairs) for side in (0, 1))
    off = max((_apart(a[rule]["shares"], b[rule]["shares"]) for a, b in pairs if rule in RULES), default=0.0)
    name = "reading the values" if rule == "read" else rule
    return (name, f"{mine:.5f}", f"{its:.5f}", f"{mine / its:.1f}", f"{off:.0e}" if rule in RULES else "-"), off


def _apart(one: Sequence[float], other: Sequence[float]) -> float:
    """The largest difference of a share, as a part of what all get."""
    return float(np.abs(np.subtract(one, other)).max() / max(abs(sum(one)), 1.0))


if __name__ == "__main__":
    sys.exit(main())
