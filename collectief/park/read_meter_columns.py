"""Finds out from the names of columns what a meter file holds: time, offtake, feed-in, production, EAN, status."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from collectief.park.meter_dialect import Clock, Unit
from collectief.text import Text

Role = Literal[
    "start", "end", "time", "day", "hour", "ean", "status", "unit", "offtake", "feed_in", "production", "reactive", ""
]
VALUES: Final[tuple[Role, ...]] = ("offtake", "feed_in", "production")
WHEN: Final[tuple[Role, ...]] = ("start", "end", "time", "day")
OFFTAKE: Final = (
    r"afname|afgenomen|levering|verbruik|gebruik|import|consum|deliver|offtake|usage|\buse\b|vermogen|energi|energy"
    r"|power|load|waarde|value|\ba\+|\b1[.](8|29)\b|\bldn\b|(?<![a-z])[km]?wh?(?![a-z])"
)
WORDS: Final[tuple[tuple[Role, str], ...]] = (
    ("reactive", r"kvar|blind|reacti[ev]|cos ?phi"),
    ("unit", r"^(eenheid|meeteenheid|unit|uom)$"),
    ("ean", r"\bean|^aansluiting|meter ?(nummer|code|id|number)|^meter$|connection"),
    ("status", r"status|kwaliteit|quality|validati|betrouwbaar|^flag"),
    ("feed_in", r"terug|invoed|feed ?in|feed-in|export|injecti|retour|\ba-|\b2[.](8|29)\b|\bodn\b"),
    ("production", r"produ[ck]|opwek|zonne|solar|\bpv\b|generation"),
    ("end", r"eind|end\b|end ?time|\btot$|^tot\b|t/m|until|stop"),
    ("start", r"start|begin|^van\b|\bvan$|vanaf|^from\b|\bfrom$"),
    ("day", r"^(datum|date|dag|day)$"),
    ("hour", r"^(tijd|uur|time|hour|kwartier)$"),
    ("time", r"datum|date|tijd|time|moment|utc|period"),
    ("offtake", OFFTAKE),
)
"""In order: what is more telling goes before what is less, such as ``teruglevering`` before ``levering``."""
UNIT = re.compile(r"(?<![a-z])(mwh|kwh|wh|mw|kw|w)(?![a-z])")
TARIFF = re.compile(r"hoog|laag|high|low|normaal|dal\b|piek|\bt[12]\b|[.][12]$")
TWO_OF = Text(nl="er zijn er twee van dezelfde soort: {}", en="there are two of one kind: {}")


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the columns by what they hold, units by place, and what the names say of the clock."""

    places: dict[Role, tuple[int, ...]]
    units: dict[int, Unit]
    clock: Clock | None
    ignored: tuple[str, ...]

    def first(self, role: Role) -> int | None:
        """The place of the first column with this role, or None."""
        return next(iter(self.places.get(role, ())), None)


def plain_name(name: str) -> str:
    """The name of a column without capitals, quotes, brackets and underscores.

    >>> plain_name(' "Verbruik_[kWh]" ')
    'verbruik kwh'
    """
    return " ".join(re.sub(r"[\"'()\[\]_=]", " ", name.strip().lower()).split())


def role(name: str) -> Role:
    """What a column holds by its name; empty where the name says nothing.

    >>> [role(n) for n in ("Teruglevering (kWh)", "Levering (kWh)", "Datum/tijd tot", "Blindenergie")]
    ['feed_in', 'offtake', 'end', 'reactive']
    """
    plain = plain_name(name)
    return next((found for found, words in WORDS if re.search(words, plain)), "")


def name_table(roles: Iterable[Role]) -> bool:
    """Whether a time and a value are among these roles: then they are those of a header."""
    held = set(roles)
    return bool(held & {*WHEN, "hour"}) and bool(held & set(VALUES))


def columns(names: Sequence[str]) -> Columns | Text:
    """What each column holds, or why that is unclear.

    A column of high and one of low tariff are added; of kW beside kWh the kWh count. What is not used is ``ignored``.
    """
    roles = [role(name) for name in names]
    if "day" not in roles:
        roles = ["time" if one == "hour" else one for one in roles]
    if "day" in roles and "hour" not in roles:
        roles = ["time" if one == "day" else one for one in roles]
    units = {at: unit for at, name in enumerate(names) if (unit := _unit(name)) is not None}
    places: dict[Role, tuple[int, ...]] = {}
    ignored = [names[at] for at, one in enumerate(roles) if one in ("", "reactive")]
    for one in dict.fromkeys(r for r in roles if r not in ("", "reactive")):
        where = tuple(at for at, r in enumerate(roles) if r == one)
        kept = _kept(where, names, units=units) if one in VALUES else where[:1]
        if not kept:
            found = ", ".join(plain_name(names[at])[:40] for at in where)
            return Text(nl=TWO_OF.nl.format(found), en=TWO_OF.en.format(found))
        ignored += [names[at] for at in where if at not in kept]
        places[one] = kept
    times = " ".join(plain_name(names[at]) for r in WHEN for at in places.get(r, ()))
    clock: Clock | None = "utc" if re.search(r"\b(utc|gmt)\b", times) else None
    return Columns(places, units, clock, tuple(n for n in ignored if n.strip()))


def _unit(name: str) -> Unit | None:
    """The unit that the name of a column ends in or holds."""
    found = UNIT.findall(plain_name(name))
    return found[-1] if found else None


def _kept(where: tuple[int, ...], names: Sequence[str], *, units: dict[int, Unit]) -> tuple[int, ...]:
    """Which of several columns of one kind count: all tariffs, or the one in kWh; none where that is unclear."""
    if len(where) == 1 or all(TARIFF.search(plain_name(names[at])) for at in where):
        return where
    energy = tuple(at for at in where if str(units.get(at, "")).endswith("wh"))
    return energy if len(energy) == 1 and all(at in units for at in where) else ()
