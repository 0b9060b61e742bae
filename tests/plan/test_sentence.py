"""The decision in words: every combination that can occur, read in both languages."""

from dataclasses import replace
from itertools import product

import pytest

from collectief.measure import PARK, Build
from collectief.money import Bill
from collectief.plan.outcome import Case, CaseKey, Energy, Growth, Project
from collectief.plan.sentence import decision
from collectief.text import Text

NETWORK = Project("heat_network", ("a", "b", "c"), frozenset(), 5_000.0)
SITE = Project("site", ("a", "b"), frozenset(), 5_000.0)
BATTERY_NL = "een gedeelde batterij voor 2 bedrijven"
INSULATED = Build("efficiency", "a", "envelope", 1.0, "-", 1.0, 1.0)
ROOM = (Growth("a", 200.0, 10.0, 141.0, 0.0, 2027),)
ONE: dict[str, tuple[str, ...]] = {"noord": ("a", "b")}
TWO: dict[str, tuple[str, ...]] = {"noord": ("a", "b"), "zuid": ("c", "d", "e")}


def cases(
    *builds: Build,
    now: float = 100_000.0,
    required: float | None = None,
    alone: float = 90_000.0,
    together: float = 77_300.0,
) -> dict[CaseKey, Case]:
    """Cases that cost so much a year; without an amount for it the law asks for nothing."""
    law = now if required is None else required
    eur: dict[CaseKey, float] = {"now": now, "required": law, "alone": alone, "together": together}
    built = {**dict.fromkeys(eur, builds), "now": (), "required": () if required is None else (INSULATED,)}
    return {key: Case(key, {"a": Bill({"electricity": x})}, built[key], {}, {}) for key, x in eur.items()}


def shared(measure: str) -> Build:
    return Build(measure, PARK, "noord", 100.0, "kW", 1.0, 1.0)


def test_a_group_with_room_to_grow() -> None:
    assert decision(cases(), ROOM, TWO) == Text(
        nl="Kies samen voor 2 groepscontracten met samen 5 bedrijven: dat is EUR 12.700 per jaar goedkoper dan ieder "
        "apart. Samen is er ook plaats voor 131 kW groei die bij ieder apart niet past. Wat elk bedrijf zelf kan doen, "
        "bespaart EUR 10.000 per jaar vergeleken met nu.",
        en="Together, choose 2 group contracts of 5 companies in all: that is EUR 12,700 a year cheaper than each "
        "alone. Together there is also room for 131 kW of growth that does not fit each alone. What each company can "
        "do by itself saves EUR 10,000 a year compared with now.",
    )


def test_nothing_together() -> None:
    said = decision(cases(together=90_000.0), ROOM, {})
    assert said.nl.startswith("Niets samen doen: samen bespaart hier niets boven wat elk bedrijf zelf kan doen. Wat")
    assert said.en.startswith("Do nothing together: acting together saves nothing here beyond what each company can do")
    assert "groei" not in said.nl


def test_a_plan_in_which_co2_weighs_may_be_dearer_and_says_so() -> None:
    said = decision(cases(alone=90_000.0, together=93_210.0), (), {"noord": ("a", "b")}, (NETWORK,))
    assert said.nl.startswith("Kies samen voor een groepscontract met 2 bedrijven en een warmtenet voor 3 bedrijven: ")
    assert "dat is EUR 3.210 per jaar duurder dan ieder apart." in said.nl
    assert "that is EUR 3,210 a year dearer than each alone." in said.en


@pytest.mark.parametrize(
    ("members", "projects", "builds", "nl", "en"),
    [
        (ONE, (), (), "een groepscontract met 2 bedrijven", "a group contract of 2 companies"),
        (
            ONE,
            (),
            (shared("group_contract"), shared("group_contract")),
            "2 groepscontracten met samen 2 bedrijven",
            "2 group contracts of 2 companies in all",
        ),
        ({}, (NETWORK,), (), "een warmtenet voor 3 bedrijven", "a heat network for 3 companies"),
        (
            ONE,
            (NETWORK, SITE),
            (shared("battery"),),
            f"een groepscontract met 2 bedrijven, een warmtenet voor 3 bedrijven en {BATTERY_NL}",
            "a group contract of 2 companies, a heat network for 3 companies and a shared battery for 2 companies",
        ),
        (
            ONE,
            (SITE,),
            (shared("charging_hub"),),
            "een groepscontract met 2 bedrijven en een gedeeld laadplein voor 2 bedrijven",
            "a group contract of 2 companies and a shared charging hub for 2 companies",
        ),
        (
            ONE,
            (SITE,),
            (shared("charging_hub"), shared("battery")),
            "een groepscontract met 2 bedrijven en een gedeeld laadplein met batterij voor 2 bedrijven",
            "a group contract of 2 companies and a shared charging hub with a battery for 2 companies",
        ),
    ],
)
def test_what_is_done_together_is_listed(
    members: dict[str, tuple[str, ...]], projects: tuple[Project, ...], builds: tuple[Build, ...], nl: str, en: str
) -> None:
    said = decision(cases(*builds), (), members, projects)
    assert said.nl.startswith(f"Kies samen voor {nl}: dat is EUR 12.700 per jaar goedkoper dan ieder apart. ")
    assert said.en.startswith(f"Together, choose {en}: that is EUR 12,700 a year cheaper than each alone. ")


