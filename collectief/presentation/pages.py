"""The templates and the stylesheet of a page, and pages that are chapters only."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from collectief.presentation.blocks import Section
from collectief.presentation.speech import Speech

STILL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Content security policy of a page in which nothing runs: no script, no picture, no address."""


@cache
def environment() -> Environment:
    """The templates beside this file; everything they write is escaped. Read once, never changed."""
    return Environment(
        loader=PackageLoader("collectief.presentation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style(name: str = "page") -> Markup:
    """A stylesheet: that of every page, or what one kind of page adds."""
    css = (files("collectief.presentation") / "templates" / f"{name}.css").read_text(encoding="utf-8")
    return Markup(css)  # noqa: S704 - a file of this package


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above and below the chapters of a page: ``kind`` of page, ``when`` it is about; all made harmless."""

    park: str
    title: str
    kind: str
    when: str
    headline: str
    version: str
    input_hash: str


def chapters_page(head: Head, sections: Sequence[Section], speech: Speech) -> str:
    """A page of chapters behind one another, as html that needs nothing from elsewhere."""
    page = environment().get_template("chapters.html")
    return page.render(speech=speech, head=head, sections=sections, style=style(), policy=STILL_POLICY)


def write_texts(texts: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """Write texts by their file name, and return where they are; an older file stays until all are complete."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".collectief-", dir=folder) as made:
        for name, text in texts.items():
            (Path(made) / name).write_text(text, encoding="utf-8", newline="\n")
        return tuple((Path(made) / name).replace(folder / name) for name in texts)
