"""What can be found while a park is made from buildings of the BAG: one finding per kind (``bag_issues.toml``)."""

import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Final

from collectief.park.check_words import listed
from collectief.park.issue import Issue, Severity
from collectief.text import Text

WORDS: Final[Mapping[str, Mapping[str, str]]] = tomllib.loads(
    files("collectief.park").joinpath("bag_issues.toml").read_text(encoding="utf-8")
)
SEVERITIES: Final[Mapping[str, Severity]] = {"error": "error", "repaired": "repaired", "warning": "warning"}


def bag_issue(code: str, where: str, ids: Iterable[object] = (), *, before: str = "", after: str = "") -> Issue:
    """The finding with this code about these ids, with what was before and after where something was repaired.

    >>> bag_issue("bag_id_made", "panden.geojson", ["pand-1"]).message["en"]
    'Buildings without id were given one (1): pand-1.'
    """
    words, names = WORDS[code], tuple(str(i) for i in ids)
    nl, en = (
        {"ids": listed(names, lang), "n": len(names), "before": before, "after": after, "where": where}
        for lang in ("nl", "en")
    )
    return Issue(
        severity=SEVERITIES[words["severity"]],
        code=code,
        where=where,
        field=words["field"],
        ids=names,
        message=Text(nl=words["nl"].format(**nl), en=words["en"].format(**en)),
        advice=Text(nl=words["advice_nl"].format(**nl), en=words["advice_en"].format(**en)),
        before=before,
        after=after,
    )


def found(kinds: Mapping[str, Iterable[object]], where: str) -> list[Issue]:
    """One finding for every code that has ids, in the order of the words."""
    ids = {code: list(kinds[code]) for code in WORDS if code in kinds}
    return [bag_issue(code, where, some) for code, some in ids.items() if some]
