"""What each company pays and gets: now, alone and together by the chosen key, and what it settles with the others."""

from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Cell, Chart, Paragraph, Section, Table, cells, columns
from collectief.presentation.budget_table import budget_table
from collectief.presentation.chart_companies import Payer, dumbbells
from collectief.presentation.figures import owner_name, paid, payers
from collectief.presentation.settlement import settled, settlements
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE, RULE

WHOLE_EURO = 0.5
"""Less than half a euro more is rounding."""


def companies(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on each company."""
    rule = speech.quoted(speech.word(RULE, outcome.chosen_rule))
    intro = speech(
        nl=f"De kosten samen zijn hier verdeeld met de sleutel {rule}. De vereniging kiest zelf een sleutel: het "
        "hoofdstuk over de verdeling zegt wat elke andere sleutel betekent. Elk bedrijf heeft een eigen blad om af te "
        "drukken, in de map overdracht.",
        en=f"The cost together is divided here by the key {rule}. The association chooses a key itself: the chapter "
        "on the division says what every other key means. Each company has a page of its own to print, in the folder "
        "overdracht.",
    )
    paying = _paying(outcome, speech)
    svg = dumbbells(paying, speech)
    caption = speech(
        nl="Zwart vierkant: nu. Blauwe stip: ieder apart. Oranje ruit: samen. Hoe verder naar links, hoe goedkoper.",
        en="Black square: now. Blue dot: each alone. Orange diamond: together. Further left is cheaper.",
    )
    charts = (Chart(svg, caption),) if svg else ()
    budgets = budget_table(outcome, speech)
    blocks: tuple[Block, ...] = (Paragraph(intro), _costs(outcome, paying, speech), *charts, *budgets)
    title = speech(nl="Wat betaalt en krijgt elk bedrijf", en="What each company pays and gets")
    return Section("bedrijven", title, blocks)


def _paying(outcome: Outcome, speech: Speech) -> list[Payer]:
    shares = outcome.allocations[outcome.chosen_rule].shares
    now, alone = outcome.cases["now"], outcome.cases["alone"]
    return [
        Payer(owner_name(outcome, o, speech), paid(now, o), paid(alone, o), shares.get(o, 0.0)) for o in payers(outcome)
    ]


def _costs(outcome: Outcome, paying: list[Payer], speech: Speech) -> Table:
    joint = {s.owner: s.eur for s in settlements(outcome)}
    due = [joint.get(o, 0.0) for o in payers(outcome)]
    settles = any(abs(eur) >= WHOLE_EURO for eur in due)
    rows = tuple(_row(payer, eur if settles else None, speech) for payer, eur in zip(paying, due, strict=True))
    total = Payer(
        speech(nl="Alle bedrijven", en="All companies"),
        *(sum(figures) for figures in zip(*((p.now, p.alone, p.together) for p in paying), strict=True)),
    )
    heads = columns(
        speech(nl="Bedrijf", en="Company"),
        *(CASE[key][speech.language] for key in ("now", "alone", "together")),
        speech(nl="Voordeel van samen", en="Gain of together"),
        speech(nl="in %", en="in %"),
        *((speech(nl="Waarvan naar de gezamenlijke rekening", en="Of which to the joint account"),) if settles else ()),
    )
    caption = speech(nl="Kosten per bedrijf, EUR per jaar", en="Cost per company, EUR per year")
    foot = _row(total, sum(due) if settles else None, speech)
    return Table(caption, heads, rows, (foot,), _note(speech, settles=settles))


def _note(speech: Speech, *, settles: bool) -> str:
    note = speech(
        nl="Alles bij elkaar: energie, net, belasting, investeringen en onderhoud. Voordeel is samen tegen apart. "
        "Bedragen zijn afgerond op drie cijfers en tellen daarom niet precies op; tot op de euro staan ze in "
        "bedrijven.xlsx, blad Bedrijven.",
        en="All in: energy, grid, tax, investments and upkeep. Gain is together against alone. Amounts are rounded to "
        "three digits, so they do not add up exactly; to the euro they are in bedrijven.xlsx, sheet Companies.",
    )
    joint = speech(
        nl=" De gezamenlijke rekening betaalt wat gedeeld is, zoals het contract van de groep. De rest van Samen "
        "betaalt het bedrijf zelf aan leverancier, netbeheerder en belasting, en voor wat het zelf bouwt.",
        en=" The joint account pays what is shared, such as the contract of the group. The rest of Together the "
        "company pays itself to its supplier, the grid operator and in tax, and for what it builds itself.",
    )
    return note + joint if settles else note


def _row(payer: Payer, due: float | None, speech: Speech) -> tuple[Cell, ...]:
    gain = payer.alone - payer.together
    part = speech.percent(gain / payer.alone, 1) if payer.alone > 0 else "–"
    dearer = gain < -WHOLE_EURO
    worse = speech(nl=" (duurder)", en=" (dearer)") if dearer else ""
    figures = cells(payer.name, *(speech.rounded(eur) for eur in (payer.now, payer.alone, payer.together)))
    gained = Cell(f"{speech.rounded(gain)}{worse}", "worse" if dearer else "")
    return (*figures, gained, Cell(part), *(() if due is None else cells(settled(due, speech))))
