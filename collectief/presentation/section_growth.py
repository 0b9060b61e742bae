"""Which wishes to grow fit, from when, and what their owners say that is worth: apart from the hard euros."""

from collectief.plan.group_lead import group_lead_years, group_year
from collectief.plan.growth import together_year
from collectief.plan.outcome import Growth, Outcome
from collectief.presentation.blocks import Bullets, Cell, Notice, Paragraph, Section, Table, cells, columns
from collectief.presentation.figures import owner_name
from collectief.presentation.growth_words import growth_words
from collectief.presentation.rounding import adding_up
from collectief.presentation.speech import Speech

WHOLE_KW = 1.0
"""Wishes are in whole kW."""


def growth(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on wishes that fit, apart from the hard euros."""
    title = speech(nl="Welke wensen passen", en="Which wishes fit")
    if not outcome.growth:
        none = speech(nl="Geen bedrijf heeft een wens om te groeien opgegeven.", en="No company stated a wish to grow.")
        return Section("groei", title, (Paragraph(none),))
    told = tuple(found for g in outcome.growth if (found := growth_words(outcome, g, speech)) is not None)
    gained = _gained(outcome, speech)
    blocks = (_apart(speech), *((Paragraph(gained),) if gained else ()), _table(outcome, speech))
    return Section("groei", title, (*blocks, *((Bullets(told),) if told else ())))


def _table(outcome: Outcome, speech: Speech) -> Table:
    every = outcome.growth
    whole, fits = (adding_up(e) for e in ([g.eur_per_year for g in every], [g.worth_together_eur for g in every]))
    rows = tuple(_row(outcome, g, speech, whole_eur=whole[i], fits_eur=fits[i]) for i, g in enumerate(every))
    asked, alone, together = (
        speech.number(sum(kw))
        for kw in ([g.asked_kw for g in every], [g.alone_kw for g in every], [g.together_kw for g in every])
    )
    total = cells(
        speech(nl="Samen", en="Sum"),
        *(asked, "", alone, together, "", speech.number(sum(whole)), speech.number(sum(fits))),
    )
    heads = columns(
        speech(nl="Bedrijf", en="Company"),
        speech(nl="Gevraagd (kW)", en="Asked (kW)"),
        speech(nl="Gevraagd vanaf", en="Asked from"),
        speech(nl="Past alleen (kW)", en="Fits alone (kW)"),
        speech(nl="Past in de groep (kW)", en="Fits in the group (kW)"),
        speech(nl="In de groep vanaf", en="In the group from"),
        speech(nl="Waarde van de hele wens (EUR per jaar)", en="Worth of the whole wish (EUR per year)"),
        speech(nl="Waarde van wat past (EUR per jaar)", en="Worth of what fits (EUR per year)"),
    )
    caption = speech(nl="Wensen om te groeien", en="Wishes to grow")
    return Table(caption, heads, rows, (total,), note=_when(outcome, speech))


def _row(outcome: Outcome, grown: Growth, speech: Speech, *, whole_eur: float, fits_eur: float) -> tuple[Cell, ...]:
    """One wish; where the group adds nothing there is no year of the group."""
    more = grown.together_kw > grown.alone_kw
    return cells(
        owner_name(outcome, grown.company, speech),
        speech.number(grown.asked_kw),
        str(grown.from_year),
        *(speech.number(kw) for kw in (grown.alone_kw, grown.together_kw)),
        str(together_year(grown, outcome.start)) if more else "\N{EN DASH}",
        *(speech.number(eur) for eur in (whole_eur, fits_eur)),
    )


def _when(outcome: Outcome, speech: Speech) -> str:
    """Why the group cannot be there earlier."""
    years, first = speech.number(group_lead_years()), group_year(outcome.start)
    if outcome.start is None:
        return speech(
            nl=f"Netbeheerders moeten een groepscontract aanbieden vanaf {first}; het afspreken duurt ongeveer {years} "
            "jaar vanaf het eerste gesprek. Moet dat gesprek nog beginnen, dan komt het contract later dan hier staat. "
            "Geef de dag van beginnen op (--start), dan rekent het plan het jaar uit.",
            en=f"Operators must offer a group contract from {first}; agreeing it takes about {years} years from the "
            "first talk. If that talk is still to begin, the contract comes later than stands here. State the day of "
            "beginning (--start) and the plan works out the year.",
        )
    return speech(
        nl=f"Een groepscontract kan er op zijn vroegst in {first} zijn: het afspreken duurt ongeveer {years} jaar.",
        en=f"There can be a group contract in {first} at the earliest: agreeing it takes about {years} years.",
    )


def _gained(outcome: Outcome, speech: Speech) -> str | None:
    """What the group adds to what each could do alone, and what its owners say that is worth."""
    more = [g for g in outcome.growth if g.together_kw - g.alone_kw >= WHOLE_KW]
    if not more:
        return None
    kw = speech.number(sum(g.together_kw - g.alone_kw for g in more))
    eur = speech.euro(sum(g.worth_together_eur - g.worth_alone_eur for g in more))
    year, talks = min(together_year(g, outcome.start) for g in more), _after_talks(outcome, speech)
    return speech(
        nl=f"In het eigen contract van de groep past {kw} kW meer dan ieder alleen kan, op zijn vroegst vanaf {year}"
        f"{talks}. Volgens de bedrijven zelf is dat {eur} per jaar waard: de waarde van de hele wens, naar het deel "
        "dat past.",
        en=f"Within the group's own contract {kw} kW more fits than each can do alone, from {year} at the earliest"
        f"{talks}. By what the companies state that is worth {eur} a year: the worth of the whole wish, by the share "
        "that fits.",
    )


def _after_talks(outcome: Outcome, speech: Speech) -> str:
    """The lead time, where no day of beginning is known to count it from."""
    if outcome.start is not None:
        return ""
    years = speech.number(group_lead_years())
    return speech(
        nl=f" en niet eerder dan ongeveer {years} jaar na het eerste gesprek met de netbeheerder",
        en=f" and no earlier than about {years} years after the first talk with the operator",
    )


def _apart(speech: Speech) -> Notice:
    return Notice(
        "plain",
        speech(nl="Apart van de besparing.", en="Apart from the saving."),
        speech(
            nl="De waarde van groei is door het bedrijf zelf opgegeven, voor de hele wens. Past een deel, dan is "
            "gerekend met dat deel van de waarde. Zij telt niet mee in de euro's hierboven. Wat past, past elk "
            "kwartier binnen het contract en op de eigen kabel. Dit is geen toezegging van de netbeheerder: wat hij "
            "aan de wachtrij geeft, is niet berekend. Uren waarin het hele station vol is, lost hij op: zie het "
            "hoofdstuk over het stroomnet.",
            en="The worth of growth is stated by the company itself, for the whole wish. Where a part fits, that part "
            "of the worth is counted. It is not part of the euros above. What fits does so in every quarter-hour, "
            "within the contract and on the own cable. This is no promise of the operator: what it will grant to its "
            "queue was not calculated. Hours in which the whole station is full are the operator's to solve: see the "
            "chapter on the grid.",
        ),
    )
