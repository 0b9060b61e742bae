"""Why a measure is in the plan or not: only what was looked at, and what is on offer, is given as a reason."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from collectief import MEASURES, read_park, read_year
from collectief.facts import Window
from collectief.measure import Build, Measure, Setting, Solar
from collectief.measure.capacity_limitation import LIMITATION
from collectief.park import Limitation, ResidualHeat
from collectief.plan.earning import Earning
from collectief.plan.outcome import Case, CaseKey, Reason
from collectief.plan.prepare import prepare, quarters
from collectief.plan.reasons import reasons
from collectief.plan.reasons_not import why_not

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
PANELS = Build("solar", "dag", "dag", 40.0, "kWp", 32_000.0, 2_500.0)


@cache
def setting() -> Setting:
    """Proeftuin Mini, which has no residual heat and no offer of the grid operator."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    return prepare(park, year, quarters(park, year))


def measure(key: str) -> Measure:
    return next(m for m in MEASURES if m.key == key)


def offered(share: float) -> Setting:
    """The same park with an offer to lower to this part of the contract in ten hours of the year."""
    limitation = Limitation(10, 50.0, share, Window())
    return replace(setting(), park=replace(setting().park, rules=replace(setting().park.rules, limitation=limitation)))


def test_what_the_operator_does_not_offer_is_not_called_dear() -> None:
    said = why_not(setting(), measure(LIMITATION))
    assert "niet aangeboden" in said.nl
    assert "not offered" in said.en
    assert "goedkoper" not in said.nl


def test_an_offer_that_nobody_can_take_is_not_applicable() -> None:
    """On offer, but nobody is behind a full station or can take less than its contract."""
    assert "niet van toepassing" in why_not(offered(share=1.0), measure(LIMITATION)).nl


def test_an_offer_that_is_not_taken_is_not_cheaper() -> None:
    assert "typische dagen" in why_not(offered(share=0.5), measure(LIMITATION)).nl


def test_residual_heat_that_nobody_has_is_not_applicable() -> None:
    assert (
        "niet van toepassing. Geen bedrijf heeft restwarmte opgegeven"
        in why_not(setting(), measure("heat_recovery")).nl
    )


def test_residual_heat_without_a_building_to_heat_says_so() -> None:
    first, *others = setting().park.companies
    warm = replace(first, residual_heat=ResidualHeat(50.0, 70.0), gas_m3=0.0)
    cold = replace(setting().uses[first.id], space_kw=0.0 * setting().uses[first.id].space_kw)
    changed = replace(
        setting(),
        park=replace(setting().park, companies=(warm, *others)),
        uses={**setting().uses, first.id: cold},
    )
    assert "geen gebouw dat ermee verwarmd kan worden" in why_not(changed, measure("heat_recovery")).nl


@pytest.mark.parametrize("key", ["solar", "heat_pump", "charging_hub", "battery"])
def test_what_nobody_could_do_is_not_applicable(key: str) -> None:
    nothing = {
        c: replace(u, roof_kwp=0.0, space_kw=0.0 * u.space_kw, fleets=(), electricity_kw=0.0 * u.electricity_kw)
        for c, u in setting().uses.items()
    }
    said = why_not(replace(setting(), uses=nothing), measure(key))
    assert "niet van toepassing. Geen" in said.nl
    assert "not applicable. No" in said.en


def told(*builds: Build, earned: tuple[Earning, ...] = ()) -> Reason:
    cases: dict[CaseKey, Case] = {key: Case(key, {}, (), {}, {}) for key in ("now", "alone", "together")}
    cases["together"] = Case("together", {}, builds, {}, {})
    (reason,) = reasons(setting(), (Solar(),), cases, screened={}, earned=earned)
    return reason


def test_a_measure_that_was_not_reckoned_claims_no_gain() -> None:
    reason = told(PANELS)
    assert reason.eur_per_year is None
    assert reason.text.nl == "Zonnepanelen: bij 1 bedrijf, samen 40 kWp; kost EUR 2.500 per jaar."
    assert "earns" not in reason.text.en


def test_what_was_reckoned_is_given_as_an_estimate() -> None:
    """2,500 a year for panels that take 4,000 off the bill: 1,500 dearer without them."""
    reason = told(PANELS, earned=(Earning("dag", ("solar",), 32_000.0, 0.0, 0.0, 0.0, 4_000.0),))
    assert reason.eur_per_year == 1_500.0
    assert "scheelt ongeveer EUR 4.000 op de rekening. Dit is een schatting" in reason.text.nl
    assert "takes about EUR 4,000 off the bill. This is an estimate" in reason.text.en


def test_what_another_measure_earns_is_not_counted() -> None:
    other = Earning("dag", ("battery",), 1.0, 0.0, 0.0, 0.0, 9_000.0)
    duty = Earning("dag", ("solar",), 1.0, 0.0, 0.0, 0.0, 9_000.0, required=True)
    assert told(PANELS, earned=(other, duty)).eur_per_year is None


def test_a_fee_is_what_a_measure_brings() -> None:
    fee = Build(LIMITATION, "dag", "dag", 100.0, "kW", 0.0, -840.0)
    cases: dict[CaseKey, Case] = {key: Case(key, {}, (), {}, {}) for key in ("now", "alone", "together")}
    cases["together"] = Case("together", {}, (fee,), {}, {})
    (reason,) = reasons(setting(), (measure(LIMITATION),), cases, screened={})
    assert reason.text.nl.endswith("samen 100 kW; brengt EUR 840 per jaar op.")