@pytest.mark.parametrize(("dwellings", "nl"), [(1, "en 1 woning:"), (128, "en 128 woningen:")])
def test_dwellings_on_a_network_are_counted(dwellings: int, nl: str) -> None:
    said = decision(cases(), (), {}, (NETWORK,), dwellings)
    assert said.nl.startswith(f"Kies samen voor een warmtenet voor 3 bedrijven {nl}")


def test_one_company_that_heats_dwellings_has_a_network() -> None:
    said = decision(cases(), (), {}, (replace(NETWORK, members=("a",)),), 40)
    assert said.en.startswith("Together, choose a heat network for 1 company and 40 dwellings:")


@pytest.mark.parametrize(
    ("now", "nl", "en"),
    [
        (90_000.4, "verandert niets aan de kosten van nu.", "leaves the cost of now as it is."),
        (89_000.0, "EUR 1.000 per jaar duurder dan nu.", "EUR 1,000 a year dearer than now, though."),
    ],
)
def test_alone_may_also_cost_as_much_as_now_or_more(now: float, nl: str, en: str) -> None:
    said = decision(cases(now=now), (), ONE)
    assert said.nl.endswith(nl)
    assert said.en.endswith(en)


@pytest.mark.parametrize(
    ("required", "alone_nl", "duty_nl", "alone_en", "duty_en"),
    [
        (95_000.0, "bespaart EUR 5.000", "scheelt EUR 5.000", "saves EUR 5,000", "save EUR 5,000"),
        (90_000.0, "verandert niets aan", "scheelt EUR 10.000", "leaves the cost of", "save EUR 10,000"),
        (102_000.0, "bespaart EUR 12.000", "kost EUR 2.000", "saves EUR 12,000", "cost EUR 2,000"),
        (88_000.0, "EUR 2.000 per jaar duurder", "scheelt EUR 12.000", "EUR 2,000 a year dearer", "save EUR 12,000"),
    ],
)
def test_what_the_law_asks_for_is_no_merit_of_the_plan(
    required: float, alone_nl: str, duty_nl: str, alone_en: str, duty_en: str
) -> None:
    said = decision(cases(required=required), (), ONE)
    nl, en = said.nl.split(". "), said.en.split(". ")
    assert alone_nl in nl[-2]
    assert "wat de wet al vraagt" in nl[-2]
    assert nl[-1] == f"De verplichte energiebesparing {duty_nl} per jaar en moet sowieso."
    assert alone_en in en[-2]
    assert "what the law already asks for" in en[-2]
    assert en[-1] == f"Mandatory energy measures {duty_en} a year and must be done anyway."


def test_every_combination_is_whole_sentences_with_its_amounts() -> None:
    """No empty part, no double space, a capital and a full stop, and at most 40 words (three things at once)."""
    for members, projects, grown, now, together, required in product(
        ({}, ONE, TWO), ((), (NETWORK,), (NETWORK, SITE)), ((), ROOM), (1e5, 9e4, 8e4), (77_300.0, 90_000.0),
        (None, 85_000.0, 95_000.0),
    ):  # fmt: skip
        said = decision(cases(now=now, required=required, together=together), grown, members, projects)
        for words in (said.nl, said.en):
            sentences = words.split(". ")
            assert "  " not in words
            assert " :" not in words
            assert words.endswith(".")
            assert all(s[0].isupper() for s in sentences)
            assert max(len(s.split()) for s in sentences) <= 40


def test_what_is_dearer_says_what_it_is_chosen_for() -> None:
    """With a weight on CO2, or on investment, the plan may cost more than each alone, which is chosen so, too."""
    found = cases(alone=90_000.0, together=112_900.0)
    use = Energy(0.0, 0.0, 0.0, 0.0, 6_400.0, 0.0, 0.0)
    cleaner = {**found, "alone": replace(found["alone"], energy={"a": use})}
    assert decision(cleaner, (), ONE).en.startswith(
        "Together, choose a group contract of 2 companies: that emits 6 tonnes CO2 a year less than each alone, and is "
        "EUR 22,900 a year dearer than each alone."
    )
    less = {**found, "alone": replace(found["alone"], builds=(INSULATED, replace(INSULATED, investment_eur=5_000.0)))}
    assert "dat vraagt EUR 5.000 minder investering dan ieder apart, en is EUR 22.900" in decision(less, (), ONE).nl


def test_a_pipe_to_one_company_is_no_network() -> None:
    said = decision(cases(), (), {}, (replace(NETWORK, members=("a",)),))
    assert "een warmtebron van het park voor 1 bedrijf" in said.nl
    assert "a heat source of the park for 1 company" in said.en
