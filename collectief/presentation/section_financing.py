"""Own money or borrowed: every way to pay side by side, for all companies and for each, with its conditions."""

from collections.abc import Mapping, Sequence

from collectief.facts import fact
from collectief.plan.business_case import BusinessCase
from collectief.plan.cash_years import Terms
from collectief.plan.financing import WAYS, Financing, Way
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Cell, Folded, Table, cells, columns
from collectief.presentation.escape import clean
from collectief.presentation.figures import owner_name
from collectief.presentation.scheme_words import VERDICT, between
from collectief.presentation.speech import Speech
from collectief.text import Text

NAMES: Mapping[Way, Text] = {
    "own": Text(nl="Alles eigen geld", en="All own money"),
    "loan": Text(nl="Lening van de bank", en="Bank loan"),
    "bmkb": Text(nl="Lening met BMKB-Groen (de staat staat borg)", en="Loan with BMKB-Groen (the state stands surety)"),
    "groen": Text(nl="Groene lening (minder rente)", en="Green loan (less interest)"),
}


def financing(outcome: Outcome, case: BusinessCase, found: Mapping[str, Sequence[Financing]], speech: Speech) -> Folded:
    """A table for all companies, and one for each way with every company that may use it."""
    caption = speech(nl="Eigen geld of een lening: vier manieren", en="Own money or a loan: four ways")
    by_way = {way: {c: f for c, ways in found.items() for f in ways if f.way == way} for way in WAYS}
    each = (
        Folded(NAMES[way][speech.language], (_each(outcome, way, by_way[way], case.terms, speech=speech),))
        for way in WAYS
        if way != "own" and by_way[way]
    )
    return Folded(caption, (_all(by_way, speech), *each))


def _heads(first: str, speech: Speech) -> tuple[str, ...]:
    return (
        first,
        speech(nl="Eigen geld (EUR)", en="Own money (EUR)"),
        speech(nl="Lening (EUR)", en="Loan (EUR)"),
        speech(nl="Eenmalige kosten (EUR)", en="Cost once (EUR)"),
        speech(nl="Rente en aflossing per jaar", en="Paid on the loan a year"),
        speech(nl="Over per jaar tijdens de lening", en="Left a year during the loan"),
    )


def _all(by_way: Mapping[Way, Mapping[str, Financing]], speech: Speech) -> Table:
    """All companies together, each way as far as it may be used."""
    rows = tuple(
        (*cells(NAMES[way][speech.language], speech.number(len(ways))), *_figures(list(ways.values()), speech))
        for way, ways in by_way.items()
        if ways
    )
    heads = _heads(speech(nl="Manier", en="Way"), speech)
    note = speech(
        nl="Tegen nu. Elke rij telt alleen de bedrijven die deze manier (misschien) mogen gebruiken: vergelijk dus per "
        "bedrijf. Een borg of groene lening is alleen voor wat daarvoor in aanmerking komt; de rest is eigen geld.",
        en="Against now. Each row only counts the companies that may (perhaps) use this way, so compare per company. A "
        "guarantee or green loan is only for what qualifies; the rest is own money.",
    )
    caption = speech(nl="Alle bedrijven, per manier van betalen", en="All companies, by way of paying")
    return Table(caption, columns(heads[0], speech(nl="Bedrijven", en="Companies"), *heads[1:]), rows, note=note)


def _each(outcome: Outcome, way: Way, found: Mapping[str, Financing], terms: Terms, *, speech: Speech) -> Table:
    """One way for every company that may use it, and on which conditions."""
    checked = way in ("bmkb", "groen")
    rows = tuple(
        (
            *cells(owner_name(outcome, company, speech)),
            *_figures([one], speech),
            *(_allowed(one, speech) if checked else ()),
        )
        for company, one in found.items()
    )
    heads = _heads(speech(nl="Bedrijf", en="Company"), speech)
    more = (speech(nl="Mag het", en="Allowed"), speech(nl="Voorwaarden", en="Conditions")) if checked else ()
    return Table(
        NAMES[way][speech.language], columns(*heads, *more), rows, note=_note(way, found, terms, speech=speech)
    )


