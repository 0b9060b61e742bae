"""Write how made profiles coincide, and what a year of 60 companies takes, into docs/profiles.md."""

import resource
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.tables import put, table
from collectief import Park, read_park, read_year
from collectief.park import Company
from collectief.plan.prepare import floor_m2, quarters
from collectief.profile import Year, electricity_kw, synthetic_year
from collectief.profile.peak_range import peak_range

ROOT = Path(__file__).resolve().parents[2]
PARKS = ROOT / "data" / "parken"
PAGE = ROOT / "docs" / "profiles.md"
SEEDS = range(1, 11)
MANY = 60


def main() -> None:
    """Everything, on the example park De Vlasakker."""
    park, year = read_park(PARKS / "vlasakker"), synthetic_year(2025)
    put(PAGE, "coincidence", _coincidence(park, year))
    put(PAGE, "parks", _parks())
    put(PAGE, "peaks", _peaks(park, year))
    put(PAGE, "bench", _bench(park, year))


def loads(park: Park, companies: Sequence[Company], *, year: Year, seed: int = 1) -> np.ndarray:
    """Made profiles of these companies, kW, shape (companies, 35040)."""
    return np.array([electricity_kw(c, floor_m2(park, c), year=year, seed=seed) for c in companies])


def _of(kw: np.ndarray) -> float:
    return float(kw.sum(axis=0).max() / kw.max(axis=1).sum())


def _coincidence(park: Park, year: Year) -> str:
    """Peak of the sum over the sum of peaks: the park, its energy areas, and copies of one company."""
    groups = {"all 24 companies": list(park.companies)}
    groups |= {f"area {a.id}": [c for c in park.companies if c.area == a.id] for a in park.areas}
    for sector in ("metalworking", "wholesale", "office", "garage"):
        same = [c for c in park.companies if c.sector == sector]
        groups[f"only {sector}"] = same
    rows = []
    for name, companies in groups.items():
        found = [_of(loads(park, companies, year=year, seed=seed)) for seed in SEEDS]
        rows.append([name, str(len(companies)), f"{np.median(found):.2f}", f"{min(found):.2f}-{max(found):.2f}"])
    return table(("made profiles of", "companies", "peak of sum / sum of peaks", "seeds 1-10"), rows)


def _parks() -> str:
    """The same of every example park as it is read: meters where there are any, made profiles for the rest."""
    rows = []
    for folder in sorted(path.parent for path in PARKS.glob("*/park.toml")):
        park = read_park(folder)
        kw = np.array(list(quarters(park, read_year(park, folder)).values()))
        metered = sum(c.id in park.profiles for c in park.companies)
        rows.append([park.name, str(len(kw)), str(metered), f"{_of(kw):.2f}"])
    return table(("park", "companies", "of these metered", "peak of sum / sum of peaks"), rows)


def _peaks(park: Park, year: Year) -> str:
    rows = []
    for company in park.companies[:6]:
        found = peak_range(company, year=year, floor_m2=floor_m2(park, company))
        above = found.p90_kw / found.p50_kw - 1
        rows.append([company.name, company.sector, f"{found.p50_kw:.0f}", f"{found.p90_kw:.0f}", f"{above:+.0%}"])
    return table(("company", "sector", "P50, kW", "P90, kW", "P90 above P50"), rows)


def _bench(park: Park, year: Year) -> str:
    """A year of quarter-hours for 60 companies: the 24 of the park, over and over under other names."""
    named = [replace(park.companies[n % len(park.companies)], id=f"b{n}") for n in range(MANY)]
    began = time.perf_counter()
    synthetic_year(2026, 2)
    made = time.perf_counter() - began
    began = time.perf_counter()
    kw = loads(park, named, year=year)
    seconds = time.perf_counter() - began
    tracemalloc.start()
    loads(park, named[:6], year=year)
    extra = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [
        ["the year itself: weather, prices, CO2", f"{made:.1f} s", ""],
        [f"quarter-hours of {MANY} companies", f"{seconds:.1f} s", f"{kw.nbytes / 1e6:.0f} MB kept"],
        ["of each company", f"{1000 * seconds / MANY:.0f} ms", f"{extra:.0f} MB at most while six are made"],
        ["the whole process, all libraries loaded", "", f"{most:.0f} MB at most"],
    ]
    return table(("what", "time", "memory"), rows)


if __name__ == "__main__":
    main()
