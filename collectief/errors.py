"""The tree of exceptions: each says what was found, where, and what to do.

CollectiefError
├── InvalidPark      the files of a park allow no plan (carries every Issue found)
├── BadSeries        series of a year that cannot be used (carries every Issue found)
├── MissingFact      a figure that the calculation needs is in no table
├── Infeasible       no plan keeps the limits; says which limit, where, by how much
├── Stopped          time was up, or a person asked to stop, before there was any plan
└── ModelError       parts that do not fit together; a mistake in the code that made them
"""

from collections.abc import Sequence
from typing import Any

from collectief.text import Language, Text


class CollectiefError(Exception):
    """The root: carries its message in both languages."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    def words(self, language: Language) -> str:
        """The message in one language."""
        return self.message[language]


class InvalidPark(CollectiefError):
    """A park with errors: ``issues`` holds everything that was found, not only the first."""

    def __init__(self, message: Text, issues: Sequence[Any]) -> None:
        super().__init__(message)
        self.issues = tuple(issues)


class BadSeries(CollectiefError):
    """Series that cannot be used: ``issues`` say of each file what was found, in which column, and what to do."""

    def __init__(self, message: Text, issues: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.issues = tuple(issues)


class MissingFact(CollectiefError):
    """A figure that is in no table."""


class Infeasible(CollectiefError):
    """No plan keeps all limits, or none was found; ``ended`` is how a solver said so."""

    def __init__(self, message: Text, ended: str = "") -> None:
        super().__init__(message)
        self.ended = ended


class ModelError(CollectiefError):
    """Parts that do not fit together."""


class Stopped(CollectiefError):
    """Time was up, or a person asked to stop, before there was any plan.

    ``fresh`` says it to who asked that nothing of earlier runs is read.
    """

    def __init__(self) -> None:
        nl, en = "Gestopt voordat er een plan was. Wat af was is bewaard: ", "Stopped before there was a plan. "
        en += "What was finished is kept: "
        more = Text(nl="Geef met --seconds meer tijd.", en="Give more time with --seconds.")
        super().__init__(
            Text(
                nl=f"{nl}dezelfde opdracht gaat daar verder. {more.nl}",
                en=f"{en}the same command goes on from there. {more.en}",
            )
        )
        self.fresh = Text(
            nl=f"{nl}zonder --fresh gaat dezelfde opdracht daar verder. {more.nl}",
            en=f"{en}without --fresh the same command goes on from there. {more.en}",
        )
