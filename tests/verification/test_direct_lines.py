"""A direct line in the verdict: accepted as planned, and found where it carries what it cannot or escapes its tax."""

import numpy as np
import pytest
from tamper import names, places, with_case, with_flow, with_line

from collectief import Outcome
from collectief.plan.outcome import PARK
from collectief.verification import verify


def name_of(outcome: Outcome) -> str:
    """The line of the plan."""
    (build,) = (b for b in outcome.cases["together"].builds if b.measure == "direct_line")
    return f"line/{build.place}"


def test_a_line_that_pays_is_built_shared_and_accepted(lined: Outcome) -> None:
    (project,) = lined.projects
    assert (project.key, project.adopted) == ("direct_line", True)
    assert set(project.members) == set(name_of(lined).split("/")[1:])
    assert PARK in lined.cases["together"].bills
    assert lined.saving_eur == pytest.approx(project.gain_eur)
    assert verify(lined).failed == ()


def test_its_saving_is_divided_between_its_two_ends(lined: Outcome) -> None:
    (project,) = lined.projects
    shares, alone = lined.allocations["shapley"].shares, lined.cases["alone"].bills
    saved = {c: bill.total - shares[c] for c, bill in alone.items()}
    for company, eur in saved.items():
        assert eur == pytest.approx(project.gain_eur / 2 if company in project.members else 0.0, abs=0.01)


def test_who_takes_pays_energy_tax_on_what_comes_over_the_line(lined: Outcome) -> None:
    case, (_, giver, taker) = lined.cases["together"], name_of(lined).split("/")
    kwh = case.energy[taker].line_kwh
    assert kwh == pytest.approx(float(lined.lives["together"].flows[f"{name_of(lined)}:in"].sum()))
    assert kwh > 1_000.0
    assert case.bills[taker].lines["line_tax"] > 0.003 * kwh
    assert "line_tax" not in case.bills[giver].lines
    found = verify(with_line(lined, "together", owner=taker, line="line_tax", more_eur=-5.0))
    assert any(where.startswith(f"together/{taker}") for where in places(found))


@pytest.mark.parametrize(
    ("end", "change", "claim"),
    [
        ("in", 1.01, "What enters a direct line leaves it"),
        ("out", 1.01, "What enters a direct line leaves it"),
        ("out", 50.0, "More over a direct line than it carries"),
        ("out", 50.0, "More over direct lines than the panels make"),
    ],
)
def test_power_that_no_cable_carried_is_found(lined: Outcome, end: str, change: float, claim: str) -> None:
    found = verify(with_flow(lined, f"{name_of(lined)}:{end}", change))
    assert claim in names(found)


def test_a_line_that_is_in_the_flows_and_not_in_the_plan_is_found(lined: Outcome) -> None:
    case = lined.cases["together"]
    kept = tuple(b for b in case.builds if b.measure != "direct_line")
    assert "More over a direct line than it carries" in names(verify(with_case(lined, "together", builds=kept)))
    assert np.max(lined.lives["together"].flows[f"{name_of(lined)}:out"]) > 1.0
