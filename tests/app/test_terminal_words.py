"""What comes from outside cannot play with a terminal, and findings are listed with the errors in front."""

import io

import pytest
from rich.console import Console

from collectief.app import terminal
from collectief.app.findings import grouped, listing, tell
from collectief.app.terminal import answer, answer_whole, say
from collectief.app.words import GROUPS
from collectief.park import Issue
from collectief.text import Text

HOSTILE = "Bakker [red]rood[/red] \x1b[31mB\x9b2J\x07\r :smile: [/] \u202eom"
TAMED = "Bakker [red]rood[/red] [31mB2J  :smile: [/] om"


def issue(severity: str, code: str, *, before: str = "", after: str = "", name: str = "Bakker") -> Issue:
    """A finding about a company."""
    message = Text(nl=f"{name} is vreemd.", en=f"{name} is odd.")
    advice = Text(nl="Kijk het na.", en="Look at it.")
    return Issue(severity, code, "bedrijven.csv", "name", ("b",), message, advice, before, after)  # type: ignore[arg-type]


def test_a_name_with_markup_and_escapes_is_only_text(capsys: pytest.CaptureFixture[str]) -> None:
    say(HOSTILE, style="bold red")
    answer(HOSTILE)
    printed = capsys.readouterr()
    assert printed.err == printed.out == TAMED + "\n"


def test_on_a_colour_terminal_only_our_own_colours_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, color_system="standard", highlight=False)
    monkeypatch.setattr(terminal, "console", lambda: console)
    say(HOSTILE, style="bold red")
    assert screen.getvalue() == f"\x1b[1;31m{TAMED}\x1b[0m\n"


def test_a_long_line_is_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    say("woord " * 100 + "eind")
    assert capsys.readouterr().err.count("\n") == 1


def test_a_name_cannot_start_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    tell([issue("error", "odd", name="Bakker\nNiets gevonden")], "nl")
    assert "Bakker Niets gevonden is vreemd." in capsys.readouterr().err


def test_a_text_for_a_program_is_passed_whole(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    answer_whole('{"naam": "Café [red] €"}\n')
    assert capfdbinary.readouterr().out == '{"naam": "Café [red] €"}\n'.encode()


def test_errors_come_first_and_every_finding_is_listed() -> None:
    found = [issue("warning", "w"), issue("repaired", "r"), issue("error", "e"), issue("warning", "w2")]
    assert [(kind, lines[0]) for kind, lines in grouped(found, "en")] == [
        ("error", f"{GROUPS['error'].en} (1)"),
        ("repaired", f"{GROUPS['repaired'].en} (1)"),
        ("warning", f"{GROUPS['warning'].en} (2)"),
    ]
    assert listing(found, "nl").count("  bedrijven.csv, name: Bakker is vreemd.") == 4
    assert listing(found, "nl").count("    Kijk het na.") == 4


def test_a_repair_shows_what_it_was_and_is_unless_the_sentence_says_so() -> None:
    assert "    Was: 1,5. Nu: 1.5." in listing([issue("repaired", "r", before="1,5", after="1.5")], "nl")
    assert not [line for line in listing([issue("repaired", "r", after="Bakker")], "nl") if "Was:" in line]


def test_nothing_found_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    tell([], "nl")
    assert capsys.readouterr().err == ""
