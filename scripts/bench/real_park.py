"""A drawn part of an example park with every measure of the package, sized on all hours of the year in one search.

``python scripts/bench/real_park.py --companies 10 --hours 8760 --seed 1 --json``. Companies, tariffs, taxes and
measures are those that `collectief plan` uses (`all_parts`); the engine is that of ``--every-hour`` (`model/by_owner`),
here for everybody at once. It starts from the best sizes of each company alone on the same hours, as ``--every-hour``
does, so that there is a plan from the first pass on. Printed lines are kept in docs/real_park.jsonl.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from collectief import MEASURES, read_park, read_year
from collectief.measure import Measure, Setting
from collectief.model import Part, Size, Steps
from collectief.model.by_owner import prove_by_owner
from collectief.model.coupled import Proof
from collectief.model.yearly import yearly
from collectief.park import Park
from collectief.plan.capacity import by_rule
from collectief.plan.design import all_parts, find_design, own_parts
from collectief.plan.prepare import prepare, quarters
from collectief.plan.steps import design_steps, month_steps

PARKS = Path(__file__).resolve().parents[2] / "data" / "parken"
YEAR, WEEK, MONTHS, SEASONS = 8760, 168, 12, 4
GAP, ALONE_GAP, DESIGN_GAP, PASSES, LIMIT_S = 5e-3, 2e-3, 1e-4, 20, 600.0
"""Gaps that are asked of everybody together, of each alone and on typical days; passes alone, and seconds, at most."""
KEYS = tuple(measure.key for measure in MEASURES)


class NotPossibleError(Exception):
    """What is asked cannot be measured; the message says why."""


@dataclass(frozen=True, slots=True)
class Problem:
    """The parts of everybody, the months they live in, and where the search begins.

    ``start_eur`` is what everybody alone costs there, EUR a year. ``left_out`` are measures that were asked to be, or
    that tie the months by a limit over the year.
    """

    parts: tuple[Part, ...]
    months: Sequence[Steps]
    start: Mapping[str, float]
    start_eur: float
    left_out: tuple[str, ...]
    companies: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one case; the number with which the process ends."""
    asked = _parser().parse_args(arguments)
    try:
        park = _checked(asked)
    except NotPossibleError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    began, busy = time.perf_counter(), _cpu_s()
    problem = made(park, asked.park, hours=asked.hours, without=_words(asked.without))
    made_s, made_cpu_s, made_mb = time.perf_counter() - began, _cpu_s() - busy, _peak_mb()
    began, busy = time.perf_counter(), _cpu_s()
    found = prove_by_owner(problem.parts, problem.months, gap=asked.gap, seconds=asked.limit, start=problem.start)
    row = {
        **_said_of(problem, asked),
        "start_seconds": round(made_s, 1),
        "start_cpu_seconds": round(made_cpu_s, 1),
        "start_mb": round(made_mb),
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_seconds": round(_cpu_s() - busy, 1),
        "peak_mb": round(_peak_mb()),
        "load": round(os.getloadavg()[1], 1),
        **_said_by(found, problem.start_eur, asked.gap),
    }
    print(json.dumps(row, allow_nan=False) if asked.json else "\n".join(f"{k:14}{v}" for k, v in row.items()))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--companies", type=int, default=10, help="how many, drawn from the park")
    parser.add_argument("--hours", type=int, default=YEAR, help=f"{YEAR}, or {SEASONS * WEEK}: a week of each season")
    parser.add_argument("--seed", type=int, default=1, help="who is drawn")
    parser.add_argument("--park", default="vlasakker", help="an example park")
    parser.add_argument("--without", default="", help=f"measures to leave out, with commas: {', '.join(KEYS)}")
    parser.add_argument("--gap", type=float, default=GAP, help="how close to the best, as a part of the cost")
    parser.add_argument("--limit", type=float, default=LIMIT_S, help="seconds of the search")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    return parser


def _checked(asked: argparse.Namespace) -> Park:
    """The companies that are drawn; raises NotPossibleError with a sentence."""
    folder, unknown = PARKS / asked.park, [word for word in _words(asked.without) if word not in KEYS]
    parks = sorted(p.parent.name for p in PARKS.glob("*/park.toml"))
    if asked.park not in parks:
        raise NotPossibleError(f"--park {asked.park}: not known here; choose from {', '.join(parks)}.")
    park = read_park(folder)
    wrong = (
        (
            not 1 <= asked.companies <= len(park.companies),
            f"--companies {asked.companies}: {asked.park} has 1 to {len(park.companies)}.",
        ),
        (asked.hours not in {YEAR, SEASONS * WEEK}, f"--hours {asked.hours}: give {YEAR} or {SEASONS * WEEK}."),
        (asked.seed < 0, f"--seed {asked.seed}: a whole number from 0 up is needed."),
        (bool(unknown), f"--without {', '.join(unknown)}: no measure; choose from {', '.join(KEYS)}."),
        (not 0 < asked.gap < 1, f"--gap {asked.gap:g}: a part of the cost, between 0 and 1, is needed."),
        (not 0 < asked.limit < np.inf, f"--limit {asked.limit:g}: a number of seconds above 0 is needed."),
    )
    for is_wrong, sentence in wrong:
        if is_wrong:
            raise NotPossibleError(sentence)
    return drawn(park, asked.companies, asked.seed)


