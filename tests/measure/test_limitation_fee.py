"""A capacity limitation contract on Proeftuin Mini by hand: which hours are called, and what lowering is paid.

dag has a contract of 250 kW and takes 200 from 8 to 20 h; nacht takes 160 kW outside those hours, vlak 100, klein 10.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from collectief import read_park, read_year
from collectief.facts import Window
from collectief.measure import Setting
from collectief.measure.capacity_limitation import called, fee_eur, lowers_to_kw
from collectief.park import Company, Constraint, Limitation
from collectief.plan.prepare import prepare, quarters

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"


@cache
def setting(offtake: Constraint = "red") -> Setting:
    """200 hours a year at EUR 150 per MW, down to half of the contract, from 16 to 21 h."""
    mini = read_park(MINI)
    rules = replace(mini.rules, limitation=Limitation(200, 150.0, 0.5, Window(hours=(16, 21))))
    park = replace(mini, rules=rules, areas=(replace(mini.areas[0], offtake=offtake),))
    year = read_year(park, MINI)
    return prepare(park, year, quarters(park, year))


def dag(**changed: float) -> Company:
    """With something else in its connection."""
    company = setting().park.company("dag")
    return replace(company, connection=replace(company.connection, **changed))  # type: ignore[arg-type]


def test_from_250_to_125_kw_in_200_hours_is_paid_3750_euros() -> None:
    """0.125 MW x 200 h x EUR 150."""
    assert lowers_to_kw(setting(), dag()) == 125.0
    assert fee_eur(setting(), dag()) == pytest.approx(3_750.0)


def test_who_says_to_what_it_lowers_is_paid_for_that() -> None:
    assert fee_eur(setting(), dag(lowers_to_kw=50.0)) == pytest.approx(0.2 * 200 * 150)


@pytest.mark.parametrize("kw", [250.0, 300.0])
def test_who_lowers_nothing_is_offered_nothing(kw: float) -> None:
    assert lowers_to_kw(setting(), dag(lowers_to_kw=kw)) is None
    assert fee_eur(setting(), dag(lowers_to_kw=kw)) == 0.0


def test_a_small_user_is_offered_nothing() -> None:
    assert lowers_to_kw(setting(), setting().park.company("klein")) is None


@pytest.mark.parametrize(("offtake", "kw"), [("red", 125.0), ("amber", 125.0), ("yellow", None), ("transparent", None)])
def test_it_is_on_offer_where_there_is_a_queue(offtake: Constraint, kw: float | None) -> None:
    assert lowers_to_kw(setting(offtake), dag()) == kw


def test_without_an_offer_no_hour_is_called() -> None:
    park = replace(setting().park, rules=replace(setting().park.rules, limitation=None))
    nothing = replace(setting(), park=park)
    assert called(nothing, park.areas[0]).sum() == 0.0
    assert lowers_to_kw(nothing, dag()) is None


def test_the_fullest_hours_of_the_window_are_called() -> None:
    """Others take 100 kW more at 18 h of the last 200 days, and far more at night, when nobody is called."""
    local = setting().year.local
    at_six = (np.asarray(local.hour) == 18) & (np.arange(len(local)) >= 165 * 24)
    others = np.where(at_six, 100.0, 0.0) + np.where(np.asarray(local.hour) == 3, 5_000.0, 0.0)
    area = replace(setting().park.areas[0], others_kw=np.repeat(others, 4))
    assert at_six.sum() == 200
    assert np.array_equal(called(setting(), area) == 1.0, at_six)
