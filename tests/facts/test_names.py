"""Names of figures: each that a plan may swing has one, and none is of a figure that is gone."""

from collectief.facts import all_facts
from collectief.facts.names import fact_label, fact_name
from collectief.facts.tables import read_rows
from collectief.plan.figures import USED

OWN_WORDS = ("year.",)
"""Families whose names are made from their keys."""


def test_every_figure_with_a_range_that_a_plan_may_use_has_a_name_in_both_languages() -> None:
    swung = [f.key for f in all_facts() if f.low is not None or f.high is not None]
    bare = [k for k in swung if k.startswith(USED) and not k.startswith(OWN_WORDS) and fact_name(k).nl == k]
    assert bare == []


def test_every_name_is_of_a_figure() -> None:
    keys = {f.key for f in all_facts()}
    assert [row["key"] for row in read_rows("names") if row["key"] not in keys] == []


def test_a_key_without_a_name_is_shown_as_it_is() -> None:
    assert fact_name("no.such.figure").en == "no.such.figure"
    assert fact_label("no.such.figure").nl == "no.such.figure"


def test_a_tax_rate_is_named_by_its_carrier_and_bracket() -> None:
    assert fact_name("tax.gas.2026.2").nl == "de energiebelasting op gas (schijf 2)"
    assert fact_name("tax.gas.2026.bound.2").nl == "tax.gas.2026.bound.2"
