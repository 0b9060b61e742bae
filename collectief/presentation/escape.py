"""Text from outside made harmless: for html in a map, for a spreadsheet cell, for a chart."""

import html
import re
import unicodedata

_MAP_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "`$\\{}"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Text without control signs and without signs that turn the direction of reading; white space becomes a space.

    >>> clean("a\x00b\tc")
    'ab c'
    """
    if text.isprintable():  # nothing to take out, as in nearly every text
        return text
    spaced = "".join(" " if sign in "\t\r\n" else sign for sign in text)
    return _UNSEEN.sub("", "".join(sign for sign in spaced if unicodedata.category(sign) != "Cc"))


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
