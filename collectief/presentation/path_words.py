"""The words of a staged path: its headline, the ways through the years, and what a lot is called."""

from collections.abc import Iterable, Mapping, Sequence

from collectief.measure import PARK
from collectief.plan.stage import Path, Stage, StagedPath, Way
from collectief.plan.standing import Lot
from collectief.presentation.escape import clean
from collectief.presentation.figures import part_name
from collectief.presentation.speech import Speech, in_sentence
from collectief.presentation.words import MEASURE, UNIT
from collectief.text import Text

WAY: Mapping[Way, Text] = {
    "forward": Text(nl="Elk jaar wat dan het beste is", en="Each year what is best then"),
    "guided": Text(nl="Alleen wat ook in het einde staat", en="Only what also stands in the end"),
    "at_once": Text(nl="Alles meteen", en="All at once"),
    "waiting": Text(nl="Wachten tot de wachtrij voorbij is", en="Waiting until the queue ends"),
}
WAY_MEANING: Mapping[Way, Text] = {
    "forward": Text(
        nl="Per planjaar het goedkoopste plan dat voor dat jaar is gevonden, op wat er al staat.",
        en="In each planning year the cheapest plan found for that year, on what stands already.",
    ),
    "guided": Text(
        nl="Eerst het beste plan dat voor het laatste jaar is gevonden, alsof er niets stond. Daarvoor bouwt niemand "
        "iets voor zichzelf dat daar niet in staat: zonder spijt achteraf.",
        en="First the best plan found for the last year, as if nothing stood. Before that nobody builds anything for "
        "itself that is not in it: no regret afterwards.",
    ),
    "at_once": Text(
        nl="In het eerste jaar bouwt elk bedrijf alles wat het in het gevonden plan voor het laatste jaar zelf heeft.",
        en="In the first year each company builds all that it has for itself in the plan found for the last year.",
    ),
    "waiting": Text(
        nl="Niemand doet meer dan de wet vraagt, tot het net weer ruimte heeft. Daarna elk jaar het goedkoopste plan "
        "dat dan is gevonden.",
        en="Nobody does more than the law asks for, until the grid has room again. Then each year the cheapest plan "
        "that was found for it.",
    ),
}


WHY: Mapping[Way, Text] = {
    "forward": Text(
        nl="Dit verdient zich bij de prijzen van dit jaar al terug, of de wet vraagt het.",
        en="This pays at the prices of this year already, or the law asks for it.",
    ),
    "guided": Text(
        nl="Dit verdient zich al terug en staat ook in het gevonden plan voor het laatste jaar, of de wet vraagt het.",
        en="This pays already and stands in the plan found for the last year as well, or the law asks for it.",
    ),
    "at_once": Text(
        nl="Dit staat ook in het gevonden plan voor het laatste jaar; meteen bouwen kost over alle jaren het minst van "
        "de manieren die bekeken zijn.",
        en="This stands in the plan found for the last year as well; building it at once costs least over all years "
        "of the ways that were looked at.",
    ),
    "waiting": Text(nl="Meer vraagt de wet nog niet.", en="The law asks for no more yet."),
}
"""Why the first stage builds what it builds."""
MOST_NAMED = 4
"""So many measures stand in the headline; the first chapter names all."""


def headline(found: StagedPath, speech: Speech) -> str:
    """What to build first and what the path costs, in one or two sentences."""
    first = found.best.stages[0]
    every = [in_sentence(name) for name in first_names(first, speech)]
    rest_of = [speech(nl="meer", en="more")] if len(every) > MOST_NAMED else []
    named = speech.listing([*every[:MOST_NAMED], *rest_of])
    build = (
        speech(nl=f"Begin in {first.year} met: {named}.", en=f"Begin in {first.year} with: {named}.")
        if named
        else speech(nl=f"Bouw in {first.year} nog niets.", en=f"Build nothing yet in {first.year}.")
    )
    less = saved_eur(found.best)
    if less is None:
        rest = speech(nl="Het pad is niet tot het einde berekend.", en="The path was not calculated to its end.")
    else:
        until = found.years[-1] + found.counted[-1] - 1
        eur = speech.euro(abs(less))
        rest = (
            speech(
                nl=f"Tot en met {until} scheelt dit pad {eur} met niet meer doen dan de wet vraagt.",
                en=f"Up to {until} this path saves {eur} against doing no more than the law asks for.",
            )
            if less >= 0
            else speech(
                nl=f"Tot en met {until} kost dit pad {eur} meer dan niet meer doen dan de wet vraagt.",
                en=f"Up to {until} this path costs {eur} more than doing no more than the law asks for.",
            )
        )
    return f"{build} {rest}"


def saved_eur(path: Path) -> float | None:
    """Discounted euros less than doing no more than the law asks for; None for a path without an end."""
    if path.total_eur is None or path.nothing_more_eur is None:
        return None
    return path.nothing_more_eur - path.total_eur


def first_names(stage: Stage, speech: Speech) -> tuple[str, ...]:
    """What a stage adds, dearest first, and a group contract where it has one."""
    names = [lot_name(lots[0], speech, whole=True) for lots in by_measure(worth_naming(stage))]
    group = [speech.word(MEASURE, "group_contract")] if any(stage.members.values()) else []
    return tuple(dict.fromkeys([*group, *names]))


def worth_naming(stage: Stage) -> tuple[Lot, ...]:
    """What a stage adds, without what is smaller than can be bought."""
    return tuple(lot for lot in stage.added if not lot.small)


def by_measure(lots: Iterable[Lot]) -> tuple[tuple[Lot, ...], ...]:
    """Lots of one measure and unit together, those with the highest investment first."""
    groups: dict[tuple[str, str, bool], list[Lot]] = {}
    for lot in lots:
        groups.setdefault((lot.measure, lot.unit, lot.owner == PARK), []).append(lot)
    found = [tuple(group) for group in groups.values()]
    return tuple(sorted(found, key=lambda g: (-sum(lot.investment_eur for lot in g), g[0].measure, g[0].unit)))


def lot_name(lot: Lot, speech: Speech, *, whole: bool = False) -> str:
    """What a lot is called: its measure, and unless the ``whole`` measure is meant also which part of it."""
    return clean(part_name(lot.measure, lot.owner, "" if whole else lot.part, speech=speech))


def amount(lots: Sequence[Lot], speech: Speech) -> str:
    """How much of it, with its unit."""
    unit = lots[0].unit
    word = UNIT[unit][speech.language] if unit in UNIT else unit
    return speech.quantity(sum(lot.built for lot in lots), word)


def named(found: StagedPath, key: str, speech: Speech) -> str:
    """The name of a company or area, or all members; made harmless."""
    if key == PARK:
        return speech(nl="Samen (alle leden)", en="Together (all members)")
    return clean(found.names.get(key, key))
