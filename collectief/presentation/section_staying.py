"""Who leaves or joins last: what that costs the others, who would follow, and what each key does in this park."""

from collections.abc import Sequence

from collectief.allocation import Entry, Leaving, Property, Tested
from collectief.plan.business_case import parts_of_shared
from collectief.plan.outcome import PARK, ROUNDING_EUR, Outcome
from collectief.plan.stay import Staying
from collectief.presentation.blocks import Block, Cell, Column, Paragraph, Table, cells
from collectief.presentation.figures import owner_name
from collectief.presentation.speech import Speech
from collectief.presentation.words import RULE
from collectief.text import Text

PROPERTY: dict[Property, Text] = {
    "efficient": Text(nl="telt op tot de rekening", en="adds up to the bill"),
    "rational": Text(nl="niemand betaalt meer dan apart", en="nobody pays more than alone"),
    "core": Text(nl="geen groep is goedkoper uit zonder de rest", en="no group is better off without the rest"),
    "bill": Text(nl="wordt samen duurder, dan betaalt niemand minder", en="if together costs more, nobody pays less"),
    "population": Text(nl="komt er een bedrijf bij, dan betaalt niemand meer", en="if one joins, nobody pays more"),
    "splitting": Text(nl="wie zich in tweeën deelt, wint niets", en="nobody gains by being two"),
}
BY_HAND = Text(nl="met pen en papier na te rekenen", en="can be checked by hand")
YES, NO = Text(nl="ja", en="yes"), Text(nl="nee", en="no")
SIMPLE = ("own_key", "contract_kw", "kwh", "use", "stand_alone", "equal_saving")
"""Keys that take one page of numbers."""


def staying(outcome: Outcome, speech: Speech) -> tuple[Block, ...]:
    """The table of leaving and joining, and what holds without whom; nothing where nobody shares."""
    found = outcome.staying
    if found is None:
        return ()
    return (_leaving(outcome, found, speech), Paragraph(_without_whom(outcome, found, speech)))


def _leaving(outcome: Outcome, found: Staying, speech: Speech) -> Table:
    stranded = _bought(outcome)
    shows = any(eur > ROUNDING_EUR for eur in stranded.values())
    heads = [
        Column(speech(nl="Bedrijf of groep", en="Company or group")),
        Column(speech(nl="Betaalt nu", en="Pays now"), numeric=True),
        Column(speech(nl="Zonder de rest", en="Without the rest"), numeric=True),
        Column(
            speech(nl="De rest betaalt dan meer (afkoop per jaar)", en="The rest pays more then (a year)"), numeric=True
        ),
        *(
            (Column(speech(nl="Deel in wat al gekocht is, EUR", en="Part in what was bought, EUR"), numeric=True),)
            * shows
        ),
        Column(speech(nl="Wie dan ook gaat", en="Who leaves then too")),
        Column(speech(nl="Later meedoen kost vanaf", en="Joining later, from"), numeric=True),
        Column(speech(nl="tot", en="to"), numeric=True),
    ]
    joins = {one.who: one for one in found.entries}
    rows = tuple(
        cells(
            speech.listing([owner_name(outcome, c, speech) for c in one.who]),
            speech.rounded(one.paid),
            speech.rounded(one.own),
            speech.rounded(one.fee),
            *((speech.rounded(sum(stranded[c] for c in one.who)),) * shows),
            _followers(outcome, one, speech),
            *(_between(joins[one.who[0]], speech) if len(one.who) == 1 else ("", "")),
        )
        for one in found.leaving
        if max(abs(one.gain), one.fee) > ROUNDING_EUR  # who shares nothing changes nothing
    )
    caption = speech(
        nl="Als een bedrijf of groep weggaat, of later meedoet, EUR per jaar",
        en="If a company or group leaves, or joins later, EUR a year",
    )
    return Table(caption, tuple(heads), rows, note=_note(speech))


def _note(speech: Speech) -> str:
    return speech(
        nl="Wat de rest meer betaalt is wat een afkoopsom per jaar moet goedmaken. Wie dan ook gaat: als de rest dat "
        "gelijk verdeelt en niemand meer wil betalen dan apart. Instappen: met minder gaan de anderen erop "
        "achteruit, met meer het bedrijf zelf. Voor de vereniging; een bedrijf ziet alleen zijn eigen bedragen.",
        en="What the rest pays more is what a yearly exit fee must make good. Who leaves then too: where the rest "
        "divides that equally and nobody will pay more than alone. Joining: for less the others are worse off, for "
        "more the company itself. For the association; a company sees its own amounts only.",
    )


