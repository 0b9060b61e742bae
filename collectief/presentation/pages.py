"""The templates and the stylesheet of a page."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


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
def style() -> Markup:
    """The stylesheet of a page."""
    css = (files("collectief.presentation") / "templates" / "page.css").read_text(encoding="utf-8")
    return Markup(css)  # noqa: S704 - a file of this package
