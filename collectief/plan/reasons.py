"""Why this plan: each measure that is in it, and each that is not with the reason in euros."""

from collections.abc import Mapping, Sequence

from collectief.measure import PARK, Build, Measure, Setting, card
from collectief.measure.efficiency import (
    ELECTRIC,
    PACKAGES,
    TITLES,
    package_build,
    rate_eur_per_kwh,
    saved_kw,
)
from collectief.plan.billing import heat_to_m3
from collectief.plan.cases import duty_builds
from collectief.plan.outcome import Case, CaseKey, Project, Reason
from collectief.plan.screen import Screening
from collectief.text import Text

SITE = "site"
"""What is shared on a group's own connection: a hub, a battery, or both."""
SHARED_SITE = "shared_site"


def reasons(
    setting: Setting,
    measures: Sequence[Measure],
    cases: Mapping[CaseKey, Case],
    *,
    screened: Mapping[str, Screening],
    projects: Sequence[Project] = (),
) -> tuple[Reason, ...]:
    """One reason per measure, in the order of the measures; saving has one per package that the law asks for."""
    together, looked_at = cases["together"], {p.key: p for p in projects}
    gains = sum(p.gain_eur for p in projects if p.adopted)
    saving = cases["alone"].eur_per_year - together.eur_per_year - gains
    found: list[Reason] = []
    for measure in measures:
        builds = [b for b in together.builds if b.measure == measure.key]
        if measure.key == "group_contract":
            found.append(_group(setting, saving, chosen=bool(builds)))
        elif measure.key in looked_at:
            found.append(_project(looked_at[measure.key], screened[measure.key], builds))
        elif measure.key in screened and not builds:
            found.append(_screened(measure, screened[measure.key]))
        elif measure.key == "efficiency":
            found += _saving(setting, measure, builds)
        else:
            found.append(_plain(measure, builds, own_only=measure.key in ("charging_hub", "battery")))
    if SITE in looked_at:
        found.append(
            _project(
                looked_at[SITE],
                screened[SITE],
                [b for b in together.builds if b.owner == PARK and b.measure in ("charging_hub", "battery")],
            )
        )
    elif SITE in screened:
        found.append(_site(screened[SITE]))
    return tuple(found)


def project_title(key: str) -> Text:
    """What a shared project is called in the middle of a sentence."""
    if key == SITE:
        return Text(nl="gedeeld laadplein of gedeelde batterij", en="shared charging hub or battery")
    return Text(nl="warmtenet", en="heat network")


def _project(project: Project, answer: Screening, builds: Sequence[Build]) -> Reason:
    """A shared project that was lived through the full year: kept, or not although typical days promised it."""
    title, key = project_title(project.key), SHARED_SITE if project.key == SITE else project.key
    if project.adopted:
        cost = sum(b.eur_per_year for b in builds)
        text = Text(
            nl=f"{title.nl.capitalize()} voor {len(project.members)} bedrijven: bespaart op de rekeningen van het "
            f"hele jaar EUR {dutch(project.gain_eur)} meer dan het kost. Bouw en onderhoud zijn EUR {dutch(cost)} per "
            f"jaar.",
            en=f"{title.en.capitalize()} for {len(project.members)} companies: on the bills of the whole year it saves "
            f"EUR {english(project.gain_eur)} more than it costs. Building and upkeep are EUR {english(cost)} a year.",
        )
        return Reason(key, chosen=True, eur_per_year=project.gain_eur, text=text)
    if project.gain_eur == float("-inf"):
        why = Text(nl="past het niet binnen de grenzen", en="it does not fit the limits")
    else:
        why = Text(
            nl=f"kost het EUR {dutch(-project.gain_eur)} per jaar meer dan het bespaart",
            en=f"it costs EUR {english(-project.gain_eur)} a year more than it saves",
        )
    text = Text(
        nl=f"{title.nl.capitalize()}: niet doen. Op typische dagen leek EUR {dutch(answer.found)} per jaar winst "
        f"mogelijk, maar over het hele jaar, met de pieken per kwartier, {why.nl}.",
        en=f"{title.en.capitalize()}: do not. On typical days EUR {english(answer.found)} a year seemed possible, "
        f"but over the whole year, with peaks per quarter-hour, {why.en}.",
    )
    return Reason(key, chosen=False, eur_per_year=None, text=text)


