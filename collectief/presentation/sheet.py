"""What every hand-over sheet is made from: whose it is, what it says, and the shapes that sheets share."""

from collections.abc import Sequence
from dataclasses import dataclass

from collectief.measure import PARK, Build
from collectief.park import Company
from collectief.plan.business_case import Against, BusinessCase
from collectief.plan.cash_years import CashFlow
from collectief.plan.hand_over import HandOver
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import Fitting
from collectief.presentation.blocks import Cell, Column, Table, cells
from collectief.presentation.figures import measure_name, owner_name
from collectief.presentation.speech import Speech
from collectief.presentation.words import UNIT

Question = tuple[str, str]
"""What it is about, and what to ask, find out or agree."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose sheets these are: a company, or what is shared; with the plan and its business case."""

    outcome: Outcome
    case: BusinessCase
    fitting: Sequence[Fitting]
    mine: HandOver
    speech: Speech

    @property
    def shared(self) -> bool:
        """Whether this is about what belongs to all members together."""
        return self.mine.owner == PARK

    @property
    def name(self) -> str:
        """What the owner is called."""
        return owner_name(self.outcome, self.mine.owner, self.speech)

    @property
    def company(self) -> Company:
        """The company; raises StopIteration for what is shared."""
        return self.outcome.park.company(self.mine.owner)

    def flow(self, against: Against) -> CashFlow:
        """Its cash against another way; of all companies for what is shared."""
        return self.case.whole[against] if self.shared else self.case.companies[against][self.mine.owner]

    @property
    def built(self) -> tuple[Build, ...]:
        """What is really built: its builds without agreements."""
        return tuple(b for b in self.mine.builds if b.measure not in AGREED)


AGREED = ("group_contract", "capacity_limitation")
"""Measures that are agreed and not built."""


def item_table(caption: str, rows: Sequence[tuple[str, str]], speech: Speech, *, note: str = "") -> Table:
    """A table of two columns: what it is, and how much."""
    heads = (Column(speech(nl="Gegeven", en="Item")), Column(speech(nl="Waarde", en="Value")))
    return Table(caption, heads, tuple(cells(*row) for row in rows), note=note)


def talk_table(caption: str, questions: Sequence[Question], speech: Speech) -> Table:
    """What to ask, to find out or to agree: what it is about, and a sentence."""
    heads = (Column(speech(nl="Waarover", en="About")), Column(speech(nl="Wat", en="What")))
    rows = tuple(cells(about, said[:1].upper() + said[1:]) for about, said in questions)
    return Table(caption, heads, rows)


def what(build: Build, subject: Subject) -> Cell:
    """The name of a build, with a word where the energy-saving duty asks for it."""
    name = measure_name(build, subject.speech)
    required = subject.speech(nl=" (verplicht)", en=" (required)") if build in subject.mine.required else ""
    return Cell(name + required)


def size(build: Build, speech: Speech) -> str:
    """How large a build is, with its unit."""
    unit = UNIT[build.unit][speech.language] if build.unit in UNIT else build.unit
    return speech.quantity(build.amount, unit)


def years(count: float, speech: Speech) -> str:
    """A number of years in words; a dash where nothing wears out."""
    if count <= 0:
        return "–"
    return f"{speech.number(count)}\N{NO-BREAK SPACE}{speech(nl='jaar', en='years')}"
