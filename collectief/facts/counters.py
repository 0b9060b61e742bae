"""Which question to ask at which counter: national, province, municipality or grid operator."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from collectief.facts.csv_rows import confidence, read_rows
from collectief.facts.fact import Confidence
from collectief.text import Text

CounterLevel = Literal["national", "provincial", "municipal", "grid operator"]


@dataclass(frozen=True, slots=True)
class Counter:
    """One question and where to ask it.

    ``about`` are measures of a plan, or congestion, connection, duty, permit, investment or work_travel; a question
    for ``large_users`` is of no use to others.
    """

    key: str
    level: CounterLevel
    about: tuple[str, ...]
    large_users: bool
    question: Text
    counter: Text
    year: int
    source: str
    confidence: Confidence


@cache
def counters() -> tuple[Counter, ...]:
    """All questions, in the order of the table. Read once: the table does not change while the program runs.

    >>> counters()[0].level
    'national'
    """
    return tuple(
        Counter(
            key=row["key"],
            level=cast(CounterLevel, row["level"]),
            about=tuple(row["about"].split()),
            large_users=row["who"] == "large",
            question=Text(nl=row["question_nl"], en=row["question_en"]),
            counter=Text(nl=row["counter_nl"], en=row["counter_en"]),
            year=int(row["year"]),
            source=row["source"],
            confidence=confidence(row["confidence"]),
        )
        for row in read_rows("counters")
    )
