"""What a plan may take and give under a contract that is larger than its cable: no more than the cable carries."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from collectief import Park, read_park, read_year
from collectief.facts import Window
from collectief.measure import Rates
from collectief.park import Connection, TransportRight
from collectief.plan.prepare import prepare, quarters

PARKS = Path(__file__).parents[2] / "data" / "parken"
PEAK_KW, CARRIES_KW = 200.0, 95.0
"""Of `dag` today, and what 100 kVA carries at a power factor of 0.95."""


def rates(physical_kva: float, *, offtake_kw: float = 250.0, feed_in_kw: float = 0.0) -> Rates:
    """Of `dag` in Proeftuin Mini, with this cable and contract."""
    return rates_of(Connection("large", "stedin_2026.MS", offtake_kw, feed_in_kw, physical_kva, "given"))


def rates_of(connection: Connection) -> Rates:
    park = read_park(PARKS / "proeftuin-mini")
    companies = tuple(replace(c, connection=connection) if c.id == "dag" else c for c in park.companies)
    changed: Park = replace(park, companies=companies)
    year = read_year(changed, PARKS / "proeftuin-mini")
    return prepare(changed, year, quarters(changed, year)).rates["dag"]


def most_kw(found: Rates) -> float:
    """The highest quarter-hour that may be taken; the load of `dag` is flat within each hour."""
    return float(found.offtake_limit_kw.max())


def test_a_contract_below_its_cable_is_the_limit() -> None:
    found = rates(400.0, feed_in_kw=60.0)
    assert most_kw(found) == pytest.approx(250.0)
    assert found.feed_in_limit_kw == pytest.approx(60.0)


def test_no_plan_feeds_in_more_than_its_cable_carries() -> None:
    assert rates(100.0, feed_in_kw=150.0).feed_in_limit_kw == pytest.approx(CARRIES_KW)


def test_no_plan_takes_more_than_its_cable_carries_or_took_today() -> None:
    assert most_kw(rates(300.0, offtake_kw=500.0)) == pytest.approx(285.0)
    assert most_kw(rates(100.0, offtake_kw=500.0)) == pytest.approx(PEAK_KW)


def test_a_right_beside_the_contract_makes_no_cable_thicker() -> None:
    right = TransportRight("block", "feed_in", 50.0, Window())
    found = rates_of(Connection("large", "stedin_2026.MS", 250.0, 60.0, 100.0, "given", rights=(right,)))
    assert np.asarray(found.feed_in_limit_kw + found.extra_feed_in_kw).max() == pytest.approx(CARRIES_KW)
