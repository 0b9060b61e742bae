"""Why this plan: each measure that is in it, and each that is not with the reason in euros."""

from collections.abc import Mapping, Sequence

import numpy as np

from collectief.facts import fact
from collectief.measure import PARK, Build, Measure, Setting, card
from collectief.measure.efficiency import (
    ELECTRIC,
    PACKAGES,
    TITLES,
    package_build,
    rate_eur_per_kwh,
    saved_kw,
)
from collectief.measure.rights import TRANSPORT_RIGHT
from collectief.measure.shared_mobility import SHARED_MOBILITY
from collectief.plan.billing import heat_to_m3
from collectief.plan.cases import duty_builds
from collectief.plan.earning import Earning
from collectief.plan.numbers import dutch, english
from collectief.plan.outcome import Case, CaseKey, Project, Reason
from collectief.plan.reasons_mobility import of_mobility
from collectief.plan.reasons_not import why_not
from collectief.plan.reasons_shared import NETWORK, of_group, of_network, of_project, of_shared
from collectief.plan.screen import Screening
from collectief.text import Text

GIVEN_UP = Reason(
    TRANSPORT_RIGHT,
    chosen=False,
    eur_per_year=None,
    text=Text(
        nl="Recht naast het vaste contract: niet in het plan. Ieder apart loont het, maar wie in een groepscontract "
        "gaat, geeft het op.",
        en="Right beside the firm contract: not in the plan. It pays for each alone, but who joins a group contract "
        "gives it up.",
    ),
)
NOW: CaseKey = "now"
TOGETHER: CaseKey = "together"


def reasons(
    setting: Setting,
    measures: Sequence[Measure],
    cases: Mapping[CaseKey, Case],
    *,
    screened: Mapping[str, Screening],
    projects: Sequence[Project] = (),
    earned: Sequence[Earning] = (),
    held: Sequence[str] = (),
) -> tuple[Reason, ...]:
    """One reason per measure, in the order of the measures; saving has one per package that the law asks for.

    ``earned``: what each owner earns back with each measure of the plan, where that was calculated; ``held``: the
    companies that their budget holds back.
    """
    together, looked_at = cases["together"], {p.key: p for p in projects}
    gains = sum(p.gain_eur for p in projects if p.adopted)
    saving = cases["alone"].eur_per_year - together.eur_per_year - gains
    found: list[Reason] = []
    grouped = any(b.measure == "group_contract" for b in together.builds)
    for measure in measures:
        builds = [b for b in together.builds if b.measure == measure.key]
        if measure.key == "group_contract":
            found.append(of_group(setting, saving, builds))
        elif measure.key == SHARED_MOBILITY:
            found.append(of_mobility(setting, looked_at.get(measure.key), builds))
        elif measure.key in looked_at:
            found.append(of_project(looked_at[measure.key], screened[measure.key], builds))
        elif measure.key == NETWORK and measure.key in screened and not builds:
            found.append(of_network(setting, measure, screened[measure.key], grouped=grouped))
        elif measure.key == "wind" and builds:
            continue  # said of what is shared on the site
        elif measure.key == "efficiency":
            found += _saving(setting, measure, builds, earned, held)
        elif measure.key == TRANSPORT_RIGHT and any(b.measure == measure.key for b in cases["alone"].builds):
            found.append(_rights(cases, builds) if builds else GIVEN_UP)
        elif measure.key == "charging_hub" and builds:
            found.append(_chargers(setting, cases, builds, earned))
        else:
            found.append(_plain(setting, measure, builds, earned, held))
    on_site = [b for b in together.builds if b.owner == PARK and b.measure in ("charging_hub", "battery", "wind")]
    found += of_shared(screened, looked_at, on_site, grouped=grouped)
    return tuple(found)


def _saving(
    setting: Setting, measure: Measure, builds: Sequence[Build], earned: Sequence[Earning], held: Sequence[str]
) -> list[Reason]:
    """Package by package what the law asks for, and apart what companies choose beyond it."""
    required = [_required(setting, package) for package in PACKAGES if any(p == package for _, p in setting.duty)]
    asked = duty_builds(setting)
    beyond = [b for b in builds if b not in asked]
    return [*required, *([_plain(setting, measure, beyond, earned, held)] if beyond or not required else [])]


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
        en=f"{title.en}: the energy-saving duty asks this of {many.en}. It saves {english(amount)} {unit.en} a "
        f"year. That is about EUR {english(worth)} less on the energy bill and costs EUR {english(cost)} a year. "
        "This is an estimate, at what each company pays per unit now.",
    )
    return Reason("efficiency", chosen=True, eur_per_year=worth - cost, text=text)


def _chargers(
    setting: Setting, cases: Mapping[CaseKey, Case], builds: Sequence[Build], earned: Sequence[Earning]
) -> Reason:
    """Chargers against public charging: what no longer is charged there, less the power for it and the chargers.

    The power is what the bill has more with the chargers where that was calculated, else it is at today's rate.
    """
    now, then = (_public(cases[key]) for key in (NOW, TOGETHER))
    price, efficiency = fact("charging.public_eur_per_kwh"), fact("charging.efficiency").value
    before, after = sum(now.values()) * price.value, sum(then.values()) * price.value
    mine = _earned(earned, "charging_hub") if all(b.owner != PARK for b in builds) else ()
    power = before - after - sum(e.saved_eur for e in mine)
    if not mine:
        power = sum(
            (kwh - then.get(c, 0.0)) / efficiency * float(np.mean(setting.rates[c].offtake_eur_per_kwh))
            for c, kwh in now.items()
        )
    cost = sum(b.eur_per_year for b in builds)
    unsure = price.confidence == "low"
    text = Text(
        nl=f"Laders: openbaar laden gaat van EUR {dutch(before)} naar EUR {dutch(after)} per jaar. De stroom daarvoor "
        f"kost ongeveer EUR {dutch(power)} en de laders EUR {dutch(cost)} per jaar. Dit is een schatting: alsof alles "
        f"nu openbaar wordt geladen{', voor een prijs die niet bevestigd is' if unsure else ''}.",
        en=f"Chargers: public charging goes from EUR {english(before)} to EUR {english(after)} a year. The power for "
        f"it costs about EUR {english(power)} and the chargers EUR {english(cost)} a year. This is an estimate: as if "
        f"all is charged in public now{', at a price that is not confirmed' if unsure else ''}.",
    )
    return Reason("charging_hub", chosen=True, eur_per_year=before - after - power - cost, text=text)


