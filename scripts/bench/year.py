"""Write the statistics of the synthetic year beside their targets into docs/year.md: ``python -m bench.year``."""

from pathlib import Path

from bench.tables import put, table
from collectief.profile import Year, synthetic_year
from collectief.profile.year_statistics import STATISTICS, Statistic

PAGE = Path(__file__).resolve().parents[2] / "docs" / "year.md"
SEEDS = range(1, 11)


def main() -> None:
    """Ten seeds of 2025: the first beside the target, and the furthest off of all."""
    years = [synthetic_year(2025, seed) for seed in SEEDS]
    head = ("statistic", "target", "seed 1", "off", "furthest off of seeds 1-10", "may be off", "confidence", "source")
    put(PAGE, "statistics", table(head, [_row(one, years) for one in STATISTICS]))


def _row(one: Statistic, years: list[Year]) -> list[str]:
    off = [one.off(year) for year in years]
    worst = max(off, key=abs)
    target = one.fact
    return [
        one.name,
        f"{target.value:g}",
        f"{one.of(years[0]):.4g}",
        f"{off[0]:+.1%}",
        f"{worst:+.1%}",
        f"{one.tolerance:.1%}",
        target.confidence,
        f"`{target.key}`: {target.source}",
    ]


if __name__ == "__main__":
    main()
