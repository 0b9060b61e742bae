"""Commit after grant: what is ordered waits for every scheme that may fit and asks to be first, and for no other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from collectief.facts import fact
from collectief.facts.schemes import scheme
from collectief.measure import PARK, Build
from collectief.plan.decision_calendar import GRANT, ORDERS, STEPS, Decision, decisions
from collectief.plan.grant_first import grants_first, opens
from collectief.plan.milestones import milestones
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import fitting_schemes
from collectief.presentation.section_calendar import calendar, decision_table
from collectief.presentation.speech import Speech

IN_2026 = date(2026, 3, 2)


def building(mini: Outcome, *builds: Build, start: date | None = None) -> Outcome:
    """The plan of four companies with only these builds."""
    together = replace(mini.cases["together"], builds=builds)
    return replace(mini, cases={**mini.cases, "together": together}, members={}, start=start)


def built(measure: str, owner: str, amount: float = 60.0, eur: float = 60_000.0) -> Build:
    unit = {"solar": "kWp", "battery": "kWh"}.get(measure, "kW")
    return Build(measure, owner, owner, amount, unit, eur, 0.1 * eur)


def steps(outcome: Outcome, **which: object) -> dict[str, Decision]:
    return {d.key: d for d in decisions(outcome, **which)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("measure", "owner", "step", "key"),
    [
        ("solar", "dag", "solar", "sde"),
        ("heat_pump", "nacht", "heat_pump", "veki"),
        ("heat_recovery", "vlak", "heat_recovery", "sde"),
        ("efficiency", "nacht", "duty", "veki"),
        ("battery", "dag", "battery", "dei"),
        ("heat_network", PARK, "build_network", "sde"),
        ("charging_hub", "dag", "charging_hub", "hubs"),
    ],
)
def test_what_is_ordered_waits_for_the_grant_that_comes_first(
    mini: Outcome, measure: str, owner: str, step: str, key: str
) -> None:
    found = steps(building(mini, built(measure, owner, eur=200_000.0)))
    assert GRANT in found[step].after
    assert key in {s.key for s in found[step].awaited}
    assert found[step].from_week >= found[GRANT].to_week == fact("lead.grant.weeks").value


def test_every_ordering_step_waits_for_what_may_fit_and_for_nothing_else(mini: Outcome) -> None:
    outcome = building(mini, *(built(m, "nacht") for m in ("solar", "battery", "heat_pump", "efficiency")))
    options = {
        (f.investment.asset.measure, a.scheme.key): a.verdict for f in fitting_schemes(outcome) for a in f.answers
    }
    for key, one in steps(outcome).items():
        if key in ORDERS:
            fits = {k for (m, k), v in options.items() if m in STEPS[key][1] and v != "no"}
            asked_first = {k for k in fits if scheme(k).order == "first"}
            wanted = {k for k in asked_first if (scheme(k).to_date or date.max) >= date(mini.park.tax_year, 1, 1)}
            assert {s.key for s in one.awaited} == wanted
            assert (GRANT in one.after) == bool(wanted)


def test_what_no_scheme_gives_for_is_not_waited_for(mini: Outcome) -> None:
    """Ordered already: every grant that comes first says no, so there is no grant to wait for."""
    outcome = building(mini, built("solar", "dag"))
    signed = tuple(replace(c, signed=("solar",)) for c in outcome.park.companies)
    found = steps(replace(outcome, park=replace(outcome.park, companies=signed)))
    assert GRANT not in found
    assert (found["solar"].after, found["solar"].from_week) == ((), 0.0)


def test_a_counter_that_has_closed_is_not_waited_for(mini: Outcome) -> None:
    late = date(2031, 1, 6)
    outcome = building(mini, built("solar", "dag"), start=late)
    assert GRANT in steps(building(mini, built("solar", "dag"), start=IN_2026), start=IN_2026)
    assert GRANT not in steps(outcome, start=late)


def test_a_counter_that_is_still_to_open_is_applied_to_when_it_opens(mini: Outcome) -> None:
    """SDE++ from 1 January 2026, asked twelve weeks before: the application begins then, the panels wait behind it."""
    start = date(2026, 1, 1) - timedelta(weeks=12)
    outcome = building(mini, built("solar", "dag"), start=start)
    first = grants_first(outcome, start=start)
    assert {s.key for s in first["solar"]} == {"sde"}
    assert opens(first) == date(2026, 1, 1)
    found = steps(outcome, start=start)
    assert found[GRANT].from_week == pytest.approx(12.0)
    assert (date(2026, 1, 1), "Counter opens: SDE++") in [(m.day, m.text.en) for m in milestones(outcome, start=start)]
    assert found["solar"].begin == date(2026, 1, 1) + timedelta(weeks=fact("lead.grant.weeks").value)


def test_a_company_waits_for_its_own_grants_only(mini: Outcome) -> None:
    outcome = building(mini, built("heat_pump", "nacht", eur=200_000.0), built("battery", "dag"))
    assert set(grants_first(outcome, owner="nacht")) == {"heat_pump"}
    assert set(grants_first(outcome, owner="dag")) == {"battery"}
    assert GRANT not in steps(outcome, owner="vlak")


def test_backwards_the_application_must_be_in_before_what_waits_for_it(mini: Outcome) -> None:
    found = steps(building(mini, built("battery", "dag"), built("solar", "dag")))
    assert found["battery"].latest is not None
    assert found[GRANT].latest == found["battery"].latest - timedelta(weeks=fact("lead.grant.weeks").value)
    only_sun = steps(building(mini, built("solar", "dag")))  # makes no room, so no wish waits for it
    assert (only_sun["solar"].latest, only_sun[GRANT].latest) == (None, None)


def test_days_that_nobody_moves_stand_in_the_calendar(mini: Outcome) -> None:
    days = {m.text.nl: m.day for m in milestones(mini)}
    offered = next(day for text, day in days.items() if "groepscontract aanbieden" in text)
    assert offered == date(2027, 1, 1) == date(round(fact("group.offered_from_year").value), 1, 1)
    solar = milestones(building(mini, built("solar", "dag"), start=IN_2026), start=IN_2026)
    assert [(m.day, m.text.en) for m in solar] == [(date(2026, 12, 31), "Last day to apply: SDE++")]
    assert all(m.source for m in solar)
    old = milestones(building(mini, built("heat_pump", "nacht", eur=200_000.0)))
    assert all(m.day >= date(mini.park.tax_year, 1, 1) for m in old)  # NIKI closed in 2025: no day to look forward to


def test_windows_are_rows_between_the_steps_where_these_have_days(mini: Outcome) -> None:
    outcome, speech = building(mini, built("solar", "dag"), start=IN_2026), Speech("nl")
    found, fixed = decisions(outcome, start=IN_2026), milestones(outcome, start=IN_2026)
    rows = [[cell.text for cell in row] for row in decision_table(found, speech, fixed).rows]
    assert [row[2] for row in rows] == sorted(row[2] for row in rows)
    assert rows[-1][0] == "Laatste dag om aan te vragen: SDE++"
    assert rows[0][0].endswith("pas dan opdracht geven: SDE++")
    assert rows[1][0] == "Zonnepanelen leggen (na de beslissing over SDE++)"
    assert "(after the decision on SDE++)" in decision_table(found, Speech("en"), fixed).rows[1][0].text
    assert calendar(outcome, speech) is not None
