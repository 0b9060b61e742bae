"""What it brings each company, by the chosen key and by every other key, and who is worse off under which."""

from collectief.allocation import Allocation
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Folded,
    Paragraph,
    Section,
    Table,
    cells,
    columns,
)
from collectief.presentation.chart_companies import Payer, dumbbells
from collectief.presentation.figures import owner_name, paid, payers
from collectief.presentation.rounding import adding_up, beside
from collectief.presentation.settlement import settlement_table, settlements
from collectief.presentation.speech import Speech
from collectief.presentation.stability import stability
from collectief.presentation.words import CASE, RULE

WHOLE_EURO = 0.5
"""Less than half a euro more is rounding."""


def companies(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on each company."""
    rule = speech.quoted(speech.word(RULE, outcome.chosen_rule))
    intro = speech(
        nl=f"De kosten samen zijn hier verdeeld met de sleutel {rule}. De vereniging kiest zelf een sleutel; "
        "hieronder staat wat elke andere sleutel betekent.",
        en=f"The cost together is divided here by the key {rule}. The association chooses a key itself; "
        "below is what every other key means.",
    )
    svg = dumbbells(_paying(outcome, speech), speech)
    caption = speech(
        nl="Zwart vierkant: nu. Blauwe stip: ieder apart. Oranje ruit: samen. Hoe verder naar links, hoe goedkoper.",
        en="Black square: now. Blue dot: each alone. Orange diamond: together. Further left is cheaper.",
    )
    charts = (Chart(svg, caption),) if svg else ()
    blocks: tuple[Block, ...] = (
        Paragraph(intro),
        *charts,
        _chosen(outcome, speech),
        *_settled(outcome, speech),
        _every_rule(outcome, speech),
        Bullets(tuple((f"{speech.word(RULE, key)}:", _who_loses(outcome, key, speech)) for key in outcome.allocations)),
        Folded(
            speech(nl="Blijft de groep bij elkaar? Per sleutel", en="Does the group hold together? Per key"),
            tuple(stability(outcome, speech, key) for key in outcome.allocations),
        ),
    )
    return Section("bedrijven", speech(nl="Wat brengt het elk bedrijf", en="What it brings each company"), blocks)


def _settled(outcome: Outcome, speech: Speech) -> tuple[Table, ...]:
    """Who pays whom, where anything is to be settled."""
    due = any(abs(s.eur) >= WHOLE_EURO for s in settlements(outcome))
    return (settlement_table(outcome, speech),) if due else ()


def _paying(outcome: Outcome, speech: Speech) -> list[Payer]:
    shares = outcome.allocations[outcome.chosen_rule].shares
    now, alone = outcome.cases["now"], outcome.cases["alone"]
    return [
        Payer(owner_name(outcome, o, speech), paid(now, o), paid(alone, o), shares.get(o, 0.0)) for o in payers(outcome)
    ]


def _chosen(outcome: Outcome, speech: Speech) -> Table:
    paying = _paying(outcome, speech)
    now, alone = adding_up([p.now for p in paying]), adding_up([p.alone for p in paying])
    after = beside([p.together for p in paying], [p.alone for p in paying], alone)
    names = [p.name for p in paying]
    rows = tuple(
        _row(name, n, a, after=t, speech=speech) for name, n, a, t in zip(names, now, alone, after, strict=True)
    )
    heads = columns(
        speech(nl="Bedrijf", en="Company"),
        *(CASE[key][speech.language] for key in ("now", "alone", "together")),
        speech(nl="Voordeel van samen", en="Gain of together"),
        speech(nl="in %", en="in %"),
    )
    total = _row(speech(nl="Alle bedrijven", en="All companies"), sum(now), sum(alone), after=sum(after), speech=speech)
    caption = speech(nl="Kosten per bedrijf, EUR per jaar", en="Cost per company, EUR per year")
    note = speech(
        nl="Alles bij elkaar: energie, net, belasting, investeringen en onderhoud. Voordeel is samen tegen apart.",
        en="All in: energy, grid, tax, investments and upkeep. Gain is together against alone.",
    )
    return Table(caption, heads, rows, (total,), note)


def _row(name: str, now: int, alone: int, *, after: int, speech: Speech) -> tuple[Cell, ...]:
    gain = alone - after
    part = speech.percent(gain / alone, 1) if alone > 0 else "–"
    worse = speech(nl=" (duurder)", en=" (dearer)") if gain < 0 else ""
    figures = cells(name, speech.number(now), speech.number(alone), speech.number(after))
    return (*figures, Cell(f"{speech.number(gain)}{worse}", "worse" if gain < 0 else ""), Cell(part))


def _every_rule(outcome: Outcome, speech: Speech) -> Table:
    owners, alone = payers(outcome), outcome.cases["alone"]
    before = [paid(alone, o) for o in owners]
    apart = adding_up(before)
    by_rule = {
        key: beside([found.shares.get(o, 0.0) for o in owners], before, apart)
        for key, found in outcome.allocations.items()
    }
    rows = tuple(
        (
            *cells(owner_name(outcome, owner, speech), speech.number(apart[i])),
            *(
                _share(found, owner, by_rule[key][i], alone=paid(alone, owner), speech=speech)
                for key, found in outcome.allocations.items()
            ),
        )
        for i, owner in enumerate(owners)
    )
    total = cells(
        speech(nl="Alle bedrijven", en="All companies"),
        speech.number(sum(apart)),
        *(speech.number(sum(shown)) for shown in by_rule.values()),
    )
    heads = (
        Column(speech(nl="Bedrijf", en="Company")),
        Column(CASE["alone"][speech.language], numeric=True),
        *(Column(_heading(outcome, key, speech), numeric=True) for key in outcome.allocations),
    )
    caption = speech(nl="Elke sleutel naast elkaar, EUR per jaar", en="Every key side by side, EUR per year")
    note = speech(
        nl="✓ is de gekozen sleutel. ▲ betaalt meer dan ieder apart. ± is het halve 95 %-interval van een steekproef.",
        en="✓ is the chosen key. ▲ pays more than alone. ± is half of the 95% interval where a sample was drawn.",
    )
    return Table(caption, heads, rows, (total,), note)


def _heading(outcome: Outcome, key: str, speech: Speech) -> str:
    name = speech.word(RULE, key)
    return f"{name} ✓" if key == outcome.chosen_rule else name


def _share(found: Allocation, owner: str, shown: int, *, alone: float, speech: Speech) -> Cell:
    text = speech.number(shown)
    if owner in found.interval and not found.exact:
        text += f" ± {speech.short(found.interval[owner])}"
    worse = found.shares.get(owner, 0.0) > alone + WHOLE_EURO
    return Cell(f"▲ {text}" if worse else text, "worse" if worse else "")


def _who_loses(outcome: Outcome, key: str, speech: Speech) -> str:
    found, alone = outcome.allocations[key], outcome.cases["alone"]
    more = {o: found.shares.get(o, 0.0) - paid(alone, o) for o in payers(outcome)}
    losing = sorted((o for o, eur in more.items() if eur > WHOLE_EURO), key=lambda o: -more[o])
    note = f" ({found.note})" if found.note else ""
    if not losing:
        return speech(nl=f"niemand betaalt meer dan ieder apart{note}.", en=f"nobody pays more than alone{note}.")
    words = speech.listing([f"{owner_name(outcome, o, speech)} ({speech.euro(more[o])})" for o in losing])
    return speech(
        nl=f"meer dan ieder apart {'betaalt' if len(losing) == 1 else 'betalen'} {words}{note}.",
        en=f"more than alone {'pays' if len(losing) == 1 else 'pay'} {words}{note}.",
    )
