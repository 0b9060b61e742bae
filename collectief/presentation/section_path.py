"""The first chapters of a path: what to build first and why, the years side by side, and what waits for what."""

from collections.abc import Iterator, Sequence

from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.stage import Stage, StagedPath
from collectief.plan.stage_world import World
from collectief.presentation.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Charts,
    Notice,
    Paragraph,
    Section,
    Table,
    cells,
    columns,
)
from collectief.presentation.chart_path import co2_chart, cost_chart
from collectief.presentation.escape import clean
from collectief.presentation.path_words import (
    WHY,
    amount,
    by_measure,
    first_names,
    lot_name,
    named,
    worth_naming,
)
from collectief.presentation.speech import Speech, in_sentence

LEAST_CHANGE = 0.005
"""A price that moves less than half a percent is the same price."""


def first(found: StagedPath, speech: Speech) -> Section:
    """Per stage in plain words: what is built, and what has changed by then."""
    stages = found.best.stages
    blocks: list[Block] = [Bullets(tuple(_stage_words(found, n, speech) for n in range(len(stages))))]
    if found.best.why is not None:
        lead = speech(nl="Niet alle jaren", en="Not all years")
        blocks.append(Notice("care", lead, clean(found.best.why[speech.language])))
    return Section("eerst", speech(nl="Wat eerst, en wat later", en="What first, and what later"), tuple(blocks))


def _stage_words(found: StagedPath, number: int, speech: Speech) -> tuple[str, str]:
    stage = found.best.stages[number]
    names = [
        f"{in_sentence(lot_name(lots[0], speech, whole=True))} ({amount(lots, speech)})"
        for lots in by_measure(worth_naming(stage))
    ]
    told = speech.listing(names) or speech(nl="niets erbij", en="nothing more")
    words = speech(nl=f"bouw {told}.", en=f"build {told}.") if names else f"{told}."
    if number == 0:
        why = WHY[found.best.way][speech.language] if names else ""
        gone = _gone(stage.world.ended, found, speech)
        told = f"{gone[0].upper()}{gone[1:]}." if gone else ""
        return f"{stage.year}:", " ".join(part for part in (words, why, told) if part)
    changed = speech.listing(changes(found.best.stages[number - 1].world, stage.world, found, speech=speech))
    since = (
        speech(nl=f"Wat er dan anders is: {changed}.", en=f"What is different then: {changed}.")
        if changed
        else speech(nl="Prijzen en gebruik zijn dan als daarvoor.", en="Prices and use are as before then.")
    )
    joined = _group_words(found, number, speech)
    return f"{stage.year}:", " ".join(part for part in (words, since, joined) if part)


def changes(before: World, after: World, found: StagedPath, *, speech: Speech) -> list[str]:
    """What differs between two stages, in words."""
    moved = [
        (speech(nl="gas", en="gas"), after.gas_eur_per_mwh, before.gas_eur_per_mwh),
        (speech(nl="stroom", en="electricity"), after.power_eur_per_mwh or 0.0, before.power_eur_per_mwh or 0.0),
        (speech(nl="nettarieven", en="grid tariffs"), after.tariff_factor, before.tariff_factor),
        (speech(nl="elektrisch rijden", en="electric driving"), after.driving_factor, before.driving_factor),
    ]
    parts = [(name, then / was - 1.0) for name, then, was in moved if then > 0 and was > 0]
    told = [f"{name} {_signed(part, speech)}" for name, part in parts if abs(part) >= LEAST_CHANGE]
    opened = [named(found, area, speech) for area in after.opened if area not in before.opened]
    if opened:
        told.append(
            speech(
                nl=f"geen wachtrij meer in {speech.listing(opened)}",
                en=f"no queue any more in {speech.listing(opened)}",
            )
        )
    gone = _gone([key for key in after.ended if key not in before.ended], found, speech)
    told += [gone] if gone else []
    grown = [c for c, _ in after.grown if c not in dict(before.grown)]
    told += [_grown(found, after, company, speech) for company in grown]
    if after.tax_year != before.tax_year:
        told.append(speech(nl=f"energiebelasting van {after.tax_year}", en=f"energy tax of {after.tax_year}"))
    return told


