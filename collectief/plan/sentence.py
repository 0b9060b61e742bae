"""The decision in short sentences: what to do together and what it saves, room to grow, and what each can do alone."""

from collections.abc import Mapping, Sequence

from collectief.measure import PARK, Build
from collectief.measure.shared_mobility import SHARED_MOBILITY
from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.numbers import dutch, english
from collectief.plan.outcome import ROUNDING_EUR, Case, CaseKey, Growth, Project
from collectief.plan.reasons_shared import DIRECT, NETWORK, ROOFS, SITE, TURBINE, project_title
from collectief.text import Text, joined

WHOLE_KW = 1.0
LEAST_TONNES = 1.0
"""A sentence tells whole tonnes."""
HUB, BATTERY = "charging_hub", "battery"
MANY: Mapping[str, Text] = {
    DIRECT: Text(nl="directe lijnen", en="direct lines"),
    SHARED_MOBILITY: Text(nl="pools van deelauto's", en="pools of shared cars"),
}
"""Projects of which there may be more than one."""


def decision(
    cases: Mapping[CaseKey, Case],
    grown: Sequence[Growth],
    members: Mapping[str, Sequence[str]],
    projects: Sequence[Project] = (),
    dwellings: int = 0,
) -> Text:
    """What the park should do together, against each alone, and what alone brings beyond what the law asks for.

    ``dwellings`` is how many a heat network serves.
    """
    saving = cases["alone"].eur_per_year - cases["together"].eur_per_year
    alone = (_alone(cases), *_required(cases))
    if not (members or projects) or abs(saving) < ROUNDING_EUR:
        nothing = Text(
            nl="Niets samen doen: samen bespaart hier niets boven wat elk bedrijf zelf kan doen.",
            en="Do nothing together: acting together saves nothing here beyond what each company can do by itself.",
        )
        return joined((nothing, *alone))
    what = _listed(_things(cases["together"].builds, members, projects, dwellings))
    return joined((_against_alone(cases, what, saving), *_growth(grown), *alone))


def _against_alone(cases: Mapping[CaseKey, Case], what: Text, saving: float) -> Text:
    """What to do together and what that saves; where it is dearer, as CO2 or investment weighs, what it is chosen for.

    Each alone was chosen with the same weight.
    """
    if saving > 0:
        return Text(
            nl=f"Kies samen voor {what.nl}: dat is EUR {dutch(saving)} per jaar goedkoper dan ieder apart.",
            en=f"Together, choose {what.en}: that is EUR {english(saving)} a year cheaper than each alone.",
        )
    alone, together = cases["alone"], cases["together"]
    tonnes = (alone.co2_kg - together.co2_kg) / KG_PER_TONNE
    invested = alone.investment_eur - together.investment_eur
    nl, en = f"Kies samen voor {what.nl}: dat", f"Together, choose {what.en}: that"
    if tonnes >= LEAST_TONNES:
        nl += f" scheelt {dutch(tonnes)} ton CO2 per jaar met ieder apart, en"
        en += f" emits {english(tonnes)} tonnes CO2 a year less than each alone, and"
    elif invested >= ROUNDING_EUR:
        nl += f" vraagt EUR {dutch(invested)} minder investering dan ieder apart, en"
        en += f" takes EUR {english(invested)} less investment than each alone, and"
    return Text(
        nl=f"{nl} is EUR {dutch(-saving)} per jaar duurder dan ieder apart.",
        en=f"{en} is EUR {english(-saving)} a year dearer than each alone.",
    )


def _growth(grown: Sequence[Growth]) -> tuple[Text, ...]:
    """Room that a group has for wishes and each alone does not."""
    kw = sum(g.together_kw - g.alone_kw for g in grown)
    if kw < WHOLE_KW:
        return ()
    return (
        Text(
            nl=f"Samen is er ook plaats voor {dutch(kw)} kW groei die bij ieder apart niet past.",
            en=f"Together there is also room for {english(kw)} kW of growth that does not fit each alone.",
        ),
    )


def _alone(cases: Mapping[CaseKey, Case]) -> Text:
    """What each chooses by itself costs less than what the law asks for, more, or as much."""
    already = cases["required"].eur_per_year - cases["alone"].eur_per_year
    base = (
        Text(nl="wat de wet al vraagt", en="what the law already asks for") if _duty(cases) else Text(nl="nu", en="now")
    )
    if already >= ROUNDING_EUR:
        return Text(
            nl=f"Wat elk bedrijf zelf kan doen, bespaart EUR {dutch(already)} per jaar vergeleken met {base.nl}.",
            en=f"What each company can do by itself saves EUR {english(already)} a year compared with {base.en}.",
        )
    if already <= -ROUNDING_EUR:
        return Text(
            nl=f"Ieder apart is wel EUR {dutch(-already)} per jaar duurder dan {base.nl}.",
            en=f"Each alone is EUR {english(-already)} a year dearer than {base.en}, though.",
        )
    return Text(
        nl=f"Wat elk bedrijf zelf kan doen, verandert niets aan de kosten van {base.nl}.",
        en=f"What each company can do by itself leaves the cost of {base.en} as it is.",
    )


