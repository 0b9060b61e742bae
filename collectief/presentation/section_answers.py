"""The chapters of a comparison: all answers side by side, cost against CO2, what each decides, and how to read it."""

from collectief.plan.answer import Answer, Answered, Comparison
from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.compare import STOPPED
from collectief.plan.front import ROUNDING_TONNE, Point, points
from collectief.plan.outcome import ROUNDING_EUR
from collectief.presentation.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Paragraph,
    Section,
    Table,
    cells,
    columns,
)
from collectief.presentation.chart_front import front
from collectief.presentation.escape import clean
from collectief.presentation.level_words import cheaper_in_words
from collectief.presentation.speech import Speech
from collectief.presentation.variation_words import HOW, variation_name
from collectief.presentation.words import CASE, MEASURE

NONE = "–"


def side_by_side(found: Comparison, speech: Speech) -> Section:
    """Cost, CO2, gas and peak of every answer, with what differs from the plan."""
    differs = speech(nl="verschil", en="difference")
    heads = columns(
        speech(nl="Antwoord", en="Answer"),
        speech(nl="Samen, EUR", en="Together, EUR"), differs,
        speech(nl="Ieder apart, EUR", en="Each alone, EUR"), differs,
        speech(nl="CO₂, ton", en="CO₂, tonnes"), differs,
        speech(nl="Gas, m³", en="Gas, m³"), differs,
        speech(nl="Piek, kW", en="Peak, kW"), differs,
    )  # fmt: skip
    table = Table(
        speech(nl="Alle antwoorden, per jaar", en="All answers, per year"),
        heads,
        tuple(_row(found, number, speech) for number in range(len(found.answers))),
        note=speech(
            nl="Verschil: met het plan. Samen, CO₂, gas en piek zijn van alle bedrijven samen in dat antwoord. Piek: "
            "hoogste afname van het park in een kwartier.",
            en="Difference: with the plan. Together, CO₂, gas and peak are of all companies in that answer. Peak: "
            "highest offtake of the park in a quarter-hour.",
        ),
    )
    title = speech(nl="De antwoorden naast elkaar", en="The answers side by side")
    return Section("antwoorden", title, (table,))


def _row(found: Comparison, number: int, speech: Speech) -> tuple[Cell, ...]:
    one, base = found.answers[number].plan, found.plan
    head = Cell(numbered(found, number, speech), "chosen" if number == 0 else "")
    if one is None:
        return (head, *cells(*[NONE] * 10))
    kg = KG_PER_TONNE
    pairs = (
        (one.together.eur, base.together.eur),
        (one.cases["alone"].eur, base.cases["alone"].eur),
        (one.together.co2_kg / kg, base.together.co2_kg / kg),
        (one.together.gas_m3, base.together.gas_m3),
        (one.together.peak_kw, base.together.peak_kw),
    )
    shown = ((speech.number(mine), NONE if number == 0 else speech.more(mine - plan)) for mine, plan in pairs)
    return (head, *cells(*(text for pair in shown for text in pair)))


def numbered(found: Comparison, number: int, speech: Speech) -> str:
    """An answer as it is called, with the number that it has in the chart."""
    return f"{number}. {variation_name(found.answers[number].variation, found.names, speech)}"


def line(found: Comparison, number: int, speech: Speech) -> str:
    """One answer in a line: cost, what differs from the plan, and CO2."""
    name, one = numbered(found, number, speech), found.answers[number]
    if one.plan is None:
        return f"{name}: {_no_plan(one, speech)}"
    more = "" if number == 0 else f" ({speech.more(one.plan.together.eur - found.plan.together.eur)})"
    tonnes = speech.number(one.plan.together.co2_kg / KG_PER_TONNE, 1)
    cost = f"{speech.euro(one.plan.together.eur)}{more}, {tonnes} {speech(nl='ton CO₂', en='tonnes CO₂')}"
    return ". ".join(filter(None, (f"{name}: {cost}", _so_far(one.plan, speech))))


def _so_far(plan: Answered, speech: Speech) -> str:
    """Of a plan for which the search was not done: that it is so, and how much cheaper another can be at most."""
    if not plan.ended_early:
        return ""
    begins = speech(nl="Het zoeken was niet af: dit is het beste tot nu toe", en="The search was not done: best so far")
    if plan.gap is None:
        return begins + speech(nl=", en hoeveel beter het kan is niet bekend.", en=", how much better is not known.")
    gap = _cheaper(plan, speech)
    return begins + speech(
        nl=f", op typische dagen hooguit {gap} goedkoper.", en=f", on typical days at most {gap} cheaper."
    )


def _cheaper(plan: Answered, speech: Speech) -> str:
    """How much cheaper another can be at most, in EUR as well where these are known."""
    part = max(plan.gap or 0.0, 0.0)
    if plan.gap_eur is None:
        return speech.percent(part, 2)
    return cheaper_in_words(part, max(plan.gap_eur, 0.0), plan.saving_eur, speech)


def _no_plan(one: Answer, speech: Speech) -> str:
    why = "" if one.why is None else clean(one.why[speech.language])
    if one.why == STOPPED:  # there may well be a plan
        return why
    return f"{speech(nl='Geen plan.', en='No plan.')} {why}".strip()


