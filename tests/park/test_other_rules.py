"""Other rules on contracts are read by the reader of ``park.toml``: same spelling, same bounds, same findings."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from collectief import Park, check, read_park
from collectief.facts import Window, fact
from collectief.park import Limitation
from collectief.park.check_words import Spot
from collectief.park.other_rules import rule_keys, under

PARKS = Path(__file__).parents[2] / "data" / "parken"
LINES = (
    ("rules.lower_contracts", "true"),
    ("rules.group_fixed_eur", "0"),
    ("rules.group_member_eur", "75.5"),
    ("rules.group_capacity", '"operator"'),
    ("rules.group_entitlement", "p999"),
    ("limitation.hours", "120"),
    ("limitation.between", "16-21"),
    ("group_kw.akkermolen", "900"),
)


@pytest.fixture(scope="module")
def park() -> Park:
    """De Vlasakker, of one energy area, with rules of its own."""
    found = read_park(PARKS / "vlasakker")
    return replace(found, rules=replace(found.rules, interest=0.04, direct_line_m=300.0, apart=("bakker",)))


def read(park: Park, *lines: tuple[str, str]) -> tuple[Park, list[str]]:
    spot = Spot("--with", [])
    return under(park, lines, spot), [issue.code for issue in spot.found]


def test_without_another_rule_a_park_stays_as_it_is(park: Park) -> None:
    other, found = read(park)
    assert (other.rules, found) == (park.rules, [])


def test_one_other_rule_changes_that_rule_and_nothing_else(park: Park) -> None:
    other, found = read(park, ("rules.lower_contracts", "true"))
    assert (other.rules, found) == (replace(park.rules, lower_contracts=True), [])
    assert all(getattr(other, f.name) is getattr(park, f.name) for f in fields(park) if f.name != "rules")


def test_a_limitation_that_a_park_has_none_of_has_key_figures_for_the_rest(park: Park) -> None:
    other, found = read(park, ("limitation.hours", "120"), ("limitation.between", "16-21"))
    eur, share = (fact(f"limitation.{key}").value for key in ("eur_per_mw_h", "share"))
    assert (other.rules.limitation, found) == (Limitation(120, eur, share, Window(hours=(16, 21))), [])
    more, _ = read(other, ("limitation.share", "0.25"))
    assert more.rules.limitation == Limitation(120, eur, 0.25, Window(hours=(16, 21)))


def test_other_rules_are_those_that_a_file_with_the_same_lines_gives(tmp_path: Path) -> None:
    """Proeftuin Mini, whose folder says the same in its own park.toml."""
    mini = PARKS / "proeftuin-mini"
    plain, area = read_park(mini), read_park(mini).areas[0].id
    lines = [*LINES[:-1], ("group_kw." + area, "900")]
    for file in mini.iterdir():
        (tmp_path / file.name).symlink_to(file)
    settings = tmp_path / "park.toml"
    settings.unlink()
    text = (mini / "park.toml").read_text(encoding="utf-8").partition("[rules]")[0]
    quoted = [(k, f'"{v}"' if v in {"p999", "16-21"} else v) for k, v in lines]
    tables = {k.partition(".")[0]: "" for k, _ in quoted}
    for key, written in quoted:
        table, _, name = key.partition(".")
        tables[table] += f"{name} = {written}\n"
    settings.write_text(text + "".join(f"\n[{t}]\n{body}" for t, body in tables.items()), encoding="utf-8")
    assert not [issue for issue in check(tmp_path) if issue.severity == "error"]
    assert read(plain, *lines)[0].rules == read_park(tmp_path).rules


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("rules.lower_contracts", "ja"), "verwacht wordt true of false"),
        (("rules.group_fixed_eur", "-1"), "een getal van 0 tot 10000000"),
        (("rules.group_capacity", "veel"), "een van: sum_of_contracts, operator, p999, area_headroom"),
        (("limitation.hours", "12.5"), "een heel getal van 1 tot 8760"),
        (("limitation.between", "25-30"), 'een tekst zoals "0-24"'),
        (("group_kw.akkermolen", "0"), "een getal boven 0 (kW)"),
        (("rules.lower_contracts", 'true\n[files]\nmap = "../x"'), "verwacht wordt true of false"),
        (("rules.group_fixed_eur", "9" * 6000), "een getal van 0 tot 10000000"),
    ],
)
def test_what_a_rule_cannot_be_is_an_error_in_words(line: tuple[str, str], said: str, park: Park) -> None:
    spot = Spot("--with", [])
    under(park, [line], spot)
    assert [issue.severity for issue in spot.found] == ["error"]
    assert said in spot.found[0].message.nl
    assert len(spot.found[0].message.en) < 400


def test_a_rule_that_needs_a_figure_of_the_operator_says_that_it_is_missing(park: Park) -> None:
    assert read(park, ("rules.group_capacity", "operator"))[1] == ["group_kw_missing"] * len(park.areas)
    stated = [(f"group_kw.{area.id}", "900") for area in park.areas]
    assert read(park, ("rules.group_capacity", "operator"), *stated)[1] == []


def test_the_rules_that_may_be_other_are_those_on_contracts(park: Park) -> None:
    keys = rule_keys(park)
    assert {"rules.lower_contracts", "limitation.hours", f"group_kw.{park.areas[0].id}"} < set(keys)
    assert not {"rules.interest", "format", "files.map", "wind.kw"} & set(keys)
