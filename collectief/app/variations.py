"""From what was typed after ``collectief compare`` to the answers that are asked; a wrong word ends in 2."""

from collections.abc import Iterable, Iterator, Sequence

from collectief import MEASURES, Answered, Park, Variation, each_left_out, figures_of
from collectief.app.ending import Mistyped
from collectief.app.findings import tell
from collectief.app.options_compare import CompareForm
from collectief.app.typed_number import number
from collectief.app.words_compare import NO_CO2, no_figure, unknown
from collectief.park import errors
from collectief.park.check_words import Spot
from collectief.park.other_rules import Line, rule_keys, under
from collectief.text import joined

ALL = "all"
KEYS = tuple(measure.key for measure in MEASURES)


def asked(form: CompareForm, park: Park) -> tuple[Variation, ...]:
    """The variations as they were typed, all but what depends on the plan; raises Mistyped for what cannot be."""
    found = (*_without(form), *_with(form, park), *_apart(form, park), *_co2(form))
    return tuple(dict.fromkeys((*found, Variation("robust")) if form.robust else found))


def in_turn(form: CompareForm, asked_for: Iterable[Variation], plan: Answered) -> tuple[Variation, ...]:
    """The same, with each measure of the plan left out where that was asked, or where nothing was."""
    typed = tuple(asked_for)
    each = ALL in (form.without or ()) or not (typed or form.frontier)
    return tuple(dict.fromkeys((*each_left_out(plan), *typed) if each else typed))


def _without(form: CompareForm) -> Iterator[Variation]:
    for words in form.without or ():
        if words != ALL:
            yield Variation("without", tuple(_known("--without", word, KEYS) for word in words.split(",")))


def _with(form: CompareForm, park: Park) -> Iterator[Variation]:
    known, rules = (figures_of(park), rule_keys(park)) if form.figures else ({}, ())
    for words in form.figures or ():
        typed = tuple(_stated(word, (*known, *rules)) for word in words.split(","))
        figures = tuple(_figure(key, value) for key, value in typed if key not in rules)
        lines = tuple((key, value) for key, value in typed if key in rules)
        _tell_rules(form, park, lines)
        yield Variation("with", (), figures, lines)


def _stated(typed: str, known: Iterable[str]) -> Line:
    key, mark, value = (part.strip() for part in typed.partition("="))
    if not mark:
        raise Mistyped(no_figure(typed))
    return _known("--with", key, known), value


def _figure(key: str, value: str) -> tuple[str, float]:
    found = number(value)
    if found is None:
        raise Mistyped(no_figure(f"{key}={value}"))
    return key, found


def _tell_rules(form: CompareForm, park: Park, lines: Sequence[Line]) -> None:
    """Say what does not fit of other rules; raises Mistyped for what these cannot be."""
    spot = Spot("--with", [])
    under(park, lines, spot)
    wrong = errors(spot.found)
    if wrong:
        raise Mistyped(joined(issue.message for issue in wrong))
    tell(spot.found, form.lang)


def _apart(form: CompareForm, park: Park) -> Iterator[Variation]:
    ids = tuple(company.id for company in park.companies)
    for words in form.apart or ():
        named = (words,) if words in ids else tuple(words.split(","))
        yield Variation("apart", tuple(_known("--apart", word, ids) for word in named))


def _co2(form: CompareForm) -> Iterator[Variation]:
    for words in form.co2 or ():
        for word in words.split(","):
            eur = number(word)
            if eur is None or eur < 0:
                raise Mistyped(NO_CO2)
            yield Variation.co2(eur)


def _known(option: str, typed: str, known: Iterable[str]) -> str:
    word, names = typed.strip(), tuple(known)
    if word not in names:
        raise Mistyped(unknown(option, word, names))
    return word
