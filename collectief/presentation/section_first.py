"""The first screen: six figures, and the lines on stability, data and proof that must not be missed."""

from math import isfinite

from collectief.plan.outcome import PARK, CaseKey, Outcome, Proof
from collectief.presentation.blocks import Block, Notice, Tile, Tiles
from collectief.presentation.charging_notice import charging_notice
from collectief.presentation.figures import group_eur, payback_years, pools_of, process_gas_m3, quality
from collectief.presentation.level_words import cheaper_in_words, level_in_words, not_looked_at
from collectief.presentation.limits_table import as_today, limits_notice
from collectief.presentation.saving_sure import saving_notice, saving_range_eur
from collectief.presentation.speech import Speech
from collectief.presentation.stability import stability

KG_PER_TONNE = 1000.0
COMPARED: tuple[CaseKey, ...] = ("alone", "together")


def first_screen(outcome: Outcome, speech: Speech) -> tuple[Block, ...]:
    """Tiles and notices under the headline."""
    tiles = (
        _investment(outcome, speech),
        _saving(outcome, speech),
        _payback(outcome, speech),
        _gas(outcome, speech),
        _co2(outcome, speech),
        _peak(outcome, speech),
    )
    return (
        Tiles(tiles),
        *saving_notice(outcome, speech),
        stability(outcome, speech),
        *limits_notice(outcome, speech),
        *charging_notice(outcome, speech),
        _sensitivity(outcome, speech),
    )


def _investment(outcome: Outcome, speech: Speech) -> Tile:
    together, alone = outcome.cases["together"].investment_eur, outcome.cases["alone"].investment_eur
    shared = sum(b.investment_eur for b in outcome.cases["together"].builds if b.owner == PARK)
    added = speech.more(together - alone)
    return Tile(
        speech(nl="Investering", en="Investment"),
        speech.euro(together),
        (
            speech(nl=f"ieder apart: {speech.euro(alone)}", en=f"each alone: {speech.euro(alone)}"),
            speech(nl=f"erbij door samen: {added}", en=f"added by together: {added}"),
            speech(nl=f"waarvan {speech.euro(shared)} van allen samen", en=f"of which {speech.euro(shared)} shared")
            if shared
            else speech(nl="elk bedrijf betaalt wat het zelf bouwt", en="each company pays what it builds itself"),
        ),
    )


def _saving(outcome: Outcome, speech: Speech) -> Tile:
    beyond_law = speech.euro(outcome.cases["required"].eur_per_year - outcome.cases["together"].eur_per_year)
    return Tile(
        speech(nl="Besparing per jaar", en="Saving per year"),
        speech.euro(outcome.saving_eur),
        (
            speech(nl="samen tegen ieder apart", en="together against each alone"),
            *_saving_range(outcome, speech),
            speech(nl=f"boven wat de wet al vraagt: {beyond_law}", en=f"beyond what the law asks: {beyond_law}"),
        ),
    )


def _saving_range(outcome: Outcome, speech: Speech) -> tuple[str, ...]:
    """From where to where the saving goes with the cost of running the group; nothing where that is known."""
    least, most = saving_range_eur(outcome)
    if least >= most:
        return ()
    ends = speech.rounded(least), speech.rounded(most)
    return (
        speech(
            nl=f"{ends[0]} tot {ends[1]}, naar wat de organisatie van de groep kost",
            en=f"{ends[0]} to {ends[1]}, by what running the group costs",
        ),
    )


def _years(years: float | None, speech: Speech) -> str:
    if years is None:
        return speech(nl="geen", en="none")
    return f"{speech.number(years, 1)}\N{NO-BREAK SPACE}{speech(nl='jaar', en='years')}"


def _payback(outcome: Outcome, speech: Speech) -> Tile:
    whole = payback_years(outcome.cases["required"], outcome.cases["together"])
    extra = payback_years(outcome.cases["alone"], outcome.cases["together"])
    more = outcome.cases["together"].investment_eur - outcome.cases["alone"].investment_eur
    beside = _years(extra, speech) if more > 0 else speech(nl="er komt niets bij", en="there is no extra")
    return Tile(
        speech(nl="Terugverdientijd", en="Payback time"),
        _years(whole, speech),
        (
            speech(
                nl="alles boven wat de wet al vraagt, zonder rente",
                en="all beyond what the law asks, without interest",
            ),
            speech(
                nl=f"wat er bijkomt tegen ieder apart: {beside}",
                en=f"the extra against each alone: {beside}",
            ),
        ),
    )


