"""The figures a reader asks for, derived from an outcome: payback, peaks, quality of the data, who owns what."""

from collections.abc import Mapping
from dataclasses import dataclass

from shapely.geometry import LineString

from collectief.facts import fact, sector_keys, sector_row
from collectief.heat.stretch import PLANT
from collectief.measure.efficiency import TITLES
from collectief.measure.homes import HOME
from collectief.measure.outside_heat import NODE
from collectief.measure.shared_mobility import SHARED_MOBILITY
from collectief.measure.solar import LAYOUT
from collectief.money.bill import Line
from collectief.park import Building
from collectief.park.roofs import LAYOUTS, RoofKind
from collectief.park.street_graph import SERVICE
from collectief.plan import payback
from collectief.plan.outcome import PARK, Build, Case, CaseKey, Outcome
from collectief.presentation.escape import clean
from collectief.presentation.speech import Speech
from collectief.presentation.words import LINE_GROUP, MEASURE, NETWORK_PART, RIGHT_PART


def owner_name(outcome: Outcome, owner: str, speech: Speech) -> str:
    """Name of a company, of the members together, or of who takes part in a project where there is no group."""
    if owner == PARK:
        return _shared_name(outcome, speech)
    if owner.startswith(HOME):
        return home_name(outcome, owner)
    if owner.startswith((NODE, PLANT)):
        return source_name(owner, speech)
    return next((clean(c.name) for c in outcome.park.companies if c.id == owner), clean(owner))


def source_name(node: str, speech: Speech) -> str:
    """What a source of the map, or a place for a plant, is called."""
    kind, _, key = node.partition("/")
    here = speech(nl="warmtebron", en="heat source") if f"{kind}/" == NODE else speech(nl="centrale", en="plant")
    return f"{here} {clean(key)}"


def home_name(outcome: Outcome, node: str) -> str:
    """What a row of dwellings is called: its label, or its id where it has none."""
    key = node.removeprefix(HOME)
    return next((clean(one.label or one.id) for one in outcome.park.dwellings if one.id == key), clean(key))


def _shared_name(outcome: Outcome, speech: Speech) -> str:
    """Who pays what is shared: the members of the group, or where there is none those of the shared projects."""
    adopted = [p.key for p in outcome.projects if p.adopted]
    if any(outcome.members.values()) or not adopted:
        return speech(nl="Samen (alle leden)", en="Together (all members)")
    if adopted == ["heat_network"]:
        return speech(nl="Deelnemers aan het warmtenet", en="Those in the heat network")
    return speech(nl="Deelnemers aan wat gedeeld wordt", en="Those in what is shared")


def measure_name(build: Build, speech: Speech) -> str:
    """What a build is called: its measure, with the package or the part of a network that it is."""
    return part_name(build.measure, build.owner, build.part, speech=speech)


def part_name(measure: str, owner: str, part: str, *, speech: Speech) -> str:
    """The name of a measure, with the part of it that is meant, if any."""
    shared_hub = measure == "charging_hub" and owner == PARK
    name = speech.word(MEASURE, "shared_hub" if shared_hub else measure)
    if measure == SHARED_MOBILITY:  # its part names companies
        return name if owner == PARK else speech.word(MEASURE, "own_cars")
    if part in TITLES:
        return f"{name}: {TITLES[part][speech.language].lower()}"
    if part in RIGHT_PART:
        return f"{name} {speech.word(RIGHT_PART, part)}"
    if part in LAYOUT:
        return f"{name}, {LAYOUT[part][speech.language]}"
    return f"{name}, {speech.word(NETWORK_PART, part)}" if part else name


def place_name(outcome: Outcome, place: str, speech: Speech) -> str:
    """Name of a company or energy area, or the street that an id stands for."""
    names = {c.id: c.name for c in outcome.park.companies} | {a.id: a.name for a in outcome.park.areas}
    if place in names:
        return clean(names[place])
    if (ends := place.split("/")) != [place] and names.keys() >= {*ends}:
        return " → ".join(clean(names[end]) for end in ends)
    if service := service_name(outcome, place, speech):
        return service
    if place in {p.build.place for p in pipes(outcome)} | {s.id for s in outcome.park.streets}:
        return f"{speech(nl='straat', en='street')} {clean(place)}"
    return owner_name(outcome, place, speech)


