"""Swinging a figure: for one block, in all threads, and back whatever happens."""

from concurrent.futures import ThreadPoolExecutor
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief.errors import ModelError
from collectief.facts import all_facts, fact, facts_like, noted, swung, tariff

GAS = "gas.ttf_eur_per_mwh"
KEYS = [f.key for f in all_facts()]


def test_a_swung_figure_has_its_value_inside_and_not_outside() -> None:
    before = fact(GAS)
    with swung({GAS: 99.0}):
        assert fact(GAS).value == 99.0
        assert next(f for f in facts_like("gas.ttf")).value == 99.0
        assert next(f for f in all_facts() if f.key == GAS).value == 99.0
    assert fact(GAS) == before


def test_it_is_restored_when_something_breaks() -> None:
    before = fact(GAS).value
    with pytest.raises(ZeroDivisionError), swung({GAS: 1.0}):
        raise ZeroDivisionError
    assert fact(GAS).value == before


def test_worker_threads_see_it_too() -> None:
    with ThreadPoolExecutor(2) as pool, swung({GAS: 7.0}):
        assert list(pool.map(lambda key: fact(key).value, [GAS, GAS])) == [7.0, 7.0]


def test_the_inner_of_two_wins_and_the_outer_comes_back() -> None:
    with swung({GAS: 1.0, "boiler.efficiency": 0.9}):
        with swung({GAS: 2.0}):
            assert (fact(GAS).value, fact("boiler.efficiency").value) == (2.0, 0.9)
        assert fact(GAS).value == 1.0


def test_a_tariff_is_swung_by_the_key_of_its_amount() -> None:
    standing = tariff("stedin_2026.KV_3x63A").standing_eur_year
    with swung({"tariff.stedin_2026.KV_3x63A.standing_eur_year": standing + 100.0}):
        assert tariff("stedin_2026.KV_3x63A").standing_eur_year == standing + 100.0
    assert tariff("stedin_2026.KV_3x63A").standing_eur_year == standing


def test_no_number_is_refused_and_changes_nothing() -> None:
    before = fact(GAS).value
    with pytest.raises(ModelError, match="No number"), swung({GAS: inf}):
        pass
    assert fact(GAS).value == before


def test_what_is_read_is_noted_also_in_threads() -> None:
    with noted() as keys, ThreadPoolExecutor(1) as pool:
        pool.submit(fact, GAS).result()
    fact("boiler.efficiency")
    assert keys == {GAS}


@given(st.dictionaries(st.sampled_from(KEYS), st.floats(-1e6, 1e6), max_size=8))
def test_any_swing_leaves_every_other_figure_and_the_tables_alone(values: dict[str, float]) -> None:
    before = all_facts()
    with swung(values):
        assert {f.key: f.value for f in all_facts()} == {f.key: f.value for f in before} | values
    assert all_facts() == before