def drawn(park: Park, companies: int, seed: int) -> Park:
    """So many companies of a park, as they would be without the others; the same from the same seed."""
    ids = [company.id for company in park.companies]
    return park.only(ids[i] for i in np.random.default_rng(seed).permutation(len(ids))[:companies])


def made(park: Park, folder: str, *, hours: int = YEAR, without: Sequence[str] = ()) -> Problem:
    """All parts of a park with every measure that can be looked at month by month."""
    year = read_year(park, PARKS / folder)
    load_kw = quarters(park, year)
    setting = by_rule(prepare(park, year, load_kw), load_kw)
    kept = tuple(measure for measure in MEASURES if measure.key not in without)
    kept = tuple(measure for measure in kept if not yearly(all_parts(setting, (measure,))))
    months = [month_steps(year, month) for month in range(MONTHS)] if hours == YEAR else list(_weeks(setting))
    left_out = tuple(key for key in KEYS if key not in {measure.key for measure in kept})
    parts, names = tuple(all_parts(setting, kept)), tuple(company.id for company in park.companies)
    return Problem(parts, months, *_start(setting, kept, months), left_out, names)


def _weeks(setting: Setting) -> Iterator[Steps]:
    """A week in the middle of each season, that stands for all of it."""
    zeros, hours = np.zeros(WEEK, dtype=np.int64), len(setting.year.month)
    for season in range(SEASONS):
        first = (2 * season + 1) * hours // (2 * SEASONS) // WEEK * WEEK
        pick = np.arange(first, first + WEEK, dtype=np.int64)
        yield Steps(pick, np.full(WEEK, hours / WEEK / SEASONS), zeros, zeros, np.array([MONTHS / SEASONS]))


def _start(setting: Setting, measures: Sequence[Measure], months: Sequence[Steps]) -> tuple[dict[str, float], float]:
    """Sizes of each company alone, from typical days and then on all hours, and what they cost; nothing shared.

    The cost is infinite where somebody has no sizes that keep every row.
    """
    steps, total = design_steps(setting, SEASONS), 0.0
    sizes: dict[str, float] = {}
    for company in setting.park.companies:
        own = tuple(own_parts(setting, measures, company))
        rough = find_design(own, steps, gap=DESIGN_GAP, seconds=LIMIT_S).sizes
        found = prove_by_owner(own, months, gap=ALONE_GAP, passes=PASSES, seconds=LIMIT_S, start=rough)
        sizes |= {**rough, **found.begin}
        total += found.upper
        print(f"{company.id} alone: {found.upper:,.0f}, gap {found.gap:.3%}", file=sys.stderr, flush=True)
    return sizes, total


def _said_of(problem: Problem, asked: argparse.Namespace) -> dict[str, object]:
    sizes = [part for part in problem.parts if isinstance(part, Size)]
    return {
        "park": asked.park,
        "companies": len(problem.companies),
        "drawn": list(problem.companies),
        "hours": asked.hours,
        "seed": asked.seed,
        "left_out": list(problem.left_out),
        "parts": len(problem.parts),
        "sizes": len(sizes),
        "whole": sum(1 for size in sizes if size.yes_no or size.module),
        "start_eur": problem.start_eur if np.isfinite(problem.start_eur) else None,
        "asked": asked.gap,
    }


def _said_by(found: Proof, alone_eur: float, gap: float) -> dict[str, object]:
    """What the search says; the plan is the cheaper of what it found and everybody alone, who need nothing shared."""
    upper = min(found.upper, alone_eur)
    known = bool(np.isfinite(upper))
    part = (upper - found.lower) / max(abs(upper), 1.0)
    return {
        "together_eur": found.upper if np.isfinite(found.upper) else None,
        "objective": upper if known else None,
        "lower_bound": found.lower if np.isfinite(found.lower) else None,
        "gap": part if known else None,
        "off_kw": round(found.off_kw, 3) if np.isfinite(found.off_kw) else None,
        "slack_zero": known,
        "passes": found.passes,
        "status": f"proven to {part:.3%}" if known and part <= gap else "gap not reached",
    }


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _cpu_s() -> float:
    return sum(os.times()[:4])


def _peak_mb() -> float:
    unit = 1024.0 if sys.platform != "darwin" else 1024.0**2
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    sys.exit(main())
