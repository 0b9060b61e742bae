"""What schemes say to one owner, line by line: each that fits with its euros, and each that does not with why."""

from collections.abc import Sequence
from dataclasses import dataclass

from collectief.facts.schemes import Scheme, schemes
from collectief.measure import PARK
from collectief.money.schemes import Verdict, Worth, listed
from collectief.plan.schemes import Fitting
from collectief.presentation.scheme_words import thing
from collectief.presentation.speech import Speech
from collectief.text import Text

ORDER: tuple[Verdict, ...] = ("yes", "check", "no")


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One line: the scheme, what for (one thing where it fits, all where it does not), the answer, and its euros."""

    scheme: Scheme
    things: tuple[str, ...]
    verdict: Verdict
    text: Text
    worth: Worth | None = None

    @property
    def what(self) -> str:
        """What it is for, in one cell."""
        return ", ".join(self.things)


def scheme_rows(owner: str, found: Sequence[Fitting], speech: Speech) -> tuple[SchemeRow, ...]:
    """All schemes of one owner, what fits first. ``found`` holds what schemes say to its investments."""
    rows: dict[tuple[str, str, str], SchemeRow] = {}
    for one in found:
        asset = one.investment.asset
        name = thing(asset.measure, speech, required=asset.required_by_law)
        for a in one.answers:
            if a.decided_by != "measure":
                key = a.scheme.key, a.text.nl, "" if a.verdict == "no" else name
                things = (*rows[key].things, name) if key in rows else (name,)
                rows[key] = SchemeRow(a.scheme, tuple(dict.fromkeys(things)), a.verdict, a.text, a.worth)
    asked = {row.scheme.key for row in rows.values()}
    others = (SchemeRow(s, (), "no", _nothing_for(s, owner)) for s in schemes() if s.key not in asked)
    return tuple(sorted((*rows.values(), *others), key=lambda row: ORDER.index(row.verdict)))


def _nothing_for(scheme: Scheme, owner: str) -> Text:
    """Why a scheme is for nothing that an owner builds."""
    meant = listed(scheme.measures)
    who = Text(nl="Dit bedrijf bouwt dat niet", en="This company builds no such thing")
    if owner == PARK:
        who = Text(nl="Samen bouwt de groep dat niet", en="Together the group builds no such thing")
    return Text(
        nl=f"Nee: deze regeling is voor {meant.nl}. {who.nl} in dit plan.",
        en=f"No: this scheme is for {meant.en}. {who.en} in this plan.",
    )
