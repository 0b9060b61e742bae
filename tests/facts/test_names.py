"""Names of figures: each that a plan may swing has one, and none is of a figure that is gone."""

from fnmatch import fnmatchcase
from typing import get_args

from collectief.facts import Shift, all_facts, tariff, tariff_keys
from collectief.facts.csv_rows import read_rows
from collectief.facts.names import fact_label, fact_name
from collectief.plan.figures import USED

PLANNED = (*USED, "shift.", "profile.", "heat.", "market.", "weather.", "tax.", "tariff.", "diesel.")
"""Families that a plan, its year or its profiles read."""
EVERY = (*all_facts(), *(f for key in tariff_keys() for f in tariff(key).facts))


def test_every_figure_with_a_range_that_a_plan_may_use_has_a_name_in_both_languages() -> None:
    swung = [f.key for f in EVERY if f.fixed is None and f.key.startswith(PLANNED)]
    assert [k for k in swung if k in (fact_name(k).nl, fact_name(k).en)] == []


def test_every_name_is_of_a_figure_or_of_a_shift() -> None:
    keys = {f.key for f in EVERY}
    idle = [n for row in read_rows("names") if not any(fnmatchcase(k, n := row["key"]) for k in keys)]
    assert [name for name in idle if name not in get_args(Shift)] == []
    assert set(get_args(Shift)) <= set(idle)


def test_a_key_without_a_name_is_shown_as_it_is() -> None:
    assert fact_name("no.such.figure").en == "no.such.figure"
    assert fact_label("no.such.figure").nl == "no.such.figure"


def test_a_family_is_named_by_what_its_figures_differ_in() -> None:
    assert fact_name("tax.gas.2026.2").nl == "de energiebelasting op gas (schijf 2)"
    assert fact_name("tax.gas.2026.bound.2").nl == "de bovengrens van schijf 2 van de energiebelasting op gas"
    assert fact_label("tariff.stedin_2026.MS.kwh_low").en == "low tariff per kWh stedin_2026.MS"
    assert fact_name("tariff.{odd}.kwh_low").nl == "het daltarief per kWh {odd}"
