"""Words on a terminal: what comes from outside cannot colour, move or rewrite anything there."""

import sys

from rich.console import Console
from rich.text import Text as Styled

from collectief.clean import clean


def console() -> Console:
    """Where messages go: stderr as it is now."""
    return Console(stderr=True, highlight=False)


def say(line: str, *, style: str = "") -> None:
    """One line on stderr, however long; brackets in it are no markup and control signs are left out."""
    console().print(Styled(clean(line), style=style), soft_wrap=True)


def answer(line: str) -> None:
    """One line of the answer itself, on stdout and without colour."""
    sys.stdout.write(clean(line) + "\n")
    sys.stdout.flush()


def answer_whole(text: str) -> None:
    """A text for another program on stdout, in UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