def _change(before: float, after: float, speech: Speech) -> str:
    return speech.percent(after / before - 1) if before > 0 else "–"


def _gas(outcome: Outcome, speech: Speech) -> Tile:
    now, together = outcome.cases["now"].gas_m3, outcome.cases["together"].gas_m3
    alone = outcome.cases["alone"].gas_m3
    to = speech(nl="naar", en="to")
    return Tile(
        speech(nl="Gas", en="Gas"),
        _change(now, together, speech),
        (
            f"{speech.short(now)} {to} {speech.short(together)} m³ {speech(nl='per jaar', en='per year')}",
            speech(nl=f"ieder apart: {speech.short(alone)} m³", en=f"each alone: {speech.short(alone)} m³"),
            *_gas_left(outcome, speech),
        ),
    )


def _gas_left(outcome: Outcome, speech: Speech) -> tuple[str, ...]:
    """Why gas stays: heat for processes, by the sectors of the companies, and boilers as backup."""
    if round(outcome.cases["together"].gas_m3) <= 0:
        return ()
    process_m3 = process_gas_m3(outcome)
    if process_m3 < 1:
        return (speech(nl="wat blijft: ketels als reserve", en="what stays: backup boilers"),)
    now = speech(nl=f"nu {speech.short(process_m3)} m³", en=f"now {speech.short(process_m3)} m³")
    if any(b.measure == "process_heat" for b in outcome.cases["together"].builds):
        return (
            speech(
                nl=f"wat blijft: proceswarmte waar gas goedkoper is ({now}) en ketels als reserve",
                en=f"what stays: process heat where gas is cheaper ({now}) and backup boilers",
            ),
        )
    return (
        speech(
            nl=f"wat blijft: proceswarmte ({now}) en ketels als reserve",
            en=f"what stays: process heat ({now}) and backup boilers",
        ),
    )


def _co2(outcome: Outcome, speech: Speech) -> Tile:
    now, together = outcome.cases["now"], outcome.cases["together"]
    required = outcome.cases["required"]
    avoided = (required.co2_kg - together.co2_kg) / KG_PER_TONNE
    to = speech(nl="naar", en="to")
    tonnes = f"{speech.short(now.co2_kg / KG_PER_TONNE)} {to} {speech.short(together.co2_kg / KG_PER_TONNE)} t"
    if avoided <= 0:
        per_tonne = speech(nl="niet meer dan de wet al vraagt", en="no more than the law already asks")
    else:
        eur = (together.eur_per_year - required.eur_per_year) / avoided
        amount = speech.euro(abs(eur))
        per_tonne = (
            speech(nl=f"elke ton minder spaart {amount} uit", en=f"each tonne less saves {amount}")
            if eur < 0
            else speech(nl=f"kost {amount} per ton minder", en=f"costs {amount} per tonne less")
        )
    return Tile("CO₂", _change(now.co2_kg, together.co2_kg, speech), (tonnes, per_tonne))


def _peak(outcome: Outcome, speech: Speech) -> Tile:
    now, together = outcome.cases["now"], outcome.cases["together"]
    used = speech.quantity(together.peak_kw("offtake"), "kW")
    back = f"{speech.short(now.peak_kw('feed_in'))} → {speech.short(together.peak_kw('feed_in'))} kW"
    before = speech.short(now.peak_kw("offtake"))
    return Tile(
        speech(nl="Piek op het net", en="Peak on the grid"),
        used,
        (
            speech(nl=f"nu {before} kW, alle bedrijven tegelijk", en=f"now {before} kW, all companies at once"),
            speech(nl=f"teruglevering: {back}", en=f"feed-in: {back}"),
        ),
    )


