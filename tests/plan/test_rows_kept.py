"""The bound that keeps rows of sizes: what its kept result depends on, and what it does when it is stopped."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from collectief import Outcome
from collectief.errors import Infeasible
from collectief.measure import PARK, GroupContract, Setting
from collectief.model.no_plan import no_plan
from collectief.plan import rows_kept
from collectief.plan.bound_look import Look
from collectief.plan.bound_parts import shared_parts
from collectief.plan.capacity import by_rule
from collectief.plan.prepare import prepare, quarters
from collectief.plan.rows_kept import Found, everything_kept
from collectief.plan.run import Run, Stopped

INSIDE = frozenset({PARK})


@pytest.fixture(scope="module")
def look(grouped: Outcome) -> Look:
    load_kw = quarters(grouped.park, grouped.year)
    setting = by_rule(prepare(grouped.park, grouped.year, load_kw), load_kw)
    lives = (grouped.lives["alone"].sizes, grouped.lives["together"].sizes)
    return Look(setting, (GroupContract(),), shared_parts(setting, (GroupContract(),)), {}, lives, Run())


def key_of(look: Look, monkeypatch: pytest.MonkeyPatch) -> str:
    keys: list[str] = []

    def once(_run: Run, key: Callable[[], str], *_rest: object) -> Found:
        keys.append(key())
        return Found(0.0, 0, {})

    monkeypatch.setattr(rows_kept, "once", once)
    everything_kept(look, INSIDE, {})
    return keys[0]


def dearer(setting: Setting) -> Setting:
    return replace(setting, group_fixed_eur=setting.group_fixed_eur + 1.0)


def test_what_a_kept_bound_depends_on_is_in_its_key(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """The organisation of a group is in no part; it is added to the bound."""
    key = key_of(look, monkeypatch)
    assert key == key_of(look, monkeypatch)
    assert key != key_of(replace(look, setting=dearer(look.setting)), monkeypatch)
    assert key != key_of(replace(look, starts=({}, {})), monkeypatch)


@pytest.mark.parametrize("broken", [Infeasible(no_plan("Infeasible")), Stopped()])
def test_what_breaks_off_after_the_first_round_leaves_what_that_found(
    broken: Exception, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sizes that no year can be lived with give no other prices."""

    def lives(*_given: object) -> None:
        raise broken

    monkeypatch.setattr(rows_kept, "_round", lambda *_given: Found(5.0, 3, {}))
    monkeypatch.setattr(rows_kept, "group_prices", lives)
    assert everything_kept(look, INSIDE, {}).eur == 5.0


def test_the_better_round_counts(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = iter([Found(5.0, 3, {}), Found(4.0, 8, {})])
    monkeypatch.setattr(rows_kept, "_round", lambda *_given: next(rounds))
    monkeypatch.setattr(rows_kept, "group_prices", lambda *_given: {})
    assert everything_kept(look, INSIDE, {}).eur == 5.0
