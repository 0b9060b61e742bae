"""The templates and the stylesheet of a page."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

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
