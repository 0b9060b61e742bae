"""The unit and source of a key figure for a Dutch reader: the tables hold them in English."""

import re
from collections.abc import Mapping
from typing import Final

from collectief.facts import Fact
from collectief.presentation.escape import clean
from collectief.presentation.speech import Speech

UNITS: Final[Mapping[str, str]] = {
    "kW contracted per kW of estimated peak": "kW contract per kW geschatte piek",
    "A per phase, three phases": "A per fase, drie fasen",
    "fraction of the way from low to high EUR/m": "deel van de weg van laag naar hoog in EUR/m",
    "degree days below 18 degC": "graaddagen onder 18 °C",
    "saved per m2 floor a year": "bespaard per m² vloer per jaar",
    "saved a year": "bespaard per jaar",
    "kWh electric per kWh heat": "kWh stroom per kWh warmte",
    "fraction of yearly electricity": "deel van de stroom per jaar",
    "fraction of yearly gas": "deel van het gas per jaar",
    "fraction of the loan": "deel van de lening",
    "fraction of that credit": "deel van dat krediet",
    "fraction of the peak": "deel van de piek",
    "fraction of own peak": "deel van de eigen piek",
    "fraction of HHV": "deel van de bovenwaarde",
    "fraction of": "deel van",
    "fraction": "deel",
    "footprint": "grondvlak",
    "investment": "investering",
    "profit": "winst",
    "day of the year": "dag van het jaar",
    "ISO week": "weeknummer",
    "h local time": "uur op de klok",
    "h local": "uur op de klok",
    "a package": "een pakket",
    "quarter-hours": "kwartieren",
    "excl VAT": "zonder btw",
    "thermal": "warmte",
    "trench": "sleuf",
    "per battery": "per batterij",
    "per site": "per locatie",
    "per member": "per lid",
    "per vehicle": "per voertuig",
    "working day": "werkdag",
    "trips": "ritten",
    "trip": "rit",
    "per company": "per bedrijf",
    "connections": "aansluitingen",
    "connection": "aansluiting",
    "employees": "werknemers",
    "floors": "bouwlagen",
    "HHV": "bovenwaarde",
    "LHV": "onderwaarde",
    "weeks": "weken",
    "month": "maand",
    "yr": "jaar",
    "year": "jaar",
    "degC": "°C",
    "deg": "graden",
}
"""English words of units, longer ones first; symbols are the same in both languages."""
SOURCES: Final[Mapping[str, str]] = {
    "(from memory)": "(uit het hoofd, niet nagezocht)",
    "rest from memory": "rest uit het hoofd, niet nagezocht",
    "expert estimate; calibrate with real meter data": "schatting van een deskundige; ijk met echte metingen",
    "expert estimate": "schatting van een deskundige",
    "statistics measured": "statistiek gemeten",
    "through a public transcription": "zoals openbaar overgenomen",
    "as transcribed publicly": "zoals openbaar overgenomen",
    "as transcribed in the public MIT repository": "zoals overgenomen in de openbare MIT-bron",
    "checked line by line": "regel voor regel nagekeken",
    "as transcribed": "zoals overgenomen",
    "idem": "idem",
}
"""What many sources say of themselves; the rest of a source is a title, which is not translated."""


def unit_words(unit: str, speech: Speech) -> str:
    """A unit in the reader's language.

    >>> unit_words("EUR/kW thermal/yr", Speech("nl")), unit_words("EUR/yr", Speech("en"))
    ('EUR/kW warmte/jaar', 'EUR/yr')
    """
    return clean(_dutch(unit, UNITS) if speech.language == "nl" else unit)


def source_words(source: str, speech: Speech) -> str:
    """A source with its usual words in the reader's language.

    >>> source_words("rvo.nl 2020; rest (from memory)", Speech("nl"))
    'rvo.nl 2020; rest (uit het hoofd, niet nagezocht)'
    """
    return clean(_dutch(source, SOURCES) if speech.language == "nl" else source)


def whence(fact: Fact, speech: Speech) -> str:
    """Where a figure comes from, what is noted beside it, and where its low and high come from if from elsewhere."""
    ends = speech(nl="laag en hoog: ", en="low and high: ") + fact.range_source if fact.range_source else ""
    return source_words(" – ".join(part for part in (fact.source, fact.note, ends) if part), speech)


def _dutch(text: str, words: Mapping[str, str]) -> str:
    for english, dutch in words.items():
        text = re.sub(rf"(?<![A-Za-z]){re.escape(english)}(?![A-Za-z])", dutch, text)
    return text
