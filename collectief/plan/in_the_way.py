"""Why no plan keeps the limits, in words: which limit, whose, when, by how much, and what would lift it."""

from collections.abc import Mapping, Sequence

from collectief.errors import Infeasible
from collectief.measure import Setting
from collectief.model import Part, Steps, early
from collectief.model.elastic import InTheWay, in_the_way
from collectief.money.schemes.window_words import MONTHS
from collectief.park import Company, Way
from collectief.plan.as_is import limits_kw
from collectief.profile.year import Year
from collectief.text import Text, joined

NOT_ALL = Text(nl="Geen enkel plan houdt alle grenzen tegelijk.", en="No plan keeps all limits at once.")
SHOWN = 3
"""So many limits in a message: the widest first."""
CARRIER: Mapping[str, Text] = {
    "electricity": Text(nl="stroom", en="electricity"),
    "site": Text(nl="stroom op de gezamenlijke aansluiting", en="electricity on the shared connection"),
    "heat": Text(nl="warmte voor het gebouw", en="heat for the building"),
    "process": Text(nl="warmte voor het proces", en="heat for the process"),
    "van": Text(nl="stroom voor bestelwagens", en="electricity for vans"),
    "lorry": Text(nl="stroom voor vrachtwagens", en="electricity for lorries"),
    "car": Text(nl="stroom voor auto's", en="electricity for cars"),
}
GIVES = ("grid/", "member/")
"""How flows to and from the grid begin: their bound is a contract, a connection or an area."""


def explained(
    error: Infeasible, setting: Setting, parts: Sequence[Part], steps: Steps, known: Mapping[str, float] | None = None
) -> Infeasible:
    """The same with what stands in the way; itself where it ran out of time, or nothing could be pointed at."""
    if early(error.ended):
        return error
    found = in_the_way(parts, steps, known, lambda name: name.startswith(GIVES))
    return Infeasible(_listed(setting, found), error.ended) if found else error


def _listed(setting: Setting, found: Sequence[InTheWay]) -> Text:
    said = list({(one.en, one.nl): one for one in (_line(setting, one) for one in found)}.values())
    lines, rest = said[:SHOWN], len(said) - SHOWN
    if rest > 0:
        lines.append(Text(nl=f"En nog {rest} grenzen.", en=f"And {rest} more limits."))
    return joined((NOT_ALL, *lines))


def _line(setting: Setting, one: InTheWay) -> Text:
    """One limit: what it is, when it is most too tight, by how much, and what would lift it."""
    say = {"short": _bus, "spill": _bus, "year": _yearly, "sizes": _sizes}.get(one.kind, _limit)
    what, lifts = say(setting, one)
    if one.kind == "sizes":
        return Text(
            nl=f"{what.nl}: {_kw(one.most_kw).nl} te weinig, in de eenheid van die grens. {lifts.nl}",
            en=f"{what.en}: {_kw(one.most_kw).en} too little, in the unit of that limit. {lifts.en}",
        )
    if one.kind == "year":
        return Text(
            nl=f"{what.nl}: {_kw(one.most_kw).nl} kWh over het jaar. {lifts.nl}",
            en=f"{what.en}: {_kw(one.most_kw).en} kWh over the year. {lifts.en}",
        )
    when, hours = moment(setting.year, one.hour), f"{one.hours:.0f}"
    return Text(
        nl=f"{what.nl}: {_kw(one.most_kw).nl} kW op {when.nl}, en te krap in {hours} uur. {lifts.nl}",
        en=f"{what.en}: {_kw(one.most_kw).en} kW on {when.en}, and too tight in {hours} hours. {lifts.en}",
    )


def _kw(kw: float) -> Text:
    """Kilowatts with a decimal, rounded up: what lifts a limit is never a little too small.

    >>> _kw(12.01).nl
    '12,1'
    """
    shown = f"{-(-round(kw * 1000) // 100) / 10:.1f}"
    return Text(nl=shown.replace(".", ","), en=shown)


def moment(year: Year, hour: int) -> Text:
    """An hour of the year on the Dutch clock."""
    at = year.local[hour]
    month = MONTHS[at.month - 1]
    return Text(nl=f"{at.day} {month.nl} om {at.hour}:00", en=f"{at.day} {month.en} at {at.hour}:00")


