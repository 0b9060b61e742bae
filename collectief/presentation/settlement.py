"""Who settles what: what each company pays by itself in the plan, what it should pay, and the difference.

Everybody settles with one joint account, which pays what is shared: the contract of the group and what it builds.
"""

from dataclasses import dataclass

from collectief.plan.outcome import PARK, Outcome
from collectief.presentation.blocks import Cell, Table, cells, columns
from collectief.presentation.figures import owner_name, paid, payers
from collectief.presentation.rounding import adding_up, beside
from collectief.presentation.speech import Speech
from collectief.presentation.words import RULE


@dataclass(frozen=True, slots=True)
class Settlement:
    """EUR a year of one company: its own bill in the plan, and its share of all cost by the chosen rule."""

    owner: str
    own_eur: float
    share_eur: float

    @property
    def eur(self) -> float:
        """What it pays into the joint account (positive) or receives from it.

        >>> Settlement("smelter", 90.0, 40.0).eur
        -50.0
        """
        return self.share_eur - self.own_eur


def settlements(outcome: Outcome) -> tuple[Settlement, ...]:
    """One per company; together they are the bill of what is shared."""
    together, shares = outcome.cases["together"], outcome.allocations[outcome.chosen_rule].shares
    return tuple(Settlement(o, paid(together, o), shares.get(o, 0.0)) for o in payers(outcome) if o != PARK)


def settlement_table(outcome: Outcome, speech: Speech) -> Table:
    """Each company's own bill, its share, and what it pays into the joint account or receives from it."""
    found, alone = settlements(outcome), outcome.cases["alone"]
    before = [paid(alone, s.owner) for s in found]
    share = beside([s.share_eur for s in found], before, adding_up(before))
    own = beside([s.own_eur for s in found], [s.share_eur for s in found], share)
    rows = tuple(
        (
            *cells(owner_name(outcome, s.owner, speech), speech.number(o), speech.number(part)),
            *_between(part - o, speech),
        )
        for s, o, part in zip(found, own, share, strict=True)
    )
    shared = sum(share) - sum(own)
    total = cells(
        speech(nl="Alle bedrijven", en="All companies"),
        speech.number(sum(own)),
        speech.number(sum(share)),
        speech.number(shared),
        "",
    )
    heads = columns(
        speech(nl="Bedrijf", en="Company"),
        speech(nl="Eigen rekening in het plan", en="Own bill in the plan"),
        speech(nl="Deel volgens de sleutel", en="Share by the key"),
        speech(nl="Verschil", en="Difference"),
        speech(nl="Dus", en="So"),
    )
    caption = speech(nl="De gezamenlijke rekening, EUR per jaar", en="The joint account, EUR per year")
    return Table(caption, heads, rows, (total,), _note(outcome, shared, speech))


def settled(eur: float, speech: Speech) -> str:
    """The amount of a settlement to three digits, with a word where it is received.

    >>> settled(12_345.0, Speech("nl")), settled(-50.0, Speech("nl"))
    ('12.300', 'krijgt 50')
    """
    if round(eur) == 0:
        return "–"
    receives = speech(nl="krijgt", en="receives")
    return speech.rounded(eur) if eur > 0 else f"{receives} {speech.rounded(-eur)}"


def _between(eur: int, speech: Speech) -> tuple[Cell, Cell]:
    if eur == 0:
        return Cell(speech.number(0)), Cell(speech(nl="niets te verrekenen", en="nothing to settle"))
    words = (
        speech(nl="betaalt aan de gezamenlijke rekening", en="pays the joint account")
        if eur > 0
        else speech(nl="krijgt van de gezamenlijke rekening", en="receives from the joint account")
    )
    return Cell(speech.number(eur)), Cell(words)


def _note(outcome: Outcome, shared: int, speech: Speech) -> str:
    rule = speech.quoted(speech.word(RULE, outcome.chosen_rule))
    eur = speech.number(shared)
    return speech(
        nl="Eigen rekening: wat een bedrijf zelf betaalt aan leverancier, netbeheerder en belasting, en voor wat het "
        f"zelf bouwt. Deel: wat het volgens de sleutel {rule} hoort te betalen. Alle verschillen samen zijn de "
        f"rekening van wat gedeeld is: EUR {eur}.",
        en="Own bill: what a company itself pays to its supplier, the grid operator and in tax, and for what it builds "
        f"itself. Share: what it should pay by the key {rule}. All differences together are the bill of what is "
        f"shared: EUR {eur}.",
    )
