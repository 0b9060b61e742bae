"""Words for schemes: verdicts, what they bring, and the two things that are not measures of the plan."""

from collections.abc import Mapping

from collectief.facts.schemes import Scheme, SchemeKind
from collectief.money.schemes import Answer, Worth
from collectief.plan.investor import ADVICE, VEHICLES
from collectief.presentation.speech import Speech
from collectief.presentation.words import CONFIDENCE, MEASURE
from collectief.text import Text

VERDICT: Mapping[str, Text] = {
    "yes": Text(nl="ja", en="yes"),
    "check": Text(nl="misschien, kijk na", en="possible, check"),
    "no": Text(nl="nee", en="no"),
}
BESIDE: Mapping[str, Text] = {
    ADVICE: Text(nl="Advies of onderzoek", en="Advice or study"),
    VEHICLES: Text(nl="Elektrische voertuigen", en="Electric vehicles"),
}
REQUIRED = Text(nl=" (verplicht)", en=" (required)")
PERHAPS = Text(nl=" (misschien verplicht)", en=" (may be required)")


def thing(measure: str, speech: Speech, *, required: bool | None = False) -> str:
    """What a measure, or what is asked for beside the plan, is called; with None the law may require it."""
    name = BESIDE[measure][speech.language] if measure in BESIDE else speech.word(MEASURE, measure)
    mark = PERHAPS if required is None else REQUIRED
    return name if required is False else f"{name}{mark[speech.language]}"


NO_AMOUNT: Mapping[SchemeKind, Text] = {
    "guarantee": Text(nl="geen bedrag: een borg", en="no amount: a guarantee"),
    "loan": Text(nl="geen bedrag: een lening", en="no amount: a loan"),
    "depreciation": Text(nl="geen bedrag: eerder afschrijven", en="no amount: earlier write-off"),
    "operating": Text(nl="niet bekend: een bedrag per kWh", en="not known: an amount per kWh"),
}
"""What stands in place of euros, by the kind of scheme; for all others it is not known."""


def brings(worth: Worth | None, speech: Speech, kind: SchemeKind = "grant") -> str:
    """What a scheme brings after tax, from low to high; before tax where the tax is the owner's own."""
    if worth is None:
        return NO_AMOUNT[kind][speech.language] if kind in NO_AMOUNT else speech(nl="niet bekend", en="not known")
    if worth.low_after_tax_eur is None or worth.high_after_tax_eur is None:
        before = speech(nl="vóór belasting", en="before tax")
        return f"{between(worth.low_eur, worth.high_eur, speech)} ({before})"
    return between(worth.low_after_tax_eur, worth.high_after_tax_eur, speech)


def between(low_eur: float, high_eur: float, speech: Speech) -> str:
    """Euros from low to high, or one amount where they are the same."""
    if round(low_eur) == round(high_eur):
        return speech.euro(low_eur)
    return f"{speech.euro(low_eur)} {speech(nl='tot', en='to')} {speech.short(high_eur)}"


def named(answer: Answer, speech: Speech) -> str:
    """A scheme with its answer."""
    return f"{answer.scheme.name[speech.language]} ({VERDICT[answer.verdict][speech.language]})"


def window(scheme: Scheme, speech: Speech) -> str:
    """The days on which a scheme can be asked."""
    first = scheme.from_date.isoformat() if scheme.from_date else "…"
    last = scheme.to_date.isoformat() if scheme.to_date else "…"
    return f"{first} {speech(nl='tot en met', en='to')} {last}"


def sure(scheme: Scheme, speech: Speech) -> str:
    """How sure the row of a scheme is."""
    return CONFIDENCE[scheme.confidence][speech.language]