def _group(setting: Setting, saving: float, *, chosen: bool) -> Reason:
    running = round(setting.group_fixed_eur)
    if chosen:
        text = Text(
            nl=f"Samen betalen de leden voor de piek van de groep in plaats van voor ieders eigen piek. Na de kosten "
            f"van de organisatie (EUR {dutch(running)} per jaar, een schatting) blijft EUR {dutch(saving)} per "
            f"jaar over.",
            en=f"Members pay for the peak of the group instead of each for its own. After the cost of running it "
            f"(EUR {running:,} a year, an estimate) EUR {english(saving)} a year is left.",
        )
        return Reason("group_contract", chosen=True, eur_per_year=saving, text=text)
    text = Text(
        nl=f"Een groepscontract bespaart hier minder dan de organisatie kost (EUR {dutch(running)} per jaar, een "
        f"schatting): "
        "de pieken van de bedrijven vallen te veel samen of er zijn te weinig grootverbruikers.",
        en=f"A group contract saves less here than running it costs (EUR {running:,} a year, an estimate): the "
        "companies' peaks coincide too much or there are too few large users.",
    )
    return Reason("group_contract", chosen=False, eur_per_year=None, text=text)


def _screened(measure: Measure, answer: Screening) -> Reason:
    nl, en = measure.title.nl, measure.title.en
    if answer.found > 0:
        text = Text(
            nl=f"{nl}: op typische dagen lijkt EUR {dutch(answer.found)} per jaar winst mogelijk. Dat is nog niet "
            f"op het "
            "volle jaar nagerekend en zit daarom niet in dit plan; laat het apart uitwerken.",
            en=f"{en}: on typical days EUR {english(answer.found)} a year seems possible. It has not been replayed on "
            f"the full "
            "year and is therefore not in this plan; have it worked out separately.",
        )
        return Reason(measure.key, chosen=False, eur_per_year=None, text=text)
    text = Text(
        nl=f"{nl}: niet doen. Wij vonden geen variant die iets bespaart. Op typische dagen kan het hooguit "
        f"EUR {dutch(answer.most)} per jaar schelen tegenover een ketel of warmtepomp per bedrijf.",
        en=f"{en}: do not. We found no variant that saves anything. On typical days it can bring at most "
        f"EUR {english(answer.most)} a year against a boiler or heat pump per company.",
    )
    return Reason(measure.key, chosen=False, eur_per_year=None, text=text)


def _site(answer: Screening) -> Reason:
    if answer.found > 0:
        text = Text(
            nl=f"Een gedeeld laadplein of een gedeelde batterij op een eigen aansluiting van de groep lijkt EUR "
            f"{dutch(answer.found)} per jaar op te leveren op typische dagen; nog niet op het volle jaar nagerekend.",
            en=f"A shared hub or battery on the group's own connection seems to bring EUR {english(answer.found)} a "
            f"year on "
            "typical days; not yet replayed on the full year.",
        )
    else:
        text = Text(
            nl=f"Geen gedeeld laadplein en geen gedeelde batterij: een eigen aansluiting van de groep kost meer "
            f"dan zij "
            f"bespaart (hooguit EUR {dutch(answer.most)} per jaar op typische dagen). Laders en batterijen staan "
            f"achter de "
            "aansluitingen van de bedrijven; daar besparen zij ook nettarief en belasting.",
            en=f"No shared hub and no shared battery: a connection of the group's own costs more than it saves "
            f"(at most EUR "
            f"{english(answer.most)} a year on typical days). Chargers and batteries stand behind the companies' own "
            "connections, where they also save network charges and tax.",
        )
    return Reason(SHARED_SITE, chosen=False, eur_per_year=None, text=text)


