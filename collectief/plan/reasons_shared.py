"""Why what only pays when shared is in the plan, or is not: group contract, heat network, shared site."""

import math
from collections.abc import Mapping, Sequence

from collectief.measure import Build, Measure, Setting
from collectief.measure.group_contract import LEAST_MEMBERS
from collectief.measure.heat_network import consumers
from collectief.measure.heating import network_degc
from collectief.measure.membership import eligible
from collectief.measure.outside_heat import fed_without_group
from collectief.measure.shared_mobility import SHARED_MOBILITY
from collectief.plan.numbers import dutch, english
from collectief.plan.outcome import Project, Reason
from collectief.plan.screen import Screening
from collectief.text import Text

SITE = "site"
"""What is shared on a group's own connection: a hub, a battery, or both."""
SHARED_SITE = "shared_site"
NETWORK, DIRECT, ROOFS = "heat_network", "direct_line", "let_roof"
TURBINE = Text(
    nl="gedeelde windturbine op de aansluiting van de groep", en="shared wind turbine on the group's connection"
)


def project_title(key: str) -> Text:
    """What a shared project is called in the middle of a sentence."""
    if key == SITE:
        return Text(nl="gedeeld laadplein of gedeelde batterij", en="shared charging hub or battery")
    if key == DIRECT:
        return Text(nl="directe lijn", en="direct line")
    if key == SHARED_MOBILITY:
        return Text(nl="pool van deelauto's", en="pool of shared cars")
    if key == ROOFS:
        return Text(nl="project met verhuurde daken", en="project of roofs to let")
    return Text(nl="warmtenet", en="heat network")


def of_group(setting: Setting, saving: float, builds: Sequence[Build]) -> Reason:
    """The group contract: what it saves after the cost of running it, or why there is none."""
    if builds:
        running = sum(b.eur_per_year for b in builds)
        guess = _guess(setting)
        text = Text(
            nl=f"Samen betalen de leden voor de piek van de groep in plaats van voor ieders eigen piek. Na de kosten "
            f"van de organisatie (EUR {dutch(running)} per jaar{guess.nl}) blijft EUR {dutch(saving)} per jaar over.",
            en=f"Members pay for the peak of the group instead of each for its own. After the cost of running it "
            f"(EUR {english(running)} a year{guess.en}) EUR {english(saving)} a year is left.",
        )
        return Reason("group_contract", chosen=True, eur_per_year=saving, text=text)
    return Reason("group_contract", chosen=False, eur_per_year=None, text=_no_group(setting))


def _guess(setting: Setting) -> Text:
    given = setting.park.rules.group_fixed_eur is not None
    return Text(nl="", en="") if given else Text(nl=", een schatting", en=", an estimate")


def _no_group(setting: Setting) -> Text:
    if not any(len(eligible(setting, area)) >= LEAST_MEMBERS for area in setting.park.areas):
        return Text(
            nl="Een groepscontract kan hier niet: in geen enkel voedingsgebied zijn twee grootverbruikers met een "
            "prijs op hun maandpiek.",
            en="A group contract is not possible here: no energy area has two large users that pay for their monthly "
            "peak.",
        )
    fixed, guess = setting.group_fixed_eur, _guess(setting)
    return Text(
        nl=f"Wij vonden geen groep van bedrijven die met een groepscontract meer bespaart dan het kost (alleen al de "
        f"organisatie kost EUR {dutch(fixed)} per jaar{guess.nl}).",
        en=f"We found no group of companies that saves more by a group contract than it costs (the organisation alone "
        f"costs EUR {english(fixed)} a year{guess.en}).",
    )


def of_project(project: Project, answer: Screening, builds: Sequence[Build]) -> Reason:
    """A shared project that was lived through the full year: kept, or not although typical days promised it."""
    turbine = any(b.measure == "wind" for b in builds)
    title = TURBINE if turbine else project_title(project.key)
    key = SHARED_SITE if project.key == SITE else project.key
    if project.key == DIRECT:
        return _of_lines(project, builds)
    if project.key == ROOFS and project.adopted:
        return _of_roofs(project, builds)
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
    why = _why_not(project)
    text = Text(
        nl=f"{title.nl.capitalize()}: niet doen. Op typische dagen leek EUR {dutch(answer.found)} per jaar winst "
        f"mogelijk, maar over het hele jaar, met de pieken per kwartier, {why.nl}.",
        en=f"{title.en.capitalize()}: do not. On typical days EUR {english(answer.found)} a year seemed possible, "
        f"but over the whole year, with peaks per quarter-hour, {why.en}.",
    )
    return Reason(key, chosen=False, eur_per_year=None, text=text)


def _of_lines(project: Project, builds: Sequence[Build]) -> Reason:
    """Direct lines that were lived through the full year."""
    if not project.adopted:
        why = _why_not(project)
        text = Text(
            nl=f"Directe lijn: niet doen. De beste leek te lonen, maar over het hele jaar {why.nl}.",
            en=f"Direct line: do not. The best seemed to pay, but over the whole year {why.en}.",
        )
        return Reason(DIRECT, chosen=False, eur_per_year=None, text=text)
    cost, metres = (sum(getattr(b, name) for b in builds) for name in ("eur_per_year", "amount"))
    text = Text(
        nl=f"Directe lijn: {dutch(metres)} m eigen kabel tussen buren bespaart op de rekeningen van het hele jaar EUR "
        f"{dutch(project.gain_eur)} meer dan hij kost (EUR {dutch(cost)} per jaar, een schatting). Wat erover gaat "
        "betaalt geen nettarief, wel energiebelasting. Meld de lijn bij de ACM en regel de grond waar hij ligt.",
        en=f"Direct line: {english(metres)} m of private cable between neighbours saves EUR "
        f"{english(project.gain_eur)} more on the bills of the whole year than it costs (EUR {english(cost)} a year, "
        "an estimate). What goes over it pays no grid tariff, but does pay energy tax. Notify the ACM of the line, and "
        "arrange the land that it lies in.",
    )
    return Reason(DIRECT, chosen=True, eur_per_year=project.gain_eur, text=text)