def against_co2(found: Comparison, speech: Speech) -> Section:
    """The chart of cost against CO2 and the same in a table."""
    marked = points(found)
    caption = speech(
        nl="Elk teken is een antwoord, met zijn nummer. Open: een ander antwoord is niet duurder en stoot niet "
        "meer uit. Stippellijn: de plannen die niemand verslaat.",
        en="Each mark is an answer, with its number. Open: another answer is no dearer and emits no more. Dotted "
        "line: the plans that none beats.",
    )
    heads = (
        *columns(
            speech(nl="Antwoord", en="Answer"),
            speech(nl="EUR per jaar", en="EUR per year"),
            speech(nl="CO₂, ton per jaar", en="CO₂, tonnes per year"),
            speech(nl="EUR per ton minder dan het plan", en="EUR per tonne less than the plan"),
        ),
        Column(speech(nl="Verslagen door", en="Beaten by")),
    )
    rows = tuple(_point_row(found, point, speech) for point in marked)
    table = Table(speech(nl="De punten van de grafiek", en="The points of the chart"), heads, rows)
    title = speech(nl="Kosten tegen CO₂", en="Cost against CO₂")
    return Section("co2", title, (Chart(front(found, marked, speech), caption), table))


def _point_row(found: Comparison, point: Point, speech: Speech) -> tuple[Cell, ...]:
    own = point.case == "together"
    name = numbered(found, point.number, speech) if own else speech.word(CASE, point.case)
    beaten = NONE if point.beaten_by is None else numbered(found, point.beaten_by, speech)
    return cells(
        name, speech.number(point.eur), speech.number(point.tonnes, 1), _per_tonne(found, point, speech), beaten
    )


def _per_tonne(found: Comparison, point: Point, speech: Speech) -> str:
    """What a tonne less than in the plan costs more a year; a dash where there is none less or it costs no more."""
    plan = found.plan.together
    less, more = plan.co2_kg / KG_PER_TONNE - point.tonnes, point.eur - plan.eur
    comparable = found.answers[point.number].variation.comparable
    if not comparable or less <= ROUNDING_TONNE or more <= ROUNDING_EUR:
        return NONE
    return speech.rounded(more / less)


def decisions(found: Comparison, speech: Speech) -> Section:
    """What each answer decides, and what it builds beyond what the law asks for."""
    heads = tuple(
        Column(title)
        for title in (
            speech(nl="Antwoord", en="Answer"),
            speech(nl="Besluit", en="Decision"),
            speech(nl="Maatregelen", en="Measures"),
        )
    )
    rows = tuple(_decision(found, number, a, speech=speech) for number, a in enumerate(found.answers))
    table = Table(speech(nl="Wat elk antwoord besluit", en="What each answer decides"), heads, rows)
    return Section("besluiten", speech(nl="De besluiten", en="The decisions"), (table,))


def _decision(found: Comparison, number: int, one: Answer, *, speech: Speech) -> tuple[Cell, ...]:
    name = numbered(found, number, speech)
    if one.plan is None:
        return cells(name, _no_plan(one, speech), NONE)
    named = speech.listing([clean(speech.word(MEASURE, key)) for key in one.plan.chosen])
    said = f"{_so_far(one.plan, speech)} {clean(one.plan.decision[speech.language])}".strip()
    return cells(name, said, named or NONE)


def _checked(found: Comparison, speech: Speech) -> list[Block]:
    """Whether answers were right when they were recomputed; nothing where nobody looked."""
    looked = [n for n, a in enumerate(found.answers) if a.plan is not None and a.plan.checked is not None]
    wrong = [n for n in looked if (plan := found.answers[n].plan) is not None and not plan.checked]
    if not looked:
        return []
    if wrong:
        named = "; ".join(numbered(found, n, speech) for n in wrong)
        text = speech(nl="Niet alles klopt bij de controle van", en="Not all adds up in the check of")
        return [Paragraph(f"{text}: {named}.")]
    return [
        Paragraph(
            speech(
                nl="Van elk antwoord zijn rekeningen, grenzen en energie op alle kwartieren langs een andere weg "
                "nagerekend: alles klopt.",
                en="Of every answer bills, limits and energy were recomputed by other means on all quarter-hours: all "
                "is right.",
            )
        )
    ]


def reading(found: Comparison, speech: Speech) -> Section:
    """How each kind of answer came about, and how sure it is."""
    kinds = dict.fromkeys(a.variation.kind for a in found.answers)
    blocks: list[Block] = [Paragraph(HOW[kind][speech.language]) for kind in kinds if kind in HOW]
    gaps = [
        (f"{numbered(found, n, speech)}:", _cheaper(a.plan, speech))
        for n, a in enumerate(found.answers)
        if a.plan and a.plan.gap is not None
    ]
    if gaps:
        note = speech(
            nl="Zoveel goedkoper kan een antwoord op typische dagen hoogstens zijn. Een verschil dat kleiner is dan "
            "dat, kan toeval van het zoeken zijn. Een rekenprijs telt hierin mee.",
            en="So much cheaper an answer can be at most on typical days. A difference smaller than that may be "
            "chance of the search. An internal price is counted in it.",
        )
        blocks += [Paragraph(note), Bullets(tuple(gaps))]
    blocks += _checked(found, speech)
    return Section("lezen", speech(nl="Hoe u dit leest", en="How to read this"), tuple(blocks))
