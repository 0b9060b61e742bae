"""A contract that is too small for the year grows to what the year asks for, and no further."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectief import read_park, read_year
from collectief.model import Size
from collectief.plan.capacity import by_rule
from collectief.plan.design import own_parts
from collectief.plan.prepare import prepare, quarters
from collectief.plan.replay import replay

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
CONTRACT = "contract/dag:kw"


def test_a_contract_of_a_kilowatt_grows_to_what_a_roomy_one_uses() -> None:
    """Nothing is built, so the use is the same whatever the contract: its highest quarter-hour."""
    park = read_park(MINI)
    year, mine = read_year(park, MINI), replace(park, rules=replace(park.rules, lower_contracts=True)).only(["dag"])
    load_kw = quarters(mine, year)
    setting = by_rule(prepare(mine, year, load_kw), load_kw)
    parts = tuple(own_parts(setting, (), setting.park.company("dag")))
    roomy = {p.name: p.upper for p in parts if isinstance(p, Size)}
    small = replay(setting, parts, {**roomy, CONTRACT: 1.0})
    net_kw = small.of("grid/dag:offtake") - small.of("grid/dag:feed_in") + setting.uses["dag"].rise_kw
    asked_kw = float(net_kw.max())
    assert 50.0 < asked_kw < roomy[CONTRACT]
    for kw in (1.0, asked_kw - 10.0):
        lived = replay(setting, parts, {**roomy, CONTRACT: kw})
        assert lived.contracts_kw[CONTRACT] == pytest.approx(asked_kw, rel=1e-6)
        assert lived.repaired_kw == pytest.approx(asked_kw - kw, rel=1e-6)
    enough = replay(setting, parts, {**roomy, CONTRACT: asked_kw + 5.0})
    assert enough.contracts_kw[CONTRACT] == asked_kw + 5.0
    assert enough.repaired_kw == 0.0
