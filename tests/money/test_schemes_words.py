"""What schemes say, as a small company reads it: main clauses, and never the opposite of what was found."""

import re
from dataclasses import replace
from datetime import date

import pytest

from collectief.facts.schemes import Condition, conditions, scheme, schemes
from collectief.money.schemes import Applicant, Asset, answer
from collectief.money.schemes.asset import Span, Value, subjects
from collectief.money.schemes.found_words import SAYINGS, seen
from collectief.money.schemes.thing_words import THINGS
from collectief.money.schemes.window_words import window_words
from collectief.money.schemes.words import holds, look, refused
from collectief.park.choices import SIGNABLE
from collectief.text import Text

HEAT_PUMP = Asset("heat_pump", 120.0, "kW", 110_000.0)
KNOWN = subjects(Applicant(), HEAT_PUMP, most_grant_eur=None)
TRIED: tuple[Value, ...] = (None, True, False, 4.25, 123_456.0, (46,), "large", "vof", Span(3.5, 4.1, 5.2))
IN_2026 = date(2026, 6, 1)


def every_sentence() -> list[tuple[Condition, Text]]:
    """All that can be said of every condition, whatever was found."""
    found = []
    for c in conditions():
        for value in TRIED:
            if not isinstance(value, Span) or c.subject == "payback_years":
                found += [
                    (c, refused(c, value)),
                    (c, look(c, value)),
                    (c, look(c, value, case_known=False)),
                    (c, holds(c, value)),
                ]
    return found


def test_every_sentence_is_whole_in_both_languages() -> None:
    for condition, text in every_sentence():
        for said in (text.nl, text.en):
            assert said.count("(") == said.count(")"), condition.asked.nl
            assert not re.search(r"\{|\}|None|True|False|  |\.\.|;\.", said), said
        assert not re.search(r"nodig is dat|it takes that|[Gg]evonden|[Ff]ound:", f"{text.nl} {text.en}")


def test_a_condition_is_a_main_clause() -> None:
    """The verb comes second, so that it reads well behind "Voorwaarde:"; a clause with "dat" would put it last."""
    for c in conditions():
        assert re.search(
            r"\b(is|zijn|heeft|hebt|hebben|wordt|komt|komen|geeft|staat|staan|ligt|liggen|krijgt|krijgen|kost|kunt|"
            r"betaalt|levert|vraagt|voldoet|voldoen|laadt|rijdt|koopt|kan|kunnen|hoort|doet|doen|past)\b",
            c.asked.nl,
        ), c.asked.nl


@pytest.mark.parametrize(
    ("subject", "value", "wanted"),
    [
        ("required_by_law", True, "de plicht vraagt dit wel van u"),
        ("grid_balancing", True, "zij is wel voor het net of het groepscontract"),
        ("signed", True, "u hebt al getekend of besteld"),
        ("shared", True, "dit is het net zelf, van allen samen"),
        ("pays_profit_tax", False, "de eigenaar betaalt geen winstbelasting"),
    ],
)
def test_what_was_found_on_a_denied_condition_says_what_is_so(subject: str, value: bool, wanted: str) -> None:
    """A bare yes behind a condition with "not" reads as its opposite."""
    assert seen(subject, value).nl == wanted
    for c in conditions():
        if c.subject == subject:
            text = refused(c, value)
            assert f"Hier: {wanted}." in text.nl
            assert not re.search(r"Hier: (ja|nee)\b|Here: (yes|no)\b", f"{text.nl} {text.en}")


def test_every_subject_that_is_yes_or_no_has_words_of_its_own() -> None:
    plain = {"ja", "nee"}
    for c in conditions():
        if c.test == "is" and c.value in ("yes", "no"):
            saying = SAYINGS[c.subject]
            assert not {saying.yes.nl, saying.no.nl} & plain, c.subject


def test_every_figure_says_its_unit() -> None:
    for c in conditions():
        if c.test in ("at_least", "at_most", "above", "below"):
            assert c.subject in SAYINGS, c.subject
            assert seen(c.subject, 4.25).nl != "4,25", c.subject


def test_a_refusal_in_full() -> None:
    found = answer(scheme("eia"), Applicant(kind="stichting"), HEAT_PUMP, IN_2026)
    assert found.text == Text(
        nl="Nee. Voorwaarde: de eigenaar betaalt winstbelasting, VPB of inkomstenbelasting. Hier: de eigenaar betaalt "
        "geen winstbelasting.",
        en="No. Condition: the owner pays tax on profit, corporate or income tax. Here: the owner pays no tax on "
        "profit.",
    )


def test_a_yes_names_only_figures_and_asks_nothing() -> None:
    found = answer(scheme("eia"), Applicant(kind="bv", profit_eur=5e5), HEAT_PUMP, IN_2026)
    assert found.verdict == "yes"
    assert "(hier: een winst van EUR 500.000)" in found.text.nl
    assert "vul profit_eur in" not in found.text.nl
    assert "winstbelasting, VPB of inkomstenbelasting;" in found.text.nl


def test_what_may_be_required_by_law_is_looked_into() -> None:
    who = Applicant(kind="bv", profit_eur=5e5)
    found = answer(scheme("eia"), who, replace(HEAT_PUMP, required_by_law=None), IN_2026)
    assert (found.verdict, found.decided_by) == ("check", "required_by_law")
    assert "misschien wel" in found.text.nl
    assert "perhaps it does" in found.text.en


def test_a_scheme_for_something_else_says_for_what() -> None:
    found = answer(scheme("sprila"), Applicant(), HEAT_PUMP, IN_2026)
    assert found.text.nl == "Nee: deze regeling is voor laders of een batterij, niet voor een warmtepomp."
    assert found.text.en == "No: this scheme is for chargers or a battery, not for a heat pump."


def test_everything_that_schemes_are_for_has_words() -> None:
    assert {m for s in schemes() for m in s.measures} | set(SIGNABLE) == set(THINGS)


def test_a_counter_that_was_open_does_not_sound_open() -> None:
    veki = scheme("veki")  # 16 September 2025 to 2 February 2026
    shut = window_words(veki, is_open=False, on=IN_2026)
    assert shut.nl == (
        " Het loket was open van 16 september 2025 tot en met 2 februari 2026 en is dicht op 1 juni 2026. Kijk of er "
        "een nieuwe ronde komt."
    )
    assert "was open from 16 September 2025 up to 2 February 2026" in shut.en
    before = window_words(veki, is_open=False, on=date(2025, 1, 1))
    assert before.nl == " Het loket gaat pas open op 16 september 2025."
    assert "is open van 16 september 2025" in window_words(veki, is_open=None, on=None).nl
    assert window_words(veki, is_open=True, on=IN_2026).nl == ""
