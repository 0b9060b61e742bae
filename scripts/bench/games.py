"""Times of the rules of games on parks of linear programmes, and writes them into docs/benchmarks.md.

``cd scripts && python -m bench.games``. ``--seeds 3`` takes fewer than ten; ``--only shapley,mixed`` some rows, and
``--only -`` writes what was measured before. Medians over seeds, each with every cost of being together.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.game_park import park_rows
from bench.tables import put, table
from collectief.allocation import LPGame, MILPGame, Pooled, closest_in_core, least_core, nucleolus, shapley

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
STEPS = 48
BESIDE = (0.0, 20.0, 100.0)
"""What it costs to be together, EUR: nothing, a little, and about a tenth of what twenty companies save."""
HEAD = (
    "what",
    "companies",
    "whole numbers",
    "steps",
    "runs",
    "median, s",
    "slowest, s",
    "asked, s",
    "widest proof, EUR",
)
Rule = Callable[[LPGame, Pooled], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One row: a rule, on how many companies, with whole numbers or not, within how many seconds."""

    mark: str
    what: str
    companies: int
    seconds: float
    rule: Rule
    whole: bool = False
    seeds: int = 10
    steps: int = STEPS
    costs: int = len(BESIDE)
    """So many of the costs of being together are tried."""


def _nucleolus(game: LPGame, look: Pooled) -> tuple[float, float] | None:
    return nucleolus(game, searcher=look).worst


def _least(game: LPGame, look: Pooled) -> tuple[float, float] | None:
    return least_core(game, searcher=look).worst


def _closest(game: LPGame, look: Pooled) -> tuple[float, float] | None:
    key = dict.fromkeys(game.players, game(game.players) / len(game.players))
    return closest_in_core(game, key, searcher=look).worst


def _shapley(game: LPGame, _look: Pooled) -> tuple[float, float] | None:
    shapley(game)
    return None


ROWS = (
    Asked("shapley", "Shapley, exact", 12, 10.0, _shapley, costs=1),
    Asked("linear", "nucleolus, proven", 50, 60.0, _nucleolus),
    Asked("linear-key", "key made stable, proven", 50, 60.0, _closest),
    Asked("mixed", "nucleolus, proven", 20, 30.0, _nucleolus, whole=True),
    Asked("mixed-key", "key made stable, proven", 20, 30.0, _closest, whole=True),
    Asked("mixed-50", "least core, proven", 50, 600.0, _least, whole=True, seeds=1),
    Asked("linear-100", "least core, proven", 100, 600.0, _least, seeds=3),
    Asked("mixed-576", "nucleolus, proven", 10, 660.0, _nucleolus, whole=True, seeds=3, steps=576, costs=1),
)


def main() -> None:
    """Measure what is asked and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10, help="so many parks of each kind at most")
    parser.add_argument("--only", default=",".join(row.mark for row in ROWS), help="which rows, with commas")
    parser.add_argument("--kept", type=Path, default=PAGE.with_name("games.json"), help="what was measured before")
    asked = parser.parse_args()
    kept = json.loads(asked.kept.read_text(encoding="utf-8")) if asked.kept.exists() else {}
    for row in ROWS:
        if row.mark in asked.only.split(","):
            kept[row.mark] = _measured(row, min(asked.seeds, row.seeds))
            print(row.mark, kept[row.mark], flush=True)
            asked.kept.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8")
    put(PAGE, "games", table(HEAD, [_cells(row, kept[row.mark]) for row in ROWS if row.mark in kept]))


def _measured(row: Asked, seeds: int) -> dict[str, list[float]]:
    seconds, wide = list[float](), list[float]()
    for seed in range(seeds):
        rows = park_rows(row.companies, seed, steps=row.steps, whole=row.whole)
        for beside in BESIDE[: row.costs]:
            kind = MILPGame if row.whole else LPGame
            game: LPGame = kind(rows, rows.owners[:-1], beside_eur=beside)
            begun = time.perf_counter()
            worst = row.rule(game, Pooled(game))
            seconds.append(round(time.perf_counter() - begun, 3))
            wide.append(0.0 if worst is None else round(worst[1] - worst[0], 6))
    return {"seconds": seconds, "wide": wide}


def _cells(row: Asked, found: dict[str, list[float]]) -> tuple[str, ...]:
    seconds = found["seconds"]
    median, slowest = f"{statistics.median(seconds):.1f}", f"{max(seconds):.1f}"
    wide = f"{max(found['wide']):.4f}" if row.mark != "shapley" else "-"
    whole = "yes" if row.whole else "no"
    return (
        row.what,
        str(row.companies),
        whole,
        str(row.steps),
        str(len(seconds)),
        median,
        slowest,
        f"{row.seconds:g}",
        wide,
    )


if __name__ == "__main__":
    main()