def _gone(ended: Sequence[str], found: StagedPath, speech: Speech) -> str:
    """That these companies and sources of the map have no heat any more; nothing where there are none."""
    source = speech(nl="warmtebron", en="heat source")
    names = [named(found, key, speech) if key in found.names else f"{source} {clean(key)}" for key in ended]
    listed = speech.listing(names)
    return speech(nl=f"geen warmte meer van {listed}", en=f"no heat any more of {listed}") if names else ""


def _grown(found: StagedPath, world: World, company: str, speech: Speech) -> str:
    kw = speech.number(dict(world.grown)[company])
    name = named(found, company, speech)
    return speech(nl=f"{name} heeft {kw} kW erbij", en=f"{name} has {kw} kW more")


def _signed(fraction: float, speech: Speech) -> str:
    sign = "+" if fraction > 0 else ""
    return f"{sign}{speech.percent(fraction)}"


def _group_words(found: StagedPath, number: int, speech: Speech) -> str:
    """Who joins or leaves a group contract in a stage."""
    before, after = (_members(found.best.stages[n]) for n in (number - 1, number))
    joins = [named(found, c, speech) for c in after if c not in before]
    leaves = [named(found, c, speech) for c in before if c not in after]
    told = []
    if joins:
        told.append(
            speech(
                nl=f"In het groepscontract komt: {speech.listing(joins)}.",
                en=f"Joins the group contract: {speech.listing(joins)}.",
            )
        )
    if leaves:
        told.append(
            speech(
                nl=f"Uit het groepscontract gaat: {speech.listing(leaves)}.",
                en=f"Leaves the group contract: {speech.listing(leaves)}.",
            )
        )
    return " ".join(told)


def _members(stage: Stage) -> tuple[str, ...]:
    return tuple(c for area in sorted(stage.members) for c in stage.members[area])


def stages(found: StagedPath, speech: Speech) -> Section:
    """Cost and CO2 of each stage beside doing no more than the law asks for, as charts and as a table."""
    heads = columns(
        speech(nl="Planjaar", en="Planning year"),
        speech(nl="Geldt voor (jaren)", en="Holds for (years)"),
        speech(nl="Kosten, EUR per jaar", en="Cost, EUR per year"),
        speech(nl="Niets meer doen, EUR", en="Nothing more, EUR"),
        speech(nl="Nieuw geïnvesteerd, EUR", en="Newly invested, EUR"),
        speech(nl="CO₂, ton per jaar", en="CO₂, tonnes per year"),
        speech(nl="Niets meer doen, ton", en="Nothing more, tonnes"),
        speech(nl="In een groepscontract", en="In a group contract"),
    )
    rows = tuple(_row(found, n, speech) for n in range(len(found.best.stages)))
    note = speech(
        nl="Niets meer doen: niet meer dan de wet vraagt, bij dezelfde prijzen en hetzelfde gebruik. Kosten zijn alle "
        "rekeningen van alle bedrijven, met elk jaar de rente en aflossing van wat er staat.",
        en="Nothing more: no more than the law asks for, at the same prices and use. Cost is all bills of all "
        "companies, with each year interest and repayment of what stands.",
    )
    table = Table(speech(nl="De planjaren naast elkaar", en="The planning years side by side"), heads, rows, note=note)
    caption = speech(
        nl="Vermiljoen: dit pad. Zwart: niets meer doen.", en="Vermillion: this path. Black: nothing more."
    )
    charts = Charts((Chart(cost_chart(found, speech), caption), Chart(co2_chart(found, speech), caption)))
    return Section("jaren", speech(nl="De jaren naast elkaar", en="The years side by side"), (charts, table))


