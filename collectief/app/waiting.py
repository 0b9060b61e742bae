"""Says on a terminal that it is busy while there is no phase yet to show a bar of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from collectief.app.terminal import console
from collectief.text import Language, Text

Command = TypeVar("Command")
OPENING: Final = Text(nl="Het programma wordt geopend", en="The program is being opened")
READING: Final = Text(nl="De gegevens worden gelezen", en="The data are being read")


@contextmanager
def waiting(words: Text, language: Language, *, quiet: bool = False) -> Iterator[None]:
    """Show these words while the block lasts, on a terminal and unless quiet; they leave nothing behind."""
    screen = console()
    if quiet or not screen.is_terminal:
        yield
        return
    with screen.status(words[language]):
        yield


def opened(command: Callable[[], Command], language: Language, *, quiet: bool = False) -> Command:
    """What ``command`` looks up: the first time that reads in all that it needs, which takes seconds."""
    with waiting(OPENING, language, quiet=quiet):
        return command()
