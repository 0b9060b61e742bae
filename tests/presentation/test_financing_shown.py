"""The ways to pay in the report and in plan.json: euros, conditions, and no more than the schemes allow."""

import json
from dataclasses import replace

import pytest
from block_reader import tables, texts
from outcome_fixture import make_outcome
from page_reader import whole

from collectief.measure import PARK
from collectief.plan.business_case import business_case
from collectief.plan.financing import financings
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import fitting_schemes
from collectief.presentation.plan_json import plan_json
from collectief.presentation.section_business import business
from collectief.presentation.speech import Speech


@pytest.fixture(scope="module")
def made() -> Outcome:
    """All are small companies but the cold store, which is too large for a guarantee."""
    plain = make_outcome()
    companies = tuple(
        replace(c, owner_kind="bv", fte=20.0, turnover_eur=4e6, balance_eur=2e6, profit_eur=1e5)
        for c in plain.park.companies
    )
    large = tuple(replace(c, fte=900.0) if c.id == "koel" else c for c in companies)
    return replace(plain, park=replace(plain.park, companies=large))


def test_each_way_has_a_line_for_all_and_a_table_for_each(made: Outcome) -> None:
    found = tables(business(made, Speech("nl")))
    lines = texts(found["Alle bedrijven, per manier van betalen"])
    names = [row[0] for row in lines]
    assert names == [
        "Alles eigen geld", "Lening van de bank", "Lening met BMKB-Groen (de staat staat borg)",
        "Groene lening (minder rente)",
    ]  # fmt: skip
    for name, row in zip(names[1:], lines[1:], strict=True):
        table = texts(found[name])
        assert len(table) == int(row[1])
        for column in (1, 2, 3):
            assert sum(whole(r[column]) for r in table) == pytest.approx(whole(row[column + 1]), abs=len(table))


def test_a_way_says_on_which_conditions_and_leaves_out_who_may_not(made: Outcome) -> None:
    """The cold store is no small company: with a guarantee only its part of what is shared can be lent for."""
    found = tables(business(made, Speech("nl")))
    name = "Lening met BMKB-Groen (de staat staat borg)"
    assert all(row[6] == "misschien, kijk na" and "Energielijst" in row[7] for row in texts(found[name]))
    case, fitting = business_case(made), fitting_schemes(made)
    lent = {c: f.lent_eur for c, ways in financings(case, fitting).items() for f in ways if f.way == "bmkb"}
    shared = sum(
        one.investment.asset.investment_eur or 0.0
        for one in fitting
        if one.investment.owner == PARK and any(a.scheme.key == "bmkb" and a.verdict != "no" for a in one.answers)
    )
    assert lent.get("koel", 0.0) == pytest.approx(case.terms.loan_share * case.parts["koel"] * shared)
    assert lent["druk"] > case.terms.loan_share * case.parts["druk"] * shared
    assert "makkelijker, niet goedkoper" in found[name].note
    assert "borg voor 90\N{NO-BREAK SPACE}% van 75\N{NO-BREAK SPACE}% van de lening" in found[name].note
    assert all(row[7].count("Misschien. ") == 1 for row in texts(found[name]))  # one answer, not one per investment
    assert "Niet bevestigd." in found["Groene lening (minder rente)"].note


def test_plan_json_holds_every_way(made: Outcome) -> None:
    plan = json.loads(plan_json(made))["financing"]
    ways = financings(business_case(made), fitting_schemes(made))
    assert set(plan) == set(ways)
    for company, found in ways.items():
        assert [f["way"] for f in plan[company]] == [f.way for f in found]
        for shown, f in zip(plan[company], found, strict=True):
            assert shown["own_eur"] + shown["lent_eur"] == pytest.approx(f.own_eur + f.lent_eur)


def test_the_ways_are_in_english_too(made: Outcome) -> None:
    found = tables(business(made, Speech("en")))
    assert "All companies, by way of paying" in found
    said = " ".join(cell for t in found.values() for row in texts(t) for cell in row)
    assert "Misschien" not in said
