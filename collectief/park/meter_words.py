"""What the reader of meter files decides or asks: the words of each question, its option and its answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from collectief.park.check_words import Spot
from collectief.text import Text


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a meter file does not say: what it is called, its option, and what each answer means."""

    what: Text
    option: str
    answers: Mapping[str, Text]


def _same(word: str) -> Text:
    return Text(nl=word, en=word)


UNIT: Final = Question(
    Text(nl="de eenheid", en="the unit"), "--unit", {u.lower(): _same(u) for u in ("kWh", "kW", "Wh", "W", "MWh", "MW")}
)
STAMP: Final = Question(
    Text(nl="of de tijd het begin of het einde van het kwartier is", en="whether a time starts or ends its interval"),
    "--stamp",
    {"start": Text(nl="begin", en="start"), "end": Text(nl="einde", en="end")},
)
CLOCK: Final = Question(
    Text(nl="welke klok de tijden volgen", en="which clock the times follow"),
    "--clock",
    {
        "dutch": Text(nl="Nederlandse klok met zomertijd", en="Dutch clock with summer time"),
        "winter": Text(nl="wintertijd (UTC+1) het hele jaar", en="winter time (UTC+1) all year"),
        "utc": _same("UTC"),
    },
)
DECIMAL: Final = Question(
    Text(nl="of de punt of de komma de decimalen scheidt", en="whether a point or a comma is the decimal mark"),
    "--decimal",
    {"comma": Text(nl="komma", en="comma"), "point": Text(nl="punt", en="point")},
)
EAN: Final = Question(Text(nl="om welke aansluiting het gaat", en="which connection is meant"), "--ean", {})


def tell_decided(question: Question, answer: str, spot: Spot) -> None:
    """Say what was decided from the file itself; once for each answer."""
    word = question.answers[answer]
    told = any(i.code == "meter_decided" and i.where == spot.where and i.field == question.option for i in spot.found)
    if not told:
        choices = ", ".join(question.answers)
        spot.say(
            "meter_decided",
            question.option,
            before="-",
            after=word,
            what=question.what,
            option=question.option,
            choices=choices,
        )


def tell_unclear(question: Question, spot: Spot, *, value: str, choices: str = "") -> None:
    """Ask for what the file does not say, with the option that answers."""
    choices = choices or ", ".join(question.answers)
    spot.say("meter_unclear", question.option, what=question.what, option=question.option, value=value, choices=choices)
