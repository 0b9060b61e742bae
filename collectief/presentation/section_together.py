"""What the companies do together: measures, where, how large, what they cost and who pays."""

from collections.abc import Sequence
from dataclasses import dataclass

from collectief.plan.outcome import PARK, Build, Outcome, Project
from collectief.presentation.blocks import Block, Bullets, Cell, Column, Folded, Notice, Section, Table, cells
from collectief.presentation.figures import measure_name, owner_name, pipe_length_m, pipes, place_name
from collectief.presentation.rounding import adding_up
from collectief.presentation.speech import Speech
from collectief.presentation.words import MEASURE, UNIT

NAMED = 3
"""Up to so many places or owners are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Together:
    """Builds of one measure and name that stand in one row of the table."""

    name: str
    laid: bool
    builds: tuple[Build, ...]


def together(outcome: Outcome, speech: Speech) -> Section:
    """The chapter with the measures of the plan."""
    blocks: list[Block] = []
    if not outcome.cases["together"].builds:
        lead = speech(nl="Er wordt niets gebouwd.", en="Nothing is built.")
        why = speech(nl="Samen is hier niet goedkoper dan ieder apart.", en="Together is not cheaper than alone here.")
        blocks.append(Notice("care", lead, why))
    blocks.append(_summary(outcome, speech))
    blocks.extend(_members(outcome, speech))
    if outcome.cases["together"].builds:
        each = speech(nl="Elke maatregel apart", en="Each measure apart")
        blocks.append(Folded(each, (_every_build(outcome, speech),)))
    return Section("samen", speech(nl="Wat doen we samen", en="What we do together"), tuple(blocks))


def grouped(outcome: Outcome, speech: Speech) -> tuple[Together, ...]:
    """Builds of the plan by name; pipes, sources and connections of a heat network apart, as are shared chargers."""
    laid = {id(pipe.build) for pipe in pipes(outcome)}
    rows: dict[tuple[str, bool], list[Build]] = {}
    for build in outcome.cases["together"].builds:
        saving = build.measure == "efficiency"
        name = speech.word(MEASURE, build.measure) if saving else measure_name(build, speech)
        rows.setdefault((name, id(build) in laid), []).append(build)
    return tuple(Together(name, street, tuple(found)) for (name, street), found in rows.items())


def _headings(speech: Speech) -> tuple[Column, ...]:
    return (
        Column(speech(nl="Maatregel", en="Measure")),
        Column(speech(nl="Waar", en="Where")),
        Column(speech(nl="Omvang", en="Size"), numeric=True),
        Column(speech(nl="Wie betaalt", en="Who pays")),
        Column(speech(nl="Investering (EUR)", en="Investment (EUR)"), numeric=True),
        Column(speech(nl="EUR per jaar", en="EUR per year"), numeric=True),
    )


def _summary(outcome: Outcome, speech: Speech) -> Table:
    groups, case = grouped(outcome, speech), outcome.cases["together"]
    invested = adding_up([sum(b.investment_eur for b in g.builds) for g in groups])
    yearly = [sum(b.eur_per_year for b in g.builds) for g in groups]
    *shown, rest = adding_up([*yearly, case.eur_per_year - sum(yearly)])
    rows = [
        cells(
            _named(group, speech),
            _places(group, outcome, speech),
            _size(group, outcome, speech),
            _owners(group, outcome, speech),
            speech.number(invested[i]),
            speech.number(shown[i]),
        )
        for i, group in enumerate(groups)
    ]
    note = speech(
        nl="EUR per jaar is de investering over de levensduur met rente, plus onderhoud.",
        en="EUR per year is the investment over its life with interest, plus upkeep.",
    )
    foot = (
        _sum(speech(nl="Alle maatregelen", en="All measures"), sum(invested), sum(shown), speech=speech),
        _sum(speech(nl="Stroom, gas, net en belasting", en="Supply, grid and tax"), None, rest, speech=speech),
        _sum(speech(nl="Kosten samen per jaar", en="Cost together per year"), None, sum(shown) + rest, speech=speech),
    )
    caption = speech(nl="De maatregelen en de kosten samen", en="The measures and the cost together")
    return Table(caption, _headings(speech), tuple(rows), foot, note)


def _sum(label: str, invested: int | None, yearly: int, *, speech: Speech) -> tuple[Cell, ...]:
    return cells(label, "", "", "", "" if invested is None else speech.number(invested), speech.number(yearly))


def _named(group: Together, speech: Speech) -> str:
    pipe = group.laid and not group.builds[0].part
    return f"{group.name}, {speech(nl='leidingen', en='pipes')}" if pipe else group.name


def _places(group: Together, outcome: Outcome, speech: Speech) -> str:
    places = list(dict.fromkeys(b.place for b in group.builds))
    if group.laid:
        return f"{len(places)} {speech(nl='stukken straat', en='stretches of street')}"
    if len(places) <= NAMED:
        return speech.listing([place_name(outcome, p, speech) for p in places])
    return f"{len(places)} {speech(nl='plekken', en='places')}"


def _size(group: Together, outcome: Outcome, speech: Speech) -> str:
    if group.laid:
        length = speech.quantity(pipe_length_m(outcome), "m")
        widest = max(b.amount if b.unit == "kW" else b.kw for b in group.builds)
        up_to = speech(nl="tot", en="up to")
        return f"{length}, {up_to} {speech.quantity(widest, 'kW')}" if widest > 0 else length
    return added_up(group.builds, speech)


def added_up(builds: Sequence[Build], speech: Speech) -> str:
    """Amounts summed per unit, such as "800 kWh"."""
    sums: dict[str, float] = {}
    for build in builds:
        sums[build.unit] = sums.get(build.unit, 0.0) + build.amount
    return ", ".join(speech.quantity(amount, speech.word(UNIT, unit)) for unit, amount in sums.items())


def _owners(group: Together, outcome: Outcome, speech: Speech) -> str:
    owners = list(dict.fromkeys(b.owner for b in group.builds))
    if len(owners) > NAMED and PARK not in owners:
        return speech(nl="elk bedrijf zelf", en="each company itself")
    if len(owners) > NAMED:
        return speech(nl="bedrijven zelf en samen", en="companies and together")
    return speech.listing([owner_name(outcome, o, speech) for o in owners])


def _every_build(outcome: Outcome, speech: Speech) -> Table:
    builds = outcome.cases["together"].builds
    invested = adding_up([b.investment_eur for b in builds])
    yearly = adding_up([b.eur_per_year for b in builds])
    rows = [
        cells(
            measure_name(build, speech),
            place_name(outcome, build.place, speech),
            _one_size(build, speech),
            owner_name(outcome, build.owner, speech),
            speech.number(invested[i]),
            speech.number(yearly[i]),
        )
        for i, build in enumerate(builds)
    ]
    total = _sum(speech(nl="Alle maatregelen", en="All measures"), sum(invested), sum(yearly), speech=speech)
    caption = speech(nl="Elke maatregel met plaats en eigenaar", en="Each measure with its place and owner")
    return Table(caption, _headings(speech), tuple(rows), (total,))


def _one_size(build: Build, speech: Speech) -> str:
    """Amount with its unit, and what a pipe of that length can carry."""
    size = speech.quantity(build.amount, speech.word(UNIT, build.unit))
    carries = f", {speech(nl='tot', en='up to')} {speech.quantity(build.kw, 'kW')}"
    return size + carries if build.kw > 0 else size


def _members(outcome: Outcome, speech: Speech) -> tuple[Block, ...]:
    groups = [
        (place_name(outcome, area, speech), speech.listing([owner_name(outcome, m, speech) for m in members]))
        for area, members in outcome.members.items()
        if members
    ]
    member = speech(nl="Leden van het groepscontract", en="Members of the group contract")
    found = [(f"{member}, {area}:", f"{names}.") for area, names in groups]
    found += [_project(project, outcome, speech) for project in outcome.projects if project.adopted]
    return (Bullets(tuple(found)),) if found else ()


def _project(project: Project, outcome: Outcome, speech: Speech) -> tuple[str, str]:
    """Who takes part in a shared project, and what it saves."""
    word = speech.word(MEASURE, "shared_site" if project.key == "site" else project.key)
    names = speech.listing([owner_name(outcome, m, speech) for m in project.members])
    gain = speech.euro(project.gain_eur)
    return (
        f"{word}:",
        speech(
            nl=f"{names}. Op de rekeningen van het hele jaar bespaart dat {gain} meer dan het kost.",
            en=f"{names}. On the bills of the whole year this saves {gain} more than it costs.",
        ),
    )
