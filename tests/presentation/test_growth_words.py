"""A wish that does not fit is told the limit that stops it, and what the plan itself takes."""

from dataclasses import replace

import pytest

from collectief.measure import Build
from collectief.plan.outcome import Growth, LimitKind, Outcome
from collectief.presentation.growth_words import growth_words
from collectief.presentation.speech import Speech
from collectief.text import Language

HEAT_PUMP = Build("heat_pump", "metaal", "metaal", 90.0, "kW", 63_000.0, 6_000.0)


def said(outcome: Outcome, limit: LimitKind | None, language: Language = "nl") -> str:
    """What is said of a wish of 400 kW of `metaal` of which 1 kW fits."""
    found = growth_words(outcome, Growth("metaal", 400.0, 0.0, 1.0, 64_000.0, 2027, limit), Speech(language))
    return "" if found is None else found[1].replace("\N{NO-BREAK SPACE}", " ")


def with_peak(outcome: Outcome, kw: float, *builds: Build) -> Outcome:
    """The plan with another peak of `metaal` together, and only these builds."""
    case = outcome.cases["together"]
    energy = {**case.energy, "metaal": replace(case.energy["metaal"], offtake_peak_kw=kw)}
    return replace(outcome, cases={**outcome.cases, "together": replace(case, energy=energy, builds=builds)})


@pytest.mark.parametrize(
    ("limit", "nl", "en"),
    [
        ("connection", "is de aansluiting zelf vol (737 kVA, ongeveer 700 kW)", "the connection itself is full"),
        ("contract", "is het eigen contract vol (700 kW)", "the own contract is full (700 kW)"),
        ("group", "is het contract van de groep vol", "the group contract is full"),
    ],
)
def test_the_limit_that_stops_it_is_named(outcome: Outcome, limit: LimitKind, nl: str, en: str) -> None:
    assert said(outcome, limit).startswith(f"in dit plan past 1 van de 400 kW. Daarna {nl}")
    assert en in said(outcome, limit, "en")


def test_a_peak_that_the_plan_raises_is_said_with_what_is_new(outcome: Outcome) -> None:
    now_kw = outcome.cases["now"].energy["metaal"].offtake_peak_kw
    words = said(with_peak(outcome, now_kw + 80.0, HEAT_PUMP), "connection")
    assert "Het plan zelf neemt ook ruimte: de piek van dit bedrijf gaat van" in words
    assert "daarin vraagt ook stroom wat hier nieuw is: warmtepomp" in words


@pytest.mark.parametrize(("language", "name"), [("nl", "warmte-koudeopslag (WKO)"), ("en", "aquifer (ATES)")])
def test_a_name_within_a_sentence_keeps_its_capitals(outcome: Outcome, language: Language, name: str) -> None:
    wells = Build("aquifer_store", "metaal", "metaal", 150.0, "kW", 200_000.0, 20_000.0)
    now_kw = outcome.cases["now"].energy["metaal"].offtake_peak_kw
    assert name in said(with_peak(outcome, now_kw + 80.0, wells), "connection", language)


def test_a_peak_that_falls_is_not_blamed(outcome: Outcome) -> None:
    assert "plan zelf" not in said(with_peak(outcome, 10.0, HEAT_PUMP), "connection")


def test_a_wish_that_fits_together_needs_no_words(outcome: Outcome) -> None:
    assert growth_words(outcome, Growth("metaal", 400.0, 0.0, 400.0, 64_000.0, 2027, None), Speech("nl")) is None
