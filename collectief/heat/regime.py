"""Which law holds for a heat network and for each group of its customers, why, and what has to be done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum, isfinite
from typing import Literal

from collectief.errors import ModelError
from collectief.facts.heat_rules import HeatLaw, HeatRule, heat_rule, heat_rules_like
from collectief.heat.tariff import GJ_PER_MWH
from collectief.text import Text, joined

RegimeKind = Literal["nobody", "agreement", "register", "licence", "exemption", "designation"]
"""What the system needs: nothing as nobody buys; an agreement between large customers; of the Heat Act registration, or
a licence as well; of the Collective Heat Act an exemption as a small system, or a designated heat company.
"""
GroupKind = Literal["large", "member", "company", "dwellings"]
"""Above the bound; at or below it: a member of the network, a company that is not, dwellings."""
TO_DO: dict[RegimeKind, tuple[str, ...]] = {
    "nobody": (),
    "agreement": (),
    "register": ("register",),
    "licence": ("register", "licence"),
    "exemption": ("exemption",),
    "designation": ("designation",),
}
"""Rules that say what to do; some exist in one of the two acts only."""
HOLDS: dict[RegimeKind, tuple[str, ...]] = {
    "nobody": (),
    "agreement": ("large",),
    "register": ("protected_kw", "tariff", "licence_users", "licence_gj"),
    "licence": ("protected_kw", "tariff", "licence_users", "licence_gj"),
    "exemption": ("protected_kw", "tariff", "small_users", "existing", "competence"),
    "designation": (
        *("protected_kw", "tariff", "tariff_large", "small_users"),
        *("public_share", "whole_chain", "competence"),
    ),
}
"""Rules that hold for the system as a whole."""
NAMES: dict[RegimeKind, Text] = {
    "nobody": Text(nl="Geen afnemers", en="No customers"),
    "agreement": Text(nl="Afspraken tussen grote afnemers", en="Agreements between large customers"),
    "register": Text(nl="Warmteleverancier zonder vergunning", en="Heat supplier without a licence"),
    "licence": Text(nl="Warmteleverancier met vergunning", en="Heat supplier with a licence"),
    "exemption": Text(nl="Klein systeem met ontheffing", en="Small system with an exemption"),
    "designation": Text(nl="Aangewezen warmtebedrijf", en="Designated heat company"),
}
GROUPS: dict[GroupKind, Text] = {
    "large": Text(nl="Grote afnemers", en="Large customers"),
    "member": Text(nl="Kleine leden van het warmtenet", en="Small members of the network"),
    "company": Text(nl="Kleine bedrijven die geen lid zijn", en="Small companies that are no member"),
    "dwellings": Text(nl="Woningen", en="Dwellings"),
}


@dataclass(frozen=True, slots=True)
class HeatCustomer:
    """Who takes heat: one company, or dwellings alike that each have a connection of their own.

    ``connection_kw`` is that of one connection; ``dwellings`` is 0 for a company; ``heat_mwh`` is what all of them take
    in a year, MWh, None where it is not known. A block of flats behind one connection counts as a company. Raises
    ModelError for a negative or endless number.
    """

    id: str
    connection_kw: float
    dwellings: int = 0
    member: bool = False
    heat_mwh: float | None = None

    def __post_init__(self) -> None:
        if not all(isfinite(one) and one >= 0 for one in (self.connection_kw, self.dwellings, self.heat_mwh or 0.0)):
            raise ModelError(
                Text(
                    nl=f"Afnemer {self.id!r}: vermogen, woningen en warmte zijn nul of meer.",
                    en=f"Customer {self.id!r}: capacity, dwellings and heat are zero or more.",
                )
            )

    @property
    def connections(self) -> int:
        """How many connections this is.

        >>> HeatCustomer("bakker", 60.0).connections, HeatCustomer("wijk", 10.0, dwellings=260).connections
        (1, 260)
        """
        return self.dwellings or 1


@dataclass(frozen=True, slots=True)
class GroupRegime:
    """What holds for customers alike: ``rule`` on what they pay; ``protected`` where the maximum tariff caps that."""

    kind: GroupKind
    name: Text
    customers: tuple[str, ...]
    connections: int
    protected: bool
    rule: HeatRule
    why: Text


@dataclass(frozen=True, slots=True)
class HeatRegime:
    """What holds for the whole network on a day, and for each group; ``later`` is that under the act that comes after.

    ``to_do`` and ``holds`` are rules with their source; ``unsure`` says what is not certain of any of it.
    """

    on: date
    law: HeatRule
    kind: RegimeKind
    name: Text
    why: Text
    to_do: tuple[HeatRule, ...]
    holds: tuple[HeatRule, ...]
    groups: tuple[GroupRegime, ...]
    unsure: tuple[Text, ...]
    later: "HeatRegime | None" = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it stands, each source once."""
        used = (self.law, *self.to_do, *self.holds, *(group.rule for group in self.groups))
        return tuple(dict.fromkeys(rule.source for rule in used))


