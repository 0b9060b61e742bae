"""How sure we are: what was proven of each case, and what was not calculated."""

from collections.abc import Iterator
from math import isfinite

from collectief.measure.heating import level_of
from collectief.plan.outcome import CASES, CaseKey, Outcome, Proof
from collectief.presentation.blocks import Block, Bullets, Cell, Column, Section, Table, cells
from collectief.presentation.foresight_table import foresight
from collectief.presentation.level_looks import water
from collectief.presentation.level_words import cheaper_in_words, level_in_words
from collectief.presentation.limits_table import as_today
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE, STATUS


def proof(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on proof."""
    meaning = (
        (
            speech(nl="Ontwerp:", en="Design:"),
            speech(
                nl="het plan is gekozen op typische dagen. De grenzen zeggen tussen welke bedragen het beste plan op "
                "die dagen ligt.",
                en="the plan was chosen on typical days. The bounds enclose the best plan on those days.",
            ),
        ),
        (
            speech(nl="Nagerekend:", en="Replayed:"),
            speech(
                nl="daarna zijn dezelfde keuzes op alle kwartieren van het jaar nagerekend. Dat bedrag staat in dit "
                "rapport. Voor het hele jaar is er geen bewijs dat het niet goedkoper kan, tenzij dat er staat.",
                en="then the same choices were replayed on all quarter-hours of the year. That amount is in this "
                "report. For the full year it is not proven that nothing is cheaper, unless it says so.",
            ),
        ),
    )
    blocks: tuple[Block, ...] = (
        Bullets((*meaning, *_hours(outcome, speech), *_slack(outcome, speech), *_year(outcome, speech))),
        _table(outcome, speech),
        *foresight(outcome, speech),
        Bullets(_origin(outcome, speech)),
    )
    return Section("bewijs", speech(nl="Wat is bewezen", en="What is proven"), blocks)


def _proofs(outcome: Outcome) -> Iterator[tuple[CaseKey, Proof]]:
    """The cases that have a proof, in the order of the report."""
    for key in CASES:
        if key in outcome.cases and (found := outcome.cases[key].proof) is not None:
            yield key, found


def _hours(outcome: Outcome, speech: Speech) -> Iterator[tuple[str, str]]:
    """What was sought beyond typical days, where it was."""
    if outcome.every_hour:
        yield (
            speech(nl="Alle uren:", en="All hours:"),
            speech(
                nl="wat elk bedrijf zelf kiest, is ook gezocht op alle uren van het jaar. Wat op de rekening het "
                "goedkoopst is, staat in het plan.",
                en="what each company chooses by itself was also sought on all hours of the year. What is cheapest on "
                "the bill is in the plan.",
            ),
        )


def _slack(outcome: Outcome, speech: Speech) -> Iterator[tuple[str, str]]:
    """Limits that a case breaks further than today, so that nothing is proven of it; or that it breaks no further."""
    for key, proof in _proofs(outcome):
        case, over_kw = CASE[key][speech.language], speech.number(proof.over_kw, 2)
        if proof.slack_zero:
            if still := as_today(outcome, key, speech):
                yield speech(nl=f"Grenzen, {case.lower()}:", en=f"Limits, {case.lower()}:"), still
            continue
        yield (
            speech(nl=f"Niet bewezen, {case.lower()}:", en=f"Not proven, {case.lower()}:"),
            speech(
                nl=f"een grens wordt {over_kw} kW verder overschreden dan nu. Zo'n plan kan niet: er is geen bewijs.",
                en=f"a limit is broken {over_kw} kW further than today. Such a plan cannot be: there is no proof.",
            ),
        )


def _year(outcome: Outcome, speech: Speech) -> Iterator[tuple[str, str]]:
    """What is proven of all hours of the year, where that was looked at."""
    for key, proof in _proofs(outcome):
        if proof.year_lower is None or proof.year_gap is None:
            continue
        case = CASE[key][speech.language]
        beside = _narrow(outcome, proof, speech) + _gain(outcome, speech) if key == "together" else ""
        capped = key == "together" and outcome.capped is not None and outcome.capped.least_eur is not None
        which = speech(nl=" dat binnen de grens blijft", en=" that keeps to the cap") if capped else ""
        yield (
            speech(nl=f"Hele jaar, {case.lower()}:", en=f"Whole year, {case.lower()}:"),
            speech(
                nl=f"geen enkel plan met deze regels{which} kost minder dan EUR "
                f"{speech.number(proof.year_lower)} per jaar, op alle uren gerekend. Het kan dus hooguit "
                f"{_less(outcome, proof, proof.year_lower, speech)} goedkoper dan dit plan. "
                f"Gevonden in hooguit {proof.passes} rondes langs alle maanden.{beside}",
                en=f"no plan by these rules{which} costs less than EUR "
                f"{speech.number(proof.year_lower)} a year, on all hours of the year. So it can be at most "
                f"{_less(outcome, proof, proof.year_lower, speech)} cheaper than this plan. "
                f"Found in at most {proof.passes} passes over all months.{beside}",
            ),
        )


def _less(outcome: Outcome, proof: Proof, lower: float, speech: Speech) -> str:
    """How far a bound lies below a plan: as a part of its cost, in EUR, and as a part of what is saved together."""
    eur = proof.replayed - lower
    return cheaper_in_words(eur / max(abs(proof.replayed), 1.0), eur, outcome.saving_eur, speech)


def _narrow(outcome: Outcome, proof: Proof, speech: Speech) -> str:
    """What the bound covers, and how much closer it is without what only pays when shared."""
    degc = water(level_of(outcome.park), speech)
    covers = speech(
        nl=f" Dat geldt ook voor plannen met een warmtenet van {degc}, of met een laadplein, batterij of windmolen van "
        "de groep, voor zover die bij dit plan mochten.",
        en=f" That also holds for plans with a heat network of {degc}, or with a hub, battery or wind turbine of the "
        "group, as far as this plan was allowed to have them.",
    )
    if proof.grouped_lower is None:
        return covers
    less = _less(outcome, proof, proof.grouped_lower, speech)
    return covers + speech(
        nl=f" Een plan dat alleen groepscontracten deelt, kan hooguit {less} goedkoper.",
        en=f" A plan that shares group contracts only can be at most {less} cheaper.",
    )


def _gain(outcome: Outcome, speech: Speech) -> str:
    """What together is cheaper than even the best plan of each alone, where that is proven."""
    alone, together = (outcome.cases[key].proof for key in ("alone", "together"))
    if alone is None or together is None or alone.year_lower is None or alone.year_lower <= together.replayed:
        return ""
    eur = speech.euro(alone.year_lower - together.replayed)
    return speech(
        nl=f" Ook het beste plan waarin ieder apart blijft, is {eur} per jaar of meer duurder dan dit plan.",
        en=f" Even the best plan in which each stays alone is {eur} a year or more dearer than this plan.",
    )


def _table(outcome: Outcome, speech: Speech) -> Table:
    titles = (
        speech(nl="Ondergrens ontwerp (EUR)", en="Design lower bound (EUR)"),
        speech(nl="Bovengrens ontwerp (EUR)", en="Design upper bound (EUR)"),
        speech(nl="Verschil", en="Gap"),
        speech(nl="Nagerekend (EUR)", en="Replayed (EUR)"),
        speech(nl="Nagerekend tegen ontwerp", en="Replayed against design"),
        speech(nl="Stappen", en="Steps"),
        speech(nl="Bijgesteld (kW)", en="Repaired (kW)"),
    )
    heads = (
        Column(speech(nl="Manier", en="Way")),
        Column(speech(nl="Niveau", en="Level")),
        *(Column(t, numeric=True) for t in titles),
    )
    rows = tuple(_row(CASE[key][speech.language], found, speech) for key, found in _proofs(outcome))
    note = speech(
        nl="Vergelijk de grenzen niet met wat nagerekend is: de grenzen gelden voor typische dagen, met prijzen en "
        "belasting per extra kWh; nagerekend is met alle dagen en de hele rekening. Een ondergrens kan dus boven het "
        "nagerekende bedrag liggen. Het verschil is dat tussen de twee grenzen.",
        en="Do not compare the bounds with what was replayed: the bounds hold for typical days, with prices and tax "
        "per extra kWh; the replay takes all days and the whole bill. So a lower bound may lie above the replayed "
        "amount. The gap is that between the two bounds.",
    )
    return Table(speech(nl="Grenzen en nagerekende kosten", en="Bounds and replayed cost"), heads, rows, note=note)


def _row(name: str, found: Proof, speech: Speech) -> tuple[Cell, ...]:
    return cells(
        name,
        f"{level_in_words(found, speech)} ({_ended(found.status, speech)})",
        "-" if found.days_gap_eur is None else speech.number(found.design_lower),
        speech.number(found.design_upper) if isfinite(found.design_upper) else "-",
        "-" if found.days_gap_eur is None else speech.percent(found.design_gap, 2),
        speech.number(found.replayed),
        speech.percent(found.moved, 1) if isfinite(found.design_upper) else "-",
        speech.number(found.steps),
        speech.number(found.repaired_kw, 1),
    )


def _ended(status: str, speech: Speech) -> str:
    """How the search ended, in words; several searches stand behind each other."""
    return ", ".join(speech.word(STATUS, one) for one in status.split("; "))


def _origin(outcome: Outcome, speech: Speech) -> tuple[tuple[str, str], ...]:
    return (
        (
            speech(nl="Zelfde invoer, zelfde uitkomst:", en="Same input, same answer:"),
            speech(
                nl=f"invoer {outcome.input_hash[:16]}, versie {outcome.version}.",
                en=f"input {outcome.input_hash[:16]}, version {outcome.version}.",
            ),
        ),
    )
