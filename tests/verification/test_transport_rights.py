"""A right that a plan takes: accepted in its hours and at its price, and found where it is more than was offered."""

from dataclasses import replace

import numpy as np
import pytest
from tamper import made_consistent, names, places, with_case, with_line, with_quarters

from collectief import Outcome
from collectief.plan.outcome import Case
from collectief.verification import verify

ABOVE = "Offtake above what is allowed, highest quarter"


def right_of(case: Case) -> float:
    """kW of the right in a case."""
    return sum(b.amount for b in case.builds if b.measure == "transport_right")


def test_a_right_on_offer_is_taken_and_accepted(at_night: Outcome) -> None:
    alone = at_night.cases["alone"]
    assert right_of(alone) > 10.0
    assert verify(at_night).failed == ()
    hour = np.repeat(at_night.year.local.hour.to_numpy(), 4)
    by_day = (hour >= 6) & (hour < 22)
    assert alone.net_kw["dag"][by_day].max() <= 100.0 + 0.01
    assert alone.net_kw["dag"][~by_day].max() > 110.0
    assert not [b for b in alone.breaches if b.kind == "contract"]


def test_it_costs_half_of_the_tariff_per_kilowatt_in_its_line(at_night: Outcome) -> None:
    alone = at_night.cases["alone"]
    tariff = at_night.park.tariff(at_night.park.company("dag").connection.tariff)
    by_hand = 0.5 * right_of(alone) * tariff.contract_eur_kw_year
    assert alone.bills["dag"].lines["contract_rights"] == pytest.approx(by_hand)
    found = verify(with_line(at_night, "alone", owner="dag", line="contract_rights", more_eur=-1.0))
    assert any(where.startswith("alone/dag") for where in places(found))


def test_more_than_the_right_and_outside_its_hours_is_found(at_night: Outcome) -> None:
    """A quarter at noon, and one at midnight, above what may be taken there; all bills follow."""
    for first in (12 * 4, 23 * 4):
        more = with_quarters(at_night, "alone", owner="dag", more_kw=200.0, at=slice(first, first + 1))
        assert ABOVE in names(verify(made_consistent(more, "alone", "dag")))


def test_a_right_that_nobody_offers_gives_nothing(at_night: Outcome) -> None:
    assert ABOVE in names(verify(replace(at_night, park=replace(at_night.park, offers=()))))
    alone = at_night.cases["alone"]
    none = tuple(b for b in alone.builds if b.measure != "transport_right")
    assert ABOVE in names(verify(with_case(at_night, "alone", builds=none)))


def test_the_plan_tells_of_the_right_among_its_contracts(at_night: Outcome) -> None:
    ((company, right),) = at_night.contracts.taken
    assert (company, right.kind) == ("dag", "block")
    assert right.kw == pytest.approx(right_of(at_night.cases["together"]))
    (reason,) = (r for r in at_night.reasons if r.measure == "transport_right")
    assert reason.chosen
