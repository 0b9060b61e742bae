"""The sheet that settles afterwards: type what was measured and paid, and see who pays what, beside what was agreed."""

from openpyxl.worksheet.worksheet import Worksheet

from collectief.plan.by_use import busiest_kw, pots
from collectief.plan.outcome import PARK, Outcome
from collectief.presentation.figures import owner_name
from collectief.presentation.settlement import settlements
from collectief.presentation.speech import Speech
from collectief.presentation.workbook_cell import (
    TENTH,
    free,
    heading,
    put_formula,
    put_number,
    put_text,
    sum_row,
    widths,
    wrapped,
)

POTS, FIRST = 4, 9
"""The row of what the grid cost, and that of the first company."""


def settles(outcome: Outcome) -> bool:
    """Whether there is a group with a joint account to settle, and nothing else in that account.

    What a shared project saves goes by what each brings to it, which no meter tells.
    """
    alone = not any(project.adopted for project in outcome.projects)
    return alone and any(outcome.members.values()) and PARK in outcome.cases["together"].bills


def settle(sheet: Worksheet, outcome: Outcome, speech: Speech) -> None:
    """Free cells with what the plan expects, formulas with what each then pays, and the key of the plan beside it."""
    widths(sheet, 44, 18, 18, 18, 18, 18, 18, 18)
    case, members = outcome.cases["together"], [c for group in outcome.members.values() for c in group]
    wrapped(put_text(sheet, 1, 1, text=_what(speech)))
    sheet.row_dimensions[1].height = 150
    heading(sheet, POTS - 1, [speech(nl="Wat er echt is betaald", en="What was really paid"), "EUR"])
    names = (speech(nl="Net van de groep", en="Grid of the group"), speech(nl="De rest", en="The rest"))
    for row, (name, eur) in enumerate(zip(names, pots(case.bills[PARK]), strict=True), start=POTS):
        put_text(sheet, row, 1, text=name)
        free(put_number(sheet, row, 2, value=round(eur)))
    heading(sheet, FIRST - 1, _titles(speech))
    kw, agreed = busiest_kw(outcome.park, case.net_kw, members), {s.owner: s.eur for s in settlements(outcome)}
    last = FIRST + len(members) - 1
    for row, company in enumerate(members, start=FIRST):
        put_text(sheet, row, 1, text=owner_name(outcome, company, speech))
        free(put_number(sheet, row, 2, value=round(kw[company], 1), form=TENTH))
        free(put_number(sheet, row, 3, value=round(case.energy[company].offtake_kwh)))
        for column, letter, pot in ((4, "B", POTS), (5, "C", POTS + 1)):
            whole = f"SUM({letter}${FIRST}:{letter}${last})"
            part = f"IF({whole}>0,{letter}{row},1)/IF({whole}>0,{whole},{len(members)})"
            put_formula(sheet, row, column, formula=f"$B${pot}*{part}")
        put_formula(sheet, row, 6, formula=f"D{row}+E{row}")
        put_number(sheet, row, 7, value=agreed.get(company, 0.0))
        put_formula(sheet, row, 8, formula=f"F{row}-G{row}")
    put_text(sheet, last + 1, 1, text=speech(nl="Samen", en="Together"))
    sum_row(sheet, last + 1, columns=range(2, 9), first=FIRST)


def _what(speech: Speech) -> str:
    return speech(
        nl="Achteraf verrekenen op gebruik, zoals energiehubs doen. Vul in de gele cellen in wat er is gemeten en "
        "betaald; nu staat er wat het plan verwacht. Het net betaalt ieder naar wat hij gemiddeld afnam in de 35 "
        "drukste kwartieren van de groep, de rest naar zijn kWh. Samen is dat precies wat er is betaald.",
        en="Settling by use afterwards, as energy hubs do. Fill in the yellow cells what was measured and paid; now "
        "they hold what the plan expects. Each pays the grid by what it took on average in the 35 busiest quarters of "
        "the group, and the rest by its kWh. Together that is just what was paid.",
    )


def _titles(speech: Speech) -> list[str]:
    return [
        speech(nl="Bedrijf", en="Company"),
        speech(nl="kW in de drukste kwartieren", en="kW in the busiest quarters"),
        speech(nl="kWh afgenomen", en="kWh taken"),
        speech(nl="Van het net, EUR", en="Of the grid, EUR"),
        speech(nl="Van de rest, EUR", en="Of the rest, EUR"),
        speech(nl="Betaalt naar gebruik, EUR", en="Pays by use, EUR"),
        speech(nl="Betaalt volgens het plan (min: krijgt), EUR", en="Pays by the plan (minus: gets), EUR"),
        speech(nl="Verschil, EUR", en="Difference, EUR"),
    ]
