"""Who promises what (wederkerigheid), and what is lost when a promise is broken."""

from collections.abc import Sequence

from collectief.plan.commitments import Broken, broken
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Cell, Column, Section, Table, cells
from collectief.presentation.escape import clean
from collectief.presentation.figures import owner_name
from collectief.presentation.speech import Speech
from collectief.text import Text

PARTY = {
    "company": Text(nl="bedrijf", en="company"),
    "association": Text(nl="vereniging", en="association"),
    "municipality": Text(nl="gemeente", en="municipality"),
    "province": Text(nl="provincie", en="province"),
    "operator": Text(nl="netbeheerder", en="grid operator"),
    "other": Text(nl="anders", en="other"),
}


def commitments(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter on commitments, or None where the park has none."""
    found = broken(outcome)
    if not found:
        return None
    table = commitment_table(outcome, found, speech)
    return Section("afspraken", speech(nl="Wie belooft wat", en="Who promises what"), (table,))


def commitment_table(outcome: Outcome, found: Sequence[Broken], speech: Speech) -> Table:
    """Who promises what, by when, on which condition, and what is lost when it is not kept."""
    titles = (
        speech(nl="Wie", en="Who"),
        speech(nl="Belooft", en="Promises"),
        speech(nl="Uiterlijk", en="By"),
        speech(nl="Als", en="On condition that"),
        speech(nl="Anders", en="Else"),
        speech(nl="Kost allen samen als het niet gebeurt", en="Costs all together when it is not kept"),
    )
    rows = tuple(_row(outcome, one, speech) for one in found)
    note = speech(
        nl="Voor een bedrijf: wat de andere groepen en projecten minder besparen als het niet meedoet; bij een gedeeld "
        "project is dat het meeste dat verloren kan gaan. Bij een maatregel: wat het plan zonder die maatregel minder "
        "bespaart.",
        en="For a company: what groups and projects save less when it stays out; with a shared project that is the "
        "most that can be lost. With a measure: what the plan saves less without that measure.",
    )
    return Table(speech(nl="Afspraken", en="Commitments"), tuple(Column(t) for t in titles), rows, note=note)


def _row(outcome: Outcome, one: Broken, speech: Speech) -> tuple[Cell, ...]:
    said, language = one.commitment, speech.language
    kind = PARTY[said.party][language]
    name = clean(said.name) or (owner_name(outcome, said.company, speech) if said.company else "")
    return cells(
        f"{name} ({kind})" if name else kind,
        clean(said.promise[language]),
        clean(said.by_when) or "–",
        clean(said.condition[language]) or "–",
        clean(said.consequence[language]) or "–",
        _lost(one, speech),
    )


def _lost(one: Broken, speech: Speech) -> str:
    if one.lost_eur is None:
        return speech(nl="niet doorgerekend", en="not calculated")
    return speech(nl=f"{speech.euro(one.lost_eur)} per jaar", en=f"{speech.euro(one.lost_eur)} a year")
