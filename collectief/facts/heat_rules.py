"""Rules of law on supplying heat, each with the days on which it holds, its source, and what is not certain of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from collectief.facts.csv_rows import confidence, number, read_rows
from collectief.facts.fact import Confidence
from collectief.facts.tables import missing
from collectief.text import Text

HeatLaw = Literal["warmtewet", "wcw"]
"""The Heat Act (Warmtewet), and the Collective Heat Act (Wet collectieve warmte) that replaces it."""


@dataclass(frozen=True, slots=True)
class HeatRule:
    """One rule: what it says, the bound it draws if any, and the days on which it holds.

    ``to_date`` is None where no end is known. ``as_of`` is the day of the source, or on which it was read where it
    has none; ``unsure`` says what is not certain, and is None where confidence is high.
    """

    key: str
    says: Text
    value: float | None
    unit: str
    from_date: date
    to_date: date | None
    as_of: date
    source: str
    confidence: Confidence
    unsure: Text | None

    @property
    def law(self) -> HeatLaw:
        """The act of which this is a rule.

        >>> heat_rule("small_users", date(2027, 1, 1)).law
        'wcw'
        """
        return cast(HeatLaw, self.key.partition(".")[0])

    def holds(self, on: date) -> bool:
        """Whether it holds on this day; its first and last day are in."""
        return self.from_date <= on and (self.to_date is None or on <= self.to_date)


@cache
def heat_rules() -> tuple[HeatRule, ...]:
    """All rules in the order of the table. Read once: the table does not change while the program runs.

    >>> [rule.value for rule in heat_rules() if rule.key == "warmtewet.protected_kw"]
    [100.0]
    """
    return tuple(_rule(row) for row in read_rows("heat_rules"))


def heat_rules_like(name: str, on: date) -> tuple[HeatRule, ...]:
    """The rules with this name that hold on this day; none where the act of that day has no such rule.

    >>> heat_rules_like("tariff_large", date(2027, 1, 1))
    ()
    """
    return tuple(rule for rule in heat_rules() if rule.key.partition(".")[2] == name and rule.holds(on))


def heat_rule(name: str, on: date) -> HeatRule:
    """The rule with this name that holds on this day; raises MissingFact where there is none.

    >>> heat_rule("protected_kw", date(2026, 6, 1)).key, heat_rule("protected_kw", date(2028, 6, 1)).key
    ('warmtewet.protected_kw', 'wcw.protected_kw')
    """
    found = heat_rules_like(name, on)
    if not found:
        known = [rule.key for rule in heat_rules() if rule.holds(on)]
        day = on.isoformat()
        raise missing(Text(nl=f"Regel voor warmte op {day}", en=f"Rule on heat of {day}"), name, known)
    return found[0]


def _rule(row: Mapping[str, str]) -> HeatRule:
    value = number(row["value"])
    unsure = Text(nl=row["unsure_nl"], en=row["unsure_en"])
    return HeatRule(
        key=row["key"],
        says=_filled(Text(nl=row["nl"], en=row["en"]), value),
        value=value,
        unit=row["unit"],
        from_date=date.fromisoformat(row["from_date"]),
        to_date=date.fromisoformat(row["to_date"]) if row["to_date"] else None,
        as_of=date.fromisoformat(row["as_of"]),
        source=row["source"],
        confidence=confidence(row["confidence"]),
        unsure=unsure if unsure.nl else None,
    )


def _filled(says: Text, value: float | None) -> Text:
    """The sentence with the bound in it, thousands as each language writes them."""
    if value is None:
        return says
    written = f"{value:,.0f}"
    return Text(nl=says.nl.replace("{value}", written.replace(",", ".")), en=says.en.replace("{value}", written))
