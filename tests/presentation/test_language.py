"""A Dutch report holds no English and an English one no Dutch: in the code, in the tables, and as it is read."""

import ast
import csv
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace

import pytest
from house_source import ROOT, house
from markupsafe import Markup
from outcome_fixture import NAMES, make_outcome

from collectief.facts import facts_like
from collectief.presentation.blocks import Cell
from collectief.presentation.report import chapters
from collectief.presentation.section_first import first_screen
from collectief.presentation.speech import Speech
from collectief.profile import synthetic_year
from collectief.text import Language

WORD = re.compile(r"[^\W\d_]+")
ENGLISH = frozenset(
    WORD.findall(
        "the and with which what that this these those are were been has have had not from for each own year years "
        "company companies together alone than less more both how when where why who you your they their its it by to "
        "would could should must only between about above below because if on at no an or but so cost costs saving "
        "nobody everybody does do can yearly weeks memory estimate measured fraction thermal clock summer"
    )
)
DUTCH = frozenset(
    WORD.findall(
        "de het een van voor niet geen wel zijn wordt worden naar bij door dat deze dit hier daar waar wie hoe waarom "
        "ook nog meer minder dan als jaar bedrijf bedrijven kosten samen ieder elk elke uit aan om te kan kunt moet en "
        "op er u na tot maar zonder zelf alleen besparing maatregel sleutel terugleveren teruglevering afname weken "
        "schatting"
    )
)
"""Words that are in one of the two languages only; words of both, such as 'of', 'is' and 'was', say nothing."""
FOREIGN = {"nl": ENGLISH, "en": DUTCH}
AROUND = 40
SPOKEN = re.compile(r"""speech\(nl=["']([^"']*)["'], en=["']([^"']*)["']\)""")
QUOTED = re.compile(
    r"\{[^}]*\}|'[^']*'|“[^”]*”|plan\.json, \w+|\[\w+\](?: year)?|\blaat company\b|\w+(?:[._]\w+)+|--\w+|"
    r"\bnl or en\b|De Bilt|(?:DIN|NEN).EN\b"
)
"""Places to fill in, names between quotes, keys of a file and options."""


def strangers(text: str, language: str) -> list[str]:
    """Words of the other language in a text, each with what stands around it."""
    bare = QUOTED.sub(" ", text)
    found = (m for m in WORD.finditer(bare) if m[0].lower() in FOREIGN[language])
    return [f"{m[0]} in ...{bare[max(m.start() - AROUND, 0) : m.end() + AROUND]}..." for m in found]


def said(node: ast.expr) -> Iterator[str]:
    """The written parts of a text, also where it is put together."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "{}".join(str(v.value) for v in node.values if isinstance(v, ast.Constant))
    elif isinstance(node, ast.BinOp):
        yield from (*said(node.left), *said(node.right))
    elif isinstance(node, ast.IfExp):
        yield from (*said(node.body), *said(node.orelse))


def in_code() -> Iterator[tuple[str, str, str]]:
    """Place, language and text of everything that the code says in two languages."""
    for one in house():
        for node in ast.walk(one.tree):
            if isinstance(node, ast.Call):
                words = {k.arg: k.value for k in node.keywords}
                for language in ("nl", "en") if {"nl", "en"} <= set(words) else ():
                    yield from ((f"{one.path}:{node.lineno}", language, text) for text in said(words[language]))


def in_templates() -> Iterator[tuple[str, str, str]]:
    """The same for the templates of the pages."""
    for file in sorted((ROOT / "collectief").rglob("*.html")):
        for nl, en in SPOKEN.findall(file.read_text(encoding="utf-8")):
            yield from ((file.name, "nl", nl), (file.name, "en", en))


def in_tables() -> Iterator[tuple[str, str, str]]:
    """The same for tables and findings, by the ending of a column or key."""
    for file in sorted((ROOT / "collectief" / "facts").glob("*.csv")):
        with file.open(encoding="utf-8") as opened:
            for row in csv.DictReader(opened):
                yield from (
                    (f"{file.name}: {next(iter(row.values()))}", k[-2:], v) for k, v in row.items() if tongue(k)
                )
    for file in sorted((ROOT / "collectief").rglob("*.toml")):
        for key, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found = entry.items() if isinstance(entry, dict) else ()
            yield from ((f"{file.name}: {key}", k[-2:], str(v)) for k, v in found if tongue(k))


def tongue(key: str | None) -> bool:
    """Whether a column holds one of the two languages."""
    return key in ("nl", "en") or str(key).endswith(("_nl", "_en"))


@pytest.mark.parametrize(("source", "least"), [(in_code, 1000), (in_tables, 200), (in_templates, 10)])
def test_nothing_is_said_in_the_other_language(
    source: Callable[[], Iterator[tuple[str, str, str]]], least: int
) -> None:
    texts = list(source())
    assert len(texts) > least
    found = [f"{place} {language}: {one}" for place, language, text in texts for one in strangers(text, language)]
    assert not found, "\n".join(found)


def shown(block: object) -> Iterator[str]:
    """Every word of a block that is in the language of the page."""
    if isinstance(block, Cell):
        yield from () if block.language else (block.text,)
    elif isinstance(block, str) and not isinstance(block, Markup):
        yield block
    elif isinstance(block, tuple):
        yield from (text for one in block for text in shown(one))
    elif is_dataclass(block):
        yield from (text for one in fields(block) if one.name != "key" for text in shown(getattr(block, one.name)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_report_is_in_one_language(language: Language) -> None:
    named = {name: "Xx" for name in NAMES if name not in ("issue", "building")} | {"issue": ""}
    known = replace(make_outcome(named), facts=facts_like(""), year=synthetic_year(2025))
    speech = Speech(language)
    blocks = (*first_screen(known, speech), chapters(known, None, Markup(""), speech=speech))
    texts = list(shown(blocks))
    assert len(texts) > 2000
    found = [one for text in texts for one in strangers(text, language)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Nu: Dutch clock with summer time", "nl", ["clock", "with", "summer"]),
        ("laag (from memory)", "nl", ["from", "memory"]),
        ("each company pays for 'ieder apart' of plan.json, companies", "en", []),
        ("meter of the bakery: 12 weken", "en", ["weken"]),
    ],
)
def test_a_word_of_the_other_language_is_seen(text: str, language: str, words: list[str]) -> None:
    assert [one.partition(" ")[0] for one in strangers(text, language)] == words
