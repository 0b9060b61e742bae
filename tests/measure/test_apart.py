"""A company that stays out of whatever is shared, in the park of four along one street."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from small_setting import BY_KEY, park, setting_of, small

from collectief.measure import MEASURES, Setting
from collectief.measure.heat_network import consumers
from collectief.measure.membership import eligible
from collectief.model import Part


def apart(*companies: str) -> Setting:
    which = park()
    return setting_of(replace(which, rules=replace(which.rules, apart=companies)))


def shared(setting: Setting) -> Iterator[Part]:
    for measure in MEASURES:
        yield from measure.shared_parts(setting)


def places(part: Part) -> set[str]:
    """Every word in the name of a part, its owner, and the places that it touches."""
    buses = getattr(part, "into", None) or {}
    return {part.owner, *part.name.replace(":", "/").split("/"), *(place for place, _ in buses)}


@pytest.mark.parametrize("company", ["pers", "koel", "vracht", "klein"])
def test_nothing_that_is_shared_touches_who_stays_apart(company: str) -> None:
    assert any(company in places(part) for part in shared(small()))
    assert not any(company in places(part) for part in shared(apart(company)))


def test_what_it_can_do_by_itself_stays() -> None:
    everything, alone = small(), apart("koel")
    for measure in MEASURES:
        mine = [[p.name for p in measure.own_parts(s, s.park.company("koel"))] for s in (everything, alone)]
        assert mine[0] == mine[1]


def test_the_others_go_on_without_it() -> None:
    setting = apart("koel")
    assert [c.id for c in eligible(setting, setting.park.areas[0])] == ["pers", "vracht"]
    assert "koel" not in {c.id for c in consumers(setting)}
    assert list(BY_KEY["group_contract"].shared_parts(setting))


def test_where_all_but_one_stay_apart_nothing_is_shared() -> None:
    setting = apart("koel", "vracht", "klein")
    names = {part.name for part in shared(setting)}
    assert not any(name.startswith(("member/", "hub/", "connect/", "pipe/")) for name in names)
