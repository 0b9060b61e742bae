"""One made year and one maker of companies for all tests of profiles."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from shapely.geometry import Point

from collectief.park import Company, Connection, Mobility
from collectief.profile import Year, synthetic_year

SAMPLES = Path(os.environ.get("COLLECTIEF_SAMPLES", Path(__file__).parents[2] / ".." / "shared" / "samples"))
MakeCompany = Callable[..., Company]


@pytest.fixture(scope="session")
def year() -> Year:
    """The made year 2025, seed 1."""
    return synthetic_year(2025, 1)


@pytest.fixture
def sample() -> Callable[[str], Path]:
    """Path of a real sample file; the test is skipped where it is absent."""

    def find(name: str) -> Path:
        if not (SAMPLES / name).exists():
            pytest.skip(f"sample {name} is absent")
        return SAMPLES / name

    return find


@pytest.fixture(scope="session")
def company() -> MakeCompany:
    """Makes a company of a sector."""

    def make(
        sector: str = "metalworking", *, name: str = "smid", kwh: float = 300_000.0, m3: float = 20_000.0,
        van_kwh: float = 0.0, lorry_kwh: float = 0.0,
    ) -> Company:  # fmt: skip
        connection = Connection("large", "stedin_2026.MS", offtake_kw=200.0, feed_in_kw=0.0, physical_kva=250.0)
        return Company(name, name, sector, "west", connection, Point(0, 0), kwh, m3,
                       mobility=Mobility(van_kwh, lorry_kwh))  # fmt: skip

    return make
