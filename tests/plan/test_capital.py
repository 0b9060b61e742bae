"""What an invested euro weighs: on every size as much as its builds say was invested, and in a ration the same."""

from dataclasses import replace

import numpy as np
import pytest

from collectief.facts import fact
from collectief.measure import MEASURES, Measure, Setting
from collectief.model import Size, built
from collectief.plan.budget import ration
from collectief.plan.capital import with_weight
from collectief.plan.outcome import Outcome
from collectief.plan.prepare import prepare, quarters

WEIGHT = 0.25
OWN = tuple(m for m in MEASURES if m.key not in ("group_contract", "heat_network", "wind"))


@pytest.fixture(scope="module")
def setting(mini: Outcome) -> Setting:
    return prepare(mini.park, mini.year, quarters(mini.park, mini.year))


def sizes(setting: Setting, measure: Measure) -> dict[str, Size]:
    company = setting.park.companies[0]
    parts = with_weight(setting, measure, measure.own_parts(setting, company))
    return {p.name: p for p in parts if isinstance(p, Size)}


@pytest.mark.parametrize("measure", OWN, ids=lambda m: m.key)
@pytest.mark.parametrize("part", [0.4, 1.0])
def test_a_size_weighs_what_its_builds_say_was_invested(setting: Setting, measure: Measure, part: float) -> None:
    plain, heavy = sizes(setting, measure), sizes(replace(setting, capital_weight=WEIGHT), measure)
    assert plain.keys() == heavy.keys()
    for name, size in plain.items():
        amount, more = part * size.upper, heavy[name]
        invested = sum(b.investment_eur for b in measure.builds(setting, {name: amount}))
        extra = (more.eur_per_unit - size.eur_per_unit) * amount + more.eur_fixed - size.eur_fixed
        assert extra == pytest.approx(WEIGHT * invested, abs=1e-6)


def test_a_ration_counts_each_unit_and_what_is_paid_once(setting: Setting) -> None:
    """A battery: so much per kWh, and once for placing it."""
    (battery,) = (m for m in MEASURES if m.key == "battery")
    company = setting.park.companies[0]
    (limit,) = ration(replace(setting, rations={company.id: 5000.0}), (battery,), company)
    name = f"battery/{company.id}"
    assert limit.terms[name] == pytest.approx(fact("battery.eur_per_kwh").value)
    assert limit.terms[built(name)] == pytest.approx(fact("battery.eur_fixed").value)
    assert (dict(limit.upper), limit.per) == ({company.id: 5000.0}, "design")


def test_who_has_no_ration_where_others_have_invests_nothing(setting: Setting) -> None:
    company = setting.park.companies[0]
    (limit,) = ration(replace(setting, rations={}), MEASURES[:3], company)
    assert np.isclose(float(np.max(limit.upper[company.id])), 0.0)
    assert list(ration(setting, MEASURES[:3], company)) == []
