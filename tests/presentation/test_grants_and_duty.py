"""Grants only on what is built extra, never on what is required; what may be required is seen and is no fact."""

import json
from dataclasses import replace

import pytest
from block_reader import tables, texts, words
from outcome_fixture import make_outcome
from page_reader import whole

from collectief.facts import fact
from collectief.money.schemes import Span
from collectief.plan.business_case import business_case
from collectief.plan.earning import Earning
from collectief.plan.investor import investments
from collectief.plan.outcome import CaseKey, Outcome
from collectief.plan.possible_duty import possible_duties
from collectief.plan.schemes import Fitting, fitting_schemes, if_granted_eur
from collectief.presentation.plan_json import plan_json
from collectief.presentation.scheme_words import between
from collectief.presentation.section_business import business
from collectief.presentation.section_schemes import schemes
from collectief.presentation.speech import Speech
from collectief.text import Language


@pytest.fixture(scope="module")
def made() -> Outcome:
    """The made-up outcome with owners that pay tax, and with what two measures earn back."""
    plain = make_outcome()
    companies = tuple(replace(c, owner_kind="bv", profit_eur=5e5) for c in plain.park.companies)
    earned = (
        Earning("metaal", ("solar",), 160_000.0, 120_000.0, 200_000.0, 1_000.0, 41_000.0),
        Earning("bakker", ("heat_pump",), 63_000.0, 50_000.0, 80_000.0, 500.0, 9_500.0),
        Earning("druk", ("solar",), 86_000.0, 60_000.0, 99_000.0, 0.0, 20_000.0),
        Earning("koel", ("efficiency",), 68_000.0, 60_000.0, 70_000.0, 0.0, 20_000.0, required=True),
    )
    both: dict[CaseKey, tuple[Earning, ...]] = {"alone": earned, "together": earned}
    return replace(plain, park=replace(plain.park, companies=companies), earnings=both)


def alike(made: Outcome) -> Outcome:
    """Each alone builds just what is built together, but for what is shared."""
    builds = tuple(b for b in made.cases["together"].builds if b.owner != "park")
    return replace(made, cases={**made.cases, "alone": replace(made.cases["alone"], builds=builds)})


def test_what_each_alone_would_build_too_brings_nothing_extra(made: Outcome) -> None:
    found = business_case(alike(made))
    shared = if_granted_eur(fitting_schemes(made)).get("park", (0.0, 0.0))
    extra = found.granted_whole("alone")
    assert (extra.low_eur, extra.high_eur) == pytest.approx(shared)
    assert found.granted_whole("now").high_eur > extra.high_eur


def test_extra_grants_are_those_together_less_those_alone(made: Outcome) -> None:
    found = business_case(made)
    after, before = if_granted_eur(fitting_schemes(made)), if_granted_eur(fitting_schemes(made, "alone"))
    for company, part in found.parts.items():
        wanted = [
            after.get(company, (0.0, 0.0))[end]
            - before.get(company, (0.0, 0.0))[end]
            + part * after.get("park", (0.0, 0.0))[end]
            for end in (0, 1)
        ]
        granted = found.granted_extra["alone"][company]
        assert [granted.low_eur, granted.high_eur] == pytest.approx(sorted(wanted))
        assert granted.low_eur <= granted.high_eur


def test_what_the_law_asks_for_is_never_counted(made: Outcome) -> None:
    required = [f for f in fitting_schemes(made) if f.investment.asset.required_by_law]
    assert any(f.best is not None for f in required)  # there is something to count wrongly
    assert if_granted_eur(required) == {}


def test_the_printed_grants_are_those_of_each_comparison(made: Outcome) -> None:
    """Where each alone builds the same, only the part in what is shared is left beside an investment of that part."""
    outcome, speech = alike(made), Speech("nl")
    found = tables(business(outcome, speech))
    now, alone = (found[f"Samen tegen {way}"] for way in ("nu, met wat de wet al vraagt", "ieder apart"))
    case = business_case(outcome)
    for table, way in ((now, case.granted_extra["now"]), (alone, case.granted_extra["alone"])):
        wanted = [between(g.low_eur, g.high_eur, speech) for g in way.values()]
        assert [row[6] for row in texts(table)] == wanted
    invested = [{row[0]: whole(row[1]) for row in texts(t)} for t in (now, alone)]
    name = "Drukkerij Van 't Hek"
    assert invested[0][name] - invested[1][name] == _own(made, "druk")
    assert "nooit voor wat de energiebesparingsplicht al vraagt" in alone.note


def _own(made: Outcome, company: str) -> int:
    return round(sum(b.investment_eur for b in made.cases["together"].builds if b.owner == company))


