"""Before there is a phase to show, a terminal says that the program is busy; nobody else hears of it."""

import io

import pytest
from rich.console import Console

from collectief.app import waiting
from collectief.app.waiting import OPENING, READING, opened


@pytest.mark.parametrize(
    ("terminal", "quiet", "seen"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_opening_a_command_is_said_only_on_a_terminal_and_not_when_quiet(
    terminal: bool, quiet: bool, seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(waiting, "console", lambda: Console(file=screen, force_terminal=terminal, width=80))
    assert opened(lambda: "command", "nl", quiet=quiet) == "command"
    assert (OPENING.nl in screen.getvalue()) is seen
    assert bool(screen.getvalue()) is seen


def test_what_goes_wrong_while_waiting_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(waiting, "console", lambda: Console(file=screen, force_terminal=True, width=80))
    with pytest.raises(KeyboardInterrupt), waiting.waiting(READING, "en"):
        raise KeyboardInterrupt
    assert READING.en in screen.getvalue()
