"""The words of the command line: help, phases, endings."""

from collections.abc import Mapping
from typing import Final

from collectief.text import Text, joined

GROUPS: Final[Mapping[str, Text]] = {
    "error": Text(nl="Fouten: hiermee kan geen plan worden gemaakt", en="Errors: no plan can be made with these"),
    "repaired": Text(nl="Hersteld: kijk of dit klopt", en="Repaired: see whether this is right"),
    "warning": Text(nl="Let op: het plan gaat door", en="Mind: the plan goes on"),
}
CHANGE = Text(nl="Was: {before}. Nu: {after}.", en="Was: {before}. Now: {after}.")

PHASES: Final[Mapping[str, Text]] = {
    "prepare": Text(nl="Gegevens klaarzetten", en="Prepare the data"),
    "alone": Text(nl="Ieder apart: beste keuze zoeken", en="Each alone: find the best choice"),
    "replay_alone": Text(nl="Ieder apart: heel het jaar narekenen", en="Each alone: check the whole year"),
    "every_hour": Text(nl="Ieder apart: elk uur van het jaar wegen", en="Each alone: weigh every hour of the year"),
    "together": Text(nl="Samen: een plan zoeken", en="Together: find a plan"),
    "replay_together": Text(nl="Samen: heel het jaar narekenen", en="Together: check the whole year"),
    "group": Text(nl="Gedeelde maatregelen bekijken", en="Look at shared measures"),
    "allocate": Text(nl="Kosten eerlijk verdelen", en="Divide the costs fairly"),
    "report": Text(nl="Uitkomst opmaken", en="Compose the outcome"),
    "limits": Text(nl="Kijken wat een grens waard is", en="See what a limit is worth"),
    "prove": Text(nl="Bewijzen over het hele jaar", en="Prove over the whole year"),
    "rolling": Text(nl="Het jaar dag voor dag leven", en="Live the year day by day"),
    "sure": Text(nl="Kijken wat de uitkomst verandert", en="See what changes the outcome"),
    "replan": Text(nl="Opnieuw plannen met andere kengetallen", en="Plan anew with other figures"),
    "verify": Text(nl="Plan narekenen met andere middelen", en="Check the plan by other means"),
    "write": Text(nl="Bestanden schrijven", en="Write the files"),
}

NO_DATE = Text(
    nl="Wat bij --start staat, is geen dag tussen 1990 en 2200. Schrijf jaar, maand en dag: 2026-01-31.",
    en="What stands at --start is no day between 1990 and 2200. Write year, month and day: 2026-01-31.",
)
REFUSED = Text(
    nl="Met deze gegevens kan het niet. Verbeter wat hierboven staat en probeer het opnieuw.",
    en="It cannot be done with these data. Correct what is listed above and try again.",
)
SOUND = Text(nl="Niets gevonden: de gegevens zijn in orde.", en="Nothing found: the data are in order.")
USABLE = Text(nl="Er kan een plan worden gemaakt.", en="A plan can be made.")
YEAR_MIXED = Text(
    nl="Weer, prijzen, CO2 en zon van verschillende jaren passen niet bij elkaar: geef bestanden van hetzelfde jaar.",
    en="Weather, prices, CO2 and sun of different years do not belong together: give files of the same year.",
)
YEAR_REPAIRED = Text(nl="U hoeft niets te doen als dit klopt.", en="You need not do anything if this is right.")
NEXT_PLAN = Text(nl="Volgende stap: {command}", en="Next step: {command}")
INTERRUPTED = Text(
    nl="Gestopt op uw verzoek. Er is niets half opgeschreven.",
    en="Stopped at your request. Nothing was left half written.",
)
GOES_ON = Text(
    nl="Wat af was is bewaard: dezelfde opdracht gaat daar verder.",
    en="What was finished is kept: the same command goes on from there.",
)
GOES_ON_UNLESS_FRESH = Text(
    nl="Wat af was is bewaard: zonder --fresh gaat dezelfde opdracht daar verder.",
    en="What was finished is kept: without --fresh the same command goes on from there.",
)
UNEXPECTED = Text(
    nl="Er ging iets mis dat niet was voorzien. U deed niets fout.",
    en="Something went wrong that was not foreseen. You did nothing wrong.",
)
MISTAKE = Text(nl="Er zit een fout in het programma.", en="There is a mistake in the program.")
DEBUG_HINT = Text(
    nl="Zet --debug achter de opdracht om te zien waar het misging.",
    en="Add --debug to the command to see where it went wrong.",
)
NO_MEMORY = Text(
    nl="De computer heeft te weinig geheugen. Sluit andere programma's, of reken met minder bedrijven.",
    en="The computer has too little memory. Close other programs, or calculate with fewer companies.",
)
STOPPED_EARLY = Text(
    nl="Let op: de rekentijd was om voordat het zoeken klaar was. Het plan klopt, maar er kan een beter zijn.",
    en="Mind: time ran out before the search was done. The plan is sound, but there may be a better one.",
)
STOPPED_ASKED = Text(
    nl="Let op: u stopte voordat het zoeken klaar was. Het plan klopt, maar er kan een beter zijn.",
    en="Mind: you stopped before the search was done. The plan is sound, but there may be a better one.",
)
STOPPING = Text(
    nl="Het zoeken stopt. Het beste plan tot nu toe wordt afgemaakt; nog een keer Ctrl-C stopt meteen.",
    en="The search stops. The best plan so far is being completed; Ctrl-C once more stops at once.",
)
GAP_LEFT = Text(
    nl="Op de doorgerekende dagen kan een ander plan{without} hooguit {gap} goedkoper zijn.",
    en="On the days that were looked at another plan{without} can be at most {gap} cheaper.",
)
YEAR_GAP_LEFT = Text(
    nl="Over het hele jaar kan een ander plan hooguit {gap} goedkoper zijn; dat is bewezen.",
    en="Over the whole year another plan can be at most {gap} cheaper; that is proven.",
)
BEST_SO_FAR = Text(nl="Beste plan tot nu: {eur} per jaar", en="Best plan so far: {eur} a year")
FOUND_SO_FAR = Text(nl="Gevonden tot nu: {eur} per jaar", en="Found so far: {eur} a year")
LEAST = Text(
    nl="minstens {eur} op de doorgerekende dagen (gat {gap})", en="at least {eur} on the days looked at (gap {gap})"
)
LEAST_ALL_HOURS = Text(
    nl="minstens {eur} op alle uren van het jaar (gat {gap})", en="at least {eur} on all hours of the year (gap {gap})"
)
DAMAGED = Text(
    nl="Bewaarde tussenstappen die beschadigd waren en opnieuw zijn gerekend: {count}.",
    en="Kept steps that were damaged and were calculated anew: {count}.",
)
UNKEPT = Text(
    nl="Tussenstappen konden niet worden bewaard: een volgende keer wordt alles opnieuw gerekend.",
    en="Finished steps could not be kept: the next time everything is calculated anew.",
)
DOUBTED = Text(
    nl="Met bewaarde tussenstappen kwam er geen plan dat klopt. Voor de zekerheid wordt alles opnieuw gerekend.",
    en="With kept steps no plan came that adds up. To be sure everything is calculated anew.",
)
NONE_FOUND = Text(
    nl="Er is geen plan gevonden. Voor de zekerheid wordt dat nagerekend zonder bewaarde tussenstappen.",
    en="No plan was found. To be sure that is calculated once more without kept steps.",
)
CHECK_FAILED = Text(
    nl="Let op: controles van dit plan die niet kloppen: {failed} van {checks}. Gebruik het nog niet voor een besluit; "
    "onderaan het rapport staat wat niet klopt.",
    en="Mind: checks of this plan that failed: {failed} of {checks}. Do not base a decision on it yet; "
    "the end of the report says what is not right.",
)
NOT_PROVEN = Text(
    nl="Over het hele jaar is niets bewezen: de zoektocht naar een ondergrens kwam niet tot een getal, of een groep "
    "zou een contract met staffels hebben.",
    en="Nothing is proven over the whole year: the search for a lower bound did not come to a number, or a group would "
    "have a contract in tiers.",
)
NOT_STABLE = Text(
    nl="Niet bewezen stabiel: een groep bedrijven is zonder de rest misschien beter af. De bestanden zijn wel gemaakt.",
    en="Not proven stable: a group of companies may be better off without the rest. The files were made all the same.",
)
WRITTEN = Text(nl="Opgeslagen in {folder}: {names}", en="Saved in {folder}: {names}")
BAG_REFUSED = Text(
    nl="Het park dat hiervan gemaakt is, kan niet worden gebruikt.", en="The park made of this cannot be used."
)
IMPORTED = Text(
    nl="{name} met {companies} bedrijven staat in {folder}. Wat geschat is, heet 'estimated' in bedrijven.csv.",
    en="{name} with {companies} companies is in {folder}. What was estimated is called 'estimated' in bedrijven.csv.",
)


