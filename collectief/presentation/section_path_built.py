"""The chapters of a path on what is built where and by whom, and on which limits pinch."""

from collections.abc import Sequence

from collectief.measure import PARK
from collectief.plan.pinch import Pinch
from collectief.plan.stage import Stage, StagedPath
from collectief.plan.standing import Lot
from collectief.presentation.blocks import Block, Cell, Column, Folded, Paragraph, Section, Table, cells
from collectief.presentation.path_words import amount, by_measure, lot_name, named
from collectief.presentation.pinch_table import CAUSE
from collectief.presentation.speech import Speech
from collectief.presentation.words import DIRECTION

MOST_PINCHES = 5
"""The dearest of each year; the values hold all of them."""
NONE = "–"


def built(found: StagedPath, speech: Speech) -> Section:
    """What each year adds, by measure, and folded by owner."""
    heads = (
        Column(speech(nl="Planjaar", en="Planning year")),
        Column(speech(nl="Maatregel", en="Measure")),
        Column(speech(nl="Hoeveel", en="How much"), numeric=True),
        Column(speech(nl="Bij hoeveel bedrijven", en="At how many companies"), numeric=True),
        Column(speech(nl="Investering, EUR", en="Investment, EUR"), numeric=True),
        Column(speech(nl="Per jaar, EUR", en="Per year, EUR"), numeric=True),
    )
    rows = tuple(_measure_row(s, lots, speech) for s in found.best.stages for lots in by_measure(s.added))
    note = speech(
        nl="Per jaar: rente en aflossing over de levensduur, en onderhoud. Wat eenmaal staat, wordt niet nog eens "
        "betaald en niet afgebroken voordat het op is. Een klein beetje erbij, minder dan er te koop is, laat zien dat "
        "de beste maat iets verschoof; het telt mee, maar niemand hoeft het te kopen.",
        en="Per year: interest and repayment over its life, and upkeep. What once stands is not paid again and is not "
        "taken down before its life has ended. A little more of what stands, less than is for sale, shows that the "
        "best size moved a little; it is counted, but nobody has to buy it.",
    )
    table = Table(speech(nl="Wat elk jaar erbij komt", en="What each year adds"), heads, rows, note=note)
    blocks: list[Block] = [table] if rows else [Paragraph(speech(nl="Niets.", en="Nothing."))]
    if rows:
        who = speech(
            nl="Per bedrijf: wat het zelf bouwt, in welk jaar", en="Per company: what it builds, in which year"
        )
        blocks.append(Folded(who, (_by_owner(found, speech),)))
    return Section("bouwen", speech(nl="Wat er gebouwd wordt", en="What is built"), tuple(blocks))


def _measure_row(stage: Stage, lots: Sequence[Lot], speech: Speech) -> tuple[Cell, ...]:
    owners = {lot.owner for lot in lots} - {PARK}
    return cells(
        str(stage.year),
        lot_name(lots[0], speech, whole=True),
        amount(lots, speech),
        speech.number(len(owners)) if owners else NONE,
        speech.number(sum(lot.investment_eur for lot in lots)),
        speech.number(sum(lot.annuity_eur + lot.upkeep_eur for lot in lots)),
    )


def _by_owner(found: StagedPath, speech: Speech) -> Table:
    heads = (
        Column(speech(nl="Bedrijf", en="Company")),
        Column(speech(nl="Planjaar", en="Planning year")),
        Column(speech(nl="Maatregel", en="Measure")),
        Column(speech(nl="Hoeveel", en="How much"), numeric=True),
        Column(speech(nl="Investering, EUR", en="Investment, EUR"), numeric=True),
        Column(speech(nl="Gaat mee tot", en="Lasts until"), numeric=True),
    )
    order = [*found.names, PARK]
    lots = [lot for stage in found.best.stages for lot in stage.added]
    lots.sort(key=lambda lot: (order.index(lot.owner) if lot.owner in order else len(order), lot.year, lot.size))
    rows = tuple(
        cells(
            named(found, lot.owner, speech), str(lot.year), lot_name(lot, speech), amount((lot,), speech),
            speech.number(lot.investment_eur), str(round(lot.year + lot.life_years)) if lot.life_years > 0 else NONE,
        )
        for lot in lots
    )  # fmt: skip
    return Table(speech(nl="Wat elk bedrijf bouwt", en="What each company builds"), heads, rows)


def limits(found: StagedPath, speech: Speech) -> Section:
    """Where the grid pinches in each year, dearest first, and limits that are broken."""
    rows = tuple(_pinch_row(found, s, p, speech=speech) for s in found.best.stages for p in s.pinches[:MOST_PINCHES])
    blocks: list[Block] = []
    if rows:
        heads = (
            Column(speech(nl="Planjaar", en="Planning year")),
            Column(speech(nl="Bedrijf", en="Company")),
            Column(speech(nl="Richting", en="Direction")),
            Column(speech(nl="Wat knelt", en="What pinches")),
            Column(speech(nl="Uren per jaar", en="Hours a year"), numeric=True),
            Column(
                speech(nl="Een kW meer is waard (EUR per jaar)", en="One kW more is worth (EUR a year)"), numeric=True
            ),
        )
        note = speech(
            nl=f"Per jaar de {MOST_PINCHES} die het meest knellen, als ieder apart leeft met wat er staat.",
            en=f"Per year the {MOST_PINCHES} that pinch most, where each lives alone with what stands.",
        )
        blocks.append(Table(speech(nl="Waar het net knelt", en="Where the grid pinches"), heads, rows, note=note))
    else:
        blocks.append(Paragraph(speech(nl="Geen contract knelt.", en="No contract pinches.")))
    broken = [(s.year, named(found, b.owner, speech)) for s in found.best.stages for b in s.breaches]
    if broken:
        told = speech.listing(list(dict.fromkeys(f"{name} ({year})" for year, name in broken)))
        blocks.append(
            Paragraph(
                speech(nl=f"Boven een grens, ook in dit pad: {told}.", en=f"Above a limit, in this path too: {told}.")
            )
        )
    return Section("grenzen", speech(nl="Welke grenzen knellen", en="Which limits pinch"), tuple(blocks))


def _pinch_row(found: StagedPath, stage: Stage, one: Pinch, *, speech: Speech) -> tuple[Cell, ...]:
    return cells(
        str(stage.year),
        named(found, one.owner, speech),
        speech.word(DIRECTION, one.side),
        speech.word(CAUSE, one.cause),
        speech.number(one.hours),
        speech.number(one.eur_per_kw),
    )
