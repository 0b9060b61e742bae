"""A plan with a heat network has a bound together, and no other network that is billed lies below it."""

import pytest

from collectief import MEASURES, Outcome, Scenario, prove_year, verify
from collectief.measure import Setting
from collectief.model import Size
from collectief.plan.bound_parts import OPEN, shared_parts
from collectief.plan.capacity import by_rule
from collectief.plan.cases import lived
from collectief.plan.design import all_parts
from collectief.plan.prepare import prepare, quarters
from collectief.plan.replay import replay

pytestmark = pytest.mark.long

HEATING = tuple(m for m in MEASURES if m.key in ("heat_pump", "heat_network", "heat_recovery", "group_contract"))
NETWORK = ("connect/", "residual/", "pipe/")


@pytest.fixture(scope="module")
def proven(warm: Outcome) -> Outcome:
    return prove_year(Scenario(warm.park, warm.year, measures=HEATING), warm)


@pytest.fixture(scope="module")
def setting(warm: Outcome) -> Setting:
    load_kw = quarters(warm.park, warm.year)
    return by_rule(prepare(warm.park, warm.year, load_kw), load_kw)


def lower_of(proven: Outcome) -> float:
    proof = proven.cases["together"].proof
    assert proof is not None
    assert proof.year_lower is not None
    return proof.year_lower


def test_a_plan_with_a_heat_network_has_a_bound_together(proven: Outcome) -> None:
    proof = proven.cases["together"].proof
    assert proof is not None
    assert proof.level == "proven"
    assert proof.year_gap is not None
    assert 0.0 <= proof.year_gap < 0.1
    assert proof.grouped_lower is None  # this plan shares more than a contract
    assert verify(proven).ok


@pytest.mark.parametrize("times", [0.8, 1.6])
def test_no_other_size_of_the_network_is_billed_below_the_bound(
    times: float, proven: Outcome, setting: Setting
) -> None:
    parts, plan = tuple(all_parts(setting, HEATING)), proven.lives["together"].sizes
    known = {**{p.name: p.lower for p in parts if isinstance(p, Size)}, **plan}
    sizes = {name: x * times if name.startswith(NETWORK) else x for name, x in known.items()}
    year = replay(setting, parts, sizes)
    load_kw = quarters(proven.park, proven.year)
    case = lived(setting, HEATING, sizes, dispatch=year, load_kw=load_kw, key="together")
    assert case.eur_per_year >= lower_of(proven)


def test_a_flow_that_needs_no_size_can_be_closed(setting: Setting) -> None:
    """Or a company that shares nothing could still charge at a hub."""
    mine = shared_parts(setting, MEASURES)
    for company in setting.park.companies:
        free = [p for p in mine.others if p.owner == company.id and getattr(p, "size", "") is None]
        assert free == []
        assert set(mine.opened) >= {p.name for p in mine.others if isinstance(p, Size) and p.name.endswith(OPEN)}