def interrupted(fresh: bool | None) -> Text:
    """Ctrl-C; ``fresh`` as a command that keeps what it finished was asked, None where it keeps nothing."""
    return INTERRUPTED if fresh is None else joined((INTERRUPTED, GOES_ON_UNLESS_FRESH if fresh else GOES_ON))


def no_access(place: str, reason: str) -> Text:
    """A file or folder that the computer does not let us read or write."""
    where = f" ({place})" if place else ""
    return Text(
        nl=f"Een bestand of map kon niet worden gelezen of geschreven{where}: {reason}. "
        "Controleer of u er rechten op heeft, of de schijf niet vol is en of het niet elders open staat.",
        en=f"A file or folder could not be read or written{where}: {reason}. "
        "Check that you have rights to it, that the disk is not full and that it is not open elsewhere.",
    )


def not_a_folder(place: str) -> Text:
    """Something that is no folder stands where the answer must be written."""
    return Text(
        nl=f"{place} is een bestand en geen map. Kies met --out een andere map.",
        en=f"{place} is a file and no folder. Choose another folder with --out.",
    )


def not_writable(place: str) -> Text:
    """A folder in which nothing may be written."""
    return Text(
        nl=f"In {place} mag niets worden geschreven. Kies met --out een andere map, of vraag om schrijfrechten.",
        en=f"Nothing may be written in {place}. Choose another folder with --out, or ask for the right to write.",
    )


def not_empty(place: str) -> Text:
    """A folder that holds something that would be replaced."""
    return Text(
        nl=f"De map {place} is niet leeg. Kies met --out een lege map, of vervang met --force wat er staat.",
        en=f"The folder {place} is not empty. Choose an empty one with --out, or add --force to replace what is there.",
    )


def own_source(place: str) -> Text:
    """A file that would be replaced by the park that is made from it."""
    return Text(
        nl=f"{place} zou worden overschreven terwijl het park daarvan gemaakt wordt. Kies met --out een andere map.",
        en=f"{place} would be overwritten while the park is made from it. Choose another folder with --out.",
    )


def no_file(place: str) -> Text:
    """A file of the year that is not there."""
    return Text(
        nl=f"Het bestand {place} is er niet. Controleer de naam en de map.",
        en=f"The file {place} is not there. Check its name and its folder.",
    )
