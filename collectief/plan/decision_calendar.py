"""When to decide what: the steps of a plan with their lead times, forwards from a day or backwards from a wish.

For everybody, or for one owner: a company with what it shares.

No clock is read here: the day on which deciding begins is given, or there are weeks only.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from collectief.facts import Counter, Fact, counters, fact
from collectief.facts.schemes import Scheme
from collectief.plan.concern import builds_itself, concerns, of_owner
from collectief.plan.grant_first import grants_first, opens
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import Fitting
from collectief.text import Text

QUEUE = ("amber", "red")
DAYS_A_WEEK = 7
ROOM = {"efficiency", "battery", "cold_shift", "shared_site", "group_contract", "capacity_limitation"}
"""Measures that make room under a contract: a wish to grow waits for these."""
PERMITTED = {"carport", "wind", "battery", "charging_hub", "shared_site"}
HEAVIER = {"heat_pump", "ground_heat_pump", "aquifer_store", "process_heat", "charging_hub"}
"""What may need a permit of the municipality, and what may need a heavier connection."""
GRANT = "grant"
STEPS: Mapping[str, tuple[Text, tuple[str, ...], tuple[str, ...]]] = {
    GRANT: (
        Text(nl="Subsidie aanvragen en de beslissing afwachten; pas dan opdracht geven",
             en="Apply for grants and wait for the decision; order only then"),
        (), (),
    ),
    "duty": (
        Text(nl="Energie besparen, eerst wat verplicht is", en="Save energy, first what is required"),
        ("efficiency",), (),
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
        Text(nl="Vergunning en veiligheid van batterij of laadplein", en="Permit and safety of the battery or hub"),
        ("battery", "shared_site"), (),
    ),
    "carport": (Text(nl="Zonnecarports bouwen", en="Build solar carports"), ("carport",), ()),
    "battery": (Text(nl="Batterijen plaatsen", en="Place batteries"), ("battery",), ("permit_battery",)),
    "cold_shift": (Text(nl="Koeling laten verschuiven", en="Let cooling shift"), ("cold_shift",), ()),
    "heat_pump": (Text(nl="Warmtepompen plaatsen", en="Install heat pumps"), ("heat_pump",), ()),
    "ground_heat_pump": (
        Text(nl="Bodemwarmtepompen plaatsen", en="Install ground heat pumps"), ("ground_heat_pump",), (),
    ),
    "aquifer_store": (
        Text(nl="Warmte-koudeopslag: vergunning, bronnen en warmtepomp",
             en="Aquifer store: permit, wells and heat pump"), ("aquifer_store",), (),
    ),
    "heat_tank": (Text(nl="Warmtebuffers plaatsen", en="Place heat tanks"), ("heat_tank",), ()),
    "heat_recovery": (Text(nl="Eigen restwarmte gebruiken", en="Use own residual heat"), ("heat_recovery",), ()),
    "process_heat": (
        Text(nl="Elektrische proceswarmte plaatsen", en="Install electric process heat"), ("process_heat",), (),
    ),
    "heat_exemption": (
        Text(nl="Ontheffing voor een klein warmtenet vragen", en="Ask for the exemption of a small heat network"),
        ("heat_network",), (),
    ),
    "permit_network": (
        Text(nl="Tracé en vergunningen warmtenet", en="Route and permits of the heat network"), ("heat_network",), (),
    ),
    "build_network": (
        Text(nl="Warmtenet aanleggen", en="Build the heat network"), ("heat_network",),
        ("heat_exemption", "permit_network"),
    ),
    "charging_hub": (Text(nl="Laadpalen plaatsen", en="Place chargers"), ("charging_hub",), ()),
    "wind": (
        Text(nl="Gedeelde windturbine vergunnen en bouwen", en="Permit and build the shared wind turbine"),
        ("wind",), ("group_contract",),
    ),
    "direct_line": (
        Text(nl="Directe lijn afspreken, bij de ACM melden en leggen",
             en="Agree on the direct line, notify the ACM, and lay it"), ("direct_line",), (),
    ),
    "shared_mobility": (
        Text(nl="Afspreken hoe auto's gedeeld worden, en boeking en verzekering regelen",
             en="Agree on how cars are shared, and arrange booking and insurance"), ("shared_mobility",), (),
    ),
    "let_roof": (
        Text(nl="Huur en recht op de daken afspreken en panelen laten leggen",
             en="Agree on rent and the right to the roofs, and have panels laid"), ("let_roof",), (),
    ),
    "shared_site": (
        Text(nl="Gedeeld laadplein of gedeelde batterij bouwen", en="Build the shared hub or battery"),
        ("shared_site",), ("permit_battery",),
    ),
    "right": (
        Text(nl="Met de netbeheerder een recht naast het contract afspreken",
             en="Agree with the operator on a right beside the contract"),
        ("transport_right",), (),
    ),
    "capacity_limitation": (
        Text(nl="Met de netbeheerder afspreken dat u op afroep minder afneemt",
             en="Agree with the operator to take less when it calls"),
        ("capacity_limitation",), (),
    ),
}  # fmt: skip
"""Each step: its words, the measures that ask for it, and the steps that come before it, whatever is granted."""
ORDERS = (
    "duty", "ems", "solar", "carport", "battery", "cold_shift", "heat_pump", "ground_heat_pump", "aquifer_store",
    "heat_tank", "heat_recovery", "process_heat", "build_network", "wind", "direct_line", "let_roof", "charging_hub",
    "shared_site",
)  # fmt: skip
"""Steps in which something is ordered: they wait for a grant that may be had for their measure."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A step: weeks it takes, and from which to which week; days where a day of beginning was given.

    ``latest`` is the last day to begin for the earliest wish; None without a wish, and where the step makes no room
    for one.
    """

    key: str
    text: Text
    weeks: Fact
    from_week: float
    to_week: float
    begin: date | None
    latest: date | None
    after: tuple[str, ...] = ()
    """Keys of the steps that come before it."""
    awaited: tuple[Scheme, ...] = ()
    """Schemes whose decision it waits for."""

    @property
    def ready(self) -> date | None:
        """The day on which it is done, where a day of beginning was given."""
        return None if self.begin is None else self.begin + timedelta(weeks=self.weeks.value)

    @property
    def late(self) -> bool:
        """Whether it begins too late for the earliest wish."""
        return self.begin is not None and self.latest is not None and self.begin > self.latest


def decisions(
    outcome: Outcome,
    *,
    start: date | None = None,
    owner: str | None = None,
    found: Sequence[Fitting] | None = None,
) -> tuple[Decision, ...]:
    """The steps that this plan asks of everybody or of one owner, first to begin first; from ``start`` if given.

    What is ordered waits for the grants that may be had for it (`grants_first`); ``found`` are the schemes, looked up
    where they are not given.
    """
    first = grants_first(outcome, found, owner=owner, start=start)
    after = _after(concerns(outcome, owner), first)
    lasts = {key: fact(f"lead.{key}.weeks") for key in after}
    begins: dict[str, float] = {}
    for key, before in after.items():
        opening = _weeks_until(opens(first), start) if key == GRANT else 0.0
        begins[key] = max((begins[b] + lasts[b].value for b in before), default=opening)
    left = _left(after, lasts)
    wish = wish_day(outcome, owner)
    steps = (
        Decision(
            key=key,
            text=STEPS[key][0],
            weeks=lasts[key],
            from_week=week,
            to_week=week + lasts[key].value,
            begin=None if start is None else start + timedelta(weeks=week),
            latest=None if wish is None or key not in left else wish - timedelta(weeks=left[key]),
            after=after[key],
            awaited=_awaited(key, first),
        )
        for key, week in begins.items()
    )
    return tuple(sorted(steps, key=lambda d: (d.from_week, -d.to_week, d.key)))


def _after(built: Collection[str], first: Mapping[str, tuple[Scheme, ...]]) -> dict[str, tuple[str, ...]]:
    """The steps that are asked for, each below those that come before it, with those."""
    wanted = [key for key, (_, measures, _) in STEPS.items() if set(measures) & set(built)]
    waiting = {key for key in wanted if _awaited(key, first)}
    asked = [key for key in STEPS if key in wanted or (key == GRANT and waiting)]
    return {key: (*((GRANT,) if key in waiting else ()), *(b for b in STEPS[key][2] if b in asked)) for key in asked}


def _awaited(key: str, first: Mapping[str, tuple[Scheme, ...]]) -> tuple[Scheme, ...]:
    """The schemes whose decision comes before this step."""
    if key == GRANT:
        return tuple({s.key: s for step in ORDERS for s in _awaited(step, first)}.values())
    return tuple(s for m in STEPS[key][1] for s in first.get(m, ())) if key in ORDERS else ()


def _weeks_until(day: date | None, start: date | None) -> float:
    """Weeks from the beginning to a day that is still to come."""
    return 0.0 if day is None or start is None else max((day - start).days / DAYS_A_WEEK, 0.0)


def _left(after: Mapping[str, tuple[str, ...]], lasts: Mapping[str, Fact]) -> dict[str, float]:
    """Weeks from the beginning of each step that makes room to the end of the last one that waits for it."""
    left: dict[str, float] = {}
    for key in reversed(tuple(after)):
        behind = [left[k] for k in left if key in after[k]]
        if behind or (key != GRANT and set(STEPS[key][1]) <= ROOM):
            left[key] = lasts[key].value + max(behind, default=0.0)
    return left


def wish_day(outcome: Outcome, owner: str | None = None) -> date | None:
    """First day of the earliest year in which a company (or this one) wishes to grow; None without wishes."""
    mine = of_owner(outcome, owner)
    years = [c.wish.from_year for c in mine if c.wish is not None and c.wish.kw > 0]
    return date(min(years), 1, 1) if years else None


def questions(outcome: Outcome, owner: str | None = None) -> tuple[Counter, ...]:
    """Which question at which counter, for what is in this plan, or what one owner builds or agrees itself."""
    about = set(_about(outcome, owner))
    large = any(c.connection.kind == "large" for c in of_owner(outcome, owner))
    return tuple(c for c in counters() if about & set(c.about) and (large or not c.large_users))


def _about(outcome: Outcome, owner: str | None) -> Iterator[str]:
    built, mine = builds_itself(outcome, owner), of_owner(outcome, owner)
    yield from built
    if "efficiency" in {b.measure for b in outcome.cases["required"].builds if owner in (None, b.owner)}:
        yield "duty"
    if built & PERMITTED:
        yield "permit"
    if built & HEAVIER:
        yield "connection"
    if any(b.investment_eur > 0 and owner in (None, b.owner) for b in outcome.cases["together"].builds):
        yield "investment"
    if any(c.fte is not None and c.fte >= fact("duty.mobility_employees").value for c in mine):
        yield "work_travel"
    areas = {c.area for c in mine}
    if any(a.offtake in QUEUE or a.feed_in in QUEUE for a in outcome.park.areas if a.id in areas):
        yield "congestion"
