"""What is wrong with a command as it was typed, in words."""

from collections.abc import Mapping, Sequence
from typing import Final

from collectief.text import Language, Text

BETWEEN = " / "
"""Stands between the Dutch and the English half of a help text."""
ALLOWED: Final[Mapping[str, Text]] = {
    "lang": Text(nl="nl of en", en="nl or en"),
    "congestion": Text(nl="transparent, yellow, amber of red", en="transparent, yellow, amber or red"),
    "year": Text(nl="een heel getal van 1990 tot en met 2200", en="a whole number from 1990 to 2200"),
    "unit": Text(nl="kwh, kw, wh, w, mwh of mw", en="kwh, kw, wh, w, mwh or mw"),
    "stamp": Text(nl="start of end", en="start or end"),
    "clock": Text(nl="dutch, winter of utc", en="dutch, winter or utc"),
    "decimal": Text(nl="comma of point", en="comma or point"),
    "out": Text(nl="een map; de map waarin u nu staat is .", en="a folder; the folder where you are now is ."),
    "co2_cap": Text(nl="een getal van 0 of meer", en="a number of 0 or more"),
    "budget": Text(nl="een getal van 0 of meer", en="a number of 0 or more"),
    "frontier": Text(nl="een heel getal van 1 tot en met 50", en="a whole number from 1 to 50"),
    "seconds": Text(nl="een getal van 0 of meer", en="a number of 0 or more"),
    "solar": Text(nl="made of none", en="made or none"),
    "min_footprint": Text(nl="een getal van 0 of meer", en="a number of 0 or more"),
}
"""What may stand behind an option, by the name of its field."""


def unknown_option(typed: str, possible: Sequence[str]) -> Text:
    """An option that no command has."""
    nl, en = (f" {said} {', '.join(sorted(possible))}?" if possible else "" for said in ("Bedoelt u", "Do you mean"))
    return Text(nl=f"De optie {typed} bestaat niet.{nl}", en=f"There is no option {typed}.{en}")


def unknown_command(typed: str, known: Sequence[str]) -> Text:
    """A command that is not there."""
    names = ", ".join(known)
    return Text(
        nl=f"De opdracht '{typed}' bestaat niet. U kunt kiezen uit: {names}.",
        en=f"There is no command '{typed}'. Choose one of: {names}.",
    )


def missing(name: str, explained: str) -> Text:
    """Something that must be typed and was not; ``explained`` is its help text in both languages."""
    return Text(
        nl=f"{name} ontbreekt{_meaning(explained, 'nl')}.",
        en=f"{name} is missing{_meaning(explained, 'en')}.",
    )


def bad_value(name: str, allowed: Text) -> Text:
    """Something behind an option that it cannot be."""
    return Text(
        nl=f"Wat bij {name} staat, kan niet. Kies {allowed.nl}.",
        en=f"What stands at {name} cannot be. Choose {allowed.en}.",
    )


def no_value(name: str) -> Text:
    """An option at the end of what was typed, with nothing behind it."""
    return Text(nl=f"Achter {name} moet nog iets staan.", en=f"Something must follow {name}.")


def needless_value(name: str) -> Text:
    """A value behind an option that takes none."""
    return Text(nl=f"Achter {name} hoort niets te staan.", en=f"Nothing may follow {name}.")


def too_much(words: str) -> Text:
    """More words than the command takes."""
    return Text(
        nl=f"Er staat te veel in de opdracht: {words}. Zet een naam met spaties tussen aanhalingstekens.",
        en=f"There is too much in the command: {words}. Put a name with spaces between quotes.",
    )


def ununderstood(reason: str) -> Text:
    """Anything else, in the words of the library that reads the command."""
    return Text(nl=f"De opdracht klopt niet: {reason}", en=f"The command is not right: {reason}")


def ask_help(command: str) -> Text:
    """Where to read how it is done."""
    return Text(nl=f"Typ voor uitleg: {command} --help", en=f"For an explanation type: {command} --help")


def _meaning(explained: str, language: Language) -> str:
    """The half of a help text in one language, as an aside; empty where there is none.

    >>> _meaning("Map van het park. / Folder of the park.", "en")
    ' (folder of the park)'
    """
    dutch, _, english = explained.partition(BETWEEN)
    half = (dutch if language == "nl" else english).strip().rstrip(".")
    return f" ({half[0].lower()}{half[1:]})" if half else ""