def _of_roofs(project: Project, builds: Sequence[Build]) -> Reason:
    """Roofs that are let to the park, lived through the full year."""
    cost, kwp, count = sum(b.eur_per_year for b in builds), sum(b.amount for b in builds), len(project.members)
    nl, en = ("dak", "roof") if count == 1 else ("daken", "roofs")
    text = Text(
        nl=f"Verhuurd dak: {dutch(kwp)} kWp van het park of een investeerder op {count} {nl} bespaart op de rekeningen "
        f"van het hele jaar EUR {dutch(project.gain_eur)} meer dan het kost (EUR {dutch(cost)} per jaar). Wat het "
        "bedrijf ervan gebruikt betaalt geen nettarief, wel energiebelasting. De huur is van het park aan het bedrijf, "
        "en kost samen niets.",
        en=f"Roof to let: {english(kwp)} kWp of the park or an investor on {count} {en} saves EUR "
        f"{english(project.gain_eur)} more on the bills of the whole year than it costs (EUR {english(cost)} a year). "
        "What the company uses of it pays no grid tariff, but does pay energy tax. The rent is paid by the park to the "
        "company, and costs nothing together.",
    )
    return Reason(ROOFS, chosen=True, eur_per_year=project.gain_eur, text=text)


def _why_not(project: Project) -> Text:
    if math.isinf(project.gain_eur):
        return Text(nl="past het niet binnen de grenzen", en="it does not fit the limits")
    if project.gain_eur >= 0:
        return Text(nl="bespaart het niets", en="it saves nothing")
    return Text(
        nl=f"kost het EUR {dutch(-project.gain_eur)} per jaar meer dan het bespaart",
        en=f"it costs EUR {english(-project.gain_eur)} a year more than it saves",
    )


def of_network(setting: Setting, measure: Measure, answer: Screening, *, grouped: bool) -> Reason:
    """A heat network that is not worth living through the year."""
    return Reason(measure.key, chosen=False, eur_per_year=None, text=_no_network(setting, answer, grouped=grouped))


def _no_network(setting: Setting, answer: Screening, *, grouped: bool) -> Text:
    if not consumers(setting):
        return Text(
            nl="Warmtenet: niet doen. Geen bedrijf heeft zo veel warmte nodig dat een aansluiting zich terugbetaalt.",
            en="Heat network: do not. No company needs so much heat that a connection pays back.",
        )
    if len(answer.looks) < 2 and not grouped and not fed_without_group(setting):  # at no level it had a source
        return Text(
            nl="Warmtenet: niet mogelijk. Geen bedrijf heeft restwarmte opgegeven, op de kaart staat geen bron die "
            "heet genoeg is, en zonder groepscontract is er geen aansluiting voor een centrale warmtepomp.",
            en="Heat network: not possible. No company stated residual heat, the map has no source that is hot enough, "
            "and without a group contract there is no connection for a central heat pump.",
        )
    degc = network_degc(setting.park)
    if math.isinf(answer.most):
        return Text(
            nl="Warmtenet: niet uitgezocht. De berekening vond binnen haar tijd geen oplossing.",
            en="Heat network: not found out. The calculation found no solution within its time.",
        )
    if answer.found > 0:  # in the plan it would be if it had a company at it, and its year were no dearer
        return Text(
            nl="Warmtenet: niet doen. Geen variant die wij vonden bespaart de bedrijven iets op alle rekeningen van "
            "het jaar; het hoofdstuk over het warmtenet zegt wat er op typische dagen te halen is, en voor wie.",
            en="Heat network: do not. No variant that we found saves the companies anything on all bills of the year; "
            "the chapter on the network says what typical days promise, and to whom.",
        )
    return Text(
        nl=f"Warmtenet: niet doen. Wij vonden geen variant die iets bespaart. Op typische dagen kan een net van "
        f"{degc:.0f} graden hooguit EUR {dutch(answer.most)} per jaar schelen tegenover een ketel of warmtepomp per "
        "bedrijf.",
        en=f"Heat network: do not. We found no variant that saves anything. On typical days one of {degc:.0f} degC "
        f"can bring at most EUR {english(answer.most)} a year against a boiler or heat pump per company.",
    )


def of_site(answer: Screening) -> Reason:
    """A hub and battery on the groups' own connections that are not worth living through the year."""
    text = Text(
        nl=f"Geen gedeeld laadplein en geen gedeelde batterij: een eigen aansluiting van de groep kost meer dan zij "
        f"bespaart (hooguit EUR {dutch(answer.most)} per jaar op typische dagen). Laders en batterijen staan achter "
        "de aansluitingen van de bedrijven; daar besparen zij ook nettarief en belasting.",
        en=f"No shared hub and no shared battery: a connection of the group's own costs more than it saves (at most "
        f"EUR {english(answer.most)} a year on typical days). Chargers and batteries stand behind the companies' own "
        "connections, where they also save network charges and tax.",
    )
    return Reason(SHARED_SITE, chosen=False, eur_per_year=None, text=text)


def of_shared(
    screened: Mapping[str, Screening], looked_at: Mapping[str, Project], builds: Sequence[Build], *, grouped: bool
) -> list[Reason]:
    """What is said of the groups' own connections; nothing where there is no group."""
    if SITE in looked_at:
        return [of_project(looked_at[SITE], screened[SITE], builds)]
    return [of_site(screened[SITE])] if SITE in screened and grouped else []
