"""What together changes, and why: on the bills, in peaks and in feed-in."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from collectief.plan.outcome import PARK, Build, Case, CaseKey, Energy, Outcome
from collectief.presentation.speech import Speech
from collectief.presentation.together_rows import built_more, changed, grouped, size_alone, size_more
from collectief.presentation.why_together import bill_changes, why_together

DUTCH = Speech("nl")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def built(outcome: Outcome, alone: tuple[Build, ...], together: tuple[Build, ...]) -> Outcome:
    """The outcome with these builds."""
    ways = {"alone": alone, "together": together}
    cases = {key: replace(case, builds=ways.get(key, ())) for key, case in outcome.cases.items()}
    return replace(outcome, cases=cases)


def solar(owner: str, kwp: float) -> Build:
    return Build("solar", owner, owner, kwp, "kWp", 700.0 * kwp, 60.0 * kwp)


def test_what_changes_on_the_bills_adds_up_to_the_saving(outcome: Outcome) -> None:
    changes = bill_changes(outcome)
    assert sum(changes.values()) == pytest.approx(-outcome.saving_eur)
    assert changes["running"] == 19_800.0


def test_a_measure_shows_what_is_built_anyway_and_who_adds_what(outcome: Outcome) -> None:
    alone = (solar("bakker", 100.0), solar("koel", 50.0))
    made = built(outcome, alone, (solar("bakker", 100.0), solar("koel", 80.0)))
    (group,) = grouped(made, DUTCH)
    assert plain(size_alone(group, DUTCH)) == "150 kWp bij 2 bedrijven"
    assert plain(size_more(group, made, DUTCH)) == "+30 kWp"
    assert changed(group, made, DUTCH) == 'Koelhuis "Noord" & Zn. <BV>'
    assert (group.invested(), group.yearly()) == ((105_000.0, 21_000.0), (9_000.0, 1_800.0))
    assert built_more(made, "solar") == {"koel": 30.0}


def test_less_of_a_measure_has_a_minus_and_the_same_of_it_a_dash(outcome: Outcome) -> None:
    less = built(outcome, (solar("bakker", 100.0),), (solar("bakker", 40.0),))
    same = built(outcome, (solar("bakker", 100.0),), (solar("bakker", 100.0),))
    assert [plain(size_more(grouped(o, DUTCH)[0], o, DUTCH)) for o in (less, same)] == ["\N{MINUS SIGN}60 kWp", "–"]
    assert changed(grouped(same, DUTCH)[0], same, DUTCH) == "–"


def test_what_is_only_built_alone_is_not_lost(outcome: Outcome) -> None:
    gone = built(outcome, (solar("bakker", 100.0),), ())
    assert plain(size_more(grouped(gone, DUTCH)[0], gone, DUTCH)) == "\N{MINUS SIGN}100 kWp"


def test_members_pay_for_one_joint_peak(outcome: Outcome) -> None:
    day, night = np.array([100.0, 0.0]), np.array([0.0, 100.0])
    alone, together = outcome.cases["alone"], outcome.cases["together"]
    net = {"bakker": day, "koel": night, "metaal": 0.5 * day}
    cases: Mapping[CaseKey, Case] = {
        **outcome.cases,
        "alone": replace(alone, net_kw=net),
        "together": replace(together, net_kw=net),
    }
    told = str(why_together(replace(outcome, cases=cases), DUTCH)[1])
    assert "bij elkaar 250 kW" in told.replace("\\xa0", " ")
    assert "gezamenlijke piek: 150 kW" in told.replace("\\xa0", " ")


def test_members_that_feed_in_only_together_are_counted_with_their_solar(outcome: Outcome) -> None:
    made = built(outcome, (), (solar("bakker", 100.0), solar("koel", 50.0)))
    fed: Mapping[CaseKey, tuple[float, ...]] = {"alone": (0.0, 20.0, 0.0), "together": (30.0, 20.0, 0.0)}
    cases = dict(made.cases)
    for key, kws in fed.items():
        energy = {m: _energy(kw) for m, kw in zip(("bakker", "koel", "metaal"), kws, strict=True)}
        cases[key] = replace(cases[key], energy=energy)
    told = str(why_together(replace(made, cases=cases), DUTCH)[1]).replace("\\xa0", " ")
    assert "1 leden leveren" not in told
    assert "1 lid levert apart niets terug" in told
    assert "Van de 150 kWp zon die er meer komt, ligt 100 kWp daar." in told


def _energy(kw: float) -> Energy:
    return Energy(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, kw)


def test_where_nothing_changes_nothing_is_explained(outcome: Outcome) -> None:
    alone = replace(outcome.cases["alone"], key="together")
    assert why_together(replace(outcome, cases={**outcome.cases, "together": alone}), DUTCH) == ()
    assert PARK not in alone.bills
