"""The typical days of a park with given pipes: what all cost together, and the sizes of the network."""

from collections.abc import Mapping, Sequence

from collectief.errors import Infeasible
from collectief.measure.measure import BUILT
from collectief.measure.network_names import CONNECT, OUTSIDE, PIPE, PLANTS, RESERVE, RESIDUAL, TANK
from collectief.model import Part, Rows, Size, Steps, amounts, built, solve, to_rows
from collectief.model.trim import islands
from collectief.plan.run import Run

GAP, SECONDS = 5e-4, 60.0
"""A pass is done where it is this near, of what all cost."""
OF_NETWORK = (PIPE, CONNECT, RESIDUAL, RESERVE, *PLANTS, OUTSIDE, TANK)


class Days:
    """Solves one pass after another; who has no pipe costs the same in each and is solved once."""

    def __init__(self, steps: Steps, run: Run) -> None:
        self.steps, self.run = steps, run
        self._apart: dict[frozenset[str], float] = {}

    def lived(self, parts: Sequence[Part], known: Mapping[str, bool]) -> tuple[float, dict[str, float]] | None:
        """EUR a year and the sizes of the network, with what is ``known`` to be built or not; None where it cannot be.

        ``known`` are the names of sizes.
        """
        eur, sizes = 0.0, dict[str, float]()
        try:
            for island in islands(parts):
                names = frozenset(p.name for p in island)
                if any(n.startswith(PIPE) for n in names):
                    cost, found = self._solved(island, known)
                    eur, sizes = eur + cost, sizes | found
                else:
                    if names not in self._apart:
                        self._apart[names], _ = self._solved(island, {})
                    eur += self._apart[names]
        except Infeasible:
            return None
        return eur, {n: a for n, a in sizes.items() if a > BUILT and n.startswith(OF_NETWORK)}

    def _solved(self, island: Sequence[Part], known: Mapping[str, bool]) -> tuple[float, dict[str, float]]:
        rows = to_rows(island, self.steps)
        settled = {built(n): float(yes) for n, yes in known.items() if built(n) in rows.columns}
        answer = solve(rows.settled(settled), gap=GAP, seconds=SECONDS, stop=self.run.stop.now)
        return answer.upper, amounts(island, rows, answer.x)


def switches(parts: Sequence[Part], rows: Rows, sizes: Mapping[str, float]) -> dict[str, float]:
    """Whether each yes/no of these parts is built, by its column."""
    yes = (p.name for p in parts if isinstance(p, Size) and built(p.name) in rows.columns)
    return {built(name): float(sizes.get(name, 0.0) > BUILT) for name in yes}