def _rights(cases: Mapping[CaseKey, Case], builds: Sequence[Build]) -> Reason:
    """Rights beside the firm contract: what they cost on the bills; what they save is in what runs on them."""
    kw, who = sum(b.amount for b in builds), {b.owner for b in builds}
    now, then = (
        sum(cases[key].bills[c].lines.get("contract_rights", 0.0) for c in sorted(who)) for key in (NOW, TOGETHER)
    )
    control = sum(b.eur_per_year for b in builds)
    firms = ("bedrijf", "company") if len(who) == 1 else ("bedrijven", "companies")
    text = Text(
        nl=f"Recht naast het vaste contract: {dutch(kw)} kW bij {len(who)} {firms[0]}, voor wat kan wachten op de uren "
        f"waarin het geldt. Het kost EUR {dutch(then - now)} per jaar aan contract en EUR {dutch(control)} aan "
        "regeling (een schatting); elke piek telt gewoon mee. De netbeheerder moet het aanbod bevestigen.",
        en=f"Right beside the firm contract: {english(kw)} kW at {len(who)} {firms[1]}, for what can wait for the "
        f"hours in which it holds. It costs EUR {english(then - now)} a year of contract and EUR {english(control)} of "
        "control (an estimate); every peak counts as usual. The operator must confirm the offer.",
    )
    return Reason(TRANSPORT_RIGHT, chosen=True, eur_per_year=None, text=text)


def _public(case: Case) -> dict[str, float]:
    """kWh charged in public in a year, by company."""
    return {c: e.public_charging_kwh for c, e in case.energy.items() if e.public_charging_kwh > 0}


def _plain(
    setting: Setting, measure: Measure, builds: Sequence[Build], earned: Sequence[Earning], held: Sequence[str]
) -> Reason:
    """What companies do by themselves, with what they earn back where that was calculated, or why they do not."""
    if not builds:
        return Reason(measure.key, chosen=False, eur_per_year=None, text=why_not(setting, measure, held))
    places, amount, eur = len({b.place for b in builds}), _amounts(measure, builds), card(measure, builds).eur_per_year
    companies = Text(nl="bedrijf", en="company") if places == 1 else Text(nl="bedrijven", en="companies")
    behind = measure.key == "battery"
    where = Text(nl=" achter de eigen aansluiting" if behind else "", en=" behind the own connection" if behind else "")
    mine = _earned(earned, measure.key)
    saved = sum(e.saved_eur for e in mine)
    worth = _worth(eur, saved if mine else None)
    text = Text(
        nl=f"{measure.title.nl}: bij {places} {companies.nl}{where.nl}, samen {amount.nl}; {worth.nl}",
        en=f"{measure.title.en}: at {places} {companies.en}{where.en}, {amount.en} together; {worth.en}",
    )
    return Reason(measure.key, chosen=True, eur_per_year=saved - eur if mine else None, text=text)


def _earned(earned: Sequence[Earning], measure: str) -> Sequence[Earning]:
    """What companies earn back with a measure that they choose for themselves."""
    return [e for e in earned if e.measures == (measure,) and e.owner != PARK and not e.required]


def _worth(eur: float, saved_eur: float | None) -> Text:
    """What a measure costs a year and what it saves, where that was calculated; a fee is what it brings."""
    if eur < 0:
        return Text(nl=f"brengt EUR {dutch(-eur)} per jaar op.", en=f"brings EUR {english(-eur)} a year.")
    if saved_eur is None:
        return Text(nl=f"kost EUR {dutch(eur)} per jaar.", en=f"costs EUR {english(eur)} a year.")
    return Text(
        nl=f"kost EUR {dutch(eur)} per jaar en scheelt ongeveer EUR {dutch(saved_eur)} op de rekening. Dit is een "
        f"schatting: de rekening zonder deze maatregel, terwijl al het andere doorgaat.",
        en=f"costs EUR {english(eur)} a year and takes about EUR {english(saved_eur)} off the bill. This is an "
        f"estimate: the bill without this measure, while all else goes on.",
    )


def _amounts(measure: Measure, builds: Sequence[Build]) -> Text:
    """How much of each unit: a kWh of heat and one of electricity do not add up."""
    shown = [card(measure, [b for b in builds if b.unit == unit]) for unit in dict.fromkeys(b.unit for b in builds)]
    return Text(
        nl=" en ".join(f"{dutch(c.amount)} {c.unit}" for c in shown),
        en=" and ".join(f"{english(c.amount)} {_english_unit(c.unit)}" for c in shown),
    )


def _english_unit(unit: str) -> str:
    """A unit of a build in English.

    >>> _english_unit("kWh warmte/jaar")
    'kWh heat/year'
    """
    return unit.replace("stroom", "electricity").replace("warmte", "heat").replace("jaar", "year")