def _allowed(one: Financing, speech: Speech) -> tuple[Cell, ...]:
    """Whether it may be used, and what the scheme says to the largest investment."""
    said = one.answers[0].text[speech.language] if one.answers else ""
    return cells(VERDICT[one.verdict][speech.language], clean(said))


def _figures(ways: Sequence[Financing], speech: Speech) -> tuple[Cell, ...]:
    own, lent, once = (sum(values) for values in zip(*((f.own_eur, f.lent_eur, f.once_eur) for f in ways), strict=True))
    paid = sum(f.low_eur_per_year for f in ways), sum(f.high_eur_per_year for f in ways)
    left = sum(f.left_eur_per_year[0] for f in ways), sum(f.left_eur_per_year[1] for f in ways)
    return cells(
        speech.number(own),
        speech.number(lent),
        speech.number(once),
        between(*paid, speech) if lent else "–",
        between(*left, speech),
    )


def _note(way: Way, found: Mapping[str, Financing], terms: Terms, *, speech: Speech) -> str:
    share, years = speech.percent(terms.loan_share), terms.loan_years
    interest = speech.percent(terms.loan_interest, 1)
    plain = speech(
        nl=f"Lening van {share} in {years} jaar tegen {interest}. Een schatting: vul uw eigen lening in bij [finance] "
        f"in park.toml.",
        en=f"A loan of {share} over {years} years at {interest}. An estimate: put your own loan under [finance] in "
        f"park.toml.",
    )
    largest = speech(
        nl="De voorwaarden zijn die voor de grootste investering; de andere staan bij de regelingen.",
        en="The conditions are those for the largest investment; the others are among the schemes.",
    )
    if way == "bmkb":
        return f"{plain} {_bmkb_note(found, speech)} {largest}"
    if way == "groen":
        less = fact("finance.green_interest_less")
        low, high = (speech.percent(end or less.value, 1) for end in (less.low, less.high))
        mark = speech(nl=" Niet bevestigd.", en=" Not confirmed.") if less.confidence == "low" else ""
        said = speech(
            nl=f"Bij een groene lening {low} tot {high} minder rente per jaar.",
            en=f"With a green loan {low} to {high} less interest a year.",
        )
        return f"{plain} {said}{mark} {largest}"
    return plain


def _bmkb_note(found: Mapping[str, Financing], speech: Speech) -> str:
    years = next(iter(found.values())).years
    guaranteed = speech.euro(sum(f.guaranteed_eur for f in found.values()))
    credit, state = (speech.percent(fact(f"finance.bmkb_{k}_share").value) for k in ("credit", "state"))
    most = speech.euro(fact("finance.bmkb_most_eur").value)
    short = speech.number(fact("finance.bmkb_short_years").value)
    fee_short, fee_long = (speech.percent(fact(f"finance.bmkb_fee_{k}").value) for k in ("short", "long"))
    return speech(
        nl=f"Met BMKB-Groen staat de staat borg voor {state} van {credit} van de lening, hooguit {most} per bedrijf. "
        f"Hier is dat samen {guaranteed}. De borg maakt lenen makkelijker, niet goedkoper. U betaalt één keer "
        f"{fee_short} (tot {short} jaar) of {fee_long} (langer) van het deel met borg. De lening loopt hier {years} "
        f"jaar.",
        en=f"With BMKB-Groen the state stands surety for {state} of {credit} of the loan, at most {most} per company. "
        f"Here that is {guaranteed} together. It makes borrowing easier, not cheaper. You pay {fee_short} once (up to "
        f"{short} years) or {fee_long} (longer) of the part with a guarantee. Here the loan runs {years} years.",
    )
