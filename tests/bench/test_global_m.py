"""A model like topotherm's: first by head, then what that project's own tests expect of its district."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.global_m import District, district_of, solve
from bench.topotherm_district import read_district
from collectief.tree import Edge, Problem, Root, Step, Terminal

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "topotherm"
EDGES = (Edge("0", "a", "b", (Step(20.0, 0.5, 90.0),)), Edge("1", "c", "b", (Step(10.0, 0.0, 90.0),)))
#   a (source) --20 EUR, 0.5 per kW-- b (4 kW, 30 EUR) --10 EUR-- c (2 kW, 5 EUR)
LINE = Problem(EDGES, (Terminal("b", "b", 4.0, 30.0), Terminal("c", "c", 2.0, 5.0)), (Root("a"),))


def least(district: District) -> float:
    found = solve(district, gap=0.0, seconds=20.0)
    assert found.objective is not None
    assert found.lower_bound == pytest.approx(found.objective, abs=1e-6)
    return found.objective


def test_who_pays_its_pipe_is_connected_and_no_other() -> None:
    assert least(district_of(LINE)) == pytest.approx(20 + 0.5 * 4 - 30)


def test_who_is_forced_is_connected_whatever_it_costs() -> None:
    forced = replace(LINE, terminals=tuple(replace(t, forced=True) for t in LINE.terminals))
    assert least(district_of(forced)) == pytest.approx(20 + 0.5 * 6 + 10 - 35)


def test_who_stands_at_the_source_needs_no_pipe() -> None:
    here = replace(LINE, terminals=(Terminal("a", "a", 3.0, 7.0),))
    assert least(district_of(here)) == pytest.approx(-7.0)


def test_what_is_lost_on_the_way_is_made_and_paid() -> None:
    lossy = replace(district_of(LINE), lost_kw=np.array([1.0, 0.0]), lost_part=np.array([0.5, 0.0]))
    # 4 kW at b are (4 + 1) / 0.5 = 10 kW at a, each 0.5 EUR to lead and 0.1 EUR to make
    assert least(replace(lossy, source_eur_per_kw=0.1)) == pytest.approx(20 + 10 * (0.5 + 0.1) - 30)


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the district of topotherm is not here")
@pytest.mark.parametrize(("forced", "published"), [(True, -990.8), (False, -1436.0)])
def test_the_published_values_are_found(forced: bool, published: float) -> None:
    """Its tests allow 1 % (jylambert/topotherm, tests/test_sts.py)."""
    assert least(read_district(REFERENCE, forced=forced)) == pytest.approx(published, rel=1e-3)