def service_name(outcome: Outcome, stretch: str, speech: Speech) -> str:
    """What the pipe between a street and a customer or source is called, by who that is; nothing for any other."""
    node = stretch.removeprefix(f"{SERVICE}/")
    if node == stretch:
        return ""
    return f"{speech(nl='aansluitleiding', en='service pipe')} {owner_name(outcome, node, speech)}"


def sector_name(key: str, speech: Speech) -> str:
    """What a sector is called; its key where it is in no table."""
    return sector_row(key, 0.0).name[speech.language] if key in sector_keys() else clean(key)


def payers(outcome: Outcome) -> tuple[str, ...]:
    """Every company in the park's order, then others with a bill now, alone or after the division."""
    companies = [c.id for c in outcome.park.companies]
    billed = [o for case in outcome.cases.values() if case.key != "together" for o in case.bills]
    shared = [o for a in outcome.allocations.values() for o in a.shares]
    return tuple(dict.fromkeys([*companies, *billed, *shared]))


def paid(case: Case, owner: str) -> float:
    """EUR a year on the bill of one owner in a case; 0 without a bill."""
    return case.bills[owner].total if owner in case.bills else 0.0


def group_eur(case: Case, group: str) -> float:
    """EUR a year of a group of bill lines over all owners; a line that is in no group counts as supply."""
    named = {line for _, lines in LINE_GROUP.values() for line in lines}
    wanted = LINE_GROUP[group][1]
    return sum(
        eur
        for bill in case.bills.values()
        for line, eur in bill.lines.items()
        if line in wanted or (group == "supply" and line not in named)
    )


def running_eur(case: Case) -> float:
    """EUR a year without the yearly part of investments: what flows out each year."""
    return payback.running_eur(case)


def payback_years(before: Case, after: Case) -> float | None:
    """Extra investment over the yearly saving without interest; None where it is never earned back."""
    extra = after.investment_eur - before.investment_eur
    return payback.simple_payback(extra, running_eur(before) - running_eur(after))


def process_gas_m3(outcome: Outcome) -> float:
    """Gas a year that goes into processes today, by the split of each company's sector where that is known."""
    park = outcome.park
    floors = {c.id: sum(b.floor_m2 for b in park.buildings_of(c.id)) for c in park.companies}
    known = [c for c in park.companies if c.sector in sector_keys()]
    return sum(c.gas_m3 * (1 - sector_row(c.sector, floors[c.id]).space_heat_share) for c in known)


@dataclass(frozen=True, slots=True)
class Quality:
    """How the yearly electricity and gas of the companies are known, as fractions of the energy."""

    measured: float
    given: float
    estimated: float


def quality(outcome: Outcome) -> Quality:
    """Share of the energy use per quality class; a company with a metered profile counts as measured."""
    kwh_per_m3 = fact("gas.kwh_per_m3").value
    sums = {"measured": 0.0, "given": 0.0, "estimated": 0.0}
    for company in outcome.park.companies:
        metered = company.id in outcome.park.profiles
        sums["measured" if metered else company.origin] += company.electricity_kwh + kwh_per_m3 * company.gas_m3
    total = sum(sums.values()) or 1.0
    return Quality(**{key: value / total for key, value in sums.items()})


Roofs = tuple[str, RoofKind | None]
"""The roofs of a company that lie in one way."""


PANELS = ("solar", "let_roof")
"""Measures that lay panels on a roof: of the company, and of the park."""


def solar_kwp(outcome: Outcome, key: CaseKey = "together", *, measures: tuple[str, ...] = PANELS) -> dict[Roofs, float]:
    """New kWp per company and kind of roof in a case, whoever owns them."""
    kinds = {way: kind for kind, ways in LAYOUTS.items() for way in ways}
    built: dict[Roofs, float] = {}
    for build in outcome.cases[key].builds:
        if build.measure in measures:
            place = build.place, next((kind for way, kind in kinds.items() if way == build.part), None)
            built[place] = built.get(place, 0.0) + build.amount
    return built


