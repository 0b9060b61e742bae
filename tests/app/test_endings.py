"""Every way to end has its code and a sentence; nobody meets a traceback unasked."""

import subprocess
import sys
import threading
from _thread import interrupt_main
from pathlib import Path

import pytest
import typer

from collectief.app import place
from collectief.app.beside import beside
from collectief.app.ending import Ending, Unfit, kindly
from collectief.app.place import empty, writable
from collectief.errors import Infeasible, InvalidPark, MissingFact, ModelError, Stopped
from collectief.park import Issue
from collectief.profile import BadSeries
from collectief.text import Text

WORDS = Text(nl="Het net [red]zit vol\x1b[0m.", en="The grid is full.")
FOUND = Issue("error", "odd", "bedrijven.csv", "name", (), Text("Fout een.", "Fault one."), Text("Doe iets.", "Act."))
READ_IN = """
import sys
at = sys.argv.pop(1)
class CtrlC:
    def find_spec(self, name, *_):
        if name == at:
            raise KeyboardInterrupt
sys.meta_path.insert(0, CtrlC())
from collectief.__main__ import main
main()
"""
"""The command to which Ctrl-C comes when it reads in some module."""
CASES = [
    (InvalidPark(WORDS, [FOUND]), Ending.INVALID, "Fout een."),
    (InvalidPark(WORDS, []), Ending.INVALID, "Het net [red]zit vol[0m."),
    (BadSeries(WORDS), Ending.INVALID, "Het net [red]zit vol[0m."),
    (Infeasible(WORDS), Ending.INFEASIBLE, "Het net [red]zit vol[0m."),
    (MissingFact(WORDS), Ending.ERROR, "Het net [red]zit vol[0m."),
    (Unfit(WORDS), Ending.ERROR, "Het net [red]zit vol[0m."),
    (ModelError(WORDS), Ending.ERROR, "--debug"),
    (ZeroDivisionError("door nul\x1b[2J"), Ending.ERROR, "--debug"),
    (PermissionError(13, "Permission denied", "/x/rapport.html"), Ending.ERROR, "/x/rapport.html"),
    (MemoryError(), Ending.ERROR, "geheugen"),
    (KeyboardInterrupt(), Ending.INTERRUPTED, "niets half opgeschreven"),
]


@pytest.mark.parametrize(("error", "code", "said"), CASES, ids=lambda v: type(v).__name__)
def test_what_goes_wrong_ends_in_its_code_with_a_sentence(
    error: BaseException, code: Ending, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended, kindly("nl", debug=False):
        raise error
    printed = capsys.readouterr()
    assert ended.value.exit_code == code
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert "\x1b" not in printed.err
    assert printed.out == ""


def test_who_asks_sees_where_it_went_wrong_and_no_hint(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), kindly("en", debug=True):
        raise ZeroDivisionError("by zero")
    printed = capsys.readouterr().err
    assert "Traceback" in printed
    assert Path(__file__).name in printed
    assert "--debug" not in printed


def test_an_exit_and_a_closed_pipe_pass() -> None:
    with pytest.raises(typer.Exit) as ended, kindly("nl", debug=False):
        raise typer.Exit(Ending.NOT_STABLE)
    assert ended.value.exit_code == Ending.NOT_STABLE
    with pytest.raises(BrokenPipeError), kindly("nl", debug=False):
        raise BrokenPipeError


def test_the_codes_are_those_that_were_promised() -> None:
    assert [int(e) for e in Ending] == [0, 1, 2, 3, 4, 5, 6, 130]


def test_work_beside_gives_its_result_or_its_error() -> None:
    assert beside(lambda: 6 * 7) == 42
    with pytest.raises(Infeasible, match="full"):
        beside(lambda: _raise(Infeasible(WORDS)))
    with pytest.raises(TimeoutError, match="of the work itself"):
        beside(lambda: _raise(TimeoutError("of the work itself")))


def test_ctrl_c_is_heard_while_the_work_is_deaf() -> None:
    free = threading.Event()

    def deaf() -> bool:
        interrupt_main()
        return free.wait(30)

    with pytest.raises(KeyboardInterrupt):
        beside(deaf)
    assert not free.is_set()
    free.set()


def test_a_file_is_no_place_for_files(tmp_path: Path) -> None:
    file = tmp_path / "iets"
    file.write_text("x")
    for spot in (file, file / "diep" / "er"):
        with pytest.raises(Unfit, match="is a file and no folder"):
            writable(spot)


def test_a_link_to_nowhere_is_no_folder(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "weg")
    with pytest.raises(Unfit):
        writable(link)


def test_a_locked_folder_is_found_out_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*, dir: Path) -> None:  # noqa: A002 - the name that the standard library gave it
        raise PermissionError(13, "Permission denied", str(dir))

    monkeypatch.setattr(place, "TemporaryFile", locked)
    with pytest.raises(Unfit, match="Nothing may be written"):
        writable(tmp_path / "nieuw")


def test_looking_leaves_nothing(tmp_path: Path) -> None:
    assert writable(tmp_path / "a" / "b") == tmp_path
    assert writable(tmp_path) == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_only_a_folder_that_holds_something_is_not_empty(tmp_path: Path) -> None:
    empty(tmp_path)
    empty(tmp_path / "weg")
    (tmp_path / ".verborgen").write_text("x")
    with pytest.raises(Unfit, match="not empty"):
        empty(tmp_path)


def _raise(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    ("fresh", "said", "unsaid"),
    [(None, "half opgeschreven.", "bewaard"), (False, "dezelfde opdracht gaat daar verder", "--fresh"),
     (True, "zonder --fresh gaat dezelfde opdracht daar verder", "bewaard: dezelfde")],
)  # fmt: skip
@pytest.mark.parametrize("error", [KeyboardInterrupt(), Stopped()], ids=lambda error: type(error).__name__)
def test_only_what_is_read_again_is_promised(
    error: BaseException, fresh: bool | None, said: str, unsaid: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit), kindly("nl", debug=False, fresh=fresh):
        raise error
    printed = " ".join(capsys.readouterr().err.split())
    assert isinstance(error, Stopped) or said in printed
    assert unsaid not in printed or (isinstance(error, Stopped) and fresh is None)


@pytest.mark.parametrize("at", ["collectief.app.cli", "typer", "collectief.app.commands", "collectief.plan.run"])
def test_ctrl_c_while_the_program_is_read_in_is_one_line(at: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_IN, at, "plan", "nowhere", "--out", "nowhere/uit"], capture_output=True, text=True,
        encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (130, "")
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("Gestopt op uw verzoek.")
