"""How the cost is divided: what every key means for each company, who is worse off, and whether they stay together."""

from collectief.allocation import Allocation
from collectief.plan.outcome import PARK, Outcome
from collectief.plan.preferred import OWN_KEY
from collectief.presentation.blocks import Block, Bullets, Cell, Column, Folded, Paragraph, Section, Table, cells
from collectief.presentation.figures import owner_name, paid, payers
from collectief.presentation.rule_meaning import meaning
from collectief.presentation.section_companies import WHOLE_EURO
from collectief.presentation.section_staying import kept_promises
from collectief.presentation.speech import Speech
from collectief.presentation.stability import stability
from collectief.presentation.words import CASE, RULE


def rules(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on the keys."""
    title = speech(nl="Hoe verdelen we, en blijft iedereen", en="How we divide, and whether everybody stays")
    held = stability(outcome, speech)
    if not outcome.core and not any(outcome.members.values()):
        return Section("verdeling", title, (held,))
    sheet = speech(
        nl="Niet afgedrukt: zie bedrijven.xlsx, blad Bedrijven.", en="Not printed: see bedrijven.xlsx, sheet Companies."
    )
    table = _every_rule(outcome, speech)
    others = [key for key in outcome.allocations if key != outcome.chosen_rule]
    blocks: list[Block] = [
        held,
        _worse_off(outcome, speech),
        *_weightless(outcome, speech),
        Folded(table.caption, (table,), sheet),
        Folded(speech(nl="Wat elke sleutel is", en="What each key is"), (meaning(outcome.allocations, speech),)),
    ]
    blocks += _staying(outcome, speech)
    if others:
        summary = speech(nl="Blijft de groep bijeen met een andere sleutel", en="Does the group hold by another key")
        in_json = speech(nl="Niet afgedrukt: zie plan.json, allocation.", en="Not printed: see plan.json, allocation.")
        blocks.append(Folded(summary, tuple(stability(outcome, speech, key) for key in others), in_json))
    return Section("verdeling", title, tuple(blocks))


def _staying(outcome: Outcome, speech: Speech) -> list[Block]:
    """What each key does in this park, on request; what leaving costs is for the association alone."""
    promised = kept_promises(outcome, speech)
    if promised is None:
        return []
    in_json = speech(nl="Niet afgedrukt: zie plan.json, allocation.", en="Not printed: see plan.json, allocation.")
    found: list[Block] = [Folded(promised.caption, (promised,), in_json)]
    if any(b.owner == PARK for b in outcome.cases["together"].builds):
        elsewhere = speech(
            nl="Wat het de rest kost als een bedrijf weggaat, wie dan volgt en de prijs van later meedoen, staat op "
            "het blad voor de vereniging (map overdracht): zulke verschillen zijn van de vereniging.",
            en="What it costs the rest when a company leaves, who would follow, and the price of joining later, is on "
            "the sheet for the association (folder overdracht): such differences are the association's own.",
        )
        found.append(Paragraph(elsewhere))
    return found


def _every_rule(outcome: Outcome, speech: Speech) -> Table:
    owners, alone, found = payers(outcome), outcome.cases["alone"], outcome.allocations
    rows = tuple(
        (
            *cells(owner_name(outcome, owner, speech), speech.rounded(paid(alone, owner))),
            *(_share(one, owner, alone=paid(alone, owner), speech=speech) for one in found.values()),
        )
        for owner in owners
    )
    total = cells(
        speech(nl="Alle bedrijven", en="All companies"),
        speech.rounded(sum(paid(alone, o) for o in owners)),
        *(speech.rounded(sum(one.shares.get(o, 0.0) for o in owners)) for one in found.values()),
    )
    heads = (
        Column(speech(nl="Bedrijf", en="Company")),
        Column(CASE["alone"][speech.language], numeric=True),
        *(Column(_heading(outcome, key, speech), numeric=True) for key in found),
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


def _share(found: Allocation, owner: str, *, alone: float, speech: Speech) -> Cell:
    text = speech.rounded(found.shares.get(owner, 0.0))
    if owner in found.interval and not found.exact:
        text += f" ± {speech.short(found.interval[owner])}"
    worse = found.shares.get(owner, 0.0) > alone + WHOLE_EURO
    return Cell(f"▲ {text}" if worse else text, "worse" if worse else "")


def _weightless(outcome: Outcome, speech: Speech) -> list[Block]:
    """Who shares but has no part in the association's own key, as nobody gave it a weight."""
    if OWN_KEY not in outcome.allocations:
        return []
    groups, built = outcome.members.values(), (p.members for p in outcome.projects if p.adopted)
    share = frozenset(c for ids in (*groups, *built) for c in ids)
    mine = (c for c in outcome.park.companies if c.id in share and c.key_weight is None)
    absent = [owner_name(outcome, c.id, speech) for c in mine]
    named = speech.listing(absent)
    said = speech(
        nl=f"In de eigen sleutel heeft geen gewicht: {named}. Die betaalt daarin niets van de gezamenlijke kosten en "
        "krijgt niets van wat een gedeeld project bespaart; vul key_weight in.",
        en=f"Without a weight in the own key: {named}. It pays nothing of the common cost by that key and gets nothing "
        "of what a shared project saves; fill in key_weight.",
    )
    return [Paragraph(said)] if absent else []


def _worse_off(outcome: Outcome, speech: Speech) -> Bullets | Paragraph:
    """Who pays more than alone, by key; keys under which nobody does together."""
    told = {key: words for key in outcome.allocations if (words := _who_loses(outcome, key, speech))}
    if not told:
        none = speech(
            nl="Met geen enkele sleutel betaalt een bedrijf meer dan ieder apart.",
            en="No key makes any company pay more than alone.",
        )
        return Paragraph(none)
    items = [(f"{speech.word(RULE, key)}:", words) for key, words in told.items()]
    calm = [speech.quoted(speech.word(RULE, key)) for key in outcome.allocations if key not in told]
    if calm:
        lead = speech(nl="Niemand betaalt meer dan ieder apart met:", en="Nobody pays more than alone by:")
        items.append((lead, f"{speech.listing(calm)}."))
    return Bullets(tuple(items))


def _who_loses(outcome: Outcome, key: str, speech: Speech) -> str:
    """Who pays more than alone under a key, and how much; empty where nobody does."""
    found, alone = outcome.allocations[key], outcome.cases["alone"]
    more = {o: found.shares.get(o, 0.0) - paid(alone, o) for o in payers(outcome)}
    losing = sorted((o for o, eur in more.items() if eur > WHOLE_EURO), key=lambda o: -more[o])
    note = f" ({found.note})" if found.note else ""
    if not losing:
        return ""
    words = speech.listing([f"{owner_name(outcome, o, speech)} ({speech.euro(more[o])})" for o in losing])
    return speech(
        nl=f"meer dan ieder apart {'betaalt' if len(losing) == 1 else 'betalen'} {words}{note}.",
        en=f"more than alone {'pays' if len(losing) == 1 else 'pay'} {words}{note}.",
    )