def solar_of(building: Building, outcome: Outcome, built: Mapping[Roofs, float]) -> float:
    """A building's part of its company's new kWp, by usable roof among those that lie in the same way."""
    mine = [b for b in outcome.park.buildings_of(building.company) if b.roof == building.roof]
    roofs = sum(b.roof_m2 for b in mine)
    return built.get((building.company, building.roof), 0.0) * building.roof_m2 / roofs if roofs > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Pipe:
    """A heat pipe of the plan and where it runs (EPSG:28992)."""

    build: Build
    line: LineString

    @property
    def strength(self) -> float:
        """What its width on the map follows: kW, or EUR per metre where the kW is not known."""
        if self.build.kw > 0:
            return self.build.kw
        length_m = float(self.line.length)
        if self.build.unit == "kW" or length_m == 0:
            return self.build.amount
        return self.build.investment_eur / length_m


def pipes(outcome: Outcome) -> tuple[Pipe, ...]:
    """The heat pipes of the plan: builds of a heat network with a shape of their own or in a street."""
    streets = {s.id: s.line for s in outcome.park.streets}
    return tuple(
        Pipe(build, build.shape or streets[build.place])
        for build in outcome.cases["together"].builds
        if build.measure == "heat_network" and (build.shape is not None or build.place in streets)
    )


def pools_of(outcome: Outcome, *, alone: bool = False) -> tuple[tuple[Build, tuple[str, ...]], ...]:
    """The pools of cars in the plan with their members; also of who keeps fewer cars ``alone``, where asked."""
    found = (b for b in outcome.cases["together"].builds if b.measure == SHARED_MOBILITY)
    ids = [c.id for c in outcome.park.companies]
    return tuple((b, tuple(sorted(b.part.split("/"), key=ids.index))) for b in found if alone or b.owner == PARK)


def unchanged_cars_eur(case: Case) -> float:
    """What the pool cars cost of who keeps them as they are, EUR a year: no measure, and no energy either."""
    return group_eur(case, "vehicles") - sum(b.eur_per_year for b in case.builds if b.measure == SHARED_MOBILITY)


def beside_builds(case: Case) -> Mapping[str, float]:
    """What a case costs beside its measures, EUR a year, by the keys of `BESIDE`: the rest of its cost."""
    lines: tuple[Line, ...] = ("heat_sold", "heat_bought")
    apart = {"cars": unchanged_cars_eur(case)}
    apart |= {line: sum(bill.lines.get(line, 0.0) for bill in case.bills.values()) for line in lines}
    return apart | {"energy": case.eur_per_year - sum(b.eur_per_year for b in case.builds) - sum(apart.values())}


def pipe_size(pipe: Pipe, speech: Speech) -> str:
    """How long a pipe is and what it can carry."""
    kw = pipe.build.amount if pipe.build.unit == "kW" else pipe.build.kw
    length, up_to = speech.quantity(pipe.line.length, "m"), speech(nl="tot", en="up to")
    return f"{length}, {up_to} {speech.quantity(kw, 'kW')}" if kw > 0 else length


def pipe_length_m(outcome: Outcome) -> float:
    """Length of all heat pipes."""
    return float(sum(pipe.line.length for pipe in pipes(outcome)))


def saving_of(outcome: Outcome, owner: str) -> float:
    """EUR a year that an owner saves together (by the chosen key) against alone."""
    shares = outcome.allocations[outcome.chosen_rule].shares
    return paid(outcome.cases["alone"], owner) - shares.get(owner, 0.0)


def takes_part_in(outcome: Outcome, owner: str) -> tuple[str, ...]:
    """Keys of what an owner shares with others: the group contract, and the shared projects in the plan."""
    group = ("group_contract",) if any(owner in members for members in outcome.members.values()) else ()
    return (*group, *(p.key for p in outcome.projects if p.adopted and owner in p.members))