def _saving(setting: Setting, measure: Measure, builds: Sequence[Build]) -> list[Reason]:
    """Package by package what the law asks for, and apart what companies choose beyond it."""
    required = [_required(setting, package) for package in PACKAGES if any(p == package for _, p in setting.duty)]
    asked = duty_builds(setting)
    beyond = [b for b in builds if b not in asked]
    return [*required, *([_plain(measure, beyond, own_only=False)] if beyond or not required else [])]


def _required(setting: Setting, package: str) -> Reason:
    """What a package of the energy-saving duty is worth: kWh saved at the rate of each hour, an estimate."""
    who = [setting.park.company(c) for c, p in sorted(setting.duty) if p == package]
    saved = {c.id: saved_kw(setting, c, package) for c in who}
    kwh = float(sum(kw.sum() for kw in saved.values()))
    worth = sum(float((saved[c.id] * rate_eur_per_kwh(setting, c, package)).sum()) for c in who)
    cost = sum(package_build(setting, c, package, 1.0).eur_per_year for c in who)
    amount, unit = (kwh, Text(nl="kWh stroom", en="kWh of electricity"))
    if package not in ELECTRIC:
        amount, unit = (heat_to_m3(kwh), Text(nl="m3 gas", en="m3 of gas"))
    title, many = TITLES[package], Text(nl=f"{len(who)} bedrijven", en=f"{len(who)} companies")
    if len(who) == 1:
        many = Text(nl="1 bedrijf", en="1 company")
    text = Text(
        nl=f"{title.nl}: de energiebesparingsplicht vraagt dit bij {many.nl}. Het bespaart "
        f"{dutch(amount)} {unit.nl} per jaar. Dat scheelt ongeveer EUR {dutch(worth)} op de energierekening en kost "
        f"EUR {dutch(cost)} per jaar. Dit is een schatting: met wat elk bedrijf nu per eenheid betaalt.",
        en=f"{title.en}: the energy-saving duty asks this of {many.en}. It saves {amount:,.0f} {unit.en} a "
        f"year. That is about EUR {english(worth)} less on the energy bill and costs EUR {english(cost)} a year. "
        "This is an estimate, at what each company pays per unit now.",
    )
    return Reason("efficiency", chosen=True, eur_per_year=worth - cost, text=text)


def _plain(measure: Measure, builds: Sequence[Build], *, own_only: bool) -> Reason:
    shown = card(measure, builds)
    if not builds:
        text = Text(
            nl=f"{measure.title.nl}: komt bij geen enkel bedrijf goedkoper uit.",
            en=f"{measure.title.en}: not cheaper for any company.",
        )
        return Reason(measure.key, chosen=False, eur_per_year=None, text=text)
    places = len({b.place for b in builds})
    companies = Text(nl="bedrijf", en="company") if places == 1 else Text(nl="bedrijven", en="companies")
    unit = Text(nl=shown.unit, en=shown.unit.replace("jaar", "year"))
    where = (
        Text(nl=" achter de eigen aansluiting", en=" behind their own connections") if own_only else Text(nl="", en="")
    )
    text = Text(
        nl=f"{measure.title.nl}: bij {places} {companies.nl}{where.nl}, samen {dutch(shown.amount)} {unit.nl}; kost "
        f"EUR {dutch(shown.eur_per_year)} per jaar en verdient dat terug op de energierekening.",
        en=f"{measure.title.en}: at {places} {companies.en}{where.en}, {english(shown.amount)} {unit.en} together; "
        f"costs EUR {english(shown.eur_per_year)} a year and earns that back on the energy bill.",
    )
    return Reason(measure.key, chosen=True, eur_per_year=None, text=text)


def dutch(value: float) -> str:
    """A whole number with points between thousands, to three significant digits.

    >>> dutch(242348.0), dutch(950.4)
    ('242.000', '950')
    """
    digits = max(0, len(str(int(abs(value)))) - 3)
    return f"{round(value, -digits):,.0f}".replace(",", ".")


def english(value: float) -> str:
    """A whole number with commas between thousands, to three significant digits.

    >>> english(242348.0), english(950.4)
    ('242,000', '950')
    """
    return dutch(value).replace(".", ",")
