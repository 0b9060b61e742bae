"""Text from outside made harmless: for html in a map, for a spreadsheet cell, for a chart."""

import html

from collectief.clean import clean

__all__ = ["clean", "formula_like", "safe", "short"]

_MAP_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "`$\\{}"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """Text for a map, where folium escapes nothing: html entities, also for signs of templates.

    Backticks and dollars run in the browser; braces run here, in Python: branca compiles what it has
    rendered as a template once more.

    >>> safe('<b>`${x}`')
    '&lt;b&gt;&#96;&#36;&#123;x&#125;&#96;'
    """
    return html.escape(clean(text), quote=True).translate(_MAP_SIGNS)


def formula_like(text: str) -> bool:
    """Whether a spreadsheet could read this text as a formula.

    >>> formula_like("=1+1"), formula_like("Bakker")
    (True, False)
    """
    return text.startswith(_FORMULA)


def short(text: str, longest: int) -> str:
    """Text cut to a length, with an ellipsis where something is left out.

    >>> short("Bakkerij", 5)
    'Bakk…'
    """
    tidy = clean(text)
    return tidy if len(tidy) <= longest else tidy[: longest - 1].rstrip() + "…"