def heat_regime(customers: Sequence[HeatCustomer], on: date) -> HeatRegime:
    """The law for a network with these customers on a day; raises MissingFact for a day before the first act (2014).

    >>> park = [HeatCustomer("slachterij", 400.0), HeatCustomer("wijk", 10.0, dwellings=260)]
    >>> heat_regime(park, date(2028, 1, 1)).kind
    'exemption'
    """
    law = heat_rule("law", on)
    small = [one for one in customers if _is_protected(one, on)]
    kind = _kind(law.law, small, on) if small else "agreement" if customers else "nobody"
    groups = tuple(_groups(customers, kind, on))
    members = ("members", "community") if kind != "nobody" and any(one.member for one in small) else ()
    to_do = tuple(_rules(TO_DO[kind], on))
    holds = tuple(_rules((*HOLDS[kind], *members), on))
    used = (law, *to_do, *holds, *(group.rule for group in groups)) if customers else ()
    after = law.to_date and law.to_date + timedelta(days=1)
    return HeatRegime(
        on=on,
        law=law,
        kind=kind,
        name=NAMES[kind],
        why=joined(_why(kind, small, on)),
        to_do=to_do,
        holds=holds,
        groups=groups,
        unsure=tuple(_unsure(used, kind, small)),
        later=heat_regime(customers, after) if customers and after else None,
    )


def _is_protected(one: HeatCustomer, on: date) -> bool:
    return one.connection_kw <= _bound("protected_kw", on)


def _bound(name: str, on: date) -> float:
    """The bound that a rule draws on a day."""
    value = heat_rule(name, on).value
    if value is None:
        raise ModelError(Text(nl=f"Regel '{name}' heeft geen grens.", en=f"Rule '{name}' draws no bound."))
    return value


def _rules(names: Sequence[str], on: date) -> Iterator[HeatRule]:
    for name in names:
        yield from heat_rules_like(name, on)


def _kind(law: HeatLaw, small: Sequence[HeatCustomer], on: date) -> RegimeKind:
    """What a system with protected customers needs. Heat that is not known counts as above the bound of the licence."""
    users = sum(one.connections for one in small)
    if law == "wcw":
        return "exemption" if users <= _bound("small_users", on) else "designation"
    heat_mwh = _heat_mwh(small)
    much = heat_mwh is None or heat_mwh * GJ_PER_MWH > _bound("licence_gj", on)
    return "licence" if users > _bound("licence_users", on) and much else "register"


def _heat_mwh(customers: Sequence[HeatCustomer]) -> float | None:
    """What they take together in a year, MWh; None where that of one is not known."""
    known = [one.heat_mwh for one in customers if one.heat_mwh is not None]
    return fsum(known) if len(known) == len(customers) else None


def _groups(customers: Sequence[HeatCustomer], system: RegimeKind, on: date) -> Iterator[GroupRegime]:
    """The groups that are there, each with what it pays by and why."""
    bound_kw = f"{_bound('protected_kw', on):g} kW"
    tariffs = ("tariff_large", "tariff") if system == "designation" else ("tariff",)
    for kind, name in GROUPS.items():
        found = [one for one in customers if _group(one, on) == kind]
        if not found:
            continue
        many = sum(one.connections for one in found)
        yield GroupRegime(
            kind=kind,
            name=name,
            customers=tuple(one.id for one in found),
            connections=many,
            protected=kind != "large",
            rule=next(_rules(("large",) if kind == "large" else tariffs, on)),
            why=_connections(many, bound_kw, above=kind == "large"),
        )


def _group(one: HeatCustomer, on: date) -> GroupKind:
    if not _is_protected(one, on):
        return "large"
    return "dwellings" if one.dwellings else "member" if one.member else "company"


def _connections(many: int, bound_kw: str, *, above: bool) -> Text:
    """How many connections lie on which side of the bound."""
    nl, en = ("aansluiting", "connection") if many == 1 else ("aansluitingen", "connections")
    side = Text(nl="boven", en="above") if above else Text(nl="van ten hoogste", en="of at most")
    count = Text(nl=_thousands(many), en=f"{many:,}")
    return Text(nl=f"{count.nl} {nl} {side.nl} {bound_kw}.", en=f"{count.en} {en} {side.en} {bound_kw}.")


def _thousands(amount: float) -> str:
    """A whole number as Dutch writes it.

    >>> _thousands(10_800.0)
    '10.800'
    """
    return f"{amount:,.0f}".replace(",", ".")


def _why(kind: RegimeKind, small: Sequence[HeatCustomer], on: date) -> Iterator[Text]:
    """Why the system falls under this."""
    if kind == "nobody":
        yield Text(nl="Niemand neemt warmte af.", en="Nobody takes heat.")
        return
    bound_kw = f"{_bound('protected_kw', on):g} kW"
    if kind == "agreement":
        yield Text(nl=f"Elke aansluiting is groter dan {bound_kw}.", en=f"Every connection is above {bound_kw}.")
        return
    yield _connections(sum(one.connections for one in small), bound_kw, above=False)
    heat_mwh = _heat_mwh(small)
    if kind in {"register", "licence"} and heat_mwh is not None:
        gj = heat_mwh * GJ_PER_MWH
        yield Text(nl=f"Samen nemen zij {_thousands(gj)} GJ per jaar.", en=f"Together they take {gj:,.0f} GJ a year.")


def _unsure(used: Sequence[HeatRule], kind: RegimeKind, small: Sequence[HeatCustomer]) -> Iterator[Text]:
    """What is not certain: of the rules, of the heat that decides on a licence, and of what a small member may pay."""
    yield from dict.fromkeys(rule.unsure for rule in used if rule.unsure is not None)
    if kind == "licence" and _heat_mwh(small) is None:
        yield Text(
            nl="De warmte van niet alle beschermde afnemers is bekend: bij weinig warmte is geen vergunning nodig.",
            en="Not of all protected customers the heat is known: with little heat no licence is needed.",
        )
    if any(one.member for one in small):
        yield Text(
            nl="Ook wat een klein lid via de verdeling betaalt mag misschien niet boven het maximumtarief komen.",
            en="What a small member pays by way of the division may perhaps not exceed the maximum tariff either.",
        )
