"""One rung of the ladder "what can I do now": kW, weeks and EUR a year, or what to ask where one is not known."""

from dataclasses import dataclass

from collectief.facts import Fact
from collectief.text import Text

NOTHING = Text(nl="", en="")


@dataclass(frozen=True, slots=True)
class Step:
    """kW less peak (or room to grow), weeks until it works, EUR a year that it saves; None: not known.

    ``lead`` is the figure behind the weeks; ``estimate`` says that kW or EUR come from key figures and not from the
    plan; ``note`` how they were found, or whom to ask.
    """

    key: str
    text: Text
    kw: float | None
    lead: Fact | None
    eur_per_year: float | None
    estimate: bool
    note: Text = NOTHING

    @property
    def weeks(self) -> float | None:
        """Weeks until it works; None where only a year is known."""
        return None if self.lead is None else self.lead.value
