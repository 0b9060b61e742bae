"""The check makes the energy tax itself: another year, reduction or exemption in the park is another bill."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from collectief import Outcome, Park
from collectief.verification.bills import check_bills


def another_year(park: Park) -> Park:
    return replace(park, year=replace(park.year, tax_year=2025))


def nobody_works_there(park: Park) -> Park:
    first, *others = park.companies
    return replace(park, companies=(replace(first, connection=replace(first.connection, residence=False)), *others))


def exempt(park: Park) -> Park:
    first, *others = park.companies
    half = replace(first, connection=replace(first.connection, tax_exempt_share=0.5))
    return replace(park, companies=(half, *others))


@pytest.mark.parametrize("changed", [another_year, nobody_works_there, exempt])
def test_other_terms_of_the_tax_are_found(lowered: Outcome, changed: Callable[[Park], Park]) -> None:
    """The bills of today are enough: in a sound outcome (test_verify) none of these is off."""
    now = replace(lowered, park=changed(lowered.park), cases={"now": lowered.cases["now"]})
    assert any("tax" in check.where for check in check_bills(now) if not check.ok)
