"""What it brings: the business case of each company and of all, with loan, cash by year, and cost per MWh and tonne."""

from collections.abc import Mapping, Sequence

from collectief.plan.business_case import AGAINST, Against, BusinessCase, Granted, business_case
from collectief.plan.cash_years import KG_PER_TONNE, CashFlow, Terms
from collectief.plan.financing import financings
from collectief.plan.levelised import Levelised
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import fitting_schemes
from collectief.presentation.blocks import Block, Bullets, Cell, Folded, Notice, Section, Table, cells, columns
from collectief.presentation.duty_notice import duty_notice
from collectief.presentation.figures import owner_name
from collectief.presentation.rounding import adding_up
from collectief.presentation.scheme_words import between
from collectief.presentation.section_financing import financing
from collectief.presentation.speech import Speech
from collectief.presentation.words import MEASURE
from collectief.text import Text

AGAINST_WORDS: Mapping[str, Text] = {
    "required": Text(nl="boven wat de wet al vraagt", en="beyond what the law already asks for"),
    "alone": Text(nl="tegen ieder apart", en="against each alone"),
    "now": Text(nl="tegen nu, met wat de wet al vraagt", en="against now, with what the law already asks for"),
}

NONE = "–"
"""Where nothing is earned back because nothing was put in, or there is no rate."""


