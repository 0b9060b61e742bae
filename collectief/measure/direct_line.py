"""A direct line: a private cable that takes power from the panels of a company to a neighbour, off the public grid.

What comes over it pays no transport and makes no peak on the grid, and neither is bought nor fed in. Energy tax is due
on it as on any other kWh (Wet belastingen op milieugrondslag art. 50): it counts in the brackets of who takes it. Only
what the panels of the giver make in an hour may go over it, never power of the grid.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shapely import shortest_line, union_all
from shapely.geometry import LineString

from collectief.facts import fact
from collectief.measure.build import PARK, Build, Price, bought
from collectief.measure.delivered import LINE
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.panels import panel_flows
from collectief.measure.setting import Setting
from collectief.model import Flow, Limit, Part, Size
from collectief.park import Company, Park
from collectief.text import Text


@dataclass(frozen=True, slots=True)
class Cable:
    """From whose panels to whom, the shortest way between their walls (EPSG:28992), and its length with what is inside.

    ``name`` is that of its size and the start of its flows.
    """

    giver: str
    taker: str
    way: LineString
    length_m: float

    @property
    def name(self) -> str:
        """Name in the model.

        >>> Cable("bakker", "drukker", LineString(), 60.0).name
        'line/bakker/drukker'
        """
        return f"{LINE}{self.giver}/{self.taker}"


@dataclass(frozen=True)
class DirectLine:
    """A yes/no per pair of neighbours, where the park says that lines may be laid."""

    key: str = "direct_line"
    title: Text = Text(nl="Directe lijn", en="Direct line")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Nothing: a line has two ends."""
        del setting, company
        yield from ()

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """The cables, what each end puts in and takes out, and that a giver sends no more than its panels make."""
        laid = cables(setting)
        for cable in laid:
            yield from _line(setting, cable)
        for giver in dict.fromkeys(c.giver for c in laid):
            sent = {f"{c.name}:out": 1.0 for c in laid if c.giver == giver}
            made = dict.fromkeys(panel_flows(setting, setting.park.company(giver)), -1.0)
            yield Limit(f"{LINE}{giver}:panels", giver, {**sent, **made})

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """Metres of cable, of who takes part, with what it can carry."""
        for cable in cables(setting):
            if amounts.get(cable.name, 0.0) > BUILT:
                place, price = f"{cable.giver}/{cable.taker}", _price()
                one = bought(self.key, PARK, place, cable.length_m, "m", price=price, interest=setting.interest)
                yield replace(one, shape=cable.way, kw=fact("direct_line.kw").value)


def cables(setting: Setting) -> tuple[Cable, ...]:
    """Every pair of near neighbours of whom the first has or may have panels, shortest way first."""
    most_m, park = setting.park.rules.direct_line_m, setting.park
    if most_m is None:
        return ()
    found = [
        Cable(giver.id, taker.id, way, way.length + 2 * fact("direct_line.inside_m").value)
        for giver in park.companies
        if setting.may_share(giver) and _may_give(setting, giver)
        for taker in park.companies
        if taker is not giver and setting.may_share(taker)
        for way in (between(park, giver, taker),)
        if way.length <= most_m
    ]
    return tuple(sorted(found, key=lambda c: c.length_m))


def between(park: Park, one: Company, other: Company) -> LineString:
    """The shortest way between the walls of two companies, or between where they are for lack of a building."""
    places = []
    for company in (one, other):
        walls = [b.footprint for b in park.buildings_of(company.id)]
        places.append(union_all(walls) if walls else company.location)
    return LineString(shortest_line(*places))


def _line(setting: Setting, cable: Cable) -> Iterator[Part]:
    sent, arrives = (cable.name, "sent"), (cable.name, "arrives")
    most_kw, tax = fact("direct_line.kw").value, setting.rates[cable.taker].tax_eur_per_kwh
    price = _price()
    yearly = cable.length_m * price.yearly(setting.interest) + price.yearly_fixed(setting.interest)
    yield Size(cable.name, PARK, 1.0, eur_per_unit=yearly, module=1.0)
    yield Flow(f"{cable.name}:out", cable.giver, {(cable.giver, "electricity"): -1.0, sent: 1.0}, most_kw)
    yield Flow(f"{cable.name}:kw", PARK, {sent: -1.0, arrives: 1.0}, most_kw, cable.name)
    into = {arrives: -1.0, (cable.taker, "electricity"): 1.0}
    yield Flow(f"{cable.name}:in", cable.taker, into, most_kw, eur_per_kwh=tax)


def _price() -> Price:
    """Per metre, with the switchgear, meters and notice of one line."""
    names = ("eur_per_m", "life_years", "upkeep_eur_per_m", "eur_fixed")
    return Price(*(fact(f"direct_line.{name}").value for name in names))


def _may_give(setting: Setting, company: Company) -> bool:
    use = setting.uses[company.id]
    return bool(use.solar_now_kw.any() or use.roof_kwp > 0 or use.roofs or company.carport_m2 > 0)
