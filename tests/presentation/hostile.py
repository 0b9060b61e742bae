"""Names that try to run: every way out of html, attributes, script strings, templates and spreadsheets."""

from collections.abc import Mapping

from outcome_fixture import NAMES

HIT = "document.documentElement.dataset.hit=1"
PAYLOADS: Mapping[str, str] = {
    "image": f"<img src=x onerror={HIT}>",
    "script": f"<script>{HIT}</script>",
    "end of script": f"</script><script>{HIT}</script>",
    "end of title": f"</title></style></textarea><svg onload={HIT}>",
    "comment": f"--><img src=x onerror={HIT}><!--",
    "attribute": f'" onmouseover={HIT} autofocus onfocus={HIT} x="',
    "single quote": f"' onmouseover={HIT} x='",
    "template literal": f"${{({HIT})}}",
    "backtick": f"`+({HIT})+`",
    "end of string": f"'+({HIT})+'",
    "end of double string": f'"+({HIT})+"',
    "backslash": f'\\"+({HIT})+\\"\\',
    "escaped twice": f"&lt;img src=x onerror={HIT}&gt;",
    "jinja": "{{ 7*7 }}{% for x in () %}{# #}",
    "line separator": f"\u2028{HIT}\u2029//",
    "formula": "=HYPERLINK(A1)",
    "mathematics": "$\\frac{1}{$ $x_{",
    "direction": "abc\u202egnp.exe\x00",
}


def everywhere(payload: str) -> dict[str, str]:
    """The payload as every name of the park."""
    return dict.fromkeys(NAMES, payload)