def business(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on the business case."""
    found = fitting_schemes(outcome)
    case = business_case(outcome, found)
    title = speech(nl="Wat levert het op", en="What it yields")
    blocks: list[Block] = [_rules(case.terms, speech), _table(outcome, case, "required", speech=speech)]
    blocks += duty_notice(outcome, speech)
    blocks.append(_per_unit(case, speech))
    for against in AGAINST[1:]:
        beside = _table(outcome, case, against, speech=speech)
        blocks.append(Folded(beside.caption, (beside,)))
    blocks.append(financing(outcome, case, financings(case, found), speech))
    years = _years(case, speech)
    blocks.append(Folded(years.caption, (years,)))
    return Section("opbrengst", title, tuple(blocks))


def _rules(terms: Terms, speech: Speech) -> Notice:
    years, rate = terms.horizon_years, speech.percent(terms.discount, 1)
    return Notice(
        "plain",
        speech(nl="Hoe gerekend is.", en="How it was counted."),
        speech(
            nl=f"Over {years} jaar, met een rente van {rate} zonder inflatie, vóór winstbelasting en zonder subsidie. "
            f"Wat eerder slijt wordt vervangen; wat langer meegaat houdt restwaarde. De subsidie "
            f"staat er apart bij: als u haar krijgt.",
            en=f"Over {years} years, at an interest of {rate} without inflation, before tax on profit and without "
            f"grants. What wears out earlier is replaced; what lasts longer keeps a residual value. "
            f"Grants stand apart: if you get them.",
        ),
    )


def _table(outcome: Outcome, case: BusinessCase, against: Against, *, speech: Speech) -> Table:
    flows = case.companies[against]
    ids = list(flows)
    each = [flows[c] for c in ids]
    invested = adding_up([f.investment_eur for f in each], round(case.whole[against].investment_eur))
    saved = adding_up([f.saved_eur_per_year for f in each], round(case.whole[against].saved_eur_per_year))
    worth = adding_up([f.npv_eur for f in each], round(case.whole[against].npv_eur))
    granted = case.granted_extra[against]
    rows = tuple(
        _row(owner_name(outcome, c, speech), flows[c], (invested[i], saved[i], worth[i]), granted[c], speech=speech)
        for i, c in enumerate(ids)
    )
    total = _row(
        speech(nl="Alle bedrijven", en="All companies"), case.whole[against],
        (sum(invested), sum(saved), sum(worth)), case.granted_whole(against), speech=speech,
    )  # fmt: skip
    words = speech.word(AGAINST_WORDS, against)
    heads = columns(
        speech(nl="Bedrijf", en="Company"),
        speech(nl="Investering (EUR)", en="Investment (EUR)"),
        speech(nl="Minder kosten per jaar (EUR)", en="Lower cost a year (EUR)"),
        speech(nl="Waarde nu (EUR)", en="Present value (EUR)"),
        speech(nl="Terugverdientijd", en="Payback"),
        speech(nl="Rendement per jaar", en="Return a year"),
        speech(nl="Subsidie, als u die krijgt", en="Grants, if granted"),
    )
    note = speech(
        nl="Wat van allen samen is, is naar rato over de bedrijven verdeeld. Een min bij investering: er wordt minder "
        "gebouwd dan waarmee vergeleken wordt. De subsidie is alleen voor wat er meer gebouwd wordt dan daar (een min: "
        "daar was meer te krijgen) en nooit voor wat de energiebesparingsplicht al vraagt.",
        en="What is shared is divided over the companies in proportion. A minus under investment: less is built than "
        "in what it is compared with. Grants are only for what is built more than there (a minus: more could be had "
        "there) and never for what the energy-saving duty asks for anyway.",
    )
    return Table(speech(nl=f"Samen {words}", en=f"Together {words}"), heads, rows, (total,), note)


def _row(
    name: str, flow: CashFlow, shown: tuple[int, int, int], granted: Granted, *, speech: Speech
) -> tuple[Cell, ...]:
    invested, saved, worth = shown
    return (
        *cells(name, speech.number(invested), speech.number(saved)),
        Cell(speech.number(worth), "worse" if worth < 0 else ""),
        *cells(
            NONE if invested <= 0 and saved <= 0 else _payback(flow.payback_years, speech),
            _rate(flow.irr, speech),
            between(granted.low_eur, granted.high_eur, speech),
        ),
    )  # fmt: skip


def _payback(years: float | None, speech: Speech) -> str:
    if years is None:
        return speech(nl="nooit", en="never")
    return f"{speech.number(years, 1)}\N{NO-BREAK SPACE}{speech(nl='jaar', en='years')}"


def _rate(rate: float | None, speech: Speech) -> str:
    return NONE if rate is None else speech.percent(rate, 1)


def _per_unit(case: BusinessCase, speech: Speech) -> Bullets:
    items = [(f"{speech.word(MEASURE, one.measure)}:", _levelised(one, speech)) for one in case.levelised]
    for against in AGAINST:
        flow = case.whole[against]
        items.append((f"CO₂, {speech.word(AGAINST_WORDS, against)}:", _tonne(flow, speech)))
    return Bullets(tuple(items))


def _levelised(one: Levelised, speech: Speech) -> str:
    eur, amount = speech.euro(one.eur_per_mwh), speech.quantity(one.mwh, "MWh")
    kind = speech(nl="warmte", en="heat") if one.kind == "heat" else speech(nl="stroom", en="electricity")
    return speech(
        nl=f"{eur} per MWh {kind} over de hele levensduur, bij {amount} per jaar.",
        en=f"{eur} per MWh of {kind} over its whole life, at {amount} a year.",
    )


def _tonne(flow: CashFlow, speech: Speech) -> str:
    eur = flow.cost_eur_per_tonne
    if eur is None:
        return speech(nl="er wordt geen CO₂ vermeden.", en="no CO₂ is avoided.")
    if flow.avoided_co2_kg < KG_PER_TONNE:
        return speech(nl="het scheelt minder dan een ton CO₂ per jaar.", en="it is less than a tonne of CO₂ a year.")
    amount = speech.euro(abs(eur))
    if eur < 0:
        return speech(nl=f"elke ton minder spaart {amount} uit.", en=f"each tonne less saves {amount}.")
    return speech(nl=f"elke ton minder kost {amount}.", en=f"each tonne less costs {amount}.")


def _years(case: BusinessCase, speech: Speech) -> Table:
    """Cash of all companies by year, with what the law asks for: that has to be paid as well."""
    flow = case.whole["now"]
    shown, later = [round(eur) for eur in flow.eur_by_year], [round(eur) for eur in flow.later_eur]
    added = _running(shown)
    rows = tuple(
        cells(str(year), speech.number(later[year]), speech.number(shown[year]), speech.number(added[year]))
        for year in range(len(shown))
    )
    heads = columns(
        speech(nl="Jaar", en="Year"),
        speech(nl="Vervanging en restwaarde (EUR)", en="Replacement and residual value (EUR)"),
        speech(nl="In het jaar (EUR)", en="In the year (EUR)"),
        speech(nl="Opgeteld (EUR)", en="Added up (EUR)"),
    )
    words = speech.word(AGAINST_WORDS, "now")
    caption = speech(nl=f"Kasstroom van alle bedrijven, {words}", en=f"Cash flow of all companies, {words}")
    return Table(caption, heads, rows)


def _running(values: Sequence[int]) -> list[int]:
    return [sum(values[: i + 1]) for i in range(len(values))]
