"""How a command ends: an exit code and, where something went wrong, one sentence; a traceback only when asked for."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from collectief.app.findings import tell
from collectief.app.terminal import say
from collectief.app.words import DEBUG_HINT, MISTAKE, NO_MEMORY, REFUSED, UNEXPECTED, interrupted, no_access
from collectief.errors import BadSeries, CollectiefError, Infeasible, InvalidPark, ModelError, Stopped
from collectief.text import Language, Text, joined


class Ending(IntEnum):
    """What the exit code of every command means."""

    DONE = 0
    ERROR = 1
    USAGE = 2
    INVALID = 3
    INFEASIBLE = 4
    STOPPED_EARLY = 5
    NOT_STABLE = 6
    INTERRUPTED = 130


class Unfit(CollectiefError):
    """A file or folder that cannot be used for what is asked, such as writing into a file."""


class Mistyped(CollectiefError):
    """Something behind an option that it cannot be, such as a measure that does not exist."""


ENDINGS: tuple[tuple[type[CollectiefError], Ending], ...] = (
    (InvalidPark, Ending.INVALID),
    (BadSeries, Ending.INVALID),
    (Infeasible, Ending.INFEASIBLE),
    (Mistyped, Ending.USAGE),
)
"""Exceptions with a code of their own; all others end in 1."""


@contextmanager
def kindly(language: Language, *, debug: bool, fresh: bool | None = None) -> Iterator[None]:
    """Turn whatever goes wrong inside into one sentence on stderr and an exit code.

    ``fresh`` says whether what earlier runs finished is left unread; None of a command that keeps nothing.
    A pipe closed by its reader passes: typer ends that in silence.
    """
    try:
        yield
    except (typer.Exit, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        raise end(interrupted(fresh), Ending.INTERRUPTED, language) from None
    except CollectiefError as error:
        _trace(debug)
        if isinstance(error, InvalidPark):
            tell(error.issues, language)
        raise end(_known(error, debug=debug, fresh=fresh), _ending(error), language) from None
    except Exception as error:  # noqa: BLE001 - the last place: a person must get a sentence
        _trace(debug)
        raise end(_unknown(error, debug=debug), Ending.ERROR, language) from None


def end(words: Text, ending: Ending, language: Language) -> typer.Exit:
    """Say on stderr why it ends and give what must be raised."""
    say(words[language], style="bold red")
    return typer.Exit(ending)


def _ending(error: CollectiefError) -> Ending:
    return next((ending for kind, ending in ENDINGS if isinstance(error, kind)), Ending.ERROR)


def _known(error: CollectiefError, *, debug: bool, fresh: bool | None) -> Text:
    """The words of the exception itself; the findings of a park are on the lines above already."""
    if isinstance(error, InvalidPark) and error.issues:
        return REFUSED
    if isinstance(error, ModelError):
        return joined((MISTAKE, error.message, *_hint(debug)))
    if isinstance(error, Stopped) and fresh:
        return error.fresh
    return error.message


def _unknown(error: Exception, *, debug: bool) -> Text:
    """Words for what the computer or the code did not foresee."""
    if isinstance(error, MemoryError):
        return NO_MEMORY
    if isinstance(error, OSError):
        return no_access(str(error.filename or ""), error.strerror or type(error).__name__)
    found = f"{type(error).__name__}: {error}."
    return joined((UNEXPECTED, Text(nl=found, en=found), *_hint(debug)))


def _hint(debug: bool) -> tuple[Text, ...]:
    return () if debug else (DEBUG_HINT,)


def _trace(debug: bool) -> None:
    """Show where it went wrong to who asked for it."""
    if debug:
        for line in traceback.format_exc().splitlines():
            say(line)
