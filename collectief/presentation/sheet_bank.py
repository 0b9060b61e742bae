"""The sheet for the bank: what is asked, what stands as security, cash flow with the loan, and the risks."""

from collectief.money.schemes import Answer
from collectief.presentation.blocks import Block, Column, Paragraph, Section, Table, cells, columns
from collectief.presentation.escape import clean
from collectief.presentation.figures import owner_name, quality
from collectief.presentation.scheme_words import VERDICT
from collectief.presentation.sheet import Question, Subject, item_table, talk_table
from collectief.presentation.sheet_accountant import LENT
from collectief.presentation.sheet_cash import cash_table, investment_table
from collectief.presentation.sheet_risk import risks
from collectief.presentation.words import ORIGIN


def for_bank(subject: Subject) -> Section:
    """What is asked, for what, with which security and which risks."""
    speech = subject.speech
    blocks: list[Block] = [_bearers(subject) if subject.shared else _request(subject)]
    blocks += [_security(subject), *_guarantees(subject)]
    blocks.append(cash_table(subject, with_loan=subject.flow("now").loan.amount_eur > 0))
    known = (*risks(subject), _data(subject))
    blocks.append(talk_table(speech(nl="Wat het risico is", en="What the risk is"), known, speech))
    blocks.append(talk_table(speech(nl="Vraag de bank", en="Ask the bank"), _questions(subject), speech))
    return Section("bank", speech(nl="Voor de bank", en="For the bank"), tuple(blocks))


def _bearers(subject: Subject) -> Table:
    """Which company bears which part of what is shared."""
    speech, case = subject.speech, subject.case
    heads = columns(speech(nl="Bedrijf", en="Company"), speech(nl="Deel", en="Part"))
    rows = tuple(
        cells(owner_name(subject.outcome, company, speech), speech.percent(part, 1))
        for company, part in case.parts.items()
        if part > 0
    )
    note = speech(
        nl="Naar wat ieder volgens de sleutel aan de anderen betaalt; de leden kunnen anders afspreken.",
        en="By what each pays the others by the key; members may agree otherwise.",
    )
    return Table(speech(nl="Wie draagt wat gedeeld wordt", en="Who bears what is shared"), heads, rows, note=note)


def _request(subject: Subject) -> Block:
    """The loan, as the park's terms have it."""
    speech, flow, terms = subject.speech, subject.flow("now"), subject.case.terms
    loan = flow.loan
    if loan.amount_eur <= 0:
        return Paragraph(speech(nl="Er is niets te lenen.", en="There is nothing to lend."))
    cover = "–" if loan.cover is None else speech.number(loan.cover, 2)
    rows = [
        (speech(nl="Investering", en="Investment"), _eur(flow.investment_eur, subject)),
        (speech(nl="Eigen geld", en="Own money"), _eur(loan.own_eur, subject)),
        (speech(nl="Lening", en="Loan"), _eur(loan.amount_eur, subject)),
        (
            speech(nl="Looptijd en rente", en="Term and interest"),
            speech(
                nl=f"{loan.years} jaar, {speech.percent(terms.loan_interest, 1)} (zonder inflatie)",
                en=f"{loan.years} years, {speech.percent(terms.loan_interest, 1)} (without inflation)",
            ),
        ),
        (speech(nl="Rente en aflossing per jaar", en="Paid on the loan a year"), _eur(loan.eur_per_year, subject)),
        (speech(nl="Minder kosten per jaar", en="Lower cost a year"), _eur(flow.saved_eur_per_year, subject)),
        (speech(nl="Over per jaar tijdens de lening", en="Left a year during the loan"),
         _eur(loan.left_eur_per_year, subject)),
        (speech(nl="Minder kosten gedeeld door rente en aflossing", en="Lower cost over what is paid"), cover),
    ]  # fmt: skip
    note = speech(
        nl="De voorwaarden zijn een aanname, geen aanbod; een eigen lening vult u in bij [finance] in park.toml.",
        en="The terms are assumed, no offer; put a loan of your own under [finance] in park.toml.",
    )
    return item_table(speech(nl="De aanvraag", en="The request"), rows, speech, note=note)


def _eur(value: float, subject: Subject) -> str:
    return f"EUR\N{NO-BREAK SPACE}{subject.speech.number(value)}"


def _security(subject: Subject) -> Table:
    """What the money buys; what is shared is nobody's own security."""
    speech = subject.speech
    note = ""
    if subject.mine.shared_eur > 0:
        note = speech(
            nl="Wat gedeeld wordt is niet van u alleen en dus geen zekerheid van u. Regel wie het mag verpanden.",
            en="What is shared is not yours alone, so it is no security of yours. Agree who may pledge it.",
        )
    table = investment_table(subject)
    caption = speech(nl="Waar het geld naartoe gaat (zekerheid)", en="Where the money goes (security)")
    return Table(caption, table.columns, table.rows, table.foot, note)


def _guarantees(subject: Subject) -> list[Block]:
    """Guarantees and green loans that fit or may fit."""
    speech = subject.speech
    found: dict[str, Answer] = {}
    for one in subject.fitting:
        if one.investment.owner == subject.mine.owner:
            found |= {a.scheme.key: a for a in one.options if a.scheme.kind in LENT and a.scheme.key not in found}
    if not found:
        return []
    heads = tuple(
        Column(t)
        for t in (
            speech(nl="Borg of lening", en="Guarantee or loan"),
            speech(nl="Past het", en="Does it fit"),
            speech(nl="Wat het geeft", en="What it gives"),
        )
    )
    rows = tuple(
        cells(
            clean(a.scheme.name[speech.language]), VERDICT[a.verdict][speech.language],
            clean(a.scheme.what[speech.language]),
        )
        for a in found.values()
    )  # fmt: skip
    caption = speech(nl="Borgstelling en groene lening", en="Guarantee and green loan")
    return [Table(caption, heads, rows)]


def _data(subject: Subject) -> tuple[str, str]:
    """How well the use is known."""
    speech, outcome = subject.speech, subject.outcome
    about = speech(nl="Gegevens", en="Data")
    if subject.shared:
        known = quality(outcome)
        measured, estimated = speech.percent(known.measured), speech.percent(known.estimated)
        return about, speech(
            nl=f"{measured} van het energiegebruik is gemeten, {estimated} geschat.",
            en=f"{measured} of the energy use is measured, {estimated} estimated.",
        )
    company = subject.company
    word = ORIGIN["measured" if company.id in outcome.park.profiles else company.origin][speech.language]
    return about, speech(nl=f"het energiegebruik is {word}.", en=f"the energy use is {word}.")


def _questions(subject: Subject) -> list[Question]:
    speech = subject.speech
    found = [
        (
            speech(nl="Voorwaarden", en="Terms"),
            speech(
                nl="welke rente, looptijd en zekerheid, en telt BMKB-Groen mee?",
                en="which interest, term and security, and does BMKB-Groen count?",
            ),
        ),
        (
            speech(nl="Gebouw", en="Building"),
            speech(
                nl="van wie is het pand, en mag de bank op dak en installatie een recht vestigen?",
                en="who owns the premises, and may the bank have a right on roof and installation?",
            ),
        ),
    ]
    if subject.shared:
        said = speech(
            nl="wie leent voor wat gedeeld wordt, en wie staat borg als een lid vertrekt?",
            en="who borrows for what is shared, and who stands surety when a member leaves?",
        )
        found.insert(0, (speech(nl="Gedeeld", en="Shared"), said))
    return found
