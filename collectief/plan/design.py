"""Finding a design: the sizes that cost least on typical days, with PuLP, and the proof of it."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from collectief.measure import Measure, Setting
from collectief.measure.measure import BUILT
from collectief.model import Part, Size, Steps, amounts, built, early, solve, to_rows
from collectief.model.modules import is_whole
from collectief.model.trim import islands
from collectief.park import Company
from collectief.plan.as_is import as_is
from collectief.plan.budget import ration
from collectief.plan.capital import with_weight
from collectief.plan.finished import Form, Misfit, key_of, once
from collectief.plan.judged import number, numbers, word
from collectief.plan.run import Run
from collectief.plan.store import Kept

TOLERANCE = 1e-6
"""A millionth below the smallest amount is what a solver leaves of it."""
OVER, OFF = 1.0 + 1e-4, 1e-4
"""How far above its bound a kept amount may lie: as far as a solver may."""


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Amounts of all sizes, with the cost on typical days and its lower bound, EUR a year."""

    sizes: Mapping[str, float]
    upper: float
    lower: float
    status: str
    steps: int

    def plus(self, other: "Design") -> "Design":
        """Two designs that have nothing to do with each other."""
        return Design(
            {**self.sizes, **other.sizes},
            self.upper + other.upper,
            self.lower + other.lower,
            self.status if self.status == other.status else f"{self.status}; {other.status}",
            self.steps,
        )


def own_parts(
    setting: Setting, measures: Sequence[Measure], company: Company, beside: Sequence[Part] = ()
) -> Iterator[Part]:
    """One company as it is, with what it can do by itself; its budget also pays what it owns of parts ``beside``."""
    yield from as_is(setting, company)
    for measure in measures:
        yield from with_weight(setting, measure, measure.own_parts(setting, company))
    yield from ration(setting, measures, company, beside)


def all_parts(setting: Setting, measures: Sequence[Measure]) -> Iterator[Part]:
    """All companies, with what each can do by itself and what they can only do together."""
    shared = [p for m in measures for p in with_weight(setting, m, m.shared_parts(setting))]
    for company in setting.park.companies:
        yield from own_parts(setting, measures, company, shared)
    yield from shared


def find_design(
    parts: Sequence[Part],
    steps: Steps,
    *,
    gap: float,
    seconds: float,
    known: Mapping[str, float] | None = None,
    doubted: Mapping[str, float] | None = None,
    run: Run | None = None,
) -> Design:
    """The cheapest sizes for these parts; what is not connected is designed separately.

    ``known`` are given: amounts of sizes, or a yes/no (`built`) of which the size is open. ``doubted`` are sizes of a
    like design: what was not above its smallest amount there is a yes/no from the start, which saves a search. Raises
    Infeasible where no sizes keep the limits.
    """
    here = run or Run()
    doubts = frozenset(p.name for p in parts if isinstance(p, Size) and _doubtful(p, doubted))
    return once(
        here,
        lambda: key_of("design", parts, steps, known, doubts, gap, seconds),
        _form(parts, len(steps), known or {}),
        lambda: _designed(parts, steps, known or {}, doubts=doubts, gap=gap, seconds=seconds, run=here),
    )


def _form(parts: Sequence[Part], steps: int, known: Container[str]) -> Form[Design]:
    """A design is kept where its search was done; its sizes are those of the parts, within their bounds."""
    sizes = {p.name: p for p in parts if isinstance(p, Size)}

    def write(made: Design) -> Kept | None:
        if early(made.status) or not isfinite(made.lower):
            return None
        return Kept(
            {"sizes": dict(made.sizes), "upper": made.upper, "lower": made.lower, "status": made.status, "steps": steps}
        )

    def read(kept: Kept) -> Design:
        amounts_of = numbers(kept, "sizes", among=sizes)
        upper, lower, status = number(kept, "upper"), number(kept, "lower"), word(kept, "status")
        within = all(n in known or _fits(sizes[n], x) for n, x in amounts_of.items())
        whole = len(amounts_of) == len(sizes) and number(kept, "steps") == steps
        if not (whole and within and lower <= upper) or early(status):
            raise Misfit("design")
        return Design(amounts_of, upper, lower, status, steps)

    return Form(write, read)


def _fits(size: Size, amount: float) -> bool:
    """Whether a kept amount lies within its bounds and is a whole number of modules, as far as a solver keeps these."""
    within = -OFF <= amount <= size.upper * OVER + OFF
    return within and (not size.module or is_whole(amount / size.module))


def _designed(
    parts: Sequence[Part],
    steps: Steps,
    known: Mapping[str, float],
    *,
    doubts: frozenset[str],
    gap: float,
    seconds: float,
    run: Run,
) -> Design:
    found = Design({}, 0.0, 0.0, "Optimal", len(steps))
    for island in islands(parts):
        if all(isinstance(p, Size) for p in island) and not len(to_rows(island, steps, known).equal):
            found = found.plus(_settled(island, len(steps)))
            continue
        found = found.plus(_cheapest(island, steps, known, doubts=doubts, gap=gap, seconds=seconds, run=run))
    return found


def _cheapest(
    island: Sequence[Part],
    steps: Steps,
    known: Mapping[str, float],
    *,
    doubts: frozenset[str],
    gap: float,
    seconds: float,
    run: Run,
) -> Design:
    """The cheapest sizes of what is connected.

    A smallest amount is a yes/no, and most are never needed: they are left out at first, and asked of the sizes that
    came out below it, until none does. What is left out only makes a plan cheaper, so the bound holds all the while.
    """
    asked: set[str] = set(known) | doubts
    while True:
        parts = any_size(island, but=asked)
        rows = to_rows(parts, steps, known)
        rows = rows.settled({built(n): known[built(n)] for n in rows.sizes if built(n) in known})
        answer = solve(rows, gap=gap, seconds=seconds, stop=run.stop.now)
        sizes = amounts(parts, rows, answer.x)
        small = {p.name for p in island if isinstance(p, Size) and p.name not in asked and _small(p, sizes[p.name])}
        if not small:
            return Design(sizes, answer.upper, answer.lower, answer.status, len(steps))
        asked |= small


def any_size(parts: Iterable[Part], *, but: Container[str] = ()) -> tuple[Part, ...]:
    """The same parts without smallest amounts, but for these names; what also costs once keeps its yes/no."""
    return tuple(replace(p, least=0.0) if isinstance(p, Size) and p.name not in but and _bare(p) else p for p in parts)


def _bare(size: Size) -> bool:
    return size.least > 0 and size.eur_fixed == 0


def _doubtful(size: Size, like: Mapping[str, float] | None) -> bool:
    """Not built, or as small as may be, in a design like this one."""
    return like is not None and _bare(size) and like.get(size.name, 0.0) <= size.least * (1.0 + TOLERANCE)


def _small(size: Size, amount: float) -> bool:
    """Built, but less than the smallest amount."""
    return _bare(size) and BUILT < amount < size.least * (1.0 - TOLERANCE)


def _settled(island: Sequence[Part], steps: int) -> Design:
    """A size that nothing uses: its cheapest amount."""
    sizes = [p for p in island if isinstance(p, Size)]
    amount = {s.name: s.upper if s.eur_per_unit < 0 else s.lower for s in sizes}
    eur = sum(s.eur_per_unit * amount[s.name] for s in sizes)
    return Design(amount, eur, eur, "Optimal", steps)
