"""What schemes would bring after tax, added up: per scheme, per measure and per company."""

from collections.abc import Callable, Mapping, Sequence

from collectief.facts.schemes import schemes
from collectief.money.schemes import Worth
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import Fitting
from collectief.presentation.blocks import Folded, Table, cells, columns
from collectief.presentation.figures import owner_name
from collectief.presentation.scheme_words import between, brings, thing
from collectief.presentation.speech import Speech

Sums = Mapping[str, tuple[float, float]]


def sums(outcome: Outcome, found: Sequence[Fitting], speech: Speech) -> Folded:
    """Three small tables that open on request."""
    caption = speech(
        nl="Opgeteld: per regeling, per maatregel en per bedrijf", en="Added up: per scheme, per measure, per company"
    )
    by_measure, by_company = (
        _best(found, lambda one: thing(one.investment.asset.measure, speech)),
        _best(found, lambda one: owner_name(outcome, one.investment.owner, speech)),
    )
    names = (
        (speech(nl="Per maatregel", en="Per measure"), speech(nl="Maatregel", en="Measure"), by_measure),
        (speech(nl="Per bedrijf", en="Per company"), speech(nl="Bedrijf", en="Company"), by_company),
    )
    return Folded(caption, (_per_scheme(found, speech), *(_table(*name, speech=speech) for name in names)))


def _per_scheme(found: Sequence[Fitting], speech: Speech) -> Table:
    """Each scheme by itself: how often it fits, and what it would bring if it were the only one."""
    rows = []
    for s in schemes():
        fits = [a for one in found for a in one.answers if a.scheme.key == s.key and a.verdict != "no"]
        amounts = [a.worth for a in fits if a.worth is not None]
        yes = sum(a.verdict == "yes" for a in fits)
        rows.append(
            cells(
                s.name[speech.language],
                speech.number(yes),
                speech.number(len(fits) - yes),
                _sum(amounts, speech) if amounts or not fits else brings(None, speech, s.kind),
            )
        )
    heads = columns(
        speech(nl="Regeling", en="Scheme"),
        speech(nl="Ja", en="Yes"),
        speech(nl="Misschien", en="Possible"),
        speech(nl="Brengt op, na belasting", en="Brings, after tax"),
    )
    note = speech(
        nl="Elke regeling voor zich: niet alles mag naast elkaar, dus tel dit niet op. Ja en misschien: bij hoeveel "
        "investeringen.",
        en="Each scheme by itself: not all of it can be had together, so do not add. Yes and possible: for how many "
        "investments.",
    )
    return Table(speech(nl="Per regeling", en="Per scheme"), heads, tuple(rows), note=note)


def _sum(amounts: Sequence[Worth], speech: Speech) -> str:
    if not amounts:
        return "–"
    return between(sum(w.span_eur[0] for w in amounts), sum(w.span_eur[1] for w in amounts), speech)


def _best(found: Sequence[Fitting], name: Callable[[Fitting], str]) -> Sums:
    """What the one best scheme of each investment brings, by what it is called; never for what is required."""
    added: dict[str, tuple[float, float]] = {}
    for one in found:
        if one.counted:
            low, high = added.get(name(one), (0.0, 0.0))
            least, most = one.counted.span_eur
            added[name(one)] = low + least, high + most
    return added


def _table(caption: str, head: str, added: Sums, *, speech: Speech) -> Table:
    rows = tuple(cells(name, between(low, high, speech)) for name, (low, high) in added.items())
    low, high = (sum(ends[end] for ends in added.values()) for end in (0, 1))
    total = cells(speech(nl="Samen", en="Sum"), between(low, high, speech))
    note = speech(
        nl="Per investering alleen de beste regeling die open is en bevestigd, als u die krijgt. Zonder wat al "
        "verplicht is. Bij eenmanszaak en vof vóór belasting.",
        en="Per investment only the best scheme that is open and confirmed, if granted. Without what is required "
        "anyway. For sole traders and partnerships before tax.",
    )
    return Table(
        caption, columns(head, speech(nl="Brengt op, na belasting", en="Brings, after tax")), rows, (total,), note
    )
