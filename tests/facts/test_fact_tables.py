"""Every figure carries its unit, year, source and confidence, and says so when it is unverified."""

from collections.abc import Callable, Iterable
from typing import get_args

import pytest

from collectief.errors import MissingFact
from collectief.facts import Confidence, Fact, all_facts, fact, facts_like, tariff, tariff_keys

EVERY = (*all_facts(), *(f for key in tariff_keys() for f in tariff(key).facts))


def failing(figures: Iterable[Fact], good: Callable[[Fact], bool]) -> list[str]:
    return [f.key for f in figures if not good(f)]


def test_every_figure_has_a_unit() -> None:
    assert failing(EVERY, lambda f: bool(f.unit.strip())) == []


def test_every_figure_has_a_year() -> None:
    assert failing(EVERY, lambda f: 2000 <= f.year <= 2035) == []


def test_every_figure_names_its_source() -> None:
    assert failing(EVERY, lambda f: len(f.source.strip()) > 5) == []


def test_every_confidence_is_high_medium_or_low() -> None:
    assert failing(EVERY, lambda f: f.confidence in get_args(Confidence)) == []


def test_every_value_lies_between_its_low_and_high() -> None:
    assert failing(EVERY, lambda f: f.low is None or f.low <= f.value) == []
    assert failing(EVERY, lambda f: f.high is None or f.value <= f.high) == []


def test_every_unverified_figure_says_so_in_its_source() -> None:
    unverified = [f for f in EVERY if f.confidence == "low"]
    assert len(unverified) > 30
    assert failing(unverified, lambda f: "(from memory)" in f.source or "expert estimate" in f.source) == []


def test_unknown_key_names_the_keys_that_look_like_it() -> None:
    with pytest.raises(MissingFact, match=r"solar\.eur_per_kwp") as found:
        fact("solar.eur_per_kw")
    assert "Bedoelt u" in found.value.words("nl")


def test_prefix_finds_the_four_brackets_of_a_year() -> None:
    keys = [f.key for f in facts_like("tax.gas.2025.") if "bound" not in f.key]
    assert keys == [f"tax.gas.2025.{i}" for i in range(1, 5)]


def test_facts_come_sorted_and_once() -> None:
    keys = [f.key for f in all_facts()]
    assert keys == sorted(set(keys))
