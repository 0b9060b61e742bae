"""The decision in one sentence with its amount."""

from collections.abc import Mapping, Sequence

from collectief.plan.numbers import dutch, english
from collectief.plan.outcome import ROUNDING_EUR, Case, CaseKey, Growth, Project
from collectief.plan.reasons_shared import project_title
from collectief.text import Text


def decision(
    cases: Mapping[CaseKey, Case],
    grown: Sequence[Growth],
    members: Mapping[str, Sequence[str]],
    projects: Sequence[Project] = (),
) -> Text:
    """What the park should do together, against each alone, and what alone already brings against now."""
    saving = cases["alone"].eur_per_year - cases["together"].eur_per_year
    already = cases["now"].eur_per_year - cases["alone"].eur_per_year
    if not (members or projects) or saving < ROUNDING_EUR:
        return Text(
            nl=f"Niets samen doen hoeft: ieder apart is even goedkoop, en EUR {dutch(already)} per jaar goedkoper "
            f"dan nu.",
            en=f"There is no need to act together: each alone is just as cheap, and EUR {english(already)} a year "
            f"cheaper than now.",
        )
    what = _what(members, projects)
    extra_kw = sum(g.together_kw - g.alone_kw for g in grown)
    grow = (
        Text(nl=f" en {dutch(extra_kw)} kW ruimte voor groei", en=f" and {english(extra_kw)} kW of room to grow")
        if extra_kw >= 1
        else Text(nl="", en="")
    )
    return Text(
        nl=f"Doe samen: {what.nl} {_is(members, projects, 'is', 'zijn')} EUR {dutch(saving)} per jaar goedkoper dan "
        f"ieder apart{grow.nl}; "
        f"wat elk bedrijf zelf al kan doen scheelt EUR {dutch(already)} per jaar ten opzichte van nu.",
        en=f"Act together: {what.en} {_is(members, projects, 'is', 'are')} EUR {english(saving)} a year cheaper than "
        f"each alone{grow.en}; what "
        f"each company can already do by itself saves EUR {english(already)} a year against now.",
    )


def _what(members: Mapping[str, Sequence[str]], projects: Sequence[Project]) -> Text:
    """What is done together, as a list in words."""
    count, areas = sum(len(m) for m in members.values()), len(members)
    kept = [Text(nl=f"een groepscontract met {count} bedrijven", en=f"a group contract of {count} companies")]
    if areas > 1:
        nl = f"{areas} groepscontracten, een per voedingsgebied, met samen {count} bedrijven"
        kept = [Text(nl=nl, en=f"{areas} group contracts, one per energy area, of {count} companies together")]
    kept = kept if members else []
    for project in projects:
        title, number = project_title(project.key), len(project.members)
        kept.append(Text(nl=f"een {title.nl} voor {number} bedrijven", en=f"a {title.en} for {number} companies"))
    return Text(nl=_list([k.nl for k in kept], "en"), en=_list([k.en for k in kept], "and"))


def _list(words: Sequence[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _is(members: Mapping[str, Sequence[str]], projects: Sequence[Project], one: str, more: str) -> str:
    """The verb for one thing done together, or for more."""
    return one if len(members) + len(projects) == 1 else more