def _made_trips(outcome: Outcome, speech: Speech) -> str:
    """What sharing cars saves rests on trips that nobody measured; nothing where no cars are shared."""
    if not pools_of(outcome):
        return ""
    alone, together = (group_eur(outcome.cases[key], "vehicles") for key in COMPARED)
    part = f" ({speech.percent((alone - together) / outcome.saving_eur)})" if outcome.saving_eur > 0 else ""
    saved = f"{speech.euro(alone - together)}{part}"
    return speech(
        nl=f" Van de besparing komt {saved} van deelauto's: de ritten zijn gemaakt en de kosten geschat, niet gemeten.",
        en=f" Of the saving {saved} is from shared cars: their trips are made and their cost estimated, not measured.",
    )


def _sensitivity(outcome: Outcome, speech: Speech) -> Notice:
    known = quality(outcome)
    guessed, metered = speech.percent(known.estimated), speech.percent(known.measured)
    unsure = sum(f.confidence == "low" for f in outcome.facts)
    proof = outcome.cases["together"].proof
    words_nl = (
        f"{guessed} van het energiegebruik is geschat, {metered} gemeten; "
        f"niet bevestigde kengetallen: {unsure} van {len(outcome.facts)}."
    )
    words_en = (
        f"{guessed} of the energy use is estimated, {metered} measured; "
        f"key figures not confirmed: {unsure} of {len(outcome.facts)}."
    )
    trips = _made_trips(outcome, speech)
    words_nl += trips
    words_en += trips
    found = "" if proof is None else _proven(outcome, proof, speech)
    lead = speech(nl="Waar het op rust.", en="What it rests on.")
    return Notice("plain", lead, speech(nl=words_nl, en=words_en) + found)


def _on_days(outcome: Outcome, proof: Proof, speech: Speech) -> str:
    """How much cheaper another plan can be on typical days."""
    if proof.days_gap_eur is None:
        return speech(
            nl="Hoeveel goedkoper het op typische dagen kan is niet bekend",
            en="How much cheaper it could be on typical days is not known",
        )
    without = not_looked_at(outcome, proof, speech)
    gap = cheaper_in_words(proof.design_gap, proof.days_gap_eur, outcome.saving_eur, speech, digits=1)
    return speech(
        nl=f"Op typische dagen kan het{without} hooguit {gap} goedkoper",
        en=f"On typical days it could be{without} at most {gap} cheaper",
    )


def _moved(proof: Proof, speech: Speech) -> str:
    """What the full year costs more than those days said; nothing where the plan does not fit those days."""
    if not isfinite(proof.design_upper):
        return ""
    moved = speech.percent(abs(proof.moved), 1)
    more = speech(nl="meer", en="more") if proof.moved >= 0 else speech(nl="minder", en="less")
    return speech(
        nl=f"; over het hele jaar kosten dezelfde keuzes {moved} {more} dan op die dagen",
        en=f"; over the full year the same choices cost {moved} {more} than on those days",
    )


def _proven(outcome: Outcome, proof: Proof, speech: Speech) -> str:
    """What the plan is called, and how much cheaper another can be at most; nothing of that where it cannot be."""
    if not proof.slack_zero:
        over_kw = speech.number(proof.over_kw, 2)
        return speech(
            nl=f" Het plan is niet bewezen: een grens wordt {over_kw} kW verder overschreden dan nu.",
            en=f" The plan is not proven: a limit is broken {over_kw} kW further than today.",
        )
    level = level_in_words(proof, speech)
    still = as_today(outcome, "together", speech)
    said = speech(
        nl=f" Het plan is {level}. {_on_days(outcome, proof, speech)}{_moved(proof, speech)}.",
        en=f" The plan is {level}. {_on_days(outcome, proof, speech)}{_moved(proof, speech)}.",
    )
    said += f" {still}" if still else ""
    if proof.year_gap is None or proof.gap_eur is None:
        return said
    most = cheaper_in_words(proof.year_gap, proof.gap_eur, outcome.saving_eur, speech, digits=1)
    return said + speech(
        nl=f" Bewezen over alle uren van het jaar, ook met wat alleen gedeeld kan: hooguit {most} goedkoper.",
        en=f" Proven over all hours of the year, also with what can only be shared: at most {most} cheaper.",
    )