def test_the_payback_of_an_investment_is_its_own(made: Outcome) -> None:
    years = {(i.owner, i.asset.measure): i.asset.payback_years for i in investments(made)}
    assert years["metaal", "solar"] == Span(3.0, 4.0, 5.0)
    assert years["druk", "solar"] == Span(3.0, 4.3, 4.95)
    assert years["vracht", "solar"] is None  # nothing was calculated for it
    limit = fact("duty.payback_years").value
    required = [i for i in investments(made) if i.asset.required_by_law]
    assert required
    assert all(i.asset.payback_years != limit for i in required)
    assert next(i for i in required if i.owner == "koel").asset.payback_years == Span(3.0, 3.4, 3.5)


def veki(made: Outcome, one: Earning) -> tuple[str, str]:
    """What VEKI says to one investment of the metal works, industry."""
    found = fitting_schemes(replace(made, earnings={"together": (one,), "alone": ()}))
    mine = next(f for f in found if (f.investment.owner, f.investment.asset.measure) == (one.owner, one.measures[0]))
    answer = next(a for a in mine.answers if a.scheme.key == "veki")
    return answer.verdict, answer.decided_by


def test_the_five_years_of_veki_decide_for_own_measures(made: Outcome) -> None:
    industry = replace(made.park.company("koel"), sector="metalworking")
    others = tuple(c for c in made.park.companies if c.id != "koel")
    pump = replace(made.cases["together"].builds[-4], measure="heat_pump", owner="koel", investment_eur=2e5)
    case = replace(made.cases["together"], builds=(*made.cases["together"].builds, pump))
    outcome = replace(
        made, park=replace(made.park, companies=(industry, *others)), cases={**made.cases, "together": case}
    )
    quick = Earning("koel", ("heat_pump",), 2e5, 1.6e5, 2.2e5, 0.0, 5e4)
    assert veki(outcome, quick) == ("no", "payback_years")
    slow = replace(quick, saved_eur=2e4)
    assert veki(outcome, slow)[1] != "payback_years"
    near = replace(quick, saved_eur=4e4)
    assert veki(outcome, near) == ("check", "payback_years")


def test_what_one_company_signed_keeps_the_grant_of_its_neighbour(made: Outcome) -> None:
    """Panels of the metal works are ordered, those of the printer are not; a shared network is ordered together."""
    companies = tuple(replace(c, signed=("solar",)) if c.id == "metaal" else c for c in made.park.companies)
    chosen = replace(made.park.schemes, signed=("heat_network", "battery"))
    found = investments(replace(made, park=replace(made.park, companies=companies, schemes=chosen)))
    signed = {(i.owner, i.asset.measure) for i in found if i.asset.signed}
    assert signed == {("metaal", "solar"), ("park", "heat_network")}  # the battery of the cold store is its own


def test_what_may_be_required_is_seen_with_its_euros(made: Outcome) -> None:
    chapter = business(made, Speech("nl"))
    assert "Misschien al verplicht, kijk na." in words(chapter)
    assert "Erkende Maatregelenlijst" in words(chapter)
    assert "Het gaat om zonnepanelen bij 2 bedrijven:" in words(chapter)
    table = tables(chapter)["Wat misschien al verplicht is, zoals ieder apart het bouwt"]
    assert [row[1] for row in texts(table)] == ["Zonnepanelen", "Zonnepanelen"]  # the heat pump takes seven years
    assert whole(texts(table, foot=True)[0][3]) == 40_000 + 20_000
    assert "rvo.nl" in table.note
    assert "May be required already, check." in words(business(made, Speech("en")))


def test_what_may_be_required_is_marked_among_the_schemes(made: Outcome) -> None:
    marks: tuple[tuple[Language, str], ...] = (("nl", "(misschien verplicht)"), ("en", "(may be required)"))
    for language, mark in marks:
        found = tables(schemes(made, Speech(language)))
        assert any(mark in cell for t in found.values() for row in texts(t) for cell in row)


def test_plan_json_names_what_may_be_required(made: Outcome) -> None:
    plan = json.loads(plan_json(made))
    assert [(p["company"], p["measure"]) for p in plan["possible_duty"]] == [("metaal", "solar"), ("druk", "solar")]
    assert plan["possible_duty"][0]["payback_years"] == 4.0


def test_without_what_measures_earn_back_nothing_is_said() -> None:
    plain = make_outcome()
    assert possible_duties(plain) == ()
    assert "Misschien al verplicht" not in words(business(plain, Speech("nl")))


def test_an_allowance_on_what_may_be_required_is_looked_into(made: Outcome) -> None:
    def said(one: Fitting) -> tuple[str, str]:
        eia = next(a for a in one.answers if a.scheme.key == "eia")
        return eia.verdict, eia.text.nl

    solar = {f.investment.owner: said(f) for f in fitting_schemes(made) if f.investment.asset.measure == "solar"}
    assert "energiebesparingsplicht" in solar["metaal"][1]
    assert "energiebesparingsplicht" not in solar["vracht"][1]
