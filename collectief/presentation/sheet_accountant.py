"""The sheet for the accountant: investment, owner, deduction, bill by line, settlement and cash flow."""

from collections.abc import Mapping, Sequence

from collectief.measure import PARK
from collectief.money.schemes import Answer
from collectief.park.owners import OWNERS
from collectief.plan.outcome import CaseKey
from collectief.presentation.blocks import Block, Bullets, Column, Paragraph, Section, Table, cells, columns
from collectief.presentation.escape import clean
from collectief.presentation.rounding import side_by_side
from collectief.presentation.scheme_words import VERDICT, between, brings, thing
from collectief.presentation.settlement import settlement_table
from collectief.presentation.sheet import Question, Subject, talk_table
from collectief.presentation.sheet_cash import cash_table, investment_table
from collectief.presentation.sheet_rent import rent_question
from collectief.presentation.words import CASE, LINE

SHOWN: tuple[CaseKey, ...] = ("now", "alone", "together")
WHOLE_EURO = 0.5
"""Less than half a euro is rounding."""
LENT = ("guarantee", "loan")
"""Kinds of schemes that are for the bank."""


def for_accountant(subject: Subject) -> Section:
    """What is invested, who owns it, what may be deducted, what the year costs and how the cash flows."""
    speech = subject.speech
    nothing = Paragraph(speech(nl="Er wordt niets gebouwd.", en="Nothing is built."))
    invested = investment_table(subject)
    blocks: list[Block] = [invested if invested.rows else nothing, _owner(subject), *_schemes(subject)]
    blocks.append(_bill(subject))
    if subject.shared:
        blocks.append(settlement_table(subject.outcome, speech))
    blocks += [cash_table(subject, with_loan=False), _worth(subject)]
    blocks.append(talk_table(speech(nl="Reken na of vraag", en="Calculate or ask"), _questions(subject), speech))
    return Section("accountant", speech(nl="Voor de accountant", en="For the accountant"), tuple(blocks))


def _owner(subject: Subject) -> Bullets:
    """Which kind of owner invests, and who owns what is shared."""
    speech, park = subject.speech, subject.outcome.park
    shared = _kind(park.schemes.shared_owner, subject)
    items = (
        [] if subject.shared else [(speech(nl="Eigenaar:", en="Owner:"), _kind(subject.company.owner_kind, subject))]
    )
    if subject.shared or subject.mine.shared_eur > 0:
        items.append((speech(nl="Eigenaar van wat gedeeld wordt:", en="Owner of what is shared:"), shared))
    return Bullets(tuple(items))


def _kind(key: str, subject: Subject) -> str:
    if key in OWNERS:
        return f"{OWNERS[key].name[subject.speech.language]}."
    return subject.speech(nl="niet bekend; daarvan hangt de aftrek af.", en="not known; the deduction depends on it.")


def _schemes(subject: Subject) -> list[Block]:
    """Per investment the deductions and grants that fit or may fit; loans and guarantees are for the bank."""
    speech = subject.speech
    mine = [one for one in subject.fitting if one.investment.owner == subject.mine.owner]
    rows = tuple(
        cells(
            thing(one.investment.asset.measure, speech, required=bool(one.investment.asset.required_by_law)),
            _by_verdict(fits, subject),
            _best(fits, subject),
        )
        for one in mine
        if (fits := [a for a in one.options if a.scheme.kind not in LENT])
    )
    if not rows:
        return [Paragraph(speech(nl="Geen regeling past.", en="No scheme fits."))]
    heads = (
        Column(speech(nl="Waarvoor", en="What for")),
        Column(speech(nl="Regelingen die passen of misschien passen", en="Schemes that fit or may fit")),
        Column(speech(nl="De eerste met een bedrag brengt op", en="The first with an amount brings")),
    )
    caption = speech(nl="Aftrek en subsidie (telt nergens mee)", en="Deduction and grants (counted nowhere)")
    return [Table(caption, heads, rows, note=_granted(subject))]


def _by_verdict(fits: Sequence[Answer], subject: Subject) -> str:
    """Names of schemes behind each answer."""
    language = subject.speech.language
    said = {
        word[language]: subject.speech.listing([clean(a.scheme.name[language]) for a in fits if a.verdict == verdict])
        for verdict, word in VERDICT.items()
    }
    return "; ".join(f"{word}: {names}" for word, names in said.items() if names)


