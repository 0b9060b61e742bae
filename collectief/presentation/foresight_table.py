"""What is left of the saving when nobody knows tomorrow: two sentences and a table, or how to ask for them."""

from collections.abc import Iterator

from collectief.plan.foresight import Foresight, Lived
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Column, Paragraph, Table, cells
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE


def foresight(outcome: Outcome, speech: Speech) -> Iterator[Block]:
    """The saving lived day by day beside that of the plan."""
    found = outcome.foresight
    if found is None:
        yield Paragraph(
            speech(
                nl="Dit plan kent het hele jaar vooraf. Wat er van de besparing overblijft als niemand weet wat morgen "
                "brengt, is niet gerekend: vraag het met collectief plan --rolling.",
                en="This plan knows the whole year beforehand. What is left of its saving when nobody knows tomorrow "
                "was not calculated: ask for it with collectief plan --rolling.",
            )
        )
        return
    yield Paragraph(" ".join((*_left(found, speech), *_broken(found, speech))))
    yield _table(found, speech)


def _left(found: Foresight, speech: Speech) -> Iterator[str]:
    share, all_of_it = found.saving_share, found.measures_share
    if share is not None:
        part, eur = speech.percent(share, 0), speech.euro(found.saving_eur)
        yield speech(
            nl=f"Als niemand weet wat morgen brengt, blijft {part} over van wat samen scheelt met ieder apart: {eur} "
            "per jaar.",
            en=f"When nobody knows tomorrow, {part} is left of what together saves against each alone: {eur} a year.",
        )
        if share > 1:
            yield speech(
                nl="Dat is meer dan in het plan: verrassingen kosten ieder apart meer dan samen.",
                en="That is more than in the plan: surprises cost each alone more than together.",
            )
    if all_of_it is not None:
        part, eur = speech.percent(all_of_it, 0), speech.euro(found.now_eur - found.together.daily_eur)
        yield speech(
            nl=f"Van alles wat het plan bespaart tegen nu blijft {part} over: {eur} per jaar.",
            en=f"Of all that the plan saves against now {part} is left: {eur} a year.",
        )


def _broken(found: Foresight, speech: Speech) -> Iterator[str]:
    """What a day-by-day year breaks that the plan does not."""
    lives = (found.alone, found.together)
    kw, quarters = max(life.over_kw for life in lives), max(life.over_quarters for life in lives)
    if quarters:
        far, often = speech.number(kw, 1), speech.number(quarters)
        yield speech(
            nl=f"Daarbij gaat, apart of samen, in hooguit {often} kwartieren een grens verder over dan in het plan, "
            f"met hooguit {far} kW.",
            en=f"Alone or together, in at most {often} quarter-hours a limit is then broken further than in the plan, "
            f"by {far} kW at most.",
        )
    if days := max(life.late_days for life in lives):
        yield speech(
            nl=f"Op hooguit {days} nachten, per koelcel geteld, is die om middernacht niet op zijn gewone temperatuur.",
            en=f"In at most {days} nights, counted per cold store, it is not at its usual temperature by midnight.",
        )


def _table(found: Foresight, speech: Speech) -> Table:
    titles = (
        speech(nl="Jaar vooraf bekend (EUR)", en="Year known beforehand (EUR)"),
        speech(nl="Dag voor dag (EUR)", en="Day by day (EUR)"),
        speech(nl="Niet weten kost (EUR)", en="Not knowing costs (EUR)"),
    )
    heads = (Column(speech(nl="Manier", en="Way")), *(Column(t, numeric=True) for t in titles))
    rows = tuple(
        cells(CASE[key][speech.language], *_amounts(life, speech))
        for key, life in (("alone", found.alone), ("together", found.together))
    )
    note = speech(
        nl="Dezelfde keuzes, dag voor dag geleefd: elke dag om middernacht is beslist voor 48 uur, met verbruik, "
        "warmte, zon en wind zoals een week eerder en de stroomprijzen van de dag zelf. Daarna is elk uur genomen "
        "zoals het was. De rekening is op dezelfde manier gemaakt.",
        en="The same choices, lived day by day: every midnight 48 hours were decided on, with use, heat, sun and wind "
        "as a week before and the power prices of the day itself. Then every hour was taken as it came. The bill was "
        "made in the same way.",
    )
    caption = speech(nl="Zonder morgen te kennen, per jaar", en="Without knowing tomorrow, a year")
    return Table(caption, heads, rows, note=note)


def _amounts(life: Lived, speech: Speech) -> tuple[str, ...]:
    return tuple(speech.number(eur) for eur in (life.known_eur, life.daily_eur, life.more_eur))
