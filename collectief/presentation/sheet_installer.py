"""The sheet for the installer: what, where, how large, and on which connection. No amounts of money."""

from collectief.facts import Fact, Tariff
from collectief.measure import Build
from collectief.measure.hot_water import tank_m3
from collectief.park import Building, Company, TransportRight
from collectief.park.roofs import LAYOUTS
from collectief.plan.outcome import CaseKey
from collectief.presentation.blocks import Block, Column, Paragraph, Section, Table, cells, columns
from collectief.presentation.escape import clean
from collectief.presentation.figures import place_name
from collectief.presentation.section_contracts import RIGHTS
from collectief.presentation.sheet import Question, Subject, item_table, size, talk_table, what
from collectief.presentation.sheet_questions import ALWAYS, PER_MEASURE
from collectief.presentation.words import CONSTRAINT, DIRECTION, MEASURE, ORIGIN

BATTERY_HOURS, MODULE_KWH = "battery.hours", "battery.module_kwh"


def for_installer(subject: Subject) -> Section:
    """What to make, where and how large, and what to find out first."""
    speech = subject.speech
    intro = speech(
        nl="Dit is een plan, geen ontwerp: reken en meet het na. Bedragen staan hier niet: die biedt u zelf aan.",
        en="This is a plan, no design: calculate and measure it again. There are no amounts here; you quote them.",
    )
    blocks: list[Block] = [Paragraph(intro), *_works(subject)]
    if subject.shared:
        blocks.append(_served(subject))
    else:
        blocks += [_buildings(subject), _connection(subject), _limits(subject)]
    blocks.append(talk_table(speech(nl="Vraag of meet eerst", en="Ask or measure first"), _questions(subject), speech))
    return Section("installateur", speech(nl="Voor de installateur", en="For the installer"), tuple(blocks))


def _works(subject: Subject) -> list[Block]:
    """Everything that is made, with its place and size."""
    speech = subject.speech
    if not subject.built:
        return [Paragraph(speech(nl="Er wordt hier niets gebouwd.", en="Nothing is built here."))]
    heads = (
        Column(speech(nl="Wat", en="What")),
        Column(speech(nl="Waar", en="Where")),
        Column(speech(nl="Hoe groot", en="How large")),
    )
    rows = tuple(
        (what(b, subject), *cells(_where(b, subject), _how_large(b, subject))) for b in subject.built
    )  # fmt: skip
    saving = speech(
        nl="Bij energiebesparing: wat er per jaar minder wordt gebruikt. Verplicht: het moet volgens de wet.",
        en="With energy saving: how much less is used a year. Required: by law.",
    )
    note = saving if any(b.measure == "efficiency" for b in subject.built) else ""
    return [Table(speech(nl="Wat er gemaakt wordt", en="What is made"), heads, rows, note=note)]


def _where(build: Build, subject: Subject) -> str:
    speech = subject.speech
    if build.measure == "solar":
        roofs = [b for b in subject.outcome.park.buildings_of(build.place) if _carries(b, build)]
        area = speech.number(sum(b.roof_m2 for b in roofs))
        return speech(nl=f"op het dak ({area} m² bruikbaar)", en=f"on the roof ({area} m² usable)")
    if build.measure == "carport":
        area = speech.number(subject.outcome.park.company(build.place).carport_m2)
        return speech(nl=f"boven het parkeerterrein ({area} m²)", en=f"above the parking ({area} m²)")
    if build.place == subject.mine.owner:
        return speech(nl="eigen terrein", en="own site")
    return place_name(subject.outcome, build.place, speech)


def _carries(building: Building, build: Build) -> bool:
    """Whether panels of this build lie on the building: those of which is said how they lie need such a roof."""
    return build.part in (LAYOUTS[building.roof] if building.roof else ("",))


def _how_large(build: Build, subject: Subject) -> str:
    amount = size(build, subject.speech)
    if build.measure == "heat_tank":
        water = subject.speech.quantity(tank_m3(build.amount), "m³")
        return subject.speech(nl=f"{amount}, {water} water", en=f"{amount}, {water} of water")
    if build.measure == "battery":
        return amount + _in_modules(build, subject)
    if build.kw <= 0:
        return amount
    up_to = subject.speech(nl="tot", en="up to")
    return f"{amount}, {up_to} {subject.speech.quantity(build.kw, 'kW')}"


def _in_modules(build: Build, subject: Subject) -> str:
    """Of how many modules a battery is; nothing where the plan does not say how large one is."""
    speech, kwh = subject.speech, next((f.value for f in subject.outcome.facts if f.key == MODULE_KWH), 0.0)
    count, each = round(build.amount / kwh) if kwh else 0, speech.quantity(kwh, "kWh")
    many = "1 module" if count == 1 else f"{speech.number(count)} modules"
    return speech(nl=f", {many} van {each}", en=f", {many} of {each}") if count else ""


