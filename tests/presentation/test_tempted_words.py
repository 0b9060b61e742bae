"""Who would leave is said so that it makes sense: also where no division holds everybody, and of who takes no part."""

from dataclasses import replace

import pytest
from outcome_fixture import make_outcome

from collectief.allocation import Allocation, CoreReport
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Notice
from collectief.presentation.speech import Speech
from collectief.presentation.stability import stability
from collectief.text import Language

MEMBERS = ("bakker", "koel", "metaal")


def divided(worst: tuple[str, ...], *, keeping_eur: float | None, druk_eur: float = 0.0) -> Outcome:
    """Every company pays its own bill but for `druk`, which the members pay so much."""
    outcome = make_outcome()
    own = {c.id: outcome.cases["together"].bills[c.id].total for c in outcome.park.companies}
    shares = {**own, "druk": own["druk"] - druk_eur, "koel": own["koel"] + druk_eur}
    report = CoreReport(worst, 1230.0, 1230.0, 1230.0, False, 62, 62, "all")
    rule = outcome.chosen_rule
    return replace(
        outcome,
        allocations={rule: Allocation(rule, shares), "kwh": Allocation("kwh", own)},
        core={rule: report, "kwh": report},
        keeping_eur=keeping_eur,
    )


def words(outcome: Outcome, language: Language = "nl", rule: str | None = None) -> Notice:
    said = stability(outcome, Speech(language), rule)
    return replace(said, text=said.text.replace("\N{NO-BREAK SPACE}", " "))


def test_an_empty_core_is_said_and_what_it_would_cost_to_keep_everybody() -> None:
    said = words(divided(("bakker", "druk"), keeping_eur=4560.0))
    assert said.lead == "Geen verdeling houdt iedereen bij elkaar."
    assert "er is altijd een groep die op een andere manier beter af is" in said.text
    assert "is EUR 4.560 per jaar van buiten nodig" in said.text


def test_another_key_is_not_called_the_least_tempting() -> None:
    other = words(divided(("bakker", "druk"), keeping_eur=4560.0), rule="kwh")
    assert other.lead == "Geen verdeling houdt iedereen bij elkaar."
    assert "gekozen sleutel" not in other.text


@pytest.mark.parametrize("keeping_eur", [0.0, None])
def test_an_unstable_key_does_not_prove_that_none_holds(keeping_eur: float | None) -> None:
    assert words(divided(("bakker", "druk"), keeping_eur=keeping_eur)).lead == "Niet stabiel."


def test_a_group_is_not_said_to_leave_itself() -> None:
    """Where the tempted set is the group, it wants to stop paying others, not to go on without the rest."""
    said = words(divided(MEMBERS, keeping_eur=None, druk_eur=1230.0)).text
    assert "betalen de deelnemers aan bedrijven die niet meedoen" in said
    assert "Zonder die betaling zijn zij samen EUR 1.230 per jaar beter af" in said
    assert "zonder de rest" not in said


def test_an_outsider_that_is_paid_is_explained_and_one_that_is_not_is_not_named() -> None:
    said = words(divided(MEMBERS, keeping_eur=None, druk_eur=1230.0)).text
    assert "geeft ook geld aan wie niet meedoet: per jaar Drukkerij Van 't Hek (EUR 1.230)" in said
    assert "wie niet meedoet" not in words(divided(MEMBERS, keeping_eur=None)).text


def test_an_outsider_that_pays_is_named_in_english_too() -> None:
    said = words(divided(("druk",), keeping_eur=None, druk_eur=-980.0), "en").text
    assert "makes companies pay that do not take part: each year Drukkerij Van 't Hek (EUR 980)" in said
