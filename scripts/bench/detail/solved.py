"""The park in full detail by the coupled months of this package, and as one matrix in HiGHS."""

from time import monotonic

from bench.detail.park import Park
from bench.detail.parts import parts_of
from bench.peers.answer import Answer
from bench.peers.bare_highs import solve_rows
from bench.peers.ours import GENEROUS, WEEKS, answer_of
from bench.peers.problem import YEAR
from bench.peers.steps import months_of, whole_of
from collectief.model import Part, Size, to_rows
from collectief.model.by_owner import prove_by_owner

ROOMY = ("contract/", "group/")
ROUGH = 4.0
"""How many times the gap the start may have: with 60 companies nearness took a third of all time, and did not help."""


def by_months(park: Park, *, gap: float, seconds: float) -> Answer:
    """Sizes with a lower bound. A year of several companies starts from what four weeks say."""
    parts, began = parts_of(park), monotonic()
    start = _start(parts)
    if len(park.hour) == YEAR and len(park.companies) > 1:
        weeks = park.weeks(WEEKS)
        few = parts_of(weeks)
        rough = prove_by_owner(few, months_of(weeks), gap=ROUGH * gap, seconds=seconds, start=_start(few))
        start |= {name: amount for name, amount in rough.sizes.items() if not name.startswith(ROOMY)}
    found = prove_by_owner(
        parts, months_of(park), gap=gap, seconds=max(seconds - (monotonic() - began), 0.0), start=start
    )
    return answer_of(found, gap)


def as_one_matrix(park: Park, *, gap: float, seconds: float) -> Answer:
    """Everything as it stands."""
    return solve_rows(to_rows(parts_of(park), whole_of(park)), gap=gap, seconds=seconds)


def _start(parts: tuple[Part, ...]) -> dict[str, float]:
    return {
        p.name: p.upper if p.name.startswith(ROOMY) else p.lower + GENEROUS * (p.upper - p.lower)
        for p in parts
        if isinstance(p, Size)
    }