def _buildings(subject: Subject) -> Table:
    """The buildings, where they stand and what roof they have."""
    speech = subject.speech
    heads = columns(
        speech(nl="Gebouw", en="Building"), speech(nl="Vloer (m²)", en="Floor (m²)"),
        speech(nl="Bruikbaar dak (m²)", en="Usable roof (m²)"), speech(nl="Bouwjaar", en="Built in"),
        speech(nl="Midden (RD x, y)", en="Middle (RD x, y)"), speech(nl="Gegevens", en="Data"),
    )  # fmt: skip
    rows = tuple(
        cells(
            clean(b.id), speech.number(b.floor_m2), speech.number(b.roof_m2), str(b.year) if b.year else "–",
            _middle(b, subject), speech.word(ORIGIN, b.origin),
        )
        for b in subject.outcome.park.buildings_of(subject.mine.owner)
    )  # fmt: skip
    return Table(speech(nl="De gebouwen", en="The buildings"), heads, rows)


def _middle(building: Building, subject: Subject) -> str:
    middle = building.footprint.centroid
    return f"{subject.speech.number(middle.x)}; {subject.speech.number(middle.y)}"


def _connection(subject: Subject) -> Table:
    speech, company = subject.speech, subject.company
    connection, tariff = company.connection, subject.outcome.park.tariff(company.connection.tariff)
    kind = speech(nl="grootverbruik", en="large user")
    if connection.kind == "small":
        kind = speech(nl="kleinverbruik", en="small user")
    rows = [
        (speech(nl="Soort en tariefgroep", en="Kind and tariff"), f"{kind}, {clean(connection.tariff)}"),
        (speech(nl="Grootte", en="Size"), _physical(company, tariff, subject)),
        (speech(nl="Contract nu", en="Contract now"), _both(connection.offtake_kw, connection.feed_in_kw, subject)),
        *((speech(nl="Recht ernaast", en="Right beside it"), _right(r, subject)) for r in connection.rights),
        *_in_group(subject),
        (speech(nl="Hoogste kwartier nu", en="Highest quarter-hour now"), _peaks("now", subject)),
        (
            speech(nl="Hoogste kwartier in dit plan", en="Highest quarter-hour in this plan"),
            _peaks("together", subject),
        ),
        (speech(nl="Zonnepanelen nu", en="Solar panels now"), speech.quantity(company.solar_kwp, "kWp")),
        (speech(nl="Voedingsgebied", en="Energy area"), _area(company, subject)),
        (speech(nl="Deze gegevens zijn", en="These data are"), speech.word(ORIGIN, connection.origin)),
    ]
    return item_table(speech(nl="De aansluiting", en="The connection"), rows, speech)


def _physical(company: Company, tariff: Tariff, subject: Subject) -> str:
    if tariff.ampere and tariff.phases:
        return f"{tariff.phases} x {subject.speech.number(tariff.ampere)} A"
    return subject.speech.quantity(company.connection.physical_kva, "kVA")


def _both(offtake_kw: float, feed_in_kw: float, subject: Subject) -> str:
    """kW of offtake and of feed-in."""
    speech = subject.speech
    pair = ((DIRECTION["offtake"], offtake_kw), (DIRECTION["feed_in"], feed_in_kw))
    return ", ".join(f"{word[speech.language]} {speech.quantity(max(kw, 0.0), 'kW')}" for word, kw in pair)


def _right(right: TransportRight, subject: Subject) -> str:
    speech = subject.speech
    kind, way = RIGHTS[right.kind][speech.language], DIRECTION[right.direction][speech.language]
    return f"{kind}, {way}, {speech.quantity(right.kw, 'kW')}"


def _in_group(subject: Subject) -> list[tuple[str, str]]:
    speech = subject.speech
    return [
        (
            speech(nl="In het groepscontract", en="In the group contract"),
            speech(
                nl=f"brengt {speech.quantity(g.brings_kw[subject.mine.owner], 'kW')} in; de groep heeft "
                f"{speech.quantity(g.kw, 'kW')}",
                en=f"brings {speech.quantity(g.brings_kw[subject.mine.owner], 'kW')}; the group has "
                f"{speech.quantity(g.kw, 'kW')}",
            ),
        )
        for g in subject.mine.groups
    ]


def _peaks(key: CaseKey, subject: Subject) -> str:
    energy = subject.outcome.cases[key].energy[subject.mine.owner]
    return _both(energy.offtake_peak_kw, energy.feed_in_peak_kw, subject)


