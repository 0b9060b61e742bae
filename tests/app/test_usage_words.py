"""A command that was typed wrongly ends in 2, in Dutch unless English is asked."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest
from typed_command import PARKS, Typed

from collectief.app.options import BagForm, CheckForm, PlanForm
from collectief.app.options_compare import CompareForm
from collectief.app.options_meter import MeterForm
from collectief.app.usage import UsageError, asked_language, usage_words
from collectief.app.usage_words import ALLOWED
from collectief.park import Constraint
from collectief.park.meter_dialect import Clock, Decimal, Stamp, Unit

BAG = ("import", "bag", "f", "--out", "y")
CASES = [
    (("plan",), "PARK ontbreekt (map van het park).", "PARK is missing (folder of the park)."),
    (("plan", "x"), "--out ontbreekt (map voor de uitkomst).", "--out is missing (folder for the outcome)."),
    (("plan", "x", "--oot", "y"), "De optie --oot bestaat niet. Bedoelt u --out?", "There is no option --oot."),
    (("plan", "x", "--qq"), "De optie --qq bestaat niet.", "There is no option --qq."),
    (("check", "x", "--json=3"), "Achter --json hoort niets te staan.", "Nothing may follow --json."),
    (("check", "x", "y", "z"), "te veel in de opdracht: y z.", "too much in the command: y z."),
    (
        ("pln", "x"),
        "De opdracht 'pln' bestaat niet. U kunt kiezen uit: plan, sure, compare, path, check, import.",
        "no command 'pln'",
    ),
    (("import", "bog"), "De opdracht 'bog' bestaat niet. U kunt kiezen uit: bag, meter.", "Choose one of: bag, meter."),
    (
        (*BAG, "--year", "abc"),
        "Wat bij --year staat, kan niet. Kies een heel getal",
        "at --year cannot be.",
    ),
    ((*BAG, "--year", "12"), "van 1990 tot en met 2200", "from 1990 to 2200"),
    ((*BAG, "--min-footprint=-1"), "Kies een getal van 0 of meer.", "Choose a number of 0 or more."),
    ((*BAG, "--congestion", "q"), "Kies transparent, yellow, amber of red.", "yellow, amber or red."),
]


@pytest.mark.parametrize(
    ("words", "dutch", "english"), CASES, ids=lambda v: " ".join(v) if isinstance(v, tuple) else ""
)
def test_a_wrong_command_is_explained_in_the_language_asked(
    words: Sequence[str], dutch: str, english: str, *, typed: Typed
) -> None:
    for done, said in ((typed(*words), dutch), (typed(*words, "--lang", "en"), english)):
        assert done.exit_code == 2, done.output
        assert said in done.stderr
        assert done.stderr.rstrip().endswith("--help")
        assert done.stdout == ""
        assert "Error" not in done.stderr


def test_a_language_that_we_do_not_speak_is_refused_in_dutch(typed: Typed) -> None:
    done = typed("check", "x", "--lang", "fr")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Wat bij --lang staat, kan niet. Kies nl of en." in done.stderr


def test_an_option_with_nothing_behind_it_is_told(typed: Typed) -> None:
    assert "Achter --out moet nog iets staan." in typed("plan", "x", "--out").stderr
    assert "Something must follow --out." in typed("plan", "x", "--lang", "en", "--out").stderr


def test_an_option_before_the_command_is_told(typed: Typed) -> None:
    done = typed("--qq", "plan")
    assert done.exit_code == 2
    assert "De optie --qq bestaat niet." in done.stderr


def test_who_types_nothing_gets_help(typed: Typed) -> None:
    for words in ((), ("import",)):
        assert "Usage" in typed(*words).output


def test_signs_of_a_terminal_are_not_repeated(typed: Typed) -> None:
    assert "\x1b" not in typed("\x1b[2Jplan").output
    assert "\x1b" not in typed("plan", "--\x1b[2J").output


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["--lang", "en"], "en"),
        (["--lang=en"], "en"),
        (["--lang", "nl"], "nl"),
        (["--lang"], "nl"),
        (["en"], "nl"),
        ([], "nl"),
    ],
)
def test_the_language_is_found_among_wrong_words(words: list[str], language: str) -> None:
    assert asked_language(words) == language


def test_what_typer_says_for_the_first_time_is_passed_on() -> None:
    assert usage_words(UsageError("Quite new.")).nl == "De opdracht klopt niet: Quite new."


def test_every_option_that_takes_no_plain_text_says_what_it_takes() -> None:
    plain = {Path, str, bool, Path | None, list[Path], list[str] | None}
    asked = {
        field.name
        for form in (PlanForm, CompareForm, CheckForm, BagForm, MeterForm)
        for field in fields(form)
        if get_type_hints(form)[field.name] not in plain
    }
    assert asked | {"out"} == set(ALLOWED)  # a folder has a name
    assert all(word in ALLOWED["congestion"].nl for word in get_args(Constraint))
    assert get_origin(Constraint) is not None
    for name, choice in (("unit", Unit), ("stamp", Stamp), ("clock", Clock), ("decimal", Decimal)):
        assert all(word in ALLOWED[name].nl for word in get_args(choice))


@pytest.mark.parametrize("command", ["plan", "compare", "path", "sure", "import bag"])
@pytest.mark.parametrize("nothing", ["", " "])
def test_no_folder_is_not_the_folder_where_one_is(
    command: str, nothing: str, *, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = typed(*command.split(), PARKS / "proeftuin-mini", "--out", nothing)
    assert done.exit_code == 2
    assert "Wat bij --out staat, kan niet. Kies een map" in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []
