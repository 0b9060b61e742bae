"""When to decide what: the steps of a plan with their lead times, forwards from a day or backwards from a wish.

No clock is read here: the day on which deciding begins is given, or there are weeks only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from collectief.facts import Counter, Fact, counters, fact
from collectief.plan.outcome import Outcome
from collectief.text import Text

QUEUE = ("amber", "red")
STEPS: Mapping[str, tuple[Text, tuple[str, ...], tuple[str, ...]]] = {
    "duty": (Text(nl="Verplichte besparing uitvoeren", en="Carry out the required saving"), ("efficiency",), ()),
    "grant": (
        Text(nl="Subsidie aanvragen en de beslissing afwachten; pas dan opdracht geven",
             en="Apply for grants and wait for the decision; order only then"),
        ("battery", "heat_pump", "heat_network", "charging_hub", "group_contract"), (),
    ),
    "group_statute": (
        Text(nl="Vereniging oprichten, onderlinge afspraken", en="Found the association, agree internally"),
        ("group_contract",), (),
    ),
    "group_contract": (
        Text(nl="Groepscontract met de netbeheerder, van eerste gesprek tot tekenen",
             en="Group contract with the operator, from first talk to signature"),
        ("group_contract",), (),
    ),
    "ems": (
        Text(nl="Energiemanagementsysteem kiezen en inregelen",
             en="Choose and commission the energy management system"),
        ("group_contract",), ("group_statute",),
    ),
    "solar": (Text(nl="Zonnepanelen leggen", en="Install solar panels"), ("solar",), ()),
    "permit_battery": (
        Text(nl="Vergunning en veiligheidsdossier batterij", en="Permit and safety file of the battery"),
        ("battery",), (),
    ),
    "battery": (Text(nl="Batterijen plaatsen", en="Place batteries"), ("battery",), ("grant", "permit_battery")),
    "heat_pump": (Text(nl="Warmtepompen plaatsen", en="Install heat pumps"), ("heat_pump",), ("grant",)),
    "heat_recovery": (Text(nl="Eigen restwarmte gebruiken", en="Use own residual heat"), ("heat_recovery",), ()),
    "heat_exemption": (
        Text(nl="Ontheffing voor een klein warmtenet vragen", en="Ask for the exemption of a small heat network"),
        ("heat_network",), (),
    ),
    "permit_network": (
        Text(nl="Tracé en vergunningen warmtenet", en="Route and permits of the heat network"), ("heat_network",), (),
    ),
    "build_network": (
        Text(nl="Warmtenet aanleggen", en="Build the heat network"), ("heat_network",),
        ("heat_exemption", "permit_network", "grant"),
    ),
    "charging_hub": (Text(nl="Laadpalen plaatsen", en="Place chargers"), ("charging_hub",), ("grant",)),
}  # fmt: skip
"""Each step: its words, the measures that ask for it, and the steps that come before it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A step: weeks it takes, and from which to which week; days where a day of beginning was given.

    ``latest`` is the last day to begin for the earliest wish of the park, or None without a wish.
    """

    key: str
    text: Text
    weeks: Fact
    from_week: float
    to_week: float
    begin: date | None
    latest: date | None

    @property
    def late(self) -> bool:
        """Whether it begins too late for the earliest wish."""
        return self.begin is not None and self.latest is not None and self.begin > self.latest


def decisions(outcome: Outcome, *, start: date | None = None) -> tuple[Decision, ...]:
    """The steps that this plan asks for, first to begin first; forwards from ``start`` where it is given."""
    built = {b.measure for b in outcome.cases["together"].builds}
    wanted = {key for key, (_, measures, _) in STEPS.items() if built & set(measures)}
    lasts = {key: fact(f"lead.{key}.weeks") for key in wanted}
    begins: dict[str, float] = {}
    for key in STEPS:  # a step stands below those that come before it
        if key in wanted:
            before = [b for b in STEPS[key][2] if b in wanted]
            begins[key] = max((begins[b] + lasts[b].value for b in before), default=0.0)
    left = _left(begins, lasts)
    wish = wish_day(outcome)
    found = (
        Decision(
            key=key,
            text=STEPS[key][0],
            weeks=lasts[key],
            from_week=week,
            to_week=week + lasts[key].value,
            begin=None if start is None else start + timedelta(weeks=week),
            latest=None if wish is None else wish - timedelta(weeks=left[key]),
        )
        for key, week in begins.items()
    )
    return tuple(sorted(found, key=lambda d: (d.from_week, -d.to_week, d.key)))


def _left(begins: Mapping[str, float], lasts: Mapping[str, Fact]) -> dict[str, float]:
    """Weeks from the beginning of each step to the end of the last one that waits for it."""
    left: dict[str, float] = {}
    for key in reversed([k for k in STEPS if k in begins]):
        after = [left[k] for k in left if key in STEPS[k][2]]
        left[key] = lasts[key].value + max(after, default=0.0)
    return left


def wish_day(outcome: Outcome) -> date | None:
    """First day of the earliest year in which a company wishes to grow; None without wishes."""
    years = [c.wish.from_year for c in outcome.park.companies if c.wish is not None and c.wish.kw > 0]
    return date(min(years), 1, 1) if years else None


def questions(outcome: Outcome) -> tuple[Counter, ...]:
    """Which question at which counter, for what is in this plan."""
    about = set(_about(outcome))
    return tuple(c for c in counters() if c.about in about)


def _about(outcome: Outcome) -> Iterator[str]:
    together = outcome.cases["together"]
    measures = {b.measure for b in together.builds}
    yield from measures
    if outcome.cases["required"].builds:
        yield "duty"
    if measures & {"battery", "charging_hub"}:
        yield "permit"
    if together.investment_eur > 0:
        yield "investment"
    used = {c.area for c in outcome.park.companies}
    if any(a.offtake in QUEUE or a.feed_in in QUEUE for a in outcome.park.areas if a.id in used):
        yield "congestion"
