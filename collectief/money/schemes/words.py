"""How the answer of a scheme is said: what was asked, what was found, in both languages."""

from collections.abc import Iterable, Sequence

from collectief.facts.schemes import Condition, Scheme
from collectief.money.schemes.asset import Value
from collectief.money.schemes.found_words import is_figure, seen
from collectief.money.schemes.thing_words import listed
from collectief.text import Text

MARK = Text(nl="niet bevestigd", en="not confirmed")
NOTHING = Text(nl="", en="")
UNSURE = Text(nl=" De regeling zelf: niet bevestigd.", en=" The scheme itself: not confirmed.")
ORDERED = {
    "first": Text(
        nl=" Vraag eerst aan; teken pas na de toekenning.", en=" Apply first; sign only after it is granted."
    ),
    "report": Text(
        nl=" Meld de investering op tijd na de opdracht.", en=" Report the investment in time after ordering."
    ),
    "": NOTHING,
}
CASES = {
    "connection=small": Text(nl="bij een kleine aansluiting: ", en="with a small connection: "),
    "connection=large": Text(nl="bij een grote aansluiting: ", en="with a large connection: "),
}
"""Cases of which it is not known whether they hold."""


def refused(condition: Condition, found: Value) -> Text:
    """The explanation of a no: the condition that decides and what was found."""
    asked = _asked(condition)
    if condition.test == "never":
        return Text(nl=f"Nee: {asked.nl}.", en=f"No: {asked.en}.")
    here = seen(condition.subject, found)
    return Text(
        nl=f"Nee. Voorwaarde: {asked.nl}. Hier: {here.nl}.",
        en=f"No. Condition: {asked.en}. Here: {here.en}.",
    )


def look(condition: Condition, found: Value, *, case_known: bool = True) -> Text:
    """What has to be looked up, with what is known so far."""
    case = NOTHING if case_known else CASES.get(condition.when, NOTHING)
    asked = _asked(condition) if condition.test == "look_up" else _with_what_is_here(condition, found)
    return Text(nl=f"{case.nl}{asked.nl}", en=f"{case.en}{asked.en}")


def holds(condition: Condition, found: Value) -> Text:
    """A condition that is met, with the figure that meets it."""
    return _with_what_is_here(condition, found) if is_figure(found) else _asked(condition)


def _asked(condition: Condition) -> Text:
    if condition.confidence != "low":
        return condition.asked
    return Text(nl=f"{condition.asked.nl} ({MARK.nl})", en=f"{condition.asked.en} ({MARK.en})")


def _with_what_is_here(condition: Condition, found: Value) -> Text:
    asked, here = condition.asked, seen(condition.subject, found)
    mark = Text(nl=f"{MARK.nl}; ", en=f"{MARK.en}; ") if condition.confidence == "low" else NOTHING
    return Text(nl=f"{asked.nl} ({mark.nl}hier: {here.nl})", en=f"{asked.en} ({mark.en}here: {here.en})")


def unsure(parts: Sequence[Text], scheme: Scheme, window: Text) -> Text:
    """A "possible": what to look up, the window of the counter, and what has to be done first or after."""
    order, itself = ORDERED[scheme.order], UNSURE if scheme.confidence == "low" else NOTHING
    check = Text(nl=" Kijk na of dit klopt: ", en=" Check whether this holds: ") if parts else NOTHING
    nl, en = _joined(parts, "nl"), _joined(parts, "en")
    return Text(
        nl=f"Misschien.{check.nl}{nl}{window.nl}{itself.nl}{order.nl}",
        en=f"Possible.{check.en}{en}{window.en}{itself.en}{order.en}",
    )


def granted_words(parts: Sequence[Text], scheme: Scheme) -> Text:
    """A "yes": the conditions that hold, and what has to be done first or after."""
    order = ORDERED[scheme.order]
    lead = Text(nl=" Dit klopt hier: ", en=" This holds here: ") if parts else NOTHING
    return Text(
        nl=f"Ja, voor zover bekend.{lead.nl}{_joined(parts, 'nl')}{order.nl}",
        en=f"Yes, as far as known.{lead.en}{_joined(parts, 'en')}{order.en}",
    )


def _joined(parts: Iterable[Text], language: str) -> str:
    said = [part.nl if language == "nl" else part.en for part in parts]
    return f"{'; '.join(said)}." if said else ""


def other_measure(scheme: Scheme, measure: str) -> Text:
    """A no for what the scheme is not meant for."""
    meant, this = listed(scheme.measures), listed((measure,))
    return Text(
        nl=f"Nee: deze regeling is voor {meant.nl}, niet voor {this.nl}.",
        en=f"No: this scheme is for {meant.en}, not for {this.en}.",
    )
