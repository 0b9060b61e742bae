"""All schemes of an owner in one table: with the euros of each measure, and why not where it is for something else."""

from dataclasses import replace

import pytest
from block_reader import tables, texts, words
from openpyxl import Workbook
from outcome_fixture import make_outcome

from collectief.facts.schemes import schemes as all_schemes
from collectief.measure import PARK
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import fitting_schemes, if_granted_eur
from collectief.presentation.blocks import Folded, Section, Table
from collectief.presentation.figures import owner_name
from collectief.presentation.scheme_rows import scheme_rows
from collectief.presentation.scheme_words import brings
from collectief.presentation.section_schemes import schemes
from collectief.presentation.speech import Speech
from collectief.presentation.workbook_business import scheme_sheet

NL = Speech("nl")


@pytest.fixture(scope="module")
def made() -> Outcome:
    plain = make_outcome()
    companies = tuple(replace(c, owner_kind="bv", profit_eur=5e5) for c in plain.park.companies)
    return replace(plain, park=replace(plain.park, companies=companies))


@pytest.fixture(scope="module")
def chapter(made: Outcome) -> Section:
    return schemes(made, NL)


def of(chapter: Section, made: Outcome, owner: str) -> list[list[str]]:
    return texts(tables(chapter)[f"Regelingen: {owner_name(made, owner, NL)}"])


def test_every_owner_sees_every_scheme(made: Outcome, chapter: Section) -> None:
    names = {s.name.nl for s in all_schemes()}
    for owner in (*(c.id for c in made.park.companies), PARK):
        assert {row[0] for row in of(chapter, made, owner)} == names


def test_the_euros_of_each_measure_stand_in_a_line_of_their_own(made: Outcome, chapter: Section) -> None:
    """A no has no euros; all that fits or may fit says what it brings, or that it is not known."""
    for one in fitting_schemes(made):
        rows = of(chapter, made, one.investment.owner)
        for a in one.answers:
            if a.verdict != "no":
                assert any(row[0] == a.scheme.name.nl and row[3] == brings(a.worth, NL, a.scheme.kind) for row in rows)
    for owner in (c.id for c in made.park.companies):
        for row in of(chapter, made, owner):
            assert (row[2] == "nee") == (row[3] == "–")
    koel = [row for row in of(chapter, made, "koel") if row[0].startswith("Energie-investeringsaftrek")]
    assert {row[1] for row in koel if row[2] != "nee"} == {"Zonnepanelen", "Batterij", "Energiebesparing (verplicht)"}
    assert len({row[3] for row in koel}) == 3  # each investment its own euros


def test_a_scheme_for_what_is_not_built_says_what_it_is_for(made: Outcome, chapter: Section) -> None:
    wis = next(row for row in of(chapter, made, "druk") if row[0].startswith("Warmtenetten"))
    assert wis[1:] == [
        "–", "nee", "–", "Nee: deze regeling is voor een warmtenet. Dit bedrijf bouwt dat niet in dit plan.",
    ]  # fmt: skip
    rows = scheme_rows(PARK, [f for f in fitting_schemes(made) if f.investment.owner == PARK], Speech("en"))
    assert any(r.text.en.endswith("Together the group builds no such thing in this plan.") for r in rows)


def test_each_company_opens_by_itself(made: Outcome, chapter: Section) -> None:
    """The chapter does not grow with the number of companies until one is opened."""
    folded = [b for b in chapter.blocks if isinstance(b, Folded)]
    everything = next(b for b in folded if b.summary.startswith("Alle regelingen per bedrijf"))
    assert len(everything.blocks) == len(made.park.companies) + 1
    assert all(isinstance(b, Folded) and len(b.blocks) == 1 for b in everything.blocks)


def test_the_sums_per_measure_and_per_company_are_those_if_granted(made: Outcome, chapter: Section) -> None:
    """After tax; an allowance is not taxed, so where only those are best the sum is what comes in."""
    found = fitting_schemes(made)
    after_tax = [f.counted.span_eur for f in found if f.counted is not None]
    wanted = NL.euro(sum(low for low, _ in after_tax))
    for caption in ("Per maatregel", "Per bedrijf"):
        assert texts(tables(chapter)[caption], foot=True)[0][1].startswith(wanted)
    assert set(if_granted_eur(found)) == {f.investment.owner for f in found if f.counted is not None}


def test_per_scheme_it_says_how_often_and_not_to_add(made: Outcome, chapter: Section) -> None:
    table = tables(chapter)["Per regeling"]
    assert "tel dit niet op" in table.note
    rows = {row[0]: row for row in texts(table)}
    assert len(rows) == len(all_schemes())
    eia = [a for f in fitting_schemes(made) for a in f.answers if a.scheme.key == "eia" and a.verdict != "no"]
    row = rows["Energie-investeringsaftrek (EIA)"]
    assert int(row[1]) + int(row[2]) == len(eia)
    assert rows["Warmtenetten-investeringssubsidie (WIS)"][1:] == ["0", "0", "–"]


def test_the_workbook_leaves_no_scheme_out(made: Outcome) -> None:
    sheet = Workbook().active
    assert sheet is not None
    scheme_sheet(sheet, made, NL)
    found: dict[str, set[str]] = {}
    for row in sheet.iter_rows(min_row=2, max_col=5, values_only=True):
        found.setdefault(str(row[0]), set()).add(str(row[2]))
        assert row[4]
    assert len(found) == len(made.park.companies) + 1
    assert all(names == {s.name.nl for s in all_schemes()} for names in found.values())


def test_the_chapter_is_in_english_too(made: Outcome) -> None:
    chapter = schemes(made, Speech("en"))
    said = " ".join([words(chapter), *(c for t in tables(chapter).values() for row in texts(t) for c in row)])
    for dutch in ("Nee", "Misschien", "Voorwaarde", "Hier:", "niet bevestigd", "Kijk na"):
        assert dutch not in said


def test_no_table_of_a_company_has_a_line_twice(chapter: Section) -> None:
    for caption, table in tables(chapter).items():
        if caption.startswith("Regelingen: "):
            assert isinstance(table, Table)
            rows = [tuple(row) for row in texts(table)]
            assert len(rows) == len(set(rows))
