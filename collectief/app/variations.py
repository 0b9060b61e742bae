"""From what was typed after ``collectief compare`` to the answers that are asked; a wrong word ends in 2."""

from collections.abc import Iterable, Iterator

from collectief import MEASURES, Answered, Park, Variation, each_left_out, figures_of
from collectief.app.ending import Mistyped
from collectief.app.options_compare import CompareForm
from collectief.app.typed_number import number
from collectief.app.words_compare import NO_CO2, no_figure, unknown

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
    known = figures_of(park) if form.figures else {}
    for words in form.figures or ():
        yield Variation("with", (), tuple(_figure(word, known) for word in words.split(",")))


def _figure(typed: str, known: Iterable[str]) -> tuple[str, float]:
    key, mark, value = (part.strip() for part in typed.partition("="))
    if not mark:
        raise Mistyped(no_figure(typed))
    _known("--with", key, known)
    found = number(value)
    if found is None:
        raise Mistyped(no_figure(typed))
    return key, found


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