def _limit(setting: Setting, one: InTheWay) -> tuple[Text, Text]:
    """A flow of the grid or a limit by its name, and what would lift it."""
    company = _company(setting, one)
    if company is None:
        return _shared(one.name)
    name, way = company.name, _way(one.name)
    area = one.name.endswith("calm_area") or _by_area(setting, one, way)
    if area:
        return (
            Text(nl=f"Het voedingsgebied bij {name} is te klein", en=f"The energy area at {name} is too small"),
            Text(nl="Minder van anderen of meer ruimte in het gebied heft dit op.",
                 en="Less of others or more room in the area lifts this."),
        )  # fmt: skip
    if way == "feed_in":
        return (
            Text(nl=f"{name} mag te weinig invoeden", en=f"{name} may feed in too little"),
            Text(nl="Zoveel meer recht op invoeden heft dit op, of minder opwek die niet uit kan.",
                 en="So much more right to feed in lifts this, or less generation that cannot be switched off."),
        )  # fmt: skip
    return (
        Text(nl=f"{name} mag te weinig afnemen", en=f"{name} may take too little"),
        Text(nl="Zoveel meer contract heft dit op, op een aansluiting die dat draagt, of minder verbruik in die uren.",
             en="So much more contract, on a connection that carries it, lifts this, or less use in those hours."),
    )  # fmt: skip


def _company(setting: Setting, one: InTheWay) -> Company | None:
    """The company that a flow or limit is named after."""
    return next((c for c in setting.park.companies if c.id in one.name.partition(":")[0].split("/")), None)


def _yearly(setting: Setting, one: InTheWay) -> tuple[Text, Text]:
    """A limit over the year by its name."""
    company = _company(setting, one)
    where = one.name if company is None else company.name
    return (
        Text(nl=f"Een grens over het jaar bij {where} is te krap", en=f"A limit over the year at {where} is too tight"),
        Text(nl="Zoveel meer ruimte in het jaar heft dit op.", en="So much more room in the year lifts this."),
    )


def _sizes(setting: Setting, one: InTheWay) -> tuple[Text, Text]:
    """A limit on what may be built, by its name: what it counts in is its own."""
    company = _company(setting, one)
    where = setting.park.name if company is None else company.name
    return (
        Text(
            nl=f"De grens {one.name} op wat {where} bouwt is te krap",
            en=f"The limit {one.name} on what {where} builds is too tight",
        ),
        Text(nl="Zoveel meer ruimte heft dit op.", en="So much more room lifts this."),
    )


def _shared(name: str) -> tuple[Text, Text]:
    return (
        Text(nl=f"Een gezamenlijke grens ({name}) is te krap", en=f"A shared limit ({name}) is too tight"),
        Text(nl="Zoveel meer ruimte voor de groep heft dit op.", en="So much more room for the group lifts this."),
    )


def _way(name: str) -> Way:
    return "feed_in" if name.startswith("feed_in/") or name.endswith(":feed_in") else "offtake"


def _by_area(setting: Setting, one: InTheWay, way: Way) -> bool:
    """Whether the area, and not the company's own connection, is the tighter one in that hour."""
    company = _company(setting, one)
    if one.kind != "flow" or company is None:
        return False
    own, room = limits_kw(setting, company, way)
    return room is not None and float(room[one.hour]) < float(own[one.hour])


def _bus(setting: Setting, one: InTheWay) -> tuple[Text, Text]:
    """A place where too little can come, or from which too much cannot go."""
    place, _, carrier = one.name.rpartition("/")
    names = {c.id: c.name for c in setting.park.companies}
    where, what = names.get(place, place), CARRIER.get(carrier, Text(nl=carrier, en=carrier))
    if one.kind == "short":
        return (
            Text(nl=f"Bij {where} komt te weinig {what.nl}", en=f"Too little {what.en} comes to {where}"),
            Text(nl="Een bron die dat levert heft dit op.", en="A source that delivers it lifts this."),
        )
    return (
        Text(nl=f"Bij {where} kan {what.nl} niet weg", en=f"{what.en.capitalize()} cannot leave {where}"),
        Text(nl="Minder opwek die niet uit kan heft dit op, of iets dat het gebruikt.",
             en="Less generation that cannot be switched off lifts this, or something that uses it."),
    )  # fmt: skip
