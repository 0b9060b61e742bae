"""How the answer of a scheme is said: what was asked, what was found, in both languages."""

from collections.abc import Iterable
from datetime import date

from collectief.facts import Confidence
from collectief.facts.schemes import Condition, Scheme
from collectief.money.schemes.asset import Value
from collectief.park.owners import OWNERS
from collectief.text import Text

KINDS = {
    "large": Text(nl="grote aansluiting", en="large connection"),
    "small": Text(nl="kleine aansluiting", en="small"),
}
MARK = Text(nl=" (niet bevestigd)", en=" (not confirmed)")
ORDERED = {
    "first": Text(
        nl=" Vraag eerst aan; teken pas na de toekenning.", en=" Apply first; sign only after it is granted."
    ),
    "report": Text(
        nl=" Meld de investering op tijd na de opdracht.", en=" Report the investment in time after ordering."
    ),
    "": Text(nl="", en=""),
}


def said(value: Value) -> Text:
    """What was found, in words.

    >>> said(1250.0)["nl"], said(True)["en"], said((10, 52))["nl"], said(None)["nl"]
    ('1.250', 'yes', 'SBI 10, 52', 'niet bekend')
    """
    if value is None:
        return Text(nl="niet bekend", en="not known")
    if isinstance(value, bool):
        return Text(nl="ja", en="yes") if value else Text(nl="nee", en="no")
    if isinstance(value, tuple):
        divisions = ", ".join(map(str, value))
        return Text(nl=f"SBI {divisions}", en=f"SBI {divisions}")
    if isinstance(value, str):
        return KINDS.get(value) or (OWNERS[value].name if value in OWNERS else Text(nl=value, en=value))
    return Text(nl=_number(value).translate(str.maketrans(",.", ".,")), en=_number(value))


def _number(value: float) -> str:
    """A figure with commas between thousands, and decimals only where it is small."""
    small = abs(value) < 100 and value != round(value)
    return f"{value:,.2f}".rstrip("0").rstrip(".") if small else f"{value:,.0f}"


def refused(condition: Condition, found: Value) -> Text:
    """The explanation of a no: the condition that decides and what was found."""
    mark = marked(condition.confidence)
    if condition.test == "never":
        return Text(nl=f"Nee: {condition.asked.nl}{mark.nl}.", en=f"No: {condition.asked.en}{mark.en}.")
    seen = said(found)
    return Text(
        nl=f"Nee: nodig is dat {condition.asked.nl}{mark.nl}. Gevonden: {seen.nl}.",
        en=f"No: it takes that {condition.asked.en}{mark.en}. Found: {seen.en}.",
    )


def look(condition: Condition, found: Value) -> Text:
    """What has to be looked up, with what was found where something was."""
    mark = marked(condition.confidence)
    if condition.test == "look_up":
        return Text(nl=f"{condition.asked.nl}{mark.nl}", en=f"{condition.asked.en}{mark.en}")
    seen = said(found)
    return Text(
        nl=f"{condition.asked.nl}{mark.nl} (gevonden: {seen.nl})",
        en=f"{condition.asked.en}{mark.en} (found: {seen.en})",
    )


def together(lead: Text, parts: Iterable[Text], scheme: Scheme) -> Text:
    """A lead, the parts behind it, and what has to be done first or after."""
    several, order = tuple(parts), ORDERED[scheme.order]
    if not several:
        return Text(nl=f"{lead.nl}.{order.nl}", en=f"{lead.en}.{order.en}")
    return Text(
        nl=f"{lead.nl}: {'; '.join(p.nl for p in several)}.{order.nl}",
        en=f"{lead.en}: {'; '.join(p.en for p in several)}.{order.en}",
    )


def marked(confidence: Confidence) -> Text:
    """The mark of what is not confirmed, or nothing."""
    return MARK if confidence == "low" else Text(nl="", en="")


def window_words(scheme: Scheme) -> Text:
    """From when to when a scheme can be asked."""
    first, last = _day(scheme.from_date), _day(scheme.to_date)
    mark = marked(scheme.confidence)
    return Text(
        nl=f"het loket is open van {first or '?'} tot en met {last or '?'}{mark.nl}",
        en=f"the counter is open from {first or '?'} to {last or '?'}{mark.en}",
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