def _best(fits: Sequence[Answer], subject: Subject) -> str:
    """What the first scheme with a known amount brings."""
    known = next((a for a in fits if a.worth is not None), None)
    if known is None:
        return subject.speech(nl="niet bekend", en="not known")
    return f"{clean(known.scheme.name[subject.speech.language])}: {brings(known.worth, subject.speech)}"


def _granted(subject: Subject) -> str:
    speech = subject.speech
    if subject.shared:
        return ""
    granted = subject.case.granted[subject.mine.owner]
    eur = between(granted.low_eur, granted.high_eur, speech)
    part = (
        speech(nl=", met uw deel van wat gedeeld wordt", en=", with your part of what is shared")
        if subject.mine.shared
        else ""
    )
    return speech(
        nl=f"Van elk de beste, als alles wordt toegekend: {eur}{part}, vóór belasting.",
        en=f"The best of each, if all is granted: {eur}{part}, before tax.",
    )


def _bill(subject: Subject) -> Table:
    """The year's bill by line; the last line settles with the others, so that the sum is what the company pays."""
    speech, outcome, owner = subject.speech, subject.outcome, subject.mine.owner
    bills: list[Mapping[str, float]] = [
        {str(line): eur for line, eur in outcome.cases[key].bills[owner].lines.items()}
        if owner in outcome.cases[key].bills
        else {}
        for key in SHOWN
    ]
    names = [line for line in LINE if any(bill.get(line) for bill in bills)]
    values = [[bill.get(line, 0.0) for line in names] for bill in bills]
    words = [LINE[line][speech.language] for line in names]
    share = outcome.allocations[outcome.chosen_rule].shares.get(owner, 0.0)
    settled = 0.0 if owner == PARK else share - sum(values[-1])
    if abs(settled) >= WHOLE_EURO:
        words.append(speech(nl="Verrekening met de anderen", en="Settlement with the others"))
        values = [[*column, settled if i == len(values) - 1 else 0.0] for i, column in enumerate(values)]
    shown = side_by_side(values)
    rows = tuple(
        cells(word, *(speech.number(column[i]) for column in shown)) for i, word in enumerate(words)
    )  # fmt: skip
    total = cells(speech(nl="Totaal", en="Total"), *(speech.number(sum(column)) for column in shown))
    heads = columns(speech(nl="Post", en="Line"), *(CASE[key][speech.language] for key in SHOWN))
    return Table(speech(nl="Kosten per jaar (EUR)", en="Cost a year (EUR)"), heads, rows, (total,))


def _worth(subject: Subject) -> Bullets:
    """Present value, return and payback against now."""
    speech, flow = subject.speech, subject.flow("now")
    back = (
        speech(nl="nooit", en="never")
        if flow.payback_years is None
        else speech(
            nl=f"{speech.number(flow.payback_years, 1)} jaar", en=f"{speech.number(flow.payback_years, 1)} years"
        )
    )
    irr = "–" if flow.irr is None else speech.percent(flow.irr, 1)
    return Bullets(
        (
            (speech(nl="Waarde nu:", en="Present value:"), f"{speech.euro(flow.npv_eur)}."),
            (speech(nl="Terugverdientijd:", en="Payback:"), f"{back}."),
            (speech(nl="Rendement per jaar:", en="Return a year:"), f"{irr}."),
        )
    )


def _questions(subject: Subject) -> list[Question]:
    speech = subject.speech
    found = [
        (
            speech(nl="Volgorde", en="Order"),
            speech(
                nl="bij subsidie eerst de toekenning, dan pas tekenen; EIA en MIA meldt u ná de opdracht, op tijd.",
                en="with a grant first the grant, only then sign; EIA and MIA are reported after ordering, in time.",
            ),
        ),
        (
            speech(nl="Afschrijving", en="Write-off"),
            speech(
                nl="de levensduur hierboven is technisch; kies zelf de termijn.",
                en="the life above is technical; choose the term yourself.",
            ),
        ),
    ]
    if not subject.shared and subject.company.profit_eur is None:
        said = speech(
            nl="niet bekend: in welke schijf valt de aftrek, en is er genoeg winst om haar te gebruiken?",
            en="not known: in which bracket does the deduction fall, and is there enough profit to use it?",
        )
        found.insert(0, (speech(nl="Winst", en="Profit"), said))
    found += rent_question(subject)
    if subject.shared or subject.mine.shared:
        said = speech(
            nl="hoe boekt u wat de leden elkaar betalen, en rekent de vereniging btw?",
            en="how do you book what members pay each other, and does the association charge VAT?",
        )
        found.append((speech(nl="Verrekening", en="Settlement"), said))
    return found