def _bought(outcome: Outcome) -> dict[str, float]:
    """What each company's part in what is shared costs to buy, EUR: what the others keep, or must pay off."""
    whole = sum(one.investment_eur for one in outcome.cases["together"].builds if one.owner == PARK)
    return {company: part * whole for company, part in parts_of_shared(outcome).items()}


def _followers(outcome: Outcome, one: Leaving, speech: Speech) -> str:
    if not one.follow:
        return speech(nl="niemand", en="nobody")
    if not one.stay:
        return speech(nl="allen", en="all")
    return speech.listing([owner_name(outcome, c, speech) for c in one.follow])


def _between(one: Entry, speech: Speech) -> tuple[str, str]:
    if not one.possible:
        return speech(nl="geen bedrag past", en="no amount suits"), ""
    return speech.rounded(one.least), speech.rounded(one.most)


def _without_whom(outcome: Outcome, found: Staying, speech: Speech) -> str:
    """Companies that all hangs on, and the fewest with whom it works."""

    def named(companies: Sequence[str]) -> str:
        return speech.listing([owner_name(outcome, c, speech) for c in companies])

    if not found.anchors and found.smallest == ():
        return speech(nl="Samen bespaart hier niemand iets.", en="Nobody saves anything together here.")
    held = speech(
        nl="Zonder elk van de bedrijven bespaart de rest nog iets.",
        en="Without any one company the rest still saves something.",
    )
    if found.anchors:
        each = [owner_name(outcome, c, speech) for c in found.anchors]
        held = speech(
            nl=f"Zonder {' of zonder '.join(each)} bespaart de rest niets: leg die deelname als eerste vast.",
            en=f"Without {' or without '.join(each)} the rest saves nothing: settle that part first.",
        )
    if found.smallest is None:
        few = speech(
            nl="Er zijn te veel bedrijven om elke groep na te gaan: wat de rest zonder een bedrijf bespaart is "
            "gezocht, niet bewezen, en met welk kleinste aantal het nog werkt is niet nagegaan.",
            en="There are too many companies to look at every group: what the rest saves without one was searched for, "
            "not proven, and with how few it still works was not looked at.",
        )
    else:
        few = speech(
            nl=f"De kleinste groep die al iets bespaart: {named(found.smallest)}.",
            en=f"The smallest group that saves anything: {named(found.smallest)}.",
        )
    return f"{held} {few}"


def kept_promises(outcome: Outcome, speech: Speech) -> Table | None:
    """Which key keeps which promise in this park; None where nobody shares."""
    found = outcome.staying
    if found is None or not found.tested:
        return None
    keys = list(found.tested)
    heads = (
        Column(speech(nl="In dit park", en="In this park")),
        *(Column(speech.word(RULE, key)) for key in keys),
    )
    rows = [
        (
            Cell(text[speech.language]),
            *(_tested(outcome, _held(outcome, found, key, name), speech) for key in keys),
        )
        for name, text in PROPERTY.items()
    ]
    hand = [YES if key in SIMPLE else NO for key in keys]
    by_hand = (Cell(BY_HAND[speech.language]), *(Cell(word[speech.language]) for word in hand))
    note = speech(
        nl="Getoetst op dit park, niet overgenomen uit een boek: nee zegt hoeveel op zijn ergst, EUR per jaar, bij wie "
        "en naast wie; ? is niet nagegaan.",
        en="Tested on this park, not taken from a book: no says how much at worst, EUR a year, with whom and beside "
        "whom; ? was not looked at.",
    )
    return Table(
        speech(nl="Wat elke sleutel belooft en houdt", en="What each key promises and keeps"),
        heads,
        (*rows, by_hand),
        note=note,
    )


def _held(outcome: Outcome, found: Staying, key: str, name: Property) -> Tested | None:
    """What was tested; of groups the check on exact bills."""
    if name != "core":
        return found.tested[key].get(name)
    report = outcome.core.get(key)
    return None if report is None else Tested(report.stable, max(0.0, report.surplus), report.worst)


def _tested(outcome: Outcome, one: Tested | None, speech: Speech) -> Cell:
    if one is None or one.holds is None:
        return Cell("?")
    if one.holds:
        return Cell(YES[speech.language])
    who = speech.listing([owner_name(outcome, c, speech) for c in one.who])
    return Cell(f"{NO[speech.language]}: {speech.rounded(one.eur)}" + (f" ({who})" if who else ""), "worse")
