"""Why this plan: each measure that is in it, and each that is not with the reason in euros."""

from collections.abc import Mapping, Sequence

from collectief.measure import PARK, Build, Measure, Setting, card
from collectief.plan.outcome import Case, CaseKey, Project, Reason
from collectief.plan.screen import Screening
from collectief.text import Text

SITE = "site"
"""What is shared on a group's own connection: a hub, a battery, or both."""


def reasons(
    setting: Setting,
    measures: Sequence[Measure],
    cases: Mapping[CaseKey, Case],
    *,
    screened: Mapping[str, Screening],
    projects: Sequence[Project] = (),
) -> tuple[Reason, ...]:
    """One reason per measure, in the order of the measures."""
    together, looked_at = cases["together"], {p.key: p for p in projects}
    gains = sum(p.gain_eur for p in projects if p.adopted)
    saving = cases["alone"].eur_per_year - together.eur_per_year - gains
    found = []
    for measure in measures:
        builds = [b for b in together.builds if b.measure == measure.key]
        if measure.key == "group_contract":
            found.append(_group(setting, saving, chosen=bool(builds)))
        elif measure.key in looked_at:
            found.append(_project(looked_at[measure.key], screened[measure.key], builds))
        elif measure.key in screened and not builds:
            found.append(_screened(measure, screened[measure.key]))
        else:
            found.append(_plain(measure, builds, own_only=measure.key in ("charging_hub", "battery")))
    if SITE in looked_at:
        found.append(_project(looked_at[SITE], screened[SITE], [b for b in together.builds if b.owner == PARK]))
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
    title, key = project_title(project.key), "charging_hub" if project.key == SITE else project.key
    if project.adopted:
        cost = sum(b.eur_per_year for b in builds)
        text = Text(
            nl=f"{title.nl.capitalize()} voor {len(project.members)} bedrijven: bespaart op de rekeningen van het "
            f"hele jaar EUR {dutch(project.gain_eur)} meer dan het kost. Bouw en onderhoud zijn EUR {dutch(cost)} per "
            f"jaar.",
            en=f"{title.en.capitalize()} for {len(project.members)} companies: on the bills of the whole year it saves "
            f"EUR {project.gain_eur:,.0f} more than it costs. Building and upkeep are EUR {cost:,.0f} a year.",
        )
        return Reason(key, chosen=True, eur_per_year=project.gain_eur, text=text)
    if project.gain_eur == float("-inf"):
        why = Text(nl="past het niet binnen de grenzen", en="it does not fit the limits")
    else:
        why = Text(
            nl=f"kost het EUR {dutch(-project.gain_eur)} per jaar meer dan het bespaart",
            en=f"it costs EUR {-project.gain_eur:,.0f} a year more than it saves",
        )
    text = Text(
        nl=f"{title.nl.capitalize()}: niet doen. Op typische dagen leek EUR {dutch(answer.found)} per jaar winst "
        f"mogelijk, maar over het hele jaar, met de pieken per kwartier, {why.nl}.",
        en=f"{title.en.capitalize()}: do not. On typical days EUR {answer.found:,.0f} a year seemed possible, but over "
        f"the whole year, with peaks per quarter-hour, {why.en}.",
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
            f"(EUR {running:,} a year, an estimate) EUR {saving:,.0f} a year is left.",
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
            en=f"{en}: on typical days EUR {answer.found:,.0f} a year seems possible. It has not been replayed on "
            f"the full "
            "year and is therefore not in this plan; have it worked out separately.",
        )
        return Reason(measure.key, chosen=False, eur_per_year=None, text=text)
    text = Text(
        nl=f"{nl}: niet doen. Wij vonden geen variant die iets bespaart. Op typische dagen kan het hooguit "
        f"EUR {dutch(answer.most)} per jaar schelen tegenover een ketel of warmtepomp per bedrijf.",
        en=f"{en}: do not. We found no variant that saves anything. On typical days it can bring at most "
        f"EUR {answer.most:,.0f} a year against a boiler or heat pump per company.",
    )
    return Reason(measure.key, chosen=False, eur_per_year=None, text=text)


def _site(answer: Screening) -> Reason:
    if answer.found > 0:
        text = Text(
            nl=f"Een gedeeld laadplein of een gedeelde batterij op een eigen aansluiting van de groep lijkt EUR "
            f"{dutch(answer.found)} per jaar op te leveren op typische dagen; nog niet op het volle jaar nagerekend.",
            en=f"A shared hub or battery on the group's own connection seems to bring EUR {answer.found:,.0f} a "
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
            f"{answer.most:,.0f} a year on typical days). Chargers and batteries stand behind the companies' own "
            "connections, where they also save network charges and tax.",
        )
    return Reason("charging_hub", chosen=False, eur_per_year=None, text=text)


def _plain(measure: Measure, builds: Sequence[Build], *, own_only: bool) -> Reason:
    shown = card(measure, builds)
    if not builds:
        text = Text(
            nl=f"{measure.title.nl}: komt bij geen enkel bedrijf goedkoper uit.",
            en=f"{measure.title.en}: not cheaper for any company.",
        )
        return Reason(measure.key, chosen=False, eur_per_year=None, text=text)
    places = len({b.place for b in builds})
    where = (
        Text(nl=" achter de eigen aansluiting", en=" behind their own connections") if own_only else Text(nl="", en="")
    )
    text = Text(
        nl=f"{measure.title.nl}: bij {places} bedrijven{where.nl}, samen {dutch(shown.amount)} {shown.unit}; kost EUR "
        f"{dutch(shown.eur_per_year)} per jaar en verdient dat terug op de energierekening.",
        en=f"{measure.title.en}: at {places} companies{where.en}, {shown.amount:,.0f} {shown.unit} together; costs EUR "
        f"{shown.eur_per_year:,.0f} a year and earns that back on the energy bill.",
    )
    return Reason(measure.key, chosen=True, eur_per_year=None, text=text)


def dutch(value: float) -> str:
    """A whole number with points between thousands, to three significant digits.

    >>> dutch(242348.0), dutch(950.4)
    ('242.000', '950')
    """
    digits = max(0, len(str(int(abs(value)))) - 3)
    return f"{round(value, -digits):,.0f}".replace(",", ".")
