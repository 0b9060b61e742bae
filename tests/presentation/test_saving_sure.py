"""How sure the saving is, on the first screen: what would make it vanish, counted by hand."""

from dataclasses import replace
from math import inf
from typing import Any

import pytest

from collectief.facts import fact
from collectief.money.bill import Bill
from collectief.plan.outcome import PARK, Outcome, Project
from collectief.plan.sureness import Sureness, Tipping
from collectief.presentation.saving_sure import FIXED, MEMBER, running_range_eur, saving_notice, saving_range_eur
from collectief.presentation.speech import Speech
from collectief.text import Text

DUTCH = Speech("nl")
MEMBERS = 3


def saving_of(outcome: Outcome, eur: float) -> Outcome:
    """The outcome with another saving: what is charged in public alone makes up the difference."""
    alone = outcome.cases["alone"]
    garage = alone.bills["garage"]
    more = eur - outcome.saving_eur
    bills = {**alone.bills, "garage": Bill({**garage.lines, "charging_public": more})}
    return replace(outcome, cases={**outcome.cases, "alone": replace(alone, bills=bills)})


def said(outcome: Outcome) -> str:
    """The notice with plain spaces."""
    (notice,) = saving_notice(outcome, DUTCH)
    return notice.text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_saving_is_gone_when_running_the_group_takes_all_of_it(outcome: Outcome) -> None:
    running = outcome.cases["together"].bills[PARK].lines["group_running"]
    assert running == 19_800.0
    assert "als de organisatie van de groep meer kost dan EUR 29.800 per jaar" in said(saving_of(outcome, 10_000.0))
    assert "(gerekend: EUR 19.800, een schatting die tussen" in said(outcome)


def test_beside_a_shared_project_running_the_group_is_a_detail(outcome: Outcome) -> None:
    network = Project("heat_network", ("bakker", "koel"), frozenset(), 25_000.0)
    large, thin = (said(replace(saving_of(outcome, eur), projects=(network,))) for eur in (90_000.0, 10_000.0))
    assert "organisatie" not in large
    assert "organisatie" in thin


UNBOUND: dict[str, Any] = {"design_lower": -inf, "design_gap": inf}


@pytest.mark.parametrize("change", [{"over_kw": 1.5}, UNBOUND, {**UNBOUND, "year_lower": 0.0}])
def test_where_nothing_is_certified_the_saving_is_unsure_and_no_gap_is_named(
    change: dict[str, Any], outcome: Outcome
) -> None:
    """A saving of EUR 1,000 is less than the gap, which is told where there is one."""
    small = saving_of(outcome, 1_000.0)
    assert "goedkoper" in said(small)
    together = small.cases["together"]
    assert together.proof is not None
    nothing = replace(together, proof=replace(together.proof, **change))
    (notice,) = saving_notice(replace(small, cases={**small.cases, "together": nothing}), DUTCH)
    assert notice.tone == "care"
    assert "goedkoper" not in notice.text


def test_the_range_of_the_saving_is_that_of_running_the_group(outcome: Outcome) -> None:
    least, most = running_range_eur(outcome)
    fixed, member = fact(FIXED), fact(MEMBER)
    assert (least, most) == (fixed.low + MEMBERS * member.low, fixed.high + MEMBERS * member.high)
    worst, best = saving_range_eur(outcome)
    assert best - worst == pytest.approx(most - least)
    assert worst == pytest.approx(outcome.saving_eur + 19_800.0 - most)


def test_what_the_park_itself_gave_for_running_the_group_is_no_estimate(outcome: Outcome) -> None:
    rules = replace(outcome.park.rules, group_fixed_eur=18_000.0, group_member_eur=600.0)
    given = replace(outcome, park=replace(outcome.park, rules=rules))
    assert "schatting" not in said(given)
    assert saving_range_eur(given) == pytest.approx((outcome.saving_eur, outcome.saving_eur))


def test_a_saving_below_what_the_design_is_known_to_says_so(outcome: Outcome) -> None:
    assert "kleiner dan de onzekerheid van het ontwerp" in said(saving_of(outcome, 1_800.0))
    assert "kleiner dan de onzekerheid van het ontwerp" not in said(saving_of(outcome, 2_000.0))


def test_a_firm_saving_is_told_calmly_and_a_thin_one_is_not(outcome: Outcome) -> None:
    tones = [saving_notice(saving_of(outcome, eur), DUTCH)[0].tone for eur in (900_000.0, 1_800.0)]
    assert tones == ["plain", "care"]


def test_without_a_saving_there_is_nothing_to_vanish(outcome: Outcome) -> None:
    assert saving_notice(saving_of(outcome, 0.0), DUTCH) == ()


def test_figures_that_tip_the_saving_within_their_range_are_named(outcome: Outcome) -> None:
    empty = Text(nl="", en="")
    tipping = (
        Tipping("solar.eur_per_kwp", "together", 1.0, below=True, inside=True, text=empty),
        Tipping("battery.eur_per_kwh", "together", 1.0, below=True, inside=False, text=empty),
        Tipping(FIXED, "together", 1.0, below=True, inside=True, text=empty),
    )
    known = replace(outcome, sureness=Sureness((), tipping))
    assert "bandbreedte van de prijs van zonnepanelen." in said(known)
    assert "batterij" not in said(known)
