"""Cash by year and investments, as the accountant and the bank both read them."""

from collections.abc import Iterator

from collectief.measure import Build
from collectief.presentation.blocks import Cell, Column, Table, cells, columns
from collectief.presentation.rounding import adding_up
from collectief.presentation.sheet import Subject, size, what, years


def investment_table(subject: Subject) -> Table:
    """What is built with its price and life, with the company's part in what is shared; the sum row is all of it."""
    speech, mine = subject.speech, subject.mine
    builds = [b for b in subject.built if b.investment_eur > 0]
    amounts = [b.investment_eur for b in builds] + ([mine.shared_eur] if mine.shared_eur > 0 else [])
    shown, upkeep = adding_up(amounts), adding_up([b.upkeep_eur for b in builds])
    rows = [_row(b, subject, shown=shown[i], upkeep=upkeep[i]) for i, b in enumerate(builds)]
    if mine.shared_eur > 0:
        part = speech.percent(mine.part, 1)
        words = speech(nl=f"Uw deel in wat gedeeld wordt ({part})", en=f"Your part in what is shared ({part})")
        owner = speech(nl="samen", en="shared")
        rows.append((Cell(words), *cells("–", owner, speech.number(shown[-1]), "–", "–")))
    total = cells(
        speech(nl="Totaal", en="Total"), "", "", speech.number(sum(shown)), speech.number(sum(upkeep)), ""
    )  # fmt: skip
    heads = (
        Column(speech(nl="Wat", en="What")),
        Column(speech(nl="Hoe groot", en="How large")),
        Column(speech(nl="Eigenaar", en="Owner")),
        Column(speech(nl="Investering (EUR)", en="Investment (EUR)"), numeric=True),
        Column(speech(nl="Onderhoud per jaar (EUR)", en="Upkeep a year (EUR)"), numeric=True),
        Column(speech(nl="Levensduur", en="Life"), numeric=True),
    )
    caption = (
        speech(nl="Wat u samen investeert", en="What you invest together")
        if subject.shared
        else speech(nl="Wat u investeert", en="What you invest")
    )
    return Table(caption, heads, tuple(rows), (total,))


def _row(build: Build, subject: Subject, *, shown: int, upkeep: int) -> tuple[Cell, ...]:
    speech = subject.speech
    owner = speech(nl="samen", en="shared") if subject.shared else speech(nl="u", en="you")
    return (
        what(build, subject),
        *cells(
            size(build, speech), owner, speech.number(shown), speech.number(upkeep), years(build.life_years, speech)
        ),
    )


def cash_table(subject: Subject, *, with_loan: bool) -> Table:
    """Cash against now, years that are alike on one row; for the bank with the loan, received first and paid after."""
    speech = subject.speech
    rows = tuple(
        cells(_span(first, last), *(speech.number(eur) for eur in figures), speech.number(added))
        for first, last, figures, added in _spans(subject, with_loan=with_loan)
    )
    loan = [speech(nl="Lening: ontvangen, betaald", en="Loan: received, paid")] if with_loan else []
    heads = columns(
        speech(nl="Jaar", en="Year"),
        speech(nl="Bouwen, vervangen, restwaarde", en="Build, replace, residual value"),
        speech(nl="Minder kosten", en="Lower cost"),
        *loan,
        speech(nl="In elk jaar", en="In each year"),
        speech(nl="Opgeteld", en="Added up"),
    )
    whose = speech(nl=" van alle bedrijven samen", en=" of all companies together") if subject.shared else ""
    lent = speech(nl=" met lening", en=" with loan") if with_loan else ""
    caption = speech(nl=f"Kasstroom{lent}{whose}, tegen nu (EUR)", en=f"Cash flow{lent}{whose}, against now (EUR)")
    return Table(caption, heads, rows, note=_note(subject))


def _spans(subject: Subject, *, with_loan: bool) -> Iterator[tuple[int, int, tuple[int, ...], int]]:
    """First and last year of each run of years that are alike, its amounts per year, and the sum up to then."""
    flow = subject.flow("now")
    cash, built = [round(eur) for eur in flow.eur_by_year], [round(eur) for eur in flow.later_eur]
    built[0] = cash[0]  # what is built first
    ends = [round(eur) for eur in flow.eur_by_year_with_loan] if with_loan else cash
    amounts = [
        (built[i], cash[i] - built[i], *([ends[i] - cash[i]] if with_loan else []), ends[i]) for i in range(len(cash))
    ]
    first = 0
    for year, now in enumerate(amounts):
        if year + 1 == len(amounts) or amounts[year + 1] != now:
            yield first, year, now, sum(ends[: year + 1])
            first = year + 1


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _note(subject: Subject) -> str:
    speech, terms = subject.speech, subject.case.terms
    rate = speech.percent(terms.discount, 1)
    return speech(
        nl=f"Over {terms.horizon_years} jaar, zonder inflatie, vóór winstbelasting, zonder btw en zonder subsidie; "
        f"rente om terug te rekenen {rate}. Een min is betalen.",
        en=f"Over {terms.horizon_years} years, without inflation, before tax on profit, without VAT or grants; "
        f"discount rate {rate}. A minus is paid.",
    )
