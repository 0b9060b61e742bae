"""A roof to let in the verdict: accepted as planned, and found where more comes of it than is there or is on offer."""

from dataclasses import replace

import pytest
from tamper import names, with_case

from collectief import Outcome
from collectief.plan.let_roofs import let_panels
from collectief.plan.outcome import PARK, Living
from collectief.presentation.plan_json import plan_json
from collectief.presentation.roofs_table import roofs_table
from collectief.presentation.speech import Speech
from collectief.verification import verify


def with_flow(outcome: Outcome, flow: str, change: float) -> Outcome:
    """The same plan in which one flow is multiplied."""
    life = outcome.lives["together"]
    flows = {n: kw * change if n == flow else kw for n, kw in life.flows.items()}
    return replace(outcome, lives={**outcome.lives, "together": Living(life.sizes, flows)})


def test_a_roof_that_pays_is_built_by_the_park_and_accepted(let_out: Outcome) -> None:
    (project,) = let_out.projects
    assert (project.key, project.adopted, project.members) == ("let_roof", True, ("dag",))
    (build,) = (b for b in let_out.cases["together"].builds if b.measure == "let_roof")
    assert (build.owner, build.place) == (PARK, "dag")
    assert let_out.saving_eur == pytest.approx(project.gain_eur)
    assert verify(let_out).failed == ()


def test_its_saving_is_the_hosts_and_nobody_else_pays(let_out: Outcome) -> None:
    (project,) = let_out.projects
    shares, alone = let_out.allocations["shapley"].shares, let_out.cases["alone"].bills
    for company, bill in alone.items():
        saved = project.gain_eur if company == "dag" else 0.0
        assert bill.total - shares[company] == pytest.approx(saved, abs=0.01)


def test_the_host_pays_energy_tax_on_what_it_uses_and_not_on_what_is_fed_in(let_out: Outcome) -> None:
    (panels,) = let_panels(let_out)
    energy, bill = let_out.cases["together"].energy["dag"], let_out.cases["together"].bills["dag"]
    assert energy.line_kwh == pytest.approx(panels.used_kwh)
    assert panels.used_kwh > 10_000.0
    assert bill.lines["line_tax"] > 0.003 * panels.used_kwh
    assert 0.0 < panels.fed_kwh <= energy.feed_in_kwh + 1.0


def test_the_rent_is_shown_and_in_no_amount(let_out: Outcome) -> None:
    (panels,) = let_panels(let_out)
    assert panels.rent_eur == pytest.approx(10.0 * panels.kwp)
    together = let_out.cases["together"]
    assert sum(b.eur_per_year for b in together.builds if b.measure == "let_roof") == pytest.approx(panels.eur_per_year)
    for language in ("nl", "en"):
        (table,) = roofs_table(let_out, Speech(language))
        assert Speech(language).rounded(panels.rent_eur) in str(table)
        assert Speech(language).rounded(panels.fed_kwh) in str(table)
        assert Speech(language).number(panels.fed_kwh) not in str(table)
    assert '"roofs_to_let": [\n' in plan_json(let_out)


@pytest.mark.parametrize(
    ("end", "change", "claim"),
    [
        ("in", 1.2, "More from a roof to let than its panels make"),
        ("out", 50.0, "More fed in from a roof to let than its company feeds in"),
    ],
)
def test_power_that_no_panel_made_is_found(let_out: Outcome, end: str, change: float, claim: str) -> None:
    assert claim in names(verify(with_flow(let_out, f"let/dag:{end}", change)))


def test_panels_that_are_not_in_the_plan_do_not_fit_or_are_not_on_offer_are_found(let_out: Outcome) -> None:
    case = let_out.cases["together"]
    kept = tuple(b for b in case.builds if b.measure != "let_roof")
    assert "More from a roof to let than its panels make" in names(verify(with_case(let_out, "together", builds=kept)))
    twice = tuple(replace(b, amount=9.0 * b.amount) if b.measure == "let_roof" else b for b in case.builds)
    assert "More panels than fit on the roofs" in names(verify(with_case(let_out, "together", builds=twice)))
    companies = tuple(replace(c, let_roof=False) for c in let_out.park.companies)
    found = verify(replace(let_out, park=replace(let_out.park, companies=companies)))
    assert "Panels on a roof that is not to let" in names(found)
