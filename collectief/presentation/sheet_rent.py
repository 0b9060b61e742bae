"""The rent of roofs on the hand-over sheets: what a host gets of the park, and what the park pays in all."""

from collections.abc import Sequence

from collectief.plan.let_roofs import LetPanels, let_panels
from collectief.presentation.figures import owner_name
from collectief.presentation.sheet import Question, Subject
from collectief.text import Text

APART = Text(
    nl="Een schatting, die in geen ander bedrag op dit blad zit. De verdeling geeft wie het dak verhuurt al wat het "
    "oplevert na de kosten van de panelen: spreekt u huur af, verreken haar dan daarmee.",
    en="An estimate, which is in no other amount on this sheet. The division already gives who lets the roof what it "
    "brings after the cost of the panels: where you agree on a rent, settle it with that.",
)


def rent(subject: Subject) -> list[tuple[str, str]]:
    """What it gets for its roof, or pays for the roofs of others; nothing where none is let."""
    found = _roofs(subject)
    if not found:
        return []
    speech, eur = subject.speech, _rent_eur(found, subject)
    kwp, apart = speech.quantity(sum(one.kwp for one in found), "kWp"), APART[subject.speech.language]
    if not subject.shared:
        said = speech(
            nl=f"u krijgt {eur} per jaar voor {kwp} aan panelen van het park. {apart}",
            en=f"you get {eur} a year for {kwp} of panels of the park. {apart}",
        )
        return [(speech(nl="Huur van uw dak:", en="Rent of your roof:"), said)]
    hosts = speech.listing([owner_name(subject.outcome, one.company, speech) for one in found])
    said = speech(
        nl=f"u betaalt {eur} per jaar voor {kwp} bij {hosts}. {apart}",
        en=f"you pay {eur} a year for {kwp} at {hosts}. {apart}",
    )
    return [(speech(nl="Huur van daken:", en="Rent of roofs:"), said)]


def rent_question(subject: Subject) -> list[Question]:
    """What to ask the accountant of it."""
    found = _roofs(subject)
    if not found:
        return []
    speech, eur = subject.speech, _rent_eur(found, subject)
    said = speech(
        nl=f"{eur} per jaar (een schatting, in geen bedrag hierboven): hoe boekt u haar, en met btw?",
        en=f"{eur} a year (an estimate, in no amount above): how do you book it, and with VAT?",
    )
    return [(speech(nl="Huur van het dak", en="Rent of the roof"), said)]


def _roofs(subject: Subject) -> Sequence[LetPanels]:
    """Panels of the park on its own roof; on all roofs for what is shared."""
    return [one for one in let_panels(subject.outcome) if subject.shared or one.company == subject.mine.owner]


def _rent_eur(found: Sequence[LetPanels], subject: Subject) -> str:
    return subject.speech.euro(sum(one.rent_eur for one in found))
