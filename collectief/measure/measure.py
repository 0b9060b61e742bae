"""What a measure is: parts for the model, builds for the plan, and a card for the reader."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from collectief.measure.build import CONNECTED, Build
from collectief.measure.setting import Setting
from collectief.model import Part
from collectief.park import Company
from collectief.text import Text

Amounts = Mapping[str, float]
BUILT = 1e-3
"""Below this amount (a watt, a watt-hour, a millimetre's worth) nothing is built."""


class Measure(Protocol):
    """Something that may be built or agreed. It only adds options: what must be served belongs to the plan."""

    @property
    def key(self) -> str:
        """Short English name."""

    @property
    def title(self) -> Text:
        """Name for the reader."""

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """What one company can do by itself."""

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """What companies can only do together."""

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """What is built or agreed, given the amounts of all sizes."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the report shows of one measure: how much, of what, and what it costs."""

    key: str
    title: Text
    amount: float
    unit: str
    investment_eur: float
    eur_per_year: float


def card(measure: Measure, builds: Sequence[Build]) -> Card:
    """The builds of a measure added up, in the unit of the first; what a network serves is what its sources give."""
    mine = [b for b in builds if b.measure == measure.key]
    unit = mine[0].unit if mine else ""
    amount = sum(b.amount for b in mine if b.unit == unit and b.part != CONNECTED)
    return Card(
        measure.key, measure.title, amount, unit, sum(b.investment_eur for b in mine), sum(b.eur_per_year for b in mine)
    )