def _area(company: Company, subject: Subject) -> str:
    area, speech = subject.outcome.park.area(company.area), subject.speech
    pair = ((DIRECTION["offtake"], area.offtake), (DIRECTION["feed_in"], area.feed_in))
    said = "; ".join(f"{word[speech.language]}: {CONSTRAINT[one][speech.language]}" for word, one in pair)
    return f"{clean(area.name)} ({said})"


def _limits(subject: Subject) -> Table:
    """What the installation must keep to, in every quarter-hour."""
    speech = subject.speech
    within = _in_group_limits(subject) if subject.mine.groups else _own_limits(subject)
    items = [
        (speech(nl="Afname", en="Offtake"), within[0]),
        (speech(nl="Teruglevering", en="Feed-in"), within[1]),
        *_battery(subject),
        *_growth(subject),
    ]
    return talk_table(speech(nl="Houd u hieraan", en="Keep to this"), items, speech)


def _own_limits(subject: Subject) -> tuple[str, str]:
    """Under a contract of its own."""
    speech, connection = subject.speech, subject.company.connection
    offtake, feed_in = speech.quantity(connection.offtake_kw, "kW"), speech.quantity(connection.feed_in_kw, "kW")
    return (
        speech(
            nl=f"nooit meer dan {offtake} in een kwartier: begrens laden, batterij en warmtepomp samen.",
            en=f"never more than {offtake} in a quarter-hour: cap charging, battery and heat pump together.",
        ),
        speech(
            nl=f"nooit meer dan {feed_in}, ook bij felle zon: begrens de omvormer.",
            en=f"never more than {feed_in}, in bright sun as well: cap the inverter.",
        ),
    )


def _in_group_limits(subject: Subject) -> tuple[str, str]:
    """In a group the limit is that of all members together."""
    speech = subject.speech
    most = speech.quantity(max(subject.outcome.cases["together"].energy[subject.mine.owner].feed_in_peak_kw, 0.0), "kW")
    return (
        speech(
            nl="de grens is die van de groep samen: de sturing van de groep moet deze installatie kunnen regelen.",
            en="the limit is that of the group together: the group's control must be able to steer this installation.",
        ),
        speech(
            nl=f"ook die grens is van de groep samen; in het plan geeft deze aansluiting hooguit {most}.",
            en=f"that limit is the group's too; in the plan this connection feeds in at most {most}.",
        ),
    )


def _battery(subject: Subject) -> list[tuple[str, str]]:
    known: dict[str, Fact] = {f.key: f for f in subject.outcome.facts}
    if BATTERY_HOURS not in known or all(b.measure != "battery" for b in subject.built):
        return []
    speech = subject.speech
    hours = speech.short(known[BATTERY_HOURS].value)
    return [
        (
            speech(nl="Batterij", en="Battery"),
            speech(
                nl=f"het plan rekent met een batterij die in {hours} uur vol of leeg is, en stuurt haar op de pieken.",
                en=f"the plan counts on a battery that is full or empty in {hours} hours, and steers it by the peaks.",
            ),
        )
    ]


def _growth(subject: Subject) -> list[tuple[str, str]]:
    speech, wish = subject.speech, subject.company.wish
    if wish is None or wish.kw <= 0:
        return []
    kw = speech.quantity(wish.kw, "kW")
    return [
        (
            speech(nl="Groei", en="Growth"),
            speech(
                nl=f"het bedrijf wil vanaf {wish.from_year} {kw} meer; houd daar plaats voor.",
                en=f"the company wants {kw} more from {wish.from_year}; leave room for it.",
            ),
        )
    ]


def _served(subject: Subject) -> Table:
    """Which companies hang on what is shared."""
    speech = subject.speech
    rows = [
        (
            speech.word(MEASURE, "shared_site" if p.key == "site" else p.key),
            speech.listing([place_name(subject.outcome, m, speech) for m in p.members]),
        )
        for p in subject.outcome.projects
        if p.adopted
    ]
    rows += [
        (
            speech(
                nl=f"Groepscontract {place_name(subject.outcome, g.area, speech)}",
                en=f"Group contract {place_name(subject.outcome, g.area, speech)}",
            ),
            speech.listing([place_name(subject.outcome, m, speech) for m in g.members]),
        )
        for g in subject.mine.groups
    ]
    return item_table(speech(nl="Wie eraan meedoet", en="Who takes part"), rows, speech)


def _questions(subject: Subject) -> list[Question]:
    language, speech = subject.speech.language, subject.speech
    found = [(about[language], question[language]) for about, question in ALWAYS]
    measures = dict.fromkeys(b.measure for b in subject.built)
    found += [
        (speech.word(MEASURE, m), PER_MEASURE[m][language]) for m in measures if m in PER_MEASURE
    ]  # fmt: skip
    return found
