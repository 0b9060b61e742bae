"""The page on profiles says how the example parks coincide, and that is what the code makes of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from collectief import Park, read_park, read_year
from collectief.plan.prepare import floor_m2, quarters
from collectief.profile import Year, electricity_kw

HOME = Path(__file__).parents[2]
PAGE, PARKS = HOME / "docs" / "profiles.md", HOME / "data" / "parken"
SEEDS = range(1, 11)
ROUNDED = 0.005 + 1e-9
Row = list[str]
Made = Callable[[int], dict[str, np.ndarray]]


def page_rows(mark: str) -> list[Row]:
    """The rows of one table of the page, without its head."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.partition(f"<!-- {mark} -->\n")[2].partition(f"\n<!-- end of {mark} -->")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture(scope="module")
def vlasakker() -> Park:
    return read_park(PARKS / "vlasakker")


@pytest.fixture(scope="module")
def made(vlasakker: Park, year: Year) -> Made:
    """Made profiles of all companies of De Vlasakker in a possible year, kW."""

    def of(seed: int) -> dict[str, np.ndarray]:
        return {c.id: electricity_kw(c, floor_m2(vlasakker, c), year=year, seed=seed) for c in vlasakker.companies}

    return of


def groups(park: Park) -> Iterator[tuple[Row, list[str]]]:
    """Each row of the table of De Vlasakker with the companies that it is about."""
    for row in page_rows("coincidence"):
        kind, _, name = row[0].partition(" ")
        members = {
            "all": [c.id for c in park.companies],
            "area": [c.id for c in park.companies if c.area == name],
            "only": [c.id for c in park.companies if c.sector == name],
        }[kind]
        assert int(row[1]) == len(members) > 1
        yield row, members


def coincidence(kw: dict[str, np.ndarray]) -> float:
    """Peak of the sum over the sum of peaks."""
    return float(sum(kw.values(), np.zeros(35040)).max() / sum(one.max() for one in kw.values()))


def test_this_year_lies_in_the_range_of_every_row(vlasakker: Park, made: Made) -> None:
    kw, found = made(1), list(groups(vlasakker))
    assert [row[0] for row, _ in found][:3] == ["all 24 companies", "area vlasveld", "area akkermolen"]
    for row, members in found:
        low, high = (float(end) for end in row[3].split("-"))
        assert low - ROUNDED <= coincidence({m: kw[m] for m in members}) <= high + ROUNDED, row[0]


@pytest.mark.slow
def test_every_row_is_what_ten_seeds_give(vlasakker: Park, made: Made) -> None:
    years = [made(seed) for seed in SEEDS]
    for row, members in groups(vlasakker):
        each = [coincidence({m: kw[m] for m in members}) for kw in years]
        assert row[2:] == [f"{np.median(each):.2f}", f"{min(each):.2f}-{max(each):.2f}"], row[0]


def test_every_example_park_coincides_as_the_page_says() -> None:
    rows = {row[0]: row[1:] for row in page_rows("parks")}
    for folder in sorted(path.parent for path in PARKS.glob("*/park.toml")):
        park = read_park(folder)
        metered = [c.id for c in park.companies if c.id in park.profiles]
        share = coincidence(quarters(park, read_year(park, folder)))
        assert rows.pop(park.name) == [str(len(park.companies)), str(len(metered)), f"{share:.2f}"]
    assert not rows


def test_companies_of_a_mixed_park_coincide_less_than_standard_profiles() -> None:
    """BDEW G0-G6 of equal energy give 0.84: see the page."""
    assert "all seven 0.84" in PAGE.read_text(encoding="utf-8")
    assert all(float(row[2]) < 0.84 for row in page_rows("coincidence") if not row[0].startswith("only"))