def _required(cases: Mapping[CaseKey, Case]) -> tuple[Text, ...]:
    """What the energy-saving duty asks for brings or costs against now; nothing where it asks for nothing."""
    saves = cases["now"].eur_per_year - cases["required"].eur_per_year
    if not _duty(cases) or abs(saves) < ROUNDING_EUR:
        return ()
    less = Text(nl="scheelt", en="save") if saves > 0 else Text(nl="kost", en="cost")
    return (
        Text(
            nl=f"De verplichte energiebesparing {less.nl} EUR {dutch(abs(saves))} per jaar en moet sowieso.",
            en=f"Mandatory energy measures {less.en} EUR {english(abs(saves))} a year and must be done anyway.",
        ),
    )


def _duty(cases: Mapping[CaseKey, Case]) -> bool:
    return bool(cases["required"].builds)


def _things(
    builds: Sequence[Build], members: Mapping[str, Sequence[str]], projects: Sequence[Project], dwellings: int
) -> list[Text]:
    """What is done together, one by one."""
    count = sum(len(m) for m in members.values())
    groups = max(len(members), sum(b.measure == "group_contract" for b in builds))
    found = []
    if groups == 1:
        found.append(Text(nl=f"een groepscontract met {count} bedrijven", en=f"a group contract of {count} companies"))
    elif groups > 1:
        nl, en = (
            f"{groups} groepscontracten met samen {count} bedrijven",
            f"{groups} group contracts of {count} companies",
        )
        found.append(Text(nl=nl, en=f"{en} in all"))
    for project in projects:
        if project.key in MANY and len(project.opens) > 1:
            n, who, many = len(project.opens), len(project.members), MANY[project.key]
            found.append(Text(nl=f"{n} {many.nl} voor {who} bedrijven", en=f"{n} {many.en} for {who} companies"))
            continue
        if project.key == ROOFS:
            n = len(project.members)
            nl, en = ("verhuurd dak", "roof to let") if n == 1 else ("verhuurde daken", "roofs to let")
            found.append(Text(nl=f"panelen van het park op {n} {nl}", en=f"panels of the park on {n} {en}"))
            continue
        if project.key == NETWORK and len(project.members) == 1 and not dwellings:  # one pipe is no network
            nl, en = "een warmtebron van het park voor 1 bedrijf", "a heat source of the park for 1 company"
            found.append(Text(nl=nl, en=en))
            continue
        title, number = _title(project, builds), len(project.members)
        nl, en = ("bedrijf", "company") if number == 1 else ("bedrijven", "companies")
        homes = _homes(dwellings if project.key == NETWORK else 0)
        nl, en = f"{number} {nl}{homes.nl}", f"{number} {en}{homes.en}"
        found.append(Text(nl=f"een {title.nl} voor {nl}", en=f"a {title.en} for {en}"))
    return found


def _homes(dwellings: int) -> Text:
    """And so many dwellings; nothing for none."""
    if not dwellings:
        return Text(nl="", en="")
    nl, en = ("woning", "dwelling") if dwellings == 1 else ("woningen", "dwellings")
    return Text(nl=f" en {dutch(dwellings)} {nl}", en=f" and {english(dwellings)} {en}")


def _title(project: Project, builds: Sequence[Build]) -> Text:
    """What is built of a shared site: a hub, a battery, or both."""
    built = {b.measure for b in builds if b.owner == PARK and b.measure in (HUB, BATTERY)}
    if project.key == SITE and any(b.measure == "wind" for b in builds):
        return TURBINE
    if project.key != SITE or not built:
        return project_title(project.key)
    if built == {HUB}:
        return Text(nl="gedeeld laadplein", en="shared charging hub")
    if built == {BATTERY}:
        return Text(nl="gedeelde batterij", en="shared battery")
    return Text(nl="gedeeld laadplein met batterij", en="shared charging hub with a battery")


def _listed(things: Sequence[Text]) -> Text:
    return Text(nl=_list([t.nl for t in things], "en"), en=_list([t.en for t in things], "and"))


def _list(words: Sequence[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
