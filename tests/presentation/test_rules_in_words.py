"""Every key of a plan is explained in words, in both languages."""

import pytest

from collectief.plan.divide import DIVIDED
from collectief.plan.preferred import SIMPLEST_FIRST
from collectief.presentation.rule_meaning import MEANING, meaning
from collectief.presentation.speech import Speech
from collectief.text import Language


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_key_that_a_plan_may_have_is_explained(language: Language) -> None:
    assert set(MEANING) == set(SIMPLEST_FIRST)
    assert set(DIVIDED) <= set(MEANING)
    lines = meaning(SIMPLEST_FIRST, Speech(language)).items
    assert len(lines) == len(SIMPLEST_FIRST)
    assert all(text.endswith(".") for _, text in lines)


def test_a_key_of_somebody_else_is_left_out() -> None:
    assert not meaning(("key",), Speech("nl")).items
