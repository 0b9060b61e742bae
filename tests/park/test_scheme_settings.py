"""What a park says for its schemes and its money: read, written, refused in words, and never needed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from damage import SETTINGS, cells
from good_park import good_park as full_park

from collectief.measure import MEASURES
from collectief.park import Park, YearFiles, inspect, read_park, write_park
from collectief.park.choices import SIGNABLE, FinanceChoices, SchemeChoices


def good_park() -> Park:
    """The good park without files of the year."""
    return replace(full_park(), year=YearFiles(2025))


def with_tables(folder: Path, lines: str) -> None:
    path = folder / SETTINGS
    path.write_text(path.read_text(encoding="utf-8").partition("\n[schemes]")[0] + lines, encoding="utf-8")


def test_without_any_of_it_nothing_is_known(tmp_path: Path) -> None:
    folder = write_park(good_park(), tmp_path / "park")
    with_tables(folder, "")
    park = read_park(folder)
    assert (park.schemes, park.finance) == (SchemeChoices(), FinanceChoices())


def test_what_is_written_is_read(tmp_path: Path) -> None:
    schemes = SchemeChoices(date(2026, 12, 1), "cooperatie", 260, 12, ("heat_network", "battery"))
    finance = FinanceChoices(15, 0.03, 0.8, 0.04, 12)
    park = good_park()
    first = replace(
        park.companies[0],
        turnover_eur=2e6,
        balance_eur=1e6,
        profit_eur=-5e3,
        owner_kind="nv",
        signed=("solar", "battery"),
        budget_eur=0.0,
    )
    park = replace(park, schemes=schemes, finance=finance, companies=(first, *park.companies[1:]))
    back = read_park(write_park(park, tmp_path / "park"))
    assert (back.schemes, back.finance) == (schemes, finance)
    assert back.companies[0].profit_eur == -5e3
    assert [c.budget_eur for c in back.companies] == [0.0, *(None,) * (len(back.companies) - 1)]  # nothing is not empty
    assert back.companies[0].owner_kind == "nv"
    assert [c.signed for c in back.companies] == [("solar", "battery"), *((),) * (len(back.companies) - 1)]


def test_an_empty_owner_is_not_known(tmp_path: Path) -> None:
    folder = write_park(good_park(), tmp_path / "park")
    cells(folder, {"owner_kind": "", "profit_eur": ""})
    assert read_park(folder).companies[0].owner_kind == ""
    assert read_park(folder).companies[0].profit_eur is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-1", "number_negative"),
        ("veel", "number_unreadable"),
        ("nan", "number_not_finite"),
        ("inf", "number_not_finite"),
        ("1e30", "number_absurd"),
    ],
)
def test_an_absurd_budget_is_refused_in_words(tmp_path: Path, typed: str, code: str) -> None:
    folder = write_park(good_park(), tmp_path / "park")
    cells(folder, {"budget_eur": typed})
    found = inspect(folder)
    assert [(i.code, i.field) for i in found.issues if i.severity == "error"] == [(code, "budget_eur")]
    assert found.park is None


@pytest.mark.parametrize(
    ("cell", "read", "odd"),
    [
        ("solar", ("solar",), ""),
        ("Solar, battery + solar", ("solar", "battery"), ""),
        ("solar windmolen", ("solar",), "windmolen"),
        ("<b>alles</b>", (), "alles"),
        ("", (), ""),
    ],
)
def test_what_a_company_signed_is_read_and_what_is_no_measure_is_told(
    tmp_path: Path, cell: str, read: tuple[str, ...], odd: str
) -> None:
    folder = write_park(good_park(), tmp_path / "park")
    cells(folder, {"signed": cell})
    found = inspect(folder)
    assert found.park is not None
    assert found.park.companies[0].signed == read
    told = [i for i in found.issues if i.code == "signed_unknown"]
    assert bool(told) == bool(odd)
    assert all(odd in i.message.nl and "solar" in i.advice.en for i in told)


def test_what_is_never_shared_is_not_signed_together(tmp_path: Path) -> None:
    folder = write_park(good_park(), tmp_path / "park")
    with_tables(folder, '\n[schemes]\nsigned = ["solar", "heat_network"]\n')
    found = [i for i in inspect(folder).issues if i.code == "signed_is_own"]
    assert len(found) == 1
    assert "solar" in found[0].message.nl
    assert "heat_network" not in found[0].message.nl
    with_tables(folder, '\n[schemes]\nsigned = ["battery"]\n')
    assert not [i for i in inspect(folder).issues if i.code == "signed_is_own"]


@pytest.mark.parametrize(
    "line",
    [
        '[schemes]\ndecide_on = "2026-12-01"',
        "[schemes]\ndecide_on = 2026-12-01T10:00:00",
        "[schemes]\ndecide_on = 1066-12-01",
        '[schemes]\nshared_owner = "maatschap"',
        "[schemes]\ndwellings = -1",
        "[schemes]\ndwellings = 2.5",
        '[schemes]\nsigned = "solar"',
        '[schemes]\nsigned = ["windmolen"]',
        "[schemes]\nsigned = [[1]]",
        "[finance]\nhorizon_years = 0",
        "[finance]\nhorizon_years = 1000",
        "[finance]\nloan_share = 1.5",
        "[finance]\ndiscount = true",
        "[finance]\nloan_interest = nan",
    ],
)
def test_a_wrong_setting_is_refused_with_what_is_expected(tmp_path: Path, line: str) -> None:
    folder = write_park(good_park(), tmp_path / "park")
    with_tables(folder, f"\n{line}\n")
    found = [i for i in inspect(folder).issues if i.code == "setting_wrong"]
    assert len(found) == 1
    assert found[0].message.nl
    assert found[0].message.en


def test_what_may_be_signed_are_the_measures() -> None:
    assert set(SIGNABLE) == {m.key for m in MEASURES}