def _row(found: StagedPath, number: int, speech: Speech) -> tuple[Cell, ...]:
    stage = found.best.stages[number]
    return cells(
        str(stage.year),
        str(found.counted[number]),
        speech.number(stage.eur),
        speech.number(stage.nothing_more.eur),
        speech.number(sum(lot.investment_eur for lot in stage.added)),
        speech.number(stage.co2_kg / KG_PER_TONNE, 1),
        speech.number(stage.nothing_more.co2_kg / KG_PER_TONNE, 1),
        speech.number(len(_members(stage))),
    )


def waits(found: StagedPath, speech: Speech) -> Section:
    """Who waits for the grid and what ends that, and which measures wait for a later year."""
    told = tuple(_wish_words(found, company, speech) for company in found.wishes)
    later = tuple(_later(found, speech))
    blocks: list[Block] = [Bullets((*told, *later))] if told or later else []
    if not blocks:
        none = speech(nl="Niets en niemand hoeft te wachten.", en="Nothing and nobody has to wait.")
        blocks = [Paragraph(none)]
    return Section(
        "wachten", speech(nl="Wat moet wachten, en waarop", en="What must wait, and for what"), tuple(blocks)
    )


def _wish_words(found: StagedPath, company: str, speech: Speech) -> tuple[str, str]:
    kw, year, area = found.wishes[company]
    lead, asked = f"{named(found, company, speech)}:", speech.number(kw)
    since = next((s.year for s in found.best.stages if company in dict(s.world.grown)), None)
    told = [speech(nl=f"wil {asked} kW erbij vanaf {year}.", en=f"wants {asked} kW more from {year}.")]
    if area in found.reliefs:
        told.append(_relief(found, area, speech))
    if since is not None:
        told.append(speech(nl=f"In dit pad heeft het dat in {since}.", en=f"In this path it has that in {since}."))
    told += [
        speech(
            nl=f"Al in {found.years[0]} past {speech.number(g.alone_kw)} kW binnen het eigen contract en "
            f"{speech.number(g.together_kw)} kW in de groep; dat zit niet in de kosten.",
            en=f"In {found.years[0]} already {speech.number(g.alone_kw)} kW fits within its own contract and "
            f"{speech.number(g.together_kw)} kW in the group; that is not in the cost.",
        )
        for stage in found.best.stages[:1]
        for g in stage.growth
        if g.company == company
    ]
    return lead, " ".join(told)


def _relief(found: StagedPath, area: str, speech: Speech) -> str:
    year = found.reliefs[area]
    if year is None:
        return speech(
            nl="Wanneer de wachtrij voorbij is, staat niet in de gegevens: vraag het de netbeheerder.",
            en="When the queue ends is not in the data: ask the operator.",
        )
    return speech(nl=f"De wachtrij eindigt naar verwachting in {year}.", en=f"The queue is expected to end in {year}.")


def _why_later(found: StagedPath, speech: Speech) -> str:
    """Why it comes no earlier: of a path that waits nothing was looked at before."""
    if found.best.way == "waiting":
        return speech(nl=": dit pad wacht op het net.", en=": this path waits for the grid.")
    return speech(
        nl="; eerder is het plan zonder goedkoper, of past het niet.",
        en="; before that the plan is cheaper without it, or it does not fit.",
    )


def _later(found: StagedPath, speech: Speech) -> Iterator[tuple[str, str]]:
    """Measures that come in only after the first stage."""
    if not found.best.stages:
        return
    seen = set(first_names(found.best.stages[0], speech))
    for stage in found.best.stages[1:]:
        for name in first_names(stage, speech):
            if name not in seen:
                seen.add(name)
                yield (
                    f"{name}:",
                    speech(
                        nl=f"wacht tot {stage.year}{_why_later(found, speech)}",
                        en=f"waits until {stage.year}{_why_later(found, speech)}",
                    ),
                )
