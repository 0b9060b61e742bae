"""What the energy-saving duty may ask for beside saving: a line that must not be missed, and who it is about."""

from collections.abc import Sequence

from collectief.facts import fact
from collectief.money.schemes import listed
from collectief.plan.outcome import Outcome
from collectief.plan.possible_duty import PossibleDuty, possible_duties
from collectief.presentation.blocks import Block, Cell, Folded, Notice, Table, cells, columns
from collectief.presentation.figures import owner_name
from collectief.presentation.rounding import adding_up
from collectief.presentation.speech import Speech
from collectief.presentation.words import MEASURE


def duty_notice(outcome: Outcome, speech: Speech) -> tuple[Block, ...]:
    """The notice and its table; nothing where nothing may be required beside saving."""
    found = possible_duties(outcome)
    return (_notice(found, speech), _who(outcome, found, speech)) if found else ()


def _notice(found: Sequence[PossibleDuty], speech: Speech) -> Notice:
    things = listed(tuple(dict.fromkeys(one.measure for one in found)))[speech.language]
    years = speech.number(fact("duty.payback_years").value)
    companies, eur = len({one.company for one in found}), speech.euro(sum(one.gain_eur for one in found))
    many = speech(
        nl="1 bedrijf" if companies == 1 else f"{companies} bedrijven",
        en="1 company" if companies == 1 else f"{companies} companies",
    )
    return Notice(
        "care",
        speech(nl="Misschien al verplicht, kijk na.", en="May be required already, check."),
        speech(
            nl=f"Het gaat om {things} bij {many}: voor het bedrijf alleen verdient dat zich naar schatting binnen "
            f"{years} jaar terug. De energiebesparingsplicht vraagt sinds 2023 ook om eigen opwek (tot het eigen "
            f"verbruik) en om een andere energiedrager. Wie de Erkende Maatregelenlijst (EML) volgt, hoeft alleen te "
            f"doen wat daarop staat. Dit programma kent die lijst niet en rekent niet met de prijzen van de wet. Is "
            f"het verplicht, dan hoort {eur} per jaar lagere rekening bij “verplicht” en niet bij dit plan. Samen "
            f"tegen ieder apart blijft hetzelfde, want ieder apart bouwt dit ook.",
            en=f"This is about {things} at {many}: for the company alone that pays back within {years} years, by "
            f"estimate. Since 2023 the energy-saving duty also asks for own generation (up to the own use) and for "
            f"another energy carrier. Who follows the list of recognised measures (EML) only has to do what is on it. "
            f"This program does not hold that list, nor the prices of the law. If it is required, {eur} a year of "
            f"lower bills belongs to “required” and not to this plan. Together against each alone stays the same, for "
            f"each alone builds this too.",
        ),
    )


def _who(outcome: Outcome, found: Sequence[PossibleDuty], speech: Speech) -> Folded:
    invested = adding_up([one.earning.investment_eur for one in found])
    gained = adding_up([one.gain_eur for one in found])
    rows = tuple(_row(outcome, one, (invested[i], gained[i]), speech=speech) for i, one in enumerate(found))
    heads = columns(
        speech(nl="Bedrijf", en="Company"),
        speech(nl="Maatregel", en="Measure"),
        speech(nl="Investering (EUR)", en="Investment (EUR)"),
        speech(nl="Lagere rekening min onderhoud (EUR per jaar)", en="Lower bill less upkeep (EUR a year)"),
        speech(nl="Terugverdientijd, geschat", en="Payback, estimated"),
    )
    total = cells(speech(nl="Samen", en="Sum"), "", speech.number(sum(invested)), speech.number(sum(gained)), "")
    caption = speech(
        nl="Wat misschien al verplicht is, zoals ieder apart het bouwt",
        en="What may be required already, as each alone",
    )
    note = speech(
        nl="Bron: rvo.nl, terugverdientijdmethodiek van de energiebesparingsplicht, nagekeken op 19 februari 2024: "
        "besparing, hernieuwbare opwek en overstap naar een andere energiedrager. Terugverdientijd hier: de rekening "
        "van het bedrijf zonder de maatregel, terwijl al het andere zo doorgaat.",
        en="Source: rvo.nl, payback method of the energy-saving duty, checked on 19 February 2024: saving, renewable "
        "generation and a switch to another energy carrier. Payback here: the bill of the company without the measure, "
        "while all else goes on.",
    )
    return Folded(caption, (Table(caption, heads, rows, (total,), note),))


def _row(outcome: Outcome, one: PossibleDuty, shown: tuple[int, int], *, speech: Speech) -> tuple[Cell, ...]:
    invested, gained = shown
    years = one.earning.payback_years or 0.0
    return cells(
        owner_name(outcome, one.company, speech),
        speech.word(MEASURE, one.measure),
        speech.number(invested),
        speech.number(gained),
        f"{speech.number(years, 1)}\N{NO-BREAK SPACE}{speech(nl='jaar', en='years')}",
    )
